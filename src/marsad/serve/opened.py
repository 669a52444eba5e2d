"""`marsad.open("marsad.db")`: a ledger from Python, with answers as typed tables of pandas, polars or Arrow."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Literal, Self

from marsad.errors import LedgerError, MissingExtraError
from marsad.exports.columnar import schema_of
from marsad.exports.flat import COLUMNS, flat
from marsad.ledger import Asked, Ledger
from marsad.model import ClaimKind, ClaimRecord, Outcome
from marsad.model.incident import Incident
from marsad.serve.adding import Adding
from marsad.serve.exporting import Wanted, incidents_of, surroundings_of
from marsad.serve.readings import Intake
from marsad.serve.tally import Tally, Tell

Library = Literal["pandas", "polars", "arrow"]
EVENT_COLUMNS: MappingProxyType[str, type] = MappingProxyType(
    {
        "claim": str,
        "type": str,
        "family": str,
        "start": date,
        "end": date,
        "place": str,
        "place_id": str,
        "latitude": float,
        "longitude": float,
        "initiators": list,
        "targets": list,
        "parties": list,
        **{f"{outcome}_{end}": int for outcome in Outcome for end in ("low", "high")},
        "source": str,
        "modality": str,
        "confidence": float,
        "outlet": str,
        "published": date,
        "known_on": date,
        "url": str,
        "report": str,
        "quote_start": int,
        "quote_end": int,
        "quote": str,
    }
)


class Opened:
    """A ledger to ask from Python; close it, or use it in a `with` statement."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.ledger.close()

    def add(self, *inputs: str | Path, intake: Intake | None = None, tell: Tell | None = None) -> Tally:
        """Add reports as `marsad add` does: files, folders, addresses of pages and feeds.

        What could not be read is counted in the tally; `tell` is given a row for each thing that was met.
        """
        adding = Adding(self.ledger, complain=lambda _: None, tell=tell)
        return adding.run(map(str, inputs), intake)

    def events(self, *, as_: Library = "pandas", **asked: Any) -> Any:
        """The claims of events that answer, a row each; what may be asked are the fields of `marsad.ledger.Asked`."""
        found = self.ledger.find(_asked(asked, kinds=(ClaimKind.EVENT,)))
        return _table(map(_event, found), EVENT_COLUMNS, as_)

    def incidents(self, *, as_: Library = "pandas", **asked: Any) -> Any:
        """The incidents that answer, a row each, with the columns of `marsad export --format csv`."""
        around = surroundings_of(self.ledger)
        return _table((flat(each, around) for each in self.each_incident(**asked)), COLUMNS, as_)

    def each_incident(self, **asked: Any) -> Iterator[Incident]:
        """The incidents that answer, one by one, with every value and who gives it."""
        return incidents_of(self.ledger, Wanted(asked=_asked(asked)))


def open(where: str | Path, *, create: bool = False) -> Opened:
    """The ledger at a file or URL; LedgerError where there is none and none is to be made.

    >>> with marsad.open("marsad.db") as ledger:                      # doctest: +SKIP
    ...     ledger.incidents(within="إدلب", since=date(2024, 1, 1)).groupby("admin2").deaths_best.sum()
    """
    return Opened(Ledger.open(where, create=create))


def _asked(asked: dict[str, Any], **more: Any) -> Asked:
    try:
        return Asked(**more | asked)
    except TypeError:
        known = ", ".join(Asked.__dataclass_fields__)
        wrong = ", ".join(sorted(set(asked) - set(Asked.__dataclass_fields__)))
        raise LedgerError(f"{wrong}: cannot be asked for; there are {known}") from None


def _event(claim: ClaimRecord) -> dict[str, Any]:
    days, place, point = claim.days, claim.place, claim.point
    row: dict[str, Any] = {
        "claim": claim.key,
        "type": claim.type,
        "family": str(claim.family) if claim.family else None,
        "start": days.start if days else None,
        "end": days.end if days else None,
        "place": place.value if place else None,
        "place_id": place.target if place else None,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "source": claim.source.value if claim.source else None,
        "modality": str(claim.modality),
        "quote_start": claim.evidence.start,
        "quote_end": claim.evidence.end,
    }
    for column, slot in (("initiators", "initiator"), ("targets", "target"), ("parties", "party")):
        row[column] = [value.value for value in claim.all(slot)]
    for outcome in Outcome:
        toll = claim.toll(outcome)
        row |= {f"{outcome}_low": toll.min if toll else None, f"{outcome}_high": toll.max if toll else None}
    for name in ("confidence", "outlet", "published", "known_on", "url", "report", "quote"):
        row[name] = getattr(claim, name)
    return row


def _table(rows: Iterator[dict[str, Any]], columns: MappingProxyType[str, type], library: Library) -> Any:
    schema = schema_of(columns)
    import pyarrow as pa

    table = pa.Table.from_pylist(list(rows), schema)
    try:
        if library == "pandas":
            import pandas

            return table.to_pandas(types_mapper=pandas.ArrowDtype)
        if library == "polars":
            import polars

            return polars.from_arrow(table)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"this table needs {error.name}; install it with: pip install 'marsad[tables]'"
        ) from None
    if library != "arrow":
        raise LedgerError(f"{library!r} is none of pandas, polars, arrow")
    return table
