"""Tables of reports: CSV, workbooks, Parquet, and JSON with names of its own."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.sources.files_of import FIRST, SECOND, found, parquet, problems, reports, skipped, xlsx, zipped

from marsad.errors import InputError
from marsad.sources import grids
from marsad.sources.columns import columns_of, map_columns
from marsad.sources.tables import day_of

HEADER = ["الرقم", "التاريخ", "المصدر", "العنوان", "النص", "الرابط"]
ROWS = [
    ["a1", "2024-01-13", "شبكة السهل", "قصف", FIRST, "https://a.example/1"],
    ["a2", "14/1/2024", "مراسل الشمال", "", SECOND, ""],
]
CSV = "\n".join(",".join(row) for row in [HEADER, *ROWS])


def fields(data: bytes | str, name: str) -> list[tuple[object, ...]]:
    return [(each.id, each.published, each.outlet, each.title, each.text) for each in reports(data, name)]


EXPECTED = [
    ("a1", date(2024, 1, 13), "شبكة السهل", "قصف", FIRST),
    ("a2", date(2024, 1, 14), "مراسل الشمال", "", SECOND),
]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(CSV, "x.csv", id="csv"),
        pytest.param("\ufeff" + CSV.replace(",", ";"), "x.csv", id="semicolons and a mark"),
        pytest.param(CSV.replace(",", "\t"), "x.tsv", id="tsv"),
        pytest.param(CSV.encode("cp1256"), "x.csv", id="windows-1256"),
        pytest.param(CSV.encode("utf-16"), "x.csv", id="utf-16"),
        pytest.param(xlsx({"تقارير": [HEADER, *ROWS]}), "x.xlsx", id="xlsx"),
        pytest.param(xlsx({"تقارير": [HEADER, *ROWS]}), "download", id="xlsx by content"),
        pytest.param(
            parquet(dict(zip(HEADER, map(list, zip(*ROWS, strict=True)), strict=True))), "x.parquet", id="parquet"
        ),
        pytest.param(
            "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS), "x.jsonl", id="escaped"
        ),
        pytest.param(
            "\n".join(json.dumps(dict(zip(HEADER, row, strict=True)), ensure_ascii=False) for row in ROWS),
            "x.jsonl",
            id="jsonl",
        ),
    ],
)
def test_kinds(data: bytes | str, name: str) -> None:
    assert fields(data, name) == EXPECTED


def test_pandas_writes_what_is_read(tmp_path: Path) -> None:
    import pandas

    frame = pandas.DataFrame(
        {"date": [datetime(2024, 1, 13, tzinfo=UTC)], "source": ["شبكة"], "text": [FIRST + "\nوسطر"]}
    )
    frame.date = frame.date.dt.tz_localize(None)
    frame.to_excel(tmp_path / "x.xlsx")
    frame.to_csv(tmp_path / "x.csv")
    frame.to_parquet(tmp_path / "x.parquet")
    for file in tmp_path.iterdir():
        (report,) = reports(file.read_bytes(), file.name)
        assert (report.text, report.published, report.outlet) == (FIRST + "\nوسطر", date(2024, 1, 13), "شبكة")


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        pytest.param("id,date,source,headline,body", "text=body,title=headline,date=date,outlet=source,id=id", id="en"),
        pytest.param("Titre,Texte intégral,Publié_le", "text=Texte intégral,title=Titre,date=Publié_le", id="fr"),
        pytest.param("النَصّ,الناشر", "text=النَصّ", id="marks do not matter"),
        pytest.param("message,text", "text=text", id="the likelier name"),
    ],
)
def test_guesses(header: str, taken: str) -> None:
    assert str(map_columns(header.split(","), (), None)) == taken


def test_the_text_is_told_by_its_words() -> None:
    told: list[str] = []
    (report,) = reports(f"a,b\nشبكة,{FIRST}", "x.csv", told=told)
    assert report.text == FIRST
    assert told == ["x.csv: reads text=b"]


def test_the_user_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "MARSAD_HOME", str(tmp_path))
    said = columns_of("text=ب, date=ج", "my-table")
    data = f"text,ب,ج\nx,{FIRST},2024-01-13"
    assert reports(data, "x.csv", columns=said)[0].text == FIRST
    assert json.loads((tmp_path / "mappings" / "my-table.json").read_text()) == {"text": "ب", "date": "ج"}
    kept = columns_of(None, "my-table")
    assert reports(data, "y.csv", columns=kept)[0].published == date(2024, 1, 13)
    assert "no column 'ب'" in problems(f"a\n{FIRST}", "z.csv", columns=kept)[0]


@pytest.mark.parametrize(
    ("said", "name", "told"),
    [
        ("words=x", None, "says no column"),
        ("text", None, "says no column"),
        (None, "../up", "no name of a mapping"),
    ],
)
def test_bad_options(said: str | None, name: str | None, told: str) -> None:
    with pytest.raises(InputError, match=told):
        columns_of(said, name)


@pytest.mark.parametrize(
    ("cell", "day_first", "day"),
    [
        ("2024-01-13T10:00:00Z", True, date(2024, 1, 13)),
        ("٣/٤/٢٠٢٤", True, date(2024, 4, 3)),
        ("3/4/2024 10:00", False, date(2024, 3, 4)),
        ("2024/1/13", True, date(2024, 1, 13)),
        ("1705171211", True, date(2024, 1, 13)),
        (1705171211.0, True, date(2024, 1, 13)),
        ("20240113", True, date(2024, 1, 13)),
        ("", True, None),
    ],
)
def test_days(cell: str, day_first: bool, day: date | None) -> None:
    assert day_of(cell, day_first=day_first) == day


@pytest.mark.parametrize(
    ("rows", "day", "told"),
    [
        (["3/4/2024"], date(2024, 4, 3), "day/month/year"),
        (["3/4/2024", "1/13/2024"], date(2024, 3, 4), "month/day/year"),
        (["3/4/2024", "13/1/2024"], date(2024, 4, 3), "day/month/year"),
    ],
)
def test_the_column_tells_which_number_is_the_day(rows: list[str], day: date, told: str) -> None:
    said: list[str] = []
    data = "date,text\n" + "\n".join(f"{row},{FIRST}" for row in rows)
    assert reports(data, "x.csv", told=said)[0].published == day
    assert said[0].endswith(f"dates as {told}")


def test_rows_that_are_none_are_named_and_left_out() -> None:
    data = (
        f"id,text,date\n1,{FIRST},2024-01-13\n2\n3,{FIRST},soon\n4,,\n5,{FIRST},2024-01-13,more\n6,words,\n7,{SECOND},"
    )
    assert [each.id for each in found(data, "x.csv") if hasattr(each, "id")] == ["1", "7"]
    assert [line.split(": ")[0] for line in problems(data, "x.csv")] == ["x.csv:3", "x.csv:4", "x.csv:6"]
    assert [line.split(": ")[0] for line in skipped(data, "x.csv")] == ["x.csv:5", "x.csv:7"]


def test_sheets_without_reports_stop_no_other() -> None:
    data = xlsx({"ملاحظات": [["عنوان"], ["x"]], "خال": [], "تقارير": [HEADER, *ROWS]})
    assert len([each for each in found(data, "x.xlsx") if hasattr(each, "id")]) == 2
    assert "no column is known" in problems(data, "x.xlsx")[0]


def test_a_broken_cell_stops_no_other() -> None:
    data = f"id,text\n1,{FIRST}\n2,".encode() + b"\xa4\xa5\xa6" + f"\n3,{SECOND}".encode()
    assert [each.id for each in found(data, "x.csv") if hasattr(each, "id")] == ["1", "3"]
    assert "broken UTF-8" in problems(data, "x.csv")[0]


def test_long_rows_stop_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "LIMIT", 1000)
    data = f"id,text\n1,{FIRST}\n2,{FIRST * 100}\n3,{SECOND}\n"
    assert [each.id for each in found(data, "x.csv") if hasattr(each, "id")] == ["1", "3"]
    assert "longer than" in problems(data, "x.csv")[0]
    lines = f"{FIRST}\n" * 100
    open_quote, *rest = problems(f'id,text\n1,{FIRST}\n2,"{lines}"\n3,{SECOND}\n', "x.csv")
    assert "left open" in open_quote
    assert rest  # what an open quotation mark swallowed is told of as well


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        pytest.param("", "x.csv", "empty", id="empty csv"),
        pytest.param("\n\n", "x.csv", "no rows", id="blank lines"),
        pytest.param("a,b\n1,2", "x.csv", "--columns text=COLUMN", id="nothing is text"),
        pytest.param("", "x.xlsx", "empty", id="empty xlsx"),
        pytest.param(b"PK\x03\x04" + bytes(99), "x.xlsx", "damaged", id="no workbook"),
        pytest.param(zipped({"xl/workbook.xml": "<"}), "x.xlsx", "damaged", id="broken workbook"),
        pytest.param(xlsx({"a": [HEADER, *ROWS]})[:-200], "x.xlsx", "damaged", id="xlsx breaks off"),
        pytest.param(zipped({"xl/sheet.xml": b" " * 17_000_000}), "x.xlsx", "grows more than", id="xlsx bomb"),
        pytest.param(b"PAR1" + bytes(99), "x.parquet", "damaged", id="no parquet"),
        pytest.param(parquet({"text": [FIRST]})[:-10], "x.parquet", "damaged", id="parquet breaks off"),
        pytest.param("[" * 100_000, "x.json", "nested too deeply", id="deep JSON"),
        pytest.param('{"النص": ' + "[" * 100_000, "x.jsonl", "no JSON", id="deep JSON in a record"),
    ],
)
def test_bad(data: bytes | str, name: str, told: str) -> None:
    assert told in problems(data, name)[0]
