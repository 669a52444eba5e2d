"""Cues: the words of a report that may tell of an event, and the features by which each is judged."""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.claims.events.scene import At, Scene
from marsad.knowledge.triggers import Triggers, TriggerWord
from marsad.model.codes import MentionKind

NEAR = 4
NEGATIONS = frozenset({"لم", "لن", "لا", "دون", "بدون", "عدم", "ليس", "ليست", "نفي", "نفت", "نفى", "غير"})
LIGHT_VERBS = frozenset(
    (
        "وقع وقعت دار دارت اندلع اندلعت شن شنت نفذ نفذت تعرض تعرضت اسفر اسفرت ادي ادت خلف خلفت اودي اودت "
        "جري جرت شهد شهدت حدث حدثت تسبب تسببت قام قامت سجل سجلت هز هزت دوي سمع تجدد تجددت تمكن تمكنت تم "
        "تمت اوقع اوقعت"
    ).split()
)
PAST_PERFECT = frozenset({"كان", "كانت", "كانوا", "وكان", "وكانت"})
SAYING = frozenset(
    ("قال قالت اعلن اعلنت افاد افادت ذكر ذكرت اكد اكدت اشار اشارت اوضح اوضحت اضاف اضافت كشف نقلت بحسب وفق").split()
)


class Cue(NamedTuple):
    """A token that may tell of an event, with its trigger readings."""

    token: int
    words: tuple[TriggerWord, ...]
    sentence: int

    @property
    def group(self) -> str:
        """The class of its first reading."""
        return self.words[0].group


def find_cues(scene: Scene, triggers: Triggers) -> list[Cue]:
    """Every token that reads as a trigger and is not part of a name."""
    sentence_of = scene.text.sentence_of
    named = scene.named
    return [
        Cue(index, words, sentence_of[index])
        for index, token in enumerate(scene.text.tokens)
        if (words := triggers.find(token.text)) and not inside_name(named.get(index), index)
    ]


def inside_name(at: At | None, index: int) -> bool:
    """Whether a token is the inside of a longer name: القتال in "جبهة القتال" is, a lone word is not."""
    return at is not None and at.last - at.first > 1 and index > at.first


def cue_features(scene: Scene, cue: Cue, triggers: Triggers) -> list[str]:
    """What speaks for and against a cue telling of one asserted happening."""
    return [
        *word_features(cue),
        *context_features(scene, cue),
        *place_in_report(scene, cue),
        *company_features(scene, cue, triggers),
        *scene.hints_at(cue.token),
    ]


def word_features(cue: Cue) -> Iterator[str]:
    """The word itself: class, lemma, tense, clitics."""
    for word in cue.words[:3]:
        shape = f"{word.form}{'+al' if word.definite else ''}"
        yield f"g={word.group}"
        yield f"gs={word.group}/{shape}"
        yield f"l={word.lemma}"
        yield f"ls={word.lemma}/{shape}"
    yield f"pre={cue.words[0].prefix}"


def context_features(scene: Scene, cue: Cue) -> Iterator[str]:
    """The words around it, nearest first, and the light verbs and negations among them."""
    light, at = scene.light, cue.token
    first, last = scene.text.sentences[cue.sentence]
    tokens = scene.text.tokens
    group = cue.group
    for distance in (1, 2, 3):
        before = light[at - distance] if at - distance >= first else "^"
        after = light[at + distance] if at + distance < last else "$"
        yield f"b{distance}={before}"
        yield f"a{distance}={after}"
        yield f"bb={before}"
        yield f"aa={after}"
        for side, index, inside in (
            ("b", at - distance, at - distance >= first),
            ("a", at + distance, at + distance < last),
        ):
            coarse, fine = scene.classes[index] if inside else ("", "")
            yield f"{side}{distance}{coarse}"
            yield f"{side}{distance}{fine}"
            if distance == 1:
                yield f"{side}{group}{fine}"
        if distance == 1:
            yield f"gb={group}/{before}"
            yield f"ga={group}/{after}"
    for index in range(max(first, at - NEAR), at):
        word = light[index]
        if tokens[index].text in NEGATIONS:
            yield "negated"
        if word in LIGHT_VERBS:
            yield "light verb"
            yield f"lv={word}"
        if tokens[index].text in PAST_PERFECT:
            yield "past perfect"
        if word in SAYING:
            yield "saying before"


def place_in_report(scene: Scene, cue: Cue) -> Iterator[str]:
    """Title, lead or body; quotation depth; length of the sentence."""
    text = scene.text
    if cue.sentence == 0:
        yield "in title"
        yield f"in title/{cue.group}"
    elif cue.sentence <= 2:
        yield "in lead"
    else:
        yield f"body{min(4, cue.sentence * 5 // max(1, len(text.sentences)))}"
    if text.depth[cue.token]:
        yield "quoted"
    first, last = text.sentences[cue.sentence]
    yield f"len{min(6, (last - first) // 10)}"
    yield f"reportlen{min(5, len(text.sentences) // 5)}"


def company_features(scene: Scene, cue: Cue, triggers: Triggers) -> Iterator[str]:
    """What stands with it in its clause and sentence: dates, tolls, places, actors, other triggers."""
    group = cue.group
    clause = scene.text.clause_of[cue.token]
    for kind in (
        MentionKind.DATE,
        MentionKind.COUNT,
        MentionKind.PLACE,
        MentionKind.ACTOR,
        MentionKind.PERSON,
    ):
        here = scene.in_sentence(kind, cue.sentence)
        yield f"{kind}{min(2, len(here))}"
        if any(scene.text.clause_of[at.first] == clause for at in here):
            yield f"clause {kind}"
            yield f"clause {kind}/{group}"
    for at in scene.in_sentence(MentionKind.DATE, cue.sentence):
        for hint in scene.date_hints(at):
            yield f"date {hint}"
            if scene.text.clause_of[at.first] == clause:
                yield f"clause date {hint}"
    seen = {f"means {means}" for means in scene.means_in(cue.sentence, triggers)}
    for index, other in scene.triggers_in(cue.sentence, triggers):
        if index != cue.token:
            side = "before" if index < cue.token else "after"
            seen.add(f"with {other} {side}")
            if abs(index - cue.token) <= 2:
                seen.add(f"next to {other}/{group} {side}")
    yield from sorted(seen)
