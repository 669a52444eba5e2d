"""Which actor a mention means, by day, country and what was named before."""

from datetime import date

import pytest

from marsad.knowledge.actor_words import load_actor_words
from marsad.knowledge.actors import load_actors
from marsad.linking.actors import link_actors
from marsad.linking.provisional import kind_of
from marsad.mentions.actors import ActorFinder, find_actors
from marsad.model.reading import Link
from marsad.model.report import Report
from marsad.text.analysis import analyse

PACK = load_actors()
WORDS = load_actor_words()
FINDER = ActorFinder(PACK, WORDS)


def links(text: str, published: date | None = None, countries: dict[str, float] | None = None) -> list[Link]:
    report = Report(id="r", text=text, published=published)
    return list(link_actors(report, find_actors(analyse(report.content), FINDER), PACK, WORDS, countries))


@pytest.mark.parametrize(
    ("text", "published", "targets"),
    [
        pytest.param("قسد تنسحب", None, ["sy-sdf"], id="name"),
        pytest.param("الحكومة السورية تعلن", date(2019, 5, 1), ["sy-government-assad"], id="before-december-2024"),
        pytest.param(
            "الحكومة السورية تعلن", date(2025, 5, 1), ["sy-government-transitional"], id="after-december-2024"
        ),
        pytest.param("ميليشيا قاطرجي تنتشر", None, ["sy-qaterji"], id="class-noun-in-front"),
        pytest.param("قصف روسي", None, ["ru-forces"], id="adjective-of-a-land"),
        pytest.param("الطيران الحربي الروسي", None, ["ru-air-force"], id="aircraft-of-a-land"),
        pytest.param("هاجم تنظيم داعش الحاجز ثم انسحب التنظيم", None, ["is", "is"], id="anaphor"),
        pytest.param("مسلحون مجهولون", None, [None], id="no-one-known"),
        pytest.param("قتلى من الجيش", None, [None], id="army-of-no-land"),
        pytest.param(
            "قوات الحرس الثوري الإيراني وقيادة الجيش",
            date(2020, 1, 1),
            ["ir-irgc", "ir-army"],
            id="army-of-the-country",
        ),
        pytest.param("وزارة الداخلية الصومالية", None, ["so-forces"], id="ministry-of-a-land"),
        pytest.param(
            "قوات الحشد الشعبي المدعومة من الحكومة العراقية",
            None,
            ["iq-pmf", "iq-pmf", "iq-government"],
            id="whom-it-serves-is-another",
        ),
        pytest.param(
            "جماعة حزب الله اللبناني المتحالفة مع النظام",
            date(2015, 7, 1),
            ["lb-hezbollah", "sy-government-assad"],
            id="an-ally-is-another",
        ),
        pytest.param("قتل 92 عسكريا روسيا", None, ["ru-forces", "ru-state"], id="soldiers-are-no-state"),
        pytest.param("مقاتلين روس", None, ["ru-forces"], id="broken-plural-of-a-land"),
    ],
)
def test_links(text: str, published: date | None, targets: list[str | None]) -> None:
    assert [link.target for link in links(text, published)] == targets


def test_a_name_of_two_countries_stays_open_without_context() -> None:
    (link,) = links("التحالف يعلن")
    assert link.target is None
    assert {candidate.id for candidate in link.candidates} >= {"coalition-is", "ye-arab-coalition"}
    assert "or" in link.reason


def test_the_countries_of_the_places_decide() -> None:
    (link,) = links("التحالف يعلن", date(2018, 1, 1), {"YE": 1.0})
    assert link.target == "ye-arab-coalition"


def test_no_actors_no_links() -> None:
    assert links("طقس جميل اليوم") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("مسلحون مجهولون هاجموا", "هجوم نفذه مسلحين مجهولين", id="case"),
        pytest.param("لواء الشموخ الغامض ينسحب", "انسحاب لواء الشموخ الغامض", id="name"),
    ],
)
def test_an_unknown_name_has_one_provisional_id_in_all_reports(one: str, other: str) -> None:
    (left,), (right,) = links(one), links(other, date(2024, 5, 1))
    assert left.target is None
    assert left.provisional is not None
    assert left.provisional == right.provisional


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("مسلحون مجهولون", "political militia", id="unidentified"),
        pytest.param("مسلحو عشيرة الشرفان", "identity militia", id="tribe"),
        pytest.param("فصيل أنصار الريح", "rebel", id="faction"),
    ],
)
def test_a_provisional_id_holds_the_class_of_the_actor(text: str, kind: str) -> None:
    (link,) = links(text)
    assert link.provisional is not None
    assert kind_of(link.provisional) == kind


@pytest.mark.parametrize("text", ["قسد تنسحب", "انسحب التنظيم", "قتلى من الجيش"], ids=["known", "anaphor", "open"])
def test_no_provisional_id(text: str) -> None:
    assert [link.provisional for link in links(text)] == [None]
