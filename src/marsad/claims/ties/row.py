"""A report as a row of units, and the walks over it.

Claims that tie names together (who holds what, who moves where, who leads whom) are read off this row: from a
cue word one looks left and right for the nearest fitting name.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from marsad.claims.ties.units import ACTORS, PLACES, SEPARATORS, Unit, is_mark, make_units
from marsad.knowledge.ties import Form, Forms, TieWords
from marsad.model import Mention, MentionKind, Span
from marsad.text.analysis import Analysis
from marsad.text.normalize import fold

MARKS = frozenset("\"«»“”'‘’()[]#-–—ـ`…")
LAST_SENTENCE = 120  # units that one looks back for a name said in this sentence or the one before
LONGEST_LIST = 60  # names joined by "and"
LONGEST_CLAUSE = 60  # units of a clause shown around a cue and its names
DATE_REACH = 10  # units between a cue and its date
NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Hit:
    """A cue found at units [first, last)."""

    form: Form
    first: int
    last: int


class UnitRow:
    """The units of one report and the walks over them; positions are places in the row."""

    def __init__(self, text: Analysis, mentions: Sequence[Mention], words: TieWords) -> None:
        self.text = text
        self.words = words
        self.links = words.links
        self.heads = words.heads
        self.headline = text.content.find("\n")  # where the headline ends
        self._list_heads = words.links.place_heads | words.links.actor_heads
        self.units: list[Unit] = make_units(text, mentions, words)
        self.coined: dict[int, Mention] = {}
        cues = words.cues
        self._cues = [
            n
            for n, unit in enumerate(self.units)
            if (unit.word in cues or unit.bare in cues) and (unit.mention is None or unit.again)
        ]

    def hits(self, forms: Forms) -> Iterator[Hit]:
        """All cues of a table, longest spelling first, left to right."""
        for n in self._cues:
            unit = self.units[n]
            for form in forms.get(unit.word) or forms.get(unit.bare) or ():
                end = n + 1 + len(form.rest)
                if not form.rest or self.spells(n + 1, form.rest):
                    yield Hit(form, n, end)
                    break

    def spells(self, n: int, phrase: tuple[str, ...]) -> bool:
        """Whether the words from unit `n` on are this phrase."""
        units = self.units[n : n + len(phrase)]
        return len(units) == len(phrase) and all(
            word in (unit.bare, unit.word) for unit, word in zip(units, phrase, strict=True)
        )

    def kind(self, n: int) -> MentionKind | None:
        """The kind of name at a unit."""
        mention = self.units[n].mention
        return mention.kind if mention else None

    def mention(self, n: int) -> Mention:
        """The name at a unit that is one."""
        mention = self.units[n].mention
        assert mention is not None
        return mention

    def bare(self, n: int) -> str:
        """The word at unit `n`, empty for a name and beyond the ends."""
        if not 0 <= n < len(self.units) or self.units[n].mention is not None:
            return ""
        return self.units[n].bare

    def in_headline(self, n: int) -> bool:
        """Whether unit `n` stands in the headline."""
        return self.text.tokens[self.units[n].first].start < self.headline

    def within(self, n: int, sentence: int) -> bool:
        """Whether unit `n` exists and belongs to the sentence."""
        return 0 <= n < len(self.units) and self.units[n].sentence == sentence

    def sentence(self, n: int) -> int:
        """The sentence of unit `n`, -1 beyond the ends."""
        return self.units[n].sentence if 0 <= n < len(self.units) else -1

    def right(
        self,
        n: int,
        kinds: Collection[MentionKind],
        reach: int,
        stop: Collection[str] = NOTHING,
        free: Collection[str] = NOTHING,
    ) -> int | None:
        """The first name of these kinds at or after unit `n`, at most `reach` telling words away."""
        return self._seek(range(max(n, 0), len(self.units)), kinds, reach, stop, free)

    def left(
        self,
        n: int,
        kinds: Collection[MentionKind],
        reach: int,
        stop: Collection[str] = NOTHING,
        free: Collection[str] = NOTHING,
    ) -> int | None:
        """The first name of these kinds at or before unit `n`, at most `reach` telling words away."""
        return self._seek(range(n, -1, -1), kinds, reach, stop, free)

    def _seek(
        self,
        positions: range,
        kinds: Collection[MentionKind],
        reach: int,
        stop: Collection[str],
        free: Collection[str],
    ) -> int | None:
        """Heads ("مدينة", "قوات"), marks, dates and the words in `free` cost no reach; `stop` ends it."""
        sentence = self.sentence(positions[0]) if positions else -1
        for n in positions:
            unit = self.units[n]
            if unit.sentence != sentence:
                return None
            if unit.mention is not None:
                if unit.mention.kind in kinds:
                    return n
                reach -= unit.mention.kind is not MentionKind.DATE
            elif unit.word in stop or unit.bare in stop:
                return None
            elif unit.word not in MARKS and unit.bare not in self.heads and unit.bare not in free:
                reach -= 1
            if reach < 0:
                return None
        return None

    def particle(self, n: int, particles: Collection[str], reach: int) -> int | None:
        """The first of these small words at or after unit `n`."""
        sentence = self.sentence(n)
        while self.within(n, sentence) and reach > 0:
            unit = self.units[n]
            if unit.mention is None or unit.again:
                if unit.bare in particles:
                    return n
                reach -= unit.bare not in self.heads
            n += 1
        return None

    def list_from(self, n: int, kinds: Collection[MentionKind]) -> list[int]:
        """The names coordinated with the one at `n`, to its right: "العشارة وصبيخان ودوير"."""
        return [n, *self._coordinated(n, kinds, 1)]

    def list_to(self, n: int, kinds: Collection[MentionKind]) -> list[int]:
        """The names coordinated with the one at `n`, to its left, in text order."""
        return [*reversed(self._coordinated(n, kinds, -1)), n]

    def _coordinated(self, n: int, kinds: Collection[MentionKind], step: int) -> list[int]:
        found: list[int] = []
        sentence, here = self.units[n].sentence, n
        joined, gap = self.units[n].joined, 0
        k = n + step
        while self.within(k, sentence) and gap < 4 and len(found) < LONGEST_LIST:
            unit = self.units[k]
            if unit.mention is not None:
                linked = (unit.joined if step > 0 else self.units[here].joined) or joined
                if unit.mention.kind not in kinds or not linked:
                    break
                found.append(k)
                here, joined, gap = k, False, -1
            elif unit.word == "و" or unit.word in SEPARATORS:
                joined = True
            elif unit.bare in self._list_heads or unit.word in MARKS:
                joined = joined or unit.joined
            else:
                break
            gap += 1
            k += step
        return found

    def climb(self, place: int) -> list[int]:
        """From the wider place to the ones it locates: "عفرين شمالي سوريا، التي" is about عفرين."""
        directions, heads = self.links.directions, self.links.place_heads
        for _ in range(2):
            if not self.is_wide(place):
                break
            name = self.units[place].word
            k = place - 1
            located = self.units[place].prep.endswith("ب") or name in directions or name[1:] in directions
            while word := self.bare(k):
                if word not in heads and word not in directions and word[1:] not in heads:
                    break
                located = located or word in directions or (word[0] == "ب" and word[1:] in heads)
                k -= 1
            wider = self.left(k, PLACES, 0) if located and k >= 0 else None
            if wider is None:
                break
            place = wider
        return self.list_to(place, PLACES)

    def is_wide(self, n: int) -> bool:
        """Whether another place may lie in the one at `n`; "شرق العاصمة صنعاء" is told of itself."""
        first, _, rest = fold(self.mention(n).value).partition(" ")
        lands = self.links.powers | self.links.lands
        return first not in self.links.directions or " " not in rest or rest in lands

    def last_places(self, n: int) -> list[int]:
        """The places said last before unit `n`, in this sentence or the one before."""
        for k in range(n - 1, max(n - 1 - LAST_SENTENCE, -1), -1):
            if self.units[k].sentence < self.units[n].sentence - 1:
                break
            if self.kind(k) is MentionKind.PLACE:
                return self.climb(k)
        return []

    def dyad(self, n: int) -> Iterator[tuple[int, int]]:
        """The two sides that "الطرفين" at unit `n` goes back to: the last two different actors."""
        last: int | None = None
        for k in range(n - 1, max(n - 1 - 2 * LAST_SENTENCE, -1), -1):
            if self.kind(k) is not MentionKind.ACTOR:
                continue
            if last is None:
                last = k
            elif fold(self.mention(k).value) != fold(self.mention(last).value):
                yield k, last
                return

    def guarded(self, n: int, group: Collection[str], reach: int) -> bool:
        """Whether a word of the group (negation, attempt, intent) stands before unit `n` in its clause.

        A word of success that is nearer ends the search: "هجوم تمكن من خلاله من السيطرة" is no attempt.
        """
        for word in self._words_before(n, reach):
            if word in group or (word[0] in "بلو" and word[1:] in group):
                return True
            if word in self.links.successes:
                return False
        return False

    def _words_before(self, n: int, reach: int) -> Iterator[str]:
        """The words before unit `n` in its clause, nearest first; a relative pronoun ends it."""
        sentence = self.units[n].sentence
        for k in range(n - 1, n - 1 - reach, -1):
            if not self.within(k, sentence):
                return
            unit = self.units[k]
            if unit.word in SEPARATORS or unit.word in ".:":
                return
            if unit.mention is None:
                if unit.bare in self.links.relatives and unit.bare != "ما":
                    return
                yield unit.bare

    def is_head(self, word: str) -> bool:
        """Whether a word, perhaps with half an article (لرئيس of للرئيس), may stand before a name."""
        return word in self.heads or (word.startswith("ل") and "ا" + word in self.heads)

    def is_land(self, n: int) -> bool:
        """Whether the name at `n` is a state or capital that may act."""
        mention = self.units[n].mention
        return mention is not None and fold(mention.value) in self.links.powers

    def is_power(self, n: int) -> bool:
        """Whether the name at `n` may act: an actor, a person, or a state or capital named as one."""
        return self.kind(n) in ACTORS or self.is_land(n)

    def day(self, hit: Hit) -> Mention | None:
        """The date said in the clause of a cue, the nearest of several."""
        clause = self.units[hit.first].clause
        near = range(max(hit.first - DATE_REACH, 0), min(hit.last + DATE_REACH, len(self.units)))
        days = [n for n in near if self.kind(n) is MentionKind.DATE and abs(self.units[n].clause - clause) <= 1]
        nearest = min(days, key=lambda n: (self.units[n].clause != clause, abs(n - hit.first)), default=None)
        return self.mention(nearest) if nearest is not None else None

    def evidence(self, units: Iterable[int]) -> Span:
        """The clauses that hold the cue and its names, in the cue's own sentence, without outer marks."""
        chosen = list(units)
        sentence = self.units[chosen[0]].sentence
        chosen = [n for n in chosen if self.units[n].sentence == sentence]
        first, last = min(chosen), max(chosen)
        start, end = max(first - LONGEST_CLAUSE, 0), min(last + LONGEST_CLAUSE, len(self.units) - 1)
        while first > start and self.units[first - 1].clause == self.units[first].clause:
            first -= 1
        while last < end and self.units[last + 1].clause == self.units[last].clause:
            last += 1
        while first < last and is_mark(self.units[first].word):
            first += 1
        while last > first and is_mark(self.units[last].word):
            last -= 1
        return self.text.span(self.units[first].first, self.units[last].last)
