"""Mentions of places: listed names, names that a kind word announces, areas around a name, completed names.

"قرى وبلدات العشارة وصبيخان", "ريف دير الزور الشرقي", "بقرص فوقاني وتحتاني".
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.knowledge.gazetteer import HAMZAS, Gazetteer
from marsad.knowledge.place_words import KindWord, PlaceWords
from marsad.mentions.matcher import Match, known_readings, longest_match, written
from marsad.model.codes import MentionKind
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis

LISTED, ANNOUNCED, AREA, COMPLETED = "gazetteer", "kind word", "area", "completed"
_COMMAS = frozenset("،,")
_QUOTES = frozenset("\"“”«»'‘’„")
_AND = "و"
_PROCLITICS = frozenset("وفبل")
_SHORT = 4  # letters up to which a hamza tells two words apart
_FEMININE = ("ه", "ا", "ات")
_PRONOUNS = ("ها", "هم", "هما", "هن")
_CLITICS_BEFORE_ARTICLE = ("لل", "بال", "وال", "فال", "كال")
_LONGEST_QUOTED_NAME = 3
_PREPOSITIONS = frozenset(("في", "من", "الي", "نحو", "باتجاه", "علي", "قرب", "بين", "عبر", "داخل", "خارج", "صوب"))


class _Name(NamedTuple):
    """A name over the tokens `[first, last)`, behind the letters `prefix` of its first token."""

    first: int
    last: int
    prefix: str
    stem: str
    listed: bool


def find_places(analysis: Analysis, finder: "PlaceFinder") -> list[Mention]:
    """All mentions of places in a report, in the order of the text.

    "اشتباكات في بلدتي غرانيج والكشكية" gives غرانيج and الكشكية.
    """
    return _Reading(finder, analysis).places()


class PlaceFinder:
    """The gazetteer and the word lists made ready; remembers what each word met so far may begin."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self.gazetteer = gazetteer
        self.phrases = gazetteer.phrases
        self.words = words
        self._readings: dict[str, tuple[tuple[str, str], ...]] = {}

    def readings(self, word: str) -> tuple[tuple[str, str], ...]:
        """The readings of a word that begin a listed name, a kind word or an area."""
        known = self._readings.get(word)
        if known is None:
            if len(self._readings) > 1 << 16:
                self._readings.clear()
            known = known_readings(
                word, self.phrases, self.words.kinds, self.words.areas, self.words.strong_heads
            )
            self._readings[word] = known
        return known


class _Reading:
    """One pass over one report."""

    def __init__(self, finder: PlaceFinder, analysis: Analysis) -> None:
        self.finder = finder
        self.lists = finder.words
        self.analysis = analysis
        self.words: list[str] = [token.text for token in analysis.tokens]
        self.found: list[Mention] = []
        self.last_place_end = -2  # the token after the last mention: a list goes on from there

    def places(self) -> list[Mention]:
        at, readings = 0, self.finder.readings
        while at < len(self.words):
            known = readings(self.words[at])
            at = (self._read(at, known) if known else 0) or at + 1
        self.found.sort(key=lambda mention: (mention.span.start, -mention.span.end))
        return self.found

    def _read(self, at: int, readings: Sequence[tuple[str, str]]) -> int:
        """Read what begins at a token; the token to go on from, or 0."""
        match = self._listed(at, readings)
        if match is None or match.last - at == 1:
            for prefix, stem in readings:
                if stem in self.lists.areas and (end := self._read_area(at, prefix, stem)):
                    return end
                kind = self.lists.kinds.get(stem)
                if kind and self._written_as(at, prefix, kind.spelling) and (end := self._read_kind(at, prefix, kind)):
                    return end
        if match is None or not self._allowed(match):
            return self._read_head(at, readings)
        return self._add(_Name(match.first, match.last, match.prefix, match.stem, True))

    def _listed(self, at: int, readings: Sequence[tuple[str, str]]) -> Match | None:
        """The longest listed name that begins at a token, if it is ever a place."""
        match = longest_match(self.finder.phrases, self.words, at, readings)
        if match is not None and match.last - at == 1 and self.lists.guards.get(match.stem) == "never":
            return None
        return match

    def _add(self, name: _Name, rule: str = LISTED) -> int:
        """Keep a name, with what coordination adds to it; the token after it."""
        first, last = name.first, name.last
        base = last
        while last < len(self.words) and self.words[last] in self.lists.modifiers and last - first < 3:
            last += 1
        span, value = written(self.analysis, first, last, name.prefix, name.stem)
        self.found.append(Mention(kind=MentionKind.PLACE, span=span, value=value, rule=rule))
        if last - first > 1 and self.words[last - 1] in self.lists.modifiers:
            last = self._complete(name, min(base, last - 1), last)
        self.last_place_end = last
        return last

    def _complete(self, name: _Name, base: int, last: int) -> int:
        """Names completed by coordination: after بقرص فوقاني, وتحتاني is بقرص تحتاني."""
        while last < len(self.words) and self.words[last][:1] == _AND and self.words[last][1:] in self.lists.modifiers:
            _, value = written(self.analysis, name.first, base, name.prefix, name.stem)
            span, modifier = written(self.analysis, last, last + 1, _AND, self.words[last][1:])
            self.found.append(
                Mention(kind=MentionKind.PLACE, span=span, value=f"{value} {modifier}", rule=COMPLETED)
            )
            last += 1
        return last

    def _allowed(self, match: Match) -> bool:
        """Whether a listed name is a place here: not after جامعة or آل, nor where it is more likely another word."""
        before = self.words[match.first - 1] if match.first else ""
        lists = self.lists
        if not match.prefix and (before in lists.rule_out or (before[:1] in _PROCLITICS and before[1:] in lists.rule_out)):
            return False
        key = " ".join((match.stem, *self.words[match.first + 1 : match.last]))
        if (match.prefix and not self._parts(match, key)) or not self._spelled(match, key):
            return False
        guard = lists.guards.get(key) or self.finder.gazetteer.guard(key)
        if guard == "place":
            goes_on = match.first <= self.last_place_end + 1 and match.prefix.startswith(_AND)
            return match.prefix[-1:] == "ب" or before in _PREPOSITIONS or before[1:] in _PREPOSITIONS or goes_on
        return not guard

    def _parts(self, match: Match, key: str) -> bool:
        """Whether letters may come off a word here: not of a word of its own (وحدة), nor to leave two or three."""
        if self.words[match.first] in self.lists.whole or "س" in match.prefix:
            return False
        if match.stem.startswith("ال"):
            return True
        if len(key) < 3:
            return match.first <= self.last_place_end + 1
        return match.prefix[-1:] != "ك" and (len(key) > 3 or self.finder.gazetteer.prominent(key))

    def _spelled(self, match: Match, key: str) -> bool:
        """Whether a short word has no hamza that the name lacks: إب is a place, آب a month, أب a father."""
        if len(key) > _SHORT:
            return True
        token = self.analysis.tokens[match.first]
        written = HAMZAS.intersection(self.analysis.content[token.start : token.end])
        return not written or written <= (self.finder.gazetteer.hamzas(key) or frozenset())

    def _read_head(self, at: int, readings: Sequence[tuple[str, str]]) -> int:
        """An unlisted name that its head gives away after a preposition or in a list: قرب خربة الشياب."""
        for prefix, stem in readings:
            if stem not in self.lists.strong_heads or at + 1 >= len(self.words):
                continue
            before = self.words[at - 1] if at else ""
            placed = prefix[-1:] == "ب" or (not prefix and before in _PREPOSITIONS)
            goes_on = prefix == _AND and at <= self.last_place_end + 1
            if (placed or goes_on) and self._name_like(self.words[at + 1]):
                return self._add(_Name(at, at + 2, prefix, stem, False), ANNOUNCED)
        return 0

    # Kind words

    def _read_kind(self, at: int, prefix: str, kind: KindWord) -> int:
        """The names after a kind word: one after قرية, two after بلدتي, a list after قرى."""
        start = at + 1
        if kind.number != "one":
            start = self._more_kinds(start)
        name = self._name(start, kind, first=True)
        if name is None:
            return 0
        if kind.number == "one":
            return self._add_announced(name, at, prefix, kind)
        end = self._add(name, LISTED if name.listed else ANNOUNCED)
        count = 1
        while (kind.number == "many" or count < 2) and (name := self._next_name(end, kind)):
            end = self._add(name, LISTED if name.listed else ANNOUNCED)
            count += 1
        return end

    def _more_kinds(self, at: int) -> int:
        """Skip further plural kind words: قرى [وبلدات]."""
        while at < len(self.words) and self.words[at][:1] == _AND:
            further = self.lists.kinds.get(self.words[at][1:])
            if further is None or further.number == "one":
                break
            at += 1
        return at

    def _add_announced(self, name: _Name, at: int, prefix: str, kind: KindWord) -> int:
        rule = LISTED if name.listed else ANNOUNCED
        if kind.keeps == "no" or (kind.keeps == "unlisted" and name.listed):
            return self._add(name, rule)
        return self._add(_Name(at, name.last, prefix, kind.word, name.listed), rule)

    def _next_name(self, at: int, kind: KindWord) -> _Name | None:
        """The next name of a list, after و or a comma."""
        if at >= len(self.words):
            return None
        if self.words[at] in _COMMAS:
            at += 1
            return self._name(at, kind, prefixes=("", _AND)) if at < len(self.words) else None
        if self.words[at] == _AND:
            return self._name(at + 1, kind)
        return self._name(at, kind, prefixes=(_AND,))

    def _name(
        self, at: int, kind: KindWord, *, prefixes: tuple[str, ...] = ("",), first: bool = False
    ) -> _Name | None:
        """A name at a token: a listed one, one in quotation marks, or an unlisted one where the kind word lets it."""
        if at >= len(self.words):
            return None
        if self.words[at] in _QUOTES:
            return self._quoted(at)
        readings = [(p, s) for p, s in self.finder.readings(self.words[at]) if p in prefixes]
        match = self._listed(at, readings)
        unlisted = self._unlisted(at, kind, prefixes) if first or kind.unknown == "any" else None
        if match is not None and (unlisted is None or match.last >= unlisted.last):
            return _Name(match.first, match.last, match.prefix, match.stem, True)
        return unlisted

    def _quoted(self, at: int) -> _Name | None:
        """A name in quotation marks: بلدة "مجدل شمس"."""
        for end in range(at + 2, min(at + 3 + _LONGEST_QUOTED_NAME, len(self.words))):
            if self.words[end] in _QUOTES:
                name = " ".join(self.words[at + 1 : end])
                return _Name(at + 1, end, "", self.words[at + 1], name in self.finder.gazetteer)
        return None

    def _unlisted(self, at: int, kind: KindWord, prefixes: tuple[str, ...]) -> _Name | None:
        """An unlisted name: one word, or two after a name head (خربة الشياب) or before a modifier (ماملي تحتاني)."""
        if kind.unknown == "known":
            return None
        word, prefix = self.words[at], ""
        if "" not in prefixes or word[:1] == _AND and word[1:3] == "ال":
            if word[:1] != _AND:
                return None
            word, prefix = word[1:], _AND
        if not self._name_like(word) or (not prefix and word[0] == _AND):
            return None
        last = at + 1
        if word in self.lists.heads and last < len(self.words) and self._name_like(self.words[last]):
            last += 1
        elif word in self.lists.heads or not self._may_announce(kind, word):
            return None
        return _Name(at, last, prefix, word, False)

    def _may_announce(self, kind: KindWord, word: str) -> bool:
        """Whether a kind word announces such an unlisted name: منطقة الطوبجي, not منطقة سكنية, not مدن أوروبية."""
        if word.startswith("ال"):
            return True
        if kind.unknown == "definite":
            return False
        if kind.unknown == "masculine":
            return len(word) > 3 and not word.endswith(_FEMININE)
        if kind.number == "many" or kind.kind in ("city", "governorate"):
            return not word.endswith("يه") and not (kind.number == "many" and word[0] in "يت")
        return kind.unknown == "any"

    def _name_like(self, word: str) -> bool:
        """Whether an unlisted word may be a name: no word of the lists, no number, none with letters before ال."""
        lists = self.lists
        return (
            len(word) > 2
            and word.isalpha()
            and not word.isascii()
            and word not in lists.stops
            and word not in lists.kinds
            and word not in lists.areas
            and word not in lists.directions
            and not word.startswith(_CLITICS_BEFORE_ARTICLE)
            and not (word.endswith(_PRONOUNS) and len(word) > 4)
        )

    def _written_as(self, at: int, prefix: str, word: str) -> bool:
        """Whether the original has no hamza that a word lacks: أدى is not وادي, إحياء is not أحياء."""
        token = self.analysis.tokens[at]
        return not HAMZAS.intersection(self.analysis.content[token.start : token.end]) - set(word)

    # Areas

    def _read_area(self, at: int, prefix: str, stem: str) -> int:
        """An area around a name: ريف دير الزور الشرقي, شمال غرب مدينة حماة; the name itself is a mention too."""
        start = at + 1
        while start < len(self.words) and (self.words[start] in self.lists.areas or self.words[start] in self.lists.directions):
            start += 1
        names_from = len(self.found)
        end = self._area_names(start)
        if not end:
            return 0
        while end < len(self.words) and self._closing_direction(self.words[end]):
            end += 1
        span, value = written(self.analysis, at, end, prefix, stem)
        self.found.insert(names_from, Mention(kind=MentionKind.PLACE, span=span, value=value, rule=AREA))
        self.last_place_end = end
        return end

    def _closing_direction(self, word: str) -> bool:
        """Whether a word closes an area: ريف حلب [الشرقي], not what begins the next, ريف حلب [شرقي] سوريا."""
        bare = word[1:] if word[:1] == _AND else word
        return bare.startswith("ال") and bare in self.lists.directions

    def _area_names(self, start: int) -> int:
        """The name or names an area lies around; the token after them, or 0."""
        if start >= len(self.words):
            return 0
        word = self.words[start]
        kind = self.lists.kinds.get(word)
        match = self._listed(start, self._plain(word))
        if kind is not None and (match is None or match.last - start == 1):
            return self._read_kind(start, "", kind)
        if match is None:
            return 0
        return self._add(_Name(match.first, match.last, match.prefix, match.stem, True))

    def _plain(self, word: str) -> Sequence[tuple[str, str]]:
        return [(prefix, stem) for prefix, stem in self.finder.readings(word) if prefix in ("", "ل")]


def place_mentions(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions of places among all mentions of a report."""
    return (mention for mention in mentions if mention.kind is MentionKind.PLACE)
