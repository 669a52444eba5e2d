"""The tables of speech: what a good row becomes, and what is said of a bad one."""

from pathlib import Path
from shutil import copytree

import pytest

from marsad.errors import PackError
from marsad.knowledge.packs import SHIPPED
from marsad.knowledge.speech import Phrases, load_speech

BAD_ROWS = [
    ("unknown kind of reporting word", "reporting.tsv", "همس\twhisper\tهمس", "kind 'whisper' is unknown"),
    ("unknown reach", "modality.tsv", "planned.x\tplanned\tpage\t\tسوف", "scope 'page' is unknown"),
    ("no words", "sources.tsv", "media\t", "column 'words' is empty"),
    ("unknown side", "guards.tsv", "sports\tهجوم\tbehind\tكرة", "side 'behind' is unknown"),
    ("unknown need", "causes.tsv", "after\tlove\tبسبب", "need 'love' is unknown"),
]


@pytest.mark.parametrize(("file", "row", "complaint"), [row[1:] for row in BAD_ROWS], ids=[row[0] for row in BAD_ROWS])
def test_a_bad_row_is_named(tmp_path: Path, file: str, row: str, complaint: str) -> None:
    folder = tmp_path / "core"
    copytree(SHIPPED / "core", folder)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    line = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(PackError, match=rf"{file}:{line}: {complaint}"):
        load_speech(folder)


PHRASES = Phrases({"وفق": 1, "وفق ما": 2, "رفضا ل": 3, "رفضا": 4, "تنديدا ب": 5})

FINDS = [
    ("longest first", "قتل وفق ما قيل", [2]),
    ("with a conjunction", "ووفق المصدر", [1]),
    ("with the clitic wanted", "رفضا لقرار", [3]),
    ("without it", "رفضا تاما", [4]),
    ("the clitic is missing", "تنديدا شديدا", []),
    ("the clitic stands alone", "تنديدا ب القرار", [5]),
]


@pytest.mark.parametrize(("sentence", "values"), [row[1:] for row in FINDS], ids=[row[0] for row in FINDS])
def test_phrases(sentence: str, values: list[int]) -> None:
    assert [hit.value for hit in PHRASES.find(sentence.split())] == values
