"""Movement claims: an armed actor withdraws, advances, redeploys or sends reinforcements."""

from collections.abc import Iterator, Sequence

from marsad.claims.scene import DOERS, PLACES, Hit, Scene, same_name
from marsad.knowledge.ties import TieWords
from marsad.model import Manner, Mention, MentionKind, Movement, Provenance
from marsad.text.analysis import Analysis

_SIDE = {
    "الي": "to", "نحو": "to", "باتجاه": "to", "صوب": "to", "تجاه": "to", "اليها": "to", "اليه": "to",
    "من": "from", "منها": "from", "منه": "from", "عن": "from",
    "في": "at", "داخل": "at", "فيها": "at", "فيه": "at", "علي": "at", "عبر": "via",
}  # fmt: skip
_SIDE_OF_CLITIC = {"ب": "at"}
_TO = frozenset({"الي", "نحو", "باتجاه", "صوب", "اليها", "اليه", "تجاه"})
_FROM = frozenset({"من", "منها", "منه", "عن"})
_AT = frozenset({"في", "داخل", "فيها", "فيه", "علي"})
_VIA = frozenset({"عبر"})
_STOPS = frozenset(
    {"بعد", "قبل", "اثر", "عقب", "خلال", "بموجب", "ان", "انه", "انها", "حيث", "منذ", "ضد", "مع", "بين"}
)
_ADVERBS = frozenset(
    {
        "امس",
        "اليوم",
        "فجر",
        "صباح",
        "مساء",
        "ليل",
        "ظهر",
        "يوم",
        "ليلا",
        "فجرا",
        "صباحا",
        "مساء",
        "بشكل",
        "سابقا",
        "بموجبه",
        "ايضا",
        "اخيرا",
        "موخرا",
        "ظهرا",
    }
)
_NOT_THEIR_OWN = frozenset({"الي", "نحو", "باتجاه", "صوب", "في", "علي", "ضد", "من"})
_REINFORCEMENTS = frozenset({"تعزيزات", "التعزيزات", "ارتال"})
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
    return scene.without_headlines(claims, lambda claim: (claim.manner, claim.actor))


def _read(scene: Scene, hit: Hit) -> list[Movement]:
    cue = hit.form.cue
    manner = Manner(cue.code)
    if scene.guarded(hit.first, scene.negations | scene.intents, 6) or scene.units[hit.first - 1].bare == "ما":
        return []
    if manner is Manner.ADVANCES and scene.guarded(hit.first, scene.attempts, 3):
        return []
    if cue.id in ("send", "sending") and not _sends_soldiers(scene, hit):
        return []
    actor = _mover(scene, hit)
    if actor is None:
        return []
    if cue.id == "under_way" and not _is_convoy(scene, actor):
        return []
    if manner is Manner.ADVANCES and (
        _comes_in_support(scene, hit) or (cue.id == "reach" and _is_convoy(scene, actor))
    ):
        manner = Manner.REINFORCES
    if cue.id == "go_towards" and _was_driven_out(scene, actor, hit.first):
        manner = Manner.WITHDRAWS
    origins, destinations = _ends(scene, hit, manner)
    actors = scene.list_to(actor, DOERS) if actor < hit.first else [actor]
    ends: list[tuple[int | None, int | None]] = [
        (origins[0] if origins else None, end) for end in destinations
    ]
    ends = ends or [(origin, None) for origin in origins]
    return [_claim(scene, hit, manner, who, origin, end) for who in actors for origin, end in ends]


def _is_convoy(scene: Scene, n: int) -> bool:
    """تعزيزات للميليشيات, رتل تركي: reinforcements on their way."""
    return scene.units[n].word in _REINFORCEMENTS or (n > 0 and scene.units[n - 1].bare in scene.convoys)


def _comes_in_support(scene: Scene, hit: Hit) -> bool:
    """دخلت القوات البلدة لدعم المقاتلين; وصلت أرتال إلى جبلة لمؤازرة الأمن."""
    sentence = scene.units[hit.first].sentence
    return any(
        unit.bare in scene.supports
        for unit in scene.units[hit.last : hit.last + 14]
        if unit.sentence == sentence
    )


def _mover(scene: Scene, hit: Hit) -> int | None:
    """Who moves: the actor right after or right before the cue, never one of another clause.

    "وغادرت مئات العائلات البلدة" moves families, no armed actor.
    """
    units = scene.units
    sentence = units[hit.first].sentence
    noun = hit.form.cue.frame == "noun"
    after = scene.after_verb(hit.last, reach=1 if noun else 4)
    if after is not None:
        return after
    follower = units[hit.last] if hit.last < len(units) else None
    if noun and follower is not None and follower.prep == "ل" and scene.kind(hit.last) in DOERS:
        return hit.last
    if hit.form.cue.id == "reinforcements":
        owner = scene.right(hit.last, DOERS, 3, stop=_NOT_THEIR_OWN)
        return owner if owner is not None else scene.subject(hit)
    if hit.form.cue.id == "sending" or (noun and hit.first and units[hit.first - 1].bare in scene.achieve):
        return scene.subject(hit)
    if follower is not None and follower.bare in scene.own_men:
        return scene.subject(hit)
    if hit.form.cue.frame == "noun" and not units[hit.first].bare.startswith(("ال", "بال", "لل")):
        return _owner(scene, hit)
    if hit.form.cue.frame == "verb" and _other_subject(scene, hit.last):
        return None
    k = hit.first - 1
    reach = 8 if units[hit.first].joined else 4
    while scene.within(k, sentence) and reach > 0:
        if scene.kind(k) is MentionKind.GOODS:
            return None
        if scene.kind(k) in DOERS and not scene.is_oblique(k):
            return k
        if units[k].bare in scene.relatives:
            return scene.left(k - 1, DOERS, 1)
        reach -= 0 if units[k].bare in scene.heads else 1
        k -= 1
    return None


def _owner(scene: Scene, hit: Hit) -> int | None:
    """Whose "انسحابها" it is: the last actor before; "مغادرة" alone is nobody's."""
    end = scene.text.tokens[scene.units[hit.last - 1].last - 1].end
    owned = scene.units[hit.last - 1].word.endswith(("ها", "هم")) or scene.text.content[end - 1] == "ه"
    return scene.subject(hit) if owned else None


def _other_subject(scene: Scene, n: int) -> bool:
    """Whether a plain noun follows the verb and so is what moves."""
    if n >= len(scene.units):
        return False
    unit = scene.units[n]
    if unit.mention is not None:
        return unit.mention.kind is MentionKind.GOODS
    word = unit.bare
    return not (
        word in scene.prepositions
        or word in _TO
        or word in _FROM
        or word in _AT
        or word in scene.place_heads
        or word in _ADVERBS
        or not word[0].isalpha()
    )


def _was_driven_out(scene: Scene, actor: int, cue: int) -> bool:
    """Whether the report tells, before or after, that the actor was expelled or withdrew: then going is withdrawing."""
    who = scene.mention(actor)
    for k, unit in enumerate(scene.units):
        if unit.bare not in scene.driven_out or k == cue:
            continue
        follower = scene.right(k + 1, DOERS, 1)
        second = scene.right(follower + 1, DOERS, 2) if follower is not None else None
        if any(n is not None and same_name(scene.mention(n), who) for n in (follower, second)):
            return True
    return False


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
        for unit in scene.units[hit.last : hit.last + 5]
        if unit.sentence == scene.units[hit.first].sentence
    )


def _ends(scene: Scene, hit: Hit, manner: Manner) -> tuple[list[int], list[int]]:
    """Origins and destinations by the prepositions right of the cue.

    A place with no preposition is where one enters and what one leaves; "في" is where one advances to and
    what one withdraws from.
    """
    found: dict[str, list[int]] = {"from": [], "to": [], "at": [], "": []}
    for side, places in _route(scene, hit):
        found[side] = found[side] or places
    follows = hit.form.cue.links[0][0] if hit.form.cue.links else "none"
    leaves = manner is Manner.WITHDRAWS
    origins = found["from"] or (found[""] if follows == "from" else []) or (found["at"] if leaves else [])
    inside = [] if leaves or hit.form.cue.id == "enter" else found["at"]
    destinations = found["to"] or (found[""] if follows == "to" else []) or inside
    return origins, destinations


def _route(scene: Scene, hit: Hit) -> Iterator[tuple[str, list[int]]]:
    """The lists of places right of a cue, each with the side its preposition gives it."""
    n = hit.last
    if n >= len(scene.units):
        return
    sentence, reach, into, k = scene.units[n].sentence, 16, "", n
    if scene.units[hit.first].sentence != sentence:
        return
    goes_on = hit.form.cue.code == "advances"
    while scene.within(k, sentence) and reach > 0:
        unit = scene.units[k]
        word = unit.bare
        if unit.mention is not None and not (unit.again and word in scene.there):
            if unit.mention.kind in PLACES:
                places = scene.list_from(k, PLACES)
                side = into or _SIDE_OF_CLITIC.get(unit.prep[-1:], "")
                if side != "via":
                    yield side, places
                k = places[-1]
                into = ""
            elif unit.mention.kind is not MentionKind.DATE:
                reach -= 1
        elif word in _SIDE:
            into = _SIDE[word]
            if word in scene.there:
                yield into, scene.last_places(hit.first)
                into = ""
        elif word == "لها" and manner_leaves(hit):
            yield "from", scene.last_places(hit.first)
        elif word in _STOPS or unit.word == "." or (word in scene.words.control and not goes_on):
            return
        elif word not in scene.heads:
            reach -= 1
        k += 1


def manner_leaves(hit: Hit) -> bool:
    """Whether the cue's object is what is left: مغادرة المسلحين لها."""
    return bool(hit.form.cue.links) and hit.form.cue.links[0] == ("from",)
