"""Folding, and the way back from folded letters to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.normalize import fold, fold_with_map

FOLDS = [
    ("hamza-forms", "أحمد إدلب آمد ٱلله", "احمد ادلب امد الله"),
    ("hamza-seats", "مسؤول رئيس", "مسوول رييس"),
    ("lone-hamza-stays", "سماء", "سماء"),
    ("alef-maksura", "مستشفى", "مستشفي"),
    ("teh-marbuta", "الحسكة", "الحسكه"),
    ("diacritics", "قُتِلَ مَدَنيٌّ", "قتل مدني"),
    ("tatweel-inside", "الرقـــة", "الرقه"),
    ("presentation-forms", "\ufee3\ufeaa\ufee7\ufef2", "مدني"),
    ("ligature-lam-alef", "\ufefb\ufe8f", "لاب"),
    ("ligature-allah", "\ufdf2", "الله"),
    ("zero-width-and-bidi", "دا\u200cعش\u200f \u202bقسد\u202c", "داعش قسد"),
    ("arabic-indic-digits", "٣٤", "34"),
    ("persian-digits", "۳۴", "34"),
    ("arabic-separators", "٣٬٢٠٠٫٥", "3,200.5"),
    ("persian-letters", "گرمسیر پ چ", "كرمسير ب ج"),
    ("latin-lower-case", "YPG", "ypg"),
]


@pytest.mark.parametrize(("arabic", "folded"), [row[1:] for row in FOLDS], ids=[row[0] for row in FOLDS])
def test_fold(arabic: str, folded: str) -> None:
    assert fold(arabic) == folded


def test_span_takes_the_diacritics_of_its_letters() -> None:
    text = "في حِمْص"
    folded = fold_with_map(text)
    start = folded.text.index("حمص")
    span = folded.span(start, start + 3)
    assert text[span.start : span.end] == "حِمْص"


def test_span_of_a_ligature_is_the_ligature() -> None:
    folded = fold_with_map("عبد \ufdf2")
    assert folded.text == "عبد الله"
    assert folded.span(4, 8) == folded.span(5, 6)


@given(st.text())
def test_every_folded_letter_comes_from_its_original(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    for position, letter in enumerate(folded.text):
        span = folded.span(position, position + 1)
        assert letter in fold(text[span.start : span.end])


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
