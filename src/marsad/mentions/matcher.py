"""Listed names over the tokens of a report, with the letters written together in front taken off."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from marsad.knowledge.phrases import PhraseTable
from marsad.model.report import Span
from marsad.text.analysis import Analysis
from marsad.text.clitics import stems
from marsad.text.normalize import fold_with_map

_ARTICLE = "ال"
_WITHOUT_QUOTES = {ord(mark): " " for mark in '"“”«»„_'}


class Match(NamedTuple):
    """A listed name over the tokens `[first, last)`; `prefix` are the letters joined to its first word."""

    first: int
    last: int
    prefix: str
    stem: str


def longest_match(
    phrases: PhraseTable, words: Sequence[str], at: int, readings: Sequence[tuple[str, str]] | None = None
) -> Match | None:
    """The longest listed name that begins in the token at `at`; of equals that with the fewest letters off.

    "وبالعشارة" is العشارة behind وب; "للنظام" is النظام behind ل.
    """
    best: Match | None = None
    for prefix, stem in stems(words[at]) if readings is None else readings:
        length = phrases.longest(words, at, stem)
        if length and (best is None or length > best.last - at):
            best = Match(at, at + length, prefix, stem)
    return best


def written(analysis: Analysis, first: int, last: int, prefix: str, stem: str) -> tuple[Span, str]:
    """Where a name stands in the original without the prefix, and how it is written there.

    The article that لل swallowed is given back to the value: للعشارة is العشارة.
    """
    token = analysis.tokens[first]
    start, end = token.start, analysis.tokens[last - 1].end
    if prefix:
        start = _after_prefix(analysis.content, token.start, token.end, len(prefix))
    value = " ".join(analysis.content[start:end].translate(_WITHOUT_QUOTES).split())
    if prefix.endswith("ل") and stem.startswith(_ARTICLE) and token.text == prefix + "ل" + stem[len(_ARTICLE) :]:
        value = _ARTICLE + value[1:]
    return Span(start, end), value


def _after_prefix(content: str, start: int, end: int, letters: int) -> int:
    """Where the original goes on after so many folded letters; marks on a letter go with it."""
    folded = fold_with_map(content[start:end])
    return start + (folded.starts[letters] if letters < len(folded.starts) else 0)


def known_readings(word: str, *tables: Container[str]) -> tuple[tuple[str, str], ...]:
    """The readings of a word whose stem begins something in one of the tables."""
    return tuple((prefix, stem) for prefix, stem in stems(word) if any(stem in table for table in tables))
