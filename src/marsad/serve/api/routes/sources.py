"""Sources: the outlets of a ledger's reports, and what is known of each."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from marsad.ledger import OutletSummary
from marsad.ledger.texts import ReportsAsked
from marsad.serve.api.board import View
from marsad.serve.api.marking import report_row
from marsad.serve.api.paging import cut
from marsad.serve.api.parameters import Code, Cursor, Limit
from marsad.serve.api.problems import Problem
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.shapes.world import Agreement, SourceDetail, SourceRow
from marsad.serve.api.state import Administrator, Editor, Here, Now, Reader, Served, told
from marsad.serve.api.world import months_of, places_of, types_of

router = APIRouter(prefix="/sources", tags=["sources"])
MOST_RECENT = 20


class Description(BaseModel):
    """What is known of an outlet; what is left out stays as it was."""

    model_config = ConfigDict(extra="forbid")

    language: Annotated[str, Field(max_length=20)] | None = None
    affiliation: Annotated[str, Field(max_length=500)] | None = None
    note: Annotated[str, Field(max_length=2000)] | None = None
    syndicates_from: Annotated[tuple[Annotated[str, Field(max_length=200)], ...], Field(max_length=100)] = ()


class Restriction(BaseModel):
    """The roles that may see the words of an outlet; null for all."""

    model_config = ConfigDict(extra="forbid")

    roles: list[Literal["reader", "analyst", "editor", "administrator"]] | None


@router.get("", response_model=Page[SourceRow])
def list_sources(request: Request, here: Here, now: Now, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """The outlets, those of most reports first."""
    return told(request, cut(here.ledger.outlets(), cursor, limit, lambda each: source_row(each, now)))


@router.get("/{name:path}", response_model=SourceDetail)
def show_source(request: Request, here: Here, me: Reader, now: Now, name: Code) -> Response:
    """One outlet, with its reports and the incidents it tells of."""
    found = outlet_of(here, name)
    lines, _ = here.ledger.browse.reports(ReportsAsked(outlet=name), limit=MOST_RECENT)
    rows = [row for row in now.rows if name in row.outlets]
    alone = sum(row.outlets == [name] for row in rows)
    row = source_row(found, now)
    return told(
        request,
        SourceDetail(
            **{each: getattr(row, each) for each in SourceRow.__dataclass_fields__},
            recent=[report_row(line, now, me) for line in lines],
            types=types_of(rows),
            places=places_of(rows, now),
            months=months_of(rows),
            agreement=Agreement(with_others=len(rows) - alone, alone=alone),
        ),
    )


@router.patch("/{name:path}", response_model=SourceRow)
def describe_source(request: Request, here: Here, me: Editor, name: Code, body: Description) -> Response:
    """Say what is known of an outlet; what was said before is kept."""
    said = body.model_dump(exclude_unset=True)
    outlet = replace(outlet_of(here, name).outlet, **said)
    here.ledger.describe(outlet, who=me.name)
    here.ledger.accounts.log(me.name, "describe", name, said)
    return told(request, source_row(outlet_of(here, name), here.board.view()))


@router.put("/{name:path}/restricted", response_model=SourceRow)
def restrict_source(request: Request, here: Here, me: Administrator, name: Code, body: Restriction) -> Response:
    """Only these roles may see the words of an outlet, and nothing of it is exported; null: everybody may."""
    found = outlet_of(here, name)
    here.ledger.browse.restrict(name, body.roles)
    here.ledger.accounts.log(me.name, "restrict", name, {"roles": body.roles})
    return told(request, source_row(found, here.board.view()))


def outlet_of(here: Served, name: str) -> OutletSummary:
    """The outlet of a name."""
    found = next((each for each in here.ledger.outlets() if each.outlet.name == name), None)
    if found is None:
        raise Problem(404, "not-found", f"{name}: the ledger knows no outlet of this name")
    return found


def source_row(each: OutletSummary, view: View) -> SourceRow:
    """An outlet in a list."""
    outlet = each.outlet
    roles = view.restricted.get(outlet.name)
    return SourceRow(
        name=outlet.name,
        reports=each.reports,
        copies=each.copies,
        first=each.first,
        last=each.last,
        language=outlet.language,
        affiliation=outlet.affiliation,
        note=outlet.note,
        syndicates_from=list(outlet.syndicates_from),
        restricted=None if roles is None else list(roles),
    )
