"""The names that words of relation lead to: behind their link words, before them, or next to a post."""

from collections.abc import Iterator

from marsad.claims.ties.row import Hit, UnitRow
from marsad.claims.ties.subjects import is_oblique
from marsad.claims.ties.units import ACTORS, PERSONS, POWERS
from marsad.model import MentionKind

PAUSES = frozenset({"،", ",", "-", "–"})
_ANYTHING = ("-",)
_WITH_THEM = frozenset({"معها", "معه", "معهم"})
_ADJECTIVES = 2  # that may stand between a cue and its link: القيادي [البارز] في حماس


def linked(row: UnitRow, hit: Hit, kinds: frozenset[MentionKind] = POWERS) -> int | None:
    """The name that the cue's link words lead to: المدعومة "من" روسيا, الموالية "ل"لحكومة."""
    if hit.form.cue.id == "backed" and row.bare(hit.last) in row.links.power_adverbs:
        return hit.last
    for start in range(hit.last, min(hit.last + _ADJECTIVES + 1, len(row.units))):
        if start > hit.last and not _is_adjective(row, start - 1):
            return None
        for link in hit.form.cue.links:
            found = _by_link(row, start, link, kinds)
            if found is not None and row.is_power(found):
                return found
    return None


def _by_link(row: UnitRow, n: int, link: tuple[str, ...], kinds: frozenset[MentionKind]) -> int | None:
    if link == _ANYTHING:
        found = row.right(n, kinds, 0, stop=row.links.prepositions)
        return found if found is not None and not row.units[found].prep.strip("وف") else None
    if len(link) == 1 and len(link[0]) == 1:
        return _behind_letter(row, n, link[0], kinds)
    if link == ("مع",) and row.bare(n) in _WITH_THEM:
        return row.left(n - 2, kinds, 3)
    return row.right(n + len(link), kinds, 0) if row.spells(n, link) else None


def _behind_letter(row: UnitRow, n: int, letter: str, kinds: frozenset[MentionKind]) -> int | None:
    """A name behind a one-letter preposition: "للحكومة", "لقوات النظام", "بـ قسد", or "لها"."""
    if n >= len(row.units):
        return None
    unit = row.units[n]
    if unit.mention is not None:
        return n if unit.prep.endswith(letter) and unit.mention.kind in kinds else None
    if unit.word == letter:
        return row.right(n + 1, kinds, 0)
    if unit.bare.startswith(letter) and row.is_head(unit.bare[1:]):
        return row.right(n + 1, kinds, 1, stop=row.links.prepositions)
    if unit.word in (letter + "ها", letter + "ه", letter + "هم"):
        return row.left(n - 2, kinds, 3)
    return None


def _is_adjective(row: UnitRow, n: int) -> bool:
    """البارز، الأمنية، الرسمي: an adjective between a post and its link."""
    word = row.bare(n)
    return word in row.heads or word.startswith("ال")


def owner_of_tie(row: UnitRow, cue: int, reach: int = 2) -> int | None:
    """The actor a participle or relative clause belongs to: the name before it, a place "in" passed over."""
    found = row.left(cue - 1, POWERS, reach, stop=row.links.posts, free=row.links.relatives | PAUSES)
    if found is not None and row.kind(found) is MentionKind.PLACE:
        located = row.units[found].prep.endswith("ب") or row.bare(found - 1) in row.links.directions
        found = row.left(found - 1, ACTORS, 1, free=row.links.directions) if located else found
    return found if found is not None and row.is_power(found) else None


def power_right(row: UnitRow, n: int, reach: int) -> int | None:
    """The nearest power at or after unit `n`."""
    found = row.right(n, POWERS, reach, stop=row.links.prepositions)
    return found if found is not None and row.is_power(found) else None


def power_left(row: UnitRow, n: int, reach: int) -> int | None:
    """The nearest power at or before unit `n`; a land where something happens is passed over."""
    found = row.left(n, POWERS, reach, free=row.links.relatives)
    while found is not None and row.kind(found) is MentionKind.PLACE and is_oblique(row, found):
        found = row.left(found - 1, POWERS, reach, free=row.links.relatives)
    return found if found is not None and row.is_power(found) else None


def powers_from(row: UnitRow, n: int) -> Iterator[int]:
    """The powers coordinated with the one at `n`: "روسيا وإيران"."""
    if row.units[n].mention is None:
        yield n
        return
    yield from (one for one in row.list_from(n, POWERS) if row.is_power(one))


def person_after(row: UnitRow, n: int) -> int | None:
    """The person named right after a post: "القيادي في حماس خالد مشعل", "قائد قسد في الحسكة، فلان"."""
    found = row.right(n, PERSONS, 2, free=PAUSES, stop=row.links.speech)
    return found if found is not None and not row.units[found].prep else None


def person_before(row: UnitRow, n: int) -> int | None:
    """The person named right before a post: "فلان، زعيم الجماعة", "فلان، أحد أمراء الهيئة"."""
    return row.left(n, PERSONS, 0, free=PAUSES | {"احد"})
