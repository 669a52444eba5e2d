"""Goods, money and people that move: the words of the goods table in a text."""

from marsad.knowledge.ties import TieWords
from marsad.model import Mention, MentionKind, Span
from marsad.text.analysis import Analysis

_SWALLOWED = "لل"


def find_goods(text: Analysis, words: TieWords) -> list[Mention]:
    """What a flow may carry, in text order: "تهريب المحروقات والمواد الغذائية" gives both goods.

    `rule` names the class of goods; people who flee or are moved count as goods of a flow.
    """
    found: list[Mention] = []
    tokens = text.tokens
    n = 0
    while n < len(tokens):
        match = _at(text, n, words)
        if match is None:
            n += 1
            continue
        end, kind, clitic = match
        span = Span(tokens[n].start + clitic, tokens[end - 1].end)
        found.append(
            Mention(kind=MentionKind.GOODS, span=span, value=text.content[span.start : span.end], rule=f"goods:{kind}")
        )
        n = end
    return found


def _at(text: Analysis, n: int, words: TieWords) -> tuple[int, str, int] | None:
    """The longest goods name that begins at token `n`: its end, its class, and how many letters of clitics it has."""
    word = text.tokens[n].text
    for first, cut in _readings(word):
        for rest, kind in words.goods.get(first, ()):
            end = n + 1 + len(rest)
            if tuple(token.text for token in text.tokens[n + 1 : end]) == rest:
                return end, kind, cut
    return None


def _readings(word: str) -> list[tuple[str, int]]:
    """A word as it stands and without its clitics: بالمحروقات, للمدنيين."""
    found = [(word, 0)]
    for clitic in ("و", "ب", "ل", "ف", "ك"):
        if word.startswith(clitic) and len(word) > 3:
            found.append((word[1:], 1))
            inner = word[1:]
            if inner[0] in "بل" and len(inner) > 3:
                found.append((inner[1:], 2))
    if word.startswith(_SWALLOWED) and len(word) > 4:
        found.append(("ا" + word[1:], 1))
    return found
