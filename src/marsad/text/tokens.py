"""Words, numbers and marks of a text: folded letters for matching, offsets into the untouched original."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from marsad.text.normalize import TATWEEL, fold, fold_word

_ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u0870-\u088e\u0898-\u08ff\ufb50-\ufd3d\ufd40-\ufdfb\ufe70-\ufefc"
)
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_TOKEN = re.compile(
    rf"(?P<arabic>[{_ARABIC}](?:[{_ARABIC}{_INVISIBLE}]*[{_ARABIC}])?)"
    r"|\d+(?:[.,\u066b\u066c]\d+)*"
    rf"|[^\W\d_{_ARABIC}](?:[^\W\d_{_ARABIC}]|[\u0300-\u036f])*"
    rf"|[^\s_{_INVISIBLE}]"
)
# What may stand between the letters of a word that hides from a platform's filter: "د ا ع ش", "ق.س.د".
_GAPS = frozenset(("", " ", "  ", "\u00a0", ".", "_", "-", "*", "/"))
_SHORTEST_SPELLING = 3
_LONGEST_WORD = 40  # longer ones are not remembered by the fold


class Token(NamedTuple):
    """A folded word or one punctuation mark, at `[start, end)` of the original."""

    text: str
    start: int
    end: int


def tokenize(content: str) -> list[Token]:
    """Words, numbers and single marks; borders of script and digit part "15عنصرا" into 15 and عنصرا.

    >>> [token.text for token in tokenize("#درع_الفرات: 1,200 عنصراً")]
    ['#', 'درع', 'الفرات', ':', '1,200', 'عنصرا']
    """
    tokens: list[Token] = []
    spelled: list[int] = []
    for match in _TOKEN.finditer(content):
        word = match.group()
        folded = fold_word(word) if len(word) <= _LONGEST_WORD else fold(word)
        if not folded:
            continue
        if match.lastgroup and (len(folded) == 1 or word[0] == TATWEEL):
            spelled.append(len(tokens))
        tokens.append(Token(folded, match.start(), match.end()))
    return _join_spelled(content, tokens, spelled) if spelled else tokens


def _join_spelled(content: str, tokens: list[Token], spelled: Sequence[int]) -> list[Token]:
    """The tokens with every word that was spelled letter by letter made one: "د ا عـ ـش" is داعش.

    `spelled` are the candidates: single letters, and parts that begin with a tatweel.
    """
    joined: list[Token] = []
    done = 0
    for candidate in spelled:
        if candidate < done:
            continue
        first, last = _spelling_around(content, tokens, candidate, done)
        joined.extend(tokens[done:first])
        if last - first > 1:
            text = "".join(token.text for token in tokens[first:last] if token.text.isalpha())
            joined.append(Token(text, tokens[first].start, tokens[last - 1].end))
        else:
            joined.extend(tokens[first:last])
        done = last
    joined.extend(tokens[done:])
    return joined


def _spelling_around(content: str, tokens: Sequence[Token], candidate: int, done: int) -> tuple[int, int]:
    """The tokens `[first, last)` that spell one word around `candidate`; else the candidate alone."""
    first, last, letters = candidate, candidate + 1, 1
    if (
        content[tokens[candidate].start] == TATWEEL
        and candidate > done
        and _tied(content, tokens[candidate - 1], tokens[candidate])
    ):
        first, letters = candidate - 1, _SHORTEST_SPELLING
    while last < len(tokens):
        left, right = tokens[last - 1], tokens[last]
        if _tied(content, left, right):
            letters = _SHORTEST_SPELLING
            last += 1
            continue
        step = _next_letter(content, tokens, last, left)
        if step is None:
            break
        last = step
        letters += 1
    return (first, last) if letters >= _SHORTEST_SPELLING else (candidate, candidate + 1)


def _tied(content: str, left: Token, right: Token) -> bool:
    """Whether tatweels on both sides hold two parts of a word together: "عـ ـش"."""
    return (
        right.start - left.end <= 2
        and content[left.end - 1] == TATWEEL
        and content[right.start] == TATWEEL
        and "\n" not in content[left.end : right.start]
    )


def _next_letter(content: str, tokens: Sequence[Token], at: int, left: Token) -> int | None:
    """The token after the next single letter of a spelling, or None where the spelling ends."""
    if len(left.text) != 1 or not left.text.isalpha():
        return None
    for position in range(at, min(at + 2, len(tokens))):
        right = tokens[position]
        if len(right.text) == 1 and right.text.isalpha() and content[left.end : right.start] in _GAPS:
            return position + 1
    return None
