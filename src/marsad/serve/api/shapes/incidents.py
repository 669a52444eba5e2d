"""Incidents in lists, on maps, in time, and one with all that is told of it."""

from dataclasses import dataclass
from datetime import date

from marsad.serve.api.shapes.claims import ClaimShape, CountShape, HistoryShape, JudgedShape


@dataclass(frozen=True, slots=True, kw_only=True)
class TollShape:
    """How many: the least and the most that any text counts, and the latest count. `high` null is "or more"."""

    low: int
    best: int | None
    high: int | None
    approx: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyShape:
    """An actor of an incident."""

    role: str
    value: str
    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """An incident as a line of a list; `radius` are metres within which its place lies."""

    id: str
    type: str
    family: str | None
    first_day: date | None
    last_day: date | None
    known_on: date
    last_known_on: date
    place: str | None
    place_id: str | None
    place_en: str | None
    latitude: float | None
    longitude: float | None
    place_kind: str | None
    precision: str
    radius: int | None
    actors: list[PartyShape]
    killed: TollShape | None
    injured: TollShape | None
    detained: TollShape | None
    abducted: TollShape | None
    claims: int
    origins: int
    outlets: list[str]
    single_source: bool
    contested: list[str]
    modalities: list[str]
    confidence: float
    edited: bool
    rejected: bool
    noted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place on the map; `precision` is the number of its precision in the list of the feed."""

    id: str
    name: str
    name_en: str | None
    latitude: float
    longitude: float
    precision: int
    radius: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapColumns:
    """A column a value: the n-th of each column is of the n-th incident."""

    id: list[str]
    place: list[int]
    type: list[int]
    day: list[int | None]
    killed: list[int | None]
    more: list[int]
    flags: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFeed:
    """Every incident with a point, compact; the others are counted."""

    total: int
    placed: int
    unplaced: int
    types: list[str]
    precisions: list[str]
    places: list[MapPlace]
    columns: MapColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The incidents of a day, week or month."""

    start: date
    count: int
    killed: int
    families: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Incidents in time."""

    by: str
    total: int
    undated: int
    bins: list[Bin]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """How many incidents a value of a filter has."""

    code: str
    count: int
    label: str | None = None
    label_en: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The commonest values of each filter; a filter's own choice is left aside when its values are counted."""

    total: int
    facets: dict[str, list[FacetValue]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteShape:
    """The words that give a value: in which claim and column, and where."""

    claim: str
    column: int
    words: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldShape:
    """One value of a slot, and the columns (reports) that give it."""

    value: str | None
    target: str | None
    target_name: str | None
    target_name_en: str | None
    count: CountShape | None
    known_on: date
    columns: list[int]
    origins: int
    quotes: list[QuoteShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotShape:
    """A row of the table of disagreement: all values of a slot, and the rule by which the first stands for all."""

    slot: str
    question: str
    contested: bool
    rule: str
    rule_code: str
    count: TollShape | None
    origins: int
    values: list[ToldShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnShape:
    """A column of the table of disagreement: a report, in the order in which they became known."""

    index: int
    outlet: str | None
    published: date | None
    known_on: date
    report: str
    report_title: str | None
    origin: str
    copy_of: int | None
    claims: list[str]
    modality: str
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """A count, as it became known."""

    known_on: date
    min: int
    max: int | None
    approx: bool
    outlet: str | None
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour(JudgedShape):
    """A pair with a claim of another incident that came near to being one with it."""

    incident: IncidentRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLink:
    """Where a format of an incident is."""

    format: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDetail(IncidentRow):
    """One incident with every value and who gives it, why its claims are one, and what people said."""

    slots: list[SlotShape]
    columns: list[ColumnShape]
    curve: dict[str, list[CurvePoint]]
    members: list[ClaimShape]
    reasons: list[JudgedShape]
    neighbours: list[Neighbour]
    history: list[HistoryShape]
    exports: list[ExportLink]
