"""Places, actors and control as the API shows them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from marsad.ledger.geography import PlaceFacts
from marsad.model.control import ControlPeriod
from marsad.serve.api.board import View
from marsad.serve.api.shapes.incidents import IncidentRow
from marsad.serve.api.shapes.world import Counted, Month, PeriodShape, PlaceCounted, PlaceRow
from marsad.timeline import freshness

# Twelve hues that people with any colour vision tell apart on light and dark; an actor's own stays the same everywhere.
HUES = (
    *("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"),
    *("#8C6BB1", "#A65628", "#4D9221", "#C51B7D", "#5E7A00", "#35978F"),
)


def colour_of(actor: str) -> str:
    """The colour of an actor: always the same for one id."""
    return HUES[int.from_bytes(blake2b(actor.encode(), digest_size=4).digest(), "big") % len(HUES)]


def period_shape(period: ControlPeriod, view: View, on: date) -> PeriodShape:
    """Who held a place; how fresh that is on a day."""
    return PeriodShape(**period_fields(period, view, on))


def period_fields(period: ControlPeriod, view: View, on: date) -> dict[str, Any]:
    """The fields of the shape of a period."""
    place, holder = view.places.get(period.place_id or ""), view.actors.get(period.holder_id or "")
    return {
        "place": period.place,
        "place_id": period.place_id,
        "place_en": place.name_en if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "holder": period.holder,
        "holder_id": period.holder_id,
        "holder_en": holder.name_en if holder else None,
        "hold": str(period.hold),
        "start": period.start,
        "until": period.until,
        "last_heard": period.last_heard,
        "freshness": str(freshness(period, min(on, period.until or on))),
        "contested": period.contested,
        "colour": colour_of(period.holder_id or period.holder),
        "outlets": list(period.outlets),
        "claims": [claim.key for claim in period.claims],
    }


def place_row(place: PlaceFacts, claims: int) -> PlaceRow:
    """A place in a list."""
    return PlaceRow(
        id=place.id,
        name=place.name,
        name_en=place.name_en,
        kind=place.kind,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        claims=claims,
    )


def types_of(rows: Iterable[IncidentRow]) -> list[Counted]:
    """The types of incidents, the commonest first."""
    counted = Counter(row.type for row in rows)
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return [Counted(code=code, count=count) for code, count in ordered]


def months_of(rows: Iterable[IncidentRow]) -> list[Month]:
    """Incidents a month."""
    counted = Counter(row.first_day.replace(day=1) for row in rows if row.first_day)
    return [Month(start=start, count=count) for start, count in sorted(counted.items())]


def places_of(rows: Iterable[IncidentRow], view: View, most: int = 50) -> list[PlaceCounted]:
    """The places of incidents, the commonest first."""
    counted = Counter(row.place_id for row in rows if row.place_id)
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0] or ""))[:most]
    return [
        PlaceCounted(
            id=place.id,
            name=place.name,
            name_en=place.name_en,
            latitude=place.latitude,
            longitude=place.longitude,
            count=count,
        )
        for id, count in ordered
        if (place := view.places.get(id or "")) is not None
    ]


def last_day(rows: Sequence[IncidentRow], known_by: date | None) -> date:
    """The day as of which one looks back: the one asked for, else the last of which anything is told."""
    return known_by or max((row.last_known_on for row in rows), default=date.max)
