from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, select, update

from marsad.ledger import Added, Ledger, Proof
from marsad.ledger.opening import writing
from marsad.ledger.schema import claim_slots, claims, edits, links, readings, reports, sightings
from marsad.model import Report

Make = Callable[..., Report]
Put = Callable[..., Added]


@pytest.fixture
def filled(ledger: Ledger, report: Make, put: Put) -> Ledger:
    for number in range(3):
        put(ledger, report(f"r{number}"))
    return ledger


def faults(ledger: Ledger) -> list[str]:
    return [str(fault) for fault in ledger.verify(Proof())]


def test_all_right(filled: Ledger) -> None:
    proof = Proof()
    assert list(filled.verify(proof)) == []
    assert (proof.reports, proof.readings, proof.claims, proof.values) == (3, 3, 3, 15)


def test_nothing_in_it(ledger: Ledger) -> None:
    assert faults(ledger) == []


def change_text(connection: Connection) -> None:
    text = connection.execute(select(reports.c.text).where(reports.c.id == 2)).scalar_one()
    connection.execute(update(reports).where(reports.c.id == 2).values(text=text.replace("سرمين", "سرمان")))


def change_one_space(connection: Connection) -> None:
    text = connection.execute(select(reports.c.text).where(reports.c.id == 2)).scalar_one()
    connection.execute(update(reports).where(reports.c.id == 2).values(text=f"{text} "))


def of_two(column: str, value: object) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(update(claims).where(claims.c.id == 2).values({column: value}))


def slot_of_two(slot: str, **values: object) -> Callable[[Connection], object]:
    own = (claim_slots.c.claim == 2) & (claim_slots.c.slot == slot)
    return lambda connection: connection.execute(update(claim_slots).where(own).values(**values))


def change_reading(connection: Connection) -> None:
    body = connection.execute(select(readings.c.body).where(readings.c.id == 2)).scalar_one()
    connection.execute(update(readings).where(readings.c.id == 2).values(body=body[:-9] + b"\0" + body[-8:]))


def swap_readings(connection: Connection) -> None:
    other = connection.execute(select(readings).where(readings.c.id == 1)).one()
    connection.execute(update(readings).where(readings.c.id == 2).values(body=other.body, sha256=other.sha256))


def drop_claim(connection: Connection) -> None:
    connection.execute(delete(claim_slots).where(claim_slots.c.claim == 2))
    connection.execute(delete(claims).where(claims.c.id == 2))


def drop_slot(connection: Connection) -> None:
    connection.execute(delete(claim_slots).where(claim_slots.c.claim == 2, claim_slots.c.number == 0))


def drop_links(connection: Connection) -> None:
    connection.execute(delete(links).where(links.c.reading == 2))


def drop_reading(connection: Connection) -> None:
    drop_claim(connection)
    drop_links(connection)
    connection.execute(delete(readings).where(readings.c.id == 2))


def rename(connection: Connection) -> None:
    connection.execute(update(sightings).where(sightings.c.id == 2).values(outlet="موقع آخر"))


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        pytest.param(change_text, "its text was changed", id="a letter of the text"),
        pytest.param(change_one_space, "its text was changed", id="a space after the text"),
        pytest.param(of_two("start", 40), "offset is", id="where the evidence begins"),
        pytest.param(of_two("quote", "قصف"), "evidence is 'قصف', but at", id="the evidence"),
        pytest.param(of_two("killed_min", 30), "killed min is '3' in the reading, but stored as '30'", id="a toll"),
        pytest.param(of_two("type", "Attack"), "type is", id="the type"),
        pytest.param(of_two("key", "x"), "key is", id="the key"),
        pytest.param(slot_of_two("place", start=50), "place is 'سرمين', but at 50-", id="an offset"),
        pytest.param(slot_of_two("place", words="سرمان"), "place is 'سرمان', but at", id="words"),
        pytest.param(slot_of_two("place", target="sy-x"), "target is 'sy-sarmin'", id="a meaning"),
        pytest.param(slot_of_two("killed", most=9), "most is '3'", id="a count"),
        pytest.param(change_reading, "reading 2 was changed", id="a byte of the reading"),
        pytest.param(swap_readings, "name is 'r0'", id="another report's reading"),
        pytest.param(drop_claim, "the reading has it, the ledger's claims have not", id="a claim gone"),
        pytest.param(drop_slot, "the reading has 4 values, the ledger 3", id="a value gone"),
        pytest.param(drop_links, "what its names mean", id="links gone"),
        pytest.param(drop_reading, "it has no reading", id="a reading gone"),
        pytest.param(rename, "outlet is 'شبكة السهل' in the reading", id="the outlet"),
    ],
)
def test_tampering_is_found_and_named(filled: Ledger, tamper: Callable[[Connection], object], words: str) -> None:
    with writing(filled._engine) as connection:
        tamper(connection)
    found = faults(filled)
    assert any(words in fault for fault in found), found
    assert all("r2" not in fault for fault in found), "the other reports are right"


def test_edits_are_no_faults(filled: Ledger) -> None:
    from marsad.ledger import Asked

    for claim in filled.find(Asked()):
        filled.edit(claim.key, "killed", "4 or more", who="ليلى", why="the hospital's list")
    assert faults(filled) == []


def test_a_changed_edit_is_found(filled: Ledger) -> None:
    from marsad.ledger import Asked

    key = filled.find(Asked())[0].key
    filled.edit(key, "killed", "4", who="ليلى", why="the hospital's list")
    with writing(filled._engine) as connection:
        connection.execute(update(edits).values(value="40"))
    assert any("as edited" in fault and key in fault for fault in faults(filled))
