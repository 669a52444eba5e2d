"""What people say against the machine: every edit is a row of its own, and is applied anew after each reading.

An edited claim is a second row beside the machine's, which goes out of force and stays. Where a newer
reader no longer finds the claim, the edited row holds on.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from marsad.errors import LedgerError, UnknownError
from marsad.ledger.loading import chosen, load_content, load_records
from marsad.ledger.numbers import take
from marsad.ledger.rows import claim_row, slot_rows
from marsad.ledger.schema import claim_slots, claims, edit_withdrawals, edits, readings
from marsad.ledger.summaries import drop_summaries_of
from marsad.ledger.words import CLAIMS, Words, add_words
from marsad.model import (
    Change,
    ClaimKind,
    ClaimRecord,
    CountRange,
    DateRange,
    Edit,
    EventType,
    Manner,
    Modality,
    SlotValue,
    Tie,
)
from marsad.model.record import TOLL_SLOTS

SLOTS = ("type", "modality", "days", "place", "verdict", *TOLL_SLOTS)
_TYPES = {
    ClaimKind.EVENT: tuple(EventType),
    ClaimKind.CONTROL: tuple(Change),
    ClaimKind.MOVEMENT: tuple(Manner),
    ClaimKind.RELATION: tuple(Tie),
    ClaimKind.FLOW: ("illicit", "licit"),
}


def add_edit(connection: Connection, edit: Edit) -> int:
    """Write an edit down and bring it into force; its number."""
    machine = _machine_row(connection, edit.claim)
    if machine is None:
        raise UnknownError(f"{edit.claim}: the ledger has no claim of this key; `marsad events` shows them")
    apply(_record(connection, machine.id), edit)  # refuses what makes no sense
    (number,) = take(connection, edits)
    connection.execute(
        insert(edits).values(
            id=number,
            claim=edit.claim,
            slot=edit.slot,
            value=edit.value,
            who=edit.who,
            at=edit.at.isoformat(timespec="seconds"),
            why=edit.why,
        )
    )
    _bring_into_force(connection, edit.claim)
    return number


def withdraw_edit(connection: Connection, number: int, *, who: str, at: datetime) -> str:
    """Take an edit back, by a row that says so; the key of its claim, which is as it would be without the edit."""
    claim = connection.execute(select(edits.c.claim).where(edits.c.id == number)).scalar()
    taken = select(edit_withdrawals.c.edit).where(edit_withdrawals.c.edit == number)
    if claim is None or connection.execute(taken).first() is not None:
        raise LedgerError(f"edit {number}: there is none to take back")
    row = {"edit": number, "who": who, "at": at.isoformat(timespec="seconds")}
    take(connection, edit_withdrawals)  # a ledger that changed says so
    connection.execute(insert(edit_withdrawals).values(**row))
    _bring_into_force(connection, claim)
    return str(claim)


def withdrawn_edits(connection: Connection) -> dict[int, tuple[str, str]]:
    """Who took an edit back and when, by its number."""
    return {row.edit: (row.who, row.at) for row in connection.execute(select(edit_withdrawals))}


def edits_of(connection: Connection, claim: str | None = None) -> list[Edit]:
    """The edits of a claim, or all, in the order they were made."""
    query = select(edits).order_by(edits.c.id)
    if claim is not None:
        query = query.where(edits.c.claim == claim)
    return [_edit(row) for row in connection.execute(query)]


def numbered_edits(connection: Connection) -> dict[str, list[tuple[int, Edit]]]:
    """All edits by claim, with their numbers, in the order they were made."""
    found: dict[str, list[tuple[int, Edit]]] = defaultdict(list)
    for row in connection.execute(select(edits).order_by(edits.c.id)):
        found[row.claim].append((row.id, _edit(row)))
    return found


def reapply(connection: Connection, report: int) -> None:
    """Bring into force again what people said of the claims of a report that were found again."""
    of_report = select(readings.c.id).where(readings.c.report == report)
    found = select(claims.c.key).where(claims.c.reading.in_(of_report), claims.c.live, claims.c.edit.is_(None))
    query = select(edits.c.claim).where(edits.c.claim.in_(found)).distinct()
    for key in connection.execute(query).scalars().all():
        _bring_into_force(connection, key)


def _machine_row(connection: Connection, key: str) -> Row[Any] | None:
    """The machine's latest row of a claim."""
    own = select(claims).where(claims.c.key == key, claims.c.edit.is_(None))
    return connection.execute(own.order_by(claims.c.id.desc())).first()


def _record(connection: Connection, claim: int) -> ClaimRecord:
    (record,) = load_records(connection, chosen(claims.c.id == claim))
    return record


def _bring_into_force(connection: Connection, key: str) -> None:
    machine = _machine_row(connection, key)
    if machine is None:
        return
    drop_summaries_of(connection, {key})
    record = _record(connection, machine.id)
    last = 0
    in_force = edits.c.id.not_in(select(edit_withdrawals.c.edit))
    for row in connection.execute(select(edits).where(edits.c.claim == key, in_force).order_by(edits.c.id)):
        record, last = apply(record, _edit(row)), row.id
    connection.execute(update(claims).where(claims.c.key == key).values(live=False))
    if not last:
        _restore(connection, machine)
        return
    (number,) = take(connection, claims)
    new = claim_row(record, id=number, reading=machine.reading, number=machine.number, edit=last, live=True)
    connection.execute(insert(claims), [new])
    if values := slot_rows(record, number):
        connection.execute(insert(claim_slots), values)
    words = Words(load_content(connection, machine.reading))
    add_words(connection, CLAIMS, [(number, words.within(record.evidence))])


def _restore(connection: Connection, machine: Row[Any]) -> None:
    """The machine's word again, where its reading still holds."""
    holds = select(readings.c.id).where(readings.c.id == machine.reading, readings.c.superseded_at.is_(None))
    if connection.execute(holds).first() is not None:
        connection.execute(update(claims).where(claims.c.id == machine.id).values(live=True))


def _edit(row: Row[Any]) -> Edit:
    at = datetime.fromisoformat(row.at)
    return Edit(claim=row.claim, slot=row.slot, value=row.value, who=row.who, at=at, why=row.why)


def apply(record: ClaimRecord, edit: Edit) -> ClaimRecord:
    """A record after one edit; LedgerError for a slot or value that makes no sense."""
    value = edit.value
    if edit.slot == "type":
        return _retyped(record, _one_of(value, _TYPES[record.kind]))
    if edit.slot == "modality":
        return replace(record, modality=Modality(_one_of(value, tuple(Modality))), edited=True)
    if edit.slot == "verdict":
        return replace(record, rejected=_one_of(value, ("right", "wrong")) == "wrong", edited=True)
    if edit.slot == "days":
        return replace(record, days=None if value is None else _days(value), edited=True)
    if edit.slot == "place":
        return _placed(record, value)
    if edit.slot in TOLL_SLOTS:
        return _tolled(record, edit.slot, None if value is None else _count(value))
    raise LedgerError(f"{edit.slot!r} cannot be edited; it is one of {', '.join(SLOTS)}")


def _one_of(value: str | None, known: Iterable[str]) -> str:
    if value not in (names := [str(each) for each in known]):
        raise LedgerError(f"{value!r} is none of {', '.join(names)}")
    return str(value)


def _retyped(record: ClaimRecord, type: str) -> ClaimRecord:
    family = EventType(type).family if record.kind == ClaimKind.EVENT else None
    return replace(record, type=type, family=family, edited=True)


def _days(value: str) -> DateRange:
    """Days as they are printed: "2024-01-12", "2024-01-12 to 2024-01-14"."""
    first, _, last = value.partition(" to ")
    try:
        return DateRange(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        raise LedgerError(f"{value!r} are no days; write them as 2024-01-12, or 2024-01-12 to 2024-01-14") from None


def _count(value: str) -> CountRange:
    """A count as it is printed: "3", "3 to 5", "3 or more", "about 3"."""
    found = re.fullmatch(r"(about )?(\d+)(?: to (\d+)| (or more))?", value)
    try:
        if found is None:
            raise ValueError
        least, most = int(found[2]), int(found[3] or found[2])
        return CountRange(min=least, max=None if found[4] else most, approx=bool(found[1]))
    except ValueError:
        raise LedgerError(f"{value!r} is no count; write it as 3, 3 to 5, 3 or more, about 3") from None


def _placed(record: ClaimRecord, target: str | None) -> ClaimRecord:
    """Another known place for the same words; a claim whose report names none gets the id as its value."""
    old = record.place
    if old is None:
        if target is None:
            return replace(record, edited=True)
        new = SlotValue(slot="place", span=None, words=None, value=target, target=target)
        return replace(record, slots=(*record.slots, new), edited=True)
    slots = tuple(replace(slot, target=target) if slot == old else slot for slot in record.slots)
    return replace(record, slots=slots, edited=True)


def _tolled(record: ClaimRecord, outcome: str, count: CountRange | None) -> ClaimRecord:
    """One row for an outcome instead of those that were read; its group stays if it was but one."""
    groups = {slot.value for slot in record.slots if slot.slot == outcome}
    kept = tuple(slot for slot in record.slots if slot.slot != outcome)
    if count is None:
        return replace(record, slots=kept, edited=True)
    group = groups.pop() if len(groups) == 1 else "unknown"
    new = SlotValue(slot=outcome, span=None, words=None, value=group, count=count)
    return replace(record, slots=(*kept, new), edited=True)
