"""What became of reports that were added: in counts, and row by row."""

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TextIO

from marsad.ledger import Added
from marsad.model import Report
from marsad.sources.source import one_line

_ORDER = (Added.NEW, Added.READ_AGAIN, Added.SEEN_AGAIN, Added.KNOWN, Added.FORGOTTEN)
WORDS = {
    Added.NEW: "added",
    Added.READ_AGAIN: "read again",
    Added.SEEN_AGAIN: "seen elsewhere",
    Added.KNOWN: "known already",
    Added.FORGOTTEN: "left out as forgotten",
}
SKIPPED, FAILED = "skipped", "failed"
MANY = 1_000  # reports


class Row(NamedTuple):
    """One thing that was met: where, which report with its outlet, day and title, what became of it, and why."""

    where: str
    outcome: str
    report: str = ""
    outlet: str = ""
    published: str = ""
    title: str = ""
    why: str = ""

    def __str__(self) -> str:
        told = (self.report, self.published, self.outlet, self.title, self.why)
        return one_line(f"{self.outcome}: {self.where}: {', '.join(each for each in told if each)}")


Tell = Callable[[Row], None]


def row_of(report: Report, where: str, outcome: str) -> Row:
    """The row of a report."""
    day = report.published.isoformat() if report.published else ""
    return Row(where, outcome, report.id, report.outlet or "", day, report.title)


def row_writer(file: TextIO) -> Tell:
    """A function that writes rows as CSV."""
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(Row._fields)
    return lambda row: rows.writerow(one_line(each) for each in row)


@dataclass(slots=True)
class Tally:
    """What became of the reports; `dry` when nothing was written."""

    where: str
    dry: bool = False
    counts: Counter[Added] = field(default_factory=Counter)
    failures: int = 0
    skipped: int = 0
    seconds: float = 0.0

    @property
    def many(self) -> bool:
        """Whether so much was written that the ledger should be put in order."""
        return self.counts[Added.NEW] + self.counts[Added.READ_AGAIN] >= MANY

    def __str__(self) -> str:
        told = [f"{self.counts[each]} {WORDS[each]}" for each in _ORDER if self.counts[each]]
        told += [f"{self.skipped} {SKIPPED}"] * bool(self.skipped)
        told += [f"{self.failures} {FAILED}"] * bool(self.failures)
        rate = self.counts.total() / self.seconds if self.seconds else 0.0
        speed = f" in {self.seconds:.0f} s, {rate:.0f} a second" if self.seconds >= 1 else ""
        nothing = "; this was a dry run, nothing was written" if self.dry else ""
        return f"{self.where}: {', '.join(told) or 'no reports'}{speed}{nothing}"
