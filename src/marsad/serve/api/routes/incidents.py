"""Incidents: lists, the map, time, facets, and one in full."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from marsad.serve.api.comparing import detail_of
from marsad.serve.api.counting import facets, histogram, map_feed
from marsad.serve.api.paging import cut
from marsad.serve.api.parameters import Code, Cursor, Incidents, KnownBy, Limit
from marsad.serve.api.shapes.incidents import Facets, Histogram, IncidentDetail, IncidentRow, MapFeed
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.state import Here, Now, Reader, told
from marsad.serve.incidents import incident

router = APIRouter(prefix="/incidents", tags=["incidents"])


class Order(StrEnum):
    """The order of incidents; a minus is the largest or latest first."""

    LATEST = "-day"
    EARLIEST = "day"
    KILLED = "-killed"
    KNOWN = "-known"
    CLAIMS = "-claims"


class Step(StrEnum):
    """How wide the bins of a histogram are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_KEYS: dict[Order, Callable[[IncidentRow], Any]] = {
    Order.EARLIEST: lambda row: (row.first_day is None, row.first_day and row.first_day.toordinal()),
    Order.KILLED: lambda row: -(row.killed.best or 0) if row.killed else 1,
    Order.KNOWN: lambda row: -row.last_known_on.toordinal(),
    Order.CLAIMS: lambda row: -row.claims,
}


def _sorted(rows: Sequence[IncidentRow], order: Order) -> Sequence[IncidentRow]:
    return rows if order is Order.LATEST else sorted(rows, key=_KEYS[order])


@router.get("", response_model=Page[IncidentRow])
def list_incidents(
    request: Request,
    here: Here,
    now: Now,
    question: Incidents,
    sort: Order = Order.LATEST,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """The incidents one of whose claims answers."""
    rows = _sorted(here.answers.incidents(question, now), sort)
    return told(request, cut(rows, cursor, limit, lambda row: row))


@router.get("/map", response_model=MapFeed)
def map_incidents(request: Request, here: Here, now: Now, question: Incidents) -> Response:
    """All incidents that answer and have a point, a column a value."""
    return told(request, map_feed(here.answers.incidents(question, now), now))


@router.get("/histogram", response_model=Histogram)
def count_in_time(
    request: Request, here: Here, now: Now, question: Incidents, by: Annotated[Step, Query()] = Step.MONTH
) -> Response:
    """How many incidents there are a day, week or month."""
    return told(request, histogram(here.answers.incidents(question, now), str(by)))


@router.get("/facets", response_model=Facets)
def count_by_value(request: Request, here: Here, now: Now, question: Incidents) -> Response:
    """How many incidents the commonest values of each filter have."""
    return told(request, facets(here.answers, question, now))


@router.get("/{id}", response_model=IncidentDetail)
def show_incident(request: Request, here: Here, me: Reader, now: Now, id: Code, known_by: KnownBy = None) -> Response:
    """One incident, by any name it ever had or by one of its claims."""
    return told(request, detail_of(here.ledger, incident(here.ledger, id, known_by=known_by), now, me))
