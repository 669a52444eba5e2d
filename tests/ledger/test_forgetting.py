from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from marsad.errors import LedgerError
from marsad.ledger import Added, Asked, Ledger, Proof
from marsad.ledger.opening import reading
from marsad.ledger.schema import metadata
from marsad.model import Report

Make = Callable[..., Report]
Put = Callable[..., Added]
KEPT = {"counters", "readers", "places", "place_areas", "actors", "actor_wholes", "tombstones"}


def test_all_goes_and_a_tombstone_stays(ledger: Ledger, report: Make, put: Put) -> None:
    put(ledger, report())
    ledger.edit(ledger.find(Asked())[0].key, "killed", "4", who="ليلى", why="the hospital's list")
    tombstone = ledger.forget("r1", reason="the family asked for it", who="سالم")
    assert (tombstone.id, tombstone.reason, tombstone.who, tombstone.claims) == (
        "r1", "the family asked for it", "سالم", 1,
    )  # fmt: skip
    assert ledger.tombstones() == [tombstone]
    with reading(ledger._engine) as connection:
        left = {table.name for table in metadata.sorted_tables if connection.execute(select(table)).first()}
    assert left <= KEPT
    assert ledger.find(Asked(text="قصف")) == []
    assert list(ledger.verify(Proof())) == []


def test_it_does_not_come_back_by_itself(ledger: Ledger, report: Make, put: Put) -> None:
    put(ledger, report())
    ledger.forget("r1", reason="a forgery", who="سالم")
    assert put(ledger, report()) == Added.FORGOTTEN
    assert put(ledger, report(), forgotten=True) == Added.NEW
    assert ledger.forget("r1", reason="again", who="سالم").reason == "again"


def test_others_stay(ledger: Ledger, report: Make, put: Put) -> None:
    for name in ("a", "b", "c"):
        put(ledger, report(name))
    ledger.forget("b", reason="a forgery", who="سالم")
    assert {each.report_id for each in ledger.find(Asked(text="قصف"))} == {"a", "c"}
    assert put(ledger, report("d")) == Added.NEW, "no number is given twice"
    assert list(ledger.verify(Proof())) == []


def test_by_fingerprint(ledger: Ledger, report: Make, put: Put) -> None:
    put(ledger, report("same", text="قصف على سرمين."))
    put(ledger, report("same", text="قصف على العشارة."))
    with pytest.raises(LedgerError, match="several reports are called so"):
        ledger.forget("same", reason="a forgery", who="سالم")
    ledger.forget(report("same", text="قصف على سرمين.").sha256[:12], reason="a forgery", who="سالم")
    assert [each.place and each.place.value for each in ledger.find(Asked())] == ["العشارة"]


def test_refused(ledger: Ledger, report: Make, put: Put) -> None:
    put(ledger, report())
    with pytest.raises(LedgerError, match="has no report of this id"):
        ledger.forget("nobody", reason="a forgery", who="سالم")
    with pytest.raises(LedgerError, match="for a reason"):
        ledger.forget("r1", reason="  ", who="سالم")
    assert ledger.count(Asked()) == 1


def test_no_word_is_left_in_the_file(tmp_path: Path, report: Make, put: Put) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        put(ledger, report("r1", text="قصف على سرمين قرب بيت الشاهدة مريانا."))
        put(ledger, report("r2"))
        ledger.forget("r1", reason="she is in danger", who="سالم")
    left = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert "مريانا".encode() not in left
    assert "سرمين".encode() in left


def test_a_group_of_copies_is_worked_out_anew(ledger: Ledger, report: Make, put: Put) -> None:
    told = "قصف مدفعي على بلدة العشارة صباح اليوم أدى إلى أضرار في المنازل والمحال التجارية وسط البلدة وسوقها القديم"
    for name in ("a", "b"):
        put(ledger, report(name, text=f"{told} {name}."))
    assert len({each.origin for each in ledger.find(Asked())}) == 1
    ledger.forget("a", reason="a forgery", who="سالم")
    (left,) = ledger.find(Asked())
    assert left.origin == left.report
    with reading(ledger._engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM copies")).scalar() == 0
