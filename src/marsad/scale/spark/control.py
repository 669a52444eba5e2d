"""Claims of control to periods, a place to a task."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from marsad.model.control import ControlPeriod
from marsad.scale.spark.session import load, save
from marsad.scale.storage import Folder
from marsad.scale.tables import batches, ddl, record_of, schemas
from marsad.timeline import control_periods, name_of

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import SparkSession


def find_periods(spark: "SparkSession", claims: Folder, control: Folder, mark: str) -> int:
    """Write the periods of control; how many there are."""
    from pyspark.sql import functions as fn

    told = load(spark, claims, "claims").where("kind = 'control'")
    placed = told.mapInArrow(_places, "key string, at string").where("at is not null")
    periods = (
        told.join(placed, "key")
        .select("at", *(fn.col(name) for name in schemas()["claims"].names))
        .groupBy("at")
        .applyInArrow(_periods, ddl("control"))
    )
    return save(periods, control, "control", mark)


def _places(found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    import pyarrow as pa

    for batch in found:
        records = list(map(record_of, batch.to_pylist()))
        places = [name_of(record.place) if record.place else None for record in records]
        yield pa.RecordBatch.from_pydict(
            {"key": [record.key for record in records], "at": pa.array(places, pa.string())}
        )


def _periods(table: "pyarrow.Table") -> "pyarrow.Table":
    import pyarrow as pa

    told = [{name: value for name, value in row.items() if name != "at"} for row in table.to_pylist()]
    periods = control_periods(map(record_of, told))
    return pa.Table.from_batches(batches(map(period_row, periods), "control"), schemas()["control"])


def period_row(period: ControlPeriod) -> dict[str, Any]:
    """A period as a row of `control`."""
    return {
        "place": period.place,
        "place_id": period.place_id,
        "holder": period.holder,
        "holder_id": period.holder_id,
        "hold": str(period.hold),
        "start": period.start,
        "until": period.until,
        "last_heard": period.last_heard,
        "contested": period.contested,
        "claims": [claim.key for claim in period.claims],
    }
