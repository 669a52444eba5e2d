"""Records to rows of `claims` and `claim_slots`, and back."""

from collections.abc import Iterable
from typing import Any

from marsad.ledger.words import key_of
from marsad.model import (
    ClaimKind,
    ClaimRecord,
    CountRange,
    DateRange,
    EventFamily,
    Modality,
    Outcome,
    SlotValue,
    Span,
)
from marsad.model.record import ACTOR_SLOTS, PLACE_SLOTS

Row = dict[str, Any]
SEARCHED = frozenset((*ACTOR_SLOTS, *PLACE_SLOTS, "facility", "source", "goods"))


def claim_row(record: ClaimRecord, **more: object) -> Row:
    """The row of a claim; `more` are its number, its reading and what else the record does not hold."""
    place, source = record.place, record.source
    row: Row = {
        "key": record.key,
        "kind": str(record.kind),
        "type": record.type,
        "family": None if record.family is None else str(record.family),
        "modality": str(record.modality),
        "confidence": record.confidence,
        "first_day": record.days and record.days.start,
        "last_day": record.days and record.days.end,
        "place": place and place.value,
        "place_id": place and place.target,
        "source": source and source.value,
        "start": record.evidence.start,
        "end": record.evidence.end,
        "quote": record.quote,
        "ongoing": record.ongoing,
        "aggregate": record.aggregate,
        "rejected": record.rejected,
        "known_on": record.known_on,
    }
    for outcome in Outcome:
        toll = record.toll(outcome)
        row[f"{outcome}_min"] = toll and toll.min
        row[f"{outcome}_max"] = toll and toll.max
    return row | more


def slot_rows(record: ClaimRecord, claim: int) -> list[Row]:
    """The rows of a claim's values, in their order."""
    return [_slot_row(slot, claim, number) for number, slot in enumerate(record.slots)]


def _slot_row(slot: SlotValue, claim: int, number: int) -> Row:
    return {
        "claim": claim,
        "number": number,
        "slot": slot.slot,
        "start": slot.span and slot.span.start,
        "end": slot.span and slot.span.end,
        "words": slot.words,
        "value": None if slot.value == slot.words else slot.value,
        "key": key_of(slot.value) if slot.slot in SEARCHED else None,
        "target": slot.target,
        "least": slot.count and slot.count.min,
        "most": slot.count and slot.count.max,
        "approx": slot.count and slot.count.approx,
    }


def slot_of(row: Any) -> SlotValue:
    """A value from its row."""
    count = None
    if row.least is not None:
        count = CountRange(min=row.least, max=row.most, approx=bool(row.approx))
    return SlotValue(
        slot=row.slot,
        span=None if row.start is None else Span(row.start, row.end),
        words=row.words,
        value=row.words if row.value is None else row.value,
        target=row.target,
        count=count,
    )


def record_of(row: Any, slots: Iterable[SlotValue], **more: Any) -> ClaimRecord:
    """A record from the row of a claim joined with its reading, sighting and report."""
    return ClaimRecord(
        key=row.key,
        report=row.sha256,
        report_id=row.name,
        outlet=row.outlet,
        url=row.url,
        published=row.published,
        known_on=row.known_on,
        kind=ClaimKind(row.kind),
        type=row.type,
        family=EventFamily(row.family) if row.family else None,
        modality=Modality(row.modality),
        confidence=row.confidence,
        days=None if row.first_day is None else DateRange(row.first_day, row.last_day),
        evidence=Span(row.start, row.end),
        quote=row.quote,
        slots=tuple(slots),
        ongoing=bool(row.ongoing),
        aggregate=bool(row.aggregate),
        edited=row.edit is not None,
        rejected=bool(row.rejected),
        **more,
    )
