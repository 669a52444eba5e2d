import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from marsad import reader
from marsad.ledger import Added, Item, Ledger, UnstorableError
from marsad.model import ClaimRecord, Reading, Report
from marsad.serve.cli import app

Run = Callable[..., Any]  # the result of a command


@pytest.fixture
def inputs(tmp_path: Path, report: Report) -> Path:
    """The sample report, once as it is and once with another ending."""
    path = tmp_path / "reports.jsonl"
    record = {
        "id": report.id,
        "outlet": report.outlet,
        "published": "2024-03-05",
        "title": report.title,
        "text": report.text,
    }
    other = record | {"id": "later", "published": "2024-03-07", "text": f"{report.text} والله أعلم."}
    path.write_text("\n".join(json.dumps(each) for each in (record, other)), encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line with a ledger of its own; every report is read as the sample is."""

    def read(report: Report, **_: object) -> Reading:
        if report.id.startswith("bad"):
            raise RuntimeError("the rule broke")
        return replace(reading, report=report)

    monkeypatch.setattr(reader, "read", read, raising=False)
    monkeypatch.setenv("MARSAD_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *arguments, **more: CliRunner().invoke(app, list(map(str, arguments)), **more)


@pytest.fixture
def filled(run: Run, inputs: Path) -> Run:
    assert run("add", inputs).exit_code == 0
    return run


class TestAdd:
    def test_once_and_again(self, run: Run, inputs: Path, tmp_path: Path) -> None:
        ledger = tmp_path / "ledger.db"
        assert run("add", inputs).stdout.startswith(f"{ledger}: 2 added")
        assert run("add", inputs).stdout.startswith(f"{ledger}: 2 known already")
        assert run("add", inputs, "--again").stdout.startswith(f"{ledger}: 2 read again")

    def test_same_text_in_another_file(self, filled: Run, inputs: Path, tmp_path: Path) -> None:
        copy = tmp_path / "copy.jsonl"
        copy.write_bytes(inputs.read_bytes())
        assert "2 seen elsewhere" in filled("add", copy).stdout
        assert "2 known already" in filled("add", copy).stdout

    def test_folders_standard_input_and_ids(self, run: Run, inputs: Path) -> None:
        assert "1 added" in run("add", inputs.parent, "--id", "later").stdout
        assert "1 added" in run("add", "-", input="قصف على حلب").stdout

    def test_a_bad_report_stops_no_other(self, run: Run, inputs: Path, tmp_path: Path) -> None:
        bad = tmp_path / "bad.txt"
        bad.write_text("قصف على حلب", encoding="utf-8")
        result = run("add", bad, "missing.txt", inputs)
        assert result.exit_code == 1
        assert "2 added, 2 failed" in result.stdout
        broken, missing = result.stderr.splitlines()
        assert broken.startswith("marsad: report bad: Marsad failed on it (RuntimeError: the rule broke)")
        assert missing == "marsad: missing.txt: there is no such file or folder; check the name"

    def test_a_report_that_cannot_be_stored_stops_no_other(
        self, run: Run, inputs: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(ledger: Ledger, items: list[Item], **more: bool) -> list[Added]:
            if any(item.report.id == "later" for item in items):
                raise UnstorableError("no room for such a letter")
            return add(ledger, items, **more)

        add = Ledger.add
        monkeypatch.setattr(Ledger, "add", refuse)
        result = run("add", inputs)
        assert result.stderr == "marsad: report later: it cannot be stored (no room for such a letter)\n"
        assert "1 added, 1 failed" in result.stdout

    def test_no_report_of_this_id(self, run: Run, inputs: Path) -> None:
        result = run("add", inputs, "--id", "nobody")
        assert result.exit_code == 1
        assert result.stderr == "marsad: report nobody: no input has a report of this id; check the id\n"

    def test_interrupted(self, run: Run, inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def read(report: Report, **_: object) -> Reading:
            raise KeyboardInterrupt

        monkeypatch.setattr(reader, "read", read, raising=False)
        assert run("add", inputs).exit_code == 130


class TestVerify:
    def test_right(self, filled: Run) -> None:
        result = filled("verify")
        assert result.exit_code == 0
        assert "2 reports, 2 readings, 10 claims" in result.stdout
        assert result.stdout.endswith("all are as their reports have them\n")

    def test_tampered(self, filled: Run, tmp_path: Path) -> None:
        path = tmp_path / "ledger.db"
        with Ledger.open(path) as ledger, ledger._engine.begin() as connection:
            connection.exec_driver_sql("UPDATE claim_slots SET start = start + 1 WHERE slot = 'holder' AND claim = 2")
        result = filled("verify")
        assert result.exit_code == 1
        assert "report guards, claim " in result.stdout
        assert "holder is 'ميليشيا حراس البادية', but at" in result.stdout
        assert " 2 faults in 2 reports" in result.stdout

    def test_no_ledger(self, run: Run, tmp_path: Path) -> None:
        result = run("verify")
        assert result.exit_code == 1
        where = tmp_path / "ledger.db"
        assert result.stderr == (
            f"marsad: {where}: there is no ledger; make one with: marsad add REPORTS --ledger {where}\n"
        )


class TestForget:
    def test_forgotten(self, filled: Run, inputs: Path) -> None:
        result = filled("forget", "later", "--reason", "the family asked for it", "--who", "سالم")
        assert result.stdout.startswith("forgotten: report later (sha256 ")
        assert filled("events", "--format", "csv").stdout.count("\n") == 2
        assert "1 known already, 1 left out as forgotten" in filled("add", inputs).stdout
        assert "1 added" in filled("add", inputs, "--forgotten").stdout

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            pytest.param(["nobody", "--reason", "x"], 1, id="no such report"),
            pytest.param(["later"], 2, id="no reason"),
        ],
    )
    def test_refused(self, filled: Run, arguments: list[str], code: int) -> None:
        assert filled("forget", *arguments).exit_code == code


class TestSources:
    def test_list_and_describe(self, filled: Run) -> None:
        assert "شبكة السهل   2 reports, 2 of them near copies, 2024-03-05 to 2024-03-07" in filled("sources").stdout
        told = [
            "--language",
            "ar",
            "--affiliation",
            "opposition",
            "--note",
            "local",
            "--syndicates-from",
            "سانا",
        ]
        filled("sources", "شبكة السهل", *told)
        filled("sources", "شبكة السهل", "--note", "local, seldom wrong")
        (found,) = json.loads(filled("sources", "--format", "json").stdout)
        assert found["outlet"] == {
            "name": "شبكة السهل",
            "language": "ar",
            "affiliation": "opposition",
            "note": "local, seldom wrong",
            "syndicates_from": ["سانا"],
        }
        assert "close to  opposition" in filled("sources").stdout
        assert filled("sources", "--format", "csv").stdout.splitlines()[1].startswith("شبكة السهل,2,2,2024-03-05")

    def test_about_which_outlet(self, filled: Run) -> None:
        assert filled("sources", "--note", "x").exit_code == 2


class TestEvents:
    def test_table(self, filled: Run) -> None:
        shown = filled("events").stdout
        assert shown.count("2024-03-04 (Monday)  Armed clash (Battles)") == 2
        assert "where     غرانيج  = sy-1" in shown
        assert "toll      2 killed, about 5 injured" in shown
        assert "says so   مصادر محلية  in شبكة السهل" in shown
        assert shown.endswith("2 found\n")

    def test_some_of_many(self, filled: Run) -> None:
        assert filled("events", "--limit", "1", "--skip", "1").stdout.endswith("2-2 of 2\n")

    def test_json_is_the_record(self, filled: Run) -> None:
        found = msgspec.json.decode(filled("events", "--format", "json").stdout_bytes, type=list[ClaimRecord])
        assert [each.report_id for each in found] == ["guards", "later"] or len(found) == 2
        assert json.loads(filled("events", "--format", "json", "--type", "grenade").stdout) == []

    def test_csv(self, filled: Run) -> None:
        rows = list(csv.DictReader(io.StringIO(filled("events", "--format", "csv").stdout)))
        assert {row["party"] for row in rows} == {"ميليشيا حراس البادية; ميليشيا أبناء السهل"}
        assert {(row["killed_min"], row["injured_max"], row["place"]) for row in rows} == {("2", "5", "غرانيج")}

    def test_other_claims(self, filled: Run) -> None:
        shown = filled("events", "--kind", "control", "--kind", "flow").stdout
        assert "Control: takes" in shown
        assert "Flow: illicit" in shown

    @pytest.mark.parametrize(
        ("arguments", "count"),
        [
            pytest.param(["--type", "armed"], 2, id="beginning of a type"),
            pytest.param(["--type", "Battles"], 2, id="family"),
            pytest.param(["--type", "Protests", "--type", "Attack"], 0, id="other types"),
            pytest.param(["--place", "غرانيج"], 2, id="place"),
            pytest.param(["--actor", "ميليشيا حراس البادية"], 2, id="actor"),
            pytest.param(["--from", "2024-03-04", "--to", "2024-03-04"], 2, id="day"),
            pytest.param(["--from", "2024-03-05"], 0, id="later day"),
            pytest.param(["--killed", "2", "--injured", "5"], 2, id="toll"),
            pytest.param(["--source", "مصادر محلية"], 2, id="source"),
            pytest.param(["--text", "تهريب المازوت"], 2, id="words"),
            pytest.param(["--known-by", "2024-03-06"], 1, id="as known on a day"),
            pytest.param(["--report", "later"], 1, id="report"),
            pytest.param(["--modality", "denied"], 0, id="modality"),
            pytest.param(["--min-confidence", "0.95"], 0, id="confidence"),
            pytest.param(["--near", "35.0,40.5", "--radius", "5000"], 0, id="no point is known"),
        ],
    )
    def test_filters(self, filled: Run, arguments: list[str], count: int) -> None:
        assert len(json.loads(filled("events", "--format", "json", *arguments).stdout)) == count

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            pytest.param(["--type", "strike"], "'strike' is no type of the codebook", id="type"),
            pytest.param(["--kind", "protest"], "none of event, control", id="kind"),
            pytest.param(["--near", "95,40"], "no point on Earth", id="point"),
            pytest.param(["--known-by", "today"], "'today' is no day", id="day"),
        ],
    )
    def test_wrong_use(self, filled: Run, arguments: list[str], words: str) -> None:
        result = filled("events", *arguments)
        assert result.exit_code == 2
        assert words in " ".join(result.stderr.replace("│", " ").split())
