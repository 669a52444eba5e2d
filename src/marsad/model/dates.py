"""When: days, ranges of days, and expressions that need a publication day to mean one.

An expression is what the text says ("Saturday", "two days ago", "mid-May"); `resolve` turns it into days by
the rules of the codebook, and `explain` says how. What cannot be told is None, with a reason.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from `start` to `end`, both included; its width is its precision."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a date range needs start <= end, not {self.start}..{self.end}")

    @classmethod
    def on(cls, day: date) -> "DateRange":
        """One day."""
        return cls(day, day)

    @classmethod
    def month_of(cls, day: date) -> "DateRange":
        """The calendar month of a day."""
        return cls(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))

    @classmethod
    def year_of(cls, year: int) -> "DateRange":
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    def __str__(self) -> str:
        return f"{self.start}" if self.start == self.end else f"{self.start} to {self.end}"


class DateForm(StrEnum):
    """How an expression speaks of time."""

    DAY = "day"  # 13 January; 22 of the month
    MONTH = "month"  # in March; mid-May
    YEAR = "year"  # in 2016
    WEEKDAY = "weekday"  # on Saturday
    AGO = "ago"  # today, yesterday, three days ago, days ago
    NIGHT = "night"  # last night
    PERIOD = "period"  # this week, last month
    LAST = "last"  # in the last 24 hours, in recent days
    SINCE = "since"  # since Wednesday
    BETWEEN = "between"  # from 3 to 7 March; the night of Friday to Saturday
    THEN = "then"  # on the same day, two days later


class DateUnit(StrEnum):
    """What an expression counts in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class DatePart(StrEnum):
    """Which part of a period is meant."""

    BEGINNING = "beginning"
    EARLY = "early days"
    MIDDLE = "middle"
    LATE = "late days"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """What the text says of a time, before anybody asks which days that is.

    `weekday` counts from Monday = 0. `amount` counts `unit`s back from publication (ahead where negative,
    None for "some"), or forward from the days told before (THEN); 0 beside a day of the month marks "today".
    `shift` is -1 for last, 0 for this, 1 for next; with THEN, -1 is for "after" what follows. `first` and
    `last` are the ends of SINCE and BETWEEN. `hijri` marks a Hijri day or month that wants Gregorian days.
    """

    form: DateForm
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    amount: int | None = None
    unit: DateUnit | None = None
    part: DatePart | None = None
    shift: int | None = None
    hijri: bool = False
    first: "DateExpression | None" = None
    last: "DateExpression | None" = None

    @property
    def future(self) -> bool:
        """Whether the text speaks of a time to come: tomorrow, next week."""
        ends = (end.future for end in (self.first, self.last) if end is not None)
        ahead = self.form is DateForm.AGO and self.amount is not None and self.amount < 0
        return self.shift == 1 or ahead or any(ends)

    @property
    def anaphoric(self) -> bool:
        """Whether it points at days told before: on the same day, two days later."""
        ends = (end.anaphoric for end in (self.first, self.last) if end is not None)
        of_that_month = self.form is DateForm.DAY and self.month is None and self.shift is None
        return self.form is DateForm.THEN or of_that_month or any(ends)

    @property
    def of_what_follows(self) -> bool:
        """Whether it dates what stands after it: in "two days after the killing of X" it is the killing."""
        return self.form is DateForm.THEN and self.shift == -1

    @property
    def today(self) -> bool:
        """Whether it says "today", alone or beside a weekday or a day of the month."""
        return self.amount == 0 and self.form in (DateForm.AGO, DateForm.DAY)

    @property
    def label(self) -> str:
        """A short English name of what the text says: "13 January", "3 days ago", "last month"."""
        return _LABELS[self.form](self)

    def resolve(self, published: date | None, previous: DateRange | None = None) -> DateRange | None:
        """The days meant in a report of that publication day, or None when they cannot be told.

        `previous` are the days the report spoke of before: "on the same day" points there.
        """
        return self._outcome(published, previous)[0]

    def explain(self, published: date | None, previous: DateRange | None = None) -> str:
        """How `resolve` came to its days, or why it could not."""
        days, reason = self._outcome(published, previous)
        return f"{self.label}: {reason}" if days is None else f"{self.label} is {days}: {reason}"

    def _outcome(self, published: date | None, previous: DateRange | None) -> tuple[DateRange | None, str]:
        from marsad.model.date_rules import days_meant  # it needs the types of this module

        return days_meant(self, published, previous)


def _count(said: DateExpression) -> str:
    if said.amount is None:
        return f"some {said.unit}s"
    return f"{abs(said.amount)} {said.unit}{'' if abs(said.amount) == 1 else 's'}"


def _joined(*words: str | int | None) -> str:
    return " ".join(str(word) for word in words if word is not None)


def _shift(said: DateExpression) -> str | None:
    return None if said.shift is None else ("last", "this", "next")[said.shift + 1]


def _label_day(said: DateExpression) -> str:
    weekday = None if said.weekday is None else WEEKDAYS[said.weekday]
    if said.hijri:
        return _joined(weekday, said.day, f"of Hijri month {said.month}")
    if said.month is None:
        return _joined(weekday, said.day, "of", _shift(said) or "that", "month")
    unit = "year" if said.unit is DateUnit.YEAR else None
    return _joined(weekday, said.day, MONTHS[said.month - 1], said.year, _shift(said), unit)


def _label_month(said: DateExpression) -> str:
    part = f"{said.part} of" if said.part else None
    if said.hijri:
        return _joined(part, f"Hijri month {said.month}")
    unit = "year" if said.unit is DateUnit.YEAR else None
    assert said.month is not None
    return _joined(part, MONTHS[said.month - 1], said.year, _shift(said), unit)


def _label_ago(said: DateExpression) -> str:
    weekday = None if said.weekday is None else WEEKDAYS[said.weekday]
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if said.unit is DateUnit.DAY and said.amount in near:
        return _joined(near[said.amount or 0], weekday)
    return _joined(_count(said), "ahead" if said.future else "ago", weekday)


def _label_then(said: DateExpression) -> str:
    if said.amount == 0:
        return f"the same {said.unit}"
    return f"{_count(said)} {'earlier' if said.amount is None or said.amount < 0 else 'later'}"


def _label_ends(said: DateExpression) -> str:
    first = said.first.label if said.first else ""
    return f"since {first}" if said.last is None else f"{first} to {said.last.label}"


_LABELS: dict[DateForm, Callable[[DateExpression], str]] = {
    DateForm.DAY: _label_day,
    DateForm.MONTH: _label_month,
    DateForm.YEAR: lambda said: _joined(f"{said.part} of" if said.part else None, said.year),
    DateForm.WEEKDAY: lambda said: _joined(_shift(said), WEEKDAYS[said.weekday or 0]),
    DateForm.AGO: _label_ago,
    DateForm.NIGHT: lambda _: "last night",
    DateForm.PERIOD: lambda said: _joined(f"{said.part} of" if said.part else None, _shift(said) or "this", said.unit),
    DateForm.LAST: lambda said: _joined("next" if said.shift == 1 else "last", _count(said)),
    DateForm.SINCE: _label_ends,
    DateForm.BETWEEN: _label_ends,
    DateForm.THEN: _label_then,
}
