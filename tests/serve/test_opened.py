"""`marsad.open`: typed tables, and the notebook of the docs run as it stands."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas
import polars
import pytest
from typer.testing import CliRunner

import marsad
from marsad.errors import LedgerError
from marsad.serve.cli import app

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "marsad.db"
    reports = str(ROOT / "examples" / "reports.jsonl")
    assert CliRunner().invoke(app, ["add", reports, "--ledger", str(path)]).exit_code == 0
    return path


def test_incidents_are_typed_in_pandas(where: Path) -> None:
    with marsad.open(where) as ledger:
        table = ledger.incidents()
    assert len(table) == 6
    kinds = table.dtypes.astype(str)
    assert (kinds["start"], kinds["deaths_low"]) == ("date32[day][pyarrow]", "int64[pyarrow]")
    assert table.set_index("title_ar").loc["سرمين", "deaths_best"] == 9
    assert isinstance(table, pandas.DataFrame)


def test_events_are_typed_in_polars_and_can_be_filtered(where: Path) -> None:
    with marsad.open(where) as ledger:
        table = ledger.events(as_="polars", place="سرمين", known_by=date(2024, 3, 4))
    assert isinstance(table, polars.DataFrame)
    assert table.height == 1
    assert table["killed_low"].to_list() == [3]
    assert (table["quote_end"] - table["quote_start"]).to_list() == [len(table["quote"][0])]


def test_arrow_and_single_incidents(where: Path) -> None:
    with marsad.open(where) as ledger:
        assert ledger.events(as_="arrow").num_rows >= 6
        assert {each.id for each in ledger.each_incident()} == set(ledger.incidents()["id"])


@pytest.mark.parametrize(
    ("asked", "problem"),
    [({"color": "red"}, "color: cannot be asked for"), ({"as_": "excel"}, "'excel' is none of pandas")],
    ids=["a filter that is none", "a library that is none"],
)
def test_wrong_questions(where: Path, asked: dict[str, Any], problem: str) -> None:
    with marsad.open(where) as ledger, pytest.raises(LedgerError, match=problem):
        ledger.events(**asked)


def test_no_ledger_is_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        marsad.open(tmp_path / "none.db")
    assert not list(tmp_path.iterdir())


def test_the_notebook_runs(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    import matplotlib as mpl
    from matplotlib import pyplot as plt

    mpl.use("Agg")
    monkeypatch.setenv("MARSAD_LEDGER", str(where))
    notebook = json.loads((ROOT / "docs" / "incidents.ipynb").read_text("utf-8"))
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert {"incidents", "world", "timeline", "curve"} <= set(names)
    plt.close("all")
