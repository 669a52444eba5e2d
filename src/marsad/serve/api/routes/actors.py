"""Actors: lists, and one with its names, its incidents and its ties."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from marsad.ledger import Asked
from marsad.ledger.people import ActorSummary
from marsad.ledger.words import key_of
from marsad.model.record import ClaimKind
from marsad.serve.api.answering import Question
from marsad.serve.api.board import View
from marsad.serve.api.paging import cut
from marsad.serve.api.parameters import AnyClaims, Code, Cursor, KnownBy, Limit, Words
from marsad.serve.api.problems import Problem
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.shapes.world import ActorDetail, ActorName, ActorRow, PeriodShape
from marsad.serve.api.state import Here, Now, Reader, Served, told
from marsad.serve.api.tying import graph_of
from marsad.serve.api.world import colour_of, last_day, months_of, period_shape, places_of, types_of
from marsad.serve.control import ControlAsked, find_periods

router = APIRouter(prefix="/actors", tags=["actors"])
MOST_RECENT = 20


@router.get("", response_model=Page[ActorRow])
def list_actors(
    request: Request,
    here: Here,
    now: Now,
    asked: AnyClaims,
    q: Annotated[Words | None, Query(description="How its name begins, or its id.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """The actors of the events that answer, those told of most first."""
    found = [each for each in here.heard.actors(now, asked) if q is None or called(each, q)]
    return told(request, cut(found, cursor, limit, actor_row))


def called(actor: ActorSummary, asked: str) -> bool:
    """Whether an actor is called so, or how its name begins."""
    key, latin = key_of(asked), (actor.name_en or "").lower()
    begins = bool(key) and any(word.startswith(key) for word in _tails(key_of(actor.name)))
    return actor.id == asked or begins or any(tail.startswith(asked.lower().strip()) for tail in _tails(latin))


def _tails(name: str) -> list[str]:
    """A name from each of its words on: what is sought may be its second word."""
    words = name.split()
    return [" ".join(words[start:]) for start in range(len(words))]


def actor_row(each: ActorSummary) -> ActorRow:
    """An actor in a list."""
    return ActorRow(**each._asdict(), colour=colour_of(each.id))


@router.get("/{id}", response_model=ActorDetail)
def show_actor(request: Request, here: Here, me: Reader, now: Now, id: Code, known_by: KnownBy = None) -> Response:
    """One actor, by id or name: with its parts, what is told of it, what it holds, its ties."""
    known = now.actors.get(here.ledger.browse.actor_called(id) or "")
    if known is None:
        raise Problem(404, "not-found", f"{id}: the ledger tells of no such actor")
    asked = Asked(kinds=(ClaimKind.EVENT,), actor=known.id, known_by=known_by)
    rows = here.answers.incidents(Question(asked=asked), now)
    ties = here.ledger.find(replace(asked, kinds=(ClaimKind.RELATION,)))
    days = [row.first_day for row in rows if row.first_day]
    wholes, parts = here.ledger.browse.kin(known.id)
    return told(
        request,
        ActorDetail(
            id=known.id,
            name=known.name,
            name_en=known.name_en,
            kind=known.kind,
            country=known.country,
            colour=colour_of(known.id),
            aliases=_aliases(here, known.id),
            parts=_names(parts, now),
            part_of=_names(wholes, now),
            events=len(rows),
            first_day=min(days, default=None),
            last_day=max(days, default=None),
            types=types_of(rows),
            places=places_of(rows, now),
            recent=list(rows[:MOST_RECENT]),
            months=months_of(rows),
            holds=_holds(here, known.id, now, asked),
            graph=graph_of(ties, known.id, now, me),
        ),
    )


def _holds(here: Served, actor: str, view: View, asked: Asked) -> list[PeriodShape]:
    day = last_day(view.rows, asked.known_by)
    control = ControlAsked(place=None, within=None, holder=actor, on=day, known_by=asked.known_by)
    return [period_shape(period, view, day) for period in find_periods(here.ledger, control)]


def _names(ids: Sequence[str], view: View) -> list[ActorName]:
    known = [view.actors[id] for id in ids if id in view.actors]
    return [ActorName(id=each.id, name=each.name, name_en=each.name_en) for each in known]


def _aliases(here: Served, actor: str) -> list[str]:
    """What reports call an actor, then the other spellings that the packs know."""
    packs = here.knowledge().actors.spellings.get(actor, ())
    return list(dict.fromkeys([*here.ledger.browse.spellings(actor), *packs]))
