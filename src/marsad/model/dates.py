"""When: days, ranges of days, and expressions that need a publication day to mean one."""

from dataclasses import dataclass
from datetime import date


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """placeholder"""

    form: str
