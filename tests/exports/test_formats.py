"""Every format, opened by a library of that format."""

import csv
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import geopandas
import hxl
import openpyxl
import pandas
import polars
import pytest
import rdflib
from fastkml import kml
from fastkml.features import Placemark
from fastkml.utils import find_all
from followthemoney import model
from tests.exports.conftest import RUN, export

from marsad.exports import FORMATS
from marsad.exports.plover import load_plover
from marsad.exports.polecat import COLUMNS as POLECAT_COLUMNS
from marsad.exports.ucdp import date_precision, grid_cell, number_of
from marsad.knowledge.event_data import UCDP_COLUMNS
from marsad.model import DateRange, EventType
from marsad.serve.cli import app

STRIKE = "i-6dda8c7aba987ecd-e46"  # the strike on Sarmin of the example reports


@pytest.fixture(scope="module")
def incidents(full: str) -> int:
    """How many incidents the ledger itself lists."""
    listed = RUN.invoke(app, ["incidents", "--ledger", full, "--format", "json"])
    number = len(json.loads(listed.stdout))
    assert number >= 10
    return number


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "incidents"


def test_ucdp_in_pandas(full: str, incidents: int, out: Path) -> None:
    said = export(full, "ucdp", out)
    table = pandas.read_csv(out)
    assert tuple(table.columns) == UCDP_COLUMNS
    assert len(UCDP_COLUMNS) == 49
    assert f"{len(table)} of {incidents} incidents" in said
    strike = table.set_index("relid").loc[STRIKE]
    assert (strike["low"], strike["best"], strike["high"], strike["deaths_civilians"]) == (3, 9, 9, 9)
    assert (strike["type_of_violence"], strike["where_prec"], strike["date_prec"]) == (3, 1, 1)
    assert (strike["side_b"], strike["country_id"], strike["adm_1"]) == ("Civilians", 652, "Idleb")
    assert (table["deaths_a"] + table["deaths_b"] + table["deaths_civilians"] + table["deaths_unknown"]).equals(
        table["best"]
    )
    assert (table["best"] >= 1).all()


def test_polecat_in_pandas(full: str, out: Path) -> None:
    export(full, "polecat", out)
    table = pandas.read_csv(out, sep="\t", quoting=csv.QUOTE_MINIMAL)
    assert list(table.columns) == POLECAT_COLUMNS
    assert len(POLECAT_COLUMNS) == 40
    strike = table.set_index("Event ID").loc[STRIKE]
    assert (strike["Event Type"], strike["Actor Country"], strike["Country"]) == ("ASSAULT", "RUS", "SYR")
    assert set(table["Quad Code"]) <= {1, 2, 3, 4}


def test_plover_keeps_the_span(full: str, out: Path) -> None:
    export(full, "plover", out)
    events = pandas.read_json(out, lines=True).set_index("id")
    strike = events.loc[STRIKE]
    assert (strike["event"], strike["dead"]) == (["ASSAULT"], 9)
    assert strike["text_info"][0]["end"] - strike["text_info"][0]["start"] == len(strike["text"])


def test_plover_has_a_word_for_every_type_but_two() -> None:
    assert set(EventType) - set(load_plover()) == {EventType.CHANGE, EventType.OTHER}


def test_followthemoney_takes_every_entity_and_drops_nothing(full: str, incidents: int, out: Path) -> None:
    export(full, "ftm", out)
    entities = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    schemata = [entity["schema"] for entity in entities]
    assert schemata.count("Event") == incidents
    assert {"Organization", "Article", "Documentation"} < set(schemata)
    ids = {entity["id"] for entity in entities}
    for entity in entities:
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            assert set(proxy.get(name)) == set(values), (entity["schema"], name)
            if schema.properties[name].type.name == "entity":
                assert set(values) <= ids
    names = [entity["id"] for entity in entities if entity["schema"] == "Organization"]
    assert len(names) == len(set(names))


def test_the_spans_of_followthemoney_stand_beside(full: str, out: Path) -> None:
    export(full, "ftm", out)
    rows = [json.loads(line) for line in Path(f"{out}.spans.jsonl").read_text("utf-8").splitlines()]
    killed = [row for row in rows if row["slot"] == "killed" and row["low"] == 9]
    assert killed
    assert all(row["end"] - row["start"] == len(row["words"]) for row in rows if row["start"] is not None)


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)  # hxl's own
@pytest.mark.parametrize("format", ["hxl", "hxl-xlsx"])
def test_hxl_validates(full: str, incidents: int, tmp_path: Path, format: str) -> None:
    out = tmp_path / ("incidents.csv" if format == "hxl" else "incidents.xlsx")
    export(full, format, out)
    assert hxl.data(str(out), hxl.InputOptions(allow_local=True)).validate()
    rows = list(hxl.data(str(out), hxl.InputOptions(allow_local=True)))
    assert len(rows) == incidents
    (strike,) = [row for row in rows if row.get("#event+code") == STRIKE]
    assert int(float(strike.get("#affected+killed-min-max"))) == 9
    assert int(float(strike.get("#affected+killed+min"))) == 3
    assert strike.get("#loc+name+i_ar") == "سرمين"


def test_geoparquet_in_geopandas_polars_and_duckdb(full: str, tmp_path: Path) -> None:
    out = tmp_path / "incidents.parquet"
    export(full, "geoparquet", out)
    table = geopandas.read_parquet(out).set_index("id")
    assert table.crs.to_authority() == ("OGC", "CRS84")
    assert table.loc[STRIKE].geometry.x == pytest.approx(36.73, abs=0.05)
    typed = polars.read_parquet(out)
    assert [str(typed.schema[name]) for name in ("start", "deaths_low")] == ["Date", "Int64"]
    query = "SELECT deaths_high, len(quotes) FROM read_parquet(?) WHERE id = ?"
    assert duckdb.execute(query, [str(out), STRIKE]).fetchall() == [(9, 4)]


@pytest.mark.parametrize(("format", "ending"), [("gpkg", "gpkg"), ("kml", "kml"), ("geojsonl", "geojsonl")])
def test_maps_open_in_geopandas(full: str, incidents: int, tmp_path: Path, format: str, ending: str) -> None:
    out = tmp_path / f"incidents.{ending}"
    export(full, format, out)
    table = geopandas.read_file(out)
    assert len(table) == incidents
    assert table.crs.to_epsg() == 4326
    (strike,) = table[table["title_ar"] == "سرمين"].itertuples()
    assert (strike.geometry.x, strike.geometry.y) == (pytest.approx(36.726), pytest.approx(35.903))
    assert int(strike.deaths_best) == 9


def test_kml_in_fastkml(full: str, incidents: int, out: Path) -> None:
    export(full, "kml", out)
    marks = [mark for mark in find_all(kml.KML.parse(out), of_type=Placemark) if isinstance(mark, Placemark)]
    assert len(marks) == incidents
    (strike,) = [mark for mark in marks if mark.id == STRIKE]
    assert strike.begin is not None
    assert strike.begin.dt == date(2024, 3, 4)


def test_timemap_obeys_the_rules_of_its_server(full: str, out: Path) -> None:
    export(full, "timemap", out)
    data = json.loads(out.read_text("utf-8"))
    assert set(data) == {"events", "associations", "sources"}
    known = {each["id"] for each in data["associations"]}
    for event in data["events"]:
        lists = {"associations", "sources"}
        assert all(isinstance(value, str) for name, value in event.items() if name not in lists)
        assert (event["latitude"] == "") == (event["longitude"] == "")
        assert event["date"] or event["latitude"]
        assert re.fullmatch(r"(\d\d/\d\d/\d{4})?", event["date"])
        assert set(event["sources"]) <= set(data["sources"])
        assert set(event["associations"]) <= known
    assert all(source["id"] == key for key, source in data["sources"].items())


def test_csv_in_pandas(full: str, out: Path) -> None:
    export(full, "csv", out)
    table = pandas.read_csv(out, parse_dates=["start", "end"]).set_index("id")
    assert (table.loc[STRIKE, "deaths_low"], table.loc[STRIKE, "deaths_high"]) == (3, 9)
    assert str(table["start"].dtype).startswith("datetime64")


def test_workbook_sheets_run_right_to_left(full: str, tmp_path: Path) -> None:
    out = tmp_path / "incidents.xlsx"
    export(full, "xlsx", out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["incidents", "claims", "values", "sources say"]
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    header, *rows = book["incidents"].iter_rows(values_only=True)
    (strike,) = [dict(zip(header, row, strict=True)) for row in rows if row[0] == STRIKE]
    assert (strike["deaths_low"], strike["start"].date(), strike["single_source"]) == (3, date(2024, 3, 4), False)


def test_a_workbook_has_no_formula(full: str, tmp_path: Path) -> None:
    out = tmp_path / "incidents.xlsx"
    export(full, "xlsx", out)
    with zipfile.ZipFile(out) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 4
    assert not any(b"<f>" in sheet for sheet in sheets)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own
def test_jsonld_in_rdflib_without_the_network(full: str, out: Path) -> None:
    export(full, "jsonld", out)
    graph = rdflib.Graph().parse(out, format="json-ld")
    schema, prov = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/prov#")
    strike = rdflib.URIRef(f"urn:marsad:{STRIKE}")
    assert (strike, rdflib.RDF.type, schema.Event) in graph
    quotes = [graph.value(source, prov.value) for source in graph.objects(strike, prov.wasDerivedFrom)]
    assert len(quotes) == 4
    assert all(getattr(quote, "language", None) == "ar" for quote in quotes)


@pytest.mark.parametrize("format", list(FORMATS))
def test_exported_and_left_out_are_all_there_is(full: str, incidents: int, out: Path, format: str) -> None:
    said = export(full, format, out)
    match = re.search(r"(\d+) of (\d+) incidents; (\d+) left out and (\d+) values lost", said)
    assert match
    written, asked, left_out, values = map(int, match.groups())
    assert written + left_out == asked == incidents
    with Path(f"{out}.losses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len([row for row in rows if row["slot"] == "incident"]) == left_out
    assert len(rows) == left_out + values


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (date(2024, 3, 4), date(2024, 3, 4), 1),
        (date(2024, 3, 4), date(2024, 3, 9), 2),
        (date(2024, 3, 4), date(2024, 3, 10), 3),
        (date(2024, 3, 1), date(2024, 3, 31), 4),
        (date(2024, 1, 1), date(2024, 12, 31), 5),
    ],
    ids=["a day", "six days", "a week", "a month", "a year"],
)
def test_days_as_ucdp_has_them(start: date, end: date, code: int) -> None:
    assert date_precision(DateRange(start, end)) == code


def test_grid_cells_count_from_the_south_west() -> None:
    assert (grid_cell(-90, -180), grid_cell(-89.6, -179.4), grid_cell(-89.4, -180)) == (1, 2, 721)


def test_an_incident_has_one_number_that_a_spreadsheet_keeps() -> None:
    assert number_of("i-a") == number_of("i-a") != number_of("i-b")
    assert number_of("i-a") < 2**52
