"""Mentions of facilities by name: حاجز الكم, مطار دير الزور العسكري, قاعدة "عين الأسد" الجوية."""

from collections.abc import Iterable

from marsad.knowledge.place_words import FacilityWords
from marsad.mentions.matcher import written
from marsad.model.codes import MentionKind
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis
from marsad.text.clitics import stems

_QUOTES = frozenset("\"“”«»'‘’„")


def find_facilities(analysis: Analysis, places: Iterable[Mention], words: FacilityWords) -> list[Mention]:
    """The named facilities of a text; `places` are its mentions of places, which facilities are named after.

    "قصف مطار دير الزور العسكري" gives مطار دير الزور العسكري.
    """
    ends = _ends_of(analysis, places)
    found: list[Mention] = []
    at = 0
    while at < len(analysis.tokens):
        end = 0
        for prefix, stem in stems(analysis.tokens[at].text):
            if stem in words.kinds and (end := _name_end(analysis, at + 1, ends, words)):
                span, value = written(analysis, at, end, prefix, stem)
                rule = words.kinds[stem]
                found.append(Mention(kind=MentionKind.FACILITY, span=span, value=value, rule=rule))
                break
        at = end or at + 1
    return found


def _ends_of(analysis: Analysis, places: Iterable[Mention]) -> dict[int, int]:
    """For the first token of each place, the token after it; the longest where several begin together."""
    token_at = {token.start: number for number, token in enumerate(analysis.tokens)}
    after = {token.end: number + 1 for number, token in enumerate(analysis.tokens)}
    ends: dict[int, int] = {}
    for place in places:
        first, last = token_at.get(place.span.start), after.get(place.span.end)
        if first is not None and last is not None:
            ends[first] = max(last, ends.get(first, 0))
    return ends


def _name_end(analysis: Analysis, at: int, places: dict[int, int], words: FacilityWords) -> int:
    """The token after the name that begins at `at`: a place, a definite word or what stands in quotation marks; or 0."""
    tokens = analysis.tokens
    quoted = at < len(tokens) and tokens[at].text in _QUOTES
    start = at + 1 if quoted else at
    if start >= len(tokens):
        return 0
    end = places.get(start, 0) or _unlisted_end(analysis, start, words, quoted=quoted)
    if not end:
        return 0
    if quoted and end < len(tokens) and tokens[end].text in _QUOTES:
        end += 1
    while end < len(tokens) and tokens[end].text in words.adjectives:
        end += 1
    return end


def _unlisted_end(analysis: Analysis, at: int, words: FacilityWords, *, quoted: bool) -> int:
    """The token after an unlisted name: [الكم], [الإمام الصادق]; an adjective alone is none: قاعدة عسكرية."""
    tokens = analysis.tokens
    word = tokens[at].text
    if word in words.adjectives or not word.isalpha() or not (quoted or word.startswith("ال") or word in words.heads):
        return 0
    if word in words.heads:
        return at + 2 if at + 1 < len(tokens) and tokens[at + 1].text.isalpha() else 0
    return at + 1
