"""What people said, in the order of time: edits, judgements, notes, and what was taken back."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, or_, select, update

from marsad.errors import LedgerError, UnknownError
from marsad.ledger.edits import withdrawn_edits
from marsad.ledger.numbers import take
from marsad.ledger.schema import claims, edits, judgements, notes
from marsad.ledger.summaries import drop_summaries_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a person noted of a claim."""

    claim: str
    text: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One word of a person. `mark` names it, so that it can be taken back: e, j or n, and its number.

    `action` is edit, accept, reject, same, different, note, or withdrawn, which takes back what `mark` names.
    """

    mark: str
    at: datetime
    who: str
    action: str
    claim: str
    other: str | None = None
    slot: str | None = None
    value: str | None = None
    why: str = ""
    taken: bool = False


def add_note(connection: Connection, note: Note) -> int:
    """Write a note down; its number. LedgerError where there is no such claim."""
    if connection.execute(select(claims.c.id).where(claims.c.key == note.claim)).first() is None:
        raise UnknownError(f"{note.claim}: the ledger has no claim of this key")
    (number,) = take(connection, notes)
    drop_summaries_of(connection, {note.claim})
    row = {"id": number, "claim": note.claim, "text": note.text, "who": note.who}
    connection.execute(insert(notes).values(**row, at=note.at.isoformat(timespec="seconds")))
    return number


def withdraw_note(connection: Connection, number: int, *, at: datetime) -> str:
    """Take a note back; its claim."""
    open_ = notes.c.withdrawn_at.is_(None)
    claim = connection.execute(select(notes.c.claim).where(notes.c.id == number, open_)).scalar()
    if claim is None:
        raise LedgerError(f"note {number}: there is none to take back")
    drop_summaries_of(connection, {claim})
    take(connection, notes)
    changed = update(notes).where(notes.c.id == number).values(withdrawn_at=at.isoformat(timespec="seconds"))
    connection.execute(changed)
    return str(claim)


def count_notes(connection: Connection, keys: Iterable[str]) -> Counter[str]:
    """How many notes there are of each of these claims; there are few notes, so all are looked at."""
    wanted = set(keys)
    noted = connection.execute(select(notes.c.claim).where(notes.c.withdrawn_at.is_(None))).scalars()
    return Counter(claim for claim in noted if claim in wanted)


def said_of(connection: Connection, keys: Collection[str] | None = None) -> list[Said]:
    """What people said of some claims, or of all, the latest first."""
    found = [*_edits(connection, keys), *_judgements(connection, keys), *_notes(connection, keys)]
    return sorted(found, key=lambda said: (said.at, said.mark), reverse=True)


def _edits(connection: Connection, keys: Collection[str] | None) -> list[Said]:
    query = select(edits) if keys is None else select(edits).where(edits.c.claim.in_(sorted(keys)))
    taken = withdrawn_edits(connection)
    found = []
    for row in connection.execute(query):
        judged = row.slot == "verdict"
        action = {"right": "accept", "wrong": "reject"}.get(row.value or "", "edit") if judged else "edit"
        mark, at = f"e{row.id}", datetime.fromisoformat(row.at)
        found.append(
            Said(
                mark=mark,
                at=at,
                who=row.who,
                action=action,
                claim=row.claim,
                slot=None if judged else row.slot,
                value=None if judged else row.value,
                why=row.why,
                taken=row.id in taken,
            )
        )
        if row.id in taken:
            who, when = taken[row.id]
            back = datetime.fromisoformat(when)
            found.append(Said(mark=mark, at=back, who=who, action="withdrawn", claim=row.claim, taken=True))
    return found


def _judgements(connection: Connection, keys: Collection[str] | None) -> list[Said]:
    query = select(judgements).where(judgements.c.who.is_not(None))
    if keys is not None:
        own = sorted(keys)
        query = query.where(or_(judgements.c.left.in_(own), judgements.c.right.in_(own)))
    rows = connection.execute(query).all()
    taken = {row.withdraws for row in rows if row.withdraws is not None}
    return [
        Said(
            mark=f"j{row.withdraws or row.id}",
            at=datetime.fromisoformat(row.at),
            who=row.who,
            action="withdrawn" if row.withdraws else row.verdict,
            claim=row.left,
            other=row.right,
            why="" if row.withdraws else _why(row.reasons),
            taken=row.withdraws is not None or row.id in taken,
        )
        for row in rows
    ]


def _why(reasons: str) -> str:
    return "; ".join(msgspec.json.decode(reasons, type=list[str]))


def _notes(connection: Connection, keys: Collection[str] | None) -> list[Said]:
    query = select(notes) if keys is None else select(notes).where(notes.c.claim.in_(sorted(keys)))
    return [
        Said(
            mark=f"n{row.id}",
            at=datetime.fromisoformat(row.at),
            who=row.who,
            action="note",
            claim=row.claim,
            why=row.text,
            taken=row.withdrawn_at is not None,
        )
        for row in connection.execute(query)
        if row.withdrawn_at is None
    ]
