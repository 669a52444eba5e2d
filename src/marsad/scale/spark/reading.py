"""Reports to readings and claims: one task takes one file, and writes one file of each.

A task that finds its work done by the same reader, of the same reports, leaves it alone. So a run that was ended goes
on where it stopped, and a task that Spark starts twice leaves one file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from marsad.ledger.adding import Mark, known_day, mark_of
from marsad.ledger.flattening import flatten
from marsad.ledger.known import point_of
from marsad.ledger.storing import plain
from marsad.model import ClaimRecord, Reading, Report
from marsad.reader import reader_of
from marsad.scale.local import read_one
from marsad.scale.spark.intake import Part, sighting_from
from marsad.scale.storage import Folder
from marsad.scale.tables import VERSION, batches, claim_row, ddl, rows, schemas
from marsad.sources.source import Failure
from marsad.version import VERSION as MARSAD

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

    from marsad.knowledge.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where a task reads and writes, and with what: `retrieved` is when the reports were taken in."""

    work: Folder
    readings: Folder
    claims: Folder
    dead: Folder
    packs: tuple[Path, ...]
    today: date
    retrieved: datetime

    def mark(self, reader: Mark, reports: str | None) -> str:
        """What a file of readings is made from."""
        return f"{VERSION} {reader.version} {reader.digests} {self.today} {reports}"


def read_parts(spark: "SparkSession", parts: Sequence[Part], places: Places) -> "DataFrame":
    """A row of counts for each part, once it is read; nothing is done before it is asked for."""
    found = spark.createDataFrame([(part.name,) for part in parts], "name string").repartition(max(1, len(parts)))
    return found.mapInArrow(partial(_read, places), ddl("done"))


def _read(places: Places, found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    knowledge = reader_of(places.packs).knowledge
    for row in rows(found):
        name = row["name"]
        mark = places.mark(Mark(MARSAD, knowledge.digests), places.work.mark_of(name))
        told = places.readings.mark_of(name)
        done = msgspec.json.decode(told) if told else {}
        if done.get("mark") != mark:
            done = _read_part(places, name, knowledge.gazetteer) | {"mark": mark}
            counted = msgspec.json.encode({each: done[each] for each in ("mark", "reports", "claims", "failures")})
            places.readings.write(name, batches(done["readings"], "readings"), schemas()["readings"], counted.decode())
        yield from batches([{each: done[each] for each in ("reports", "claims", "failures")} | {"name": name}], "done")


def _read_part(places: Places, name: str, gazetteer: "Gazetteer") -> dict[str, Any]:
    """Read the reports of a file, and write their claims and what failed; the readings are written last."""
    readings: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    dead: list[dict[str, Any]] = []
    for row in rows(places.work.read(name)):
        read = read_one(_report(row), today=places.today, packs=places.packs)
        if isinstance(read, Failure):
            dead.append({"where": read.where, "problem": read.problem})
            continue
        known_on = known_day(read.report, sighting_from(row["sightings"][0], places.retrieved))
        told = [_placed(record, gazetteer) for record in flatten(read, known_on)]
        claims += map(claim_row, told)
        readings.append(_reading_row(row, read, known_on, len(told)))
    places.claims.write(name, batches(claims, "claims"), schemas()["claims"], "")
    places.dead.remove(name)
    if dead:
        places.dead.write(name, batches(dead, "dead"), schemas()["dead"], "")
    return {"readings": readings, "reports": len(readings), "claims": len(claims), "failures": len(dead)}


def _report(row: dict[str, Any]) -> Report:
    basis = row["sightings"][0]
    return Report(
        id=basis["id"],
        title=row["title"],
        text=row["text"],
        outlet=basis["outlet"],
        published=basis["published"],
        url=basis["url"],
    )


def _placed(record: ClaimRecord, gazetteer: "Gazetteer") -> ClaimRecord:
    """A claim with the point of the known place it is at."""
    place = record.place
    known = gazetteer.places.get(place.target or "") if place else None
    return replace(record, point=point_of(known)) if known else record


def _reading_row(row: dict[str, Any], reading: Reading, known_on: date, claims: int) -> dict[str, Any]:
    report = reading.report
    mark = mark_of(reading)
    body, digest = plain(reading)
    return {
        "sha256": row["sha256"],
        "title": row["title"],
        "text": row["text"],
        "sightings": row["sightings"],
        "id": report.id,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published,
        "known_on": known_on,
        "reader": mark.version,
        "packs": mark.digests,
        "reading": body.decode(),
        "digest": digest,
        "claims": claims,
    }
