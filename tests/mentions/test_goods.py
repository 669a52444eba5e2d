"""Goods, money and people that flows carry. All sentences are invented."""

import pytest

from marsad.knowledge.ties import load_ties
from marsad.mentions.goods import find_goods
from marsad.text.analysis import analyse

WORDS = load_ties()

GOODS = [
    ("one after the other", "تهريب المحروقات والمواد الغذائية", ["المحروقات", "المواد الغذائية"]),
    ("behind a preposition", "محملة بالأسلحة", ["الأسلحة"]),
    ("behind لل", "نزوح للمدنيين", ["المدنيين"]),
    ("the longer name", "صهاريج النفط الخام", ["النفط الخام"]),
    ("marks on the letters", "تهريب السّلاح", ["السّلاح"]),
    ("inside another word", "مسلحون في البلدة", []),
]


@pytest.mark.parametrize(("sentence", "goods"), [row[1:] for row in GOODS], ids=[row[0] for row in GOODS])
def test_goods(sentence: str, goods: list[str]) -> None:
    assert [mention.value for mention in find_goods(analyse(sentence), WORDS)] == goods


def test_people_are_told_by_their_rule() -> None:
    (mention,) = find_goods(analyse("نزوح مئات العائلات"), WORDS)
    assert mention.rule == "goods:people"
