"""The own judged pairs are sound: spans of stored reports, both verdicts, every group of one incident."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent
ROOT = GOLD.parents[1]
SHARED = ROOT.parent / "shared"
Row = dict[str, Any]


def load(name: str) -> list[Row]:
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


def test_there_are_enough_of_both_kinds() -> None:
    verdicts = Counter(row["verdict"] for row in load("incidents.jsonl"))
    assert verdicts["same"] + verdicts["different"] >= 150
    assert min(verdicts["same"], verdicts["different"]) >= 70
    assert set(verdicts) <= {"same", "different", "unsure"}


@pytest.mark.parametrize("row", load("incidents.jsonl"), ids=lambda row: f"{row['a']['id']} {row['b']['id']}")
def test_pair(row: Row) -> None:
    assert row["a"]["id"] != row["b"]["id"]
    assert all(0 <= row[side]["start"] < row[side]["end"] for side in "ab")
    assert row["why"].isascii(), "a reason of its own, no words of the texts"


def test_no_group_holds_two_that_are_judged_different() -> None:
    different = [{spot(row["a"]), spot(row["b"])} for row in load("incidents.jsonl") if row["verdict"] == "different"]
    for group in load("incident_groups.jsonl"):
        members = set(map(spot, group["members"]))
        assert len(members) >= 3
        assert not any(pair <= members for pair in different), group["what"]


@pytest.mark.shared
def test_spans_lie_in_their_reports() -> None:
    import gzip

    corpus = SHARED / "corpus" / "reports.jsonl.gz"
    if not corpus.exists():
        pytest.skip("needs the corpus beside the checkout (../shared)")
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        sizes = {row["id"]: len(row["title"] or "") + 1 + len(row["text"]) for row in map(json.loads, lines)}
    for row in load("incidents.jsonl"):
        for side in "ab":
            assert row[side]["end"] <= sizes[row[side]["id"]]


def spot(span: Row) -> tuple[str, int, int]:
    return span["id"], span["start"], span["end"]
