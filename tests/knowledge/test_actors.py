"""The actor packs: what they hold, and how a bad row is refused."""

from pathlib import Path

import pytest

from marsad.errors import PackError
from marsad.knowledge.actor_words import adjective_forms, load_actor_words
from marsad.knowledge.actors import COLUMNS, load_actors, name_key

PACK = load_actors()
GOOD = "sy-x\tلواء س\tX\t\t\trebel\tSY\t\t\t\t\tpress"


def pack_of(folder: Path, *rows: str) -> Path:
    (folder / "actors.tsv").write_text("\n".join(["\t".join(COLUMNS), *rows]), encoding="utf-8")
    return folder


def test_the_packs_know_many_actors() -> None:
    assert len(PACK) >= 600
    assert len(PACK.names) >= 3000


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        pytest.param("داعش", "is", id="acronym"),
        pytest.param("ميليشيا قسد", "sy-sdf", id="pejorative"),
        pytest.param("حزب العمال الكردستاني", "tr-pkk", id="full-name"),
        pytest.param("مقاتلي العشائر", "sy-tribal-forces", id="other-case-of-a-plural"),
    ],
)
def test_names_lead_to_actors(name: str, actor: str) -> None:
    entry = PACK.names.entry(name_key(name))
    assert entry is not None
    assert actor in entry.ids


def test_a_name_of_enemies_is_marked() -> None:
    entry = PACK.names.entry(name_key("ميليشيا قسد"))
    assert entry is not None
    assert entry.pejorative


def test_parents_climb_to_the_top() -> None:
    assert list(PACK.parents("sy-4th-division")) == ["sy-army", "sy-forces-assad", "sy-government-assad"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param(GOOD.replace("rebel", "gang"), "kind 'gang' is unknown", id="unknown-kind"),
        pytest.param(
            "sy-y\tلواء ص\t\t\t\trebel\tSY\tsy-z\t\t\t\tpress", "actor 'sy-z' is unknown", id="unknown-parent"
        ),
        pytest.param("sy-y\tلواء ص\t\t\t\trebel\tSY\t\t\t2017\t\tpress", "write the day as", id="bad-day"),
        pytest.param(GOOD, "stands twice", id="id-twice"),
        pytest.param("sy-y\tلواء ص\t\t«»\t\trebel\tSY\t\t\t\t\tpress", "no letters", id="name-of-marks"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_line(row: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"actors\.tsv:3") as error:
        load_actors([pack_of(tmp_path, GOOD, row)])
    assert problem in str(error.value)


def test_adjectives_have_all_their_forms() -> None:
    assert {"روسي", "روسيه", "روسيين", "روسيون"} <= set(adjective_forms("روسي"))
    words = load_actor_words()
    assert words.adjectives["اتراك"].country == "TR"
    assert words.lands["SY"] == "سوري"
