"""Mentions of facilities by name: حاجز الكم, مطار دير الزور العسكري, قاعدة "عين الأسد" الجوية."""

from collections.abc import Iterable

from marsad.mentions.matcher import written
from marsad.mentions.place_names import ARTICLE, PlaceFinder
from marsad.model.codes import MentionKind
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis
from marsad.text.clitics import stems

_QUOTES = frozenset("\"“”«»'‘’„")


def find_facilities(analysis: Analysis, places: Iterable[Mention], finder: PlaceFinder) -> list[Mention]:
    """The named facilities of a text; `places` are its mentions of places, which facilities are named after.

    "قصف مطار دير الزور العسكري" gives مطار دير الزور العسكري.
    """
    return _Reading(analysis, places, finder).facilities()


class _Reading:
    """One pass over one report."""

    def __init__(self, analysis: Analysis, places: Iterable[Mention], finder: PlaceFinder) -> None:
        self.analysis = analysis
        self.words: list[str] = [token.text for token in analysis.tokens]
        self.finder = finder
        self.lists = finder.words
        self.place_ends = _ends_of(analysis, places)

    def facilities(self) -> list[Mention]:
        found: list[Mention] = []
        at = 0
        while at < len(self.words):
            end = 0
            for prefix, stem in stems(self.words[at]):
                if stem in self.lists.facilities and (end := self._end(at, stem)):
                    span, value = written(self.analysis, at, end, prefix, stem)
                    rule = self.lists.facilities[stem]
                    found.append(Mention(kind=MentionKind.FACILITY, span=span, value=value, rule=rule))
                    break
            at = end or at + 1
        return found

    def _end(self, at: int, stem: str) -> int:
        """The token after the facility at a token, or 0: the longer of a listed name and what is read."""
        listed = self.finder.facility_names.longest(self.words, at, stem)
        return max(self._closed(at + listed) if listed else 0, self._name_end(at + 1))

    def _name_end(self, at: int) -> int:
        """The token after a name: a place, a definite word or what stands in quotation marks; or 0."""
        quoted = at < len(self.words) and self.words[at] in _QUOTES
        start = at + 1 if quoted else at
        if start >= len(self.words):
            return 0
        end = self.place_ends.get(start, 0) or self._unlisted_end(start, quoted=quoted)
        if not end:
            return 0
        if quoted and end < len(self.words) and self.words[end] in _QUOTES:
            end += 1
        return self._closed(end)

    def _closed(self, end: int) -> int:
        """The token after the adjectives that close a name: مطار المزة [العسكري]."""
        while end < len(self.words) and self.words[end] in self.lists.facility_adjectives:
            end += 1
        return end

    def _unlisted_end(self, at: int, *, quoted: bool) -> int:
        """The token after an unlisted name: [الكم], [الإمام الصادق]; قاعدة عسكرية has none."""
        word = self.words[at]
        if word in self.lists.facility_adjectives or not word.isalpha():
            return 0
        if word in self.lists.facility_heads:
            return at + 2 if at + 1 < len(self.words) and self.words[at + 1].isalpha() else 0
        return at + 1 if quoted or word.startswith(ARTICLE) else 0


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
