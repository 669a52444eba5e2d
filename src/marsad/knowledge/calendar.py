"""The words that make a date: months under all their names, weekdays, and words such as أمس and منذ."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from marsad.knowledge.packs import SHIPPED, Row, read_table
from marsad.model.dates import DateExpression, DateForm, DateRange
from marsad.text.normalize import fold


class DateWord(StrEnum):
    """The part a word plays in a date; the table moments.tsv says what its number and unit mean."""

    MONTH = "month"
    HIJRI = "hijri"
    WEEKDAY = "weekday"
    NEAR = "near"
    NIGHT = "night"
    HOURS = "hours"
    UNIT = "unit"
    COUPLE = "couple"
    SHIFT = "shift"
    THEN = "then"
    THIS = "this"
    THAT = "that"
    PART = "part"
    AGO = "ago"
    SINCE = "since"
    WITHIN = "within"
    AFTER = "after"
    THENCE = "thence"
    HEDGE = "hedge"
    SOME = "some"
    FEW = "few"
    FROM = "from"
    TO = "to"
    IN = "in"
    AGREE = "agree"
    ORDINAL = "ordinal"
    GUARD = "guard"


class Phrase(NamedTuple):
    """One or more folded words, the part they play, and what they are worth in it."""

    words: tuple[str, ...]
    role: DateWord
    number: int
    unit: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """All date words, by the first word of each phrase; longer phrases first."""

    phrases: dict[str, tuple[Phrase, ...]]


def load_calendar(folder: Path = SHIPPED / "core") -> Calendar:
    """The calendar of a pack folder: months.tsv, weekdays.tsv and moments.tsv."""
    rows = (
        *_months(folder / "months.tsv"),
        *_weekdays(folder / "weekdays.tsv"),
        *_moments(folder / "moments.tsv"),
    )
    by_first: dict[str, list[Phrase]] = {}
    for phrase in rows:
        by_first.setdefault(phrase.words[0], []).append(phrase)
    return Calendar(
        {first: tuple(sorted(set(found), key=lambda p: (-len(p.words), p))) for first, found in by_first.items()}
    )


def _months(path: Path) -> Iterable[Phrase]:
    for row in read_table(path, ("calendar", "month", "names")):
        if row["calendar"] not in ("gregorian", "hijri"):
            raise row.error(f"calendar {row['calendar']!r} is unknown; write gregorian or hijri")
        role = DateWord.MONTH if row["calendar"] == "gregorian" else DateWord.HIJRI
        yield from _phrases(row, "names", role, _whole(row, "month", 1, 12), "")


def _weekdays(path: Path) -> Iterable[Phrase]:
    for row in read_table(path, ("weekday", "names")):
        yield from _phrases(row, "names", DateWord.WEEKDAY, _whole(row, "weekday", 0, 6), "")


def _moments(path: Path) -> Iterable[Phrase]:
    for row in read_table(path, ("role", "number", "unit", "words")):
        try:
            role = DateWord(row["role"])
        except ValueError:
            raise row.error(f"role {row['role']!r} is unknown; the head of the table lists them") from None
        yield from _phrases(row, "words", role, _whole(row, "number", -31, 31), row["unit"])


def _phrases(row: Row, column: str, role: DateWord, number: int, unit: str) -> Iterable[Phrase]:
    row.need(column)
    for name in row.many(column):
        yield Phrase(tuple(fold(name).split()), role, number, unit)


def _whole(row: Row, column: str, least: int, most: int) -> int:
    """A whole number within its bounds."""
    number = row.number(column)
    if number is None or number != int(number) or not least <= number <= most:
        raise row.error(f"column {column!r} must hold a whole number from {least} to {most}")
    return int(number)


def in_gregorian(said: DateExpression, published: date | None = None) -> DateExpression:
    """A Hijri day or month as days of our calendar: 10 Ramadan 1445 is 20 March 2024.

    Without a year it is the latest on or before publication; where that is unknown, it stays as it is.
    """
    if said.first is not None:
        last = in_gregorian(said.last, published) if said.last is not None else None
        return replace(said, first=in_gregorian(said.first, published), last=last)
    if not said.hijri or said.month is None:
        return said
    years = [said.year] if said.year is not None else _hijri_years(published)
    for year in years:
        days = _hijri_days(year, said.month, said.day)
        if days is not None and (published is None or said.year is not None or days.start <= published):
            return _as_expression(said, days)
    return said


def _hijri_years(published: date | None) -> list[int]:
    """The Hijri years that a report of that day may mean, the latest first."""
    if published is None:
        return []
    newest = round((published.year - 622) * 33 / 32) + 1
    return [newest, newest - 1, newest - 2]


def _hijri_days(year: int, month: int, day: int | None) -> DateRange | None:
    """The Gregorian days of a Hijri day or month by the Umm al-Qura calendar, or None outside its tables."""
    from hijridate import Hijri

    try:
        first = Hijri(year, month, day or 1)
        start = first.to_gregorian()
        end = start if day else Hijri(year, month, first.month_length()).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return DateRange(date(start.year, start.month, start.day), date(end.year, end.month, end.day))


def _as_expression(said: DateExpression, days: DateRange) -> DateExpression:
    first, last = (
        DateExpression(form=DateForm.DAY, year=day.year, month=day.month, day=day.day) for day in (days.start, days.end)
    )
    if days.start == days.end:
        return replace(first, weekday=said.weekday, amount=said.amount)
    return DateExpression(form=DateForm.BETWEEN, first=first, last=last)
