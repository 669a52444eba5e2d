"""Places, actors, sources, and who holds what."""

from dataclasses import dataclass
from datetime import date

from marsad.serve.api.shapes.claims import ClaimShape
from marsad.serve.api.shapes.incidents import IncidentRow
from marsad.serve.api.shapes.reports import ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A code and how often it is told."""

    code: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month and what is counted in it."""

    start: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A place by its names."""

    id: str
    name: str
    name_en: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place in a list."""

    id: str
    name: str
    name_en: str | None
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFound:
    """A place of the gazetteer, with what it lies in told in a line."""

    id: str
    name: str
    name_en: str | None
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    lies_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCounted:
    """A place and how many incidents are told of it."""

    id: str
    name: str
    name_en: str | None
    latitude: float | None
    longitude: float | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPlace:
    """A place near another, with the kilometres and the number of its incidents."""

    id: str
    name: str
    name_en: str | None
    kind: str
    latitude: float | None
    longitude: float | None
    km: float
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodShape:
    """Who is said to have held a place from when to when; `claims` are keys."""

    place: str
    place_id: str | None
    place_en: str | None
    latitude: float | None
    longitude: float | None
    holder: str
    holder_id: str | None
    holder_en: str | None
    hold: str
    start: date
    until: date | None
    last_heard: date
    freshness: str
    contested: bool
    colour: str
    outlets: list[str]
    claims: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodDetail(PeriodShape):
    """A period with the claims that tell of it."""

    told: list[ClaimShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlMap:
    """Who is said to hold what on a day."""

    on: date
    total: int
    items: list[PeriodShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetail:
    """A place: what it lies in, what is told of it, who held it, what is near."""

    id: str
    name: str
    name_en: str | None
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    precision: str
    radius: int | None
    lies_in: list[PlaceName]
    events: int
    recent: list[IncidentRow]
    types: list[Counted]
    control: list[PeriodDetail]
    neighbours: list[NearPlace]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor in a list."""

    id: str
    name: str
    name_en: str | None
    kind: str
    country: str | None
    claims: int
    first_day: date | None
    last_day: date | None
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """An actor by its names."""

    id: str
    name: str
    name_en: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor or person of the graph; `known` tells whether the packs or the ledger have it."""

    id: str
    name: str
    name_en: str | None
    kind: str | None
    colour: str
    known: bool
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A tie between two nodes, with the claims that tell of it."""

    source: str
    target: str
    tie: str
    directed: bool
    claims: list[str]
    outlets: list[str]
    first: date
    last: date
    quotes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Ties as reports claim them."""

    nodes: list[Node]
    edges: list[Edge]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDetail:
    """An actor: names, parts, what is told of it, where and when, what it holds, its ties."""

    id: str
    name: str
    name_en: str | None
    kind: str
    country: str | None
    colour: str
    aliases: list[str]
    parts: list[ActorName]
    part_of: list[ActorName]
    events: int
    first_day: date | None
    last_day: date | None
    types: list[Counted]
    places: list[PlaceCounted]
    recent: list[IncidentRow]
    months: list[Month]
    holds: list[PeriodShape]
    graph: Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """An outlet; `restricted` are the roles that may see its words, null for all."""

    name: str
    reports: int
    copies: int
    first: date | None
    last: date | None
    language: str | None
    affiliation: str | None
    note: str | None
    syndicates_from: list[str]
    restricted: list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """In how many incidents an outlet stands beside others, and in how many alone."""

    with_others: int
    alone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDetail(SourceRow):
    """An outlet with what it tells of."""

    recent: list[ReportRow]
    types: list[Counted]
    places: list[PlaceCounted]
    months: list[Month]
    agreement: Agreement
