"""Numbers for new rows: given once, and never again even when a row is forgotten."""

from sqlalchemy import Connection, Table, insert, select, update

from marsad.ledger.schema import counters


def take(connection: Connection, table: Table, count: int = 1) -> range:
    """The next numbers of a table; the caller is the one writer."""
    if not count:
        return range(0)
    own = counters.c.name == table.name
    last = connection.execute(select(counters.c.last).where(own)).scalar()
    if last is None:
        connection.execute(insert(counters).values(name=table.name, last=count))
        last = 0
    else:
        connection.execute(update(counters).where(own).values(last=last + count))
    return range(last + 1, last + count + 1)
