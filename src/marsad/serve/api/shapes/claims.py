"""Claims: their values, their evidence, and what people said of them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanShape:
    """Where words stand, in characters of the report's content."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountShape:
    """How many; `max` null is "or more"."""

    min: int
    max: int | None
    approx: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueShape:
    """A value of a claim; words are null where a person put it there, or where one may not see them."""

    slot: str
    question: str
    value: str | None
    target: str | None
    target_name: str | None
    target_name_en: str | None
    count: CountShape | None
    words: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShape:
    """A claim with its report and evidence."""

    key: str
    kind: str
    type: str
    family: str | None
    incident: str | None
    modality: str
    confidence: float
    first_day: date | None
    last_day: date | None
    known_on: date
    published: date | None
    outlet: str | None
    url: str | None
    report: str
    report_id: str
    report_title: str | None
    origin: str
    evidence: SpanShape
    quote: str | None
    values: list[ValueShape]
    ongoing: bool
    aggregate: bool
    edited: bool
    rejected: bool
    restricted: bool
    verdict: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryShape:
    """What a person said, and when; `undo` takes it back where one may."""

    at: datetime
    who: str
    action: str
    claim: str
    other: str | None
    slot: str | None
    value: str | None
    why: str
    withdrawn: bool
    undo: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDetail(ClaimShape):
    """A claim with what people said of it."""

    history: list[HistoryShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateShape:
    """A known thing that a value may mean."""

    slot: str
    value: str | None
    id: str
    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a claim reads as it does."""

    key: str
    rules: list[str]
    day: str | None
    candidates: list[CandidateShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedShape:
    """Two claims that were compared, what speaks for one happening and what against it, and a person's verdict."""

    left: str
    right: str
    chance: float
    reasons: list[str]
    against: list[str]
    left_quote: str | None
    right_quote: str | None
    left_outlet: str | None
    right_outlet: str | None
    verdict: str | None
    who: str | None
