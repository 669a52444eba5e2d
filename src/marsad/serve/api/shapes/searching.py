"""What a search finds."""

from dataclasses import dataclass
from datetime import date

from marsad.serve.api.shapes.incidents import IncidentRow
from marsad.serve.api.shapes.world import ActorRow, PlaceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentHit:
    """An incident whose evidence has the words; `marks` are spans inside the quote."""

    incident: IncidentRow
    claim: str
    quote: str | None
    marks: list[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHit:
    """A report that has the words."""

    sha256: str
    title: str | None
    outlet: str | None
    published: date | None
    quote: str | None
    marks: list[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHit:
    """An outlet of such a name."""

    name: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What was found, by what it is."""

    places: list[PlaceRow]
    actors: list[ActorRow]
    incidents: list[IncidentHit]
    reports: list[ReportHit]
    sources: list[SourceHit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The hits of a search, and how many there are of each kind."""

    q: str
    hits: Hits
    totals: dict[str, int]
