"""Packs: a bad row is refused with file and line; a digest changes with any byte."""

from pathlib import Path

import pytest

from marsad.errors import PackError
from marsad.knowledge import load_knowledge
from marsad.knowledge.packs import pack_digest, read_table

COLUMNS = ("name", "kind", "size")


def table(folder: Path, *lines: str) -> Path:
    path = folder / "places.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_rows_comments_and_short_rows(tmp_path: Path) -> None:
    path = table(tmp_path, "# places", "name\tkind\tsize", "", "حلب\tcity\t2", "سرمين\ttown")
    rows = list(read_table(path, COLUMNS))
    assert [(row["name"], row.number("size")) for row in rows] == [("حلب", 2.0), ("سرمين", None)]
    assert rows[1].line == 5


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["name\tsize"], "the columns are"),
        (["name\tkind\tsize", "حلب\tcity\t2\t3"], "places.tsv:2: 4 cells in 3 columns"),
        (["# nothing"], "the table is empty"),
    ],
    ids=["other columns", "a tab too many", "no header"],
)
def test_bad_tables_are_refused_with_their_line(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(PackError, match=message):
        list(read_table(table(tmp_path, *lines), COLUMNS))


def test_bad_cells_are_refused_with_their_line(tmp_path: Path) -> None:
    (row,) = read_table(table(tmp_path, "name\tkind\tsize", "\tcity\tmany"), COLUMNS)
    with pytest.raises(PackError, match=r"places.tsv:2: column 'name' is empty"):
        row.need("name")
    with pytest.raises(PackError, match=r"places.tsv:2: column 'size' holds 'many'"):
        row.number("size")


def test_broken_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    path.write_bytes(b"name\tkind\tsize\n\xcd\xe1\xc8\tcity\n")
    with pytest.raises(PackError, match="byte 15 is not UTF-8"):
        list(read_table(path, COLUMNS))


def test_digest_changes_with_a_byte(tmp_path: Path) -> None:
    path = table(tmp_path, "name\tkind\tsize")
    before = pack_digest(tmp_path)
    path.write_text("name\tkind\tsizes\n", encoding="utf-8")
    assert pack_digest(tmp_path) != before


def test_shipped_packs_load() -> None:
    assert {"core", "syria"} <= set(load_knowledge().digests)
