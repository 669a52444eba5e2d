"""`marsad incidents`, `incident`, `control`, `changes`, `flows` on the example reports, as a user meets them."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.serve.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports.jsonl"
RUN = CliRunner()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = str(tmp_path_factory.mktemp("ledger") / "examples.db")
    done = RUN.invoke(app, ["add", str(EXAMPLES), "--ledger", where])
    assert done.exit_code == 0, done.output
    return where


def ask(ledger: str, *words: str) -> str:
    done = RUN.invoke(app, [*words, "--ledger", ledger])
    assert done.exit_code == 0, done.output
    return done.stdout


def strike(ledger: str) -> dict[str, object]:
    (found,) = json.loads(ask(ledger, "incidents", "--place", "سرمين", "--format", "json"))
    return dict(found)


def test_one_strike_with_a_toll_that_grew_and_a_denial(ledger: str) -> None:
    found = strike(ledger)
    slots = {slot["slot"]: slot for slot in found["slots"]}  # type: ignore[attr-defined]
    assert [told["value"] for told in slots["killed"]["told"]] == ["3", "7", "9"]
    assert slots["killed"]["best"] == 9
    modalities = {member["report_id"]: member["modality"] for member in found["members"]}  # type: ignore[attr-defined]
    assert modalities == {
        "sarmin-1": "asserted",
        "sarmin-4": "asserted",
        "sarmin-3": "asserted",
        "sarmin-5": "denied",
    }


def test_the_page_shows_the_disagreement_its_rule_and_the_reasons(ledger: str) -> None:
    page = ask(ledger, "incident", str(strike(ledger)["id"]), "--history")
    for words in ("sources disagree", "low 3, best 9, high 9", "as reports came in", "put together because", "denied"):
        assert words in page


def test_what_was_known_by_a_day_differs_from_today(ledger: str) -> None:
    (then,) = json.loads(ask(ledger, "incidents", "--place", "سرمين", "--known-by", "2024-03-04", "--format", "json"))
    assert len(then["members"]) == 1
    assert len(strike(ledger)["members"]) == 4  # type: ignore[arg-type]


def test_csv_has_low_best_high(ledger: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(ledger, "incidents", "--format", "csv"))))
    (row,) = [row for row in rows if row["place"] == "سرمين"]
    assert (row["killed_low"], row["killed_best"], row["killed_high"], row["single_source"]) == ("3", "9", "9", "0")


def test_a_late_bulletin_lands_on_the_day_of_the_event(ledger: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(ledger, "incidents", "--place", "ناحتة", "--format", "csv"))))
    assert [(row["first_day"], row["known_on"]) for row in rows] == [("2024-07-04", "2024-07-08")]


def test_a_monthly_tally_is_no_incident(ledger: str) -> None:
    assert "month-3" not in ask(ledger, "incidents", "--format", "json")


def test_a_person_splits_and_takes_it_back(ledger: str) -> None:
    found = strike(ledger)
    claim = found["members"][0]["key"]  # type: ignore[index]
    refused = RUN.invoke(app, ["incident", "split", str(found["id"]), claim, "--ledger", ledger])
    assert refused.exit_code == 2
    ask(ledger, "incident", "split", str(found["id"]), claim, "--why", "another market", "--who", "Rana")
    assert len(json.loads(ask(ledger, "incidents", "--place", "سرمين", "--format", "json"))) == 2
    assert "taken back: 3 judgements" in ask(ledger, "incident", "undo", claim, "--who", "Rana")
    assert strike(ledger)["id"] == found["id"]


def test_control_is_contested_where_sources_disagree(ledger: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(ledger, "control", "--place", "أبو حمام", "--format", "csv"))))
    assert [(row["holder"], row["start"], row["until"], row["contested"]) for row in rows] == [
        ("مقاتلو العشائر", "2024-03-10", "2024-03-18", "True"),
        ("قسد", "2024-03-11", "", "True"),
    ]


@pytest.mark.parametrize(
    ("day", "known", "holders"),
    [
        ("2024-03-10", None, {"مقاتلو العشائر"}),
        ("2024-03-20", None, {"قسد"}),
        ("2024-03-20", "2024-03-10", {"مقاتلو العشائر"}),
        ("2024-03-01", None, set()),
    ],
    ids=["taken", "taken back", "as known before that", "before all"],
)
def test_who_held_it_on_a_day_as_known_on_a_day(ledger: str, day: str, known: str | None, holders: set[str]) -> None:
    asked = ["control", "--place", "أبو حمام", "--on", day, "--format", "json"]
    found = json.loads(ask(ledger, *asked, *(["--known-by", known] if known else [])))
    assert {period["holder"] for period in found} == holders


def test_a_holder_is_found_and_its_former_places_end(ledger: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(ledger, "control", "--holder", "قسد", "--format", "csv"))))
    assert {row["holder"] for row in rows} == {"قسد"}


def test_control_needs_a_place_or_a_holder(ledger: str) -> None:
    assert RUN.invoke(app, ["control", "--ledger", ledger]).exit_code == 2


def test_changes_and_flows_list_their_kind(ledger: str) -> None:
    changes = json.loads(ask(ledger, "changes", "--format", "json"))
    assert {(claim["kind"], claim["type"]) for claim in changes} == {("control", "takes")}
    flows = json.loads(ask(ledger, "flows", "--format", "json"))
    assert {claim["kind"] for claim in flows} == {"flow"}


def test_actors_are_counted_and_one_is_shown(ledger: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(ledger, "actors", "--format", "csv"))))
    counts = [int(row["claims"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert "sdf" in {row["id"] for row in rows} or any("سوريا الديمقراطية" in row["name"] for row in rows)
    page = ask(ledger, "actor", "قسد")
    assert "أبو حمام" in page
    assert "Non-state actor overtakes territory" in page


def test_an_unknown_actor_is_one_line(ledger: str) -> None:
    done = RUN.invoke(app, ["actor", "لواء لا وجود له", "--ledger", ledger])
    assert done.exit_code == 1
    assert "the ledger tells of no actor" in done.output


def test_an_unknown_name_is_one_actor_in_all_reports(tmp_path: Path) -> None:
    reports = tmp_path / "two.jsonl"
    texts = (
        "قتل مدني برصاص لواء الشموخ الغامض في بلدة سرمين.",
        "هاجم لواء الشموخ الغامض حاجزا في مدينة بنش وقتل عنصرا.",
    )
    rows = [{"id": str(number), "text": text, "published": "2024-03-05"} for number, text in enumerate(texts)]
    reports.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    where = str(tmp_path / "two.db")
    assert RUN.invoke(app, ["add", str(reports), "--ledger", where]).exit_code == 0
    found = [row for row in json.loads(ask(where, "actors", "--format", "json")) if "الشموخ" in row["name"]]
    assert [(row["claims"], row["id"].split(":")[0]) for row in found] == [(2, "unknown")]
