"""Reports: lists, and one with its text and what is marked in it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from marsad.ledger import Asked
from marsad.ledger.texts import ReportFacts, ReportsAsked
from marsad.model.record import ClaimKind
from marsad.serve.api.marking import marks_of, report_row
from marsad.serve.api.paging import page_of, skip_of
from marsad.serve.api.parameters import Code, Cursor, Day, KnownBy, Limit, Words
from marsad.serve.api.presenting import shown
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.shapes.reports import CopyShape, ReportDetail, ReportRow, SightingShape
from marsad.serve.api.state import Here, Now, Reader, told

router = APIRouter(prefix="/reports", tags=["reports"])
MOST_OTHERS = 10


@router.get("", response_model=Page[ReportRow])
def list_reports(  # noqa: PLR0913, PLR0917 -- a parameter each
    request: Request,
    here: Here,
    me: Reader,
    now: Now,
    report_text: Annotated[Words | None, Query(description="Words of the report.")] = None,
    source: Annotated[Words | None, Query(description="Seen at this outlet.")] = None,
    since: Annotated[Day | None, Query(alias="from", description="Published on this day or later.")] = None,
    until: Annotated[Day | None, Query(alias="to", description="Published on this day or earlier.")] = None,
    known_by: KnownBy = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """The reports that answer, the latest first."""
    asked = ReportsAsked(
        words=report_text,
        outlet=source,
        since=since,
        until=until,
        known_by=known_by,
        unheard=tuple(sorted(me.hidden)),
    )
    skip = skip_of(cursor)
    lines, total = here.ledger.browse.reports(asked, limit=limit, skip=skip)
    return told(request, page_of([report_row(line, now, me) for line in lines], total, skip))


@router.get("/{sha256}", response_model=ReportDetail)
def show_report(request: Request, here: Here, me: Reader, now: Now, sha256: Code) -> Response:
    """One report: its text, its claims, where it was seen, what copies it."""
    facts = here.ledger.browse.report(sha256)
    line = facts.line
    seen = me.sees(line.outlet)
    claims = here.ledger.find(Asked(kinds=tuple(ClaimKind), report=line.sha256, rejected=True))
    claims.sort(key=lambda claim: (claim.evidence, claim.key))
    others, _ = here.ledger.browse.reports(ReportsAsked(outlet=line.outlet), limit=MOST_OTHERS + 1)
    row = report_row(line, now, me)
    return told(
        request,
        ReportDetail(
            sha256=line.sha256,
            id=line.id,
            title=row.title,
            text=facts.text if seen else None,
            content=f"{line.title}\n{facts.text}" if seen else None,
            outlet=line.outlet,
            published=line.published,
            url=line.url,
            language="ar",
            restricted=row.restricted,
            reader=facts.reader,
            marks=marks_of(claims, seen=seen),
            claims=shown(here.ledger, now, me, claims),
            sightings=_sightings(facts),
            copies=[
                CopyShape(
                    sha256=each.sha256,
                    title=each.title if me.sees(each.outlet) else None,
                    outlet=each.outlet,
                    published=each.published,
                    likeness=likeness,
                )
                for each, likeness in facts.alike
            ],
            others=[report_row(each, now, me) for each in others if each.sha256 != line.sha256][:MOST_OTHERS],
        ),
    )


def _sightings(facts: ReportFacts) -> list[SightingShape]:
    return [
        SightingShape(id=each.id, outlet=each.outlet, url=each.url, published=each.published, retrieved=each.retrieved)
        for each in facts.seen
    ]
