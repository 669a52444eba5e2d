"""How surely a report says that something happened, whether it is one happening, and whether it goes on.

Cues of the core pack reach over the words around them; what a cue covers gets its rule as a hint. Decisions
are taken from the hints, so that every one of them can be told in words.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from marsad.knowledge.speech import GUARD, Cue, Found, Guard, Speech
from marsad.model.codes import Modality
from marsad.text.analysis import Analysis
from marsad.text.clitics import stems, without_article

FARTHEST = 40  # words a cue reaches at most: keeps one endless sentence from taking quadratic time
NEXT = 4
COMMA = "،"
COMPLEMENT = frozenset(("الي", "علي", "من", "ان"))
SHIELDED = 8
SHIELD = "shield"
NEAR = 5
BEFORE = 4
HEAD = 4  # a cue within the first words of its sentence speaks of the sentence before too
CONTEXT = "aggregate.before"  # the sentence before tells of a tally or of history
FUTURE = "planned.future"
PERIOD = "aggregate.period"
PAST_YEAR = "history.year"
LAST_YEAR = "history.last-year"
EARLIEST = 1900
YEAR = 4  # digits
FUTURE_LETTER = "س"
FUTURE_OPENINGS = "سوف"
FUTURE_PERSONS = "يتن"
SHORTEST_FUTURE = 4

_MODALITIES = {kind.value: kind for kind in (Modality.DENIED, Modality.PLANNED, Modality.UNCONFIRMED)}


class Reach(NamedTuple):
    """A rule holds for the tokens `[first, last)` because of the cue at token `cue`."""

    first: int
    last: int
    rule: str
    kind: str
    cue: int
    decides: bool


class Stance:
    """What the cues of one text say of each of its words."""

    __slots__ = ("_reaches", "_speech", "_starts", "_tallies", "_text", "_words")

    def __init__(self, text: Analysis, speech: Speech, published: date | None = None) -> None:
        self._text = text
        self._speech = speech
        self._words = [token.text for token in text.tokens]
        reaches = [reach for hit in self._unshielded() if (reach := self._reach(hit))]
        reaches.extend(self._times(published.year if published else None))
        self._reaches = sorted(reaches)
        self._starts = [reach.first for reach in self._reaches]
        self._tallies = frozenset(
            text.sentence_of[reach.cue] for reach in reaches if reach.kind == "aggregate" and reach.decides
        )

    def reaches_at(self, token: int) -> Iterator[Reach]:
        """The reaches that cover a token."""
        at = bisect_right(self._starts, token) - 1
        while at >= 0 and self._starts[at] > token - 2 * FARTHEST:
            if self._reaches[at].last > token:
                yield self._reaches[at]
            at -= 1

    def hints_at(self, token: int) -> tuple[str, ...]:
        """The rules that speak of a token, without repetition: ("planned.threat", "aggregate.since far").

        A hint is "far" when its cue stands in another clause and does not open the sentence.
        """
        hints: dict[str, None] = {}
        for reach in self.reaches_at(token):
            if reach.kind != GUARD:
                hints[reach.rule if self._is_near(reach, token) else f"{reach.rule} far"] = None
        if self._text.sentence_of[token] - 1 in self._tallies:
            hints[CONTEXT] = None
        if (reason := self.guarded_at(token)) is not None:
            hints[f"{GUARD}.{reason}"] = None
        return tuple(hints)

    def modality_at(self, token: int) -> tuple[Modality, str]:
        """How surely the happening at a trigger is said, and the rule that tells."""
        rules = {reach.kind: reach.rule for reach in self.reaches_at(token) if reach.decides}
        for kind, modality in _MODALITIES.items():
            if kind in rules:
                return modality, rules[kind]
        return Modality.ASSERTED, "asserted"

    def aggregate_at(self, token: int) -> str | None:
        """The rule by which a trigger tells of a tally, a campaign or history, or None for one happening."""
        return self._decided(token, "aggregate")

    def ongoing_at(self, token: int) -> str | None:
        """The rule by which the happening at a trigger goes on, or None."""
        return self._decided(token, "ongoing")

    def _decided(self, token: int, kind: str) -> str | None:
        near = (reach for reach in self.reaches_at(token) if reach.decides and self._is_near(reach, token))
        return next((reach.rule for reach in near if reach.kind == kind), None)

    def _is_near(self, reach: Reach, token: int) -> bool:
        """Whether the cue stands in the clause of a token or opens its sentence: "ومنذ أيام، تقصف ..."."""
        clause_of = self._text.clause_of
        opening = self._text.sentences[self._text.sentence_of[token]].first
        return clause_of[reach.cue] == clause_of[token] or reach.cue == opening

    def guarded_at(self, token: int) -> str | None:
        """Why a word that looks like an event is none, or None: "انفجار سكاني" is a figure of speech."""
        guards = self._speech.guards
        for _, stem in stems(self._words[token]):
            for key in (stem, without_article(stem)):
                for guard in guards.get(key, ()):
                    if self._stands_by(guard, token):
                        return guard.reason
        return next((reach.rule for reach in self.reaches_at(token) if reach.kind == GUARD), None)

    def _stands_by(self, guard: Guard, token: int) -> bool:
        first, last = self._window(guard.side, token)
        company = guard.company
        for position in range(first, last):
            word = self._words[position]
            if position != token and (word in company or any(stem in company for _, stem in stems(word))):
                return True
        return False

    def _window(self, side: str, token: int) -> tuple[int, int]:
        begin, end = self._text.sentences[self._text.sentence_of[token]]
        if side == "next":
            return token + 1, min(token + 2, end)
        if side == "before":
            return max(token - BEFORE, begin), token
        if side == "near":
            return max(token - NEAR, begin), min(token + NEAR + 1, end)
        return self._clause(token)

    def _clause(self, token: int) -> tuple[int, int]:
        clause_of = self._text.clause_of
        first = last = token
        while first > 0 and token - first < FARTHEST and clause_of[first - 1] == clause_of[token]:
            first -= 1
        while last < len(clause_of) and last - token < FARTHEST and clause_of[last] == clause_of[token]:
            last += 1
        return first, last

    def _unshielded(self) -> Iterator[Found[Cue]]:
        """The cues that no shield takes the meaning of: not the "منذ" of "الأعنف منذ أشهر"."""
        shields: dict[str, int] = {}
        for hit in self._speech.cues.find(self._words):
            cue = hit.value
            if cue.kind == SHIELD:
                shields[cue.rule] = hit.last + SHIELDED
            elif not any(cue.rule.startswith(rule) and hit.first < end for rule, end in shields.items()):
                yield hit

    def _reach(self, hit: Found[Cue]) -> Reach | None:
        """The words a cue speaks of, or None when what it asks for is missing."""
        cue = hit.value
        if cue.kind == "plain":
            return None
        if cue.before_present and not self._is_present(hit.last):
            return None
        begin, end = self._text.sentences[self._text.sentence_of[hit.first]]
        begin, end = max(begin, hit.first - FARTHEST), min(end, hit.last + FARTHEST)
        first, last = hit.first, end
        if cue.scope == "next":
            last = min(hit.last + NEXT, end)
        elif cue.scope == "after":
            last = self._complement_end(hit.last - 1, end)
        elif cue.scope == "sentence":
            first = begin
        elif cue.scope == "clause":
            first, last = self._clause(hit.first)[0], self._clause(hit.last - 1)[1]
        elif cue.scope == "back":
            first, last = self._back(hit.first, begin), end
        return Reach(first, last, cue.rule, cue.kind, hit.first, cue.decides)

    def _complement_end(self, token: int, end: int) -> int:
        """Where what a verb asks for ends; asides are passed: "هدد القائد، اليوم، بقصف البلدة"."""
        last = self._clause(token)[1]
        while last < end and self._words[last - 1] == COMMA and self._goes_on(self._words[last]):
            last = self._clause(last)[1]
        return min(last, end)

    def _goes_on(self, word: str) -> bool:
        return word in COMPLEMENT or word[0] == "ب" or self._speech.bounds.get(word) == "time"

    def _back(self, cue: int, begin: int) -> int:
        sentence = self._text.sentence_of[cue]
        if sentence > 0 and cue - self._text.sentences[sentence].first < HEAD:
            return max(self._text.sentences[sentence - 1].first, cue - FARTHEST)
        return begin

    def _is_present(self, position: int) -> bool:
        """Whether a verb of the present stands here: "قد يهاجم", not "قد هاجم"."""
        return position < len(self._words) and self._words[position][0] == "ي"

    def _times(self, published: int | None) -> Iterator[Reach]:
        """Futures, stretches of time and past years, each found at its rarest word."""
        words, periods = self._words, self._speech.time_words.periods
        for position, word in enumerate(words):
            if word in periods:
                if self._closes_period(position):
                    yield self._time(position, PERIOD)
            elif word[0] in FUTURE_OPENINGS:
                if len(word) > SHORTEST_FUTURE and self._is_future(word):
                    yield Reach(position, self._clause(position)[1], FUTURE, "planned", position, True)
            elif (
                published
                and len(word) == YEAR
                and self._is_year(position)
                and EARLIEST <= (year := int(word)) < published
            ):
                yield self._time(position, LAST_YEAR if year == published - 1 else PAST_YEAR)

    def _time(self, position: int, rule: str) -> Reach:
        """A time speaks of its clause; one that opens a sentence, of all of it: "1974 - مواجهات في بيروت"."""
        sentence = self._text.sentences[self._text.sentence_of[position]]
        first, last = self._clause(position)
        if position == sentence.first:
            last = min(sentence.last, position + FARTHEST)
        return Reach(first, last, rule, "aggregate", position, True)

    def _closes_period(self, position: int) -> bool:
        """Whether a noun of time ends a stretch of it, with or without a number: "خلال ثلاثة أشهر"."""
        leads, words = self._speech.time_words.before_period, self._words
        if position > 0 and words[position - 1] in leads:
            return position + 1 == len(words) or not words[position + 1].isdigit()
        return position > 1 and words[position - 2] in leads and not words[position - 1].startswith("ال")

    def _is_year(self, position: int) -> bool:
        """Whether a number of four digits is a year: by the word before it, or at the head of a sentence."""
        if not self._words[position].isdecimal():
            return False
        at_head = self._text.sentences[self._text.sentence_of[position]].first == position
        return at_head or self._words[position - 1] in self._speech.time_words.before_year

    def _is_future(self, word: str) -> bool:
        """Whether a word is a verb with the س of the future: "وسينفذ", not "وسيارة"."""
        verb = word if word[0] == FUTURE_LETTER else word[1:]
        return (
            verb[0] == FUTURE_LETTER
            and verb[1] in FUTURE_PERSONS
            and not verb.startswith(self._speech.time_words.unfuture)
        )
