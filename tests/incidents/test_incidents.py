"""Claims into incidents: what is one happening, what is two, in any order, and with people's word above all."""

from dataclasses import replace
from datetime import date, datetime
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.incidents.claims import claim

from marsad.incidents import compare, group, judgement_of, merge, row_of
from marsad.incidents.levels import CONDITIONS, load_levels
from marsad.model import ClaimRecord, CountRange, DateRange, EventType, Modality, Verdict
from marsad.model.incident import Pair, Verdicts

PROTEST = "خرج العشرات في مظاهرة تطالب بإسقاط المجلس المحلي"


def grouped(*claims: ClaimRecord) -> list[list[str]]:
    return group([each.key for each in claims], compare([row_of(each) for each in claims]))


ONE = [
    ("one strike in two outlets", [claim("a", killed=3), claim("b", killed=3)]),
    ("a toll that grows", [claim("a", killed=3), claim("b", killed=7, known="2020-02-06")]),
    ("no day in one of them", [claim("a", killed=5), claim("b", killed=5, day=None)]),
    ("dated a day late", [claim("a", killed=9), claim("b", killed=9, day="2020-02-05")]),
]
TWO = [
    ("strikes 29 km apart with one toll", [claim("a", killed=3), claim("b", "معرة النعمان", killed=3, quote="x y z")]),
    ("a protest near a battle", [claim("a"), claim("b", type=EventType.PEACEFUL_PROTEST, actor=None, quote=PROTEST)]),
    ("a month apart", [claim("a", killed=3), claim("b", killed=3, day="2020-03-04", known="2020-03-05")]),
    ("another country", [claim("a", killed=3), claim("b", "درنج", killed=3, actor="us-army", quote="x y z")]),
]


@pytest.mark.parametrize("claims", [row[1] for row in ONE], ids=[row[0] for row in ONE])
def test_one_happening(claims: list[ClaimRecord]) -> None:
    assert grouped(*claims) == [["a", "b"]]


@pytest.mark.parametrize("claims", [row[1] for row in TWO], ids=[row[0] for row in TWO])
def test_two_happenings(claims: list[ClaimRecord]) -> None:
    assert grouped(*claims) == [["a"], ["b"]]


def test_claims_of_one_report_were_told_apart_by_the_reader() -> None:
    rows = [row_of(claim("a", killed=3)), row_of(claim("b", killed=4))]
    (two_reports,) = compare(rows)
    (one_report,) = compare([rows[0], replace(rows[1], report=rows[0].report)])
    assert two_reports.chance > 0.9
    assert one_report.chance < two_reports.chance - 0.2


def test_a_claim_with_neither_place_nor_day_is_still_an_incident() -> None:
    assert grouped(claim("a", None, None, actor=None)) == [["a"]]


def test_the_order_of_arrival_does_not_matter() -> None:
    claims = [claim("a", killed=3), claim("b", killed=7, known="2020-02-06"), claim("c", "بنش"), claim("d", day=None)]
    expected = grouped(*claims)
    assert all(grouped(*order) == expected for order in permutations(claims))


KEYS = "abcdef"
PAIRS = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), st.floats(0, 1)).filter(lambda p: p[0] < p[1]), max_size=12
)


@given(pairs=PAIRS, data=st.data())
@settings(max_examples=200, deadline=None)
def test_grouping_keeps_every_claim_once_in_any_order(pairs: list[tuple[str, str, float]], data: st.DataObject) -> None:
    made = list({(left, right): Pair(left, right, chance, ()) for left, right, chance in pairs}.values())
    first = group(KEYS, made)
    assert sorted(claim for members in first for claim in members) == list(KEYS)
    assert group(data.draw(st.permutations(KEYS)), data.draw(st.permutations(made))) == first


def test_a_persons_different_is_never_merged_and_same_always() -> None:
    pairs = [Pair("a", "b", 0.99, ()), Pair("b", "c", 0.99, ()), Pair("a", "c", 0.99, ())]
    assert group("abc", pairs) == [["a", "b", "c"]]
    kept = group("abc", pairs, Verdicts(different={("a", "b")}))
    assert not any({"a", "b"} <= set(members) for members in kept)
    assert group("abd", [], Verdicts(same={("a", "d")})) == [["a", "d"], ["b"]]


def test_a_chain_of_half_likenesses_does_not_string_two_happenings_together() -> None:
    chain = [Pair("a", "b", 0.6, ()), Pair("b", "c", 0.6, ()), Pair("c", "d", 0.6, ()), Pair("d", "e", 0.6, ())]
    assert len(group("abcde", chain)) > 1


def test_every_level_has_weights_and_words() -> None:
    levels = load_levels()
    assert {name: [level.name for level in table] for name, table in levels.items()} == {
        name: list(conditions) for name, conditions in CONDITIONS.items()
    }
    assert all(level.says and 0 < level.m <= 1 and 0 < level.u <= 1 for table in levels.values() for level in table)


def test_a_judgement_says_why_and_what_speaks_against() -> None:
    (pair,) = compare([row_of(claim("a", killed=3)), row_of(claim("b", killed=8, known="2020-02-06", actor="x"))])
    judgement = judgement_of(pair, datetime(2024, 1, 1))  # noqa: DTZ001  any time
    assert judgement.verdict is Verdict.SAME
    assert "the same place" in judgement.reasons
    assert "the same day" in judgement.reasons
    assert "other actors" in judgement.against


# --- merging


def test_all_values_stay_and_the_range_is_computed() -> None:
    found = merge([claim("a", killed=6301), claim("b", killed=6438, known="2020-02-07"), claim("c", killed=6301)])
    toll = found.slot("killed")
    assert toll is not None
    assert [told.value for told in toll.told] == ["6301", "6438"]
    assert toll.count == CountRange(min=6301, max=6438)
    assert toll.best == 6438
    assert toll.contested


def test_some_bounds_nothing_that_others_count() -> None:
    some = claim("c", killed=1)
    vague = CountRange(min=1, max=None, approx=True)
    slots = tuple(replace(slot, count=vague) if slot.slot == "killed" else slot for slot in some.slots)
    found = merge([claim("a", killed=16), claim("b", killed=19), replace(some, slots=slots)])
    toll = found.slot("killed")
    assert toll is not None
    assert toll.count == CountRange(min=16, max=19)
    assert [told.value for told in toll.told] == ["16", "19", "about 1 or more"]
    alone = merge([replace(some, slots=slots)]).slot("killed")
    assert alone is not None
    assert alone.count == vague


def test_copies_of_one_text_count_once() -> None:
    copies = [claim(key, origin="one text") for key in "abc"]
    found = merge(copies)
    assert found.single_source
    assert len(found.outlets) == 3
    assert not merge([*copies, claim("d")]).single_source


def test_a_denial_is_kept_and_counts_nobody() -> None:
    found = merge([claim("a", killed=3), claim("b", killed=0, modality=Modality.DENIED)])
    toll = found.slot("killed")
    assert toll is not None
    assert [told.value for told in toll.told] == ["3"]
    assert len(found.members) == 2


def test_the_name_is_of_the_smallest_claim_in_any_order() -> None:
    claims = [claim("b", known="2020-02-04"), claim("a", known="2020-02-09"), claim("c", killed=2)]
    merged = {merge(order).id for order in permutations(claims)}
    assert merged == {"i-a"}
    assert merge(claims) == merge(reversed(claims))
    assert merge(claims).known_on == date(2020, 2, 4)


def test_the_day_that_stands_for_all_is_the_first_of_those_told() -> None:
    week = DateRange(date(2020, 2, 3), date(2020, 2, 9))
    wide = replace(claim("c"), days=week)
    found = merge([wide, claim("a"), claim("b", day="2020-02-05")])
    days = found.slot("days")
    assert days is not None
    assert str(found.days) == days.told[0].value == "2020-02-04"
    assert merge([wide, replace(claim("d"), days=week), claim("a")]).days == week


def test_a_place_on_the_map_stands_before_one_that_is_not() -> None:
    found = merge([claim("a", "مكان مجهول"), claim("b", "مكان مجهول"), claim("c")])
    assert found.place is not None
    assert found.place.value == "سرمين"
    assert found.point is not None
