"""Flow claims: goods, people or money move on a route."""

from collections.abc import Sequence

from marsad.claims.scene import ACTORS, Hit, Scene
from marsad.knowledge.ties import TieWords
from marsad.model import Flow, Mention, MentionKind, Provenance
from marsad.text.analysis import Analysis
from marsad.text.normalize import fold

_GOODS = frozenset({MentionKind.GOODS})
_PEOPLE = "goods:people"
_OF_PEOPLE = frozenset({"flee", "return"})
_PAUSES = frozenset({"،", ",", "؛"})
_STATIONS = frozenset({MentionKind.PLACE, MentionKind.FACILITY})
_SIDE = {
    "الي": "to", "نحو": "to", "باتجاه": "to", "صوب": "to", "اتجاه": "to",
    "من": "from", "عن": "from", "عبر": "via", "في": "at", "داخل": "at",
}  # fmt: skip
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
    frame = hit.form.cue.frame
    if scene.guarded(hit.first, scene.negations | (scene.intents if frame == "flee" else frozenset()), 5):
        return None
    goods = _goods(scene, hit)
    if not goods:
        return None
    start = min(goods[0], hit.first)
    route = _route(scene, start, hit)
    actor = None if _is_people(scene, goods[0]) else _carrier(scene, hit)
    units = scene.units
    if all(n is None for n in route.values()) and (actor is None or hit.form.cue.code != "yes"):
        return None
    if _is_report(scene, hit):
        return None
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


def _is_report(scene: Scene, hit: Hit) -> bool:
    """نقلت الوكالة عن مصدر: words are carried, no goods."""
    follower = scene.units[hit.last].bare if hit.last < len(scene.units) else ""
    return hit.form.cue.frame in ("carry", "evacuate") and (
        follower in scene.media or any(unit.bare == "عن" for unit in scene.units[hit.last : hit.last + 3])
    )


def _repeats(claim: Flow, other: Flow) -> bool:
    people = claim.goods[0].rule == other.goods[0].rule == _PEOPLE
    if not people and not {m.value for m in claim.goods} & {m.value for m in other.goods}:
        return False
    mine = {m.value for m in (claim.origin, claim.destination, claim.via, claim.actor) if m}
    theirs = {m.value for m in (other.origin, other.destination, other.via, other.actor) if m}
    return bool(mine & theirs)


def _goods(scene: Scene, hit: Hit) -> list[int]:
    """The goods the cue speaks of, right after it or else right before: people flee, goods are carried."""
    found = scene.right(hit.last, _GOODS, 4, stop=_PAUSES)
    if found is None and hit.first:
        found = scene.left(hit.first - 1, _GOODS, 4, stop=_PAUSES)
    if found is None:
        return []
    frame = hit.form.cue.frame
    wanted = _is_people(scene, found) if frame == "evacuate" else frame in _OF_PEOPLE
    return [n for n in scene.list_from(found, _GOODS) if _is_people(scene, n) == wanted]


def _is_people(scene: Scene, n: int) -> bool:
    mention = scene.units[n].mention
    return mention is not None and mention.rule == _PEOPLE


def _carrier(scene: Scene, hit: Hit) -> int | None:
    """Who carries: the actor of the clause, "يهربها التنظيم"."""
    found = scene.right(hit.last, ACTORS, 3)
    if found is None and hit.first:
        found = scene.left(hit.first - 1, ACTORS, 6)
    return found


def _route(scene: Scene, n: int, hit: Hit) -> dict[str, int | None]:
    """Where from, where to and over what, by the prepositions right of unit `n`."""
    route: dict[str, int | None] = {"from": None, "to": None, "via": None}
    frame = hit.form.cue.frame
    sentence, reach, into = scene.units[n].sentence, 16, ""
    k = n
    while scene.within(k, sentence) and reach > 0:
        unit = scene.units[k]
        word = unit.bare
        if unit.mention is not None and not (unit.again and word in scene.there):
            if unit.mention.kind in _STATIONS:
                side = into or ("from" if frame == "flee" else "to" if frame == "return" else "")
                if _is_gate(unit.mention) or (k > n and scene.units[k - 1].bare in _VIA_HEADS):
                    side = "via"
                if side and route[side] is None:
                    route[side] = k
                into = ""
            elif unit.mention.kind is not MentionKind.DATE:
                reach -= 1
        elif word in _SIDE:
            into = _SIDE[word]
            if into == "at":
                into = "from" if frame == "flee" else "to"
        elif word in _STOPS:
            break
        elif word not in scene.heads:
            reach -= 1
        k += 1
    return route


def _is_gate(mention: Mention) -> bool:
    """معبر العشارة, ميناء الحديدة: what one passes through."""
    return fold(mention.value).split()[0] in _VIA_HEADS
