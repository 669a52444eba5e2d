"""Stored claims, readings and reports back as they were."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, select
from sqlalchemy.sql.elements import ColumnElement

from marsad.ledger.rows import record_of, slot_of
from marsad.ledger.schema import claim_slots, claims, origins, places, readers, readings, reports, sightings
from marsad.ledger.storing import unpack
from marsad.model import ClaimRecord, Point, Reading, SlotValue

_MANY = 2_000  # claims whose values are asked for at once

claims_and_reports = (
    claims.join(readings, readings.c.id == claims.c.reading)
    .join(sightings, sightings.c.id == readings.c.sighting)
    .join(reports, reports.c.id == readings.c.report)
    .outerjoin(origins, origins.c.report == reports.c.id)
    .outerjoin(places, places.c.id == claims.c.place_id)
)


def chosen(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Claims with all a record needs of the report they are from; to be filtered and put in order."""
    return (
        select(
            claims,
            reports.c.sha256,
            sightings.c.name,
            sightings.c.outlet,
            sightings.c.url,
            readings.c.published,
            origins.c.origin,
            places.c.latitude,
            places.c.longitude,
            places.c.cell,
            places.c.kind.label("place_kind"),
        )
        .select_from(claims_and_reports)
        .where(*conditions)
    )


def load_records(connection: Connection, query: Select[Any]) -> list[ClaimRecord]:
    """The records of `chosen` claims, in the query's order."""
    rows = connection.execute(query).all()
    slots = _slots(connection, [row.id for row in rows])
    return [record_of(row, slots[row.id], origin=row.origin or row.sha256, point=_point(row)) for row in rows]


def _point(row: Any) -> Point | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Point(latitude=row.latitude, longitude=row.longitude, cell=row.cell, kind=row.place_kind)


def _slots(connection: Connection, ids: Sequence[int]) -> dict[int, list[SlotValue]]:
    found: dict[int, list[SlotValue]] = defaultdict(list)
    for start in range(0, len(ids), _MANY):
        some = ids[start : start + _MANY]
        query = select(claim_slots).where(claim_slots.c.claim.in_(some))
        for row in connection.execute(query.order_by(claim_slots.c.claim, claim_slots.c.number)):
            found[row.claim].append(slot_of(row))
    return found


stored_readings = select(
    readings.c.id,
    readings.c.report,
    readings.c.known_on,
    readings.c.published,
    readings.c.sha256.label("digest"),
    readings.c.body,
    readings.c.superseded_at,
    readers.c.version,
    readers.c.packs,
    reports.c.sha256,
    reports.c.title,
    reports.c.text,
    sightings.c.name,
    sightings.c.outlet,
    sightings.c.url,
    sightings.c.retrieved,
).select_from(
    readings.join(readers, readers.c.id == readings.c.reader)
    .join(reports, reports.c.id == readings.c.report)
    .join(sightings, sightings.c.id == readings.c.sighting)
)


def reading_of(row: Any) -> Reading:
    """A reading from its row."""
    packs = msgspec.json.decode(row.packs, type=dict[str, str])
    return unpack(row.body, title=row.title, text=row.text, version=row.version, packs=packs)


def load_reading(connection: Connection, sha256: str) -> Reading | None:
    """The reading of a report that holds now; its report has the name, outlet and day that stand for the text."""
    query = stored_readings.where(reports.c.sha256 == sha256, readings.c.superseded_at.is_(None))
    row = connection.execute(query).first()
    return None if row is None else reading_of(row)


def load_content(connection: Connection, reading: int) -> str:
    """The text that a reading is of: title, newline, text."""
    of_reading = readings.join(reports, reports.c.id == readings.c.report)
    query = select(reports.c.title, reports.c.text).select_from(of_reading).where(readings.c.id == reading)
    row = connection.execute(query).one()
    return f"{row.title}\n{row.text}"


def content_of(connection: Connection, sha256: str) -> str | None:
    """The text of a report: title, newline, text."""
    row = connection.execute(select(reports.c.title, reports.c.text).where(reports.c.sha256 == sha256)).first()
    return None if row is None else f"{row.title}\n{row.text}"
