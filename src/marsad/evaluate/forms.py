"""The codebook's form of a report (docs/codebook.md, section 6): what people marked, or what a reading says.

Days are dates, coded values are the codebook's own; a dict that does not fit is refused with the report's
id and the path of the value that is wrong.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from marsad.errors import GoldError
from marsad.model import Change, EventType, Manner, Modality, Outcome, Role, Tie, VictimGroup


class Days(msgspec.Struct, frozen=True):
    """From `start` to `end`, both included."""

    start: date
    end: date


class ActorRow(msgspec.Struct, frozen=True):
    """An armed actor of an event, as written, and its role."""

    text: str
    role: Role


class CasualtyRow(msgspec.Struct, frozen=True):
    """How many people of one group came to what; `max` None means "or more"."""

    outcome: Outcome
    group: VictimGroup
    min: int
    max: int | None = None


class EventRow(msgspec.Struct, frozen=True):
    """One event; `confidence` is there in readings only."""

    type: EventType
    date: Days | None = None
    place: str | None = None
    admin: tuple[str, ...] = ()
    facility: str | None = None
    actors: tuple[ActorRow, ...] = ()
    casualties: tuple[CasualtyRow, ...] = ()
    modality: Modality = Modality.ASSERTED
    aggregate: bool = False
    evidence: str | None = None
    confidence: float | None = None

    @property
    def asked(self) -> bool:
        """Whether a reader must find it: no tally, no plan, no denial."""
        return not self.aggregate and self.modality in {Modality.ASSERTED, Modality.UNCONFIRMED}


class ControlRow(msgspec.Struct, frozen=True):
    """Who took, lost, holds, contests or sways a place."""

    change: Change
    place: str | None = None
    holder: str | None = None
    evidence: str | None = None
    confidence: float | None = None


class MovementRow(msgspec.Struct, frozen=True):
    """An armed actor went from somewhere to somewhere."""

    manner: Manner
    actor: str | None = None
    origin: str | None = None
    destination: str | None = None
    evidence: str | None = None
    confidence: float | None = None


class RelationRow(msgspec.Struct, frozen=True):
    """A lasting tie of a subject to an object."""

    subject: str
    relation: Tie
    object: str
    evidence: str | None = None
    confidence: float | None = None


class FlowRow(msgspec.Struct, frozen=True):
    """Goods, people or money on a route."""

    goods: tuple[str, ...]
    origin: str | None = None
    destination: str | None = None
    via: str | None = None
    actor: str | None = None
    evidence: str | None = None
    confidence: float | None = None


ClaimRow = EventRow | ControlRow | MovementRow | RelationRow | FlowRow


class ReportRow(msgspec.Struct, frozen=True):
    """One report of a gold file or of a file of readings."""

    id: str
    title: str | None = None
    text: str | None = None
    events: tuple[EventRow, ...] = ()
    control: tuple[ControlRow, ...] = ()
    movement: tuple[MovementRow, ...] = ()
    relation: tuple[RelationRow, ...] = ()
    flow: tuple[FlowRow, ...] = ()

    @property
    def content(self) -> str:
        """Title, newline, text: what evidence is quoted from."""
        return f"{self.title or ''}\n{self.text or ''}"


def report_row(fields: Mapping[str, Any]) -> ReportRow:
    """The typed form of one report; GoldError names the report and the value that does not fit."""
    try:
        return msgspec.convert(_without_nulls(fields), ReportRow)
    except msgspec.ValidationError as error:
        raise GoldError(
            f"report {fields.get('id', 'without an id')!r}: {error}; see docs/codebook.md, section 6"
        ) from None


def _without_nulls(value: Any) -> Any:
    """A value without its null fields: null says no more than a field left out."""
    if isinstance(value, Mapping):
        return {name: _without_nulls(inner) for name, inner in value.items() if inner is not None}
    return [_without_nulls(inner) for inner in value] if isinstance(value, list | tuple) else value


def load_gold(path: Path) -> list[dict[str, Any]]:
    """The reports of a JSON Lines file; GoldError names file and line of one that cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise GoldError(f"{path}: there is no such file; give a JSON Lines file of annotated reports") from None
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    return [_report(line, f"{path}:{number}") for number, line in enumerate(lines, start=1) if line.strip()]


def _report(line: str, where: str) -> dict[str, Any]:
    try:
        fields = msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        raise GoldError(f"{where}: {error}; each line must hold one whole JSON report") from None
    if not isinstance(fields, dict) or not isinstance(fields.get("id"), str):
        raise GoldError(f"{where}: the line is no report with an id; see docs/codebook.md, section 6")
    return fields
