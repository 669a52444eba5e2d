"""GeoNames: the dump of a country (19 columns) and alternateNamesV2, in the layout of their readme."""

from collections.abc import Callable, Iterator
from pathlib import Path

from marsad.errors import PackError
from marsad.knowledge.gazetteer import TOWN, spellings
from marsad.knowledge.geonames import arabic_names
from marsad.knowledge.imported import ImportedPlace

COLUMNS, NAME_COLUMNS = 19, 4
OTHER = 9_000_000_000  # ids from here on are no GeoNames ids
MOST_BAD = 0.01  # of the rows
BEATS = 1000  # rows between two signs of life
_AREAS = {"ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict", "PCLI": "country"}
_BUILT = {"PPLX": "neighbourhood", "PPLL": "village", "PPLA": "city", "PPLC": "city"}
_KINDS = {
    "AIRP": "airport",
    "AIRB": "base",
    "INSM": "base",
    "BDG": "bridge",
    "DAM": "dam",
    "OILF": "field",
    "GASF": "field",
    "MT": "mountain",
    "MTS": "mountain",
    "HLL": "mountain",
    "STM": "river",
    "WAD": "valley",
    "VAL": "valley",
    "DSRT": "desert",
    "ISL": "island",
    "LK": "lake",
    "RSV": "lake",
    "PLN": "plain",
    "CMPRF": "camp",
    "PRN": "prison",
    "PSTB": "crossing",
}
TOWN_POPULATION = 10_000  # from here on a populated place is called a town


def read_dump(
    path: Path, lines: Iterator[tuple[int, str]], heard: Callable[[int], None], doubt: Callable[[str], None]
) -> Iterator[ImportedPlace]:
    """The places with a name in Arabic letters; districts are parents of what names them as its admin2.

    A few broken rows are left out, and `doubt` is told of each; many are an error.
    """
    rows, bad = [], []
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) != COLUMNS:
            bad.append(f"{path}:{number}: {len(cells)} columns where a GeoNames dump has {COLUMNS}")
            continue
        if not cells[0].isdecimal() or int(cells[0]) == 0:
            bad.append(f"{path}:{number}: {cells[0]!r} is no GeoNames id")
            continue
        rows.append((number, cells))
        if len(rows) % BEATS == 0:
            heard(BEATS)
    heard(len(rows) % BEATS)
    if len(bad) > MOST_BAD * len(rows):
        raise PackError(f"{bad[0]}, and {len(bad) - 1} rows more are so; fetch it again")
    for row in bad:
        doubt(f"{row}; left out")
    districts = {(c[8], c[10], c[11]): _id(f"{path}:{number}", c[0]) for number, c in rows if c[7] == "ADM2" and c[11]}
    for number, cells in rows:
        if place := _place(f"{path}:{number}", cells, districts):
            yield place


def _place(where: str, cells: list[str], districts: dict[tuple[str, str, str], str]) -> ImportedPlace | None:
    code, names = cells[7], arabic_names([cells[1], *cells[3].split(",")])
    kind = _kind(cells[6], code, cells[14])
    if kind is None or not names:
        return None
    try:
        latitude, longitude = float(cells[4]), float(cells[5])
        population = int(cells[14] or 0)
    except ValueError as error:
        raise PackError(f"{where}: {error}; fetch the dump again") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise PackError(f"{where}: {latitude}, {longitude} is no point on Earth; fetch the dump again")
    parent = "" if code in _AREAS else districts.get((cells[8], cells[10], cells[11]), "")
    return ImportedPlace(
        id=_id(where, cells[0]),
        name=names[0],
        name_en=cells[1],
        kind=kind,
        country=cells[8],
        parent=parent,
        admin1=cells[10],
        latitude=latitude,
        longitude=longitude,
        population=population,
        names=names,
        keys=keys_of(names),
    )


def read_alternate_names(
    path: Path, lines: Iterator[tuple[int, str]], heard: Callable[[int], None]
) -> Iterator[ImportedPlace]:
    """The Arabic names of each place, by its GeoNames id; a name marked historic is left out."""
    found: dict[str, dict[str, None]] = {}
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) < NAME_COLUMNS:
            raise PackError(f"{path}:{number}: {len(cells)} columns where alternateNamesV2 has 10; fetch it again")
        historic = len(cells) > 7 and cells[7] == "1"
        if cells[2] == "ar" and not historic and arabic_names([cells[3]]):
            found.setdefault(_id(f"{path}:{number}", cells[1]), {})[cells[3]] = None
        if number % BEATS == 0:
            heard(BEATS)
    for id, named in found.items():
        names = tuple(named)
        yield ImportedPlace(id, names[0], "", "", "", "", "", None, None, 0, names, keys_of(names))


def keys_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """The folded keys that the names are found under."""
    return tuple(dict.fromkeys(key for name in names for key in spellings(name) if key))


def _kind(feature: str, code: str, population: str) -> str | None:
    """The kind of place of a feature code; None for what is no place of the news."""
    if feature == "P" and not code.endswith(("Q", "H", "W")):  # abandoned, historical, destroyed
        large = population.isdigit() and int(population) >= TOWN_POPULATION
        return _BUILT.get(code) or ("town" if large or code.startswith("PPLA") else "village")
    return _AREAS.get(code) or _KINDS.get(code)


def _id(where: str, number: str) -> str:
    if not number.isdecimal():
        raise PackError(f"{where}: {number!r} is no GeoNames id; fetch the file again")
    return f"{TOWN}{number}" if int(number) < OTHER else f"other:{number}"
