"""Facilities in sentences, beside the places they are named after."""

import pytest

from marsad.knowledge.gazetteer import load_gazetteer
from marsad.knowledge.place_words import load_place_words
from marsad.mentions.facilities import find_facilities
from marsad.mentions.places import PlaceFinder, find_places
from marsad.text.analysis import analyse

FINDER = PlaceFinder(load_gazetteer(towns=()), load_place_words())

FACILITIES = [
    ("airport-of-a-town", "قصف مطار دير الزور العسكري", ["مطار دير الزور العسكري"], ["دير الزور"]),
    ("unlisted-post", "هاجموا حاجز الكم ليلا", ["حاجز الكم"], []),
    ("hospital", "أدخل مشفى سلقين", ["مشفى سلقين"], ["سلقين"]),
    ("quoted", 'قاعدة "عين الأسد" الجوية', ["قاعدة عين الأسد الجوية"], ["عين الأسد"]),
    ("two-words", "تفجير في مسجد الإمام الصادق", ["مسجد الإمام الصادق"], []),
    ("listed", "حصار مجمع الشفاء الطبي", ["مجمع الشفاء الطبي"], []),
    ("with-a-preposition", "تمركزوا بقاعدة حميميم", ["قاعدة حميميم"], ["حميميم"]),
    ("no-name", "استهدفوا قاعدة عسكرية وحاجزا أمنيا", [], []),
]


@pytest.mark.parametrize(
    ("text", "facilities", "places"), [row[1:] for row in FACILITIES], ids=[row[0] for row in FACILITIES]
)
def test_facilities(text: str, facilities: list[str], places: list[str]) -> None:
    analysis = analyse(text)
    found = find_places(analysis, FINDER)
    assert [each.value for each in find_facilities(analysis, found, FINDER)] == facilities
    assert [each.value for each in found if each.rule != "area"] == places
