"""Confidence that means something: how a model's own chance is turned into how often such claims are right.

A line on log-odds for each kind of claim (Platt's scaling), fitted by benchmarks/calibrate.py.
"""

from dataclasses import dataclass
from math import log
from pathlib import Path

from marsad.knowledge.packs import SHIPPED, read_table
from marsad.knowledge.weights import logistic

COLUMNS = ("kind", "slope", "shift")
_EDGE = 1e-4  # no chance is taken for certain


@dataclass(frozen=True, slots=True)
class Calibration:
    """Slope and shift of the log-odds for each kind of claim; a kind that is not listed keeps its chance."""

    lines: dict[str, tuple[float, float]]

    def of(self, kind: str, chance: float) -> float:
        """How often a claim of a kind with such a chance is right; more chance is never less right."""
        if kind not in self.lines:
            return chance
        slope, shift = self.lines[kind]
        return round(logistic(slope * log_odds(chance) + shift), 4)


def log_odds(chance: float) -> float:
    """The log-odds of a chance, kept away from certainty."""
    kept = min(max(chance, _EDGE), 1 - _EDGE)
    return log(kept / (1 - kept))


def load_calibration(path: Path = SHIPPED / "core" / "calibration.tsv") -> Calibration:
    """The lines of a table; PackError for a slope that would turn the order round."""
    lines = {}
    for row in read_table(path, COLUMNS):
        slope, shift = row.number("slope"), row.number("shift")
        if slope is None or shift is None or slope <= 0:
            raise row.error("slope must be above 0 and shift a number; run benchmarks/calibrate.py again")
        lines[row.need("kind")] = slope, shift
    return Calibration(lines)
