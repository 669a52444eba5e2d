"""Where a story happened: lists of places, wider places, facilities, datelines. Sentences are invented."""

from datetime import date

import pytest

from marsad.claims.events import Scene, set_scene
from marsad.claims.events.cues import find_cues
from marsad.claims.events.listing import listed_with
from marsad.claims.events.scene import At
from marsad.claims.events.slots import Story
from marsad.claims.events.where import (
    choose_admin,
    choose_facility,
    choose_places,
    datelined,
    near_places,
    nowhere_features,
)
from marsad.knowledge import load_knowledge
from marsad.knowledge.weights import LinearModel
from marsad.model import Report
from marsad.reader import Reader

KNOWLEDGE = load_knowledge()
READER = Reader(KNOWLEDGE)
TODAY = date(2024, 6, 1)

LISTS = [
    ("a lone place", "قصف على سرمين", "سرمين", ["سرمين"]),
    ("joined by and", "قصف على سرمين والنيرب", "سرمين", ["سرمين", "النيرب"]),
    ("found from its end", "قصف على سرمين والنيرب", "النيرب", ["سرمين", "النيرب"]),
    ("three villages", "قصف على قرى سرمين والنيرب وآفس", "سرمين", ["سرمين", "النيرب", "آفس"]),
    ("commas", "غارات على سرمين، النيرب، آفس", "سرمين", ["سرمين", "النيرب", "آفس"]),
    ("a kind word between", "قصف على بلدة سرمين وقرية النيرب", "سرمين", ["سرمين", "النيرب"]),
    ("each of", "حاجزان في كل من سرمين والنيرب", "سرمين", ["سرمين", "النيرب"]),
    ("two countrysides", "غارات على ريفي حماة وإدلب", "حماة", ["حماة", "إدلب"]),
    ("its area between", "قصف على سرمين في ريف إدلب، والنيرب في ريف إدلب", "سرمين", ["سرمين", "النيرب"]),
    ("what it lies in", "قصف على سرمين، إدلب", "سرمين", ["سرمين"]),
    ("area behind a comma", "قصف على سرمين، شرقي إدلب", "سرمين", ["سرمين"]),
    ("between two", "كمين بين حمص وحماة", "حمص", ["حمص"]),
    ("from one to another", "انسحبوا من سرمين إلى النيرب", "سرمين", ["سرمين"]),
    ("another verb", "قصف على سرمين واقتحام بلدة النيرب", "سرمين", ["سرمين"]),
]
WIDER = [
    ("area behind", "قصف على بلدة سرمين بريف إدلب الشرقي", "سرمين", ["ريف إدلب الشرقي"]),
    ("area alone", "اشتباكات في ريف درعا", "درعا", ["ريف درعا"]),
    ("governorate", "قصف على سرمين في محافظة إدلب", "سرمين", ["محافظة إدلب"]),
    ("nothing wider", "قصف على سرمين", "سرمين", []),
    ("a narrower one is none", "قصف على سرمين في محافظة إدلب", "محافظة إدلب", []),
]
DATELINES = [
    ("dash", "بيروت - قتل شخصان", True),
    ("brackets", "بيروت (وكالات) قتل شخصان", True),
    ("plain", "بيروت شهدت انفجارا كبيرا", False),
    ("inside", "قتل شخصان بانفجار وقع في بيروت - وكالات", False),
]


def scene_of(text: str, title: str = "خبر") -> Scene:
    report = Report(id="r", title=title, text=text, published=date(2024, 3, 3))
    return set_scene(*READER.prepare(report, TODAY), KNOWLEDGE)


def place_in(scene: Scene, name: str) -> At:
    return next(at for at in scene.land.all if at.mention.value == name)


@pytest.mark.parametrize(("text", "chosen", "names"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS])
def test_lists(text: str, chosen: str, names: list[str]) -> None:
    scene = scene_of(text)
    assert [at.mention.value for at in listed_with(scene, place_in(scene, chosen))] == names


@pytest.mark.parametrize(("text", "place", "wider"), [row[1:] for row in WIDER], ids=[row[0] for row in WIDER])
def test_admin(text: str, place: str, wider: list[str]) -> None:
    scene = scene_of(text)
    assert [mention.value for mention in choose_admin(scene, place_in(scene, place))] == wider


@pytest.mark.parametrize(("text", "is_dateline"), [row[1:] for row in DATELINES], ids=[row[0] for row in DATELINES])
def test_datelines(text: str, is_dateline: bool) -> None:
    scene = scene_of(text)
    assert datelined(scene, place_in(scene, "بيروت")) is is_dateline


def test_a_base_named_after_a_place_is_the_facility() -> None:
    scene = scene_of("قصف على مطار حميميم العسكري")
    facility = choose_facility(scene, place_in(scene, "حميميم"), find_cues(scene, KNOWLEDGE.triggers)[0].token)
    assert facility is not None
    assert facility.value.startswith("مطار حميميم")


def test_a_story_without_facility_has_none() -> None:
    scene = scene_of("قصف على سرمين")
    assert choose_facility(scene, place_in(scene, "سرمين"), find_cues(scene, KNOWLEDGE.triggers)[0].token) is None


def test_the_likeliest_place_brings_its_list() -> None:
    scene = scene_of("قصف على سرمين والنيرب. وصل الوفد إلى بيروت.")
    story = Story(find_cues(scene, KNOWLEDGE.triggers)[:1])
    model = LinearModel(("yes",), (0.0,), {"rank 0 of 2 told": (2.0,), "nowhere": (1.0,)})
    assert [at.mention.value for at in choose_places(scene, story, [], model)] == ["سرمين", "النيرب"]


def test_a_story_may_be_nowhere() -> None:
    scene = scene_of("قصف على سرمين")
    story = Story(find_cues(scene, KNOWLEDGE.triggers)[:1])
    model = LinearModel(("yes",), (0.0,), dict.fromkeys(nowhere_features(), (5.0,)))
    assert choose_places(scene, story, [], model) == []


def test_title_lead_and_neighbours_are_near() -> None:
    lines = ["وقع قصف على النيرب.", "اليوم بارد.", "وصل وفد إلى آفس.", "لا جديد.", "لا شيء.", "دوى انفجار."]
    scene = scene_of("\n".join(lines), title="أخبار سرمين")
    story = Story(find_cues(scene, KNOWLEDGE.triggers)[-1:])
    assert [at.mention.value for at in near_places(scene, story)] == ["سرمين", "النيرب"]
