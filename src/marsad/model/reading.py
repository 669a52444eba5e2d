"""A reading: everything Marsad reads out of one report, and what its mentions may mean."""

from dataclasses import dataclass
from enum import StrEnum

from marsad.model.claim import Claim, Control, Event, Flow, Movement, Relation
from marsad.model.dates import DateRange
from marsad.model.mention import Mention
from marsad.model.report import Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A known thing that a mention may mean, with the reason in words; higher scores are likelier."""

    id: str
    name: str
    score: float
    reason: str


class Way(StrEnum):
    """How a text places something by a place."""

    OFF = "off"  # 10 كم شرق X
    AROUND = "around"  # قرب X
    PART = "part"  # ريف X الشرقي
    BETWEEN = "between"  # بين X و Y


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """Where a text places something by a known place: `span` says so.

    `least` and `most` are kilometres, None where none are said; `degrees` the direction, clockwise from north; `other`
    the id of the second place of "between X and Y".
    """

    way: Way
    span: Span
    least: float | None = None
    most: float | None = None
    degrees: float | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a mention means: the id of a known thing, or None when it cannot be told; ties stay in `candidates`.

    `offset` tells where by a place something is said to be. An actor whom nobody knows has a `provisional` id, the
    same in every report that writes the name so.
    """

    mention: Mention
    target: str | None
    score: float
    reason: str
    candidates: tuple[Candidate, ...] = ()
    offset: Offset | None = None
    provisional: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLink:
    """The days a claim speaks of, or None; `claim` counts through `Reading.claims`."""

    claim: int
    days: DateRange | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report, read. The same text and the same version give the same reading, to the byte."""

    report: Report
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    controls: tuple[Control, ...]
    movements: tuple[Movement, ...]
    relations: tuple[Relation, ...]
    flows: tuple[Flow, ...]
    dates: tuple[DateLink, ...]
    places: tuple[Link, ...]
    actors: tuple[Link, ...]
    reader_version: str
    packs: dict[str, str]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims: events, controls, movements, relations, flows, in that order."""
        return (*self.events, *self.controls, *self.movements, *self.relations, *self.flows)

    def days_of(self, claim: int) -> DateRange | None:
        """The days that claim number `claim` (from 0) speaks of."""
        return next((link.days for link in self.dates if link.claim == claim), None)
