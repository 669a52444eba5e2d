"""Putting a ledger in order: smaller, and every answer as before, whoever else is at work."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from marsad.ledger import Added, Asked, Ledger, Proof
from marsad.model import ClaimRecord, Report

Make = Callable[..., Report]
Put = Callable[..., Added]


def answers(ledger: Ledger) -> list[list[ClaimRecord]]:
    return [ledger.find(asked) for asked in (Asked(), Asked(text="قصف"), Asked(report_text="سرمين"))]


def test_every_answer_stays(ledger: Ledger, report: Make, put: Put) -> None:
    for number in range(12):
        put(ledger, report(f"r{number}"))
    ledger.forget("r3", reason="a test", who="me")
    before = answers(ledger)
    ledger.settle()
    assert answers(ledger) == before
    assert [len(each) for each in before] == [11, 11, 11]
    assert list(ledger.verify(Proof())) == []


def test_a_file_that_was_emptied_shrinks(tmp_path: Path, report: Make, put: Put) -> None:
    where = tmp_path / "ledger.db"
    with Ledger.open(where, create=True) as ledger:
        put(ledger, report("long", "كلام كثير لا يقول شيئا " * 60_000))
        size = where.stat().st_size + (tmp_path / "ledger.db-wal").stat().st_size
        ledger.forget("long", reason="a test", who="me")
        ledger.settle()
        assert where.stat().st_size < size / 2


def test_it_is_left_for_later_while_another_writes(tmp_path: Path, report: Make, put: Put) -> None:
    where = tmp_path / "ledger.db"
    with Ledger.open(where, create=True) as ledger:
        put(ledger, report())
        other = sqlite3.connect(where, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        ledger.settle()
        other.execute("ROLLBACK")
        other.close()
        assert len(ledger.find(Asked())) == 1
