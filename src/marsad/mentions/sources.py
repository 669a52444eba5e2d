"""Who says it: the sources that a report names beside its words of saying."""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.knowledge.speech import Found, Speech, spellings
from marsad.model.codes import MentionKind
from marsad.model.mention import Mention
from marsad.model.report import Span
from marsad.text.analysis import Analysis

LONGEST_NAME = 14
LONGEST_APPOSITION = 9
RELAY_REACH = 12
LONGEST_BEFORE = 8
TITLE_REACH = 8
STOPS = frozenset("،,؛;.!؟?:-–—[]")
OPENING = frozenset('#"«“”(،')
TO = "ل"
FROM = "عن"
FROM_WHOM = frozenset((FROM, "من"))
IN = "في"
PAST = frozenset(("قد", "كان", "كانت", "الذي", "التي", "بدوره", "بدورها", "ايضا", "كما", "فيما", "بينما", "حيث"))
ENDS = frozenset(("time", "aside", "hearer", "deed"))
SPEAKING = frozenset(("say", "weak", "add", "claim", "deny"))


class Name(NamedTuple):
    """The tokens `[first, last)` of a source's name.

    It is `closed` when أن or a colon follows, and `led` when its first word may carry a ل of its lead.
    """

    first: int
    last: int
    closed: bool
    led: bool


def find_sources(text: Analysis, speech: Speech) -> list[Mention]:
    """The sources of a text in its order, each with the rule that tells how its words are bound to it.

    "قالت مصادر محلية إن" gives "مصادر محلية", "بحسب المرصد السوري" gives "المرصد السوري".
    """
    words = [token.text for token in text.tokens]
    hits = speech.reporting.find(words)
    finder = _Finder(text, words, speech)
    found: dict[int, Mention] = {}
    for mention in (*finder.beside(hits), *finder.before_colons()):
        found.setdefault(mention.span.start, mention)
    return sorted(found.values(), key=lambda mention: mention.span)


class _Finder:
    """Finds names of sources in one text."""

    __slots__ = ("speech", "text", "words")

    def __init__(self, text: Analysis, words: list[str], speech: Speech) -> None:
        self.text = text
        self.words = words
        self.speech = speech

    def beside(self, hits: list[Found[str]]) -> Iterator[Mention]:
        """Sources beside reporting words."""
        done = 0
        for hit in hits:
            if hit.first < done:
                continue
            if hit.value == "per":
                start = self._past_verb(hit.last)
                done = start
                if (name := self._name(start, strict=False)) is not None and not self._is_thing(name):
                    yield self._mention(name, "source.relay" if name.closed else "source.per")
            elif hit.value == "relay":
                yield from self._relayed(hit)
            elif hit.value in SPEAKING:
                yield from self._speaker(hit)

    def _past_verb(self, position: int) -> int:
        """The word after a verb that "بحسب ما" leads in: "بحسب ما نقلته وكالة" goes on at "وكالة"."""
        if position >= len(self.words):
            return position
        word = self.words[position]
        verb = self.speech.reporting.of(word) or self.speech.reporting.of(word.removesuffix("ه"))
        return position + 1 if verb in ("say", "weak", "relay", "claim") else position

    def _is_thing(self, name: Name) -> bool:
        """Whether the first word is a thing that nobody speaks through: "وفق اتفاق"."""
        word = self.words[name.first]
        return any(self.speech.bounds.get(form) == "thing" for form in (word, word.removeprefix(TO)))

    def before_colons(self) -> Iterator[Mention]:
        """Sources that open a sentence before a colon: "المرصد السوري: مقتل مدنيين"."""
        words = self.words
        for first, last in self.text.sentences:
            colon = next((i for i in range(first, min(first + TITLE_REACH, last)) if words[i] == ":"), None)
            if colon is None or colon == first:
                continue
            start = first + 1 if words[first] in OPENING and colon > first + 1 else first
            if self._is_head(words[start]) and (name := self._name(start, strict=False)) is not None:
                yield self._mention(name, "source.colon")

    def _speaker(self, hit: Found[str]) -> Iterator[Mention]:
        word = self.words[hit.last - 1]
        strict = hit.value in ("weak", "add") or (hit.value in ("deny", "claim") and word.endswith(("ا", "ه")))
        name = self._name(hit.last, strict=strict)
        if name is not None:
            yield self._mention(name, "source.verb")
        elif (before := self._name_before(hit)) is not None:
            yield self._mention(before, "source.before-verb")

    def _relayed(self, hit: Found[str]) -> Iterator[Mention]:
        """The source behind a medium: "نقلت رويترز عن مصدر أمني" gives "مصدر أمني"."""
        end = self._sentence_end(hit.first)
        for position in range(hit.last, min(hit.last + RELAY_REACH, end)):
            if self.words[position] == FROM:
                if (name := self._name(position + 1, strict=False)) is not None:
                    yield self._mention(name, "source.relay")
                return
            if self.words[position] in STOPS:
                break
        if (name := self._name(hit.last, strict=True)) is not None:
            yield self._mention(name, "source.verb")

    def _name(self, start: int, *, strict: bool) -> Name | None:
        """The name that begins at a token; a strict one begins with a source noun or is closed by أن."""
        start = self._past_time(start)
        named = self._past_statement(start)
        led, start = named > start, named
        end = min(self._sentence_end(start), start + LONGEST_NAME)
        if start >= end or self.words[start].isdigit():
            return None
        position, closed = self._walk(start, end)
        if not closed:
            position = self._core_end(start, position)
        while position > start and self.words[position - 1] in OPENING:
            position -= 1
        if position <= start:
            return None
        if strict and not closed and not self._is_head(self.words[start]):
            return None
        return Name(start, position, closed, led)

    def _past_time(self, start: int) -> int:
        """The word after those that tell when it was said: "قال أمس مصدر أمني" goes on at "مصدر"."""
        position = start
        while position < len(self.words) and self.speech.bounds.get(self.words[position]) == "time":
            position += 1
        return position

    def _past_statement(self, start: int) -> int:
        """Where the speaker of a statement begins: "بيان صادر عن وزارة الدفاع" at "وزارة"."""
        words, bounds = self.words, self.speech.bounds
        if start + 2 >= len(words) or self.speech.source_heads.get(words[start]) != "paper":
            return start
        position = start + 1
        while position < len(words) - 1 and (bounds.get(words[position]) == "via" or words[position] in FROM_WHOM):
            position += 1
        led = words[position - 1] in FROM_WHOM or words[position].startswith(TO)
        return position if led and words[position] not in STOPS else start

    def _walk(self, start: int, end: int) -> tuple[int, bool]:
        """How far a name may reach at most, and whether what is said follows there."""
        words, bounds = self.words, self.speech.bounds
        position = start
        while position < end:
            word = words[position]
            kind = bounds.get(word)
            if word == ":" or kind == "that":
                return position, True
            if word == "،" and position > start and self._is_apposition(position, end):
                position += 1
                continue
            if word in STOPS or kind in ENDS or self._opens_deed(word) or self._speaks(word):
                break
            if (word == TO and position > start) or (
                word == IN and (position == start or self._is_occasion(position + 1))
            ):
                break
            position += 1
        return position, False

    def _is_apposition(self, comma: int, end: int) -> bool:
        """Whether a comma is inside the name: "رئيس الحكومة، أحمد أوغلو، أن"."""
        for position in range(comma + 1, min(comma + LONGEST_APPOSITION, end)):
            kind = self.speech.bounds.get(self.words[position])
            if kind == "that":
                return True
            if kind in ENDS or self.words[position] in STOPS - {"،"}:
                return False
        return False

    def _core_end(self, start: int, end: int) -> int:
        """Where a name not closed by أن ends: its definite words, before the first other one."""
        definite = False
        spare = 3 if self.speech.source_heads.get(self.words[start]) == "official" else 0
        for position in range(start, end):
            word = self.words[position]
            if word.startswith(("ال", "لل", "بال", "باسم", "لحقوق")):
                definite = True
            elif definite and word.isalpha() and word != IN and self.words[position - 1] not in ("باسم", IN, "لحقوق"):
                if not spare:
                    return position
                spare -= 1
        return end

    def _name_before(self, hit: Found[str]) -> Name | None:
        """The name that stands before its verb: "المرصد السوري قال إن", "وكانت مصادر قد أكدت"."""
        begin = max(self.text.sentences[self.text.sentence_of[hit.first]].first, hit.first - LONGEST_NAME)
        last = hit.first
        while last > begin and self.words[last - 1] in PAST:
            last -= 1
        for position in range(last - 1, max(begin, last - LONGEST_BEFORE) - 1, -1):
            word = self.words[position]
            if word in STOPS or self.speech.bounds.get(word) == "that":
                return None
            if self._is_head(word) and not (position > begin and self._is_head(self.words[position - 1])):
                return Name(position, last, closed=True, led=False)
        return None

    def _is_head(self, word: str) -> bool:
        return any(form in self.speech.source_heads for form in spellings(word))

    def _opens_deed(self, word: str) -> bool:
        """Whether a word begins what is said: "بمقتل", "عن سقوط"."""
        return word[0] == "ب" and self.speech.bounds.get(word[1:]) in ("deed", "that")

    def _speaks(self, word: str) -> bool:
        return any(self.speech.reporting.of(form) in ("say", "add", "claim", "deny") for form in spellings(word))

    def _is_occasion(self, position: int) -> bool:
        """Whether "في" tells when or in what the source spoke: "في بيان", "في 20 آذار"."""
        if position >= len(self.words):
            return True
        word = self.words[position]
        return word.isdigit() or self.speech.bounds.get(word) in ("statement", "time", "aside")

    def _sentence_end(self, position: int) -> int:
        return self.text.sentences[self.text.sentence_of[position]].last if position < len(self.words) else position

    def _mention(self, name: Name, rule: str) -> Mention:
        first = self.text.tokens[name.first]
        span = self.text.span(name.first, name.last)
        start, value = span.start, self.text.content[span.start : span.end]
        if (name.led or rule in ("source.per", "source.relay")) and len(first.text) > 3 and first.text[0] == TO:
            start, value = start + 1, value[1:]
            if first.text.startswith("لل"):
                value = "ا" + value
        elif rule == "source.before-verb" and first.text not in self.speech.source_heads:
            start, value = start + 1, value[1:]
        return Mention(kind=MentionKind.SOURCE, span=Span(start, span.end), value=" ".join(value.split()), rule=rule)
