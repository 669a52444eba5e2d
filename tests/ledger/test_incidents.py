"""Incidents in a ledger: grouped as reports come, by people's word, and again after a report is forgotten."""

from datetime import date

import pytest

from marsad.errors import LedgerError
from marsad.ledger import Asked, Item, Ledger, sighting_of
from marsad.model import ClaimKind, Report
from marsad.model.incident import Incident
from marsad.reader import reader_of
from marsad.serve import incidents

FIRST = (
    "قتل ثلاثة مدنيين بغارة جوية على السوق الشعبي في بلدة سرمين بريف إدلب يوم الثلاثاء 4 شباط 2020، بحسب الدفاع المدني."
)
LATER = (
    "ارتفعت حصيلة الغارة الجوية على السوق الشعبي في بلدة سرمين بريف إدلب يوم الثلاثاء 4 شباط 2020 إلى سبعة قتلى مدنيين."
)
ELSEWHERE = "خرجت مظاهرة في مدينة درعا يوم الثلاثاء 4 شباط 2020 تطالب بالإفراج عن المعتقلين."


def report(id: str, text: str, day: int) -> Report:
    return Report(id=id, title="", text=text, outlet=f"outlet {id}", published=date(2020, 2, day))


def add(ledger: Ledger, *reports: Report) -> None:
    ledger.knowing(reader_of().knowledge)
    ledger.add([Item(each, sighting_of(each, "tests"), reader_of().read(each)) for each in reports])
    incidents.group_fresh(ledger)


def ids(ledger: Ledger) -> list[list[str]]:
    return sorted(sorted(member.report_id for member in found.members) for found in all_of(ledger))


def all_of(ledger: Ledger) -> list[Incident]:
    return incidents.find_incidents(ledger, Asked())


@pytest.mark.parametrize("together", [True, False], ids=["at once", "one by one"])
def test_reports_of_one_strike_are_one_incident(ledger: Ledger, together: bool) -> None:
    reports = report("first", FIRST, 5), report("later", LATER, 6), report("march", ELSEWHERE, 5)
    if together:
        add(ledger, *reports)
    else:
        for each in reversed(reports):
            add(ledger, each)
    assert ids(ledger) == [["first", "later"], ["march"]]
    (strike,) = incidents.find_incidents(ledger, Asked(place="سرمين"))
    toll = strike.slot("killed")
    assert toll is not None
    assert (toll.count and toll.count.min, toll.best, toll.count and toll.count.max) == (3, 7, 7)


def test_what_was_known_on_a_day(ledger: Ledger) -> None:
    add(ledger, report("first", FIRST, 5), report("later", LATER, 6))
    (now,) = incidents.find_incidents(ledger, Asked(place="سرمين"))
    then = incidents.incident(ledger, now.id, known_by=date(2020, 2, 5))
    assert [member.report_id for member in then.members] == ["first"]
    with pytest.raises(LedgerError, match="nothing was known of it by 2020-02-01"):
        incidents.incident(ledger, now.id, known_by=date(2020, 2, 1))


def test_any_claim_leads_to_its_incident(ledger: Ledger) -> None:
    add(ledger, report("first", FIRST, 5), report("later", LATER, 6))
    (found,) = all_of(ledger)
    assert {incidents.incident(ledger, member.key).id for member in found.members} == {found.id}
    assert {incidents.incident(ledger, f"i-{member.key}").id for member in found.members} == {found.id}
    with pytest.raises(LedgerError, match="no such incident"):
        incidents.incident(ledger, "i-nothing")


def test_people_split_join_and_undo(ledger: Ledger) -> None:
    add(ledger, report("first", FIRST, 5), report("later", LATER, 6))
    (found,) = all_of(ledger)
    incidents.say_different(ledger, found.id, found.members[1].key, who="Rana", why="another market")
    assert ids(ledger) == [["first"], ["later"]]
    add(ledger, report("copy", f"{LATER} وأضاف أن فرق الإنقاذ ما زالت تعمل.", 7))
    assert not any({"first", "later"} <= set(members) for members in ids(ledger))
    one, other = (incidents.incident(ledger, member.key) for member in found.members)
    assert incidents.undo(ledger, one.id, who="Rana") == 1
    assert any({"first", "later"} <= set(members) for members in ids(ledger))
    assert incidents.undo(ledger, one.id, who="Rana") == 0
    assert other.members


def test_same_joins_what_the_machine_kept_apart(ledger: Ledger) -> None:
    add(ledger, report("first", FIRST, 5), report("march", ELSEWHERE, 5))
    one, other = all_of(ledger)
    incidents.say_same(ledger, one.id, other.id, who="Rana", why="one day of protest")
    assert ids(ledger) == [["first", "march"]]


def test_a_forgotten_report_leaves_its_incident(ledger: Ledger) -> None:
    add(ledger, report("first", FIRST, 5), report("later", LATER, 6))
    ledger.forget("later", reason="asked by the author", who="Rana")
    incidents.group_fresh(ledger)
    assert ids(ledger) == [["first"]]


def test_one_text_or_several(ledger: Ledger) -> None:
    add(ledger, report("first", FIRST, 5), report("later", LATER, 6), report("march", ELSEWHERE, 5))
    alone = incidents.find_incidents(ledger, Asked(), single_source=True)
    assert [each.members[0].report_id for each in alone] == ["march"]
    assert ledger.count_incidents(Asked(), single_source=False) == 1
    assert ledger.count_incidents(Asked()) == 2
    kinds = (ClaimKind.EVENT,)
    assert [each.report_id for each in ledger.find(Asked(kinds=kinds), single_source=True)] == ["march"]
    assert {each.report_id for each in ledger.find(Asked(kinds=kinds), single_source=False)} == {"first", "later"}
    known = Asked(kinds=kinds, known_by=date(2020, 2, 5))
    assert (ledger.count(known, single_source=True), ledger.count(known, single_source=False)) == (2, 0)


def test_what_another_program_compared_meanwhile_is_kept(ledger: Ledger) -> None:
    """One program looked before the other's report was there, and writes after the other has grouped both."""
    ledger.knowing(reader_of().knowledge)
    first, later = report("first", FIRST, 5), report("later", LATER, 6)
    ledger.add([Item(first, sighting_of(first, "tests"), reader_of().read(first))])
    seen_by_one = ledger.fresh_claims()
    ledger.add([Item(later, sighting_of(later, "tests"), reader_of().read(later))])
    incidents.group_fresh(ledger)
    ledger.regroup(seen_by_one, [], incidents.incidents_of)
    assert ids(ledger) == [["first", "later"]]
