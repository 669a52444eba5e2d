"""Places: lists, the gazetteer, and one with what happened there and who held it."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from marsad.ledger import Asked
from marsad.ledger.geography import PlaceFacts
from marsad.ledger.words import key_of
from marsad.linking.whereabouts import precision_of, radius_of
from marsad.model.record import ClaimKind
from marsad.serve.api.answering import Question
from marsad.serve.api.board import View
from marsad.serve.api.paging import cut
from marsad.serve.api.parameters import Code, Cursor, KnownBy, Limit, Words
from marsad.serve.api.presenting import presenter_for
from marsad.serve.api.problems import Problem
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.shapes.world import NearPlace, PeriodDetail, PlaceDetail, PlaceFound, PlaceName, PlaceRow
from marsad.serve.api.state import Analyst, Here, Now, Reader, Served, told
from marsad.serve.api.world import last_day, period_fields, place_row, types_of
from marsad.serve.control import ControlAsked, find_periods

router = APIRouter(prefix="/places", tags=["places"])
NEAR_KM, MOST_NEAR, MOST_RECENT = 30.0, 20, 20


@router.get("", response_model=Page[PlaceRow])
def list_places(
    request: Request,
    here: Here,
    now: Now,
    q: Annotated[Words | None, Query(description="How its name begins, in Arabic or Latin letters, or its id.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """The places that the ledger's claims name, those of most claims first."""
    counts = here.heard.place_counts(now)
    found = [place for place in now.places.values() if counts.get(place.id) and (q is None or called(place, q))]
    found.sort(key=lambda place: (-counts[place.id], place.id))
    return told(request, cut(found, cursor, limit, lambda place: place_row(place, counts[place.id])))


@router.get("/find", response_model=Page[PlaceFound])
def find_in_gazetteer(
    here: Here, request: Request, _: Analyst, q: Annotated[Words, Query(description="A name.")], limit: Limit = 10
) -> Response:
    """Places of the whole gazetteer of a name, to correct a place with."""
    gazetteer = here.knowledge().gazetteer
    found = [
        PlaceFound(
            id=place.id,
            name=place.name,
            name_en=place.name_en,
            kind=place.kind,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            lies_in="، ".join(each.name for each in gazetteer.ancestors(place)),
        )
        for place in gazetteer.named(q)
    ]
    return told(request, cut(found, None, limit, lambda place: place))


def called(place: PlaceFacts, asked: str) -> bool:
    """Whether a place is called so, or how its name begins."""
    low, key = asked.lower().strip(), key_of(asked)
    latin = (place.name_en or "").lower()
    return place.id == asked or (bool(key) and key_of(place.name).startswith(key)) or latin.startswith(low)


@router.get("/{id}", response_model=PlaceDetail)
def show_place(request: Request, here: Here, me: Reader, now: Now, id: Code, known_by: KnownBy = None) -> Response:
    """One place: what it lies in, its incidents, who held it, what is near."""
    place = now.places.get(id)
    if place is None:
        raise Problem(404, "not-found", f"{id}: the ledger has no place of this id")
    question = Question(asked=Asked(kinds=(ClaimKind.EVENT,), place=place.id, known_by=known_by))
    rows = [row for row in here.answers.incidents(question, now) if row.place_id == place.id]
    asked = ControlAsked(place=place.id, within=None, holder=None, on=None, known_by=known_by)
    periods = [period for period in find_periods(here.ledger, asked) if period.place_id == place.id]
    presenter = presenter_for(here.ledger, now, me, [claim for period in periods for claim in period.claims])
    day = last_day(now.rows, known_by)
    return told(
        request,
        PlaceDetail(
            id=place.id,
            name=place.name,
            name_en=place.name_en,
            kind=place.kind,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            precision=str(precision_of(place.kind)),
            radius=None if place.latitude is None else radius_of(place.kind),
            lies_in=_lies_in(place, now),
            events=len(rows),
            recent=list(rows[:MOST_RECENT]),
            types=types_of(rows),
            control=[
                PeriodDetail(
                    **period_fields(period, now, day),
                    told=[presenter.claim(claim) for claim in period.claims],
                )
                for period in periods
            ],
            neighbours=_near(here, place, now),
        ),
    )


def _lies_in(place: PlaceFacts, view: View) -> list[PlaceName]:
    """What a place lies in, the smallest first."""
    areas = [view.places[id] for id in place.areas if id in view.places]
    areas.sort(key=lambda area: (-len(area.areas), area.id))
    return [PlaceName(id=area.id, name=area.name, name_en=area.name_en, kind=area.kind) for area in areas]


def _near(here: Served, place: PlaceFacts, view: View) -> list[NearPlace]:
    if place.latitude is None or place.longitude is None:
        return []
    near = here.ledger.browse.around(place.latitude, place.longitude, NEAR_KM)
    counts = Counter(row.place_id for row in view.rows)
    found = [(view.places[id], km) for id, km in near if id != place.id and id in view.places and counts[id]]
    return [
        NearPlace(
            id=each.id,
            name=each.name,
            name_en=each.name_en,
            kind=each.kind,
            latitude=each.latitude,
            longitude=each.longitude,
            km=round(km, 1),
            events=counts[each.id],
        )
        for each, km in found[:MOST_NEAR]
    ]
