"""Dates, counts and tolls in a few English words."""

from marsad.model import Casualties, CountRange, DateRange, VictimGroup


def say_days(days: DateRange) -> str:
    """One day with its weekday, "2024-01-12 (Friday)", or the first and the last of several."""
    if days.start == days.end:
        return f"{days.start} ({days.start:%A})"
    return f"{days.start} to {days.end}"


def say_count(count: CountRange) -> str:
    """A count as the report bounds it: "2", "about 4", "3 to 5", "11 or more"."""
    if count.max is None:
        return f"{count.min} or more"
    about = "about " if count.approx else ""
    return f"{about}{count.min}" if count.min == count.max else f"{about}{count.min} to {count.max}"


def say_toll(row: Casualties) -> str:
    """One row of a toll: "about 4 injured, civilian"; no group where the report tells none."""
    group = "" if row.group == VictimGroup.UNKNOWN else f", {row.group}"
    return f"{say_count(row.count)} {row.outcome}{group}"
