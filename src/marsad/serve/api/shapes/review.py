"""Doubts: values and groupings that a person should look at, and what became of what a person said."""

from dataclasses import dataclass
from datetime import date

from marsad.serve.api.shapes.claims import ClaimShape
from marsad.serve.api.shapes.incidents import IncidentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """A report as far as a doubt needs it."""

    sha256: str
    title: str | None
    content: str | None
    outlet: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another value that a claim of the same incident gives."""

    slot: str
    value: str
    claim: str
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A doubt about the values of a claim (kind "value") or about two claims being one happening ("grouping").

    `left` is the claim in doubt; of a grouping, `right` is the other one. Doubts come by `doubt` times `impact`.
    """

    id: str
    kind: str
    doubt: float
    impact: float
    reason_codes: list[str]
    slots: list[str]
    chance: float | None
    together: bool | None
    reasons: list[str]
    against: list[str]
    left: ClaimShape
    right: ClaimShape | None
    left_report: ReportText
    right_report: ReportText | None
    left_incident: IncidentRow | None
    right_incident: IncidentRow | None
    rivals: list[Rival]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """A page of doubts; `done` are those that people settled."""

    items: list[Doubt]
    total: int
    next: str | None
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What became of what a person said; `undo` takes it back."""

    undo: str | None
    claim: ClaimShape | None
    incident: IncidentRow | None
