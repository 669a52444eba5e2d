"""When: the date that says on which days a story happened.

The dates named around a story stand against each other, the day of publication and no day at all; dates that
mean the same days speak for each other.
"""

from collections.abc import Iterator
from math import exp
from typing import NamedTuple

from marsad.claims.events.cues import PAST_PERFECT, SAYING
from marsad.claims.events.scene import At, Scene, age
from marsad.claims.events.slots import Story, nearest_cue, standing_features
from marsad.knowledge.weights import LinearModel
from marsad.model.codes import MentionKind
from marsad.model.dates import DateRange

SAID, PUBLISHED, UNDATED = "said", "published", "undated"
BEFORE, AFTER = 2, 1  # sentences around those of a story in which its day may be named
NEAR = 4
PERIODS = frozenset({"فتره", "فترات", "مده", "مرحله", "مراحل", "اونه"})
PAST = frozenset({"سابقه", "ماضيه", "اخيره", "فايته", "منصرمه"})


class Dating(NamedTuple):
    """A way to date a story: by a date of the text, as news of the day, or not at all; with its log-odds."""

    score: float
    at: At | None
    days: DateRange | None
    way: str


def near_dates(scene: Scene, story: Story) -> list[At]:
    """The dates that mean some days in the story's sentences and around them, in the title and the lead."""
    near = {0, 1}
    for sentence in story.sentences:
        near.update(range(sentence - BEFORE, sentence + AFTER + 1))
    found = (at for sentence in sorted(near) for at in scene.in_sentence(MentionKind.DATE, sentence))
    return [at for at in found if scene.resolved[at.first] is not None]


def date_features(scene: Scene, story: Story, at: At, others: list[int]) -> list[str]:
    """What speaks for a date being the story's day."""
    told = scene.text.sentence_of[at.first] in story.sentences
    return [
        *standing_features(scene, story, at, others, words=False),
        *meaning_features(scene, story, at, "told" if told else "else"),
        *(told_features(scene, story, at, others) if told else else_features(scene, story, at)),
    ]


def meaning_features(scene: Scene, story: Story, at: At, where: str) -> Iterator[str]:
    """What kind of date it is, how long before publication, and how far it stands from the story."""
    gap = clipped_gap(scene, story, at)
    for hint in scene.date_hints(at):
        yield f"date {hint}"
        yield f"date {hint} gap {gap}"
    if (said := at.mention.date) is not None:
        yield f"form {said.form} {where}"
        yield f"form {said.form} gap {gap}"
        if said.of_what_follows:
            yield "of what follows"
        if said.today:
            yield f"says today {where}"
    if scene.resolved[at.first] == DateRange.on(scene.reference):
        yield f"is publication {where}"
    sentence = scene.text.sentence_of[at.first]
    here = scene.in_sentence(MentionKind.DATE, sentence)
    yield f"dates here {min(3, len(here))}"
    yield f"rank {min(3, here.index(at))} {where}"
    before = scene.light[max(scene.text.sentences[sentence][0], at.first - NEAR) : at.first]
    if not SAYING.isdisjoint(before):
        yield f"saying before {where}"


def told_features(scene: Scene, story: Story, at: At, others: list[int]) -> Iterator[str]:
    """How a date in a sentence of the story stands to its cue, to other dates and to other stories' cues."""
    text = scene.text
    cue = nearest_cue(scene, story, at.first)
    sentence = text.sentence_of[at.first]
    side = "after" if at.first > cue.token else "before"
    low, high = sorted((at.first, cue.token))
    between = min(2, sum(low < other.first < high for other in scene.in_sentence(MentionKind.DATE, sentence)))
    yield f"between {side} {between}"
    rivals = [abs(token - at.first) for token in others if text.sentence_of[token] == sentence]
    if rivals:
        yield f"nearest own {min(rivals) > abs(cue.token - at.first)}"
    if text.clause_of[at.first] == text.clause_of[cue.token]:
        yield f"clause {side} {between}"


def else_features(scene: Scene, story: Story, at: At) -> Iterator[str]:
    """How a date outside the story's sentences stands to them, and whether they say any themselves."""
    gap = clipped_gap(scene, story, at)
    dated = any(scene.in_sentence(MentionKind.DATE, sentence) for sentence in story.sentences)
    last = at is scene.in_sentence(MentionKind.DATE, scene.text.sentence_of[at.first])[-1]
    yield f"gap {gap} dated {dated}"
    yield f"gap {gap} last {last} dated {dated}"


def clipped_gap(scene: Scene, story: Story, at: At) -> int | str:
    """Sentences from a date to the story's nearest cue; the title stands apart from what is told below it."""
    sentence = scene.text.sentence_of[at.first]
    if sentence == 0 and story.cues[0].sentence:
        return "title"
    return max(-2, min(4, nearest_cue(scene, story, at.first).sentence - sentence))


def unsaid_features(scene: Scene, story: Story, way: str) -> list[str]:
    """What speaks for a story that no date of the text dates: news of the day, or background of no day."""
    return [f"{way} {feature}" for feature in context_features(scene, story)]


def context_features(scene: Scene, story: Story) -> Iterator[str]:
    """Where the story is told, with which words, and which dates the report named before."""
    text = scene.text
    first = story.cues[0]
    told = [at for sentence in story.sentences for at in scene.in_sentence(MentionKind.DATE, sentence)]
    clauses = {text.clause_of[cue.token] for cue in story.cues}
    yield "is"
    yield f"dates told {min(2, len(told))}"
    yield f"date in clause {any(text.clause_of[at.first] in clauses for at in told)}"
    yield f"title {first.sentence == 0}"
    yield f"part {min(4, first.sentence * 5 // max(1, len(text.sentences)))}"
    yield f"sentences {min(3, len(story.sentences))}"
    for group in sorted({cue.group for cue in story.cues}):
        yield f"has {group}"
    for form in sorted({cue.words[0].form for cue in story.cues}):
        yield f"form {form}"
        yield f"form {form} dates {bool(told)}"
    if any(past_perfect(scene, cue.token) for cue in story.cues):
        yield "past perfect"
    for hint in sorted({hint for cue in story.cues for hint in scene.hints_at(cue.token)}):
        yield f"hint {hint}"
    last = scene.last_date(first.token)
    ago = age((scene.reference - last.end).days) if last else "none"
    yield f"names publication {scene.names_publication}"
    yield f"last {ago}"
    yield f"last {ago} names {scene.names_publication} told {bool(told)}"


def past_perfect(scene: Scene, token: int) -> bool:
    """Whether كان stands before a word: "وكانت القوات قد سيطرت"."""
    return any(word.text in PAST_PERFECT for word in scene.text.tokens[max(0, token - NEAR) : token])


def rank_dates(scene: Scene, story: Story, others: list[int], model: LinearModel) -> Iterator[Dating]:
    """Every way to date a story."""
    for at in near_dates(scene, story):
        score = model.sums(date_features(scene, story, at, others))[0]
        yield Dating(score, at, scene.resolved[at.first], SAID)
    days = DateRange.on(scene.reference)
    yield Dating(model.sums(unsaid_features(scene, story, PUBLISHED))[0], None, days, PUBLISHED)
    yield Dating(model.sums(unsaid_features(scene, story, UNDATED))[0], None, None, UNDATED)


def choose_date(scene: Scene, story: Story, others: list[int], model: LinearModel) -> tuple[At | None, str]:
    """The story's date mention; or none, with whether it is news of the day or undated background."""
    ranked = list(rank_dates(scene, story, others, model))
    weight: dict[DateRange | None, float] = {}
    for dating in ranked:
        weight[dating.days] = weight.get(dating.days, 0.0) + exp(dating.score)
    best = max(ranked, key=lambda dating: (weight[dating.days], dating.score))
    clauses = {scene.text.clause_of[cue.token] for cue in story.cues}
    own = best.at is not None and scene.text.clause_of[best.at.first] in clauses
    if not own and says_some_time_past(scene, story):
        return None, UNDATED
    return best.at, best.way


def says_some_time_past(scene: Scene, story: Story) -> bool:
    """Whether the clause of a cue says only that some time has passed: "طردت خلال الفترات السابقة"."""
    text, light = scene.text, scene.light
    for cue in story.cues:
        first, last = text.sentences[cue.sentence]
        clauses = (text.clause_of[cue.token], text.clause_of[cue.token] + 1)
        for index in range(first, last - 1):
            if light[index] in PERIODS and light[index + 1] in PAST and text.clause_of[index] in clauses:
                return True
    return False
