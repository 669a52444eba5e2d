"""Accuracy may not fall: every figure stays at or above the floor pinned in floors.json."""

import json
import os
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

import marsad
from marsad.evaluate import Scores, evaluate, load_gold
from marsad.model import Report
from marsad.serve.cli.codebook import codebook_form
from marsad.sources import read_sources

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("MARSAD_SHARED", HERE.parents[1].parent / "shared"))
DEV = SHARED / "gold" / "dev.jsonl"
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
needs_shared = [
    pytest.mark.shared,
    pytest.mark.skipif(not DEV.exists(), reason=f"no shared gold at {SHARED}; set MARSAD_SHARED to its folder"),
]


def in_odd_half(report_id: str) -> bool:
    """The half of the shared gold that only measures: odd by the sha256 of the id."""
    return int(sha256(report_id.encode()).hexdigest(), 16) % 2 == 1


def belongs(report_id: str, name: str) -> bool:
    """Whether a report counts for a set of floors; "first light" is the report that Marsad was first built to read."""
    if name == "first light":
        return report_id == "pk-2024-01-13"
    return name != "dev odd" or in_odd_half(report_id)


@cache
def scores_of(name: str) -> Scores:
    path = HERE / "reports.jsonl" if name == "own" else DEV
    golds = [gold for gold in load_gold(path) if belongs(gold["id"], name)]
    wanted = {gold["id"] for gold in golds}
    reports = [report for report in read_sources([path]) if isinstance(report, Report) and report.id in wanted]
    return evaluate(golds, [codebook_form(marsad.read(report)) for report in reports])


def figure(name: str, of: str) -> float:
    scores = scores_of(of)
    return scores.quiet.recall if name == "quiet" else scores[name].f1


@pytest.mark.parametrize(
    ("of", "name", "floor"),
    [
        pytest.param(of, name, floor, id=f"{of}-{name}", marks=() if of == "own" else needs_shared)
        for of, floors in FLOORS.items()
        for name, floor in floors.items()
    ],
)
def test_figure_is_at_or_above_its_floor(of: str, name: str, floor: float) -> None:
    assert figure(name, of) >= floor
