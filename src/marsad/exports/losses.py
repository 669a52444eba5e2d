"""What a format could not say of an incident."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from marsad.incidents.merging import spoken
from marsad.model.incident import Incident, Merged


class Loss(NamedTuple):
    """One thing that is in the ledger and not in the file."""

    incident: str
    slot: str
    lost: str
    why: str


def values_lost(incident: Incident, *, one: Collection[str], none: Collection[str] = ()) -> Iterator[Loss]:
    """The values beside the first of slots that a format has `one` cell for, and all of those it has `none` for."""
    for slot in incident.slots:
        if slot.slot in none:
            yield from (
                Loss(incident.id, slot.slot, told.value, "the format has no place for it") for told in slot.told
            )
        elif slot.slot in one:
            yield from (Loss(incident.id, slot.slot, told.value, "one value only") for told in slot.told[1:])


def range_lost(incident: Incident, slot: Merged | None) -> Iterator[Loss]:
    """The range of a toll where the format takes one number."""
    if slot is not None and slot.count is not None and slot.count.min != slot.count.max:
        yield Loss(incident.id, slot.slot, spoken(slot.count), "one number only")
