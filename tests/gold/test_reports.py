"""The own gold is sound: evidence is verbatim, values stand in the text, coded values are the codebook's."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from marsad.evaluate import evaluate, load_gold

Fields = dict[str, Any]
REPORTS = load_gold(Path(__file__).with_name("reports.jsonl"))
KINDS = ("events", "control", "movement", "relation", "flow")
SLOTS = {
    "events": {"type", "date", "place", "admin", "facility", "actors", "casualties", "cause", "modality"}
    | {"source", "ongoing", "aggregate", "evidence"},
    "control": {"place", "facility", "holder", "previous", "change", "date", "evidence"},
    "movement": {"actor", "origin", "destination", "manner", "date", "evidence"},
    "relation": {"subject", "relation", "object", "place", "evidence"},
    "flow": {"goods", "origin", "destination", "via", "actor", "illicit", "evidence"},
}
NAMES = {"place", "facility", "holder", "previous", "actor", "origin", "destination", "via"}
NAMES |= {"subject", "object", "source", "cause"}
INVISIBLE = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f]")
LETTERS = str.maketrans("أإآٱىئؤة", "ااااييوه")


def rows_of(report: Fields) -> list[tuple[str, Fields]]:
    return [(kind, row) for kind in KINDS for row in report[kind]]


ROWS = [
    pytest.param(report, kind, row, id=f"{report['id']}-{kind}-{number}")
    for report in REPORTS
    for number, (kind, row) in enumerate(rows_of(report))
]


def folded(text: str) -> str:
    return INVISIBLE.sub("", text).translate(LETTERS)


def names_in(row: Fields) -> list[str]:
    """Every value of a row that must stand in the report."""
    names = [row[slot] for slot in sorted(NAMES) if row.get(slot)]
    names += row.get("admin", []) + row.get("goods", [])
    return names + [actor["text"] for actor in row.get("actors", [])]


def stands_in(word: str, text: str) -> bool:
    """A word stands in a text; its article may be part of لل: "للجيش" holds "الجيش"."""
    return word in text or (word.startswith("ال") and f"ل{word[2:]}" in text)


def test_there_are_reports_of_many_manners() -> None:
    assert len(REPORTS) >= 20
    assert len({report["id"] for report in REPORTS}) == len(REPORTS)
    assert len({report["outlet"] for report in REPORTS}) >= 5
    assert sum(not report["events"] for report in REPORTS) >= 4


def test_every_value_fits_the_codebook() -> None:
    """Types, roles, outcomes, groups, ties, changes, manners and days are checked as the gold is loaded."""
    scores = evaluate(REPORTS, REPORTS)
    assert scores["record"].f1 == 1.0
    assert scores.differences == ()
    assert scores.quiet.recall == 1.0


@pytest.mark.parametrize(("report", "kind", "row"), ROWS)
def test_row_is_sound(report: Fields, kind: str, row: Fields) -> None:
    content = f"{report['title']}\n{report['text']}"
    assert row.keys() <= SLOTS[kind]
    assert row["evidence"] in content
    assert row["evidence"].strip(" \n،.") == row["evidence"]
    plain = folded(content)
    absent = [name for name in names_in(row) if not all(stands_in(word, plain) for word in folded(name).split())]
    assert absent == []
    assert all(toll["max"] is None or toll["min"] <= toll["max"] for toll in row.get("casualties", []))


@pytest.mark.parametrize("report", [pytest.param(report, id=report["id"]) for report in REPORTS])
def test_no_row_stands_twice(report: Fields) -> None:
    rows = Counter(chain(repr((kind, sorted(row.items(), key=str))) for kind, row in rows_of(report)))
    assert [row for row, count in rows.items() if count > 1] == []
