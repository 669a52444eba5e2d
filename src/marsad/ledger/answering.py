"""Which claims answer, as numbers alone: what a server puts its lists, maps and counts together from."""

from typing import Any

from sqlalchemy import Connection, FromClause, Text, cast, func, select

from marsad.ledger.finding import Asked, conditions
from marsad.ledger.schema import claims, readings, sightings


def claim_numbers(connection: Connection, asked: Asked) -> list[int]:
    """The rows of the claims that answer, in no order.

    They come as one text, which is a good deal quicker than a row each.
    """
    joined = func.group_concat(claims.c.id) if _is_sqlite(connection) else func.string_agg(cast(claims.c.id, Text), ",")
    query: Any = select(joined).select_from(_tables(asked)).where(*conditions(connection, asked))
    found = connection.execute(query).scalar()
    return [int(number) for number in str(found).split(",")] if found else []


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _tables(asked: Asked) -> FromClause:
    """Claims, with as much of their reports as the question needs."""
    if asked.report is None and asked.report_text is None and not asked.unheard:
        return claims
    return claims.join(readings, readings.c.id == claims.c.reading).join(
        sightings, sightings.c.id == readings.c.sighting
    )
