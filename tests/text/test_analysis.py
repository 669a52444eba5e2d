"""Words, sentences, clauses and quotations, on sentences from the news and on any string."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text import analyse, find_numbers

WORDS = [
    ("marks-are-words", "قتل (طفل).", ["قتل", "(", "طفل", ")", "."]),
    ("clitics-stay", "وبالعشارة", ["وبالعشاره"]),
    ("digit-border", "15عنصراً", ["15", "عنصرا"]),
    ("script-border", "قسدSDF", ["قسد", "sdf"]),
    ("hashtag", "#درع_الفرات", ["#", "درع", "الفرات"]),
    ("thousands-comma", "1,200 نازح", ["1,200", "نازح"]),
    ("thousands-arabic", "٣٬٢٠٠", ["3,200"]),
    ("list-comma-is-a-mark", "3، 4", ["3", "،", "4"]),
    ("dotted-date", "13.1.2018", ["13.1.2018"]),
    ("clock", "10:30", ["10", ":", "30"]),
    ("spelled-with-spaces", "عناصر د ا عـ ـش هاجموا", ["عناصر", "داعش", "هاجموا"]),
    ("spelled-with-dots", "عناصر ق.س.د هاجموا", ["عناصر", "قسد", "هاجموا"]),
    ("tied-by-tatweel", "حزب قـ ـسد", ["حزب", "قسد"]),
    ("lone-and-stays", "قصف و تدمير", ["قصف", "و", "تدمير"]),
    ("initial-stays", "د. علي", ["د", ".", "علي"]),
    ("tatweel-alone-is-nothing", "قال ـ أمس", ["قال", "امس"]),
    ("nothing", " \n\u200f ", []),
]

SENTENCES = [
    ("full-stops", "قتل طفل. وأصيب آخر.", ["قتل طفل.", "وأصيب آخر."]),
    ("line-end", "عنوان بلا نقطة\nقتل طفل", ["عنوان بلا نقطة", "قتل طفل"]),
    (
        "question-and-exclamation",
        "من قصف البلدة؟ لا أحد يعرف! انتهى",
        ["من قصف البلدة؟", "لا أحد يعرف!", "انتهى"],
    ),
    ("decimal", "على بعد 3.5 كيلومتر. انتهى", ["على بعد 3.5 كيلومتر.", "انتهى"]),
    ("initial", "قال د. علي أمس. انتهى", ["قال د. علي أمس.", "انتهى"]),
    ("address", "نشر موقع www.example.org الخبر", ["نشر موقع www.example.org الخبر"]),
    ("no-space-after-stop", "قتل طفل.وأصيب آخر", ["قتل طفل.", "وأصيب آخر"]),
    ("item-number", "1. قصف على البلدة", ["1. قصف على البلدة"]),
    ("stop-in-quotation", "قال «انسحبنا.» ومضى", ["قال «انسحبنا.»", "ومضى"]),
    ("two-dots-go-on", "حماة.. قتيل بانفجار لغم", ["حماة.. قتيل بانفجار لغم"]),
    ("year-before-stop", "منذ عام 2016. وقال", ["منذ عام 2016.", "وقال"]),
]

CLAUSES = [
    ("comma", "قصف البلدة، أصيب طفل", ["قصف البلدة،", "أصيب طفل"]),
    ("connective", "قصف البلدة فيما أصيب طفل", ["قصف البلدة", "فيما أصيب طفل"]),
    ("connective-pair", "انفجر لغم ما أدى لمقتل طفل", ["انفجر لغم", "ما أدى لمقتل طفل"]),
    ("connective-with-and", "قصف البلدة وبينما هربوا", ["قصف البلدة", "وبينما هربوا"]),
    ("brackets", "في آب (أغسطس) الماضي", ["في آب (", "أغسطس)", "الماضي"]),
    ("clock-is-one-clause", "عند 10:30 صباحا", ["عند 10:30 صباحا"]),
    ("two-dots", "حماة.. قتيل بلغم", ["حماة..", "قتيل بلغم"]),
]

DEPTHS = [
    ("guillemets", "قال «انسحبنا» ومضى", "01110"),
    ("straight", 'قال "انسحبنا" ومضى', "01110"),
    ("curly", "قال “انسحبنا” ومضى", "01110"),
    ("curly-reversed", "قال ”انسحبنا“ ومضى", "01110"),
    ("curly-after-clitic", "لـ”نورث برس” أمس", "011110"),
    ("nested", "قال «إن “قسد” انسحبت» ومضى", "011222110"),
    ("unclosed-ends-with-the-line", "قال «انسحبنا\nومضى", "0110"),
    ("stray-close", "انسحبنا» ومضى", "000"),
]


@pytest.mark.parametrize(("arabic", "words"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_words(arabic: str, words: list[str]) -> None:
    assert [token.text for token in analyse(arabic).tokens] == words


def test_a_spelled_word_spans_all_its_letters() -> None:
    text = "عناصر د ا عـ ـش هاجموا"
    analysis = analyse(text)
    span = analysis.span(1, 2)
    assert text[span.start : span.end] == "د ا عـ ـش"


@pytest.mark.parametrize(("arabic", "parts"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_sentences(arabic: str, parts: list[str]) -> None:
    analysis = analyse(arabic)
    spans = [analysis.span(first, last) for first, last in analysis.sentences]
    assert [arabic[span.start : span.end] for span in spans] == parts


@pytest.mark.parametrize(("arabic", "parts"), [row[1:] for row in CLAUSES], ids=[row[0] for row in CLAUSES])
def test_clauses(arabic: str, parts: list[str]) -> None:
    analysis = analyse(arabic)
    found: dict[int, list[int]] = {}
    for position, clause in enumerate(analysis.clause_of):
        found.setdefault(clause, []).append(position)
    spans = [analysis.span(places[0], places[-1] + 1) for places in found.values()]
    assert [arabic[span.start : span.end] for span in spans] == parts


@pytest.mark.parametrize(("arabic", "depths"), [row[1:] for row in DEPTHS], ids=[row[0] for row in DEPTHS])
def test_quotation_depths(arabic: str, depths: str) -> None:
    assert "".join(map(str, analyse(arabic).depth)) == depths


@given(st.text() | st.text(alphabet='ودعش 13.,:«»“”"-ـ\n\u200f'))
def test_any_string_can_be_analysed(text: str) -> None:
    analysis = analyse(text)
    size = len(analysis.tokens)
    end = 0
    for token in analysis.tokens:
        assert token.text
        assert end <= token.start < token.end <= len(text)
        end = token.end
    assert len(analysis.sentence_of) == len(analysis.clause_of) == len(analysis.depth) == size
    assert [place for first, last in analysis.sentences for place in range(first, last)] == list(range(size))
    assert analysis.clause_of == sorted(analysis.clause_of)
    assert all(depth >= 0 for depth in analysis.depth)
    floor = 0
    for number in find_numbers(analysis.tokens):
        assert floor <= number.first < number.last <= size
        assert number.min >= 0
        assert number.max is None or number.max >= number.min
        floor = number.last


HOSTILE = ["و", "و ", '"', "«", "»", "“ ", "عـ ـش ", "1.", "ا\u200f", "ثلاثة و", "آلاف ", "a.b", "على الأقل "]


@pytest.mark.parametrize("piece", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.perf_counter()
    find_numbers(analyse(text).tokens)
    assert time.perf_counter() - start < 5


TITLES = [
    ("no title", "", "قصف على سرمين. قتل مدني.", [0, 4, 3]),
    ("one sentence", "قصف على سرمين", "قتل مدني.", [3, 3]),
    ("two sentences are one title", "قصف على سرمين. قتلى؟", "قتل مدني.", [6, 3]),
    ("nothing but a title", "قصف على سرمين", "", [3]),
]


@pytest.mark.parametrize(("title", "text", "sizes"), [row[1:] for row in TITLES], ids=[row[0] for row in TITLES])
def test_the_title_is_sentence_0_and_may_be_empty(title: str, text: str, sizes: list[int]) -> None:
    analysis = analyse(f"{title}\n{text}", len(title))
    assert [last - first for first, last in analysis.sentences] == sizes
    assert len(analysis.sentence_of) == len(analysis.tokens)
