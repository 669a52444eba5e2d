"""Actors as a ledger has them: how often and when they are told of, and where."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from marsad.ledger.finding import Asked, conditions
from marsad.ledger.loading import claims_and_reports
from marsad.ledger.schema import actors, claim_slots, claims
from marsad.model.record import ACTOR_SLOTS


class ActorSummary(NamedTuple):
    """A known actor, how many claims name it, and the first and last day of these."""

    id: str
    name: str
    name_en: str | None
    kind: str
    country: str | None
    claims: int
    first_day: date | None
    last_day: date | None


def summaries(connection: Connection, asked: Asked, *, limit: int | None = None) -> list[ActorSummary]:
    """The actors of the claims that answer, those of most claims first."""
    named = claims_and_reports.join(claim_slots, claim_slots.c.claim == claims.c.id).join(
        actors, actors.c.id == claim_slots.c.target
    )
    count = func.count(func.distinct(claims.c.id))
    query = (
        select(
            actors.c.id,
            actors.c.name,
            actors.c.name_en,
            actors.c.kind,
            actors.c.country,
            count,
            func.min(claims.c.first_day),
            func.max(claims.c.last_day),
        )
        .select_from(named)
        .where(claim_slots.c.slot.in_(ACTOR_SLOTS), *conditions(connection, asked))
        .group_by(actors.c.id, actors.c.name, actors.c.name_en, actors.c.kind, actors.c.country)
        .order_by(count.desc(), actors.c.id)
        .limit(limit)
    )
    return [ActorSummary(*row) for row in connection.execute(query)]


def tally(connection: Connection, asked: Asked, column: str, most: int) -> list[tuple[str, int]]:
    """The commonest types or places of the claims that answer, with their number."""
    wanted = {"type": claims.c.type, "place": claims.c.place}[column]
    count = func.count()
    query = (
        select(wanted, count)
        .select_from(claims_and_reports)
        .where(wanted.is_not(None), *conditions(connection, asked))
        .group_by(wanted)
        .order_by(count.desc(), wanted)
        .limit(most)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]
