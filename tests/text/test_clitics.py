"""Prefixes, the article, and pronouns at the end."""

import pytest

from marsad.text.clitics import stems, strip_pronoun, without_article

STEMS = [
    ("three-readings", "وبالعشاره", ("وب", "العشاره")),
    ("and", "وقتل", ("و", "قتل")),
    ("for-the", "للنظام", ("ل", "النظام")),
    ("and-for-the", "وللنظام", ("ول", "النظام")),
    ("for-a-name-in-lam", "لليبيا", ("ل", "ليبيا")),
    ("future", "سيقتل", ("س", "يقتل")),
    ("and-future", "وسيقتل", ("وس", "يقتل")),
    ("like", "كالنظام", ("ك", "النظام")),
    ("whole", "مدينه", ("", "مدينه")),
]

PRONOUNS = [
    ("their-death", "مقتلهم", "مقتل"),
    ("his-wife", "زوجته", "زوجه"),
    ("their-dead", "قتلاهم", "قتلي"),
    ("its-members", "عناصرها", "عناصر"),
    ("his-sons", "ابناوه", "ابناء"),
    ("their-death-of-two", "مصرعهما", "مصرع"),
]


@pytest.mark.parametrize(("word", "reading"), [row[1:] for row in STEMS], ids=[row[0] for row in STEMS])
def test_stems(word: str, reading: tuple[str, str]) -> None:
    readings = stems(word)
    assert readings[0] == ("", word)
    assert reading in readings


@pytest.mark.parametrize("word", ["و", "في", "سوريا", "سلام"])
def test_short_and_plain_words_keep_their_letters(word: str) -> None:
    assert ("س", word[1:]) not in stems(word)
    assert all(len(stem) >= min(2, len(word)) for _, stem in stems(word))


@pytest.mark.parametrize(("word", "stem"), [row[1:] for row in PRONOUNS], ids=[row[0] for row in PRONOUNS])
def test_pronouns(word: str, stem: str) -> None:
    assert strip_pronoun(word)[0] == stem


def test_article() -> None:
    assert without_article("الجنود") == "جنود"
    assert without_article("الان") == "الان"
