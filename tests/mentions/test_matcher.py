"""Listed names over tokens, with the letters in front taken off."""

import pytest

from marsad.knowledge.phrases import PhraseTable
from marsad.mentions.matcher import longest_match, written
from marsad.text.analysis import analyse

TABLE = PhraseTable(["تل ابيض", "تل ابيض الغربي", "العشاره", "ليبيا"])

MATCHES = [
    ("longest", "تل أبيض الغربي", 3, "تل أبيض الغربي"),
    ("prefix-of-two", "وبالعشارة", 1, "العشارة"),
    ("swallowed-article", "للعشارة", 1, "العشارة"),
    ("name-in-lam", "لليبيا", 1, "ليبيا"),
    ("diacritics-on-the-prefix", "وَبِالعشارة", 1, "العشارة"),
    ("tatweel", "بـالعشـارة", 1, "العشـارة"),
]


@pytest.mark.parametrize(("text", "length", "value"), [row[1:] for row in MATCHES], ids=[row[0] for row in MATCHES])
def test_longest_match(text: str, length: int, value: str) -> None:
    analysis = analyse(text)
    match = longest_match(TABLE, [token.text for token in analysis.tokens], 0)
    assert match is not None
    assert match.last - match.first == length
    span, read = written(analysis, match.first, match.last, match.prefix, match.stem)
    assert read == value
    assert span.end == len(text)


def test_no_match_inside_a_longer_word() -> None:
    analysis = analyse("العشاريون")
    assert longest_match(TABLE, [token.text for token in analysis.tokens], 0) is None


def test_phrases_know_their_first_words() -> None:
    assert "تل" in TABLE
    assert "ابيض" not in TABLE
    assert len(TABLE) == 4
