"""Judgements on pairs of claims: added and withdrawn as rows of their own, never changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from marsad.ledger.numbers import take
from marsad.ledger.schema import judgements
from marsad.model import Judgement, Verdict


def add_judgements(connection: Connection, judged: Iterable[Judgement]) -> list[int]:
    """Write judgements down, and return their numbers; the caller is the one writer."""
    rows = [
        {
            "left": each.left,
            "right": each.right,
            "verdict": str(each.verdict),
            "score": each.score,
            "reasons": msgspec.json.encode(each.reasons).decode(),
            "against": msgspec.json.encode(each.against).decode(),
            "who": each.who,
            "at": each.at.isoformat(timespec="seconds"),
            "withdraws": None,
        }
        for each in judged
    ]
    numbers = take(connection, judgements, len(rows))
    if rows:
        connection.execute(insert(judgements), [row | {"id": id} for id, row in zip(numbers, rows, strict=True)])
    return list(numbers)


def withdraw(connection: Connection, number: int, *, who: str, at: datetime) -> None:
    """Take a judgement back, by a row that says so."""
    row = connection.execute(select(judgements).where(judgements.c.id == number)).one()
    (new,) = take(connection, judgements)
    again = dict(row._mapping) | {
        "id": new,
        "who": who,
        "at": at.isoformat(timespec="seconds"),
        "withdraws": number,
    }
    connection.execute(insert(judgements).values(**again))


def judgements_in_force(connection: Connection) -> dict[int, Judgement]:
    """Judgements by number that nobody has withdrawn, in the order they were made."""
    withdrawn = select(judgements.c.withdraws).where(judgements.c.withdraws.is_not(None))
    query = select(judgements).where(judgements.c.withdraws.is_(None), judgements.c.id.not_in(withdrawn))
    return {row.id: _judgement(row) for row in connection.execute(query.order_by(judgements.c.id))}


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(
        left=row.left,
        right=row.right,
        verdict=Verdict(row.verdict),
        score=row.score,
        reasons=msgspec.json.decode(row.reasons, type=tuple[str, ...]),
        against=msgspec.json.decode(row.against, type=tuple[str, ...]),
        who=row.who,
        at=datetime.fromisoformat(row.at),
    )
