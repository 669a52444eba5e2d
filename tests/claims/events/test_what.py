"""What a story is of: which type its cues and the means near them speak for. Sentences are invented."""

from datetime import date

import pytest

from marsad.claims.events import Scene, set_scene
from marsad.claims.events.cues import find_cues
from marsad.claims.events.slots import Story
from marsad.claims.events.votes import Telling, count_votes, doer_of
from marsad.claims.events.what import choose_type, lone_features, type_features
from marsad.knowledge import load_knowledge
from marsad.knowledge.weights import LinearModel
from marsad.model import EventType, Report
from marsad.reader import Reader

KNOWLEDGE = load_knowledge()
READER = Reader(KNOWLEDGE)
TODAY = date(2024, 6, 1)

VOTES = [
    ("bare shelling", "قصفت القوات القرية", "Shelling/artillery/missile attack"),
    ("shelling from the air", "قصفت طائرة القرية", "Air/drone strike"),
    ("shelling by guns", "استهدف قصف مدفعي القرية", "Shelling/artillery/missile attack"),
    ("targeted by a drone", "استهدفت مسيرة سيارة على الطريق", "Air/drone strike"),
    ("blast of unknown cause", "وقع انفجار في السوق", "Remote explosive/landmine/IED"),
    ("blast of a suicide bomber", "وقع تفجير انتحاري في السوق", "Suicide bomb"),
    ("killed by a mine", "قتل راع بانفجار لغم أرضي", "Remote explosive/landmine/IED"),
    ("shelling with chlorine", "قصفت القوات البلدة بغاز الكلور", "Chemical weapon"),
    ("soldiers killed", "قتل جندي قرب الحاجز", "Armed clash"),
    ("civilians killed", "قتل مدني في منزله", "Attack"),
    ("a mine made safe", "فككت الفرق عبوة ناسفة", "Disrupted weapons use"),
    ("taken by the state", "سيطر الجيش السوري على البلدة", "Government regains territory"),
    ("taken by others", "سيطرت قسد على البلدة", "Non-state actor overtakes territory"),
    ("kidnapped", "خطف مجهولون تاجرا من سوق البلدة", "Abduction/forced disappearance"),
    ("protest", "خرجت مظاهرة في المدينة", "Peaceful protest"),
]
DOERS = [
    ("verb, doer, object", "سيطرت قسد على مواقع داعش", "قسد"),
    ("taken from someone", "سيطر على البلدة من داعش أمس", None),
    ("doer first", "قسد تسيطر على القرية", "قسد"),
]


def scene_of(text: str) -> Scene:
    report = Report(id="r", title="", text=text, published=date(2024, 3, 3))
    return set_scene(*READER.prepare(report, TODAY), KNOWLEDGE)


def telling_of(text: str) -> Telling:
    scene = scene_of(text)
    cues = find_cues(scene, KNOWLEDGE.triggers)
    return Telling(scene, Story(cues), cues[0].sentence, {})


@pytest.mark.parametrize(("text", "kind"), [row[1:] for row in VOTES], ids=[row[0] for row in VOTES])
def test_votes(text: str, kind: str) -> None:
    votes = count_votes(telling_of(text), KNOWLEDGE.triggers)
    assert max(votes, key=lambda each: votes[each]) == kind


@pytest.mark.parametrize(("text", "doer"), [row[1:] for row in DOERS], ids=[row[0] for row in DOERS])
def test_doer(text: str, doer: str | None) -> None:
    telling = telling_of(text)
    found = doer_of(telling.scene, telling.story.cues[0])
    assert (found.mention.value if found else None) == doer


def test_a_cue_that_likely_tells_nothing_counts_less() -> None:
    scene = scene_of("خرجت مظاهرة بعد غارة على البلدة")
    cues = find_cues(scene, KNOWLEDGE.triggers)
    protest = next(cue for cue in cues if cue.group == "protest")
    doubted = Telling(scene, Story(cues), cues[0].sentence, {protest.token: 0.1})
    votes = count_votes(doubted, KNOWLEDGE.triggers)
    assert max(votes, key=lambda kind: votes[kind]) is EventType.AIR_STRIKE


def test_a_trigger_alone_has_features_of_a_story_it_tells_alone() -> None:
    telling = telling_of("غارة")
    word = telling.story.cues[0].words[0]
    assert set(lone_features(word)) - {f"sure {word.group}"} <= set(type_features(telling, KNOWLEDGE.triggers))


def test_the_likeliest_type_is_chosen() -> None:
    model = LinearModel(("Agreement", "Air/drone strike"), (0.0, 0.0), {"has airstrike": (-1.0, 1.0)})
    assert choose_type(telling_of("شنت طائرة غارة"), KNOWLEDGE.triggers, model) is EventType.AIR_STRIKE
