"""Date expressions: the same days from the same words, honest unknowns, and a way through JSON."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import DateExpression, DateRange
from marsad.model.dates import DateForm, DatePart, DateUnit

PUBLISHED = date(2024, 1, 17)
TOLD = DateRange(date(2023, 12, 30), date(2023, 12, 31))
TODAY = DateExpression(form=DateForm.AGO, amount=0, unit=DateUnit.DAY)
SATURDAY = DateExpression(form=DateForm.WEEKDAY, weekday=5)
NEXT_DAY = DateExpression(form=DateForm.THEN, amount=1, unit=DateUnit.DAY)


def test_range_refuses_to_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="start <= end"):
        DateRange(date(2024, 1, 2), date(2024, 1, 1))


UNKNOWN = {
    "today without publication": (TODAY, None, None, "counts from the day of publication, which is unknown"),
    "weekday without publication": (
        SATURDAY,
        None,
        None,
        "counts from the day of publication, which is unknown",
    ),
    "next day with nothing before": (NEXT_DAY, PUBLISHED, None, "points at days told before, but none were"),
    "no such day": (
        DateExpression(form=DateForm.DAY, year=2023, month=2, day=30),
        PUBLISHED,
        None,
        "no such day in the calendar",
    ),
    "weeks without number": (
        DateExpression(form=DateForm.AGO, unit=DateUnit.WEEK),
        PUBLISHED,
        None,
        "some weeks without a number",
    ),
    "backward range": (
        DateExpression(form=DateForm.BETWEEN, first=TODAY, last=SATURDAY),
        PUBLISHED,
        None,
        "it ends before it begins",
    ),
}


@pytest.mark.parametrize(("said", "published", "previous", "reason"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_cannot_be_told_is_none_and_says_why(
    said: DateExpression, published: date | None, previous: DateRange | None, reason: str
) -> None:
    assert said.resolve(published, previous) is None
    assert reason in said.explain(published, previous)


KNOWN = {
    "next day": (NEXT_DAY, "2024-01-01"),
    "same month": (
        DateExpression(form=DateForm.THEN, amount=0, unit=DateUnit.MONTH),
        "2023-12-01 to 2023-12-31",
    ),
    "22nd of that month": (DateExpression(form=DateForm.DAY, day=22), "2023-12-22"),
    "leap day": (DateExpression(form=DateForm.DAY, month=2, day=29), "2020-02-29"),
    "Saturday": (SATURDAY, "2024-01-13"),
    "Wednesday, day of publication": (DateExpression(form=DateForm.WEEKDAY, weekday=2), "2024-01-17"),
    "last Wednesday": (DateExpression(form=DateForm.WEEKDAY, weekday=2, shift=-1), "2024-01-10"),
    "next Wednesday": (DateExpression(form=DateForm.WEEKDAY, weekday=2, shift=1), "2024-01-24"),
    "end of last month": (
        DateExpression(form=DateForm.PERIOD, unit=DateUnit.MONTH, shift=-1, part=DatePart.END),
        "2023-12-21 to 2023-12-31",
    ),
    "next month": (
        DateExpression(form=DateForm.PERIOD, unit=DateUnit.MONTH, shift=1),
        "2024-02-01 to 2024-02-29",
    ),
    "full date needs no publication": (
        DateExpression(form=DateForm.DAY, year=2019, month=3, day=23),
        "2019-03-23",
    ),
}


@pytest.mark.parametrize(("said", "days"), KNOWN.values(), ids=KNOWN)
def test_expression_means_days(said: DateExpression, days: str) -> None:
    assert str(said.resolve(PUBLISHED, TOLD)) == days
    assert days in said.explain(PUBLISHED, TOLD)


def test_future_and_anaphora_are_marked_through_ranges() -> None:
    ahead = DateExpression(form=DateForm.PERIOD, unit=DateUnit.WEEK, shift=1)
    both = DateExpression(form=DateForm.BETWEEN, first=NEXT_DAY, last=ahead)
    assert both.future
    assert both.anaphoric
    assert not TODAY.future
    assert not TODAY.anaphoric


amounts = st.none() | st.integers(-40, 400)
leaves = st.builds(
    DateExpression,
    form=st.sampled_from([form for form in DateForm if form not in (DateForm.SINCE, DateForm.BETWEEN)]),
    year=st.integers(1900, 2099),
    month=st.integers(1, 12),
    day=st.integers(1, 31),
    weekday=st.integers(0, 6),
    amount=amounts,
    unit=st.sampled_from(DateUnit),
    part=st.none() | st.sampled_from(DatePart),
    shift=st.none() | st.integers(-1, 1),
)
ranges = st.builds(DateExpression, form=st.sampled_from([DateForm.SINCE, DateForm.BETWEEN]), first=leaves, last=leaves)


@given(leaves | ranges)
def test_json_gives_the_same_expression_back(said: DateExpression) -> None:
    assert msgspec.json.decode(msgspec.json.encode(said), type=DateExpression) == said


@given(leaves | ranges, st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_expression_resolves_or_explains(said: DateExpression, published: date) -> None:
    assert said.label
    assert said.explain(published, TOLD)
    assert said.resolve(published, TOLD) == said.resolve(published, TOLD)
