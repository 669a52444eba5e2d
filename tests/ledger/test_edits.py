from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from marsad.errors import LedgerError
from marsad.ledger import Added, Asked, Item, Ledger, sighting_of
from marsad.model import ClaimRecord, CountRange, EventFamily, Outcome, Reading, Report

Make = Callable[..., Report]
Put = Callable[..., Added]
Look = Callable[[ClaimRecord], object]


@pytest.fixture
def claim(ledger: Ledger, report: Make, put: Put) -> str:
    put(ledger, report())
    (found,) = ledger.find(Asked())
    return found.key


def edited(ledger: Ledger, claim: str, slot: str, value: str | None) -> ClaimRecord:
    ledger.edit(claim, slot, value, who="ليلى", why="she was there")
    (found,) = ledger.find(Asked(rejected=True))
    assert found.edited
    return found


@pytest.mark.parametrize(
    ("said", "look", "expected"),
    [
        pytest.param(("type", "Grenade"), lambda r: (r.type, r.family), ("Grenade", EventFamily.REMOTE), id="type"),
        pytest.param(("modality", "denied"), lambda r: r.modality, "denied", id="modality"),
        pytest.param(("days", "2024-03-03"), lambda r: str(r.days), "2024-03-03", id="a day"),
        pytest.param(("days", "2024-03-01 to 2024-03-03"), lambda r: r.days.end, date(2024, 3, 3), id="days"),
        pytest.param(("days", None), lambda r: r.days, None, id="day unknown"),
        pytest.param(("killed", "4 or more"), lambda r: r.toll(Outcome.KILLED), CountRange(min=4, max=None), id="toll"),
        pytest.param(
            ("injured", "about 3 to 5"),
            lambda r: r.toll(Outcome.INJURED),
            CountRange(min=3, max=5, approx=True),
            id="new toll",
        ),
        pytest.param(("killed", None), lambda r: r.toll(Outcome.KILLED), None, id="no toll"),
        pytest.param(("verdict", "wrong"), lambda r: r.rejected, True, id="wrong"),
        pytest.param(("place", None), lambda r: r.place.target, None, id="place unknown"),
    ],
)
def test_edit(ledger: Ledger, claim: str, said: tuple[str, str | None], look: Look, expected: object) -> None:
    assert look(edited(ledger, claim, *said)) == expected


@pytest.mark.parametrize(
    ("slot", "value", "words"),
    [
        pytest.param("type", "Strike", "'Strike' is none of Armed clash", id="type"),
        pytest.param("days", "yesterday", "are no days", id="days"),
        pytest.param("days", "2024-03-03 to 2024-03-01", "are no days", id="days backwards"),
        pytest.param("killed", "many", "is no count", id="count"),
        pytest.param("killed", "5 to 3", "is no count", id="count backwards"),
        pytest.param("place", "sy-nowhere", "no known place has this id", id="place"),
        pytest.param("colour", "red", "'colour' cannot be edited", id="slot"),
    ],
)
def test_nonsense_is_refused(ledger: Ledger, claim: str, slot: str, value: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        ledger.edit(claim, slot, value, who="ليلى", why="")
    assert ledger.edits() == []


def test_unknown_claim(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no claim of this key"):
        ledger.edit("x", "type", "Grenade", who="ليلى", why="")


def test_every_edit_stays_as_a_row(ledger: Ledger, claim: str) -> None:
    edited(ledger, claim, "killed", "4")
    last = edited(ledger, claim, "killed", "5")
    assert last.toll(Outcome.KILLED) == CountRange.exactly(5)
    assert [(each.value, each.who, each.why) for each in ledger.edits(claim)] == [
        ("4", "ليلى", "she was there"),
        ("5", "ليلى", "she was there"),
    ]


def test_edits_outlive_a_new_reading(ledger: Ledger, claim: str, report: Make, put: Put) -> None:
    edited(ledger, claim, "killed", "4")
    assert put(ledger, report(), version="0.2.0") == Added.READ_AGAIN
    (found,) = ledger.find(Asked())
    assert (found.key, found.toll(Outcome.KILLED), found.edited) == (claim, CountRange.exactly(4), True)


def test_edited_claim_stays_when_the_new_reading_lacks_it(
    ledger: Ledger, claim: str, report: Make, toy: Callable[..., Reading]
) -> None:
    edited(ledger, claim, "type", "Grenade")
    blind = replace(toy(report(), version="0.2.0"), events=(), dates=(), places=(), actors=(), mentions=())
    assert ledger.add([Item(report(), sighting_of(report(), "a.jsonl"), blind)]) == [Added.READ_AGAIN]
    assert [each.type for each in ledger.find(Asked())] == ["Grenade"]


def test_filters_see_the_edited_value(ledger: Ledger, claim: str) -> None:
    edited(ledger, claim, "killed", "40")
    assert ledger.count(Asked(killed=40)) == 1
    edited(ledger, claim, "verdict", "wrong")
    assert ledger.count(Asked()) == 0
    assert ledger.count(Asked(rejected=True, text="قصف")) == 1
