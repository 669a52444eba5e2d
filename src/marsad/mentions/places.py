"""Mentions of places: listed names, names that a kind word announces, areas around a name, completed names.

"قرى وبلدات العشارة وصبيخان", "ريف دير الزور الشرقي", "بقرص فوقاني وتحتاني".
"""

from collections.abc import Sequence
from typing import NamedTuple

from marsad.knowledge.place_words import KindWord
from marsad.mentions.matcher import written
from marsad.mentions.place_names import AND, ARTICLE, PREPOSITIONS, PlaceFinder, Where
from marsad.model.codes import MentionKind
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis

__all__ = ["ANNOUNCED", "AREA", "COMPLETED", "LISTED", "PlaceFinder", "find_places"]

LISTED, ANNOUNCED, AREA, COMPLETED, BETWEEN = "gazetteer", "kind word", "area", "completed", "list"
_COMMAS = frozenset("،,")
_QUOTES = frozenset("\"“”«»'‘’„")
_KUNYAS = frozenset(("ابو", "ابي", "ابا"))
_LOOSE_AREAS = frozenset(("وسط", "محيط", "اطراف", "اقصي"))
_LONGEST_QUOTED_NAME = 3


class _Name(NamedTuple):
    """A name over the tokens `[first, last)`, behind the letters `prefix` of its first token."""

    first: int
    last: int
    prefix: str
    stem: str
    rule: str


def find_places(analysis: Analysis, finder: PlaceFinder) -> list[Mention]:
    """All mentions of places in a report, in the order of the text.

    "اشتباكات في بلدتي غرانيج والكشكية" gives غرانيج and الكشكية.
    """
    return _Reading(finder, analysis).places()


class _Reading:
    """One pass over one report."""

    def __init__(self, finder: PlaceFinder, analysis: Analysis) -> None:
        self.finder = finder
        self.lists = finder.words
        self.analysis = analysis
        self.words: list[str] = [token.text for token in analysis.tokens]
        self.found: list[Mention] = []
        self.list_from = -2  # the token after the last name: a list goes on from there

    def places(self) -> list[Mention]:
        at, readings = 0, self.finder.readings
        while at < len(self.words):
            known = readings(self.words[at])
            end = self._read(at, known) if known else 0
            at = self._go_on(end) if end else at + 1
        self.found.sort(key=lambda mention: (mention.span.start, -mention.span.end))
        return self.found

    def _read(self, at: int, readings: Sequence[tuple[str, str]]) -> int:
        """Read what begins at a token; the token to go on from, or 0."""
        match = self.finder.listed(self.words, at, readings)
        if match is None or match.last - at == 1:
            for prefix, stem in readings:
                if stem in self.lists.areas and (end := self._read_area(at, prefix, stem)):
                    return end
                kind = self.lists.kinds.get(stem)
                if kind and self.finder.is_kind(self.analysis, at, kind) and (end := self._read_kind(at, prefix, kind)):
                    return end
        if match is not None:
            key = " ".join((match.stem, *self.words[at + 1 : match.last]))
            if self.finder.allows(self.analysis, match, key, self._where(at, match.prefix)):
                return self._add(_Name(match.first, match.last, match.prefix, match.stem, LISTED))
        return self._read_head(at, readings)

    def _go_on(self, at: int) -> int:
        """Unlisted names between two listed ones: الحصيبة [والملاحمة] والبوعلوان."""
        while at == self.list_from and at + 1 < len(self.words) and self._is_between(at):
            at = self._add(_Name(at, at + 1, AND, self._joined(at), BETWEEN))
        return at

    def _is_between(self, at: int) -> bool:
        word, after = self._joined(at), self._joined(at + 1)
        if not self.finder.name_like(word) or word in self.lists.heads or self.finder.starts_name(word):
            return False
        match = self.finder.listed(self.words, at + 1, ((AND, after),)) if after else None
        return match is not None and self.finder.is_sure(" ".join((after, *self.words[at + 2 : match.last])))

    def _where(self, at: int, prefix: str) -> Where:
        """What stands before a name; before a person's it is the أبو of "أبو بكر البغدادي"."""
        goes_on = at <= self.list_from + 1 and prefix[:1] == AND
        if at > 1 and self.words[at - 2] in _KUNYAS:
            return Where(self.words[at - 2], goes_on)
        return Where(self.words[at - 1] if at else "", goes_on)

    def _read_head(self, at: int, readings: Sequence[tuple[str, str]]) -> int:
        """An unlisted name that its head gives away after a preposition or in a list: قرب خربة الشياب."""
        for prefix, stem in readings:
            if stem not in self.lists.strong_heads or at + 1 >= len(self.words):
                continue
            where = self._where(at, prefix)
            placed = prefix[-1:] == "ب" or (not prefix and where.before in PREPOSITIONS)
            if (placed or where.goes_on) and self.finder.name_like(self.words[at + 1]):
                return self._add(_Name(at, at + 2, prefix, stem, ANNOUNCED))
        return 0

    def _add(self, name: _Name) -> int:
        """Keep a name, with what coordination adds to it; the token after it."""
        first, last = name.first, name.last
        while last < len(self.words) and self.words[last] in self.lists.modifiers and last - first < 3:
            last += 1
        span, value = written(self.analysis, first, last, name.prefix, name.stem)
        self.found.append(Mention(kind=MentionKind.PLACE, span=span, value=value, rule=name.rule))
        if last - first > 1 and self.words[last - 1] in self.lists.modifiers:
            last = self._complete(name, min(name.last, last - 1), last)
        self.list_from = last
        return last

    def _complete(self, name: _Name, base: int, last: int) -> int:
        """Names completed by coordination: after بقرص فوقاني, وتحتاني is بقرص تحتاني."""
        while last < len(self.words) and self._joined(last) in self.lists.modifiers:
            _, value = written(self.analysis, name.first, base, name.prefix, name.stem)
            span, modifier = written(self.analysis, last, last + 1, AND, self._joined(last))
            completed = f"{value} {modifier}"
            self.found.append(Mention(kind=MentionKind.PLACE, span=span, value=completed, rule=COMPLETED))
            last += 1
        return last

    def _joined(self, at: int) -> str:
        """The word at a token behind its و, or nothing."""
        return self.words[at][1:] if self.words[at][:1] == AND else ""

    # Kind words

    def _read_kind(self, at: int, prefix: str, kind: KindWord) -> int:
        """The names after a kind word: one after قرية, two after بلدتي, a list after قرى."""
        start = at + 1 if kind.number == "one" else self._more_kinds(at + 1)
        name = self._name(start, kind, first=True)
        if name is None:
            return 0
        if kind.number == "one":
            if kind.keeps == "yes" or (kind.keeps == "unlisted" and name.rule != LISTED):
                name = _Name(at, name.last, prefix, kind.word, name.rule)
            return self._add(name)
        end, count = self._add(name), 1
        while (kind.number == "many" or count < 2) and (name := self._next_name(end, kind)):
            end, count = self._add(name), count + 1
        return end

    def _more_kinds(self, at: int) -> int:
        """Skip further plural kind words: قرى [وبلدات]."""
        while at < len(self.words):
            further = self.lists.kinds.get(self._joined(at))
            if further is None or further.number == "one":
                break
            at += 1
        return at

    def _next_name(self, at: int, kind: KindWord) -> _Name | None:
        """The next name of a list, after و or a comma, and perhaps the mark that closes a quoted name."""
        if at < len(self.words) and self.words[at] in _QUOTES:
            at += 1
        if at >= len(self.words):
            return None
        if self.words[at] in _COMMAS:
            return self._name(at + 1, kind, prefixes=("", AND))
        if self.words[at] == AND:
            return self._name(at + 1, kind)
        return self._name(at, kind, prefixes=(AND,))

    def _name(self, at: int, kind: KindWord, *, prefixes: tuple[str, ...] = ("",), first: bool = False) -> _Name | None:
        """A name at a token: a listed one, one in quotation marks, or an unlisted one."""
        if at >= len(self.words):
            return None
        if self.words[at] in _QUOTES:
            return self._quoted(at)
        readings = [reading for reading in self.finder.readings(self.words[at]) if reading[0] in prefixes]
        match = self.finder.listed(self.words, at, readings)
        unlisted = self._unlisted(at, kind, prefixes) if first or kind.unknown == "any" else None
        if match is not None and (unlisted is None or match.last >= unlisted.last):
            return _Name(match.first, match.last, match.prefix, match.stem, LISTED)
        return unlisted

    def _quoted(self, at: int) -> _Name | None:
        """A name in quotation marks: بلدة "مجدل شمس"."""
        for end in range(at + 2, min(at + 3 + _LONGEST_QUOTED_NAME, len(self.words))):
            if self.words[end] in _QUOTES and self.words[at + 1].isalpha():
                listed = " ".join(self.words[at + 1 : end]) in self.finder.gazetteer
                return _Name(at + 1, end, "", self.words[at + 1], LISTED if listed else ANNOUNCED)
        return None

    def _unlisted(self, at: int, kind: KindWord, prefixes: tuple[str, ...]) -> _Name | None:
        """An unlisted name: one word, or two after a name head: خربة الشياب."""
        word, prefix = self.words[at], ""
        if "" not in prefixes or (AND in prefixes and word[:1] == AND):
            word, prefix = self._joined(at), AND
        if kind.unknown == "known" or (not prefix and word[0] == AND):
            return None
        if word in self.lists.heads:
            follows = at + 1 < len(self.words) and self.finder.name_like(self.words[at + 1])
            return _Name(at, at + 2, prefix, word, ANNOUNCED) if follows else None
        announced = self.finder.name_like(word) and self.finder.announces(kind, word)
        return _Name(at, at + 1, prefix, word, ANNOUNCED) if announced else None

    # Areas

    def _read_area(self, at: int, prefix: str, stem: str) -> int:
        """An area and the name it lies around: ريف دير الزور الشرقي, شمال غرب مدينة حماة."""
        start = at + 1
        while start < len(self.words) and self._is_direction(self.words[start]):
            start += 1
        before = len(self.found)
        end = self._read_center(start, loose=stem in _LOOSE_AREAS)
        if not end:
            return 0
        while end < len(self.words) and self._closes_area(self.words[end]):
            end += 1
        span, value = written(self.analysis, at, end, prefix, stem)
        self.found.insert(before, Mention(kind=MentionKind.PLACE, span=span, value=value, rule=AREA))
        self.list_from = end
        return end

    def _is_direction(self, word: str) -> bool:
        return word in self.lists.areas or word in self.lists.directions

    def _closes_area(self, word: str) -> bool:
        """Whether a word closes an area: ريف حلب [الشرقي], not what begins the next, ريف حلب [شرقي] سوريا."""
        bare = word[1:] if word[:1] == AND else word
        return bare.startswith(ARTICLE) and bare in self.lists.directions

    def _read_center(self, at: int, *, loose: bool) -> int:
        """The name an area lies around; the token after it, or 0; وسط and محيط stand before any noun."""
        if at >= len(self.words):
            return 0
        readings = [each for each in self.finder.readings(self.words[at]) if each[0] in ("", "ل")]
        match = self.finder.listed(self.words, at, readings)
        kind = self.lists.kinds.get(self.words[at])
        if kind is not None and (match is None or match.last - at == 1):
            return self._read_kind(at, "", kind)
        if match is None or (loose and self.lists.guards.get(match.stem) == "kind"):
            return 0
        return self._add(_Name(match.first, match.last, match.prefix, match.stem, LISTED))
