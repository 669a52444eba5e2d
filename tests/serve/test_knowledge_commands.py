"""`marsad gazetteer` and `marsad knowledge` as a user meets them."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.serve.cli import app

HEADER = "id\tname\tname_en\tvariants\tkind\tcountry\tparents\tlat\tlon\tpopulation\tsource\n"
VILLAGE = "my-sindyan\tالسنديانة القبلية\tSindyana\t\tvillage\tSY\tSY07\t35.9\t36.6\t\town map\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path / "home"))
    return CliRunner()


def test_import_list_search_remove(run: CliRunner, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,country\nتل الزيزفون,35.1,36.2,SY\n", encoding="utf-8")
    done = run.invoke(app, ["gazetteer", "import", str(table)])
    assert done.stdout.splitlines()[-1] == "mine: 1 places with names in Arabic (mine)"
    assert "mine: 1 places" in run.invoke(app, ["gazetteer", "list"]).output
    found = run.invoke(app, ["gazetteer", "search", "تل الزيزفون"])
    assert found.output.startswith("mine:2\tتل الزيزفون\tvillage")
    assert "35.1000,36.2000" in found.output
    assert run.invoke(app, ["gazetteer", "remove", "mine"]).exit_code == 0
    assert run.invoke(app, ["gazetteer", "search", "تل الزيزفون"]).exit_code == 1


def test_a_bad_file_is_one_line_and_exit_code_1(run: CliRunner, tmp_path: Path) -> None:
    done = run.invoke(app, ["gazetteer", "import", str(tmp_path / "none.txt")])
    assert done.exit_code == 1
    assert "there is no such file" in done.output


def test_check_names_every_fault(run: CliRunner, tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "places.tsv").write_text(
        HEADER + VILLAGE + VILLAGE + "x\tقرية بلا مصدر\t\t\tvillage\tSY\t\t\t\t\t\n", encoding="utf-8"
    )
    done = run.invoke(app, ["knowledge", "check", str(pack)])
    assert done.exit_code == 1
    assert "mine/places.tsv:3: id 'my-sindyan' stands in line 2 already" in done.output
    assert "mine/places.tsv:4: column 'source' is empty" in done.output


def test_check_knows_the_shipped_packs(run: CliRunner, tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "places.tsv").write_text(HEADER + VILLAGE.replace("SY07", "SY99"), encoding="utf-8")
    done = run.invoke(app, ["knowledge", "check", str(pack)])
    assert "'SY99' is unknown" in done.output


def test_check_names_all_bad_rows_and_not_only_the_first(run: CliRunner, tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    pack.mkdir()
    rows = [
        VILLAGE.replace("\n", "\ttoo\tmany\n"),
        VILLAGE.replace("my-sindyan", "a").replace("35.9", "north"),
        VILLAGE.replace("my-sindyan", "b").replace("36.6", ""),
        VILLAGE.replace("my-sindyan", "SY07"),
    ]
    (pack / "places.tsv").write_text(HEADER + "".join(rows), encoding="utf-8")
    lines = run.invoke(app, ["knowledge", "check", str(pack)]).output.splitlines()
    for line, said in (
        (2, "13 cells"),
        (3, "'north', which is no number"),
        (4, "only one of lat and lon"),
        (5, "taken"),
    ):
        assert any(f"places.tsv:{line}:" in each and said in each for each in lines), (line, lines)


def test_a_sound_pack_is_read_with(run: CliRunner, tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "places.tsv").write_text(HEADER + VILLAGE, encoding="utf-8")
    assert run.invoke(app, ["knowledge", "check", str(pack)]).exit_code == 0
    report = tmp_path / "report.txt"
    report.write_text("قصفت مدفعية الجيش قرية السنديانة القبلية مساء الأحد، ما أدى إلى مقتل مدني.", encoding="utf-8")
    read = ["read", str(report), "--published", "2020-02-05", "--format", "jsonl"]
    assert "my-sindyan" not in run.invoke(app, read).output
    assert "my-sindyan" in run.invoke(app, [*read, "--pack", str(pack)]).output


def tables_of_the_guide() -> dict[str, str]:
    """The example tables of docs/knowledge.md, by file, as tab-separated text."""
    guide = (Path(__file__).parents[2] / "docs" / "knowledge.md").read_text(encoding="utf-8")
    tables = {}
    for heading, file in (("village", "places"), ("actor", "actors"), ("outlet", "outlets"), ("trigger", "triggers")):
        part = re.split(rf"^### An? {heading}.*$", guide, flags=re.MULTILINE)[1].partition("\n#")[0]
        rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in part.splitlines() if line.startswith("|")]
        lines = ["\t".join(cell.strip().replace("\\|", "|") for cell in row) for row in rows if "---" not in row[0]]
        tables[f"{file}.tsv"] = "\n".join(lines) + "\n"
    return tables


def test_the_examples_of_the_guide_work(run: CliRunner, tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    pack.mkdir()
    for name, table in tables_of_the_guide().items():
        (pack / name).write_text(table, encoding="utf-8")
    assert run.invoke(app, ["knowledge", "check", str(pack)]).output.endswith(": sound\n")
    text = "كبسات لقوات السنديان على قرية السنديانة القبلية بريف إدلب اليوم الاثنين 4 آذار 2024"
    done = run.invoke(app, ["read", "-", "--pack", str(pack), "--format", "jsonl"], input=text)
    assert '"my-sindyan"' in done.output
    assert '"my-brigade"' in done.output
    assert '"Air/drone strike"' in done.output
    assert '"Air/drone strike"' not in run.invoke(app, ["read", "-", "--format", "jsonl"], input=text).output


def test_check_knows_outlets_and_triggers(run: CliRunner, tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "outlets.tsv").write_text("region\tnames\tsource\nSY99\tالخابور\tme\nIQ\tعنب بلدي\tme\n", encoding="utf-8")
    (pack / "triggers.tsv").write_text(
        "class\ttype\tverbs\tnouns\nstrikes\tAir/drone strike\t\tكبسة\nairstrike\tAir/drone strike\tكبس\t\n",
        encoding="utf-8",
    )
    lines = run.invoke(app, ["knowledge", "check", str(pack)]).output.splitlines()
    for line, said in (
        ("outlets.tsv:2", "'SY99' is unknown"),
        ("outlets.tsv:3", "known with another region"),
        ("triggers.tsv:2", "class 'strikes' of type 'Air/drone strike' is none of the core's"),
        ("triggers.tsv:3", "needs perfect~imperfect"),
    ):
        assert any(f"{line}:" in each and said in each for each in lines), (line, lines)


def test_stats_count_the_packs(run: CliRunner) -> None:
    out = run.invoke(app, ["knowledge", "stats"]).output
    assert "syria:" in out
    assert out.splitlines()[-1].startswith("together: ")
