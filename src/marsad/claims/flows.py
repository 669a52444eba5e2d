"""Flow claims: goods, people or money move on a route."""

from collections.abc import Sequence

from marsad.claims.ties.row import Hit, UnitRow
from marsad.claims.ties.units import ACTORS, SEPARATORS
from marsad.knowledge.ties import TieWords
from marsad.model import Flow, Mention, MentionKind, Provenance
from marsad.text.analysis import Analysis
from marsad.text.normalize import fold

_GOODS = frozenset({MentionKind.GOODS})
_STATIONS = frozenset({MentionKind.PLACE, MentionKind.FACILITY})
_PEOPLE = "goods:people"
_OF_PEOPLE = frozenset({"flee", "return"})
_OF_CARRIERS = frozenset({"carry", "evacuate"})
_STOPS = frozenset({"التي", "الذي", "حيث", "منذ"})
_UNSET_SIDE = {"flee": "from", "return": "to"}  # a place without a preposition
_INSIDE_SIDE = {"flee": "from"}  # a place behind "في"
_RECENT = 100  # claims back that a claim is compared with
_ROUTE_REACH = 16


def find_flows(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> list[Flow]:
    """What moves where: "تهريب المحروقات من معبر العشارة", "نزحت العائلات إلى الحسكة"."""
    return flows_of(UnitRow(text, mentions, words))


def flows_of(row: UnitRow) -> list[Flow]:
    """The flow claims of a row, in text order, each said once."""
    claims: list[Flow] = []
    for hit in row.hits(row.words.flow):
        claim = _read(row, hit)
        if claim is not None and not any(_repeats(claim, other) for other in claims[-_RECENT:]):
            claims.append(claim)
    return claims


def _read(row: UnitRow, hit: Hit) -> Flow | None:
    cue, links = hit.form.cue, row.links
    unsaid = links.negations | links.intents if cue.frame == "flee" else links.negations
    goods = _goods(row, hit)
    if not goods or row.guarded(hit.first, unsaid, 5) or _is_report(row, hit):
        return None
    route = _route(row, min(goods[0], hit.first), hit)
    actor = None if _is_people(row.mention(goods[0])) else _carrier(row, hit)
    illicit = cue.code == "yes"
    if not route and not (illicit and actor is not None):
        return None
    named = {side: row.mention(n) for side, n in route.items()}
    return Flow(
        provenance=Provenance(
            evidence=row.evidence((hit.first, hit.last - 1, *goods, *route.values())),
            rules=(f"flow:{cue.id}",),
            confidence=cue.confidence,
        ),
        goods=tuple(row.mention(n) for n in goods),
        illicit=illicit,
        origin=named.get("from"),
        destination=named.get("to"),
        via=named.get("via"),
        actor=row.mention(actor) if actor is not None else None,
    )


def _goods(row: UnitRow, hit: Hit) -> list[int]:
    """The goods the cue speaks of, right after it or else right before: people flee, goods are carried."""
    found = row.right(hit.last, _GOODS, 4, stop=SEPARATORS)
    if found is None:
        found = row.left(hit.first - 1, _GOODS, 4, stop=SEPARATORS)
    if found is None:
        return []
    frame, people = hit.form.cue.frame, _is_people(row.mention(found))
    wanted = people if frame == "evacuate" else frame in _OF_PEOPLE
    return [n for n in row.list_from(found, _GOODS) if _is_people(row.mention(n)) == wanted]


def _is_people(goods: Mention) -> bool:
    return goods.rule == _PEOPLE


def _is_report(row: UnitRow, hit: Hit) -> bool:
    """نقلت الوكالة عن مصدر: words are carried, no goods."""
    return hit.form.cue.frame in _OF_CARRIERS and (
        row.bare(hit.last) in row.links.media or any(row.bare(hit.last + n) == "عن" for n in range(3))
    )


def _carrier(row: UnitRow, hit: Hit) -> int | None:
    """Who carries: the actor of the clause, "يهربها التنظيم"."""
    found = row.right(hit.last, ACTORS, 3)
    return found if found is not None else row.left(hit.first - 1, ACTORS, 6)


def _route(row: UnitRow, n: int, hit: Hit) -> dict[str, int]:
    """Where from, where to and over what ("from", "to", "via"), by the prepositions right of unit `n`."""
    route: dict[str, int] = {}
    frame, links = hit.form.cue.frame, row.links
    sentence, reach, side = row.sentence(n), _ROUTE_REACH, ""
    while row.within(n, sentence) and reach > 0:
        unit = row.units[n]
        word = unit.bare
        if unit.mention is not None and not (unit.again and word in links.there):
            if unit.mention.kind in _STATIONS:
                side = side or _UNSET_SIDE.get(frame, "")
                if fold(unit.mention.value).split()[0] in links.gates or row.bare(n - 1) in links.gates:
                    side = "via"
                if side:
                    route.setdefault(side, n)
                side = ""
            else:
                reach -= unit.mention.kind is not MentionKind.DATE
        elif word in links.towards:
            side = "to"
        elif word in links.out_of:
            side = "from"
        elif word in links.through:
            side = "via"
        elif word in ("في", "داخل"):
            side = _INSIDE_SIDE.get(frame, "to")
        elif word in _STOPS:
            break
        else:
            reach -= word not in row.heads
        n += 1
    return route


def _repeats(claim: Flow, other: Flow) -> bool:
    """Whether the same goods, or people of whatever name, take the same road in both."""
    people = _is_people(claim.goods[0]) and _is_people(other.goods[0])
    if not people and not {m.value for m in claim.goods} & {m.value for m in other.goods}:
        return False
    return bool(_road(claim) & _road(other))


def _road(claim: Flow) -> set[str]:
    return {m.value for m in (claim.origin, claim.destination, claim.via, claim.actor) if m is not None}
