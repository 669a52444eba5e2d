"""A reading: everything Marsad reads out of one report, and what its mentions may mean."""

from dataclasses import dataclass

from marsad.model.claim import Claim, Control, Event, Flow, Movement, Relation
from marsad.model.dates import DateRange
from marsad.model.mention import Mention
from marsad.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A known thing that a mention may mean, with the reason in words; higher scores are likelier."""

    id: str
    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a mention means: the id of a known thing, or None when it cannot be told; ties stay in `candidates`."""

    mention: Mention
    target: str | None
    score: float
    reason: str
    candidates: tuple[Candidate, ...] = ()


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
