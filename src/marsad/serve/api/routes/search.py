"""Search."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from marsad.serve.api.finding import search
from marsad.serve.api.parameters import LONGEST, KnownBy
from marsad.serve.api.shapes.searching import Found
from marsad.serve.api.state import Here, Now, Reader, told

router = APIRouter(tags=["search"])


@router.get("/search", response_model=Found)
def find(
    request: Request,
    here: Here,
    me: Reader,
    now: Now,
    q: Annotated[str, Query(max_length=LONGEST, description="Words or a name, in Arabic or Latin letters.")] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 8,
    known_by: KnownBy = None,
) -> Response:
    """Reports, incidents, places, actors and sources that answer; at most `limit` of each."""
    return told(request, search(here, now, me, q, limit=limit, known_by=known_by))
