"""Incidents: claims of many reports about one happening, all their values side by side, and how they were merged."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from marsad.model.codes import EventFamily
from marsad.model.dates import DateRange
from marsad.model.quantity import CountRange
from marsad.model.record import ClaimRecord, Point, SlotValue


class Pair(NamedTuple):
    """Two claims by key, left before right; the chance that they are one happening; the level of each comparison."""

    left: str
    right: str
    chance: float
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people said of pairs, by key, the smaller first; their word is kept whatever the machine thinks."""

    same: Set[tuple[str, str]] = field(default_factory=frozenset)
    different: Set[tuple[str, str]] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One value that claims give, who gives it, and since when it is known.

    `claims` are keys, `origins` the texts it goes back to: copies of one text count once.
    """

    value: str
    target: str | None = None
    count: CountRange | None = None
    claims: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    known_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """All values of a slot, the best supported first, and the rule by which the first stands for all.

    Of a toll, `count` is the range over what the sources say; `rule` tells how low, best and high were chosen.
    """

    slot: str
    told: tuple[Told, ...]
    rule: str
    count: CountRange | None = None
    best: int | None = None

    @property
    def contested(self) -> bool:
        """Whether sources disagree."""
        return len(self.told) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What reports tell of one happening. `id` is named after its smallest claim; every claim's name leads to it.

    `members` are in the order in which they could be known. `days`, `place`, `point` and `type` are those that
    stand for the incident; all that was told of them is in `slots`.
    """

    id: str
    type: str
    family: EventFamily | None
    days: DateRange | None
    place: SlotValue | None
    point: Point | None
    members: tuple[ClaimRecord, ...]
    slots: tuple[Merged, ...]

    def slot(self, name: str) -> Merged | None:
        """What is told of a slot."""
        return next((merged for merged in self.slots if merged.slot == name), None)

    @property
    def origins(self) -> tuple[str, ...]:
        """The texts it goes back to; copies of one text are one."""
        return tuple(dict.fromkeys(member.origin for member in self.members))

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published it, the first first."""
        return tuple(dict.fromkeys(member.outlet for member in self.members if member.outlet))

    @property
    def single_source(self) -> bool:
        """Whether all goes back to one text; such incidents are kept, and marked."""
        return len(self.origins) == 1

    @property
    def known_on(self) -> date:
        """Since when it is known."""
        return self.members[0].known_on
