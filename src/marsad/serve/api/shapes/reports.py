"""Reports, their texts with marks, and what reading one gives."""

from dataclasses import dataclass
from datetime import date, datetime

from marsad.serve.api.shapes.claims import ClaimShape


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in a list."""

    sha256: str
    id: str
    title: str | None
    outlet: str | None
    published: date | None
    url: str | None
    claims: int
    copies: int
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkShape:
    """A stretch of the content and what it says; of evidence as a whole, `question` is null."""

    start: int
    end: int
    question: str | None
    slot: str
    claims: list[str]
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingShape:
    """Where a text was met."""

    id: str
    outlet: str | None
    url: str | None
    published: date | None
    retrieved: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyShape:
    """A near copy of a text."""

    sha256: str
    title: str | None
    outlet: str | None
    published: date | None
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDetail:
    """A report with its text, what is marked in it, its claims, where it was seen, and its copies."""

    sha256: str
    id: str
    title: str | None
    text: str | None
    content: str | None
    outlet: str | None
    published: date | None
    url: str | None
    language: str
    restricted: bool
    reader: str
    marks: list[MarkShape]
    claims: list[ClaimShape]
    sightings: list[SightingShape]
    copies: list[CopyShape]
    others: list[ReportRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """The report that a pasted text makes."""

    sha256: str
    title: str
    text: str
    content: str
    outlet: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadShape:
    """A reading that is not kept; `known` tells whether the ledger has the text."""

    report: ReadText
    claims: list[ClaimShape]
    marks: list[MarkShape]
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptShape:
    """What became of a report that was to be kept."""

    sha256: str
    outcome: str
    claims: int
    incidents: list[str]
