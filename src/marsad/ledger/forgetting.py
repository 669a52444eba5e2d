"""Forgetting a report: the only thing that deletes, and it leaves a tombstone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select

from marsad.errors import LedgerError, UnknownError
from marsad.ledger.copies import drop_copy
from marsad.ledger.incidents import drop_claims
from marsad.ledger.schema import (
    claim_slots,
    claims,
    edit_withdrawals,
    edits,
    judgements,
    links,
    notes,
    readings,
    reports,
    sightings,
    tombstones,
)
from marsad.ledger.words import CLAIMS, REPORTS, Words, drop_words
from marsad.model import Span, Tombstone

SHORTEST = 8  # digits of a sha256 that may stand for it


def find_report(connection: Connection, asked: str) -> tuple[int, str]:
    """The number and sha256 of the report that a person names by its id or the beginning of its sha256."""
    same: list[ColumnElement[bool]] = [reports.c.id.in_(select(sightings.c.report).where(sightings.c.name == asked))]
    if len(asked) >= SHORTEST and set(asked) <= set("0123456789abcdef"):
        same.append(reports.c.sha256.startswith(asked, autoescape=True))
    found = connection.execute(select(reports.c.id, reports.c.sha256).where(or_(*same)).limit(6)).all()
    if len(found) > 1:
        choices = ", ".join(row.sha256[:16] for row in found)
        raise LedgerError(f"{asked}: several reports are called so; name one by its sha256: {choices}")
    if not found:
        raise UnknownError(f"{asked}: the ledger has no report of this id or sha256; `marsad events` shows them")
    return found[0].id, found[0].sha256


def forget(connection: Connection, asked: str, *, reason: str, who: str) -> Tombstone:
    """Delete a report with all that was read in it and said of it; the caller is the one writer."""
    if not reason.strip():
        raise LedgerError("a report is forgotten for a reason; say it with --reason")
    number, sha256 = find_report(connection, asked)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    row = connection.execute(select(reports).where(reports.c.id == number)).one()
    name = connection.execute(
        select(sightings.c.name).where(sightings.c.report == number).order_by(sightings.c.id).limit(1)
    ).scalar()
    read = select(readings.c.id).where(readings.c.report == number)
    found = connection.execute(select(claims).where(claims.c.reading.in_(read))).all()
    _drop_text(connection, row, found)
    _drop_rows(connection, number, found)
    tombstone = Tombstone(
        sha256=sha256,
        id=str(name),
        reason=reason.strip(),
        who=who,
        at=datetime.now(UTC).replace(microsecond=0),
        claims=sum(claim.live for claim in found),
    )
    _bury(connection, tombstone)
    return tombstone


def _drop_text(connection: Connection, row: Any, found: Sequence[Any]) -> None:
    words = Words(f"{row.title}\n{row.text}")
    drop_words(connection, REPORTS, [(row.id, words.all)])
    spans = [(claim.id, Span(claim.start, claim.end)) for claim in found]
    drop_words(connection, CLAIMS, [(claim, words.within(span)) for claim, span in spans])
    drop_copy(connection, row.id, words)


def _drop_rows(connection: Connection, report: int, found: Sequence[Any]) -> None:
    read = select(readings.c.id).where(readings.c.report == report)
    keys = {claim.key for claim in found}
    own = select(claims.c.id).where(claims.c.reading.in_(read))
    connection.execute(delete(claim_slots).where(claim_slots.c.claim.in_(own)))
    connection.execute(delete(claims).where(claims.c.reading.in_(read)))
    drop_claims(connection, keys)
    said = select(edits.c.id).where(edits.c.claim.in_(keys))
    connection.execute(delete(edit_withdrawals).where(edit_withdrawals.c.edit.in_(said)))
    connection.execute(delete(edits).where(edits.c.claim.in_(keys)))
    connection.execute(delete(notes).where(notes.c.claim.in_(keys)))
    connection.execute(delete(judgements).where(or_(judgements.c.left.in_(keys), judgements.c.right.in_(keys))))
    connection.execute(delete(links).where(links.c.reading.in_(read)))
    connection.execute(delete(readings).where(readings.c.report == report))
    connection.execute(delete(sightings).where(sightings.c.report == report))
    connection.execute(delete(reports).where(reports.c.id == report))


def _bury(connection: Connection, tombstone: Tombstone) -> None:
    connection.execute(delete(tombstones).where(tombstones.c.sha256 == tombstone.sha256))
    connection.execute(
        insert(tombstones).values(
            sha256=tombstone.sha256,
            name=tombstone.id,
            reason=tombstone.reason,
            who=tombstone.who,
            at=tombstone.at.isoformat(timespec="seconds"),
            claims=tombstone.claims,
        )
    )


def tombstones_of(connection: Connection) -> list[Tombstone]:
    """All that was forgotten, in the order of time."""
    return [
        Tombstone(
            sha256=row.sha256,
            id=row.name,
            reason=row.reason,
            who=row.who,
            at=datetime.fromisoformat(row.at),
            claims=row.claims,
        )
        for row in connection.execute(select(tombstones).order_by(tombstones.c.at, tombstones.c.sha256))
    ]
