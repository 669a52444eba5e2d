"""An incident as a row of lists and maps."""

from collections.abc import Mapping

from marsad.ledger.geography import PlaceFacts
from marsad.linking.whereabouts import precision_of, radius_of
from marsad.model import Outcome
from marsad.model.entity import Precision
from marsad.model.incident import Incident, Merged
from marsad.serve.api.shapes.incidents import IncidentRow, PartyShape, TollShape

PARTIES = ("initiator", "target", "party")
DISAGREE = ("type", "days", "place", *map(str, Outcome))  # slots on which sources are said to disagree


def row_of(found: Incident, places: Mapping[str, PlaceFacts], noted: int = 0) -> IncidentRow:
    """The row of an incident."""
    days, place, point = found.days, found.place, found.point
    known = places.get(place.target or "") if place else None
    counted = [member for member in found.members if not member.rejected]
    tolls = {str(outcome): _toll(found.slot(str(outcome))) for outcome in Outcome}
    kind = point.kind if point else known.kind if known else None
    return IncidentRow(
        id=found.id,
        type=found.type,
        family=str(found.family) if found.family else None,
        first_day=days.start if days else None,
        last_day=days.end if days else None,
        known_on=found.known_on,
        last_known_on=found.members[-1].known_on,
        place=place.value if place else None,
        place_id=place.target if place else None,
        place_en=known.name_en if known else None,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        place_kind=kind,
        precision=str(precision_of(kind) if kind else Precision.UNRESOLVED),
        radius=radius_of(kind) if kind and point else None,
        actors=_parties(found),
        killed=tolls["killed"],
        injured=tolls["injured"],
        detained=tolls["detained"],
        abducted=tolls["abducted"],
        claims=len(found.members),
        origins=len(found.origins),
        outlets=list(found.outlets),
        single_source=found.single_source,
        contested=[slot.slot for slot in found.slots if slot.contested],
        modalities=sorted({str(member.modality) for member in found.members}),
        confidence=max(member.confidence for member in found.members),
        edited=any(member.edited for member in found.members),
        rejected=not counted,
        noted=noted,
    )


def _toll(slot: Merged | None) -> TollShape | None:
    return None if slot is None else toll_of(slot)


def toll_of(slot: Merged) -> TollShape | None:
    """The toll that a slot tells of."""
    count = slot.count
    if count is None:
        return None
    return TollShape(low=count.min, best=slot.best, high=count.max, approx=count.approx)


def _parties(found: Incident) -> list[PartyShape]:
    return [
        PartyShape(role=name, value=told.value, id=told.target)
        for name in PARTIES
        if (slot := found.slot(name)) is not None
        for told in slot.told
    ]
