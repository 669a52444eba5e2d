"""Claims, and why one reads as it does."""

from fastapi import APIRouter, Request, Response

from marsad.ledger import Asked, Ledger
from marsad.ledger.flattening import flatten
from marsad.model import ClaimRecord, Reading
from marsad.serve.api.access import Person
from marsad.serve.api.board import View
from marsad.serve.api.paging import page_of, skip_of
from marsad.serve.api.parameters import Claims, Code, Cursor, Limit
from marsad.serve.api.presenting import history_of, presenter_for, shown
from marsad.serve.api.problems import Problem
from marsad.serve.api.shapes.claims import CandidateShape, ClaimDetail, ClaimShape, Explanation
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.state import Here, Now, Reader, told

router = APIRouter(prefix="/claims", tags=["claims"])
MOST_CANDIDATES = 5


def claims_page(
    ledger: Ledger, view: View, me: Person, asked: Asked, *, limit: int, cursor: str | None
) -> Page[ClaimShape]:
    """A page of the claims that answer."""
    skip = skip_of(cursor)
    found = ledger.find(asked, limit=limit, skip=skip)
    return page_of(shown(ledger, view, me, found), ledger.browse.count(asked), skip)


@router.get("", response_model=Page[ClaimShape])
def list_claims(
    request: Request, here: Here, me: Reader, now: Now, asked: Claims, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """The claims that answer, the latest day first."""
    return told(request, claims_page(here.ledger, now, me, asked, limit=limit, cursor=cursor))


@router.get("/{key}", response_model=ClaimDetail)
def show_claim(request: Request, here: Here, me: Reader, now: Now, key: Code) -> Response:
    """One claim and what people said of it."""
    record = claim_of(here.ledger, key)
    fields = presenter_for(here.ledger, now, me, [record]).fields(record)
    said = history_of(here.ledger.browse.said([key]), me)
    return told(request, ClaimDetail(**fields, history=said))


@router.get("/{key}/explain", response_model=Explanation)
def explain_claim(request: Request, here: Here, me: Reader, _: Now, key: Code) -> Response:
    """The rules that read a claim, and what its values may mean."""
    record = claim_of(here.ledger, key)
    if not me.sees(record.outlet):
        raise Problem(403, "forbidden", "the words of this source are not for your role")
    reading = here.ledger.reading(record.report)
    number = None if reading is None else number_of(reading, record)
    if reading is None or number is None:
        raise Problem(404, "not-found", f"{key}: the reading that holds now does not have this claim any more")
    days = next((link for link in reading.dates if link.claim == number), None)
    return told(
        request,
        Explanation(
            key=key,
            rules=list(reading.claims[number].provenance.rules),
            day=days.reason if days else None,
            candidates=candidates_of(reading, record),
        ),
    )


def number_of(reading: Reading, record: ClaimRecord) -> int | None:
    """Which of the claims of a reading a claim is."""
    keys = [each.key for each in flatten(reading, record.known_on)]
    return keys.index(record.key) if record.key in keys else None


def candidates_of(reading: Reading, record: ClaimRecord) -> list[CandidateShape]:
    """The known things that the names in a claim may mean, the likeliest first."""
    slots = {slot.span: slot.slot for slot in record.slots if slot.span is not None}
    return [
        CandidateShape(
            slot=slots[link.mention.span],
            value=link.mention.value,
            id=each.id,
            name=each.name,
            score=round(each.score, 4),
            reason=each.reason,
        )
        for link in (*reading.places, *reading.actors)
        if link.mention.span in slots
        for each in link.candidates[:MOST_CANDIDATES]
    ]


def claim_of(ledger: Ledger, key: str) -> ClaimRecord:
    """The claim of a key."""
    record = ledger.browse.claims([key]).get(key)
    if record is None:
        raise Problem(404, "not-found", f"{key}: the ledger has no claim of this key")
    return record
