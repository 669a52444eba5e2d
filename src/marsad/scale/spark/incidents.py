"""Claims to incidents: the model of `incidents` on Splink's Spark engine, groups made where claims hang together."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.incidents import group, merge, name_of, row_of
from marsad.incidents.comparing import LEAST, PREDICTED, columns_of, pair_of, schema, settings
from marsad.incidents.grouping import JOIN
from marsad.incidents.levels import load_levels
from marsad.ledger.incidents import is_told
from marsad.model import Outcome
from marsad.model.incident import Incident, Pair
from marsad.reader import reader_of
from marsad.scale.spark.copies import components
from marsad.scale.spark.session import load, save
from marsad.scale.storage import Folder
from marsad.scale.tables import batches, ddl, record_of, rows, schemas

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession


def find_pairs(spark: "SparkSession", claims: Folder, pairs: Folder, packs: tuple[Path, ...], mark: str) -> int:
    """Write every pair of claims that may tell of one happening; how many there are."""
    from pyspark.sql.pandas.types import from_arrow_schema
    from splink import Linker
    from splink.backends.spark import SparkAPI

    told = load(spark, claims, "claims").where("kind = 'event' and not aggregate")
    compared = told.mapInArrow(partial(_compared, packs), from_arrow_schema(schema())).persist()
    if compared.limit(2).count() < 2:
        return save(spark.createDataFrame([], ddl("pairs")), pairs, "pairs", mark)
    engine = SparkAPI(spark_session=spark, break_lineage_method="persist", register_udfs_automatically=False)  # type: ignore[no-untyped-call]
    linker = Linker(engine.register(compared), settings(load_levels()), log_level="ERROR")
    found: DataFrame = linker.inference.predict(threshold_match_probability=LEAST).as_spark_dataframe()
    count = save(found.select(*PREDICTED).mapInArrow(_named, ddl("pairs")), pairs, "pairs", mark)
    compared.unpersist()
    return count


def _compared(packs: tuple[Path, ...], found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    """Claims that may tell of an incident, in the columns that are compared."""
    import pyarrow as pa

    gazetteer = reader_of(packs).knowledge.gazetteer
    for batch in found:
        columns: list[dict[str, Any]] = []
        for record in map(record_of, batch.to_pylist()):
            if is_told(record):
                place = gazetteer.places.get(record.place.target or "") if record.place else None
                areas = (place, *gazetteer.ancestors(place)) if place else ()
                columns.append(columns_of(row_of(record, tuple(sorted({area.id for area in areas})))))
        if columns:
            yield pa.RecordBatch.from_pylist(columns, schema())


def _named(found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    yield from batches(
        (
            {"left": pair.left, "right": pair.right, "chance": pair.chance, "levels": "".join(map(str, pair.levels))}
            for pair in (pair_of(*(row[name] for name in PREDICTED)) for row in rows(found))
        ),
        "pairs",
    )


def find_members(spark: "SparkSession", claims: Folder, pairs: Folder, members: Folder, mark: str) -> int:
    """Write the incident of each claim; how many claims are in one.

    Groups only ever join by a pair of at least JOIN, so that what such pairs tie together can be grouped by itself.
    """
    from pyspark.sql import functions as fn

    compared = load(spark, pairs, "pairs").persist()
    tied = components(spark, compared.where(fn.col("chance") >= JOIN).select("left", "right")).persist()
    within = (
        compared.join(tied.select(fn.col("node").alias("left"), "component"), "left")
        .join(tied.select(fn.col("node").alias("right"), fn.col("component").alias("other")), "right")
        .where("component = other")
        .drop("other")
    )
    grouped = within.groupBy("component").applyInArrow(_grouped, ddl("members"))
    told = load(spark, claims, "claims").where("kind = 'event' and not aggregate")
    alone = (
        told.mapInArrow(_told, "claim string")
        .join(tied.select(fn.col("node").alias("claim")), "claim", "left_anti")
        .select("claim", fn.concat(fn.lit(name_of("")), "claim").alias("incident"))
    )
    count = save(grouped.union(alone), members, "members", mark)
    compared.unpersist()
    tied.unpersist()
    return count


def _grouped(table: "pyarrow.Table") -> "pyarrow.Table":
    import pyarrow as pa

    pairs = [
        Pair(row["left"], row["right"], row["chance"], tuple(map(int, row["levels"]))) for row in table.to_pylist()
    ]
    keys = {key for pair in pairs for key in pair[:2]}
    told = (
        {"claim": key, "incident": name_of(together[0])} for together in group(sorted(keys), pairs) for key in together
    )
    return pa.Table.from_batches(batches(told, "members"), schemas()["members"])


def _told(found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    import pyarrow as pa

    for batch in found:
        keys = [record.key for record in map(record_of, batch.to_pylist()) if is_told(record)]
        if keys:
            yield pa.RecordBatch.from_pydict({"claim": keys})


def merge_all(
    spark: "SparkSession", claims: Folder, origins: Folder, members: Folder, incidents: Folder, mark: str
) -> int:
    """Write what stands for each incident; how many there are."""

    named = load(spark, members, "members").withColumnRenamed("claim", "key")
    of_text = load(spark, origins, "origins")
    told = load(spark, claims, "claims").join(named, "key").join(of_text, "report", "left")
    columns = [*schemas()["claims"].names, "origin", "incident"]
    merged = told.select(*columns).groupBy("incident").applyInArrow(_merged, ddl("incidents"))
    return save(merged, incidents, "incidents", mark)


def _merged(table: "pyarrow.Table") -> "pyarrow.Table":
    import pyarrow as pa

    return pa.Table.from_batches(
        batches([incident_row(merge(records_with_origin(table.to_pylist())))], "incidents"), schemas()["incidents"]
    )


def records_with_origin(told: Iterable[dict[str, Any]]) -> Iterator[Any]:
    """Claims from rows that also tell which text their report copies."""
    return (record_of(row, row["origin"]) for row in told)


def incident_row(incident: Incident) -> dict[str, Any]:
    """An incident as a row of `incidents`."""
    row: dict[str, Any] = {
        "incident": incident.id,
        "type": incident.type,
        "family": incident.family and str(incident.family),
        "start": incident.days and incident.days.start,
        "end": incident.days and incident.days.end,
        "place": incident.place and incident.place.value,
        "place_id": incident.place and incident.place.target,
        "latitude": incident.point and incident.point.latitude,
        "longitude": incident.point and incident.point.longitude,
        "known_on": incident.known_on,
        "origins": list(incident.origins),
        "outlets": list(incident.outlets),
        "claims": [member.key for member in incident.members],
    }
    for outcome in Outcome:
        toll = incident.slot(str(outcome))
        row[f"{outcome}_low"] = toll and toll.count and toll.count.min
        row[f"{outcome}_best"] = toll and toll.best
        row[f"{outcome}_high"] = toll and toll.count and toll.count.max
    return row
