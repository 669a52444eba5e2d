"""The scores of grouping on judged pairs do not fall below their floors."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
JUDGED = ROOT.parent / "shared" / "gold" / "incidents_dev.jsonl"
FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    if not JUDGED.exists():
        pytest.skip("needs the judged pairs and the corpus beside the checkout (../shared)")
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "incidents.py"), "score", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("figure", FLOORS)
def test_figure_is_at_or_above_its_floor(figures: dict[str, float], figure: str) -> None:
    assert figures[figure] >= FLOORS[figure]
