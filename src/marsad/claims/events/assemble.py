"""From cues to events: judge, fold, fill the slots, and split a list of places into one event each."""

from dataclasses import dataclass
from typing import NamedTuple

from marsad.claims.cause import find_cause
from marsad.claims.events.cues import Cue, cue_features, find_cues
from marsad.claims.events.folding import fold_cues
from marsad.claims.events.scene import Scene
from marsad.claims.events.slots import Story, others_near, story_features
from marsad.claims.events.territory import settle_capture, without_wide_claims
from marsad.claims.events.tolling import choose_tolls
from marsad.claims.events.twins import Told, find_twins
from marsad.claims.events.votes import Telling
from marsad.claims.events.what import choose_type
from marsad.claims.events.when import SAID, choose_date
from marsad.claims.events.where import choose_admin, choose_facility, choose_places
from marsad.claims.events.who import Stage, choose_actors
from marsad.knowledge import Knowledge
from marsad.knowledge.triggers import Triggers
from marsad.knowledge.weights import LinearModel
from marsad.model.claim import Event, Provenance
from marsad.model.codes import MentionKind, Modality
from marsad.model.mention import Mention
from marsad.model.report import Span

EVENT, AGGREGATE, UNREAL, NOTHING = "event", "aggregate", "unreal", "nothing"


@dataclass(frozen=True, slots=True)
class EventModels:
    """The linear models that decide what is an event, what folds, and what fills its slots."""

    cue: LinearModel
    pair: LinearModel
    story: LinearModel
    place: LinearModel
    actor: LinearModel
    date: LinearModel
    toll: LinearModel
    twin: LinearModel
    type: LinearModel

    @classmethod
    def of(cls, knowledge: Knowledge) -> "EventModels":
        """The shipped models."""
        return cls(**{name: knowledge.models[name] for name in cls.__dataclass_fields__})


class Judged(NamedTuple):
    """A cue with the probabilities of what it tells."""

    cue: Cue
    chances: dict[str, float]


def judge_cues(scene: Scene, triggers: Triggers, model: LinearModel) -> list[Judged]:
    """Every cue with its chances, in text order."""
    return [Judged(cue, model.probabilities(cue_features(scene, cue, triggers))) for cue in find_cues(scene, triggers)]


NOT_REAL = frozenset({Modality.DENIED, Modality.PLANNED})
SAYS_NO = "denied.says"
KEEP = 0.35
KEEP_STORY = 0.62


def tell_events(scene: Scene, knowledge: Knowledge, models: EventModels) -> list[Event]:
    """All events of a report, those of aggregates and plans marked as such, in text order."""
    triggers = knowledge.triggers
    judged = judge_cues(scene, triggers, models.cue)
    kept = [j for j in judged if 1 - j.chances[NOTHING] > KEEP]
    stories = fold_cues(scene, [j.cue for j in kept], models.pair)
    chances = {j.cue.token: j.chances for j in kept}
    told = tell_stories(scene, [Story(cues) for cues in stories], knowledge, models, chances)
    twins = find_twins(scene, told, models.twin)
    if len(twins) < len(told):
        joined = [Story(sorted(cue for at in group for cue in told[at].story.cues)) for group in twins]
        told = tell_stories(scene, joined, knowledge, models, chances)
    return [event for story in without_wide_claims(scene, told) for event in story.events]


def tell_stories(
    scene: Scene,
    stories: list[Story],
    knowledge: Knowledge,
    models: EventModels,
    chances: dict[int, dict[str, float]],
) -> list[Told]:
    """Each story with its events; those that tell of nothing are left out."""
    told: list[Told] = []
    for story, others in zip(stories, others_near(stories), strict=True):
        if events := assemble(scene, story, others, knowledge, models, chances):
            told.append(Told(story, events))
    return told


def assemble(
    scene: Scene,
    story: Story,
    others: list[int],
    knowledge: Knowledge,
    models: EventModels,
    chances: dict[int, dict[str, float]],
) -> list[Event]:
    """The event of a story, or one event for each place of a list of places."""
    triggers = knowledge.triggers
    main = main_sentence(story, chances)
    told = models.story.probabilities(told_features(scene, story, main, chances, triggers))
    if told[NOTHING] > KEEP_STORY:
        return []
    verdict = max((EVENT, AGGREGATE, UNREAL), key=lambda label: told[label])
    actors = choose_actors(Stage(scene, story, others, triggers), models.actor)
    surely = {cue.token: 1 - chances[cue.token][NOTHING] for cue in story.cues}
    kind = settle_capture(choose_type(Telling(scene, story, main, surely), triggers, models.type), actors, scene)
    places = choose_places(scene, story, others, models.place)
    date, dating = choose_date(scene, story, others, models.date)
    evidence = find_evidence(scene, story, main)
    tolls = tuple(choose_tolls(scene, story, others, models.toll, main))
    cue = next(cue for cue in story.cues if cue.sentence == main)
    trigger = trigger_mention(scene, cue)
    provenance = Provenance(
        evidence=evidence,
        source=find_source(scene, story, cue),
        modality=find_modality(scene, story, cue, verdict),
        rules=(f"trigger {trigger.value}", *(() if dating == SAID else (dating,))),
        confidence=round(1 - told[NOTHING], 4),
    )
    cause = find_cause(
        scene.text, scene.token_at(evidence.start), scene.token_at(evidence.end - 1) + 1, knowledge.speech
    )
    ongoing = any(scene.stance.ongoing_at(cue.token) for cue in story.cues)
    return [
        Event(
            provenance=provenance,
            type=kind,
            trigger=trigger,
            date=date.mention if date else None,
            place=place.mention if place else None,
            admin=choose_admin(scene, place) if place else (),
            facility=choose_facility(scene, place, cue.token),
            actors=tuple(actors),
            casualties=tolls if number == 0 else (),
            cause=cause,
            ongoing=ongoing,
            aggregate=verdict == AGGREGATE,
        )
        for number, place in enumerate(places or [None])
    ]


def told_features(
    scene: Scene, story: Story, main: int, chances: dict[int, dict[str, float]], triggers: Triggers
) -> list[str]:
    """What decides whether a story is an event, a tally, a plan or nothing: its cues' chances and its company."""
    features = story_features(scene, story)
    for label in (EVENT, AGGREGATE, UNREAL, NOTHING):
        values = [chances[cue.token][label] for cue in story.cues]
        features.append(f"max {label} {int(max(values) * 8)}")
        features.append(f"mean {label} {int(sum(values) / len(values) * 8)}")
        features.append(f"min {label} {int(min(values) * 8)}")
    for kind in (
        MentionKind.DATE,
        MentionKind.COUNT,
        MentionKind.PLACE,
        MentionKind.ACTOR,
        MentionKind.PERSON,
    ):
        features.append(f"main {kind} {min(2, len(scene.in_sentence(kind, main)))}")
    features.append(f"where {min(5, main * 6 // max(1, len(scene.text.sentences)))}")
    features.append(f"long {min(5, len(scene.text.sentences) // 5)}")
    seen: set[str] = set()
    for cue in story.cues:
        if cue.sentence == main:
            seen.update(scene.hints_at(cue.token))
    for at in scene.in_sentence(MentionKind.DATE, main):
        seen.update(f"date {hint}" for hint in scene.date_hints(at))
    seen.update(f"means {means}" for means in scene.means_in(main, triggers))
    features.extend(sorted(seen))
    return features


def main_sentence(story: Story, chances: dict[int, dict[str, float]]) -> int:
    """The sentence that tells the story best: the one whose cues are surest, the body before the title."""
    weight: dict[int, float] = {}
    for cue in story.cues:
        sure = 1 - chances[cue.token][NOTHING]
        weight[cue.sentence] = weight.get(cue.sentence, 0.0) + sure * (0.6 if cue.sentence == 0 else 1.0)
    return max(weight, key=lambda sentence: (weight[sentence], -sentence))


def find_evidence(scene: Scene, story: Story, main: int) -> Span:
    """The clauses of the main sentence from the story's first cue there to its last."""
    text = scene.text
    first, last = text.sentences[main]
    cues = [cue.token for cue in story.cues if cue.sentence == main]
    low, high = min(cues), max(cues)
    while low > first and text.clause_of[low - 1] == text.clause_of[low]:
        low -= 1
    while high + 1 < last and text.clause_of[high + 1] == text.clause_of[high]:
        high += 1
    while high > low and not text.tokens[high].text[0].isalnum():
        high -= 1
    while low < high and not text.tokens[low].text[0].isalnum():
        low += 1
    return text.span(low, high + 1)


def find_source(scene: Scene, story: Story, main: Cue) -> Mention | None:
    """Who tells the story: the source of its main cue, else of any of its cues."""
    found = (scene.attribution.source_at(cue.token) for cue in [main, *story.cues])
    return next((source for source in found if source), None)


def find_modality(scene: Scene, story: Story, main: Cue, verdict: str) -> Modality:
    """How surely a story is told: the rules' word, where the models call it unreal or the rules unconfirmed.

    What a source denies is a denial whatever the models think: "نفت الوزارة أن تكون طائراتها شنت غارة"; and so is
    what the main sentence tells by no word that the rules leave real: "ادعى الجيش أنه لم يشن أي غارة".
    """
    modality, rule = scene.stance.modality_at(main.token)
    if rule == SAYS_NO:
        return modality
    said = {scene.stance.modality_at(cue.token)[0] for cue in story.cues if cue.sentence == main.sentence}
    if said <= NOT_REAL:
        return Modality.DENIED if Modality.DENIED in said else Modality.PLANNED
    if verdict == UNREAL:
        return modality if modality in NOT_REAL else Modality.PLANNED
    return Modality.UNCONFIRMED if modality is Modality.UNCONFIRMED else Modality.ASSERTED


def trigger_mention(scene: Scene, cue: Cue) -> Mention:
    """A cue as a mention of kind trigger."""
    word = cue.words[0]
    return Mention(
        kind=MentionKind.TRIGGER,
        span=scene.text.span(cue.token, cue.token + 1),
        value=word.group,
        rule=f"{word.lemma} ({word.form})",
    )
