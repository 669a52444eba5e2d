"""Flow claims: goods, people or money move on a route."""

from collections.abc import Sequence

from marsad.claims.scene import ACTORS, PLACES, Hit, Scene
from marsad.knowledge.ties import TieWords
from marsad.model import Flow, Mention, MentionKind, Provenance
from marsad.text.analysis import Analysis

_GOODS = frozenset({MentionKind.GOODS})
_TO = frozenset({"الي", "نحو", "باتجاه", "صوب", "اليها", "اليه"})
_FROM = frozenset({"من", "عن", "منها", "منه"})
_VIA = frozenset({"عبر"})
_AT = frozenset({"في", "داخل"})
_VIA_HEADS = frozenset({"معبر", "ميناء", "معابر", "طريق", "حاجز", "مطار"})
_STOPS = frozenset({"التي", "الذي", "حيث", "منذ"})


def find_flows(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> list[Flow]:
    """What moves where: "تهريب المحروقات من معبر العشارة", "نزحت العائلات إلى الحسكة"."""
    return flows_of(Scene(text, mentions, words))


def flows_of(scene: Scene) -> list[Flow]:
    """The flow claims of a scene, in text order, each said once."""
    claims: list[Flow] = []
    for hit in scene.hits(scene.words.flow):
        claim = _read(scene, hit)
        if claim is not None and not any(_repeats(claim, other) for other in claims):
            claims.append(claim)
    return claims


def _read(scene: Scene, hit: Hit) -> Flow | None:
    people = hit.form.cue.frame == "flee"
    if scene.guarded(hit.first, scene.negations, 3):
        return None
    goods = _goods(scene, hit, people)
    if not goods:
        return None
    start = min(goods[0], hit.first)
    route = _route(scene, start, hit)
    actor = None if people else _carrier(scene, hit)
    if not any(route.values()) and actor is None:
        return None
    units = scene.units
    chosen = [hit.first, hit.last - 1, *goods, *(n for n in route.values() if n is not None)]
    named = {slot: units[n].mention if n is not None else None for slot, n in route.items()}
    return Flow(
        provenance=Provenance(
            evidence=scene.evidence(chosen),
            rules=(f"flow:{hit.form.cue.id}",),
            confidence=hit.form.cue.confidence,
        ),
        goods=tuple(m for n in goods if (m := units[n].mention) is not None),
        illicit=hit.form.cue.code == "yes",
        origin=named["from"],
        destination=named["to"],
        via=named["via"],
        actor=units[actor].mention if actor is not None else None,
    )


def _repeats(claim: Flow, other: Flow) -> bool:
    if not {m.value for m in claim.goods} & {m.value for m in other.goods}:
        return False
    mine = {m.value for m in (claim.origin, claim.destination, claim.via, claim.actor) if m}
    theirs = {m.value for m in (other.origin, other.destination, other.via, other.actor) if m}
    return bool(mine & theirs)


def _goods(scene: Scene, hit: Hit, people: bool) -> list[int]:
    """The goods the cue speaks of: right after it, else right before."""
    found = scene.right(hit.last, _GOODS, 4)
    if found is None and hit.first:
        found = scene.left(hit.first - 1, _GOODS, 4)
    if found is None:
        return []
    goods = scene.list_from(found, _GOODS)
    return [n for n in goods if _is_people(scene, n) == people]


def _is_people(scene: Scene, n: int) -> bool:
    mention = scene.units[n].mention
    return mention is not None and mention.rule == "goods:people"


def _carrier(scene: Scene, hit: Hit) -> int | None:
    """Who carries: the actor of the clause, "يهربها التنظيم"."""
    found = scene.right(hit.last, ACTORS, 3)
    if found is None and hit.first:
        found = scene.left(hit.first - 1, ACTORS, 6)
    return found


def _route(scene: Scene, n: int, hit: Hit) -> dict[str, int | None]:
    """Where from, where to and over what, by the prepositions right of unit `n`."""
    route: dict[str, int | None] = {"from": None, "to": None, "via": None}
    sentence, reach, into = scene.units[n].sentence, 16, ""
    k = n
    via = False
    while scene.within(k, sentence) and reach > 0:
        unit = scene.units[k]
        word = unit.bare
        if unit.mention is not None:
            if unit.mention.kind in PLACES or unit.mention.kind is MentionKind.FACILITY:
                side = "via" if via else into
                if side and route.get(side, -1) is None:
                    route[side] = k
                elif not side and hit.form.cue.frame == "flee" and route["from"] is None:
                    route["from"] = k
                into, via = "", False
            reach -= 1
        elif word in _TO:
            into = "to"
        elif word in _FROM:
            into = "from"
        elif word in _AT:
            into = "from" if hit.form.cue.frame == "flee" else "to"
        elif word in _VIA:
            via = True
        elif word in _VIA_HEADS:
            via = True
        elif word in _STOPS:
            break
        elif word not in scene.heads:
            reach -= 1
        k += 1
    return route
