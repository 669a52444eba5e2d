"""Claims of incidents as a review queue looks at them, in few columns."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from marsad.ledger.schema import claims, incident_members, judgements


class DoubtLine(NamedTuple):
    """A claim in an incident, as far as doubts are told by it; `edited` where a person said something of it."""

    key: str
    incident: str
    confidence: float
    modality: str
    first_day: date | None
    place: str | None
    place_id: str | None
    killed: int | None
    edited: bool


def doubt_lines(connection: Connection) -> list[DoubtLine]:
    """Every claim of an incident that nobody called wrong."""
    query = (
        select(
            claims.c.key,
            incident_members.c.incident,
            claims.c.confidence,
            claims.c.modality,
            claims.c.first_day,
            claims.c.place,
            claims.c.place_id,
            claims.c.killed_min,
            claims.c.edit,
        )
        .select_from(incident_members.join(claims, claims.c.key == incident_members.c.claim))
        .where(claims.c.live, claims.c.rejected.is_(False))
    )
    return [DoubtLine(*row[:8], row[8] is not None) for row in connection.execute(query)]


def judged_pairs(connection: Connection) -> set[tuple[str, str]]:
    """The pairs of claims that people judged, and did not take back."""
    withdrawn = select(judgements.c.withdraws).where(judgements.c.withdraws.is_not(None))
    query = select(judgements.c.left, judgements.c.right).where(
        judgements.c.who.is_not(None), judgements.c.withdraws.is_(None), judgements.c.id.not_in(withdrawn)
    )
    return {(row.left, row.right) for row in connection.execute(query)}
