"""Trains the linear models that decide events and their slots, and writes them as data.

    python benchmarks/train_events.py GOLD.jsonl ... --annotations training/annotations.jsonl \\
        --corpus REPORTS.jsonl.gz --out src/marsad/data/core/weights

The models are trained several times (`--draws`), each time on a draw of the reports, and their weights averaged: single
trainings differ by two points of F1 either way. The seed is fixed; the same gold gives the same weights.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

from align import (
    Gold,
    Group,
    date_right,
    day_range,
    place_in,
    role_in,
)
from annotations import load_annotations
from fitting import SEED, fit, mean_model, prune
from fragments import fragments_of
from lessons import Lesson, lesson_of, load_gold
from ranking import Ranking, fit_ranking

from marsad.claims.events.assemble import (
    KEEP,
    NOTHING,
    EventModels,
    judge_cues,
    main_sentence,
    tell_stories,
    told_features,
)
from marsad.claims.events.cues import Cue
from marsad.claims.events.folding import MEMORY, fold_cues, pair_features
from marsad.claims.events.scene import Scene
from marsad.claims.events.slots import Story
from marsad.claims.events.twins import MEMORY as TWIN_MEMORY
from marsad.claims.events.twins import twin_features
from marsad.claims.events.votes import VAGUE, Telling
from marsad.claims.events.what import lone_features, type_features
from marsad.claims.events.when import PUBLISHED, UNDATED, date_features, near_dates, unsaid_features
from marsad.claims.events.where import ground_of, nowhere_features, place_features
from marsad.claims.events.who import Candidate, Stage, actor_candidates, actor_features
from marsad.knowledge import Knowledge, load_knowledge
from marsad.knowledge.weights import LinearModel, write_model

PARTS = 3
OF_GOLD = 2.5  # what a report of the gold files teaches beside an annotated corpus report
TOLD = 0.5  # what a gold story told by its own cues teaches, beside the stories as they are found
FRAGMENTS = 1  # sentences of a report that also teach by themselves
OF_FRAGMENTS = 0.4  # what such a sentence teaches beside its report
DRAWN = 0.85  # the share of the reports that a training draws
LONE = 0.3  # what a row of the trigger table teaches of types
LEAST = {"actor": 0.03, "type": 0.035}  # smaller weights of models with many labels are left out
STRENGTH = {
    "cue": 0.06,
    "pair": 0.07,
    "place": 0.06,
    "actor": 0.04,
    "date": 0.03,
    "story": 0.07,
    "type": 0.12,
}


NEVER = LinearModel(("yes",), (-9.0,), {})
HALVES = 2
TWIN_STRENGTH = 0.1


class Examples(defaultdict[str, list[tuple[list[str], str, float]]]):
    """What each model learns from: features with a label and a weight, and the rankings of those that rank."""

    def __init__(self) -> None:
        super().__init__(list)
        self.rankings: dict[str, list[Ranking]] = defaultdict(list)

    def take(self, others: Examples, weight: float) -> None:
        """Add the examples of one report, which count `weight` times; a ranking counts whole times."""
        for name, rows in others.items():
            self[name].extend((features, label, own * weight) for features, label, own in rows)
        for name, rankings in others.rankings.items():
            self.rankings[name].extend(rankings * max(1, int(weight)))


def teach_cues(lesson: Lesson, found: Examples) -> None:
    for cue in lesson.cues:
        if cue.token in lesson.labels:
            label, weight = lesson.labels[cue.token]
            found["cue"].append((lesson.features[cue.token], label, weight))


def teach_pairs(lesson: Lesson, found: Examples) -> None:
    groups = lesson.groups
    owner = {cue.token: (number, cue) for number, group in enumerate(groups) for cue in [*group.cues, *group.repeats]}
    sure = {cue.token for group in groups for cue in group.cues}
    ordered = [owner[token] for token in sorted(owner)]
    for at, (number, cue) in enumerate(ordered):
        for other, earlier in ordered[max(0, at - MEMORY) : at]:
            weight = 1.0 if cue.token in sure and earlier.token in sure else 0.5
            features = pair_features(lesson.scene, earlier, cue)
            found["pair"].append((features, "yes" if number == other else "no", weight))


def match_stories(stories: list[list[Cue]], groups: list[Group]) -> list[Group | None]:
    """The gold group each story tells, each group at most once, best overlap first."""
    overlaps = []
    for number, story in enumerate(stories):
        tokens = {cue.token for cue in story}
        for at, group in enumerate(groups):
            shared = sum(cue.token in tokens for cue in group.cues) + 0.4 * sum(
                cue.token in tokens for cue in group.repeats
            )
            if shared:
                overlaps.append((shared, -number, -at))
    matched: list[Group | None] = [None] * len(stories)
    taken: set[int] = set()
    for _, number, at in sorted(overlaps, reverse=True):
        if matched[-number] is None and -at not in taken:
            matched[-number] = groups[-at]
            taken.add(-at)
    return matched


def teach_stories(lesson: Lesson, models: BaseModels, found: Examples, knowledge: Knowledge) -> None:
    """Slots, type and story models learn on stories as the earlier models really tell them."""
    judged = judge_cues(lesson.scene, knowledge.triggers, models.cue)
    kept = [j for j in judged if 1 - j.chances[NOTHING] > KEEP]
    chances = {j.cue.token: j.chances for j in kept}
    stories = fold_cues(lesson.scene, [j.cue for j in kept], models.pair)
    matched = match_stories(stories, lesson.groups)
    for number, (cues, group) in enumerate(zip(stories, matched, strict=True)):
        story = Story(cues)
        main = main_sentence(story, chances)
        features = told_features(lesson.scene, story, main, chances, knowledge.triggers)
        found["story"].append((features, group.label if group else NOTHING, 1.0))
        if group:
            others = [cue.token for other, rest in enumerate(stories) if other != number for cue in rest]
            teach_slots(lesson.scene, group, story, others, found)
            teach_actors(Stage(lesson.scene, story, others, knowledge.triggers), group, found)
            surely = {cue.token: 1 - chances[cue.token][NOTHING] for cue in cues}
            features = type_features(Telling(lesson.scene, story, main, surely), knowledge.triggers)
            found["type"].append((features, str(group.type), 1.0))
    teach_told(lesson, found, knowledge)


def teach_slots(scene: Scene, group: Group, story: Story, others: list[int], found: Examples) -> None:
    teach_place(scene, group, story, others, found)
    event = group.events[0]
    teach_date(scene, event, story, others, found)


def teach_date(scene: Scene, event: Gold, story: Story, others: list[int], found: Examples) -> None:
    """The dates near a story against each other, the day of publication and none."""
    wanted, published = day_range(event), scene.report.published
    rows = [(date_features(scene, story, at, others), date_right(scene, at, event)) for at in near_dates(scene, story)]
    fresh = wanted is not None and wanted == (published, published)
    rows.append((unsaid_features(scene, story, PUBLISHED), fresh))
    rows.append((unsaid_features(scene, story, UNDATED), wanted is None))
    if any(right for _, right in rows):
        found.rankings["date"].append(rows)


def teach_place(scene: Scene, group: Group, story: Story, others: list[int], found: Examples) -> None:
    """The places near a story against each other and none; a gold place that is not among them teaches nothing."""
    ground = ground_of(scene, story)
    says = any(event.get("place") for event in group.events)
    rows = [(place_features(scene, story, at, others, ground), place_in(group, at)) for at in ground.near]
    rows.append((nowhere_features(), not says))
    if any(right for _, right in rows):
        found.rankings["place"].append(rows)


def teach_actors(stage: Stage, group: Group, found: Examples, weight: float = 1.0) -> None:
    """Every member of the cast near a story with its role in the gold."""
    candidates_here = actor_candidates(stage.scene, stage.story)
    for candidate in candidates_here:
        features = actor_features(stage, candidate, candidates_here)
        found["actor"].append((features, role_of(group.events[0], candidate), weight))


def role_of(event: Gold, candidate: Candidate) -> str:
    """The role a gold event gives to one of the cast, "none" if it gives none."""
    roles = (role_in(event, at) for at in candidate.mentions)
    return next((role for role in roles if role != "none"), "none")


def teach_told(lesson: Lesson, found: Examples, knowledge: Knowledge) -> None:
    """Actors and type of every gold story by its own cues, found by the models or not; for half."""
    told = [group for group in lesson.groups if group.cues]
    for group in told:
        story = Story(sorted(group.cues, key=lambda cue: cue.token))
        main = main_sentence(story, {cue.token: {NOTHING: 0.0} for cue in story.cues})
        others = [cue.token for other in told if other is not group for cue in (*other.cues, *other.repeats)]
        teach_actors(Stage(lesson.scene, story, others, knowledge.triggers), group, found, TOLD)
        features = type_features(Telling(lesson.scene, story, main, {}), knowledge.triggers)
        found["type"].append((features, str(group.type), TOLD))


def teach_triggers(knowledge: Knowledge, found: Examples) -> None:
    """The type each trigger word tells of by itself, so that rare types are known before they are met."""
    words = {(word.group, word.lemma): word for entries in knowledge.triggers.words.values() for word in entries}
    for (group, _), word in sorted(words.items()):
        if group not in VAGUE:
            found["type"].append((lone_features(word), str(word.type), LONE))


def train_tellers(lessons: Sequence[Lesson], knowledge: Knowledge) -> EventModels:
    """All models but the last. Later ones learn on what earlier ones, trained on other reports, make of a report."""
    base = train_base(lessons)
    rows = Examples()
    for part in range(PARTS):
        others = train_base([lesson for i, lesson in enumerate(lessons) if i % PARTS != part])
        for i, lesson in enumerate(lessons):
            if i % PARTS == part:
                mine = Examples()
                teach_stories(lesson, others, mine, knowledge)
                rows.take(mine, lesson.weight)
    teach_triggers(knowledge, rows)
    later = {
        name: fit_ranking(rows.rankings[name], strength)
        if name in rows.rankings
        else prune(fit(rows[name], strength), LEAST.get(name, 0.0))
        for name, strength in STRENGTH.items()
        if name not in ("cue", "pair")
    }
    return EventModels(cue=base.cue, pair=base.pair, twin=NEVER, toll=knowledge.models["toll"], **later)


def train(lessons: Sequence[Lesson], knowledge: Knowledge) -> EventModels:
    """All models; the one that joins told stories learns on stories told by models that never saw the report."""
    rows = Examples()
    for part in range(HALVES):
        models = train_tellers([lesson for i, lesson in enumerate(lessons) if i % HALVES != part], knowledge)
        for lesson in lessons[part::HALVES]:
            teach_twins(lesson, models, rows, knowledge)
    return replace(train_tellers(lessons, knowledge), twin=fit(rows["twin"], TWIN_STRENGTH))


def teach_twins(lesson: Lesson, models: EventModels, found: Examples, knowledge: Knowledge) -> None:
    judged = judge_cues(lesson.scene, knowledge.triggers, models.cue)
    kept = [j for j in judged if 1 - j.chances[NOTHING] > KEEP]
    chances = {j.cue.token: j.chances for j in kept}
    stories = [Story(cues) for cues in fold_cues(lesson.scene, [j.cue for j in kept], models.pair)]
    told = tell_stories(lesson.scene, stories, knowledge, models, chances)
    groups = [group_told(story.story.cues, lesson.groups) for story in told]
    for later, group in enumerate(groups):
        for earlier in range(max(0, later - TWIN_MEMORY), later):
            if group is not None and groups[earlier] is not None:
                features = twin_features(lesson.scene, told[earlier], told[later])
                found["twin"].append((features, "yes" if groups[earlier] is group else "no", 1.0))


def group_told(cues: list[Cue], groups: list[Group]) -> Group | None:
    """The gold group that most of a story's cues tell, or None."""
    tokens = {cue.token for cue in cues}
    shares = [
        sum(cue.token in tokens for cue in group.cues) + 0.4 * sum(cue.token in tokens for cue in group.repeats)
        for group in groups
    ]
    best = max(range(len(groups)), key=lambda at: shares[at], default=None)
    return groups[best] if best is not None and shares[best] > 0 else None


def draw_lessons(lessons: Sequence[Lesson], knowledge: Knowledge, draw: Random) -> list[Lesson]:
    """A share of the lessons in random order, and fragments of them."""
    drawn = draw.sample(list(lessons), round(len(lessons) * DRAWN))
    alone: list[Lesson] = []
    for lesson in drawn:
        read = partial(lesson_of, knowledge=knowledge, weight=lesson.weight * OF_FRAGMENTS)
        alone += fragments_of(lesson, draw, FRAGMENTS, read)
    return [*drawn, *alone]


class Course(NamedTuple):
    """What every training draws from."""

    lessons: Sequence[Lesson]
    knowledge: Knowledge

    def train(self, number: int) -> EventModels:
        """The models of one draw of the lessons."""
        return train(draw_lessons(self.lessons, self.knowledge, Random(SEED + number)), self.knowledge)


course: Course  # of a process; lessons are too large to be sent, so processes inherit them


def take_course(lessons: Sequence[Lesson], knowledge: Knowledge) -> None:
    """Begin a process that trains."""
    global course  # noqa: PLW0603  one a process
    course = Course(lessons, knowledge)


def train_draw(number: int) -> EventModels:
    """The models of one draw."""
    return course.train(number)


class BaseModels(NamedTuple):
    """The models every later one builds on."""

    cue: LinearModel
    pair: LinearModel


def train_base(lessons: Sequence[Lesson]) -> BaseModels:
    rows = Examples()
    for lesson in lessons:
        mine = Examples()
        teach_cues(lesson, mine)
        teach_pairs(lesson, mine)
        rows.take(mine, lesson.weight)
    return BaseModels(fit(rows["cue"], STRENGTH["cue"]), fit(rows["pair"], STRENGTH["pair"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--annotations", type=Path, help="packed annotations of corpus reports")
    parser.add_argument("--corpus", type=Path, help="the reports they were made on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--draws", type=int, default=4, help="trainings whose weights are averaged")
    parser.add_argument("--jobs", type=int, default=2, help="trainings at once")
    args = parser.parse_args()
    knowledge = load_knowledge()
    lessons = [lesson_of(gold, knowledge, OF_GOLD) for gold in load_gold(args.gold)]
    if args.annotations:
        lessons += [lesson_of(gold, knowledge) for gold in load_annotations(args.annotations, args.corpus)]
    with ProcessPoolExecutor(args.jobs, get_context("fork"), take_course, (lessons, knowledge)) as pool:
        drawn = list(pool.map(train_draw, range(args.draws)))
    args.out.mkdir(parents=True, exist_ok=True)
    for name in (*STRENGTH, "twin"):
        write_model(mean_model([getattr(models, name) for models in drawn]), args.out / f"{name}.tsv")


if __name__ == "__main__":
    main()
