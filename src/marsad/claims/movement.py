"""Movement claims: an armed actor withdraws, advances, redeploys or sends reinforcements."""

from collections.abc import Sequence

from marsad.claims.scene import PLACES, Hit, Scene, same_name
from marsad.knowledge.ties import TieWords
from marsad.model import Manner, Mention, MentionKind, Movement, Provenance
from marsad.text.analysis import Analysis

_TO = frozenset({"الي", "نحو", "باتجاه", "صوب", "اليها", "اليه", "تجاه"})
_FROM = frozenset({"من", "منها", "منه", "عن"})
_AT = frozenset({"في", "داخل", "فيها", "فيه", "علي"})
_VIA = frozenset({"عبر"})
_STOPS = frozenset({"بعد", "قبل", "اثر", "عقب", "خلال", "بموجب", "ان", "انه", "انها", "التي", "الذي", "حيث", "منذ", "ضد", "مع", "بين"})
_SOLDIERS = frozenset(
    {"تعزيزات", "قوات", "قواتها", "قواته", "عناصرها", "عناصره", "ارتال", "رتل", "رتلا", "مقاتلين", "مستشارين",
     "ضباط", "مسلحين", "جنودها", "جنود", "بتعزيزات", "انتشار", "منظومات", "المستشارين", "المقاتلين", "لتعزيزات"}
)  # fmt: skip


def find_movements(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> list[Movement]:
    """Who goes where: "انسحبت القوات من البلدة إلى المدينة"; one claim a destination."""
    return movements_of(Scene(text, mentions, words))


def movements_of(scene: Scene) -> list[Movement]:
    """The movement claims of a scene, in text order, each said once."""
    claims: list[Movement] = []
    for hit in scene.hits(scene.words.movement):
        for claim in _read(scene, hit):
            if not any(_repeats(claim, other) for other in claims):
                claims.append(claim)
    return claims


def _read(scene: Scene, hit: Hit) -> list[Movement]:
    cue = hit.form.cue
    manner = Manner(cue.code)
    if scene.guarded(hit.first, scene.negations | scene.intents, 4):
        return []
    if manner is Manner.REINFORCES and cue.frame == "verb" and not _sends_soldiers(scene, hit):
        return []
    actor = scene.subject(hit.first, hit.last)
    if actor is None:
        return []
    start = actor + 1 if actor >= hit.last else hit.last
    origins, destinations, bare = _ends(scene, start, hit.first)
    follows = cue.links[0][0] if cue.links else "none"
    if follows == "to":
        destinations = destinations or bare
    elif follows == "from":
        origins = origins or bare
    if not origins and not destinations:
        return []
    return [
        _claim(scene, hit, manner, actor, origin, destination)
        for origin in origins[:1] or [None]
        for destination in destinations or [None]
    ] if destinations else [_claim(scene, hit, manner, actor, origin, None) for origin in origins]


def _claim(
    scene: Scene, hit: Hit, manner: Manner, actor: int, origin: int | None, destination: int | None
) -> Movement:
    units, cue = scene.units, hit.form.cue
    who = units[actor].mention
    assert who is not None
    chosen = [hit.first, hit.last - 1, actor, *(n for n in (origin, destination) if n is not None)]
    return Movement(
        provenance=Provenance(
            evidence=scene.evidence(chosen), rules=(f"movement:{cue.id}",), confidence=cue.confidence
        ),
        actor=who,
        manner=manner,
        origin=units[origin].mention if origin is not None else None,
        destination=units[destination].mention if destination is not None else None,
    )


def _repeats(claim: Movement, other: Movement) -> bool:
    if claim.manner is not other.manner or not same_name(claim.actor, other.actor):
        return False
    return _same(claim.destination, other.destination) and _same(claim.origin, other.origin)


def _same(left: Mention | None, right: Mention | None) -> bool:
    if left is None or right is None:
        return True
    return same_name(left, right)


def _sends_soldiers(scene: Scene, hit: Hit) -> bool:
    """Whether what is sent are soldiers: "أرسلت تعزيزات", not "أرسلت رسالة"."""
    return any(
        unit.bare in _SOLDIERS or unit.bare[1:] in _SOLDIERS
        for unit in scene.units[hit.last : hit.last + 8]
        if unit.sentence == scene.units[hit.first].sentence
    )


def _ends(scene: Scene, n: int, cue: int) -> tuple[list[int], list[int], list[int]]:
    """Origins, destinations, and places without a preposition, right of unit `n`."""
    origins: list[int] = []
    destinations: list[int] = []
    bare: list[int] = []
    if n >= len(scene.units):
        return origins, destinations, bare
    sentence, reach, into = scene.units[n].sentence, 9, ""
    k = n
    while scene.within(k, sentence) and reach > 0:
        unit = scene.units[k]
        word = unit.bare
        if unit.mention is not None and not (unit.again and word in scene.there):
            if unit.mention.kind in PLACES:
                places = scene.list_from(k, PLACES)
                side = into or ("to" if unit.prep.endswith("ل") else "at" if unit.prep.endswith("ب") else "")
                if side == "from":
                    origins = origins or places
                elif side in ("to", "at"):
                    destinations = destinations or places
                elif side == "":
                    bare = bare or places
                k = places[-1]
                into = ""
            reach -= 1
        elif word in _TO or word in _FROM or word in _AT or word in _VIA:
            into = "to" if word in _TO else "from" if word in _FROM else "via" if word in _VIA else "at"
            if word in ("منها", "منه"):
                origins, into = origins or scene_last(scene, cue), ""
            elif word in ("اليها", "اليه", "فيها"):
                destinations, into = destinations or scene_last(scene, cue), ""
        elif word in _STOPS or unit.word == ".":
            break
        elif word not in scene.heads:
            reach -= 1
        k += 1
    return origins, destinations, bare


def scene_last(scene: Scene, n: int) -> list[int]:
    """The places said last before unit `n`, in this sentence or the one before."""
    sentence = scene.units[n].sentence
    for k in range(n - 1, -1, -1):
        if scene.units[k].sentence < sentence - 1:
            break
        if scene.kind(k) is MentionKind.PLACE:
            return scene.list_to(k, PLACES)
    return []
