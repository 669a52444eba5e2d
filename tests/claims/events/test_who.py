"""Who takes part: the cast of a report, who of it is near a story. Sentences are invented."""

from datetime import date

import pytest

from marsad.claims.events import Scene, set_scene
from marsad.claims.events.cues import find_cues
from marsad.claims.events.slots import Story
from marsad.claims.events.who import Stage, actor_candidates, actor_features, choose_actors, governing_word
from marsad.knowledge import load_knowledge
from marsad.knowledge.weights import LinearModel
from marsad.model import Report
from marsad.reader import Reader

KNOWLEDGE = load_knowledge()
READER = Reader(KNOWLEDGE)
TODAY = date(2024, 6, 1)

CASTS = [
    (
        "group with and without its noun",
        "هاجم تنظيم داعش القرية ثم انسحب داعش منها",
        [{"تنظيم داعش", "داعش"}],
    ),
    (
        "two the packs know as two",
        "اشتبك الجيش السوري مع الجيش السوري الحر قرب البلدة",
        [{"الجيش السوري"}, {"الجيش السوري الحر"}],
    ),
    ("a word for both is no one", "اشتبكت قسد مع فيلق الشام ثم انسحب الطرفان", [{"قسد"}, {"فيلق الشام"}]),
    ("none", "أمطرت السماء على البلدة", []),
]
GOVERNED = [
    ("on the cue", "قصفت قسد القرية", "قسد", "cue"),
    ("with ل", "قصفت الطائرات مواقع لداعش", "داعش", "ل"),
    ("against", "شن الجيش هجوما ضد داعش", "داعش", "ضد"),
    ("between", "اندلعت اشتباكات بين قسد وداعش", "قسد", "بين"),
    ("at the beginning", "داعش يهاجم القرية", "داعش", "^"),
]


def scene_of(text: str, title: str = "") -> Scene:
    report = Report(id="r", title=title, text=text, published=date(2024, 3, 3))
    return set_scene(*READER.prepare(report, TODAY), KNOWLEDGE)


def story_in(scene: Scene, sentence: int) -> Story:
    return Story([cue for cue in find_cues(scene, KNOWLEDGE.triggers) if cue.sentence == sentence])


@pytest.mark.parametrize(("text", "cast"), [row[1:] for row in CASTS], ids=[row[0] for row in CASTS])
def test_cast(text: str, cast: list[set[str]]) -> None:
    found = [{at.mention.value for at in member.mentions} for member in scene_of(text).cast]
    assert found == cast


@pytest.mark.parametrize(("text", "name", "word"), [row[1:] for row in GOVERNED], ids=[row[0] for row in GOVERNED])
def test_governing_word(text: str, name: str, word: str) -> None:
    scene = scene_of(text)
    at = next(at for member in scene.cast for at in member.mentions if at.mention.value == name)
    assert governing_word(scene, at, {cue.token for cue in find_cues(scene, KNOWLEDGE.triggers)}) == word


def test_doers_named_only_in_the_title_or_just_before_are_candidates_too() -> None:
    text = (
        "أعلنت قسد حصيلة اليوم.\n"
        "ساد الهدوء البلدة صباحا.\n"
        "عاد السكان إلى بيوتهم.\n"
        "وصل فيلق الشام إلى الموقع.\n"
        "وقتل خمسة عناصر من داعش في القصف."
    )
    scene = scene_of(text, title="طائرات التحالف تقصف مواقع في البادية")
    story = story_in(scene, 5)
    standing = {candidate.mentions[0].mention.value: candidate.standing for candidate in actor_candidates(scene, story)}
    assert standing == {
        "داعش": "own",
        "فيلق الشام": "prev",
        "طائرات التحالف": "lead",
        "قسد": "lead",
    }


def test_features_stand_in_a_fixed_order_and_once() -> None:
    scene = scene_of("قصفت قسد مواقع لداعش في القرية، وقتلت قسد قياديا من داعش")
    stage = Stage(scene, story_in(scene, 1), [], KNOWLEDGE.triggers)
    candidates = actor_candidates(scene, stage.story)
    features = actor_features(stage, candidates[0], candidates)
    assert len(features) == len(set(features))
    assert features == actor_features(stage, candidates[0], candidates)


ROLES = LinearModel(
    ("initiator", "none", "target"),
    (0.0, 1.0, 0.0),
    {"prep cue": (4.0, 0.0, 0.0), "prep ل": (0.0, 0.0, 4.0), "standing lead": (0.2, 0.0, 0.0)},
)


def test_each_actor_fills_one_slot_in_text_order() -> None:
    scene = scene_of("قصفت قسد مواقع لداعش في القرية، ثم عادت قسد")
    slots = choose_actors(Stage(scene, story_in(scene, 1), [], KNOWLEDGE.triggers), ROLES)
    assert [(slot.actor.value, str(slot.role)) for slot in slots] == [
        ("قسد", "initiator"),
        ("داعش", "target"),
    ]


def test_where_no_one_is_likely_the_likeliest_may_stand_alone() -> None:
    scene = scene_of("ساد الهدوء.\nعاد السكان.\nقتل خمسة رجال في القصف.", title="قسد وداعش في البادية")
    stage = Stage(scene, story_in(scene, 3), [], KNOWLEDGE.triggers)
    hesitant = LinearModel(("initiator", "none"), (0.0, 0.7), {"word قسد": (0.2, 0.0), "word داعش": (0.0, 3.0)})
    assert [slot.actor.value for slot in choose_actors(stage, hesitant)] == ["قسد"]
