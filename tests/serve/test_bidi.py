import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.serve.cli.bidi import CONTROLS, is_right_to_left, shape, visual_order

ZERO_WIDTH_NON_JOINER = "\u200c"
LAM_ALEF_ISOLATED = "\ufefb"
LAM_ALEF_FINAL = "\ufefc"


def turned(text: str, *, right_to_left: bool = True) -> str:
    """Visual order, with letters named by their base: shapes are another test."""
    glyphs = visual_order(text, right_to_left=right_to_left)
    return "".join(text[glyph.at] for glyph in glyphs)


@pytest.mark.parametrize(
    ("logical", "visual"),
    [
        pytest.param("قصف", "فصق", id="a word"),
        pytest.param("قصف حلب", "بلح فصق", id="two words"),
        pytest.param("قصف 12 مرة", "ةرم 12 فصق", id="number keeps its order"),
        pytest.param("عام ٢٠٢٤", "٢٠٢٤ ماع", id="Arabic-Indic number keeps its order"),
        pytest.param("نسبة 3.5% فقط", "طقف %3.5 ةبسن", id="number after Arabic, percent sign on its left"),
        pytest.param("قال BBC News أمس", "سمأ BBC News لاق", id="Latin words keep their order"),
        pytest.param("قصف.", ".فصق", id="full stop at the left end"),
    ],
)
def test_right_to_left_lines(logical: str, visual: str) -> None:
    assert turned(logical) == visual


def test_left_to_right_line_with_an_arabic_word() -> None:
    assert turned("in حلب now", right_to_left=False) == "in بلح now"


def test_brackets_face_the_other_way() -> None:
    glyphs = visual_order("(قصف)", right_to_left=True)
    assert glyphs[0].text == "("
    assert glyphs[-1].text == ")"


@pytest.mark.parametrize(
    ("text", "shaped"),
    [
        pytest.param("بب", "\ufe91\ufe90", id="initial and final"),
        pytest.param("ببب", "\ufe91\ufe92\ufe90", id="medial"),
        pytest.param("ب", "\ufe8f", id="isolated"),
        pytest.param("دب", "\ufea9\ufe8f", id="dal joins nothing behind it"),
        pytest.param("لا", LAM_ALEF_ISOLATED, id="lam alef"),
        pytest.param("بلا", "\ufe91" + LAM_ALEF_FINAL, id="lam alef after a letter"),
        pytest.param("ب" + ZERO_WIDTH_NON_JOINER + "ب", "\ufe8f\ufe8f", id="kept apart"),
        pytest.param("بَب", "\ufe91\u064e\ufe90", id="mark stays on its letter"),
        pytest.param("ABC", "ABC", id="Latin"),
    ],
)
def test_shapes(text: str, shaped: str) -> None:
    assert "".join(glyph.text for glyph in shape(text)) == shaped


def test_emoji_stay_whole() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    flag = "\U0001f1f8\U0001f1fe"
    assert [glyph.text for glyph in visual_order(f"{family}ب{flag}", right_to_left=True)] == [
        flag,
        "\ufe8f",
        family,
    ]


def test_direction_is_that_of_the_first_letter() -> None:
    assert is_right_to_left("12 قصف BBC")
    assert not is_right_to_left("12 BBC قصف")
    assert not is_right_to_left("12")


@given(st.text(), st.booleans())
def test_nothing_is_lost(text: str, right_to_left: bool) -> None:
    glyphs = visual_order(text, right_to_left=right_to_left)
    assert len({glyph.at for glyph in glyphs}) == len(glyphs)
    assert {text[glyph.at] for glyph in glyphs}.isdisjoint(CONTROLS)
