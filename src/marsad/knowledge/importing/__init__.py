"""Bringing in the gazetteers people have: GeoNames dumps and names, OCHA p-code workbooks, plain CSV."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from marsad.errors import PackError
from marsad.knowledge.imported import LAYOUT, ImportedGazetteer, ImportedPlace, keep_imported
from marsad.knowledge.importing.geonames import read_alternate_names, read_dump
from marsad.knowledge.importing.tables import read_csv
from marsad.knowledge.importing.unpacking import lines_of
from marsad.knowledge.importing.workbook import read_workbook

Heard = Callable[[int], None]
Doubt = Callable[[str], None]

__all__ = ["import_gazetteer", "read_gazetteer"]


def import_gazetteer(path: Path, heard: Heard = lambda _: None, doubt: Doubt = lambda _: None) -> ImportedGazetteer:
    """Read a gazetteer file and keep it under the file's name; a failed import leaves what was there.

    `heard` is told how many more rows were read, `doubt` of each row that was left out. PackError names the file,
    the row and the remedy.
    """
    found = read_gazetteer(path, heard, doubt)
    keep_imported(found)
    return found


def read_gazetteer(path: Path, heard: Heard = lambda _: None, doubt: Doubt = lambda _: None) -> ImportedGazetteer:
    """A gazetteer file of a known kind, checked: *.txt, *.txt.gz, *.zip (GeoNames), *.xlsx (OCHA), *.csv."""
    name = path.name.lower()
    if not path.is_file():
        raise PackError(f"{path}: there is no such file")
    source, places = _read(path, name, heard, doubt)
    if not places:
        raise PackError(f"{path}: there is no place in it with a name in Arabic letters")
    return ImportedGazetteer(LAYOUT, name_of(path), source, sha256(path.read_bytes()).hexdigest(), places)


def _read(path: Path, name: str, heard: Heard, doubt: Doubt) -> tuple[str, list[ImportedPlace]]:
    if name.endswith(".xlsx"):
        return "OCHA p-codes", list(read_workbook(path, heard))
    if name.endswith((".csv", ".csv.gz")):
        return name_of(path), list(read_csv(path, heard))
    if not name.endswith((".txt", ".txt.gz", ".zip")):
        raise PackError(
            f"{path}: not a kind of gazetteer that is known; give a .zip or .txt of GeoNames, .xlsx or .csv"
        )
    lines = lines_of(path)
    if "alternatenames" in name:
        return "GeoNames names, CC BY 4.0", list(read_alternate_names(path, lines, heard))
    return "GeoNames, CC BY 4.0", list(read_dump(path, lines, heard, doubt))


def name_of(path: Path) -> str:
    """What a gazetteer is called after its file: SY of "SY.txt.gz"."""
    return path.name.partition(".")[0]
