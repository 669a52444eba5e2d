"""Claims for the tests of incidents, made by hand: a strike at a place on a day, with a toll."""

from datetime import date

import h3

from marsad.model import (
    ClaimKind,
    ClaimRecord,
    CountRange,
    DateRange,
    EventFamily,
    EventType,
    Modality,
    Point,
    SlotValue,
    Span,
)

POINTS = {"سرمين": (35.903, 36.726), "بنش": (35.957, 36.713), "معرة النعمان": (35.643, 36.668), "درنج": (34.93, 40.53)}
STRIKE = "قصفت طائرة حربية السوق الشعبي في البلدة ما أدى إلى سقوط قتلى"


def claim(
    key: str,
    place: str | None = "سرمين",
    day: str | None = "2020-02-04",
    known: str = "2020-02-05",
    killed: int | None = None,
    actor: str | None = "sy-air-force",
    type: EventType = EventType.AIR_STRIKE,
    quote: str = STRIKE,
    modality: Modality = Modality.ASSERTED,
    origin: str | None = None,
) -> ClaimRecord:
    """A claim of its own report and outlet; `key` names them all."""
    slots = []
    point = None
    if place is not None:
        slots.append(SlotValue(slot="place", span=Span(1, 5), words=place, value=place, target=f"id-{place}"))
    if place in POINTS:
        latitude, longitude = POINTS[place]
        cell = int(h3.str_to_int(h3.latlng_to_cell(latitude, longitude, 9)))
        point = Point(latitude=latitude, longitude=longitude, cell=cell, kind="town")
    if actor is not None:
        slots.append(SlotValue(slot="initiator", span=Span(6, 9), words=actor, value=actor, target=actor))
    if killed is not None:
        count = CountRange(min=killed, max=killed)
        slots.append(SlotValue(slot="killed", span=Span(10, 12), words="x", value="civilian", count=count))
    return ClaimRecord(
        key=key,
        report=f"report of {key}",
        report_id=key,
        outlet=f"outlet {key}",
        url=None,
        published=date.fromisoformat(known),
        known_on=date.fromisoformat(known),
        kind=ClaimKind.EVENT,
        type=str(type),
        family=EventFamily(type.family),
        modality=modality,
        confidence=0.9,
        days=DateRange.on(date.fromisoformat(day)) if day else None,
        evidence=Span(0, 20),
        quote=quote,
        slots=tuple(slots),
        origin=origin or f"text of {key}",
        point=point,
    )
