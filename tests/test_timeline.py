"""Control over time: periods, contested days, what fades, and what is never assumed."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import ClaimKind, ClaimRecord, DateRange, Modality, SlotValue, Span
from marsad.model.control import ControlPeriod, Freshness, Hold
from marsad.timeline import control_periods, freshness, holding


def said(
    key: str,
    change: str,
    holder: str,
    day: str | None,
    place: str = "العشارة",
    known: str = "2024-01-20",
    modality: Modality = Modality.ASSERTED,
    rejected: bool = False,
) -> ClaimRecord:
    slots = [
        SlotValue(slot=slot, span=Span(0, 1), words=value, value=value, target=None)
        for slot, value in (("place", place), ("holder", holder))
    ]
    return ClaimRecord(
        key=key,
        report=key,
        report_id=key,
        outlet=f"outlet {key}",
        url=None,
        published=date.fromisoformat(known),
        known_on=date.fromisoformat(known),
        kind=ClaimKind.CONTROL,
        type=change,
        family=None,
        modality=modality,
        confidence=0.9,
        days=DateRange.on(date.fromisoformat(day)) if day else None,
        evidence=Span(0, 5),
        quote="x",
        slots=tuple(slots),
        rejected=rejected,
        origin=key,
    )


def short(periods: list[ControlPeriod]) -> list[tuple[str, str, str, str | None, bool]]:
    return [
        (each.holder, str(each.hold), str(each.start), str(each.until) if each.until else None, each.contested)
        for each in periods
    ]


TABLE = [
    (
        "one who holds",
        [said("a", "holds", "قسد", "2024-01-02"), said("b", "holds", "قسد", "2024-01-09")],
        [("قسد", "control", "2024-01-02", None, False)],
    ),
    (
        "a change of hands ends the period before",
        [said("a", "holds", "قسد", "2024-01-02"), said("b", "takes", "العشائر", "2024-01-10")],
        [("قسد", "control", "2024-01-02", "2024-01-10", False), ("العشائر", "control", "2024-01-10", None, False)],
    ),
    (
        "a loss ends it without a follower",
        [said("a", "holds", "قسد", "2024-01-02"), said("b", "loses", "قسد", "2024-01-05")],
        [("قسد", "control", "2024-01-02", "2024-01-05", False)],
    ),
    (
        "two who are both said to hold it",
        [said("a", "takes", "العشائر", "2024-01-10"), said("b", "holds", "قسد", "2024-01-11")],
        [("العشائر", "control", "2024-01-10", None, True), ("قسد", "control", "2024-01-11", None, True)],
    ),
    (
        "influence is no control",
        [said("a", "holds", "قسد", "2024-01-02"), said("b", "influence", "إيران", "2024-01-03")],
        [("إيران", "influence", "2024-01-03", None, False), ("قسد", "control", "2024-01-02", None, False)],
    ),
    (
        "an old capture told late lands on its day",
        [said("a", "holds", "العشائر", "2024-01-15"), said("b", "takes", "العشائر", "2024-01-10", known="2024-02-01")],
        [("العشائر", "control", "2024-01-10", None, False)],
    ),
    (
        "no day is said: from when it was known",
        [said("a", "holds", "قسد", None)],
        [("قسد", "control", "2024-01-20", None, False)],
    ),
    (
        "what is planned, denied or called wrong says nothing",
        [
            said("a", "takes", "قسد", "2024-01-02", modality=Modality.PLANNED),
            said("b", "takes", "قسد", "2024-01-02", modality=Modality.DENIED),
            said("c", "takes", "قسد", "2024-01-02", rejected=True),
        ],
        [],
    ),
]


@pytest.mark.parametrize(("claims", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_periods(claims: list[ClaimRecord], expected: list[tuple[str, str, str, str | None, bool]]) -> None:
    assert sorted(short(control_periods(claims))) == sorted(expected)


def test_neighbours_keep_their_own_state() -> None:
    periods = control_periods(
        [said("a", "takes", "قسد", "2024-01-02"), said("b", "holds", "العشائر", "2024-01-03", "درنج")]
    )
    assert {(each.place, each.holder, each.contested) for each in periods} == {
        ("العشارة", "قسد", False),
        ("درنج", "العشائر", False),
    }


def test_a_holder_is_not_its_own_rival() -> None:
    slots = [("holder", "قسد"), ("holder", "قوات سوريا الديمقراطية")]
    claims = []
    for number, (change, (slot, name)) in enumerate(zip(("contests", "holds"), slots, strict=True)):
        made = said(str(number), change, name, f"2024-01-{number + 2:02}")
        known = tuple(replace(each, target="sdf") if each.slot == slot else each for each in made.slots)
        claims.append(replace(made, slots=known))
    assert [each.contested for each in control_periods(claims)] == [False, False]


def test_who_held_it_on_a_day() -> None:
    periods = control_periods([said("a", "holds", "قسد", "2024-01-02"), said("b", "takes", "العشائر", "2024-01-10")])
    assert [each.holder for each in holding(periods, date(2024, 1, 5))] == ["قسد"]
    assert [each.holder for each in holding(periods, date(2024, 1, 10))] == ["العشائر"]
    assert holding(periods, date(2024, 1, 1)) == []


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2024-01-20", Freshness.FRESH), ("2024-04-01", Freshness.AGEING), ("2025-01-01", Freshness.OLD)],
)
def test_what_is_not_heard_of_fades(on: str, expected: Freshness) -> None:
    (period,) = control_periods([said("a", "holds", "قسد", "2024-01-10")])
    assert freshness(period, date.fromisoformat(on)) is expected


CLAIMS = st.lists(
    st.builds(
        lambda change, holder, day: (change, holder, f"2024-01-{day:02}"),
        st.sampled_from(["takes", "loses", "holds", "contests", "influence"]),
        st.sampled_from(["قسد", "العشائر", "الجيش"]),
        st.integers(1, 28),
    ),
    max_size=7,
)


@given(told=CLAIMS, data=st.data())
def test_any_order_gives_the_same_periods_and_none_ends_before_it_begins(
    told: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    claims = [said(str(number), *row) for number, row in enumerate(told)]
    periods = control_periods(claims)
    assert control_periods(data.draw(st.permutations(claims))) == periods
    assert all(period.until is None or period.start <= period.until for period in periods)
    assert all(period.hold in set(Hold) and period.claims for period in periods)


def test_order_of_two_claims_of_one_day() -> None:
    claims = [said("a", "takes", "قسد", "2024-01-02"), said("b", "loses", "العشائر", "2024-01-02")]
    assert len({str(short(control_periods(order))) for order in permutations(claims)}) == 1
