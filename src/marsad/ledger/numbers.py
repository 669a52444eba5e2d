"""Numbers for new rows: given once, and never again even when a row is forgotten."""

from sqlalchemy import Connection, Table, insert, text

from marsad.ledger.schema import counters

_RAISE = text("UPDATE counters SET last = last + :count WHERE name = :name RETURNING last")


def take(connection: Connection, table: Table, count: int = 1) -> range:
    """The next numbers of a table; the caller is the one writer."""
    if not count:
        return range(0)
    last: int | None = connection.execute(_RAISE, {"name": table.name, "count": count}).scalar()
    if last is None:
        connection.execute(insert(counters).values(name=table.name, last=count))
        last = count
    return range(last - count + 1, last + 1)
