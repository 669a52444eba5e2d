"""Light forms of words, by which words are counted alike."""

import pytest

from marsad.knowledge import load_knowledge
from marsad.text.normalize import fold

ROWS = [
    ("article", "القصف", "قصف"),
    ("and with article", "والقصف", "قصف"),
    ("by", "بقصف", "قصف"),
    ("town is no compound of ب", "بلدات", "بلدات"),
    ("ministry is no compound of و", "وزارة", "وزارة"),
    ("Palestine is no compound of ف", "فلسطين", "فلسطين"),
    ("Lebanon is no compound of ل", "لبنان", "لبنان"),
]


@pytest.mark.parametrize(("word", "light"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_lighten(word: str, light: str) -> None:
    assert load_knowledge().words.lighten(fold(word)) == fold(light)


def test_like_words_share_a_class() -> None:
    words = load_knowledge().words
    assert words.classes("غارات")[0] == words.classes("غاره")[0] != ""
    assert words.classes("no such word") == ("", "")
