from pathlib import Path
from typing import Any

import pytest

from marsad.errors import GoldError
from marsad.evaluate import evaluate, load_gold

EVENT = {"type": "Armed clash", "evidence": "اشتباكات"}
REPORT = {"id": "a", "title": "", "text": "اشتباكات", "events": [EVENT]}


def test_line_separator_inside_a_text_is_no_line_end(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "قصف\u2028ثم هدوء"}\n\n{"id": "b"}\n', encoding="utf-8")
    assert [report["id"] for report in load_gold(path)] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b'{"id": "a"}\n{"id": "b", "ev', r"gold\.jsonl:2: .*one whole JSON report", id="line cut in half"),
        pytest.param(b'{"title": "x"}', r"gold\.jsonl:1: the line is no report with an id", id="no id"),
        pytest.param(b"[1]", r"gold\.jsonl:1: the line is no report", id="no object"),
        pytest.param(b"\xce\xf2", r"gold\.jsonl: byte 0 is not UTF-8", id="wrong encoding"),
    ],
)
def test_bad_file_is_named(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(GoldError, match=message):
        load_gold(path)


def test_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"absent\.jsonl: there is no such file"):
        load_gold(tmp_path / "absent.jsonl")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param({"id": "a", "events": [{"type": "Battle"}]}, r"report 'a': .*\$\.events\[0\]\.type", id="type"),
        pytest.param({"id": "a", "events": [{}]}, r"report 'a': .*missing required field `type`", id="no type"),
        pytest.param(
            {"id": "a", "events": [EVENT | {"date": {"start": "2024-02-30", "end": "2024-03-01"}}]},
            r"report 'a': .*date",
            id="no such day",
        ),
    ],
)
def test_bad_value_is_named(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(GoldError, match=message):
        evaluate([REPORT], [fields])


def test_unread_report_is_named() -> None:
    with pytest.raises(GoldError, match="1 of 2 gold reports were not read, the first: b"):
        evaluate([REPORT, {"id": "b"}], [REPORT])


def test_null_says_no_more_than_an_absent_field() -> None:
    nulls = dict.fromkeys(("date", "place", "admin", "actors", "casualties", "cause", "source"))
    read = {"id": "a", "events": [EVENT | nulls], "control": None}
    assert evaluate([REPORT], [read]).differences == ()
