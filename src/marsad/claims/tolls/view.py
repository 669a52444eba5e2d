"""One sentence as the rules of tolls see it: its words, the people counted in it, the cues of their fate."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.claims.tolls.victims import Victims
from marsad.knowledge.people import Cue, People
from marsad.model.codes import Outcome
from marsad.text import Analysis, Sentence


@dataclass(slots=True, eq=False)
class Row:
    """People with the outcomes that a cue gave them; `parent` is the row they are a part of."""

    victims: Victims
    outcomes: tuple[Outcome, ...]
    cue: int
    joint: bool = False
    total: bool = False
    parent: "Row | None" = None


class SentenceView:
    """Look-ups in one sentence; positions are token indexes of the whole text."""

    def __init__(self, analysis: Analysis, people: People, sentence: Sentence, victims: Sequence[Victims]) -> None:
        self.tokens = analysis.tokens
        self.clause_of = analysis.clause_of
        self.people = people
        self.first, self.last = sentence
        self.victims = list(victims)
        self.starts = [people_counted.first for people_counted in victims]
        self.cues: list[tuple[int, Cue]] = []

    def text(self, at: int) -> str:
        """The word at a position; empty outside the sentence."""
        return self.tokens[at].text if self.first <= at < self.last else ""

    def texts(self, first: int, last: int) -> list[str]:
        """The words from `first` to before `last`, as far as they lie in the sentence."""
        return [token.text for token in self.tokens[max(first, self.first) : min(last, self.last)]]

    def victims_from(self, position: int) -> int:
        """The index of the first people that begin at a position or behind it."""
        return bisect_left(self.starts, position)

    def victims_at(self, position: int) -> Victims | None:
        """The people that begin at a position."""
        index = self.victims_from(position)
        found = index < len(self.starts) and self.starts[index] == position
        return self.victims[index] if found else None

    def cue_index_from(self, position: int) -> int:
        """The index of the first cue at a position or behind it."""
        return bisect_left(self.cues, position, key=lambda cue: cue[0])

    def next_cue(self, position: int) -> int:
        """Where the next cue stands from a position on; the end of the sentence if there is none."""
        index = self.cue_index_from(position)
        return self.cues[index][0] if index < len(self.cues) else self.last

    def cue_at(self, position: int) -> Cue | None:
        """The cue at a position."""
        index = self.cue_index_from(position)
        found = index < len(self.cues) and self.cues[index][0] == position
        return self.cues[index][1] if found else None
