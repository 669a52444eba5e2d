"""The places a cue speaks of: its object to the right, or what a relative clause goes back to on the left."""

from collections.abc import Collection

from marsad.claims.ties.row import NOTHING, UnitRow
from marsad.claims.ties.units import PLACES
from marsad.model import MentionKind

_BY_AREA = frozenset({"مناطق", "بمناطق", "منطقه"})
_GENERIC_COST = 3


def objects(row: UnitRow, n: int, cue: int, *, reach: int = 7, stop: Collection[str] = NOTHING) -> list[int]:
    """The list of places that begins at or after unit `n`; "هناك" and "منها" go back to the last list.

    "على أجزاء واسعة من قريتي البحصة والمشيك" gives both; "المناطق، منها الفحيمي" gives الفحيمي.
    """
    links, sentence, k = row.links, row.sentence(n), n
    while row.within(k, sentence) and reach >= 0:
        unit = row.units[k]
        word = unit.bare
        if unit.mention is not None:
            if unit.mention.kind is MentionKind.PLACE:
                return row.list_from(k, PLACES)
            if unit.mention.kind is MentionKind.GOODS:
                return []
            reach -= unit.mention.kind is not MentionKind.DATE
        elif word in links.there or word in links.such_as:
            follower = row.right(k + 1, PLACES, 0) if word in links.such_as else None
            if follower is not None and not row.units[follower].prep:
                return row.list_from(follower, PLACES)
            if word in links.there:
                return row.last_places(cue)
            reach -= 1
        elif word in stop or word in links.not_places or word in links.near:
            return []
        elif word in links.generic_places:
            reach += _GENERIC_COST
        elif unit.word != word and word not in row.heads and word not in links.posts:
            return []
        else:
            reach -= word not in row.heads and word not in links.times and word not in links.posts
        k += 1
    return []


def antecedents(row: UnitRow, cue: int, after: int) -> list[int]:
    """The places a relative clause or participle speaks of.

    "بلدة نوى في ريف درعا، التي": نوى. "مناطق تسيطر عليها المعارضة في إدلب": إدلب, which comes after.
    """
    links, k = row.links, cue - 1
    while row.bare(k) in links.relatives:
        k -= 1
    by_area = row.units[cue].bare in _BY_AREA
    if (row.bare(k) in links.generic_places or by_area) and not (by_area and _is_located(row, cue)):
        place = row.right(after, PLACES, 2)
        if place is not None:
            return row.list_from(place, PLACES)
    if k < cue - 1 and row.bare(k) in links.generic_places:
        return []
    place = row.left(cue - 1, PLACES, 5)
    if place is not None:
        return row.climb(place)
    place = row.right(after, PLACES, 1)
    if place is not None:
        return row.list_from(place, PLACES)
    return row.last_places(cue) if cue and row.sentence(cue - 1) == row.sentence(cue) else []


def _is_located(row: UnitRow, n: int) -> bool:
    """Whether "الواقعة" or a preposition leads to unit `n`: قرية درنج الواقعة بمناطق سيطرة قسد."""
    return row.units[n].bare.startswith("ب") or any(row.bare(k) in row.links.located for k in (n - 1, n - 2))
