"""Near copies among all texts, as the ledger finds them: sketches share a band, then runs of words are compared."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from marsad.ledger.copies import ALIKE, likeness, runs_of, sketch
from marsad.ledger.words import Words
from marsad.scale.spark.session import load, save
from marsad.scale.storage import Folder
from marsad.scale.tables import batches, ddl, schemas

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession


def find_copies(spark: "SparkSession", readings: Folder, copies: Folder, origins: Folder, mark: str) -> int:
    """Write the pairs of near copies and the origin of each text that has some; how many texts that are."""
    from pyspark.sql import functions as fn

    texts = load(spark, readings, "readings").select("sha256", "title", "text")
    bands = texts.mapInArrow(_bands, "report string, band long")
    alike = (
        bands.groupBy("band")
        .agg(fn.sort_array(fn.collect_set("report")).alias("members"))
        .where(fn.size("members") > 1)
        .select("members")
        .distinct()
    )
    together = alike.select(fn.xxhash64("members").alias("bucket"), fn.explode("members").alias("sha256"))
    pairs = (
        together.join(texts, "sha256")
        .groupBy("bucket")
        .applyInArrow(_pairs, ddl("copies"))
        .dropDuplicates(["left", "right"])
    )
    save(pairs, copies, "copies", mark)
    groups = components(spark, load(spark, copies, "copies").select("left", "right"))
    least = groups.groupBy("component").agg(fn.min("node").alias("origin"))
    named = groups.join(least, "component").select(fn.col("node").alias("report"), "origin")
    return save(named, origins, "origins", mark)


def _bands(found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    import pyarrow as pa

    for batch in found:
        told: list[dict[str, Any]] = []
        for row in batch.to_pylist():
            own = sketch(runs_of(Words(f"{row['title']}\n{row['text']}").all))
            told += [{"report": row["sha256"], "band": band} for band in sorted(set(own))]
        if told:
            yield pa.RecordBatch.from_pylist(told)


def _pairs(table: "pyarrow.Table") -> "pyarrow.Table":
    import pyarrow as pa

    runs = {row["sha256"]: runs_of(Words(f"{row['title']}\n{row['text']}").all) for row in table.to_pylist()}
    return pa.Table.from_batches(batches(copies_among(runs), "copies"), schemas()["copies"])


def copies_among(runs: Mapping[str, frozenset[str]]) -> Iterator[dict[str, Any]]:
    """Pairs of near copies that tie together all texts that hang together; one copy in a group is proof enough."""
    group_of: dict[str, str] = {}
    for report in sorted(runs):
        group_of[report] = report
        for other in [each for each in group_of if each != report]:
            if group_of[other] == group_of[report]:
                continue
            alike = likeness(runs[report], runs[other])
            if alike >= ALIKE:
                yield {"left": other, "right": report, "likeness": round(alike, 4)}
                gone, kept = group_of[other], group_of[report]
                group_of |= {each: kept for each, group in group_of.items() if group == gone}


def components(spark: "SparkSession", edges: "DataFrame") -> "DataFrame":
    """`node` and `component` of everything that the edges (`left`, `right`) tie together."""
    from pyspark.sql import functions as fn
    from splink.backends.spark import SparkAPI
    from splink.clustering import cluster_pairwise_predictions_at_threshold

    ends = edges.select(fn.col("left").alias("node")).union(edges.select("right")).distinct()
    if ends.isEmpty():
        return spark.createDataFrame([], "node string, component string")
    engine = SparkAPI(spark_session=spark, break_lineage_method="persist", register_udfs_automatically=False)  # type: ignore[no-untyped-call]
    found = cluster_pairwise_predictions_at_threshold(
        ends,
        edges.select(fn.col("left").alias("node_l"), fn.col("right").alias("node_r")),
        engine,
        node_id_column_name="node",
    )
    frame: DataFrame = found.as_spark_dataframe()
    return frame.select("node", fn.col("cluster_id").alias("component"))
