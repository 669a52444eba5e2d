"""The rules of the codebook that turn a date expression into days: one short rule for each form.

Each rule takes the expression, the day of publication and the days told before, and gives days, or None, and
the reason in words.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from marsad.model.dates import DateExpression, DateForm, DatePart, DateRange, DateUnit

_DAYS_OF_SOME = 7
_HOURS_OF_A_DAY = 24
Outcome = tuple[DateRange | None, str]


def days_meant(said: DateExpression, published: date | None, previous: DateRange | None) -> Outcome:
    """The days an expression means, or None, and why; `previous` are the days the report told before."""
    if said.hijri:
        return None, "a Hijri date without a year"
    try:
        return _RULES[said.form](said, published, previous)
    except (ValueError, OverflowError):
        return None, "no such day in the calendar"


_Rule = Callable[[DateExpression, date | None, DateRange | None], Outcome]
_UNDATED: Outcome = (None, "counts from the day of publication, which is unknown")


def _day(said: DateExpression, published: date | None, previous: DateRange | None) -> Outcome:
    """13 January 2024 as it stands; 13 January: the latest on or before publication; the 22nd of that."""
    assert said.day is not None
    if said.year is not None and said.month is not None:
        return DateRange.on(date(said.year, said.month, said.day)), "a full date"
    if said.month is None and said.shift is None:
        if previous is None:
            return None, "a day of a month told before, but none was"
        return DateRange.on(previous.start.replace(day=said.day)), "a day of the month told before"
    if published is None:
        return None, "no year is said and the day of publication is unknown"
    if said.month is None:
        month = _add_months(published, said.shift or 0)
        return DateRange.on(month.replace(day=said.day)), "a day of the month of publication, or the one beside it"
    if said.unit is DateUnit.YEAR:
        return DateRange.on(date(published.year + (said.shift or 0), said.month, said.day)), "the year is counted"
    if said.shift == 1:
        return DateRange.on(_next(said.month, said.day, published)), "the next one after publication"
    limit = published - timedelta(days=said.shift == -1)
    if said.shift == 0 and said.month == published.month:
        return DateRange.on(published.replace(day=said.day)), "in the month of publication"
    return DateRange.on(_latest(said.month, said.day, limit)), "no year is said: the latest on or before publication"


def _latest(month: int, day: int, limit: date) -> date:
    """The latest such day on or before the limit; 29 February may lie years back."""
    for year in range(limit.year, limit.year - 9, -1):
        if day <= monthrange(year, month)[1] and date(year, month, day) <= limit:
            return date(year, month, day)
    raise ValueError("no such day")


def _next(month: int, day: int, after: date) -> date:
    for year in range(after.year, after.year + 9):
        if day <= monthrange(year, month)[1] and date(year, month, day) > after:
            return date(year, month, day)
    raise ValueError("no such day")


def _month(said: DateExpression, published: date | None, _: DateRange | None) -> Outcome:
    """In March: the latest March that has begun, up to publication at most; mid-May: 11 to 20 May."""
    assert said.month is not None
    if said.year is not None:
        whole = DateRange.month_of(date(said.year, said.month, 1))
        return _clipped(_part_of_month(whole, said.part), published, said), "a month of a year"
    if published is None:
        return None, "no year is said and the day of publication is unknown"
    year = published.year
    if said.unit is DateUnit.YEAR:
        year += said.shift or 0
    elif said.shift == 1:
        year += said.month <= published.month
    elif said.month > published.month or (said.shift == -1 and said.month == published.month):
        year -= 1
    whole = DateRange.month_of(date(year, said.month, 1))
    return _clipped(_part_of_month(whole, said.part), published, said), "the latest such month on or before publication"


def _year(said: DateExpression, published: date | None, _: DateRange | None) -> Outcome:
    """In 2016; late in 2017 is October to December."""
    assert said.year is not None
    return _clipped(_part_of_year(said.year, said.part), published, said), "a year"


def _weekday(said: DateExpression, published: date | None, _: DateRange | None) -> Outcome:
    """Saturday: the latest on or before publication; last Saturday: before it; next Saturday: after it."""
    assert said.weekday is not None
    if published is None:
        return _UNDATED
    back = (published.weekday() - said.weekday) % 7
    if said.shift == 1:
        return DateRange.on(published + timedelta(days=(7 - back) or 7)), "the first one after publication"
    if said.shift == -1 and back == 0:
        back = 7
    back += 7 * (said.amount or 0)
    return DateRange.on(published - timedelta(days=back)), "the latest on or before publication"


def _ago(said: DateExpression, published: date | None, _: DateRange | None) -> Outcome:
    """Yesterday, five days ago; two months ago is that calendar month; days ago are the seven days before."""
    if published is None:
        return _UNDATED
    if said.weekday is not None:
        return _near_weekday(said, published)
    if said.amount is None:
        return _some(said, published)
    if said.unit is DateUnit.MONTH:
        return DateRange.month_of(_add_months(published, -said.amount)), "that many calendar months before"
    if said.unit is DateUnit.YEAR:
        return DateRange.year_of(published.year - said.amount), "that many calendar years before"
    return DateRange.on(_back(published, said.amount, said.unit)), "counted from publication"


def _near_weekday(said: DateExpression, published: date) -> Outcome:
    """Yesterday, Friday: in a report of Sunday it is the Friday, for the weekday is what the writer knew."""
    counted = _back(published, said.amount or 0, said.unit)
    assert said.weekday is not None
    off = (counted.weekday() - said.weekday) % 7
    if off == 0:
        return DateRange.on(counted), "counted from publication; the weekday agrees"
    return DateRange.on(counted - timedelta(days=off)), "the weekday is trusted; the report was published later"


def _some(said: DateExpression, published: date) -> Outcome:
    """Days ago, in recent days: the seven days before publication; weeks without a number: unknown."""
    if said.unit is DateUnit.DAY:
        return _days_before(published, _DAYS_OF_SOME), "some days: the seven days before publication"
    if said.unit is DateUnit.HOUR:
        return DateRange.on(published), "some hours: the day of publication"
    return None, f"some {said.unit}s without a number"


def _night(_: DateExpression, published: date | None, __: DateRange | None) -> Outcome:
    """Last night: the evening before publication to publication."""
    if published is None:
        return _UNDATED
    return DateRange(published - timedelta(days=1), published), "the evening before publication to publication"


def _period(said: DateExpression, published: date | None, _: DateRange | None) -> Outcome:
    """This week is Monday to publication, last week the Monday to Sunday before; last month."""
    if published is None:
        return _UNDATED
    shift = (said.shift or 0) - (said.amount or 0)
    if said.unit is DateUnit.WEEK:
        monday = published + timedelta(days=7 * shift - published.weekday())
        whole = DateRange(monday, monday + timedelta(days=6))
        return _clipped(whole, published, said), "weeks run from Monday to Sunday"
    if said.unit is DateUnit.MONTH:
        whole = _part_of_month(DateRange.month_of(_add_months(published, shift)), said.part)
        return _clipped(whole, published, said), "the calendar month"
    return _clipped(_part_of_year(published.year + shift, said.part), published, said), "the calendar year"


def _last(said: DateExpression, published: date | None, _: DateRange | None) -> Outcome:
    """In the last 24 hours: the day before publication to publication; in two days: the two before it."""
    if published is None:
        return _UNDATED
    if said.shift == 1:
        ahead = _back(published, -(said.amount or _DAYS_OF_SOME), said.unit)
        return DateRange(published, max(ahead, published)), "the time right after publication"
    if said.amount is None:
        return _some(said, published)
    start = _back(published, said.amount, said.unit)
    if said.unit in (DateUnit.DAY, DateUnit.WEEK):
        return DateRange(start, published - timedelta(days=1)), "the days right before publication"
    return DateRange(start, published), "up to publication"


def _since(said: DateExpression, published: date | None, previous: DateRange | None) -> Outcome:
    """Since Wednesday, since 2011: from the beginning of that to publication."""
    assert said.first is not None
    if published is None:
        return _UNDATED
    first, reason = said.first.resolve(published, previous), said.first.explain(published, previous)
    if said.first.form is DateForm.AGO and said.first.amount is None:
        return first, "as loose as so long ago"
    if said.first.form is DateForm.AGO and said.first.amount is not None:
        first = DateRange.on(_back(published, said.first.amount, said.first.unit))
    if first is None:
        return None, reason
    if first.start > published:
        return None, "it begins after publication"
    return DateRange(first.start, published), f"from then to publication ({reason})"


def _between(said: DateExpression, published: date | None, previous: DateRange | None) -> Outcome:
    """From 3 to 7 March; the night of Friday to Saturday is both days, the Saturday being the latest."""
    assert said.first is not None
    assert said.last is not None
    last = said.last.resolve(published, previous)
    if last is None:
        return None, said.last.explain(published, previous)
    anchor = last.start if published is not None and said.first.form is DateForm.WEEKDAY else published
    first = said.first.resolve(anchor, previous)
    if first is None:
        return None, said.first.explain(anchor, previous)
    if first.start > last.end:
        return None, "it ends before it begins"
    return DateRange(first.start, last.end), "from the first day to the last"


def _then(said: DateExpression, published: date | None, previous: DateRange | None) -> Outcome:
    """On the same day, on the next day, two days later: counted from the days told before.

    "Two days after the killing of X" counts back from them, or from publication where none were told.
    """
    told = "told before"
    if previous is None and said.shift == -1 and published is not None:
        previous, told = DateRange.on(published), "of publication"
    if previous is None:
        return None, "points at days told before, but none were"
    if said.amount is None:
        days, _ = _some(said, previous.start)
        return days, f"some time before the days {told}"
    if said.unit is DateUnit.MONTH:
        return DateRange.month_of(_add_months(previous.start, said.amount)), f"counted from the month {told}"
    if said.unit is DateUnit.YEAR:
        return DateRange.year_of(previous.start.year + said.amount), f"counted from the year {told}"
    if said.amount == 0:
        return previous, f"the days {told}"
    anchor = previous.end if said.amount > 0 else previous.start
    return DateRange.on(_back(anchor, -said.amount, said.unit)), f"counted from the days {told}"


_RULES: dict[DateForm, _Rule] = {
    DateForm.DAY: _day,
    DateForm.MONTH: _month,
    DateForm.YEAR: _year,
    DateForm.WEEKDAY: _weekday,
    DateForm.AGO: _ago,
    DateForm.NIGHT: _night,
    DateForm.PERIOD: _period,
    DateForm.LAST: _last,
    DateForm.SINCE: _since,
    DateForm.BETWEEN: _between,
    DateForm.THEN: _then,
}


def _back(day: date, amount: int, unit: DateUnit | None) -> date:
    """The day that many units before; a day of the month that does not exist there becomes its last."""
    if unit is DateUnit.HOUR:
        return day - timedelta(days=amount // _HOURS_OF_A_DAY)
    if unit is DateUnit.MONTH:
        return _add_months(day, -amount)
    if unit is DateUnit.YEAR:
        return _add_months(day, -12 * amount)
    return day - timedelta(days=amount * (7 if unit is DateUnit.WEEK else 1))


def _days_before(day: date, number: int) -> DateRange:
    return DateRange(day - timedelta(days=number), day - timedelta(days=1))


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _part_of_month(month: DateRange, part: DatePart | None) -> DateRange:
    """The beginning is 1 to 10, the middle 11 to 20, the end 21 to the last."""
    first, last = _THIRDS.get(part, (1, 31))
    return DateRange(month.start.replace(day=first), month.start.replace(day=min(last, month.end.day)))


def _part_of_year(year: int, part: DatePart | None) -> DateRange:
    """The beginning is January, its early days to March, its late days from October, its end December."""
    first, last = _SEASONS.get(part, (1, 12))
    return DateRange(date(year, first, 1), DateRange.month_of(date(year, last, 1)).end)


_THIRDS: dict[DatePart | None, tuple[int, int]] = {
    DatePart.BEGINNING: (1, 10),
    DatePart.EARLY: (1, 10),
    DatePart.MIDDLE: (11, 20),
    DatePart.LATE: (21, 31),
    DatePart.END: (21, 31),
}
_SEASONS: dict[DatePart | None, tuple[int, int]] = {
    DatePart.BEGINNING: (1, 1),
    DatePart.EARLY: (1, 3),
    DatePart.MIDDLE: (5, 8),
    DatePart.LATE: (10, 12),
    DatePart.END: (12, 12),
}


def _clipped(days: DateRange, published: date | None, said: DateExpression) -> DateRange:
    """A period that runs at publication ends with it: this week, in March told in March."""
    if published is None or said.future or not days.start <= published < days.end:
        return days
    return DateRange(days.start, published)
