"""How surely a report says that something happened, whether it is one happening, and whether it goes on.

Cues of the core pack reach over the words around them; what a cue covers gets its rule as a hint. Decisions are
taken from the hints, so that every one of them can be told in words.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from marsad.knowledge.speech import GUARD, Cue, Found, Guard, Speech, spellings
from marsad.model.codes import Modality
from marsad.text.analysis import Analysis
from marsad.text.clitics import stems, without_article

FARTHEST = 40  # words a cue reaches at most: keeps one endless sentence from taking quadratic time
NEXT = 4
SHIELDED = 8
SHIELD = "shield"
NEAR = 5
BEFORE = 4
HEAD = 4  # a cue within the first words of its sentence speaks of the sentence before too
FUTURE = "planned.future"
FUTURE_LETTER = "س"
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

    __slots__ = ("_reaches", "_starts", "_text", "_words", "_speech")

    def __init__(self, text: Analysis, speech: Speech, published: date | None = None) -> None:
        self._text = text
        self._speech = speech
        self._words = [token.text for token in text.tokens]
        year = published.year if published else None
        reaches = [reach for hit in self._unshielded() if (reach := self._reach(hit, year))]
        reaches.extend(self._futures())
        self._reaches = sorted(reaches)
        self._starts = [reach.first for reach in self._reaches]

    def reaches_at(self, token: int) -> Iterator[Reach]:
        """The reaches that cover a token."""
        at = bisect_right(self._starts, token) - 1
        while at >= 0 and self._starts[at] > token - 2 * FARTHEST:
            if self._reaches[at].last > token:
                yield self._reaches[at]
            at -= 1

    def hints_at(self, token: int) -> tuple[str, ...]:
        """The rules that speak of a token, without repetition: ("planned.threat", "aggregate.since far").

        A hint is "far" when its cue stands in another clause.
        """
        clause_of = self._text.clause_of
        clause = clause_of[token]
        hints: dict[str, None] = {}
        for reach in self.reaches_at(token):
            if reach.kind != GUARD:
                hints[reach.rule if clause_of[reach.cue] == clause else f"{reach.rule} far"] = None
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
        return next((reach.rule for reach in self.reaches_at(token) if reach.kind == kind and reach.decides), None)

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

    def _reach(self, hit: Found[Cue], year: int | None) -> Reach | None:
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
            last = self._clause(hit.last - 1)[1]
        elif cue.scope == "sentence":
            first = begin
        elif cue.scope == "clause":
            first, last = self._clause(hit.first)[0], self._clause(hit.last - 1)[1]
        elif cue.scope == "back":
            first, last = self._back(hit.first, begin), end
        elif cue.scope == "year":
            if year is None or (rule := self._past_year(hit.last, year)) is None:
                return None
            return Reach(*self._clause(hit.first), rule, cue.kind, hit.first, cue.decides)
        return Reach(first, last, cue.rule, cue.kind, hit.first, cue.decides)

    def _back(self, cue: int, begin: int) -> int:
        sentence = self._text.sentence_of[cue]
        if sentence > 0 and cue - self._text.sentences[sentence].first < HEAD:
            return max(self._text.sentences[sentence - 1].first, cue - FARTHEST)
        return begin

    def _past_year(self, position: int, year: int) -> str | None:
        """The rule for a year before the year of publication: "عام 2014" in a report of 2018."""
        if position >= len(self._words):
            return None
        word = self._words[position]
        if len(word) != 4 or not word.isdigit() or not 1900 <= int(word) < year:
            return None
        return "history.last-year" if int(word) == year - 1 else "history.year"

    def _is_present(self, position: int) -> bool:
        """Whether a verb of the present stands here: "قد يهاجم", not "قد هاجم"."""
        return position < len(self._words) and self._words[position][0] == "ي"

    def _futures(self) -> Iterator[Reach]:
        """Verbs with the س of the future, over themselves and the rest of their clause: "سينفذ غارات"."""
        never = self._speech.never_future
        for position, word in enumerate(self._words):
            if len(word) <= SHORTEST_FUTURE or FUTURE_LETTER not in word[:2]:
                continue
            for verb in spellings(word):
                if verb[0] == FUTURE_LETTER and verb[1] in FUTURE_PERSONS and not verb.startswith(never):
                    yield Reach(position, self._clause(position)[1], FUTURE, "planned", position, True)
