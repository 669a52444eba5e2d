"""Proof that a ledger says what its reports say: every hash, every stored value, every span, byte for byte.

Three things are checked of every report. Its text and its readings have the fingerprints they were stored
with. The words of every value stand at its span in the text. The rows that are searched are those that the
reading gives, after what people said of it.
"""

import zlib
from collections import defaultdict
from collections.abc import Container, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from marsad.errors import LedgerError
from marsad.ledger.adding import link_rows
from marsad.ledger.edits import apply, numbered_edits, withdrawn_edits
from marsad.ledger.flattening import KEY_DIGITS, flatten
from marsad.ledger.loading import reading_of, stored_readings
from marsad.ledger.rows import Row, claim_row, slot_rows
from marsad.ledger.schema import claim_slots, claims, links, readings, reports
from marsad.ledger.storing import digest
from marsad.model import ClaimRecord, Edit, Reading

_BATCH = 100  # reports
_DERIVED = {"id", "reading", "live", "edit"}  # columns of a claim that its reading does not tell
_AT = {"start", "end"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which report or claim."""

    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


@dataclass(slots=True)
class Proof:
    """How much was checked, and how much of it is wrong."""

    reports: int = 0
    readings: int = 0
    claims: int = 0
    values: int = 0
    faults: int = 0


@dataclass(frozen=True, slots=True)
class _Stored:
    """A claim as it stands in the tables."""

    row: Row
    slots: list[Row]


@dataclass(frozen=True, slots=True)
class _Kept:
    """Claims and links by the number of their reading, edits by claim."""

    claims: dict[int, list[_Stored]]
    links: dict[int, list[Row]]
    edits: dict[str, list[tuple[int, Edit]]]
    withdrawn: Container[int]


def verify(connection: Connection, proof: Proof) -> Iterator[Fault]:
    """Every fault of the ledger; `proof` counts what was looked at."""
    for fault in _verify(connection, proof):
        proof.faults += 1
        yield fault


def _verify(connection: Connection, proof: Proof) -> Iterator[Fault]:
    yield from _damage(connection)
    said, withdrawn = numbered_edits(connection), withdrawn_edits(connection)
    last = 0
    while rows := _next_reports(connection, last):
        last = rows[-1].id
        found = _readings(connection, [row.id for row in rows])
        numbers = [each.id for some in found.values() for each in some]
        kept = _Kept(_claims(connection, numbers), _links(connection, numbers), said, withdrawn)
        for row in rows:
            yield from _verify_report(row, found[row.id], kept, proof)
    missing = claims.c.reading.not_in(select(readings.c.id))
    for key in connection.execute(select(claims.c.key).where(missing)).scalars():
        yield Fault(f"claim {key}", "the reading it is from is missing")


def _damage(connection: Connection) -> Iterator[Fault]:
    """What SQLite itself finds wrong with the file."""
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if said != "ok":
                yield Fault("the file", f"SQLite says: {said}; go back to a copy of it")


def _next_reports(connection: Connection, last: int) -> Sequence[Any]:
    query = select(reports).where(reports.c.id > last).order_by(reports.c.id).limit(_BATCH)
    return connection.execute(query).all()


def _readings(connection: Connection, ids: list[int]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in connection.execute(stored_readings.where(readings.c.report.in_(ids)).order_by(readings.c.id)):
        found[row.report].append(row)
    return found


def _claims(connection: Connection, numbers: list[int]) -> dict[int, list[_Stored]]:
    slots: dict[int, list[Row]] = defaultdict(list)
    of_readings = select(claims.c.id).where(claims.c.reading.in_(numbers))
    query = select(claim_slots).where(claim_slots.c.claim.in_(of_readings))
    for row in connection.execute(query.order_by(claim_slots.c.claim, claim_slots.c.number)).mappings():
        slots[row["claim"]].append(dict(row))
    found: dict[int, list[_Stored]] = defaultdict(list)
    for row in connection.execute(select(claims).where(claims.c.reading.in_(numbers)).order_by(claims.c.id)).mappings():
        found[row["reading"]].append(_Stored(dict(row), slots[row["id"]]))
    return found


def _links(connection: Connection, numbers: list[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    query = (
        select(links).where(links.c.reading.in_(numbers)).order_by(links.c.reading, links.c.target, links.c.question)
    )
    for row in connection.execute(query).mappings():
        found[row["reading"]].append(dict(row))
    return found


def _verify_report(row: Any, found: list[Any], kept: _Kept, proof: Proof) -> Iterator[Fault]:
    proof.reports += 1
    name = f"report {found[-1].name if found else row.sha256[:KEY_DIGITS]}"
    content = f"{row.title}\n{row.text}"
    whole = sha256(content.encode("utf-8", "surrogatepass")).hexdigest() == row.sha256
    if not whole:
        yield Fault(name, f"its text was changed: it no longer has the sha256 {row.sha256[:KEY_DIGITS]}...")
    if not found:
        yield Fault(name, "it has no reading; add it again")
    for each in found:
        proof.readings += 1
        for stored in kept.claims[each.id]:
            proof.claims += 1
            yield from _verify_quotes(f"{name}, claim {stored.row['key']}", stored, content, proof)
        reading = yield from _unpacked(each, name)
        if reading is not None and whole:
            yield from _verify_reading(each, reading, kept)


def _verify_quotes(where: str, stored: _Stored, content: str, proof: Proof) -> Iterator[Fault]:
    """The words of the evidence and of every value stand where they are said to stand."""
    evidence = stored.row | {"slot": "evidence", "words": stored.row["quote"]}
    for value in (evidence, *stored.slots):
        if value["start"] is None:
            continue
        proof.values += 1
        there = content[value["start"] : value["end"]]
        if there != value["words"]:
            at = f"{value['start']}-{value['end']}"
            yield Fault(where, f"{value['slot']} is {_say(value['words'])}, but at {at} stands {_say(there)}")


def _unpacked(row: Any, name: str) -> Generator[Fault, None, Reading | None]:
    """The reading, if it is still what was stored."""
    try:
        if digest(row.body) == row.digest:
            return reading_of(row)
    except (zlib.error, msgspec.DecodeError, ValueError):
        pass
    yield Fault(name, f"reading {row.id} was changed: it no longer has the sha256 {row.digest[:KEY_DIGITS]}...")
    return None


def _verify_reading(row: Any, reading: Reading, kept: _Kept) -> Iterator[Fault]:
    """The rows that are searched are those that the reading gives."""
    report = reading.report
    name = f"report {report.id}"
    published = report.published or datetime.fromisoformat(row.retrieved).date()
    told = {"published": report.published, "known_on": published, "name": report.id}
    told |= {"outlet": report.outlet, "url": report.url}
    yield from _differences(name, told, row._mapping)
    if kept.links[row.id] != link_rows(row.id, reading):
        yield Fault(name, "what its names mean is stored otherwise than in the reading")
    expected = flatten(reading, published)
    stored = kept.claims[row.id]
    machine = {each.row["number"]: each for each in stored if each.row["edit"] is None}
    for number, record in enumerate(expected):
        if number in machine:
            yield from _verify_claim(f"{name}, claim {record.key}", record, machine[number])
        else:
            yield Fault(f"{name}, claim {record.key}", "the reading has it, the ledger's claims have not")
    for number in sorted(machine.keys() - set(range(len(expected)))):
        yield Fault(f"{name}, claim {machine[number].row['key']}", "the reading does not have it")
    for each in stored:
        if each.row["edit"] is not None and each.row["number"] < len(expected) and _can_be_told(each.row, kept):
            record = _as_edited(expected[each.row["number"]], each.row["edit"], kept)
            yield from _verify_claim(f"{name}, claim {record.key}, as edited", record, each)


def _can_be_told(row: Row, kept: _Kept) -> bool:
    """Whether one can tell which edits a row was made from: of an older one not, where some were taken back since."""
    return bool(row["live"]) or not any(number in kept.withdrawn for number, _ in kept.edits.get(row["key"], []))


def _as_edited(record: ClaimRecord, last: int, kept: _Kept) -> ClaimRecord:
    """A record after what people had said of it when this row was made."""
    for number, edit in kept.edits.get(record.key, []):
        if number <= last and number not in kept.withdrawn:
            try:
                record = apply(record, edit)
            except LedgerError:  # an edit that makes no sense was never made by Marsad
                return replace(record, edited=True)
    return record


def _verify_claim(where: str, record: ClaimRecord, stored: _Stored) -> Iterator[Fault]:
    number = stored.row["number"]
    yield from _differences(where, claim_row(record, number=number), stored.row, but=_DERIVED)
    slots = slot_rows(record, stored.row["id"])
    if len(slots) != len(stored.slots):
        yield Fault(where, f"the reading has {len(slots)} values, the ledger {len(stored.slots)}")
    for mine, theirs in zip(slots, stored.slots, strict=False):
        yield from _differences(f"{where}, {mine['slot']}", mine, theirs, but={"key"})  # how it folds may change


def _differences(where: str, told: Row, stored: Any, but: Container[str] = ()) -> Iterator[Fault]:
    for name in told:
        if name not in but and told[name] != stored[name]:
            what = "offset" if name in _AT else name.replace("_", " ")
            yield Fault(where, f"{what} is {_say(told[name])} in the reading, but stored as {_say(stored[name])}")


def _say(value: object) -> str:
    if value is None:
        return "nothing"
    words = str(value)
    return f"'{words}'" if len(words) <= 60 else f"'{words[:28]}...{words[-28:]}'"
