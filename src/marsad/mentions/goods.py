"""Goods, money and people that move: the words of the goods table in a text."""

from marsad.knowledge.ties import Goods, TieWords
from marsad.model import Mention, MentionKind, Span
from marsad.text.analysis import Analysis


def find_goods(text: Analysis, words: TieWords) -> list[Mention]:
    """What a flow may carry, in text order: "تهريب المحروقات والمواد الغذائية" gives both goods.

    `rule` names the class of goods; people who flee or are moved count as goods of a flow.
    """
    found: list[Mention] = []
    tokens, known = text.tokens, words.goods
    free = 0
    for n, token in enumerate(tokens):
        entries = known.get(token.text)
        if entries is None or n < free:
            continue
        goods = next((entry for entry in entries if _follows(text, n + 1, entry)), None)
        if goods is None:
            continue
        free = n + 1 + len(goods.rest)
        span = Span(_after_clitics(text, n, goods.letters), tokens[free - 1].end)
        value = text.content[span.start : span.end]
        if goods.letters and token.text[goods.letters - 1 : goods.letters + 1] == "لل":
            value = "ا" + value
        found.append(Mention(kind=MentionKind.GOODS, span=span, value=value, rule=f"goods:{goods.kind}"))
    return found


def _follows(text: Analysis, n: int, goods: Goods) -> bool:
    return not goods.rest or tuple(token.text for token in text.tokens[n : n + len(goods.rest)]) == goods.rest


def _after_clitics(text: Analysis, n: int, letters: int) -> int:
    """Where a word goes on behind its clitics; marks on them are passed over too."""
    token = text.tokens[n]
    start = token.start
    while letters and start < token.end - 1:
        letters -= text.content[start].isalpha()
        start += 1
    while start < token.end - 1 and not text.content[start].isalpha():
        start += 1
    return start
