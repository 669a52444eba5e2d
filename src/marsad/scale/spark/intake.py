"""Inputs to reports: every text once, with all its sightings, in files of one month each.

files ──> ranges of lines ──> sighted texts ──> one row a text ──> reports/month=2024-03/part-00000.parquet
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from marsad.errors import InputError, ScaleError
from marsad.ledger.adding import rank
from marsad.model import Report, Sighting
from marsad.scale.storage import ENDING, Folder, locate
from marsad.scale.tables import batches, ddl, month_of, rows, schemas
from marsad.sources.files import KINDS, PACKED, read_stream
from marsad.sources.records import parse_day
from marsad.sources.source import Failure

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

RANGE = 32 << 20  # bytes of lines that one task takes
PART = 2000  # reports of a file: some minutes of reading, which is what a crash can cost
LINES = (".jsonl", ".ndjson")
WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # of sightings while they are only compared
_RANGES = "path string, start long, `end` long, lines long"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of reports that is to be read, and what is in it."""

    name: str
    reports: int


def files_of(source: str) -> list[tuple[str, int, str]]:
    """The files of an input: path, bytes, and a sign that changes when the file does."""
    system, path = locate(source)
    if not system.exists(path):
        raise ScaleError(f"{source}: there is no such file or folder; check the name")
    found = system.find(path, detail=True)
    endings = (*KINDS, *(f"{kind}{PACKED}" for kind in KINDS), ENDING)
    names = [name for name in sorted(found) if name.lower().endswith(endings) or name == path]
    names = [name for name in names if not any(step[:1] in "._" for step in name[len(path) :].split("/")[1:])]
    if not names:
        raise ScaleError(f"{source}: no file in it ends in {', '.join(sorted((*KINDS, ENDING)))}")
    protocol = system.protocol if isinstance(system.protocol, str) else system.protocol[0]
    prefix = "" if protocol in ("file", "local") else f"{protocol}://"
    return [(f"{prefix}{name}", int(found[name]["size"]), str(system.ukey(name))) for name in names]


def take_in(
    spark: "SparkSession", files: Iterable[tuple[str, int, str]], work: Folder, dead: Folder, *, published: date | None
) -> list[Part]:
    """Write the reports of the files to `work`, a month to a folder, and what cannot be read to `dead`."""
    from pyspark import StorageLevel
    from pyspark.sql import functions as fn

    from marsad.scale.spark.session import save

    found = _ranges(spark, list(files))
    met = found.mapInArrow(partial(_met, published), ddl("sighted") + ", problem string").persist(
        StorageLevel.DISK_ONLY
    )
    bad = met.where("problem is not null").select(fn.col("where"), "problem")
    save(bad.coalesce(1), dead, "dead", "")
    width = max(2, spark.sparkContext.defaultParallelism)
    texts = (
        met.where("problem is null")
        .drop("problem")
        .repartition(max(width, found.rdd.getNumPartitions()), "sha256")
        .sortWithinPartitions("sha256")
        .mapInArrow(_gather, ddl("reports"))
        .persist(StorageLevel.DISK_ONLY)
    )
    sizes = {row["month"]: row["count"] for row in texts.groupBy("month").count().collect()}
    shares = spark.createDataFrame(
        [(month, -(-count // PART)) for month, count in sorted(sizes.items())], "month string, shares int"
    )
    bucketed = texts.join(fn.broadcast(shares), "month").withColumn("share", fn.expr("pmod(hash(sha256), shares)"))
    total = sum(-(-count // PART) for count in sizes.values())
    work.clear()
    written = (
        bucketed.repartition(max(1, min(total, 4 * width)), "month", "share")
        .sortWithinPartitions("month", "share", "sha256")
        .select(*schemas()["reports"].names, "share")
        .mapInArrow(partial(_write, work), ddl("done"))
        .collect()
    )
    met.unpersist()
    texts.unpersist()
    return [Part(row["name"], row["reports"]) for row in sorted(written)]


# --- files to sightings


def _ranges(spark: "SparkSession", files: list[tuple[str, int, str]]) -> "DataFrame":
    """Where each task reads: whole files, or stretches of large ones with the number of lines before them."""
    whole: list[tuple[str, int, int, int]] = []
    parts: list[tuple[str, int, int, int]] = []
    for path, size, _ in files:
        if path.lower().endswith(LINES) and size > RANGE:
            parts += [(path, start, min(start + RANGE, size), 0) for start in range(0, size, RANGE)]
        else:
            whole.append((path, 0, -1, 0))
    if parts:
        apart = spark.createDataFrame(parts, _RANGES).repartition(len(parts))
        counts = {(row.path, row.start): row.lines for row in apart.mapInArrow(_count_lines, _RANGES).collect()}
        for path, of_path in groupby(parts, key=lambda part: part[0]):
            before = 0
            for _, start, end, _ in of_path:
                whole.append((path, start, end, before))
                before += counts[path, start]
    return spark.createDataFrame(whole, _RANGES).repartition(len(whole))


def _count_lines(found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    import pyarrow as pa

    for row in rows(found):
        system, path = locate(row["path"])
        with system.open(path, "rb") as file:
            file.seek(row["start"])
            row["lines"] = file.read(row["end"] - row["start"]).count(b"\n")
        yield pa.RecordBatch.from_pylist([row])


def _met(published: date | None, found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    """Every report of the ranges as it was met, and a problem for each that cannot be read."""
    import pyarrow as pa

    schema = schemas()["sighted"].append(pa.field("problem", pa.string()))
    waiting: list[dict[str, Any]] = []
    for place in rows(found):
        for met in _reports(place):
            waiting.append(_met_row(met, place["path"], published))
            if len(waiting) == 500:
                yield pa.RecordBatch.from_pylist(waiting, schema)
                waiting = []
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema)


def _met_row(met: Report | Failure, path: str, published: date | None) -> dict[str, Any]:
    if isinstance(met, Failure):
        return {"where": met.where, "problem": met.problem}
    return {
        "sha256": met.sha256,
        "title": met.title,
        "text": met.text,
        "id": met.id,
        "outlet": met.outlet,
        "url": met.url,
        "published": met.published or published,
        "where": path,
    }


def _reports(place: dict[str, Any]) -> Iterator[Report | Failure]:
    system, path = locate(place["path"])
    name = path.rpartition("/")[2]
    with system.open(path, "rb") as file:
        if name.lower().endswith(ENDING):
            yield from _parquet_reports(file, place["path"], name)
        elif place["end"] < 0:
            yield from read_stream(file, name=name, where=place["path"])
        elif lines := _stretch(file, place):
            yield from read_stream(BytesIO(lines), name=name, where=place["path"])


def _stretch(file: Any, place: dict[str, Any]) -> bytes:
    """The lines that begin in a stretch of a file, after as many empty ones as there are before it."""
    start, before = place["start"], place["lines"]
    if start:
        file.seek(start - 1)
        skipped = len(file.readline()) - 1
        before += skipped > 0
        start += skipped
    if start >= place["end"]:
        return b""
    lines: bytes = file.read(place["end"] - start)
    if not lines.endswith(b"\n"):
        lines += file.readline()
    return b"\n" * before + lines if lines.strip() else b""


def _parquet_reports(file: Any, where: str, name: str) -> Iterator[Report | Failure]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(file)
    except (pa.ArrowInvalid, OSError) as error:
        yield Failure(where, f"it is no Parquet file ({str(error).splitlines()[0]}); write it again")
        return
    if "text" not in table.schema_arrow.names:
        yield Failure(where, 'it has no column "text"; a report needs at least that')
        return
    wanted = [
        each for each in ("id", "outlet", "published", "title", "text", "url") if each in table.schema_arrow.names
    ]
    number = 0
    for batch in table.iter_batches(1000, columns=wanted):
        for row in batch.to_pylist():
            number += 1
            try:
                yield _report_of(row, f"{name.removesuffix(ENDING)}:{number}")
            except (InputError, ValueError) as error:
                yield Failure(f"{where}: row {number}", str(error))


def _report_of(row: dict[str, Any], id: str) -> Report:
    if not row["text"]:
        raise InputError('it has no "text"; write one or take the row out')
    day = row.get("published")
    if isinstance(day, datetime):
        day = day.date()
    elif isinstance(day, str):
        day = parse_day(day) if day.strip() else None
    return Report(
        id=str(row["id"]) if row.get("id") not in (None, "") else id,
        outlet=row.get("outlet") or None,
        published=day,
        title=row.get("title") or "",
        text=row["text"],
        url=row.get("url") or None,
    )


# --- sightings to reports


def _gather(found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    """One row a text; the sightings are in the order in which they may stand for it."""
    yield from batches(map(_one_text, _by(found, "sha256")), "reports")


def _by(found: Iterable["pyarrow.RecordBatch"], *names: str) -> Iterator[list[dict[str, Any]]]:
    """The rows that are alike in these columns, of rows that are sorted by them."""
    key: Callable[[dict[str, Any]], Any] = lambda row: tuple(row[name] for name in names)  # noqa: E731
    for _, same in groupby(rows(found), key):
        yield list(same)


def _one_text(met: list[dict[str, Any]]) -> dict[str, Any]:
    first = min(met, key=lambda row: (row["title"], row["text"]))
    seen = {rank(sighting): sighting for sighting in map(sighting_from, met)}
    ordered = [seen[each] for each in sorted(seen)]
    return {
        "sha256": first["sha256"],
        "title": first["title"],
        "text": first["text"],
        "sightings": [
            {"id": each.id, "outlet": each.outlet, "url": each.url, "published": each.published, "where": each.where}
            for each in ordered
        ],
        "month": month_of(ordered[0].published),
    }


def sighting_from(row: dict[str, Any], retrieved: datetime = WHEN) -> Sighting:
    """A sighting from its columns."""
    return Sighting(
        id=row["id"],
        outlet=row["outlet"],
        url=row["url"],
        published=row["published"],
        where=row["where"],
        retrieved=retrieved,
    )


def _write(work: Folder, found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    for same in _by(found, "month", "share"):
        name = f"month={same[0]['month']}/part-{same[0]['share']:05}{ENDING}"
        told = [{each: row[each] for each in schemas()["reports"].names} for row in same]
        digest = sha256(msgspec.json.encode([(row["sha256"], row["sightings"]) for row in told])).hexdigest()
        count = work.write(name, batches(told, "reports"), schemas()["reports"], digest)
        yield from batches([{"name": name, "reports": count}], "done")
