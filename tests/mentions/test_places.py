"""Places in sentences: which names are found, how they are written, and which words are no places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge.gazetteer import load_gazetteer
from marsad.knowledge.packs import SHIPPED
from marsad.knowledge.place_words import load_place_words
from marsad.knowledge.triggers import load_triggers
from marsad.mentions.places import PlaceFinder, find_places
from marsad.text.analysis import analyse

FINDER = PlaceFinder(load_gazetteer(towns=()), load_place_words(), load_triggers(SHIPPED / "core").verbs())


def found(text: str, *, areas: bool = False) -> list[str]:
    mentions = find_places(analyse(text), FINDER)
    return [mention.value for mention in mentions if areas or mention.rule != "area"]


LISTED = [
    ("after-a-preposition", "اشتباكات في البوكمال مساء أمس", ["البوكمال"]),
    ("joined-preposition", "قصف بالعشارة", ["العشارة"]),
    ("joined-conjunction", "تعزيزات إلى هجين والشعفة وذيبان", ["هجين", "الشعفة", "ذيبان"]),
    ("article-swallowed-by-lam", "وصل الرتل للعشارة", ["العشارة"]),
    ("two-letters-joined", "انفجار وبدمشق هدوء", ["دمشق"]),
    ("longest-name", "غارة على معرة النعمان", ["معرة النعمان"]),
    ("written-joined", "نزوح من ديرالزور ومن كفر نبل", ["ديرالزور", "كفر نبل"]),
    ("diacritics-kept", "هجوم في سَراقِب", ["سَراقِب"]),
    ("hashtag", "#الرقة انفجار", ["الرقة"]),
    ("country", "قالت تركيا إنها", ["تركيا"]),
    ("road-with-number", "على طريق M4 جنوب إدلب", ["طريق M4", "إدلب"]),
]

ANNOUNCED = [
    ("unlisted-village", "اقتحموا قرية زغيران ليلا", ["زغيران"]),
    ("two-after-a-dual", "بلدتي غرانيج والكشكية", ["غرانيج", "الكشكية"]),
    ("list-after-plurals", "قرى وبلدات العشارة وصبيخان ودوير", ["العشارة", "صبيخان", "دوير"]),
    ("verb-ends-a-list", "مدن الخليل والبيرة، واعتقلت شابين", ["الخليل", "البيرة"]),
    ("no-name-behind-area", "تحركت سيارة خلف منطقة الهدف", []),
    ("unlisted-in-a-list", "قرى الزعرورية، وأم الدرج والمسعودية", ["الزعرورية", "أم الدرج", "المسعودية"]),
    ("head-needs-its-second-word", "داهموا قرية خربة الحمّام", ["خربة الحمّام"]),
    ("head-alone-after-preposition", "عبوة قرب تل المصيطبة", ["تل المصيطبة"]),
    ("quoted", 'مستوطنة "نوف هاريم" ومستوطنتي "عيرون" و"شوماريا"', ["نوف هاريم", "عيرون", "شوماريا"]),
    ("camp-keeps-its-head", "اقتحام مخيم السنابل", ["مخيم السنابل"]),
    ("quarter-keeps-its-head", "حريق في حي الرواد", ["حي الرواد"]),
    ("city-does-not", "في مدينة حلب", ["حلب"]),
    ("crossing-of-a-listed-town", "أغلق معبر القائم الحدودي", ["معبر القائم"]),
    ("road-to-a-listed-town", "على طريق الفرقلس", ["الفرقلس"]),
    ("between-listed-names", "في سراقب والزيتونية وبنش", ["سراقب", "الزيتونية", "بنش"]),
    ("definite-after-area", "منطقة المسيلة", ["المسيلة"]),
]

COMPLETED = [
    ("two-villages-of-one-name", "بين بقرص فوقاني وتحتاني", ["بقرص فوقاني", "بقرص تحتاني"]),
    ("unlisted", "قريتي ماشان كبير وصغير", ["ماشان كبير", "ماشان صغير"]),
]

AREAS = [
    ("countryside", "في ريف دير الزور الشرقي", ["ريف دير الزور الشرقي", "دير الزور"]),
    ("two-directions", "بريف إدلب الجنوبي الشرقي", ["ريف إدلب الجنوبي الشرقي", "إدلب"]),
    ("north-west-of-a-city", "شمال غربي مدينة حماة", ["شمال غربي مدينة حماة", "حماة"]),
    ("of-a-governorate", "ريف محافظة حلب الغربي", ["ريف محافظة حلب الغربي", "محافظة حلب"]),
    ("the-next-area-is-its-own", "في ريف منبج شرقي حلب", ["ريف منبج", "منبج", "شرقي حلب", "حلب"]),
    ("two-of-a-dual", "في ريفي حماة وحلب", ["ريفي حماة", "حماة", "حلب"]),
    ("the-country-is-no-name", "في شمال البلاد", []),
]

NO_PLACES = [
    ("month", "منذ بداية آب الماضي"),
    ("father", "قتل أب وابنه"),
    ("it-is-said", "وقال إنه وأن ذلك"),
    ("news-agency", "ذكرت وكالة دمشق للأنباء"),
    ("family-name", "قال خالد البغدادي"),
    ("kunya", "القيادي أبو بكر البغدادي"),
    ("no-valley-but-led-to", "وأدى القصف إلى دمار"),
    ("no-quarters-but-reviving", "محاولات إحياء الاتفاق"),
    ("adjective-after-a-kind", "قرية حدودية ومنطقة سكنية وبلدات محاصرة"),
    ("verb-after-a-kind", "مدينة تقع على النهر"),
    ("executor-no-crossing", "منفذ الهجوم لاذ بالفرار"),
    ("pronoun", "انتشروا في قراها"),
    ("word-that-looks-like-letters-and-a-name", "قصفت وحدة عسكرية"),
    ("adjective-not-the-city", "أسلحة حديثة وخوذ بيضاء"),
]

GUARDED = [
    ("listed-word-with-its-kind-word", "في قرية السلام", []),
    ("after-a-preposition", "سيطروا على الباب", ["الباب"]),
    ("in-a-list-of-places", "حلب وإدلب والباب", ["حلب", "إدلب", "الباب"]),
    ("door-not-the-city", "فتح الباب أمام المفاوضات", []),
    ("ibb-with-its-hamza", "قتيلان في إب", ["إب"]),
]


@pytest.mark.parametrize(("text", "values"), [row[1:] for row in LISTED], ids=[row[0] for row in LISTED])
def test_listed_names(text: str, values: list[str]) -> None:
    assert found(text) == values


@pytest.mark.parametrize(("text", "values"), [row[1:] for row in ANNOUNCED], ids=[row[0] for row in ANNOUNCED])
def test_announced_names(text: str, values: list[str]) -> None:
    assert found(text) == values


@pytest.mark.parametrize(("text", "values"), [row[1:] for row in COMPLETED], ids=[row[0] for row in COMPLETED])
def test_completed_names(text: str, values: list[str]) -> None:
    assert found(text) == values


@pytest.mark.parametrize(("text", "values"), [row[1:] for row in AREAS], ids=[row[0] for row in AREAS])
def test_areas(text: str, values: list[str]) -> None:
    assert found(text, areas=True) == values


@pytest.mark.parametrize("text", [row[1] for row in NO_PLACES], ids=[row[0] for row in NO_PLACES])
def test_no_places(text: str) -> None:
    assert found(text, areas=True) == []


@pytest.mark.parametrize(("text", "values"), [row[1:] for row in GUARDED[1:]], ids=[row[0] for row in GUARDED[1:]])
def test_names_that_are_words_too(text: str, values: list[str]) -> None:
    assert found(text) == values


def test_spans_are_the_words_of_the_original() -> None:
    text = "قُصفت بالقُورية، وبَقرص فوقاني وتحتاني"
    mentions = find_places(analyse(text), FINDER)
    assert [text[each.span.start : each.span.end] for each in mentions] == [
        "القُورية",
        "بَقرص فوقاني",
        "تحتاني",
    ]


@given(st.text(alphabet='قريةبلدمنفيولاك"«»،ـَ 3', max_size=60))
def test_any_text_is_read(text: str) -> None:
    for mention in find_places(analyse(text), FINDER):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.value
