"""Names that several places, persons and groups bear: what tells them apart, and what does not."""

from datetime import date

import pytest

from marsad import read
from marsad.knowledge import load_knowledge
from marsad.knowledge.actors import load_actors
from marsad.knowledge.gazetteer import Gazetteer, spellings
from marsad.knowledge.outlets import load_outlets
from marsad.knowledge.place_words import load_place_words
from marsad.linking.hints import Hints, hints_of
from marsad.linking.places import link_places
from marsad.mentions.places import PlaceFinder, find_places
from marsad.model import Link, Mention, MentionKind, Place, Report, Span
from marsad.text.analysis import analyse

WORDS = load_place_words()
# id, name, kind, country, parent, latitude, longitude, population
ROWS = [
    ("SY", "سوريا", "country", "", "", 35.0, 38.0, None),
    ("YE", "اليمن", "country", "", "", 15.5, 47.5, None),
    ("SY13", "السويداء", "governorate", "SY", "", 32.8, 36.7, None),
    ("sy-suwayda", "السويداء", "city", "SY", "SY13", 32.71, 36.57, 70_000),
    ("ye-marib", "مأرب", "governorate", "YE", "", 15.5, 45.3, None),
    ("ye-suwayda", "السويداء", "village", "YE", "ye-marib", 15.46, 45.32, 900),
    ("SY04", "حمص", "governorate", "SY", "", 34.5, 38.0, None),
    ("SY05", "حماة", "governorate", "SY", "", 35.2, 37.0, None),
    ("sy-mushayrifah-1", "مشيرفة", "village", "SY", "SY04", 34.7, 36.9, None),
    ("sy-mushayrifah-2", "مشيرفة", "village", "SY", "SY05", 35.4, 37.3, None),
    ("sy-mushayrifah-3", "مشيرفة", "village", "SY", "SY05", 35.0, 36.4, None),
]


def made(imported: frozenset[str] = frozenset()) -> Gazetteer:
    places = [
        Place(
            id=id, name=name, kind=kind, country=country, parents=(parent,) if parent else (), latitude=latitude,
            longitude=longitude, population=population, source="a test",
        )
        for id, name, kind, country, parent, latitude, longitude, population in ROWS
    ]  # fmt: skip
    names: dict[str, list[str]] = {}
    for place in places:
        for key in spellings(place.name):
            names.setdefault(key, []).append(place.id)
    return Gazetteer(places, names, {key: frozenset() for key in names}, imported)


def linked(text: str, name: str, *, gazetteer: Gazetteer | None = None, hints: Hints | None = None) -> Link:
    gazetteer = gazetteer or made()
    report = Report(id="one", text=text)
    mentions = find_places(analyse(report.content), PlaceFinder(gazetteer, WORDS))
    return next(link for link in link_places(report, mentions, gazetteer, WORDS, hints) if link.mention.value == name)


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        pytest.param("اشتباكات في السويداء", "السويداء", "sy-suwayda", id="the-city-by-its-size"),
        pytest.param(
            "اشتباكات في قرية السويداء بمحافظة مأرب في اليمن", "السويداء", "ye-suwayda", id="the-village-in-Yemen"
        ),
        pytest.param("قصف على قرية مشيرفة بريف حمص", "مشيرفة", "sy-mushayrifah-1", id="parent-beside-it"),
        pytest.param("قصف على قرية مشيرفة بريف حماة", "مشيرفة", None, id="two-in-that-parent"),
        pytest.param("قصف على قرية مشيرفة", "مشيرفة", None, id="thirty-five-of-a-name"),
    ],
)
def test_what_tells_places_of_one_name_apart(text: str, name: str, target: str | None) -> None:
    link = linked(text, name)
    assert link.target == target
    assert link.candidates
    assert all(candidate.reason for candidate in link.candidates)


def test_the_region_of_the_outlet_decides() -> None:
    link = linked("قصف على قرية مشيرفة", "مشيرفة", hints=Hints(region="SY04"))
    assert link.target == "sy-mushayrifah-1"
    assert linked("قصف على قرية مشيرفة", "مشيرفة").target is None


def test_the_land_of_the_actors_speaks_for_a_place() -> None:
    def score(hints: Hints) -> float:
        candidates = linked("هجوم في السويداء", "السويداء", hints=hints).candidates
        return next(each.score for each in candidates if each.id == "ye-suwayda")

    assert score(Hints(lands={"YE": 1.0})) > score(Hints(lands={"YE": 0.5})) > score(Hints())


def test_a_place_that_only_an_import_knows_comes_after_those_of_the_packs() -> None:
    several = frozenset({"sy-mushayrifah-2", "sy-mushayrifah-3"})
    link = linked("قصف على قرية مشيرفة", "مشيرفة", gazetteer=made(several))
    assert link.target == "sy-mushayrifah-1"
    assert linked("قصف على قرية مشيرفة بريف حماة", "مشيرفة", gazetteer=made(several)).target is None


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        pytest.param("قصف محافظة #السويداء", "السويداء", "SY13", id="hashtag"),
        pytest.param("في محافظة «السويداء»", "السويداء", "SY13", id="quotation-marks"),
        pytest.param("في محافظتي حمص والسويداء", "السويداء", "SY13", id="two-governorates"),
        pytest.param("في محافظات حمص وحماة والسويداء", "السويداء", "SY13", id="several-governorates"),
        pytest.param("في محافظة حمص والسويداء", "السويداء", "sy-suwayda", id="one-governorate-and-a-city"),
    ],
)
def test_the_kind_word_holds_for_marks_and_lists(text: str, name: str, target: str) -> None:
    assert linked(text, name).target == target


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("قتل خالد الحلبي برصاص مجهولين", id="person"),
        pytest.param("اغتيال أبو محمد الحمصي قائد اللواء", id="nickname"),
        pytest.param("مقتل ناصر الدوماني تحت التعذيب", id="family"),
        pytest.param("انسحاب لواء درع حوران من مواقعه", id="group"),
        pytest.param("قتل عنصر من لواء شهداء بانياس", id="group-of-martyrs"),
        pytest.param("لواء ثوار الرقة هاجم الحاجز", id="group-of-a-city"),
        pytest.param("the ambassador spoke of assad", id="part-of-a-longer-word"),
    ],
)
def test_persons_families_and_groups_are_no_places(text: str) -> None:
    assert [link for link in read(text, published=date(2020, 1, 1)).places if link.target] == []


def test_two_places_of_one_name_and_two_adjectives() -> None:
    links = read("انتشار في قرى بقرص فوقاني وتحتاني", published=date(2020, 1, 1)).places
    assert [link.target for link in links] == ["sy-buqrus-fawqani", "sy-buqrus-tahtani"]


def test_a_name_across_countries_is_decided_by_whom_the_report_names() -> None:
    (link,) = read("ألوية الفرقان في القنيطرة", published=date(2014, 1, 1)).places
    assert link.target is not None
    places = load_knowledge().gazetteer.places
    assert {places[candidate.id].country for candidate in link.candidates} > {"SY"}
    assert places[link.target].country == "SY"


def test_hints_of_a_report() -> None:
    report = Report(id="one", text="هاجمت قسد حاجزا للقوات الروسية", outlet="نهر ميديا")
    at = report.content.index("قسد")
    mentions = [
        Mention(kind=MentionKind.ACTOR, span=Span(at, at + 3), value="قسد", rule="name"),
        Mention(kind=MentionKind.ACTOR, span=Span(at + 4, at + 9), value="القوات الروسية", rule="name"),
    ]
    hints = hints_of(report, mentions, load_actors(), load_outlets())
    assert (hints.region, hints.lands) == ("SY09", {"SY": 1.0})
    assert mentions[0].span in hints.actors


def test_regions_of_outlets_are_known_places() -> None:
    knowledge = load_knowledge()
    assert set(knowledge.outlets.values()) <= knowledge.gazetteer.places.keys()
