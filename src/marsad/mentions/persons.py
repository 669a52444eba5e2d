"""Persons in a text: a title and a name (العقيد فلان), a kunya (أبو حمزة), two names, leaders.

The rule says how the name was found: `title`, `called` (الملقب بـ"غريب"), `kunya`, `given` or `leader`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from marsad.knowledge.actors import MARKS
from marsad.knowledge.persons import SERVANT, PersonWords
from marsad.mentions.matcher import written
from marsad.model.codes import MentionKind
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis
from marsad.text.clitics import stems
from marsad.text.normalize import fold

ARTICLE = "ال"
LONGEST_NAME = 6  # units; عبد الله and بن علي are one each
LONGEST_QUOTED = 4
SHORTEST_SURNAME = 5  # with its article
MOST_REMEMBERED = 1 << 17
KUNYA = frozenset(fold(word) for word in ("أبو", "أبي", "أبا", "أم"))
JOINED_KUNYA = ("ابو", "ابي")
KIN = frozenset(fold(word) for word in ("بن", "ابن", "بنت", "آل"))
BINDING = KIN | KUNYA | {SERVANT}  # words that take the next one along
PREPOSITIONS = frozenset("بكل")
VERBAL = frozenset("يس")  # how verbs of now and tomorrow begin
UPON = "على"
_ALI = fold(UPON)
_NISBA = "ي"
_MOTHER = fold("أم")
_AND = "و"


class Start(NamedTuple):
    """What a word may begin: its clitics, its stem, and which kinds of name start so."""

    prefix: str
    stem: str
    leader: bool
    title: bool
    kunya: bool
    given: bool


class Found(NamedTuple):
    """A person at the tokens [first, last), behind the clitics `prefix` of the first."""

    first: int
    last: int
    prefix: str
    stem: str
    rule: str


def find_persons(analysis: Analysis, finder: "PersonFinder") -> list[Mention]:
    """The persons a text names, in its order.

    "قُتل القيادي أبو حمزة الشامي والعقيد ماهر العلي" gives أبو حمزة الشامي and ماهر العلي.
    """
    reader = _NameReader(_words(analysis), finder)
    found: list[Mention] = []
    at = 0
    while at < len(reader.words):
        here = reader.person(at) if reader.finder.starts(reader.words[at]) else None
        if here is None:
            at += 1
            continue
        span, value = written(analysis, here.first, here.last, here.prefix, here.stem)
        found.append(Mention(kind=MentionKind.PERSON, span=span, value=value, rule=here.rule))
        at = here.last
    return found


def _words(analysis: Analysis) -> list[str]:
    """The folded words, but على (upon) keeps its last letter, which tells it from the name علي."""
    content = analysis.content
    return [
        UPON if token.text == _ALI and content[token.end - 1] == UPON[-1] else token.text for token in analysis.tokens
    ]


class PersonFinder:
    """The words of names, and what each word met so far may begin."""

    def __init__(self, words: PersonWords) -> None:
        self.words = words
        self._starts: dict[str, tuple[Start, ...]] = {}

    def starts(self, word: str) -> tuple[Start, ...]:
        """How a word may begin a person; for most words, not at all."""
        known = self._starts.get(word)
        if known is None:
            if len(self._starts) > MOST_REMEMBERED:
                self._starts.clear()
            read = (self._start(prefix, stem) for prefix, stem in stems(word))
            known = self._starts[word] = tuple(start for start in read if start is not None)
        return known

    def _start(self, prefix: str, stem: str) -> Start | None:
        start = Start(
            prefix=prefix,
            stem=stem,
            leader=stem in self.words.leaders,
            title=stem in self.words.titles,
            kunya=stem in KUNYA or self._is_joined_kunya(stem),
            given=stem in self.words.given or stem == SERVANT,
        )
        return start if start.leader or start.title or start.kunya or start.given else None

    def _is_joined_kunya(self, word: str) -> bool:
        """أبوحمزة."""
        return word.startswith(JOINED_KUNYA) and word[3:].removeprefix(ARTICLE) in self.words.given


@dataclass(frozen=True, slots=True)
class _NameReader:
    """Reads the names of one text."""

    words: Sequence[str]
    finder: PersonFinder

    def person(self, at: int) -> Found | None:
        """The longest person that begins at a word, its title not counted."""
        best: Found | None = None
        for start in self.finder.starts(self.words[at]):
            kinds = (self.leader, self.titled, self.kunya, self.given)
            for found in (kind(at, start) for kind in kinds):
                if found is not None and (best is None or found.last > best.last):
                    best = found
        return best

    def leader(self, at: int, start: Start) -> Found | None:
        """Someone known: "حفتر", "عبد الملك الحوثي"."""
        match = self.finder.words.leaders.longest(self.words, at, start.stem) if start.leader else None
        return None if match is None else Found(at, match[0], start.prefix, start.stem, "leader")

    def titled(self, at: int, start: Start) -> Found | None:
        """A name after its titles: "العقيد الركن سامر الدالي", 'المدعو "أبو صقر"'."""
        last, kind = self._titles(at, start) if start.title else (at, "")
        if kind == "called":
            called = self._in_quotation(last)
            if called is not None:
                return called
        if last < len(self.words) and self.words[last] in MARKS:
            last += 1
        if not kind or last >= len(self.words):
            return None
        known = next((inner for inner in self.finder.starts(self.words[last]) if not inner.prefix), None)
        found = known and (self.leader(last, known) or self.kunya(last, known))
        if found:
            return found
        given = known is not None and known.given
        if not given and (kind == "role" or not _may_be_strange(self.words[last], 0)):
            return None
        end = self._name_end(last, strange=2)
        if end == last or (end == last + 1 and self.words[last] in self.finder.words.common):
            return None
        return Found(last, end, "", self.words[last], "called" if kind == "called" else "title")

    def _titles(self, at: int, start: Start) -> tuple[int, str]:
        """The token after a row of titles, and the kind of the last: العقيد, الركن."""
        kind = ""
        stem = start.stem
        while (match := self.finder.words.titles.longest(self.words, at, stem)) is not None:
            at, kind = match[0], match[1].ids[0]
            if at >= len(self.words):
                break
            stem = self.words[at]
        return at, kind

    def _in_quotation(self, at: int) -> Found | None:
        """A name in quotation marks after "الملقب بـ": the words between the marks."""
        if at < len(self.words) and self.words[at] in ("ب", "باسم"):
            at += 1
        if at >= len(self.words) or self.words[at] not in MARKS:
            return None
        for position in range(at + 2, min(at + 2 + LONGEST_QUOTED, len(self.words))):
            if self.words[position] in MARKS:
                named = any(word.isalpha() for word in self.words[at + 1 : position])
                return Found(at + 1, position, "", self.words[at + 1], "called") if named else None
        return None

    def kunya(self, at: int, start: Start) -> Found | None:
        """أبو and its name, with the nisba that follows: "أبو حمزة الشامي"; not in "بلدة أبو كمال"."""
        if not start.kunya or self._is_in_place(at):
            return None
        last = at + 1
        if start.stem in KUNYA:
            if not self._is_name_word(last) or self.words[last] in self.finder.words.sites:
                return None
            if start.stem == _MOTHER and self.words[last] not in self.finder.words.given:
                return None
            last += 2 if self.words[last] == SERVANT else 1
        return Found(at, self._name_end(last, units=1, strange=0), start.prefix, start.stem, "kunya")

    def given(self, at: int, start: Start) -> Found | None:
        """A given name and at least one more name: "فراس الجهام"; not after a place word."""
        if not start.given or self._is_in_place(at):
            return None
        known = self.finder.words
        first = at + 2 if start.stem == SERVANT else at + 1
        while first < len(self.words) and self.words[first] in known.parts - BINDING:
            first += 1
        if first >= len(self.words) or self.words[first] in known.stops:
            return None
        second = self.words[first]
        nisba = second.startswith(ARTICLE) and second.endswith(_NISBA)
        common = start.stem in known.common or not PREPOSITIONS.isdisjoint(start.prefix)
        if common and not (nisba or second in known.given or second in BINDING):
            return None
        end = self._name_end(first, units=1)
        return Found(at, end, start.prefix, start.stem, "given") if end > first else None

    def _is_in_place(self, at: int) -> bool:
        return at > 0 and self.words[at - 1] in self.finder.words.places

    def _name_end(self, at: int, *, units: int = 0, strange: int = 1) -> int:
        """Where a name ends that goes on at `at` with so many units behind it; so many may be in no list.

        A surname with the article ends it: محمد خلف الراوي.
        """
        known = self.finder.words
        while at < len(self.words) and units < LONGEST_NAME:
            word = self.words[at]
            if word in known.stops or word == UPON or not word.isalpha():
                break
            if word in BINDING:
                if not self._is_name_word(at + 1):
                    break
                at += 1
            elif word.startswith(ARTICLE):
                return at + 1 if len(word) >= SHORTEST_SURNAME and (units or strange > 1) else at
            elif word not in known.given and word not in known.parts:
                if not strange or not _may_be_strange(word, units):
                    break
                strange -= 1
            at += 1
            units += 1
        return at

    def _is_name_word(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        word = self.words[at]
        return word.isalpha() and len(word) > 1 and word != UPON and word not in self.finder.words.stops


def _may_be_strange(word: str, units: int) -> bool:
    """Whether a word in no list may be part of a name: not "وأحمد", "لوكالة", "بالجيش", "يؤكد"."""
    if len(word) < 3 or word[0] in VERBAL or word.startswith((_AND, ARTICLE)) or word.endswith(("هم", "ها")):
        return False
    cut = word[0] in PREPOSITIONS and (word[1:].startswith((ARTICLE, "ل")) or word.endswith(("ه", "ات")))
    return not cut and (units > 0 or word[0] not in "بل")
