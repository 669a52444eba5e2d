"""Lessons: annotated reports made ready for teaching the event models."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from align import Gold, Group, align_cues, groups_of

from marsad.claims.events import set_scene
from marsad.claims.events.cues import Cue, cue_features, find_cues
from marsad.claims.events.scene import Scene
from marsad.knowledge import Knowledge
from marsad.model import Report
from marsad.reader import Reader

TODAY = date(2024, 12, 31)


def load_gold(paths: Sequence[Path]) -> list[Gold]:
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


def report_of(gold: Gold) -> Report:
    published = gold.get("published")
    return Report(
        id=gold["id"],
        title=gold["title"],
        text=gold["text"],
        outlet=gold.get("outlet"),
        published=date.fromisoformat(published) if published else None,
    )


@dataclass
class Lesson:
    """A gold report made ready for teaching: its scene, its cues, and what the gold says of them."""

    gold: Gold
    scene: Scene
    cues: list[Cue]
    groups: list[Group]
    labels: dict[int, tuple[str, float]]
    features: dict[int, list[str]]
    weight: float


def lesson_of(gold: Gold, knowledge: Knowledge, weight: float = 1.0) -> Lesson:
    report, text, mentions = Reader(knowledge).prepare(report_of(gold), TODAY)
    scene = set_scene(report, text, mentions, knowledge)
    cues = find_cues(scene, knowledge.triggers)
    groups = groups_of(gold)
    labels = align_cues(scene, cues, groups)
    features = {cue.token: cue_features(scene, cue, knowledge.triggers) for cue in cues}
    return Lesson(gold, scene, cues, groups, labels, features, weight)
