"""The toll of a story: retellings merge, what a model refuses stays out. Sentences are invented."""

from datetime import date

import pytest

from marsad.claims.events import Scene, set_scene
from marsad.claims.events.cues import find_cues
from marsad.claims.events.slots import Story
from marsad.claims.events.tolling import choose_tolls, merge_tolls, story_tolls, toll_features
from marsad.knowledge import load_knowledge
from marsad.knowledge.weights import LinearModel
from marsad.model import Report
from marsad.reader import Reader

KNOWLEDGE = load_knowledge()
READER = Reader(KNOWLEDGE)
TODAY = date(2024, 6, 1)
ALL = LinearModel(("yes",), (9.0,), {})

Row = tuple[str, str, int, int | None]
MERGED: list[tuple[str, str, list[Row]]] = [
    ("one row", "قتل مدنيان بقصف على القرية", [("killed", "civilian", 2, 2)]),
    (
        "dead and wounded",
        "قتل مدنيان وأصيب ثلاثة مدنيين بقصف على القرية",
        [("injured", "civilian", 3, 3), ("killed", "civilian", 2, 2)],
    ),
    (
        "civilians among the dead",
        "قتل 12 شخصا بينهم ثمانية مدنيين بقصف على القرية",
        [("killed", "civilian", 8, 8), ("killed", "unknown", 4, 4)],
    ),
    ("said twice", "قتل مدنيان بقصف. وقتل المدنيان أمام منزلهما.", [("killed", "civilian", 2, 2)]),
    ("some before a number", "سقوط قتلى مدنيين بقصف. قتل أربعة مدنيين.", [("killed", "civilian", 4, 4)]),
    (
        "both sides",
        "قتل مدنيان بقصف. وقتل خمسة جنود.",
        [("killed", "civilian", 2, 2), ("killed", "combatant", 5, 5)],
    ),
]


def scene_of(text: str) -> Scene:
    report = Report(id="r", title="خبر", text=text, published=date(2024, 3, 3))
    return set_scene(*READER.prepare(report, TODAY), KNOWLEDGE)


@pytest.mark.parametrize(("text", "rows"), [row[1:] for row in MERGED], ids=[row[0] for row in MERGED])
def test_merging(text: str, rows: list[Row]) -> None:
    scene = scene_of(text)
    story = Story(find_cues(scene, KNOWLEDGE.triggers))
    told = choose_tolls(scene, story, [], ALL, story.cues[0].sentence)
    found = [(str(row.outcome), str(row.group), row.count.min, row.count.max) for row in told]
    assert sorted(found) == sorted(rows)


def test_a_refused_count_is_no_row() -> None:
    scene = scene_of("قتل مدنيان بقصف على القرية")
    story = Story(find_cues(scene, KNOWLEDGE.triggers))
    assert choose_tolls(scene, story, [], LinearModel(("yes",), (-9.0,), {}), 1) == []


def test_the_word_of_another_story_is_a_rival() -> None:
    scene = scene_of("قصف الجيش القرية وقتل مدنيان في المدينة")
    cues = find_cues(scene, KNOWLEDGE.triggers)
    story, others = Story(cues[:1]), [cue.token for cue in cues[1:]]
    (toll,) = story_tolls(scene, story)
    assert "rival cue True" in toll_features(scene, story, toll, others)
    assert "own cue True" in toll_features(scene, Story(cues), toll, [])


def test_nothing_merges_to_nothing() -> None:
    assert merge_tolls([]) == []
