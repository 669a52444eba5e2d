from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from shutil import copyfile

import msgspec
import pytest
from sqlalchemy import select

from marsad.ledger import Added, Asked, Item, Ledger, Mark, Proof, UnstorableError, sighting_of
from marsad.ledger.opening import reading
from marsad.ledger.schema import readings, reports, sightings
from marsad.model import CountRange, Event, EventType, Reading, Report
from marsad.model.record import ClaimRecord

Make = Callable[..., Report]
Put = Callable[..., Added]
Toy = Callable[..., Reading]


def rows(ledger: Ledger) -> dict[str, int]:
    with reading(ledger._engine) as connection:
        return {table.name: len(connection.execute(select(table)).all()) for table in (reports, sightings, readings)}


def told(record: ClaimRecord) -> tuple[object, ...]:
    days = record.days and str(record.days)
    return record.key, record.type, record.report_id, record.outlet, days, record.quote, record.known_on


class TestOnce:
    def test_new_then_known(self, ledger: Ledger, report: Make, put: Put) -> None:
        assert put(ledger, report()) == Added.NEW
        assert put(ledger, report()) == Added.KNOWN
        assert rows(ledger) == {"reports": 1, "sightings": 1, "readings": 1}

    def test_same_text_elsewhere_is_a_second_sighting(self, ledger: Ledger, report: Make, put: Put) -> None:
        put(ledger, report(text="قصف على سرمين."))
        later = report("other", text="قصف على سرمين.", outlet="موقع آخر", published=date(2024, 3, 6))
        assert put(ledger, later, place="b.jsonl") == Added.SEEN_AGAIN
        assert put(ledger, later, place="b.jsonl") == Added.KNOWN
        assert rows(ledger) == {"reports": 1, "sightings": 2, "readings": 1}
        assert [each.outlet for each in ledger.find(Asked())] == ["شبكة السهل"]

    def test_who_published_first_stands_for_the_text(self, ledger: Ledger, report: Make, put: Put) -> None:
        put(ledger, report(text="قصف على سرمين."))
        earlier = report("first", text="قصف على سرمين.", outlet="موقع آخر", published=date(2024, 3, 4))
        assert put(ledger, earlier, place="b.jsonl") == Added.READ_AGAIN
        (claim,) = ledger.find(Asked())
        assert (claim.report_id, claim.outlet, claim.known_on) == ("first", "موقع آخر", date(2024, 3, 4))
        assert str(claim.days) == "2024-03-04"
        assert rows(ledger)["readings"] == 2, "the first reading stays, superseded"

    def test_twice_in_one_batch(self, ledger: Ledger, report: Make, toy: Toy) -> None:
        one, other = report("a", text="قصف."), report("b", text="قصف.", published=date(2024, 3, 1))
        items = [Item(each, sighting_of(each, "x"), toy(each)) for each in (one, other, one)]
        assert ledger.add(items) == [Added.NEW, Added.READ_AGAIN, Added.KNOWN]

    def test_every_order_gives_the_same_ledger(self, empty: Path, tmp_path: Path, report: Make, put: Put) -> None:
        copy = (
            "قصف مدفعي على بلدة العشارة صباح اليوم أدى إلى أضرار في المنازل والمحال التجارية وسط البلدة وسوقها القديم"
        )
        given = [
            report("a", text=f"{copy}."),
            report("b", text=f"{copy}.", published=None),
            report("c", text=f"{copy}.", outlet="موقع آخر", published=date(2024, 3, 1)),
            report("d", text=f"{copy} اليوم."),
        ]
        seen = set()
        for number, order in enumerate(permutations(given)):
            with Ledger.open(copyfile(empty, tmp_path / f"{number}.db")) as ledger:
                for each in order:
                    put(ledger, each)
                found = ledger.find(Asked())
                seen.add((tuple(map(told, found)), len({each.origin for each in found})))
        assert len(seen) == 1
        assert seen.pop()[1] == 1


class TestReadAgain:
    def test_newer_reader_supersedes(self, ledger: Ledger, report: Make, put: Put) -> None:
        put(ledger, report())
        assert put(ledger, report(), version="0.10.0") == Added.READ_AGAIN
        assert rows(ledger)["readings"] == 2
        assert len(ledger.find(Asked())) == 1

    def test_older_reader_does_not(self, ledger: Ledger, report: Make, put: Put) -> None:
        put(ledger, report(), version="0.10.0")
        assert put(ledger, report(), version="0.9.0") == Added.KNOWN

    def test_asked_for(self, ledger: Ledger, report: Make, toy: Toy) -> None:
        item = Item(report(), sighting_of(report(), "x"), toy(report()))
        mark = Mark("0.1.0", item.reading.packs if item.reading else {})
        ledger.add([item])
        assert ledger.plan(item, mark).outcome == Added.KNOWN
        assert ledger.plan(item, mark, again=True).report is not None
        assert ledger.add([item], again=True) == [Added.READ_AGAIN]

    def test_reading_comes_back_as_it_was(self, ledger: Ledger, report: Make, toy: Toy, put: Put) -> None:
        put(ledger, report())
        stored = ledger.reading(report().sha256)
        assert msgspec.json.encode(stored) == msgspec.json.encode(toy(report()))


class TestWhole:
    def test_a_batch_is_stored_whole_or_not_at_all(self, ledger: Ledger, report: Make, toy: Toy) -> None:
        good = Item(report("good"), sighting_of(report("good"), "x"), toy(report("good")))
        bad = replace(good, report=report("bad"), sighting=None)  # type: ignore[arg-type]
        with pytest.raises(AttributeError):
            ledger.add([good, bad])
        assert rows(ledger) == {"reports": 0, "sightings": 0, "readings": 0}

    def test_a_count_beyond_measure(self, ledger: Ledger, report: Make, toy: Toy) -> None:
        def crowd(event: Event) -> Event:
            toll = replace(event.casualties[0], count=CountRange.exactly(10**40))
            return replace(event, casualties=(toll, toll), type=EventType.ATTACK)

        told = report()
        ledger.add([Item(told, sighting_of(told, "x"), toy(told, reader=crowd))])
        assert ledger.count(Asked(killed=10**9)) == 1

    def test_a_character_that_a_server_cannot_hold(self, ledger: Ledger, report: Make, put: Put) -> None:
        told = report(text="قصف على \0 سرمين.")
        if ledger.where.startswith("postgresql"):
            with pytest.raises(UnstorableError, match="cannot hold the character"):
                put(ledger, told)
            assert ledger.count(Asked()) == 0
        else:
            assert put(ledger, told) == Added.NEW
            assert list(ledger.verify(Proof())) == []
