"""Folding: which cues of a report tell of one and the same event.

A title, a lead and the body tell one event three times; a bomb and the toll after it are one event; strikes on two
towns are two. Each pair of cues gets log-odds, and cues join the story they agree with best, in text order.
"""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.claims.events.cues import Cue
from marsad.claims.events.land import AREA, name_key
from marsad.claims.events.scene import At, Scene
from marsad.knowledge.weights import LinearModel
from marsad.model.codes import MentionKind

BESIDE = (MentionKind.PLACE, MentionKind.DATE, MentionKind.ACTOR, MentionKind.COUNT)
NEVER = -6.0  # log-odds against two cues that cannot be one event
MOST_REMEMBERED = 100_000  # pairs of words
MEMORY = 40  # cues looked back at; keeps long reports linear
POINTING = frozenset({"هذا", "هذه", "ذلك", "تلك", "نفسه", "نفسها", "ذاته", "ذاتها", "المذكور"})
ANOTHER = frozenset(
    {"اخر", "اخري", "ثان", "ثانيه", "ايضا", "كذلك", "مماثل", "مماثله", "منفصل", "منفصله", "جديد", "جديده"}
)
MEANWHILE = frozenset({"كما", "فيما", "بينما", "حين", "المقابل", "جهه", "سياق", "غضون", "سابق", "ايضا"})
RESULT = frozenset(
    {
        "اسفر",
        "اسفرت",
        "ادي",
        "ادت",
        "خلف",
        "خلفت",
        "اوقع",
        "اوقعت",
        "اودي",
        "جراء",
        "اثر",
        "نتيجه",
        "تسبب",
        "تسببت",
        "راح",
    }
)


def fold_cues(scene: Scene, cues: list[Cue], model: LinearModel) -> list[list[Cue]]:
    """Stories: lists of cues that tell of one event each, in order of their first cue."""
    scale = Scale(scene, model)
    stories: list[list[Cue]] = []
    story_of: list[int] = []
    for at, cue in enumerate(cues):
        odds: dict[int, list[float]] = {}
        for earlier in range(max(0, at - MEMORY), at):
            if elsewhere_on_another_day(scene, cues[earlier], cue):
                odds.setdefault(story_of[earlier], []).append(NEVER)
                continue
            total = scale.weigh(cues[earlier], cue)
            odds.setdefault(story_of[earlier], []).append(total)
        best, most = None, 0.0
        for story, totals in odds.items():
            affinity = (sum(totals) / len(totals) + max(totals)) / 2
            if affinity > most:
                best, most = story, affinity
        if best is None:
            story_of.append(len(stories))
            stories.append([cue])
        else:
            story_of.append(best)
            stories[best].append(cue)
    return stories


class Scale:
    """Weighs pairs of cues of one report; what depends on the words or the sentences alone is weighed once."""

    def __init__(self, scene: Scene, model: LinearModel) -> None:
        self._scene = scene
        self._weight_of = model.weight_of
        self._bias = model.bias[0]
        self._words = model.memory
        if len(self._words) > MOST_REMEMBERED:
            self._words.clear()
        self._hooks: dict[tuple[int, str], float] = {}
        self._sentences: dict[tuple[int, int], float] = {}
        self._surroundings: dict[int, Surroundings] = {}

    def weigh(self, left: Cue, right: Cue) -> float:
        """The log-odds that two cues, in text order, tell of one event: the sum of their `pair_features`."""
        where = standing(left, right)
        words = (left.words[0], right.words[0], where)
        if (of_words := self._words.get(words)) is None:
            of_words = self._words[words] = self._weight_of([f"where {where}", *word_pair(left, right, where)])
        hook = (right.token, where)
        if (of_hook := self._hooks.get(hook)) is None:
            of_hook = self._hooks[hook] = self._weight_of(pointers(self._scene, right, where))
        sentences = (left.sentence, right.sentence)
        if (of_sentences := self._sentences.get(sentences)) is None:
            of_sentences = self._weight_of(agreement(self._scene, left, right, where))
            self._sentences[sentences] = of_sentences
        company = compare_company(self._surroundings_of(left), self._surroundings_of(right))
        alike = (company, left.group == right.group, where)
        if (of_company := self._words.get(alike)) is None:
            of_company = self._words[alike] = self._weight_of(company_features(*alike))
        total = self._bias + of_words + of_hook + of_sentences + of_company
        return total + self._weight_of(between(self._scene, left, right)) if where == "same" else total

    def _surroundings_of(self, cue: Cue) -> "Surroundings":
        if (known := self._surroundings.get(cue.token)) is None:
            known = self._surroundings[cue.token] = surroundings(self._scene, cue)
        return known


class Surroundings(NamedTuple):
    """What is named with a cue: for place, day, actor and count the one in its clause and the nearest; its tolls."""

    named: tuple[frozenset[object], ...]
    outcomes: frozenset[object]


def surroundings(scene: Scene, cue: Cue) -> Surroundings:
    """What is named with a cue: of "قصف على سرمين واشتباكات في النيرب" each has a place of its own."""
    clause_of = scene.text.clause_of
    clause = clause_of[cue.token]
    named: list[frozenset[object]] = []
    for kind in BESIDE:
        here = [at for at in scene.in_sentence(kind, cue.sentence) if at.mention.rule != AREA]
        own = [at for at in here if clause_of[at.first] == clause]
        named += [frozenset(meaning(scene, at) for at in beside(cue, among)) for among in (own, here)]
    tolls = scene.tolls_in(cue.sentence)
    return Surroundings(tuple(named), frozenset(toll.outcome for toll in tolls if clause_of[toll.cue] == clause))


def beside(cue: Cue, among: list[At]) -> list[At]:
    """The mention that belongs to a cue by place: the next behind it, else the last before."""
    behind = next((at for at in among if at.first > cue.token), None)
    return [behind] if behind else among[-1:]


def meaning(scene: Scene, at: At) -> object:
    """What a mention says, to be compared: the days of a date, the known actors of a name, else the name."""
    if at.mention.kind is MentionKind.DATE:
        return scene.resolved[at.first]
    if at.mention.kind is MentionKind.ACTOR and (ids := scene.actor_known(at.mention.value)[1]):
        return ids
    return name_key(at.mention.value)


def compare_company(left: Surroundings, right: Surroundings) -> tuple[str, ...]:
    """How what is named with two cues agrees."""
    tolls = f"{bool(left.outcomes)} {bool(right.outcomes)} {not left.outcomes.isdisjoint(right.outcomes)}"
    return (*(compare(one, other) for one, other in zip(left.named, right.named, strict=True)), tolls)


def company_features(company: tuple[str, ...], same_group: bool, where: str) -> Iterator[str]:
    """How what is named with two cues agrees, by kind."""
    *named, tolls = company
    for number, told in enumerate(named):
        kind = f"{'near' if number % 2 else 'own'} {BESIDE[number // 2]} {told}"
        yield kind
        yield f"{kind} {where}"
        yield f"{kind} {same_group} {where}"
    yield f"tolls {tolls} {where}"


def elsewhere_on_another_day(scene: Scene, left: Cue, right: Cue) -> bool:
    """Whether two sentences name other places and other days: two events, whatever words they share (codebook, 1)."""
    if left.sentence == right.sentence:
        return False
    places = scene.keys(MentionKind.PLACE, left.sentence), scene.keys(MentionKind.PLACE, right.sentence)
    days = scene.days(left.sentence), scene.days(right.sentence)
    return compare(*places) == "differ" and compare(*days) == "differ"


def pair_features(scene: Scene, left: Cue, right: Cue) -> list[str]:
    """What speaks for and against two cues, in text order, telling of one event."""
    where = standing(left, right)
    return [
        f"where {where}",
        *word_pair(left, right, where),
        *pointers(scene, right, where),
        *(between(scene, left, right) if where == "same" else ()),
        *company_features(
            compare_company(surroundings(scene, left), surroundings(scene, right)), left.group == right.group, where
        ),
        *agreement(scene, left, right, where),
    ]


def standing(left: Cue, right: Cue) -> str:
    """How the two sentences stand to each other."""
    gap = right.sentence - left.sentence
    if gap == 0:
        return "same"
    if left.sentence == 0:
        return "title-lead" if right.sentence <= 2 else "title-body"
    if gap == 1:
        return "next"
    return "near" if gap <= 3 else "far"


def word_pair(left: Cue, right: Cue, where: str) -> Iterator[str]:
    """Whether the two words are of one lemma, class, family."""
    pair = "/".join(sorted((left.group, right.group)))
    yield f"pair {pair}"
    yield f"pair {pair} {where}"
    yield f"ordered {left.group}>{right.group} {'same' if where == 'same' else 'other'}"
    if left.words[0].lemma == right.words[0].lemma:
        yield f"one lemma {where}"
    if left.group == right.group:
        yield f"one group {where}"
    families = sorted((left.words[0].type.family, right.words[0].type.family))
    yield f"families {families[0]}/{families[1]} {where}"
    if families[0] == families[1]:
        yield f"one family {where}"
    if right.words[0].definite:
        yield f"definite {where}"
        yield f"definite {right.group} {where}"
    yield f"forms {left.words[0].form}>{right.words[0].form} {where}"


def pointers(scene: Scene, right: Cue, where: str) -> Iterator[str]:
    """The words around the later cue and at the head of its sentence that point back or on: هذا، فيما، آخر."""
    light = scene.light
    first = scene.text.sentences[right.sentence][0]
    before = light[max(first, right.token - 3) : right.token]
    if not POINTING.isdisjoint(before) or not POINTING.isdisjoint(light[right.token + 1 : right.token + 3]):
        yield f"pointing {where}"
    opening = light[first : first + 4]
    if not MEANWHILE.isdisjoint(opening):
        yield f"meanwhile {where}"
    if not ANOTHER.isdisjoint(light[right.token : right.token + 6]):
        yield f"another {where}"


def between(scene: Scene, left: Cue, right: Cue) -> Iterator[str]:
    """How two cues of one sentence stand to each other, and the words between them."""
    light = scene.light
    distance = right.token - left.token
    yield f"distance {min(6, distance // 4)}"
    clause = scene.text.clause_of
    yield (
        "one clause"
        if clause[left.token] == clause[right.token]
        else f"clauses {min(4, clause[right.token] - clause[left.token])}"
    )
    middle = light[left.token + 1 : right.token]
    if not RESULT.isdisjoint(middle):
        yield "result between"
    if not MEANWHILE.isdisjoint(middle):
        yield "meanwhile between"
    if distance <= 6:
        for word in middle:
            yield f"mid {word}"
    for word in middle[:2]:
        yield f"mid first {word}"
    for word in middle[-3:]:
        yield f"mid last {word}"
    heads = [light[at] for at in range(left.token + 1, right.token) if clause[at] != clause[at - 1]]
    for word in heads[:4]:
        yield f"clause head {word}"
    prefix = right.words[0].prefix
    yield f"joined by {prefix} {left.words[0].form}>{right.words[0].form}"
    yield f"joined by {prefix} {left.group}>{right.group}"
    for kind in (MentionKind.PLACE, MentionKind.DATE, MentionKind.ACTOR, MentionKind.COUNT):
        inside = sum(left.token < at.first < right.token for at in scene.in_sentence(kind, left.sentence))
        yield f"{kind} between {min(2, inside)}"
        if kind is MentionKind.PLACE and inside:
            after = any(at.first > right.token for at in scene.in_sentence(kind, left.sentence))
            yield f"place between and {'after' if after else 'none after'}"


def agreement(scene: Scene, left: Cue, right: Cue, where: str) -> Iterator[str]:
    """Whether places, days, actors and numbers near the two agree."""
    if where == "same":
        return
    for kind in (MentionKind.PLACE, MentionKind.ACTOR, MentionKind.COUNT):
        a, b = scene.keys(kind, left.sentence), scene.keys(kind, right.sentence)
        yield f"{kind} {compare(a, b)} {where}"
        yield f"{kind} {compare(a, b)}"
    a, b = scene.days(left.sentence), scene.days(right.sentence)
    yield f"days {compare(a, b)} {where}"
    yield f"days {compare(a, b)}"


def compare(left: frozenset[object], right: frozenset[object]) -> str:
    """How two sets of values agree."""
    if not left or not right:
        return "unsaid" if not left and not right else "half"
    if left == right:
        return "equal"
    return "overlap" if left & right else "differ"
