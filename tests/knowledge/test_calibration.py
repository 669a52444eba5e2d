"""Confidence: the line on log-odds, its order, and its table."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import PackError
from marsad.knowledge.calibration import Calibration, load_calibration

LINES = Calibration({"event": (0.6, -0.8)})


def test_a_kind_without_a_line_keeps_its_chance() -> None:
    assert LINES.of("flow", 0.7) == 0.7


def test_a_model_that_is_too_sure_is_taken_back() -> None:
    assert LINES.of("event", 0.95) == pytest.approx(0.725, abs=0.01)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_chance_is_never_less_right(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < LINES.of("event", low) <= LINES.of("event", high) < 1


def test_the_shipped_table_is_sound() -> None:
    assert "event" in load_calibration().lines


@pytest.mark.parametrize("row", ["event\t-1\t0", "event\t0\t0", "event\t\t0", "event\t1\t"])
def test_a_line_that_would_turn_the_order_is_refused(tmp_path: Path, row: str) -> None:
    path = tmp_path / "calibration.tsv"
    path.write_text(f"kind\tslope\tshift\n{row}\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"calibration\.tsv:2: slope must be above 0"):
        load_calibration(path)
