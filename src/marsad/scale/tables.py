"""The tables of a back file, and records to their rows and back. docs/tables.md tells of every column.

Columns are only ever added within a VERSION; one that goes or changes its meaning makes a new VERSION.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

from marsad.errors import MissingExtraError
from marsad.model import ClaimRecord

if TYPE_CHECKING:
    import pyarrow

VERSION = 1
BATCH = 500  # rows of a batch
UNDATED = "unknown"  # the month of reports that state no day


@cache
def schemas() -> MappingProxyType[str, "pyarrow.Schema"]:
    """The schema of each table by name."""
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise MissingExtraError("this needs pyarrow; install it with: pip install 'marsad[spark]'") from None

    def table(**columns: Any) -> Any:
        return pa.schema(list(columns.items()))

    def struct(**columns: Any) -> Any:
        return pa.struct(list(columns.items()))

    text, whole, real, day, yes = pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_()
    texts = pa.list_(text)
    span = struct(start=whole, end=whole)
    count = struct(min=whole, max=whole, approx=yes)
    slot = struct(slot=text, span=span, words=text, value=text, target=text, count=count)
    sighting = struct(id=text, outlet=text, url=text, published=day, where=text)
    report = {"sha256": text, "title": text, "text": text, "sightings": pa.list_(sighting)}
    toll = {
        f"{outcome}_{end}": whole
        for outcome in ("killed", "injured", "detained", "abducted")
        for end in ("low", "best", "high")
    }
    return MappingProxyType(
        {
            "sighted": table(sha256=text, title=text, text=text, **{each.name: each.type for each in sighting}),
            "reports": table(**report, month=text),
            "readings": table(
                **report,
                id=text,
                outlet=text,
                url=text,
                published=day,
                known_on=day,
                reader=text,
                packs=text,
                reading=text,
                digest=text,
                claims=whole,
            ),
            "claims": table(
                key=text,
                report=text,
                report_id=text,
                outlet=text,
                url=text,
                published=day,
                known_on=day,
                kind=text,
                type=text,
                family=text,
                modality=text,
                confidence=real,
                days=struct(start=day, end=day),
                evidence=span,
                quote=text,
                slots=pa.list_(slot),
                ongoing=yes,
                aggregate=yes,
                point=struct(latitude=real, longitude=real, cell=whole, kind=text),
            ),
            "dead": table(where=text, problem=text),
            "copies": table(left=text, right=text, likeness=real),
            "origins": table(report=text, origin=text),
            "pairs": table(left=text, right=text, chance=real, levels=text),
            "members": table(claim=text, incident=text),
            "incidents": table(
                incident=text,
                type=text,
                family=text,
                start=day,
                end=day,
                place=text,
                place_id=text,
                latitude=real,
                longitude=real,
                **toll,
                known_on=day,
                origins=texts,
                outlets=texts,
                claims=texts,
            ),
            "control": table(
                place=text,
                place_id=text,
                holder=text,
                holder_id=text,
                hold=text,
                start=day,
                until=day,
                last_heard=day,
                contested=yes,
                claims=texts,
            ),
            "done": table(name=text, reports=whole, claims=whole, failures=whole),
        }
    )


def month_of(published: date | None) -> str:
    """The partition of a day of publication."""
    return UNDATED if published is None else f"{published:%Y-%m}"


def batches(rows: Iterable[dict[str, Any]], table: str, size: int = BATCH) -> Iterator["pyarrow.RecordBatch"]:
    """Rows as batches of a table."""
    import pyarrow as pa

    schema = schemas()[table]
    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == size:
            yield pa.RecordBatch.from_pylist(waiting, schema)
            waiting = []
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema)


def rows(found: Iterable["pyarrow.RecordBatch"]) -> Iterator[dict[str, Any]]:
    """The rows of batches."""
    for batch in found:
        yield from batch.to_pylist()


def claim_row(record: ClaimRecord) -> dict[str, Any]:
    """A claim as a row of `claims`."""
    row: dict[str, Any] = msgspec.to_builtins(record, builtin_types=(date,))
    return row


def record_of(row: dict[str, Any], origin: str | None = None) -> ClaimRecord:
    """A claim from its row; `origin` is the text that its report copies."""
    return msgspec.convert(row | {"origin": origin or row["report"]}, ClaimRecord)


def ddl(table: str) -> str:
    """The columns of a table as Spark writes them down."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return ", ".join(
        f"`{field.name}` {field.dataType.simpleString()}" for field in from_arrow_schema(schemas()[table]).fields
    )
