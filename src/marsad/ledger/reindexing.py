"""Working out anew what a ledger derives from its texts: for a step of a later version that folds words otherwise.

Searched words and keys are stored folded. When folding changes, a step in migrations/ calls `reindex`, or old
reports would no longer be found by new questions.
"""

from sqlalchemy import Connection, bindparam, select, text, update

from marsad.ledger.schema import actors, claim_slots, claims, places, readings, reports
from marsad.ledger.words import CLAIMS, REPORTS, Words, add_words, key_of
from marsad.model import Span


def reindex(connection: Connection) -> None:
    """All words and keys again, as they fold today."""
    for table in (REPORTS, CLAIMS):
        sqlite = connection.dialect.name == "sqlite"
        empty = f"INSERT INTO {table}({table}) VALUES ('delete-all')" if sqlite else f"DELETE FROM {table}"
        connection.execute(text(empty))
    for report in connection.execute(select(reports)).all():
        words = Words(f"{report.title}\n{report.text}")
        own = select(claims.c.id, claims.c.start, claims.c.end).join(readings, readings.c.id == claims.c.reading)
        found = connection.execute(own.where(readings.c.report == report.id)).all()
        add_words(connection, REPORTS, [(report.id, words.all)])
        add_words(connection, CLAIMS, [(claim.id, words.within(Span(claim.start, claim.end))) for claim in found])
    _rekey(connection)


def _rekey(connection: Connection) -> None:
    for table in (places, actors):
        rows = [{"its": row.id, "new": key_of(row.name)} for row in connection.execute(select(table))]
        if rows:
            connection.execute(update(table).where(table.c.id == bindparam("its")).values(key=bindparam("new")), rows)
    slot = claim_slots.c
    said = select(slot.claim, slot.number, slot.words, slot.value).where(slot.key.is_not(None))
    rows = [
        {"its": row.claim, "at": row.number, "new": key_of(row.words if row.value is None else row.value)}
        for row in connection.execute(said)
    ]
    if rows:
        same = (slot.claim == bindparam("its")) & (slot.number == bindparam("at"))
        connection.execute(update(claim_slots).where(same).values(key=bindparam("new")), rows)
