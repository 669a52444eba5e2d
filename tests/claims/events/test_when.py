"""When a story happened: which dates may tell it, and what a model makes of them. Sentences are invented."""

from datetime import date

import pytest

from marsad.claims.events import Scene, set_scene
from marsad.claims.events.cues import find_cues
from marsad.claims.events.slots import Story
from marsad.claims.events.when import (
    PUBLISHED,
    SAID,
    UNDATED,
    choose_date,
    date_features,
    near_dates,
    past_perfect,
    unsaid_features,
)
from marsad.knowledge import load_knowledge
from marsad.knowledge.weights import LinearModel
from marsad.model import DateRange, Report
from marsad.reader import Reader

KNOWLEDGE = load_knowledge()
READER = Reader(KNOWLEDGE)
TODAY = date(2024, 6, 1)

FEATURES = [
    ("a date behind the word", "قصف الجيش القرية يوم السبت", "between after 0"),
    ("yesterday", "قصف الجيش القرية أمس", "date age yesterday"),
    ("the time of a statement", "قال مسؤول يوم السبت إن الجيش قصف القرية", "saying before told"),
    ("today", "قصف الجيش القرية اليوم", "is publication told"),
    ("since", "يقصف الجيش القرية منذ السبت", "form since told"),
    ("told before", "وصل الوفد يوم السبت. قصف الجيش القرية.", "gap 1 last True dated False"),
]
CONTEXTS = [
    ("no date at all", "قصف الجيش القرية", "last none"),
    ("no date names the day", "وصل الوفد أمس. قصف الجيش القرية.", "names publication False"),
    ("a date names the day", "وصل الوفد اليوم. قصف الجيش القرية.", "names publication True"),
    ("of yesterday before", "وصل الوفد أمس. قصف الجيش القرية.", "last yesterday"),
    ("told of long ago", "وكان الجيش قد قصف القرية", "past perfect"),
]


def scene_of(text: str, published: date | None = date(2024, 3, 3)) -> Scene:
    report = Report(id="r", title="خبر", text=text, published=published)
    return set_scene(*READER.prepare(report, TODAY), KNOWLEDGE)


def bombing(scene: Scene) -> Story:
    return Story([cue for cue in find_cues(scene, KNOWLEDGE.triggers) if "قصف" in scene.light[cue.token]][:1])


def model_of(**weights: float) -> LinearModel:
    return LinearModel(("yes",), (0.0,), {feature: (weight,) for feature, weight in weights.items()})


@pytest.mark.parametrize(("text", "feature"), [row[1:] for row in FEATURES], ids=[row[0] for row in FEATURES])
def test_features(text: str, feature: str) -> None:
    scene = scene_of(text)
    story = bombing(scene)
    (at,) = near_dates(scene, story)
    assert feature in date_features(scene, story, at, [])


@pytest.mark.parametrize(("text", "feature"), [row[1:] for row in CONTEXTS], ids=[row[0] for row in CONTEXTS])
def test_contexts(text: str, feature: str) -> None:
    scene = scene_of(text)
    assert f"{UNDATED} {feature}" in unsaid_features(scene, bombing(scene), UNDATED)


def test_a_date_far_above_is_not_near() -> None:
    scene = scene_of("الجو بارد.\nوصل الوفد أمس.\nلا جديد.\nلا شيء.\nلا أحد.\nقصف الجيش القرية.")
    assert near_dates(scene, bombing(scene)) == []


def test_past_perfect_needs_its_verb() -> None:
    scene = scene_of("قصف الجيش القرية")
    assert not past_perfect(scene, bombing(scene).cues[0].token)


def test_the_likeliest_way_wins() -> None:
    scene = scene_of("قصف الجيش القرية أمس")
    story = bombing(scene)
    said, way = choose_date(scene, story, [], model_of(**{"date age yesterday": 2.0}))
    assert (way, said is not None) == (SAID, True)
    assert choose_date(scene, story, [], model_of(**{"published is": 2.0})) == (None, PUBLISHED)
    assert choose_date(scene, story, [], model_of(**{"undated is": 2.0})) == (None, UNDATED)


def test_dates_of_one_day_speak_for_each_other() -> None:
    scene = scene_of("قصف الجيش القرية أمس السبت، وفق بيان صدر يوم السبت ونشر اليوم الأحد")
    weights = {"date age yesterday": 1.0, "date age today": 1.5, "published is": -9.0, "undated is": -9.0}
    at, _ = choose_date(scene, bombing(scene), [], model_of(**weights))
    assert at is not None
    assert scene.resolved[at.first] == DateRange.on(date(2024, 3, 2))


def test_without_a_day_of_publication_nothing_breaks() -> None:
    scene = scene_of("قصف الجيش القرية", published=None)
    assert choose_date(scene, bombing(scene), [], model_of()) in ((None, PUBLISHED), (None, UNDATED))
