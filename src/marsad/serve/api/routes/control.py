"""Who is said to hold what on a day, what changed hands, what went where."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from marsad.model.codes import Change
from marsad.model.record import ClaimKind
from marsad.serve.api.parameters import AnyClaims, Cursor, Day, KnownBy, Limit, Words
from marsad.serve.api.routes.claims import claims_page
from marsad.serve.api.shapes.claims import ClaimShape
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.shapes.world import ControlMap
from marsad.serve.api.state import Here, Now, Reader, told
from marsad.serve.api.world import last_day, period_shape
from marsad.serve.control import ControlAsked, find_periods
from marsad.timeline import holding

router = APIRouter(tags=["control"])
CHANGES = (str(Change.TAKES), str(Change.LOSES))


@router.get("/control", response_model=ControlMap)
def control_on_a_day(
    request: Request,
    here: Here,
    now: Now,
    on: Annotated[Day | None, Query(description="As of this day; the last of which anything is told.")] = None,
    place: Annotated[Words | None, Query(description="Of this place.")] = None,
    within: Annotated[Words | None, Query(description="Of this place and what lies in it.")] = None,
    holder: Annotated[Words | None, Query(description="Held by this actor or a part of it.")] = None,
    known_by: KnownBy = None,
) -> Response:
    """Who is said to hold each place on a day; contested where sources disagree. No place speaks for its neighbours."""
    day = on or last_day(now.rows, known_by)
    asked = ControlAsked(place=place, within=within, holder=holder, on=day, known_by=known_by)
    everywhere = place is None and within is None and holder is None
    periods = holding(here.heard.periods(now, known_by), day) if everywhere else find_periods(here.ledger, asked)
    found = [period_shape(period, now, day) for period in periods]
    return told(request, ControlMap(on=day, total=len(found), items=found))


@router.get("/control/changes", response_model=Page[ClaimShape])
def list_changes(
    request: Request, here: Here, me: Reader, now: Now, asked: AnyClaims, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """What is said to have changed hands, the latest first."""
    changes = replace(asked, kinds=(ClaimKind.CONTROL,), types=CHANGES, families=())
    return told(request, claims_page(here.ledger, now, me, changes, limit=limit, cursor=cursor))


@router.get("/flows", response_model=Page[ClaimShape])
def list_flows(
    request: Request, here: Here, me: Reader, now: Now, asked: AnyClaims, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """What goods and people are said to have gone where, the latest first."""
    flows = replace(asked, kinds=(ClaimKind.FLOW,), types=(), families=())
    return told(request, claims_page(here.ledger, now, me, flows, limit=limit, cursor=cursor))
