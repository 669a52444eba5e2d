"""Persons in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge.persons import load_person_words
from marsad.mentions.persons import PersonFinder, find_persons
from marsad.text.analysis import analyse

FINDER = PersonFinder(load_person_words())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("قُتل العقيد ماهر السالم أمس", ["ماهر السالم"], id="rank-and-name"),
        pytest.param("العميد الركن سامر حسن الدالي قال", ["سامر حسن الدالي"], id="two-titles"),
        pytest.param("اغتيال القيادي أبو حمزة الشامي", ["أبو حمزة الشامي"], id="kunya-with-nisba"),
        pytest.param("انفجار قرب بلدة أبو حمام", [], id="kunya-of-a-village"),
        pytest.param("وصل أبومصعب إلى الموقع", ["أبومصعب"], id="kunya-in-one-word"),
        pytest.param("قائد الفصيل في الريف، فراس الحمد", ["فراس الحمد"], id="name-after-a-comma"),
        pytest.param('المدعو "الذيب" هرب', ["الذيب"], id="called-in-quotation-marks"),
        pytest.param("قضى محمد عبد الله وأحمد الخالد", ["محمد عبد الله", "أحمد الخالد"], id="list-of-names"),
        pytest.param("تقدمت قوات حفتر", ["حفتر"], id="leader-by-short-name"),
        pytest.param("سيطرت على كامل المدينة", [], id="everyday-words-that-are-names"),
        pytest.param("قُتل على الحدود", [], id="upon-is-not-ali"),
        pytest.param("القيادي في الحركة نفى", [], id="title-without-name"),
        pytest.param("اللواء الخامس انسحب", [], id="brigade-is-no-general"),
        pytest.param("قُتل الملازم كريسبوس موتالا", ["كريسبوس موتالا"], id="foreign-name-after-a-rank"),
    ],
)
def test_persons(text: str, values: list[str]) -> None:
    assert [mention.value for mention in find_persons(analyse(text), FINDER)] == values


@pytest.mark.parametrize("text", ["", "أبو", "عبد", "العقيد", 'المدعو "', "محمد " * 200])
def test_odd_texts_are_survived(text: str) -> None:
    find_persons(analyse(text), FINDER)


@given(
    st.lists(
        st.sampled_from(
            [
                "قوات",
                "النظام",
                "«",
                "»",
                '"',
                "لل",
                "و",
                "التنظيم",
                "الموالية",
                "للنظام",
                "من",
                "الروسي",
                "35",
                "#",
                "لواء",
                "أبو",
                "محمد",
                "العقيد",
                "المدعو",
                "عبد",
                "بن",
                "قصف",
                "\n",
                "،",
                "الـ",
            ]
        )
    ).map(" ".join)
    | st.text()
)
def test_spans_stay_inside_any_text(text: str) -> None:
    for mention in find_persons(analyse(text), FINDER):
        assert mention.value
        assert mention.span.end <= len(text)


def test_quotation_marks_alone_name_nobody() -> None:
    assert find_persons(analyse("المدعو « « «"), FINDER) == []
