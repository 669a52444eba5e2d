"""Exports of the example ledger, opened by the libraries that others open them with."""

import csv
import json
from datetime import date
from io import BytesIO
from pathlib import Path

import geopandas
import pytest
from tests.exports.conftest import export
from tests.incidents.claims import claim
from typer.testing import CliRunner

from marsad.exports import FORMATS, Surroundings
from marsad.incidents import merge
from marsad.knowledge.event_data import ACLED_COLUMNS, middle_of, time_precision
from marsad.model import DateRange, Modality
from marsad.serve.cli import app
from marsad.serve.cli.export_commands import ExportFormat

RUN = CliRunner()
NOTHING_KNOWN = Surroundings(places={}, actors={})


def test_acled_has_its_31_columns_and_a_row_an_incident(ledger: str, tmp_path: Path) -> None:
    out = tmp_path / "incidents.csv"
    said = export(ledger, "acled", out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == ACLED_COLUMNS
    assert len(ACLED_COLUMNS) == 31
    assert f"{len(rows)} of 6 incidents" in said
    (strike,) = [row for row in rows if row["location"] == "Sarmin"]
    assert (strike["fatalities"], strike["admin1"], strike["time_precision"], strike["geo_precision"]) == (
        "9",
        "Idleb",
        "1",
        "1",
    )
    assert (strike["country"], strike["iso"], strike["sub_event_type"]) == ("Syria", "760", "Air/drone strike")


def test_what_acled_cannot_say_is_listed(ledger: str, tmp_path: Path) -> None:
    out = tmp_path / "incidents.csv"
    export(ledger, "acled", out)
    with Path(f"{out}.losses.csv").open(encoding="utf-8", newline="") as file:
        lost = [(row["slot"], row["lost"]) for row in csv.DictReader(file)]
    assert ("killed", "3-9") in lost
    assert ("source", "وزارة الدفاع الروسية") in lost


def test_geojson_opens_in_geopandas_with_its_types(ledger: str, tmp_path: Path) -> None:
    out = tmp_path / "incidents.geojson"
    export(ledger, "geojson", out)
    table = geopandas.read_file(out)
    assert len(table) == 6
    assert table.crs.to_epsg() == 4326
    (strike,) = table[table["title_ar"] == "سرمين"].itertuples()
    assert (strike.deaths_low, strike.deaths_best, strike.deaths_high) == (3, 9, 9)
    assert strike.geometry.x == pytest.approx(36.73, abs=0.05)
    assert str(table["start"].dtype).startswith("datetime64")


def test_a_line_is_a_feature(ledger: str, tmp_path: Path) -> None:
    out = tmp_path / "incidents.geojsonl"
    export(ledger, "geojsonl", out)
    features = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {feature["type"] for feature in features} == {"Feature"}
    assert len({feature["id"] for feature in features}) == 6


def test_the_command_offers_every_format() -> None:
    assert set(ExportFormat) == set(FORMATS)


@pytest.mark.parametrize("format", list(FORMATS))
def test_the_same_ledger_gives_the_same_bytes(ledger: str, tmp_path: Path, format: str) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    export(ledger, format, one)
    export(ledger, format, other)
    assert one.read_bytes() == other.read_bytes()
    assert not list(tmp_path.glob(".*.half"))


def test_an_unwritable_file_is_one_line_and_leaves_nothing(ledger: str, tmp_path: Path) -> None:
    out = tmp_path / "none" / "incidents.csv"
    done = RUN.invoke(app, ["export", "--ledger", ledger, "--format", "acled", "--out", str(out)])
    assert done.exit_code == 1
    assert "cannot be written" in done.output


@pytest.mark.parametrize(
    ("incident", "why"),
    [
        (merge([claim("a", day=None)]), "ACLED needs a day"),
        (merge([claim("a", "مكان مجهول")]), "ACLED needs a point"),
        (merge([claim("a", None)]), "ACLED needs a point"),
        (merge([claim("a", modality=Modality.DENIED)]), "only denied"),
    ],
    ids=["no day", "a place without a point", "no place", "only denied"],
)
def test_acled_gets_nothing_made_up(incident: object, why: str) -> None:
    file = BytesIO()
    lost = list(FORMATS["acled"].write([incident], NOTHING_KNOWN, file))  # type: ignore[list-item]
    assert why in lost[0].why
    assert len(file.getvalue().splitlines()) == 1


def test_an_unresolved_place_has_no_geometry() -> None:
    file = BytesIO()
    list(FORMATS["geojsonl"].write([merge([claim("a", "مكان مجهول")])], NOTHING_KNOWN, file))
    feature = json.loads(file.getvalue())
    assert feature["geometry"] is None
    assert feature["properties"]["precision"] == "unresolved"


def test_a_formula_in_a_text_is_only_text() -> None:
    file = BytesIO()
    list(FORMATS["acled"].write([merge([claim("a", quote='=HYPERLINK("http://x")')])], NOTHING_KNOWN, file))
    assert "'=HYPERLINK" in file.getvalue().decode()


@pytest.mark.parametrize(
    ("start", "end", "precision", "day"),
    [
        (date(2024, 3, 4), date(2024, 3, 4), 1, date(2024, 3, 4)),
        (date(2024, 3, 4), date(2024, 3, 10), 2, date(2024, 3, 4)),
        (date(2024, 3, 1), date(2024, 3, 31), 3, date(2024, 3, 16)),
    ],
    ids=["a day", "a week", "a month"],
)
def test_days_as_acled_has_them(start: date, end: date, precision: int, day: date) -> None:
    assert time_precision(DateRange(start, end)) == precision
    assert middle_of(DateRange(start, end)) == day
