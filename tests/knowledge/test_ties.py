"""The words that tie names together."""

from pathlib import Path
from shutil import copytree

import pytest

from marsad.errors import PackError
from marsad.knowledge.packs import SHIPPED
from marsad.knowledge.ties import load_ties

WORDS = load_ties()

SAID = [
    ("past takes", "سيطرت", "takes"),
    ("present holds", "يسيطر", "holds"),
    ("present plural", "يسيطرون", "holds"),
    ("the object at the end", "تحتلها", "holds"),
]


@pytest.mark.parametrize(("word", "code"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_verbs_are_inflected(word: str, code: str) -> None:
    form = WORDS.control[word][0]
    assert form.cue.code_of(form.tense) == code


def test_a_missing_group_is_named(tmp_path: Path) -> None:
    folder = copytree(SHIPPED / "core", tmp_path / "core")
    table = folder / "link_words.tsv"
    kept = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("convoys")]
    table.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(PackError, match="convoys"):
        load_ties(folder)


def test_an_unknown_group_is_named(tmp_path: Path) -> None:
    folder = copytree(SHIPPED / "core", tmp_path / "core")
    with (folder / "link_words.tsv").open("a", encoding="utf-8") as table:
        table.write("camels\tجمل | جمال\n")
    with pytest.raises(PackError, match="camels"):
        load_ties(folder)
