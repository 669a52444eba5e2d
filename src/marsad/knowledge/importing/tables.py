"""A plain table of places: the columns of COLUMNS in any order, `name` and a header row are all that it must have."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from marsad.errors import PackError
from marsad.knowledge.geonames import arabic_names
from marsad.knowledge.imported import ImportedPlace
from marsad.knowledge.importing.geonames import BEATS, keys_of
from marsad.knowledge.importing.unpacking import lines_of

MOST_ROW = 100_000  # characters; below the limit that the csv module has for a cell, which other libraries move
COLUMNS = ("id", "name", "name_en", "variants", "kind", "country", "parent", "lat", "lon", "population")


def read_csv(path: Path, heard: Callable[[int], None]) -> Iterator[ImportedPlace]:
    """The places of a CSV file; several variants in a cell are parted by |."""
    rows = _rows(path)
    header = [cell.strip().lstrip("\ufeff").lower() for cell in next(rows, (1, []))[1]]
    if "name" not in header or not set(header) <= set(COLUMNS):
        raise PackError(f"{path}:1: the columns are {header}; they must be among {list(COLUMNS)}, with name")
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            if len(cells) != len(header):
                raise PackError(f"{path}:{number}: {len(cells)} cells in {len(header)} columns; correct the row")
            row = dict.fromkeys(COLUMNS, "") | dict(zip(header, map(str.strip, cells), strict=True))
            yield place_of(f"{path}:{number}", row, f"{path.name.partition('.')[0]}:{number}")
        if number % BEATS == 0:
            heard(BEATS)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with the number of their last line."""
    held = 0  # characters since the last whole row: an open quote would take in the rest of the file

    def lines() -> Iterator[str]:
        nonlocal held
        for number, line in lines_of(path):
            held += len(line)
            if held > MOST_ROW:
                raise PackError(f"{path}:{number}: a row of more than {MOST_ROW:,} characters; is a quote left open?")
            yield line

    rows = csv.reader(lines())
    try:
        for row in rows:
            held = 0
            yield rows.line_num, row
    except csv.Error as error:
        raise PackError(f"{path}:{rows.line_num}: {error}; correct the row") from None


def place_of(where: str, row: dict[str, str], fallback: str) -> ImportedPlace:
    """A row as a place; `fallback` is its id if it has none."""
    names = arabic_names([row["name"], *(each.strip() for each in row["variants"].split("|"))])
    if not names:
        raise PackError(f"{where}: {row['name']!r} is no name in Arabic letters; fill in the name as reports write it")
    try:
        latitude, longitude = (float(row[column]) if row[column] else None for column in ("lat", "lon"))
        population = int(row["population"] or 0)
    except ValueError as error:
        raise PackError(f"{where}: {error}; correct the number") from None
    if (latitude is None) != (longitude is None):
        raise PackError(f"{where}: only one of lat and lon is given; give both or none")
    if latitude is not None and longitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise PackError(f"{where}: {latitude}, {longitude} is no point on Earth; correct it")
    return ImportedPlace(
        id=row["id"] or fallback,
        name=names[0],
        name_en=row["name_en"],
        kind=row["kind"] or "village",
        country=row["country"].upper(),
        parent=row["parent"],
        admin1="",
        latitude=latitude,
        longitude=longitude,
        population=population,
        names=names,
        keys=keys_of(names),
    )
