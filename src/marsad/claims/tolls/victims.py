"""Counted people of a text, before anything is known of their fate."""

from dataclasses import dataclass, replace

from marsad.knowledge.people import Kind
from marsad.model.codes import Outcome, VictimGroup
from marsad.model.quantity import CountRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """Some counted people at the tokens `[first, last)`; what is said of them ends at `end`.

    `group` is None where nothing beside the noun says it; `outcomes` come from the noun itself (قتلى وجرحى).
    `stated`: a number, a dual or one person was said; `known`: a noun for people was said, not a bare number;
    `of_known`: some of the wounded, told of before; `anaphoric`: "منهم", "أفرادها"; `ambiguous`: a plural in
    ين that may be a dual; `prefix`: what is written before the first word.
    """

    first: int
    last: int
    end: int
    count: CountRange
    group: VictimGroup | None = None
    kind: Kind | None = None
    outcomes: tuple[Outcome, ...] = ()
    prefix: str = ""
    stated: bool = True
    known: bool = True
    numbered: bool = False
    joint: bool = False
    fuzzy: bool = False
    definite: bool = False
    owned: bool = False
    of_known: bool = False
    anaphoric: bool = False
    ambiguous: bool = False

    def as_two(self) -> "Victims":
        """These people read as a dual: "مدنيين قتلا"."""
        return replace(self, count=CountRange.exactly(2), stated=True, ambiguous=False)

    def up_to(self, last: int) -> "Victims":
        """These people with more words taken in."""
        return replace(self, last=last, end=last)
