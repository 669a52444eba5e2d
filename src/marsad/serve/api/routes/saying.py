"""What people say: accept, correct, reject, note, same, different, split, and taking it back."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from marsad.ledger.saying import Said
from marsad.model import Verdict
from marsad.serve.api.access import Person
from marsad.serve.api.paging import cut
from marsad.serve.api.parameters import Code, Cursor, Limit, Words
from marsad.serve.api.presenting import history_of, may_undo, shown
from marsad.serve.api.problems import Problem
from marsad.serve.api.shapes.claims import HistoryShape
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.shapes.review import Acted
from marsad.serve.api.state import Analyst, Here, Now, Reader, Served, told
from marsad.serve.incidents import incident, judge, pairs_to_split, take_back

router = APIRouter(tags=["judging"])
LONGEST = 2000  # characters of a reason or note
Text = Annotated[str, Field(max_length=LONGEST)]


class Body(BaseModel):
    """What is sent; nothing else may be in it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Why(Body):
    """Why one says so."""

    why: Text = ""


class Correction(Body):
    """Another value of a slot; null says that it is not known."""

    slot: Annotated[str, Field(max_length=40)]
    value: Annotated[str, Field(max_length=200)] | None
    why: Text = ""


class NoteText(Body):
    """A note."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]


class PairVerdict(Body):
    """Whether two claims, or incidents, are one happening."""

    left: Annotated[str, Field(min_length=1, max_length=200)]
    right: Annotated[str, Field(min_length=1, max_length=200)]
    verdict: Literal["same", "different"]
    why: Text = ""


class Split(Body):
    """A claim that leaves an incident."""

    claim: Annotated[str, Field(min_length=1, max_length=200)]
    why: Text = ""


class Undo(Body):
    """What to take back; without a token, the last thing one said."""

    token: Annotated[str, Field(max_length=2000)] | None = None


@router.post("/claims/{key}/accept", response_model=Acted)
def accept(request: Request, here: Here, me: Analyst, key: Code, body: Why) -> Response:
    """A claim is right as it stands."""
    return _edit(request, here, me, key, ("verdict", "right", body.why))


@router.post("/claims/{key}/reject", response_model=Acted)
def reject(request: Request, here: Here, me: Analyst, key: Code, body: Why) -> Response:
    """A claim is wrong as a whole; it counts no longer, and stays."""
    return _edit(request, here, me, key, ("verdict", "wrong", body.why))


@router.post("/claims/{key}/correct", response_model=Acted)
def correct(request: Request, here: Here, me: Analyst, key: Code, body: Correction) -> Response:
    """A value of a claim is another one: type, modality, days, place, or a toll."""
    return _edit(request, here, me, key, (body.slot, body.value, body.why))


def _edit(request: Request, here: Served, me: Person, key: str, said: tuple[str, str | None, str]) -> Response:
    slot, value, why = said
    number = here.ledger.edit(key, slot, value, who=me.name, why=why)
    here.ledger.accounts.log(me.name, "edit", key, {"slot": slot, "value": value, "why": why})
    here.regrouping.want()
    return told(request, _acted(here, me, f"e{number}", key))


@router.post("/claims/{key}/note", response_model=Acted)
def note(request: Request, here: Here, me: Analyst, key: Code, body: NoteText) -> Response:
    """Something worth knowing about a claim."""
    number = here.ledger.note(key, body.text, who=me.name)
    here.ledger.accounts.log(me.name, "note", key, {"text": body.text})
    return told(request, _acted(here, me, f"n{number}", key))


@router.post("/judgements", response_model=Acted)
def judge_pair(request: Request, here: Here, me: Analyst, body: PairVerdict) -> Response:
    """Two claims, or incidents, are one happening or two; that holds whatever is read later."""
    left, right = _claim_in(here, body.left), _claim_in(here, body.right)
    if left == right:
        raise Problem(422, "bad-body", "name two different claims or incidents")
    numbers = judge(here.ledger, [(left, right)], Verdict(body.verdict), who=me.name, why=body.why)
    here.ledger.accounts.log(me.name, body.verdict, left, {"other": right, "why": body.why})
    return told(request, _acted(here, me, _mark("j", numbers), left))


@router.post("/incidents/{id}/split", response_model=Acted)
def split(request: Request, here: Here, me: Analyst, id: Code, body: Split) -> Response:
    """A claim tells of another happening than the rest of its incident."""
    pairs = pairs_to_split(incident(here.ledger, id), body.claim)
    numbers = judge(here.ledger, pairs, Verdict.DIFFERENT, who=me.name, why=body.why)
    here.ledger.accounts.log(me.name, "split", id, {"claim": body.claim, "why": body.why})
    return told(request, _acted(here, me, _mark("j", numbers), body.claim))


@router.post("/undo", response_model=Acted)
def undo(request: Request, here: Here, me: Analyst, body: Undo) -> Response:
    """Take back what was said; what had been said before holds again."""
    said = here.ledger.browse.said()
    wanted = _marks(body.token) if body.token else _last_marks(said, me)
    chosen = [each for each in said if each.mark in wanted and each.action != "withdrawn"]
    if not chosen or any(each.taken for each in chosen):
        raise Problem(409, "conflict", "there is nothing to take back")
    if not all(may_undo(each, me) for each in chosen):
        raise Problem(403, "forbidden", "another person said this; an editor may take it back")
    _take_back(here, me, wanted)
    here.ledger.accounts.log(me.name, "undo", chosen[0].claim, {"marks": sorted(wanted)})
    return told(request, _acted(here, me, None, chosen[0].claim))


def _take_back(here: Served, me: Person, marks: set[str]) -> None:
    judged = [int(mark[1:]) for mark in marks if mark[0] == "j"]
    if judged:
        take_back(here.ledger, judged, who=me.name)
    for mark in sorted(marks):
        if mark[0] == "e":
            here.ledger.withdraw_edit(int(mark[1:]), who=me.name)
            here.regrouping.want()
        elif mark[0] == "n":
            here.ledger.withdraw_note(int(mark[1:]))


@router.get("/edits", response_model=Page[HistoryShape])
def list_edits(
    request: Request,
    here: Here,
    me: Reader,
    _: Now,
    who: Annotated[Words | None, Query(description="Who said it.")] = None,
    claim: Annotated[Words | None, Query(description="Of this claim.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """What people said, the latest first."""
    said = here.ledger.browse.said(None if claim is None else [claim])
    found = [each for each in said if who is None or each.who == who]
    return told(request, cut(found, cursor, limit, lambda each: history_of([each], me)[0]))


def _claim_in(here: Served, name: str) -> str:
    """A claim by its key, or the first claim of an incident."""
    if name in here.ledger.browse.claims([name]):
        return name
    return incident(here.ledger, name).members[0].key


def _mark(kind: str, numbers: list[int]) -> str:
    return kind + ".".join(map(str, numbers))


def _marks(token: str) -> set[str]:
    """The marks in a token: "j5.6" is j5 and j6."""
    kind, numbers = token[:1], token[1:].split(".")
    if kind not in ("e", "j", "n") or not all(number.isdecimal() and number.isascii() for number in numbers):
        raise Problem(422, "bad-body", "this token takes nothing back; use the one that the change answered with")
    return {f"{kind}{int(number)}" for number in numbers}


def _last_marks(said: list[Said], me: Person) -> set[str]:
    """What a person said last; a split is several judgements at once."""
    own = [each for each in said if each.who == me.name and not each.taken and each.action != "withdrawn"]
    if not own:
        return set()
    last = max(own, key=lambda each: (each.at, int(each.mark[1:]) if each.mark[0] == own[0].mark[0] else 0))
    if last.mark[0] != "j":
        return {last.mark}
    return {each.mark for each in own if each.mark[0] == "j" and each.at == last.at}


def _acted(here: Served, me: Person, undo: str | None, key: str) -> Acted:
    """What the claim and its incident are now."""
    view = here.board.view()
    record = here.ledger.browse.claims([key]).get(key)
    claim = shown(here.ledger, view, me, [record])[0] if record else None
    row = view.by_name.get(claim.incident or "") if claim else None
    return Acted(undo=undo, claim=claim, incident=row)
