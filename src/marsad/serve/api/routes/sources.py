"""Sources: the outlets of a ledger's reports, and what is known of each."""

from fastapi import APIRouter, Request, Response

from marsad.ledger import OutletSummary
from marsad.ledger.texts import ReportsAsked
from marsad.serve.api.board import View
from marsad.serve.api.marking import report_row
from marsad.serve.api.paging import cut
from marsad.serve.api.parameters import Code, Cursor, Limit
from marsad.serve.api.problems import Problem
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.shapes.world import Agreement, SourceDetail, SourceRow
from marsad.serve.api.state import Here, Now, Reader, Served, told
from marsad.serve.api.world import months_of, places_of, types_of

router = APIRouter(prefix="/sources", tags=["sources"])
MOST_RECENT = 20


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
