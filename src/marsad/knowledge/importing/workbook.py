"""OCHA's p-code workbooks: a sheet a level, columns such as admin2Name_ar, admin2Pcode, or ADM2_AR, ADM2_PCODE."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from marsad.errors import MissingExtraError, PackError
from marsad.knowledge.imported import ImportedPlace
from marsad.knowledge.importing.tables import COLUMNS, place_of

KINDS = ("country", "governorate", "district", "subdistrict", "village")
_COLUMN = re.compile(r"adm(?:in)?(?P<level>[0-4])_?(?:name)?_?(?P<what>ar|en|pcode)", re.IGNORECASE)
_POINT = {"latitude": "lat", "lat": "lat", "y": "lat", "longitude": "lon", "lon": "lon", "x": "lon"}
_COUNTRY = re.compile("[A-Z]{2}")


def read_workbook(path: Path, heard: Callable[[int], None]) -> Iterator[ImportedPlace]:
    """The areas of a workbook, each once, with the area over it as its parent."""
    seen: set[str] = set()
    found = False
    for name, rows in _sheets(path):
        columns = _columns(rows[0]) if rows else {}
        level = max((level for level, what in columns if what == "pcode"), default=None)
        if level is None or (level, "ar") not in columns:
            continue
        found = True
        for number, row in enumerate(rows[1:], start=2):
            place = _place(f"{path}, sheet {name}, row {number}", row, columns, level)
            if place is not None and place.id not in seen:
                seen.add(place.id)
                yield place
        heard(len(rows) - 1)
    if not found:
        raise PackError(f"{path}: no sheet has columns such as admin2Name_ar and admin2Pcode; is it a p-code workbook?")


def _sheets(path: Path) -> Iterator[tuple[str, list[list[Any]]]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ModuleNotFoundError:
        raise MissingExtraError(
            "workbooks need python-calamine; install it with: pip install 'marsad[files]'"
        ) from None
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            yield name, book.get_sheet_by_name(name).to_python()
    except (CalamineError, OSError) as error:
        raise PackError(f"{path}: cannot be opened as a workbook ({error}); save it as .xlsx again") from None


def _columns(header: Sequence[Any]) -> dict[tuple[int, str], int]:
    """Where the name and p-code of each level stand, and the point under level -1."""
    columns: dict[tuple[int, str], int] = {}
    for at, cell in enumerate(header):
        name = str(cell).strip()
        if match := _COLUMN.fullmatch(name):
            columns.setdefault((int(match["level"]), match["what"].lower()), at)
        elif axis := _POINT.get(name.lower()):
            columns.setdefault((-1, axis), at)
    return columns


def _place(where: str, row: Sequence[Any], columns: dict[tuple[int, str], int], level: int) -> ImportedPlace | None:
    def cell(key: tuple[int, str]) -> str:
        at = columns.get(key)
        return str(row[at]).strip() if at is not None and at < len(row) else ""

    code = cell((level, "pcode"))
    if not code or not cell((level, "ar")):
        return None
    country = _COUNTRY.match(code)
    said = {
        "id": code,
        "name": cell((level, "ar")),
        "name_en": cell((level, "en")),
        "kind": KINDS[level],
        "country": country[0] if country else "",
        "parent": cell((level - 1, "pcode")) if level > 1 else "",
        "lat": cell((-1, "lat")),
        "lon": cell((-1, "lon")),
    }
    return place_of(where, dict.fromkeys(COLUMNS, "") | said, code)
