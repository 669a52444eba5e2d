"""The review queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from marsad.incidents import merge
from marsad.incidents.reasons import reasons_of
from marsad.model import ClaimRecord
from marsad.model.incident import Incident
from marsad.serve.api.access import Person
from marsad.serve.api.board import View
from marsad.serve.api.paging import cursor_at, skip_of
from marsad.serve.api.parameters import Cursor, Incidents
from marsad.serve.api.presenting import Presenter, presenter_for
from marsad.serve.api.reviewing import Doubtful, grounds_of
from marsad.serve.api.shapes.review import Doubt, Doubts, ReportText, Rival
from marsad.serve.api.state import Here, Now, Reader, Served, told

router = APIRouter(tags=["review"])


class DoubtKind(StrEnum):
    """What is in doubt."""

    VALUE = "value"
    GROUPING = "grouping"


@router.get("/review", response_model=Doubts)
def review(
    request: Request,
    here: Here,
    me: Reader,
    now: Now,
    question: Incidents,
    kind: Annotated[DoubtKind | None, Query(description="Only doubts about values, or about groupings.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Cursor = None,
) -> Response:
    """What a person should look at, by doubt times impact; what was decided is left out."""
    queue = here.reviewing.queue(now)
    wanted = {row.id for row in here.answers.incidents(question, now)}
    waiting = [
        doubt
        for doubt in queue.doubts
        if (kind is None or doubt.kind == kind) and not wanted.isdisjoint(doubt.incidents)
    ]
    skip = skip_of(cursor)
    page = waiting[skip : skip + limit]
    showing = _Showing.of(here, now, me, page)
    end = skip + len(page)
    return told(
        request,
        Doubts(
            items=[showing.doubt(each) for each in page if each.left in showing.claims],
            total=len(waiting),
            next=cursor_at(end) if page and end < len(waiting) else None,
            done=queue.done,
        ),
    )


def _keys(page: Sequence[Doubtful]) -> set[str]:
    return {key for each in page for key in ([each.left, each.pair.right] if each.pair else [each.left])}


@dataclass(frozen=True, slots=True)
class _Showing:
    """What a page of doubts is shown with."""

    view: View
    presenter: Presenter
    claims: Mapping[str, ClaimRecord]
    contents: Mapping[str, str]
    incidents: Mapping[str, Incident]

    @classmethod
    def of(cls, here: Served, view: View, me: Person, page: Sequence[Doubtful]) -> "_Showing":
        """With the claims, texts and incidents of a page."""
        claims = here.ledger.browse.claims(_keys(page))
        presenter = presenter_for(here.ledger, view, me, claims.values())
        contents = here.ledger.browse.contents({claim.report for claim in claims.values() if me.sees(claim.outlet)})
        names = sorted({name for each in page if each.pair is None for name in each.incidents})
        incidents = {each.id: each for each in map(merge, here.ledger.members_of(names))}
        return cls(view, presenter, claims, contents, incidents)

    def doubt(self, each: Doubtful) -> Doubt:
        """A doubt with its claims and texts."""
        pair = each.pair
        left, right = self.claims[each.left], self.claims.get(pair.right) if pair else None
        speaks_for, against = reasons_of(pair) if pair else ((), ())
        rows = [self.view.by_name.get(name) for name in each.incidents]
        grounds = grounds_of(each.line, rows[0]) if each.line and rows[0] else {}
        slots = tuple(dict.fromkeys(slot for some in grounds.values() for slot in some))
        by_claim = {key: self.view.by_name.get(name) for key, name in self.presenter.incidents.items()}
        return Doubt(
            id=each.id,
            kind=each.kind,
            doubt=each.doubt,
            impact=each.impact,
            reason_codes=list(grounds),
            slots=list(slots),
            chance=round(pair.chance, 4) if pair else None,
            together=len(each.incidents) == 1 if pair else None,
            reasons=list(speaks_for),
            against=list(against),
            left=self.presenter.claim(left),
            right=self.presenter.claim(right) if right else None,
            left_report=self._report(left),
            right_report=self._report(right) if right else None,
            left_incident=by_claim.get(each.left, rows[0]),
            right_incident=by_claim.get(right.key) if right else None,
            rivals=self._rivals(each, left, slots),
        )

    def _report(self, claim: ClaimRecord) -> ReportText:
        return ReportText(
            sha256=claim.report,
            title=self.presenter.titles.get(claim.report) if self.presenter.me.sees(claim.outlet) else None,
            content=self.contents.get(claim.report),
            outlet=claim.outlet,
            published=claim.published,
        )

    def _rivals(self, each: Doubtful, claim: ClaimRecord, slots: Sequence[str]) -> list[Rival]:
        """What other claims of the incident give instead."""
        found = self.incidents.get(each.incidents[0])
        return [
            Rival(slot=slot.slot, value=told.value, claim=told.claims[0], outlet=next(iter(told.outlets), None))
            for slot in (found.slots if found else ())
            if slot.slot in slots
            for told in slot.told
            if claim.key not in told.claims
        ]
