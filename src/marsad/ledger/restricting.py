"""Outlets whose words only some roles may see, and that never leave in an export."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, delete, insert, select

from marsad.ledger.numbers import take
from marsad.ledger.schema import restrictions


def restricted(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The restricted outlets, each with the roles that may see its words."""
    rows = connection.execute(select(restrictions).order_by(restrictions.c.outlet))
    return {row.outlet: msgspec.json.decode(row.roles, type=tuple[str, ...]) for row in rows}


def restrict(connection: Connection, outlet: str, roles: Collection[str] | None) -> None:
    """Only these roles may see what an outlet says; None: everybody may."""
    take(connection, restrictions)  # a ledger that changed says so
    connection.execute(delete(restrictions).where(restrictions.c.outlet == outlet))
    if roles is not None:
        said = msgspec.json.encode(sorted(roles)).decode()
        connection.execute(insert(restrictions).values(outlet=outlet, roles=said))
