"""The figures of many reports: sums, the mean over reports, the share of quiet ones, and an interval."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.errors import GoldError
from marsad.evaluate.counting import FIGURES, QUIET, Counts, Figure, add_up, count_report, total
from marsad.evaluate.differences import Difference, differences
from marsad.evaluate.forms import ReportRow, report_row
from marsad.evaluate.reliability import JudgedClaim, judge_claims

SAMPLES = 400
SEED = 1
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From the 2.5th to the 97.5th percentile of a figure over resampled reports."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How well readings agree with the gold."""

    reports: int
    figures: dict[str, Figure]
    quiet: Figure
    record_mean: float
    by_report: tuple[Counts, ...]
    differences: tuple[Difference, ...]
    judged: tuple[JudgedClaim, ...]

    def __getitem__(self, name: str) -> Figure:
        return self.figures[name]

    def interval(self, name: str) -> Interval:
        """Where the F1 of a figure lies in 95 of 100 draws of as many reports; the seed is fixed."""
        return interval([counts.get(name, Figure()) for counts in self.by_report])

    def as_dict(self) -> dict[str, Any]:
        """Precision, recall and F1 by figure, quiet and the mean over reports: ready for JSON."""
        rounded: dict[str, Any] = {
            name: {"p": round(figure.precision, 4), "r": round(figure.recall, 4), "f1": round(figure.f1, 4)}
            for name, figure in self.figures.items()
        }
        return rounded | {"quiet": self.quiet.recall, "record_mean": round(self.record_mean, 4)}


def evaluate(golds: Iterable[Fields], reads: Iterable[Fields]) -> Scores:
    """Compare readings with the gold, both in the codebook's form; other reports are left aside."""
    pairs = pair_reports(golds, reads)
    counts = [count_report(gold, read) for gold, read in pairs]
    sums = total(counts)
    return Scores(
        reports=len(pairs),
        figures={name: sums.get(name, Figure()) for name in FIGURES},
        quiet=sums.get(QUIET, Figure()),
        record_mean=_mean_record(counts),
        by_report=tuple(counts),
        differences=tuple(difference for gold, read in pairs for difference in differences(gold, read)),
        judged=tuple(claim for gold, read in pairs for claim in judge_claims(gold, read)),
    )


def pair_reports(golds: Iterable[Fields], reads: Iterable[Fields]) -> list[tuple[ReportRow, ReportRow]]:
    """Each gold report with its reading; GoldError when one was not read."""
    by_id = {fields.get("id"): fields for fields in reads}
    asked = list(golds)
    unread = [fields.get("id") for fields in asked if fields.get("id") not in by_id]
    if unread:
        raise GoldError(
            f"{len(unread)} of {len(asked)} gold reports were not read, the first: {unread[0]}; "
            "read the whole gold file"
        )
    return [(report_row(fields), report_row(by_id[fields["id"]])) for fields in asked]


def interval(figures: Sequence[Figure]) -> Interval:
    """The interval of one figure, given for each report; draws are with replacement."""
    if not figures:
        return Interval(low=0.0, high=0.0)
    draw = random.Random(SEED)
    samples = sorted(add_up(draw.choices(figures, k=len(figures))).f1 for _ in range(SAMPLES))
    return Interval(low=samples[SAMPLES // 40], high=samples[-1 - SAMPLES // 40])


def _mean_record(counts: Sequence[Counts]) -> float:
    """The mean record F1 of reports with events: a list of twenty villages weighs no more than one."""
    eventful = [count["record"].f1 for count in counts if count["record"].gold]
    return sum(eventful) / max(1, len(eventful))
