"""Filters as query parameters: the same names everywhere, as `marsad events` has them."""

from dataclasses import replace
from datetime import date
from math import isfinite
from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import BeforeValidator, StringConstraints

from marsad.errors import FilterError
from marsad.ledger import Asked
from marsad.model.codes import EventFamily, Modality
from marsad.model.record import ClaimKind
from marsad.serve.api.answering import Question, Wished
from marsad.serve.api.state import Here, Reader
from marsad.serve.asking import Filters, asked_of

MOST = 500  # items of a page
LONGEST = 500  # characters of a filter
LARGEST = 10**12


def _iso(value: object) -> object:
    """Days are written 2024-01-31 and in no other way."""
    if isinstance(value, str) and len(value) != len("2024-01-31"):
        raise ValueError("a day is written as 2024-01-31")
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
Code = Annotated[str, Path(min_length=1, max_length=LONGEST)]
KnownBy = Annotated[Day | None, Query(description="Only what had been published by this day.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="So many at most.")]
Cursor = Annotated[str | None, Query(max_length=LONGEST, description="Where the page before left off.")]
Number = Annotated[int | None, Query(ge=0, le=LARGEST)]


async def filters_of(  # noqa: PLR0913, PLR0917 -- a parameter a filter
    me: Reader,
    type: Annotated[list[Words] | None, Query(description="A type, or how its name begins.")] = None,
    family: Annotated[list[EventFamily] | None, Query(description="A family of types.")] = None,
    place: Annotated[Words | None, Query(description="In this place: its name or id.")] = None,
    within: Annotated[Words | None, Query(description="In this place or what lies in it.")] = None,
    near: Annotated[
        Words | None, Query(description="latitude,longitude,kilometres.", examples=["35.3,40.1,20"])
    ] = None,
    bbox: Annotated[Words | None, Query(description="west,south,east,north in degrees.")] = None,
    actor: Annotated[Words | None, Query(description="With this actor or a part of it: name or id.")] = None,
    since: Annotated[Day | None, Query(alias="from", description="On this day or later.")] = None,
    until: Annotated[Day | None, Query(alias="to", description="On this day or earlier.")] = None,
    killed: Number = None,
    injured: Number = None,
    source: Annotated[Words | None, Query(description="Of this outlet, or said by this source.")] = None,
    text: Annotated[Words | None, Query(description='Words of the evidence; "in quotes" as they follow.')] = None,
    report_text: Annotated[Words | None, Query(description="Words of the whole report.")] = None,
    report: Annotated[Words | None, Query(description="Of this report: its sha256 or id.")] = None,
    modality: Annotated[list[Modality] | None, Query(description="How surely it is said.")] = None,
    min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.0,
    known_by: KnownBy = None,
    rejected: Annotated[bool, Query(description="Also what a person called wrong.")] = False,
) -> Filters:
    """The filters of a request."""
    circle = None if near is None else _numbers("near", near, 3)
    return Filters(
        types=list(type or ()),
        families=tuple(map(str, family or ())),
        kinds=[str(ClaimKind.EVENT)],
        modalities=list(map(str, modality or ())),
        place=place,
        within=within,
        near=f"{circle[0]},{circle[1]}" if circle else None,
        radius=circle[2] if circle else 0.0,
        box=None if bbox is None else _box(bbox),
        actor=actor,
        since=since,
        until=until,
        killed=killed,
        injured=injured,
        source=source,
        text=text,
        report_text=report_text,
        report=report,
        known_by=known_by,
        confidence=min_confidence,
        rejected=rejected,
        unheard=tuple(sorted(me.hidden)) if text or report_text else (),
    )


def _numbers(name: str, text: str, count: int) -> tuple[float, ...]:
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError:
        found = ()
    if len(found) != count or not all(map(isfinite, found)):
        raise FilterError(name, f"{text!r} are not {count} numbers with commas between them")
    return found


def _box(text: str) -> tuple[float, float, float, float]:
    west, south, east, north = _numbers("bbox", text, 4)
    if west > east or south > north:
        raise FilterError("bbox", f"{text!r}: write it as west,south,east,north")
    return west, south, east, north


Filtered = Annotated[Filters, Depends(filters_of)]


async def wished(
    single_source: Annotated[bool | None, Query(description="Goes back to one text.")] = None,
    contested: Annotated[bool | None, Query(description="Sources disagree.")] = None,
    edited: Annotated[bool | None, Query(description="A person corrected something.")] = None,
    placed: Annotated[bool | None, Query(description="Has a point on the map.")] = None,
) -> Wished:
    """What incidents as a whole must be."""
    return Wished(single_source=single_source, contested=contested, edited=edited, placed=placed)


async def question_of(filters: Filtered, wish: Annotated[Wished, Depends(wished)], here: Here) -> Question:
    """The incidents that a request asks for."""
    return Question(asked=asked_of(filters, here.ledger), wished=wish)


async def asked_claims(
    filters: Filtered,
    here: Here,
    kind: Annotated[list[ClaimKind] | None, Query(description="Kinds of claims; events by itself.")] = None,
) -> Asked:
    """The claims that a request asks for."""
    kinds = list(map(str, kind or (ClaimKind.EVENT,)))
    return asked_of(replace(filters, kinds=kinds), here.ledger)


async def asked_any(filters: Filtered, here: Here) -> Asked:
    """The claims that a request asks for, of a kind that the route sets."""
    return asked_of(filters, here.ledger)


Incidents = Annotated[Question, Depends(question_of)]
Claims = Annotated[Asked, Depends(asked_claims)]
AnyClaims = Annotated[Asked, Depends(asked_any)]
