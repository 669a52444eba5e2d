"""Importing gazetteers: every kind of file, every kind of fault, and what was there before stays."""

import gzip
import zipfile
from pathlib import Path

import openpyxl
import pytest

from marsad.errors import PackError
from marsad.knowledge.gazetteer import load_gazetteer
from marsad.knowledge.imported import all_imported, imported_files, remove_imported
from marsad.knowledge.importing import import_gazetteer, read_gazetteer


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path / "home"))


def row(id: int, name: str, names: str, *, code: str = "PPL", admin2: str = "", population: int = 0) -> str:
    feature = "A" if code.startswith("ADM") else "P"
    cells = [id, name, name, names, 35.5, 40.25, feature, code, "SY", "", "07", admin2, "", "", population]
    return "\t".join([*map(str, cells), "", "", "Asia/Damascus", "2024-01-01"])


DUMP = "\n".join(
    [
        row(1, "Shajra District", "ناحية شجرة الوادي", code="ADM2", admin2="77"),
        row(2, "Tall Barqan", "تل برقان,Tell Barqan", admin2="77"),
        row(3, "Nowhere", "Nowhere"),
        row(4, "Ruined", "خربة مهجورة الوادي", code="PPLQ"),
    ]
)


def test_a_dump_gives_its_settlements_and_districts(tmp_path: Path) -> None:
    path = tmp_path / "XX.txt"
    path.write_text(DUMP, encoding="utf-8")
    found = {place.id: place for place in import_gazetteer(path).places}
    assert set(found) == {"geonames:1", "geonames:2"}
    gazetteer = load_gazetteer(imported=all_imported())
    (place,) = gazetteer.named("تل برقان")
    assert (place.kind, place.parents, place.latitude) == ("village", ("geonames:1",), 35.5)
    assert next(above.id for above in gazetteer.ancestors(place)) == "geonames:1"
    assert gazetteer.guard("تل برقان") == "place"  # nobody vetted it: it needs في or بلدة before it


@pytest.mark.parametrize("suffix", ["txt", "txt.gz", "zip"])
def test_packed_and_plain_dumps_give_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"XX.{suffix}"
    if suffix == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr("XX.txt", DUMP)
    elif suffix == "txt.gz":
        path.write_bytes(gzip.compress(DUMP.encode()))
    else:
        path.write_text(DUMP, encoding="utf-8")
    assert [place.id for place in read_gazetteer(path).places] == ["geonames:1", "geonames:2"]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "XX.txt"
    path.write_text(DUMP, encoding="utf-8")
    import_gazetteer(path)
    before = [each.read_bytes() for each in imported_files()]
    import_gazetteer(path)
    assert [each.read_bytes() for each in imported_files()] == before


def test_names_join_the_place_of_their_id(tmp_path: Path) -> None:
    dump, names = tmp_path / "XX.txt", tmp_path / "alternateNamesV2.txt"
    dump.write_text(DUMP, encoding="utf-8")
    names.write_text(
        "9\t2\tar\tتل البرقان الكبير\t\t\t\t\t\t\n10\t2\tar\tتل قديم\t\t\t\t1\t\t\n11\t2\ten\tBarqan\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    import_gazetteer(dump)
    import_gazetteer(names)
    gazetteer = load_gazetteer(imported=all_imported())
    assert [place.id for place in gazetteer.named("تل البرقان الكبير")] == ["geonames:2"]
    assert not gazetteer.named("تل قديم")


def test_a_town_of_the_packs_is_not_doubled(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    before = [place.id for place in load_gazetteer().named("الميادين")]
    path.write_text(row(173_000_001, "Al Mayadin", "الميادين").replace("35.5\t40.25", "35.02\t40.45"), encoding="utf-8")
    import_gazetteer(path)
    assert [place.id for place in load_gazetteer(imported=all_imported()).named("الميادين")] == before


def test_a_workbook_of_p_codes_gives_every_level_once(tmp_path: Path) -> None:
    path = tmp_path / "xx_admin.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["admin2Name_en", "admin2Name_ar", "admin2Pcode", "admin1Pcode"])
    sheet.append(["Barqan", "منطقة برقان", "SY9901", "SY08"])
    sheet.append(["Barqan", "منطقة برقان", "SY9901", "SY08"])
    book.save(path)
    (place,) = read_gazetteer(path).places
    assert (place.id, place.kind, place.parent, place.country) == ("SY9901", "district", "SY08", "SY")


def test_a_table_names_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,name_en,kind,country,lat,lon\nقرية السنديان الأعلى,Sindyan,village,SY,35,36\n", encoding="utf-8"
    )
    (place,) = read_gazetteer(path).places
    assert (place.id, place.latitude, place.kind) == ("mine:2", 35.0, "village")


BAD = [
    ("XX.txt", "\n".join(["1\tshort row"] * 3), r"XX\.txt:1: 2 columns where .* 19.*2 rows more"),
    ("XX.txt", row(1, "a", "قرية عين").replace("35.5", "north"), r"XX\.txt:1: could not convert"),
    ("XX.txt", row(1, "a", "قرية عين").replace("35.5", "95.5"), r"XX\.txt:1: 95\.5, 40\.25 is no point on Earth"),
    ("XX.txt", row(1, "a", "Latin only"), "no place in it with a name in Arabic letters"),
    ("XX.txt", row(1, "a", "قرية عين").replace("1\t", "one\t", 1), r"XX\.txt:1: 'one' is no GeoNames id"),
    ("alternateNamesV2.txt", "9\ttwo\tar\tتل\t\t\t\t\t\t\n", r"alternateNamesV2\.txt:1: 'two' is no GeoNames id"),
    ("mine.csv", "name,lat\nقرية\n", r"mine\.csv:2: 1 cells in 2 columns"),
    ("mine.csv", "name,lat,lon\nقرية عين,35,\n", r"mine\.csv:2: only one of lat and lon"),
    ("mine.csv", "name\nVillage\n", r"mine\.csv:2: 'Village' is no name in Arabic letters"),
    ("mine.csv", "الاسم\nقرية\n", r"mine\.csv:1: the columns are"),
    ("mine.doc", "x", "not a kind of gazetteer"),
]


@pytest.mark.parametrize(("name", "text", "said"), BAD, ids=[each[2][:30] for each in BAD])
def test_bad_files_are_refused_with_the_row_and_the_old_one_stays(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    good, bad = tmp_path / "XX.txt", tmp_path / name
    good.write_text(DUMP, encoding="utf-8")
    import_gazetteer(good)
    before = [each.read_bytes() for each in imported_files()]
    bad.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=said):
        import_gazetteer(bad)
    assert [each.read_bytes() for each in imported_files()] == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("XX.txt", b"\xff\xfe\x00bad", "not UTF-8"),
        ("XX.zip", b"PK\x03\x04 cut off", "cannot be unpacked"),
        ("XX.txt.gz", gzip.compress(b"x" * 100)[:-8], "cannot be unpacked"),
        ("XX.txt.gz", gzip.compress((b"x" * 9_999 + b"\n") * 4_000), "unpacks to more than"),
        ("XX.txt.gz", gzip.compress(b"x" * (40 << 20)), "has a line of more than 1 MB"),
        ("mine.csv", b"name\n" + b"x" * 200_000 + b"\n", r"mine\.csv:2: a row of more than 100,000"),
        ("mine.csv", b'name\n"' + b"x\n" * 200_000, r"mine\.csv:\d+: a row of more than .* quote left open"),
        ("XX.xlsx", b"no workbook", "cannot be opened as a workbook"),
    ],
    ids=[
        "other encoding",
        "broken zip",
        "cut gzip",
        "made to burst",
        "one endless line",
        "one endless cell",
        "an open quote",
        "no workbook",
    ],
)
def test_broken_archives_are_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(PackError, match=said):
        read_gazetteer(path)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param("9\ttoo short", "2 columns where a GeoNames dump has 19", id="columns"),
        pytest.param(row(1, "b", "تل ميل").replace("1\t", "-1\t", 1), "'-1' is no GeoNames id", id="number"),
    ],
)
def test_one_broken_row_among_many_is_told_and_left_out(tmp_path: Path, broken: str, said: str) -> None:
    path = tmp_path / "XX.txt"
    rows = [row(number, "Tell", f"تل برقان {'ا' * (number % 7)}") for number in range(1, 201)]
    path.write_text("\n".join([*rows, broken]), encoding="utf-8")
    told: list[str] = []
    assert len(read_gazetteer(path, doubt=told.append).places) == 200
    assert told == [f"{path}:201: {said}; left out"]


def test_removing_takes_it_out_and_an_unknown_name_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "XX.txt"
    path.write_text(DUMP, encoding="utf-8")
    import_gazetteer(path)
    remove_imported("XX")
    assert imported_files() == []
    with pytest.raises(PackError, match="no gazetteer is called 'XX'; imported: none"):
        remove_imported("XX")
