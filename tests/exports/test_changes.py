"""What changed since a day: new, changed, withdrawn."""

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.exports.conftest import EXAMPLES, RUN, export

from marsad.ledger import Asked, Ledger
from marsad.serve.cli import app
from marsad.serve.exporting import Wanted, incidents_of

STRIKE = "i-6dda8c7aba987ecd-e46"


@pytest.fixture
def own(tmp_path: Path) -> str:
    where = str(tmp_path / "own.db")
    assert RUN.invoke(app, ["add", str(EXAMPLES / "reports.jsonl"), "--ledger", where]).exit_code == 0
    return where


def changes(ledger: str, out: Path, since: str) -> tuple[set[str], list[tuple[str, str]]]:
    """The incidents in the file, and what the list beside it says."""
    export(ledger, "geojsonl", out, "--changes-since", since)
    written = {json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()}
    with Path(f"{out}.changes.csv").open(encoding="utf-8", newline="") as file:
        return written, [(row["incident"], row["change"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("since", "told"),
    [("2024-03-01", "new"), ("2024-03-05", "changed"), ("2024-03-06", "changed"), ("2024-03-07", None)],
    ids=["before it", "after the first report", "on the day of the last", "after all"],
)
def test_an_incident_is_new_then_changed_then_quiet(own: str, tmp_path: Path, since: str, told: str | None) -> None:
    written, listed = changes(own, tmp_path / "out", since)
    assert (STRIKE in written) == (told is not None)
    assert [change for incident, change in listed if incident == STRIKE] == ([told] if told else [])


def test_a_correction_is_a_change(own: str, tmp_path: Path) -> None:
    with Ledger.open(own) as ledger:
        ledger.edit(STRIKE.removeprefix("i-"), "killed", "4", who="editor", why="the hospital's list")
    written, listed = changes(own, tmp_path / "out", f"{datetime.now(UTC).date()}")
    assert written == {STRIKE}
    assert (STRIKE, "changed") in listed


def test_what_a_person_calls_wrong_is_withdrawn(own: str, tmp_path: Path) -> None:
    with Ledger.open(own) as ledger:
        name = next(each.id for each in incidents_of(ledger, Wanted(asked=Asked())) if len(each.members) == 1)
        ledger.edit(name.removeprefix("i-"), "verdict", "wrong", who="editor", why="it was an exercise")
    written, listed = changes(own, tmp_path / "out", f"{datetime.now(UTC).date()}")
    assert not written
    assert listed == [(name, "withdrawn")]


def test_what_is_forgotten_is_withdrawn(own: str, tmp_path: Path) -> None:
    with Ledger.open(own) as ledger:
        ledger.forget("sarmin-1", reason="asked for by a witness", who="editor")
    _, listed = changes(own, tmp_path / "out", f"{datetime.now(UTC).date()}")
    assert ("i-6dda8c7aba987ecd-*", "withdrawn") in listed or any(change == "withdrawn" for _, change in listed)


def test_no_day_is_said_to_be_one(own: str, tmp_path: Path) -> None:
    given = ["export", "--ledger", own, "--format", "csv", "--out", str(tmp_path / "x"), "--changes-since", "monday"]
    done = RUN.invoke(app, given)
    assert done.exit_code == 2
    assert "2024-01-31" in done.output


def test_incidents_that_are_named_alone_go_out(own: str, tmp_path: Path) -> None:
    export(own, "geojsonl", tmp_path / "out", "--incident", STRIKE)
    assert [json.loads(line)["id"] for line in (tmp_path / "out").read_text("utf-8").splitlines()] == [STRIKE]


def test_a_name_that_no_incident_has_leaves_no_file(own: str, tmp_path: Path) -> None:
    given = ["export", "--ledger", own, "--format", "csv", "--out", str(tmp_path / "out.csv"), "--incident", "i-none"]
    done = RUN.invoke(app, given)
    assert done.exit_code == 1
    assert "no such incident" in done.output
    assert not list(tmp_path.glob("*out.csv*"))


def test_chunks_do_not_change_what_goes_out(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(own) as ledger:
        asked = Wanted(asked=Asked(until=date(2025, 1, 1)))
        whole = [each.id for each in incidents_of(ledger, asked)]
        monkeypatch.setattr("marsad.serve.exporting.CHUNK", 2)
        assert [each.id for each in incidents_of(ledger, asked)] == whole
        assert len(whole) == 6
