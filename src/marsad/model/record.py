"""What a ledger keeps of reports and claims: sightings, records, edits, tombstones, what is known of an outlet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from marsad.model.codes import EventFamily, Modality, Outcome
from marsad.model.dates import DateRange
from marsad.model.quantity import CountRange
from marsad.model.report import Span

ACTOR_SLOTS = ("initiator", "target", "party", "holder", "previous", "actor", "subject", "object")
PLACE_SLOTS = ("place", "admin", "origin", "destination", "via")
TOLL_SLOTS = tuple(map(str, Outcome))


class ClaimKind(StrEnum):
    """The five kinds of claims."""

    EVENT = "event"
    CONTROL = "control"
    MOVEMENT = "movement"
    RELATION = "relation"
    FLOW = "flow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where and when a text was met: `id` is what that source calls it, `where` the file or feed.

    One text may be seen many times; the outlet that published it first stands for it.
    """

    id: str
    outlet: str | None
    url: str | None
    published: date | None
    where: str
    retrieved: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotValue:
    """One value of a claim: the words at `span`, what they say, the known thing they mean.

    `span` and `words` are None for a value that a person put there. Rows of a toll have their group in
    `value` and a `count`.
    """

    slot: str
    span: Span | None
    words: str | None
    value: str
    target: str | None = None
    count: CountRange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where on Earth a known place is: WGS84 degrees, its H3 cell, and the kind of place, which tells how exactly."""

    latitude: float
    longitude: float
    cell: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """A claim as the ledger answers with it: its values, its report, and since when it could be known.

    `key` names the claim for good: it stays when the report is read again and the claim is found again.
    `known_on` is the day of publication, or the day the text was met when nobody knows the former. `origin`
    is common to reports that copy one text. `edited` tells that a person changed a value.
    """

    key: str
    report: str
    report_id: str
    outlet: str | None
    url: str | None
    published: date | None
    known_on: date
    kind: ClaimKind
    type: str
    family: EventFamily | None
    modality: Modality
    confidence: float
    days: DateRange | None
    evidence: Span
    quote: str
    slots: tuple[SlotValue, ...]
    ongoing: bool = False
    aggregate: bool = False
    edited: bool = False
    rejected: bool = False
    origin: str = ""
    point: Point | None = None

    def all(self, *names: str) -> Iterator[SlotValue]:
        """The values of these slots."""
        return (slot for slot in self.slots if slot.slot in names)

    def one(self, *names: str) -> SlotValue | None:
        """The first value of the first of these slots that has one."""
        return next((slot for name in names for slot in self.all(name)), None)

    @property
    def place(self) -> SlotValue | None:
        """Where it is: the place, else where something goes, comes from, or passes."""
        return self.one("place", "destination", "origin", "via")

    @property
    def source(self) -> SlotValue | None:
        """Who the report says said it; None for the outlet's own voice."""
        return self.one("source")

    @property
    def actors(self) -> tuple[SlotValue, ...]:
        """Everybody who acts or is acted upon."""
        return tuple(self.all(*ACTOR_SLOTS))

    def toll(self, outcome: Outcome) -> CountRange | None:
        """All rows of an outcome together: 2 civilians and 3 or more others killed are 5 or more."""
        counts = [slot.count for slot in self.all(outcome) if slot.count is not None]
        if not counts:
            return None
        most = [count.max for count in counts if count.max is not None]
        return CountRange(
            min=sum(count.min for count in counts),
            max=sum(most) if len(most) == len(counts) else None,
            approx=any(count.approx for count in counts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A person says what a value of a claim is: who, when, why.

    `slot` is "type", "modality", "days", "place", an outcome of a toll, or "verdict" ("right" or "wrong",
    on the claim as a whole). `value` None says that it is not known.
    """

    claim: str
    slot: str
    value: str | None
    who: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is left of a report that was forgotten: its fingerprint, so that it does not come back unnoticed."""

    sha256: str
    id: str
    reason: str
    who: str
    at: datetime
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What is known of a source of reports; `syndicates_from` are outlets whose texts it carries."""

    name: str
    language: str | None = None
    affiliation: str | None = None
    note: str | None = None
    syndicates_from: tuple[str, ...] = ()
