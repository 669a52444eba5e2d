"""Adding reports: one text is one report, however often it is met; a newer reader's reading supersedes an older one.

What stands in a ledger does not depend on the order in which reports came: the sighting that published
first stands for its text, and gives the reading its day and outlet.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from marsad.ledger import edits
from marsad.ledger.copies import add_copy
from marsad.ledger.flattening import flatten
from marsad.ledger.numbers import take
from marsad.ledger.rows import claim_row, slot_rows
from marsad.ledger.schema import claim_slots, claims, links, readers, readings, reports, sightings, tombstones
from marsad.ledger.storing import pack
from marsad.ledger.words import CLAIMS, REPORTS, Words, add_words
from marsad.model import ClaimRecord, Reading, Report, Sighting


class Added(StrEnum):
    """What became of a report."""

    NEW = "new"
    READ_AGAIN = "read again"
    SEEN_AGAIN = "seen again"  # a text that is known, met elsewhere
    KNOWN = "known"  # nothing to do
    FORGOTTEN = "forgotten"  # it was, and does not come back by itself
    STALE = "stale"  # another process has changed what is known of it: plan again


@dataclass(frozen=True, slots=True)
class Mark:
    """Which Marsad reads, with which packs."""

    version: str
    packs: Mapping[str, str]

    @property
    def digests(self) -> str:
        """The packs and their digests, as they are stored."""
        return msgspec.json.encode(dict(sorted(self.packs.items()))).decode()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a report: `report` is it as it is to be read, None where nothing is to be read."""

    outcome: Added
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A report that was met, as the source gave it, where, and its reading if there is one."""

    report: Report
    sighting: Sighting
    reading: Reading | None = None


def sighting_of(report: Report, where: str, retrieved: datetime | None = None) -> Sighting:
    """A sighting of a report as its source gives it."""
    return Sighting(
        id=report.id,
        outlet=report.outlet,
        url=report.url,
        published=report.published,
        where=where,
        retrieved=retrieved or datetime.now(UTC),
    )


def plan(connection: Connection, item: Item, mark: Mark, *, again: bool = False, forgotten: bool = False) -> Plan:
    """What a report needs: reading, noting that it was seen, or nothing.

    `again` reads what the same reader has read; `forgotten` takes in what was forgotten.
    """
    known = _find(connection, item.report.sha256)
    if known is None:
        if not forgotten and is_buried(connection, item.report.sha256):
            return Plan(Added.FORGOTTEN)
        return Plan(Added.NEW, item.report)
    seen = _sightings(connection, known).values()
    basis = min([*seen, item.sighting], key=rank)
    current = _current(connection, known)
    if again or current is None or not _holds(current, basis, mark):
        return Plan(Added.READ_AGAIN, _as_seen(item.report, basis))
    return Plan(Added.KNOWN if _is_among(item.sighting, seen) else Added.SEEN_AGAIN)


def add(connection: Connection, item: Item, *, again: bool = False) -> Added:
    """Put a report, the sighting and the reading in; the caller is the one writer."""
    found = _find(connection, item.report.sha256)
    if found is None and item.reading is None:  # it was known when it was planned, and was forgotten since
        return Added.STALE
    words = Words(item.report.content)
    report = found or _insert_report(connection, item.report, words)
    seen = _sightings(connection, report) if found else {}
    new_sighting = not _is_among(item.sighting, seen.values())
    if new_sighting:
        seen[_insert_sighting(connection, report, item.sighting)] = item.sighting
    basis = min(seen, key=lambda number: rank(seen[number]))
    current = _current(connection, report) if found else None
    reading = item.reading
    if reading is not None and _taken_for(reading) == _meta(seen[basis]):
        if again or current is None or not _holds(current, seen[basis], mark_of(reading)):
            if current is not None:
                _supersede(connection, report)
            _insert_reading(connection, reading, _Basis(report, basis, seen[basis]), words)
            if current is not None:
                edits.reapply(connection, report)
            return Added.READ_AGAIN if found else Added.NEW
    elif current is None or _meta_of_row(current) != _meta(seen[basis]):
        return Added.STALE
    return Added.SEEN_AGAIN if new_sighting else Added.KNOWN


def mark_of(reading: Reading) -> Mark:
    """Who made a reading."""
    return Mark(reading.reader_version, reading.packs)


def _find(connection: Connection, sha256: str) -> int | None:
    found: int | None = connection.execute(select(reports.c.id).where(reports.c.sha256 == sha256)).scalar()
    return found


def is_buried(connection: Connection, sha256: str) -> bool:
    """Whether the report of this sha256 was forgotten."""
    found = select(tombstones.c.sha256).where(tombstones.c.sha256 == sha256)
    return connection.execute(found).first() is not None


def _insert_report(connection: Connection, report: Report, words: Words) -> int:
    (number,) = take(connection, reports)
    connection.execute(
        insert(reports),
        {
            "id": number,
            "sha256": report.sha256,
            "title": report.title,
            "text": report.text,
        },
    )
    add_words(connection, REPORTS, [(number, words.all)])
    add_copy(connection, number, words)
    return number


# --- sightings


def _sightings(connection: Connection, report: int) -> dict[int, Sighting]:
    rows = connection.execute(select(sightings).where(sightings.c.report == report))
    return {row.id: _sighting(row) for row in rows}


def _sighting(row: Row[Any]) -> Sighting:
    return Sighting(
        id=row.name,
        outlet=row.outlet,
        url=row.url,
        published=row.published,
        where=row.place,
        retrieved=datetime.fromisoformat(row.retrieved),
    )


def _insert_sighting(connection: Connection, report: int, sighting: Sighting) -> int:
    (number,) = take(connection, sightings)
    connection.execute(insert(sightings), sighting_row(sighting, id=number, report=report))
    return number


def sighting_row(sighting: Sighting, *, id: int, report: int) -> dict[str, Any]:
    """A sighting as a row."""
    return {
        "id": id,
        "report": report,
        "name": sighting.id,
        "outlet": sighting.outlet,
        "url": sighting.url,
        "published": sighting.published,
        "place": sighting.where,
        "retrieved": sighting.retrieved.isoformat(timespec="seconds"),
    }


def rank(sighting: Sighting) -> tuple[date, str, str, str, str]:
    """The order in which sightings may stand for their text: the first to publish, unknown days last."""
    return (
        sighting.published or date.max,
        sighting.outlet or "",
        sighting.id,
        sighting.url or "",
        sighting.where,
    )


def _meta(sighting: Sighting) -> tuple[object, ...]:
    return sighting.id, sighting.outlet, sighting.url, sighting.published


def _is_among(sighting: Sighting, seen: Iterable[Sighting]) -> bool:
    """Whether the text was met there before under this name."""
    return any(_meta(each) == _meta(sighting) and each.where == sighting.where for each in seen)


def _as_seen(report: Report, basis: Sighting) -> Report:
    """The report with the name, outlet and day of the sighting that stands for it."""
    return Report(
        id=basis.id,
        title=report.title,
        text=report.text,
        outlet=basis.outlet,
        published=basis.published,
        url=basis.url,
    )


def _taken_for(reading: Reading) -> tuple[object, ...]:
    """What a reading took its report for; a day that the text itself tells is no source's statement."""
    report = reading.report
    stated = None if report.published_span else report.published
    return report.id, report.outlet, report.url, stated


# --- readings


def _current(connection: Connection, report: int) -> Row[Any] | None:
    """The reading that holds, with its reader and the sighting it rests on."""
    return connection.execute(
        select(readings.c.id, readers.c.version, readers.c.packs, *(sightings.c[name] for name in _META))
        .join(readers, readers.c.id == readings.c.reader)
        .join(sightings, sightings.c.id == readings.c.sighting)
        .where(readings.c.report == report, readings.c.superseded_at.is_(None))
    ).first()


_META = ("name", "outlet", "url", "published")


def _meta_of_row(row: Row[Any]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _META)


def _holds(current: Row[Any], basis: Sighting, mark: Mark) -> bool:
    """Whether the reading that is there is as good as one made now: same basis, and a reader no older."""
    if _meta_of_row(current) != _meta(basis):
        return False
    same = current.version == mark.version and current.packs == mark.digests
    return same or _order(current.version) > _order(mark.version)


def _order(version: str) -> tuple[int, ...]:
    """Versions in order: 0.9.0 comes before 0.10.0."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _supersede(connection: Connection, report: int) -> None:
    """The reading that held holds no longer, nor do its claims; what people said of them stays."""
    earlier = select(readings.c.id).where(readings.c.report == report)
    out_of_force = update(claims).where(claims.c.reading.in_(earlier), claims.c.edit.is_(None))
    connection.execute(out_of_force.values(live=False))
    connection.execute(
        update(readings)
        .where(readings.c.report == report, readings.c.superseded_at.is_(None))
        .values(superseded_at=now())
    )


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a reading rests on: its report, and the sighting that stands for it."""

    report: int
    number: int
    sighting: Sighting


def _insert_reading(connection: Connection, reading: Reading, basis: _Basis, words: Words) -> None:
    (number,) = take(connection, readings)
    body, digest = pack(reading)
    known_on = known_day(reading.report, basis.sighting)
    connection.execute(
        insert(readings),
        {
            "id": number,
            "report": basis.report,
            "sighting": basis.number,
            "reader": reader_number(connection, mark_of(reading)),
            "made": now(),
            "published": reading.report.published,
            "known_on": known_on,
            "sha256": digest,
            "body": body,
        },
    )
    insert_claims(connection, number, flatten(reading, known_on), words)
    if rows := link_rows(number, reading):
        connection.execute(insert(links), rows)


def now() -> str:
    """The time as it is stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def known_day(report: Report, basis: Sighting) -> date:
    """Since when one could know what the report says: its publication, else the day the text was met."""
    return report.published or basis.retrieved.date()


def reader_number(connection: Connection, mark: Mark) -> int:
    """The number of who made a reading, given now if it has none."""
    same = (readers.c.version == mark.version) & (readers.c.packs == mark.digests)
    found = connection.execute(select(readers.c.id).where(same)).first()
    if found is not None:
        return int(found.id)
    (number,) = take(connection, readers)
    connection.execute(insert(readers).values(id=number, version=mark.version, packs=mark.digests))
    return number


def insert_claims(connection: Connection, reading: int, records: list[ClaimRecord], words: Words) -> None:
    """The claims of a reading, in force."""
    numbers = take(connection, claims, len(records))
    if not records:
        return
    given = list(zip(numbers, records, strict=True))
    rows = [
        claim_row(record, id=number, reading=reading, number=at, edit=None, live=True)
        for at, (number, record) in enumerate(given)
    ]
    connection.execute(insert(claims), rows)
    if values := [row for number, record in given for row in slot_rows(record, number)]:
        connection.execute(insert(claim_slots), values)
    add_words(connection, CLAIMS, [(number, words.within(record.evidence)) for number, record in given])


def link_rows(reading: int, read: Reading) -> list[dict[str, Any]]:
    """Which known things the mentions of a reading mean, as rows."""
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for question, found in (("actor", read.actors), ("place", read.places)):
        for link in found:
            if link.target is not None:
                scores[link.target, question].append(link.score)
    return [
        {
            "target": target,
            "reading": reading,
            "question": question,
            "mentions": len(each),
            "score": max(each),
        }
        for (target, question), each in sorted(scores.items())
    ]
