"""Places and actors of real reports mean what people say they mean, often enough; and the verdicts hold no text."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
CORPUS, DEV = SHARED / "corpus" / "reports.jsonl.gz", SHARED / "gold" / "dev.jsonl"
LEAST_RIGHT, MOST_FAR, LEAST_RIGHT_ACTORS = 0.85, 0.04, 0.93


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def benchmark(name: str, *words: Path | str) -> dict[str, float]:
    if not CORPUS.exists() or not DEV.exists():
        pytest.skip("needs the gold and the corpus beside the checkout (../shared)")
    command = [sys.executable, str(ROOT / "benchmarks" / name), "score", *map(str, words), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_the_gold_of_points_is_sound() -> None:
    found = rows("geocoding.jsonl")
    assert len(found) == len({(row["id"], row["start"]) for row in found}) >= 300
    for row in found:
        assert row["start"] < row["end"]
        known = {"country"} <= row.keys() or {"lat", "lon", "level"} <= row.keys()
        assert known != (row["use"] in ("no place", "cannot be known"))
        assert set(row) <= {"id", "start", "end", "use", "country", "lat", "lon", "level", "extent_km"}


def test_the_verdicts_on_actors_are_sound() -> None:
    found = rows("actor_links.jsonl")
    assert len(found) == len({(row["id"], row["start"], row["end"]) for row in found}) >= 200
    assert all(set(row) == {"id", "start", "end", "actors"} for row in found)


@pytest.mark.shared
@pytest.mark.slow
def test_places_are_where_they_are_said_to_be() -> None:
    figures = benchmark("geocoding.py", CORPUS)
    assert figures["right"] >= LEAST_RIGHT
    assert figures["far"] <= MOST_FAR


@pytest.mark.shared
@pytest.mark.slow
def test_actors_are_who_they_are_said_to_be() -> None:
    figures = benchmark("actor_links.py", DEV, DEV.with_name("train.jsonl"))
    assert figures["checked"] >= 190
    assert figures["right"] >= LEAST_RIGHT_ACTORS
