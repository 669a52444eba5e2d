"""Which place a name means in a report, and where nobody can tell."""

import pytest

from marsad.knowledge.gazetteer import Gazetteer, load_gazetteer, spellings
from marsad.knowledge.place_words import load_place_words
from marsad.linking.places import countries_of, link_places
from marsad.mentions.places import PlaceFinder, find_places
from marsad.model.entity import Place
from marsad.model.reading import Link
from marsad.model.report import Report
from marsad.text.analysis import analyse

GAZETTEER = load_gazetteer(towns=())
WORDS = load_place_words()
FINDER = PlaceFinder(GAZETTEER, WORDS)


def links(text: str) -> dict[str, Link]:
    report = Report(id="one", text=text)
    mentions = find_places(analyse(report.content), FINDER)
    return {link.mention.value: link for link in link_places(report, mentions, GAZETTEER, WORDS)}


MEANT = [
    ("only-one-of-its-name", "هجوم في صبيخان", "صبيخان", "sy-subaykhan"),
    ("the-city-by-default", "قصف على إدلب", "إدلب", "sy-idleb"),
    ("the-governorate-by-its-kind-word", "قصف على محافظة إدلب", "محافظة إدلب", "SY07"),
    ("the-governorate-in-its-countryside", "قصف على ريف إدلب", "إدلب", "SY07"),
    ("parent-beside-it", "بلدة القحطانية في ريف القنيطرة", "القحطانية", "sy-al-qahtaniyah-quneitra"),
    ("other-parent-beside-it", "القحطانية بريف القامشلي", "القحطانية", "sy-al-qahtaniyah"),
    ("country-of-the-report", "طرابلس وبنغازي ومصراتة وسرت", "طرابلس", "ly-tripoli"),
    ("other-country", "طرابلس وبيروت وصيدا وبعلبك", "طرابلس", "lb-tripoli"),
    ("quarter-without-its-head", "في حي جوبر بدمشق", "حي جوبر", "sy-jobar"),
    ("largest-of-its-name", "غارات على دوما", "دوما", "sy-duma"),
]


@pytest.mark.parametrize(("text", "value", "id"), [row[1:] for row in MEANT], ids=[row[0] for row in MEANT])
def test_what_a_name_means(text: str, value: str, id: str) -> None:
    link = links(text)[value]
    assert link.target == id, link
    assert link.reason


def test_two_places_of_one_name_stay_open() -> None:
    link = links("قصف على قرية عابدين")["عابدين"]
    assert link.target is None
    assert len(link.candidates) > 1
    assert "apart" in link.reason


def test_an_unknown_place_is_honestly_unknown() -> None:
    link = links("قتيل في قرية زغيران")["زغيران"]
    assert (link.target, link.candidates) == (None, ())


def test_the_only_bearer_of_a_name_is_doubtful_in_a_report_about_elsewhere() -> None:
    link = links("في تعز ومأرب وصعدة وزبيد وقرب صبيخان وحيس وباجل")["صبيخان"]
    assert link.target is None
    assert "the report is about YE" in link.reason


def test_a_camp_is_not_the_town_it_is_named_after() -> None:
    assert links("حريق في مخيم سرمدا")["مخيم سرمدا"].target is None


def test_candidates_are_ranked() -> None:
    scores = [candidate.score for candidate in links("هجوم في الصالحية بريف البوكمال")["الصالحية"].candidates]
    assert scores == sorted(scores, reverse=True)


def test_countries_of_a_report() -> None:
    found = countries_of(links("في حلب وإدلب وأنقرة").values(), GAZETTEER)
    assert found["SY"] == pytest.approx(2 / 3)


def small(*rows: tuple[str, str, str, str, float, float]) -> Gazetteer:
    """A gazetteer of a few rows: id, name, kind, parent, latitude, longitude."""
    places = [
        Place(
            id=id, name=name, kind=kind, country="SY", parents=(parent,) if parent else (), latitude=latitude,
            longitude=longitude, source="a test",
        )
        for id, name, kind, parent, latitude, longitude in rows
    ]  # fmt: skip
    names: dict[str, list[str]] = {}
    for place in places:
        for key in spellings(place.name):
            names.setdefault(key, []).append(place.id)
    return Gazetteer(places, names, {key: frozenset() for key in names})


IDLIB = ("idlib", "إدلب", "governorate", "", 35.9, 36.6)
HAMA = ("hama", "حماة", "governorate", "", 35.1, 36.7)


def linked(text: str, name: str, *rows: tuple[str, str, str, str, float, float]) -> Link:
    gazetteer = small(*rows)
    report = Report(id="one", text=text)
    mentions = find_places(analyse(report.content), PlaceFinder(gazetteer, WORDS))
    found = {link.mention.value: link for link in link_places(report, mentions, gazetteer, WORDS)}
    return found[name]


def test_a_name_spelled_otherwise_is_found_inside_the_parent_named_beside_it() -> None:
    link = linked(
        "قصف على قرية خربة الناقوص بريف حماة",
        "خربة الناقوص",
        HAMA,
        ("k", "خربة الناقوس", "village", "hama", 35.5, 36.4),
    )
    assert link.target == "k"
    assert link.score < 0.7
    assert "inside حماة, which is named beside it" in link.reason


def test_not_inside_another_parent_nor_without_one() -> None:
    rows = (HAMA, IDLIB, ("k", "خربة الناقوس", "village", "hama", 35.5, 36.4))
    assert linked("قصف على قرية خربة الناقوص بريف إدلب", "خربة الناقوص", *rows).target is None
    assert linked("قصف على قرية خربة الناقوص", "خربة الناقوص", *rows).target is None


def test_likeness_invents_no_place() -> None:
    link = linked(
        "عناصر في قرية بقرص فوقاني بريف إدلب", "بقرص فوقاني", IDLIB, ("q", "قفر فوقاني", "village", "idlib", 35.8, 36.9)
    )
    assert (link.target, link.candidates) == (None, ())


def test_two_that_are_alike_stay_open() -> None:
    link = linked(
        "قصف على قرية خربة الناقوص بريف حماة",
        "خربة الناقوص",
        HAMA,
        ("k", "خربة الناقوس", "village", "hama", 35.5, 36.4),
        ("l", "خربة الناقوط", "village", "hama", 35.1, 37.4),
    )
    assert link.target is None
    assert len(link.candidates) == 2
    assert "2 are spelled like it" in link.reason
