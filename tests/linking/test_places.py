"""Which place a name means in a report, and where nobody can tell."""

import pytest

from marsad.knowledge.gazetteer import load_gazetteer
from marsad.knowledge.place_words import load_place_words
from marsad.linking.places import countries_of, link_places
from marsad.mentions.places import PlaceFinder, find_places
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
