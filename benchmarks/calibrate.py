"""Fits how often a claim of some confidence is right, on the odd half of dev.jsonl, and writes it as data.

    python benchmarks/calibrate.py [--out src/marsad/data/core/calibration.tsv]

Prints the calibration error (mean gap between confidence and share right, ten bins) before, after, and after in
5-fold cross-validation by report; the even half stands beside as reports that the lines were not fitted on.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from gold import SHARED, in_odd_half
from marsad.evaluate import JudgedClaim, evaluate, load_gold, reliability
from marsad.knowledge import load_knowledge
from marsad.knowledge.calibration import COLUMNS, Calibration, log_odds
from marsad.model import Report
from marsad.reader import Reader
from marsad.serve.cli.codebook import codebook_form

OUT = Path(__file__).resolve().parents[1] / "src" / "marsad" / "data" / "core" / "calibration.tsv"
FOLDS = 5
FEWEST = 150  # claims of a kind, below which its confidence stays as it is


def judged_without() -> list[JudgedClaim]:
    """Every claim of dev.jsonl, judged, with the confidence it has before calibration."""
    golds = load_gold(SHARED / "dev.jsonl")
    reader = Reader(replace(load_knowledge(), calibration=Calibration({})))
    reads = [codebook_form(reader.read(report_of(gold), today=date(2024, 12, 31))) for gold in golds]
    return list(evaluate(golds, reads).judged)


def report_of(gold: dict[str, object]) -> Report:
    day = gold.get("published")
    return Report(
        id=str(gold["id"]),
        title=str(gold["title"] or ""),
        text=str(gold["text"]),
        published=date.fromisoformat(str(day)) if day else None,
    )


def fit(judged: Iterable[JudgedClaim]) -> Calibration:
    by_kind: dict[str, list[JudgedClaim]] = defaultdict(list)
    for claim in judged:
        by_kind[claim.kind].append(claim)
    lines = {}
    for kind, claims in sorted(by_kind.items()):
        if len(claims) >= FEWEST and len({claim.right for claim in claims}) == 2:
            model = LogisticRegression(C=1.0).fit(
                [[log_odds(claim.confidence)] for claim in claims], [claim.right for claim in claims]
            )
            slope, shift = float(model.coef_[0][0]), float(model.intercept_[0])
            if slope > 0:
                lines[kind] = round(slope, 3), round(shift, 3)
    return Calibration(lines)


def calibrated(judged: Iterable[JudgedClaim], lines: Calibration) -> list[JudgedClaim]:
    return [replace(claim, confidence=lines.of(claim.kind, claim.confidence)) for claim in judged]


def crossed(judged: Sequence[JudgedClaim]) -> list[JudgedClaim]:
    reports = sorted({claim.report for claim in judged})
    fold = {report: number % FOLDS for number, report in enumerate(reports)}
    found: list[JudgedClaim] = []
    for number in range(FOLDS):
        lines = fit(claim for claim in judged if fold[claim.report] != number)
        found += calibrated((claim for claim in judged if fold[claim.report] == number), lines)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    judged = judged_without()
    odd = [claim for claim in judged if in_odd_half(claim.report)]
    even = [claim for claim in judged if not in_odd_half(claim.report)]
    lines = fit(odd)
    rows = ["\t".join(COLUMNS), *(f"{kind}\t{slope}\t{shift}" for kind, (slope, shift) in lines.lines.items())]
    args.out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    for kind in ("event", *sorted({claim.kind for claim in judged} - {"event"})):
        figures = [
            reliability(claim for claim in claims if claim.kind == kind).error
            for claims in (odd, calibrated(odd, lines), crossed(odd), even, calibrated(even, lines))
        ]
        names = ("odd before", "after", "crossed", "even before", "after")
        print(f"{kind:<10}" + "  ".join(f"{name} {value:.3f}" for name, value in zip(names, figures, strict=True)))


if __name__ == "__main__":
    main()
