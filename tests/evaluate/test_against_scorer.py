"""The figures of `marsad evaluate` are those of the scorer beside the shared gold, to the last digit."""

import json
import os
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from marsad.evaluate import evaluate, load_gold, score_lines

GOLD = Path(os.environ.get("MARSAD_SHARED", Path(__file__).parents[2].parent / "shared")) / "gold"
SCORER = GOLD / "score.py"
TYPES = ("Armed clash", "Air/drone strike", "Attack", "Other", "Peaceful protest")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SCORER.exists(), reason=f"no shared gold at {GOLD}; set MARSAD_SHARED to its folder"),
]

Fields = dict[str, Any]


def shaken(report: Fields, rng: random.Random) -> Fields:
    """A reading as a poor reader might give it: events lost, doubled and bent, rows lost and turned about."""
    events = [bent(event, report, rng) for event in report["events"] if rng.random() > 0.2]
    events += [bent(event, report, rng) for event in report["events"] if rng.random() > 0.8]
    rng.shuffle(events)
    reading = {"id": report["id"], "events": events}
    for name in ("control", "movement", "relation", "flow"):
        reading[name] = [turned(row, rng) for row in report[name] if rng.random() > 0.3]
    return reading


def bent(event: Fields, report: Fields, rng: random.Random) -> Fields:
    event = json.loads(json.dumps(event))
    others = report["events"]
    if rng.random() < 0.3:
        event["type"] = rng.choice(TYPES)
    if rng.random() < 0.3:
        event["place"] = rng.choice([None, "مدينة الرقة", rng.choice(others)["place"]])
    if event["date"] and rng.random() < 0.3:
        later = timedelta(days=rng.randrange(3))
        event["date"]["end"] = (date.fromisoformat(event["date"]["end"]) + later).isoformat()
    if rng.random() < 0.3:
        event["evidence"] = rng.choice([None, "no words of the report", rng.choice(others)["evidence"]])
    if event["actors"] and rng.random() < 0.4:
        event["actors"].pop()
        event["actors"] += [{"text": "قوات النظام السوري", "role": rng.choice(["initiator", "party"])}]
    for row in event["casualties"]:
        row["min"] += rng.random() < 0.2
        row["max"] = row["min"] if rng.random() < 0.5 else None
        row["group"] = "unknown" if rng.random() < 0.3 else row["group"]
    event["modality"] = rng.choices(["asserted", "denied", "unconfirmed"], (8, 1, 1))[0]
    return event


def turned(row: Fields, rng: random.Random) -> Fields:
    row = dict(row)
    if rng.random() < 0.3:
        first, second = rng.choice((("subject", "object"), ("origin", "destination"), ("place", "holder")))
        if first in row and second in row:
            row[first], row[second] = row[second], row[first]
    return row


@pytest.mark.parametrize("name", ["dev.jsonl", "train.jsonl"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_same_figures_as_the_scorer(name: str, seed: int, tmp_path: Path) -> None:
    golds = load_gold(GOLD / name)
    rng = random.Random(seed)
    reads = [shaken(report, rng) for report in golds]
    written = tmp_path / "read.jsonl"
    written.write_text("\n".join(json.dumps(read, ensure_ascii=False) for read in reads), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(GOLD / name), str(written)]

    scores = evaluate(golds, reads)

    asked = subprocess.run([*command, "--json"], capture_output=True, check=True, text=True)
    assert scores.as_dict() == json.loads(asked.stdout)
    printed = subprocess.run(command, capture_output=True, check=True, text=True)
    assert list(score_lines(scores)) == printed.stdout.splitlines()
