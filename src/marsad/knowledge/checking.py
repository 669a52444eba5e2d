"""Checking a pack before it is used: every bad row and every doubled name, each with file and line."""

from collections.abc import Callable, Iterator
from pathlib import Path

from marsad.errors import PackError
from marsad.knowledge.actors import COLUMNS as ACTOR_COLUMNS
from marsad.knowledge.actors import load_actors
from marsad.knowledge.gazetteer import COLUMNS, key_of, load_gazetteer
from marsad.knowledge.packs import SHIPPED, read_table

TABLES = {"places.tsv": COLUMNS, "actors.tsv": ACTOR_COLUMNS}


def check_pack(folder: Path) -> Iterator[str]:
    """Every fault of a pack of places and actors, beside the shipped ones; nothing for a sound pack."""
    if not folder.is_dir():
        yield f"{folder}: there is no such folder; a pack is a folder with places.tsv or actors.tsv"
        return
    tables = [folder / name for name in TABLES if (folder / name).is_file()]
    if not tables:
        yield f"{folder}: holds none of {', '.join(TABLES)}; see docs/knowledge.md"
    sound = True
    for table in tables:
        for fault in [*_shape(table), *_doubles(table)]:
            sound = False
            yield fault
    if sound and tables:
        yield from _as_a_whole(folder)


def _shape(table: Path) -> Iterator[str]:
    """Rows that are no rows of the table: each is tried alone, so that all are named."""
    columns = TABLES[table.name]
    try:
        rows = list(read_table(table, columns))
    except PackError as error:
        yield str(error)
        return
    for row in rows:
        for column in ("id", "name", "kind", "source"):
            if not row[column]:
                yield str(row.error(f"column {column!r} is empty; fill it in or take the row out"))


def _doubles(table: Path) -> Iterator[str]:
    """Rows of one id, and rows of one name, kind and parents."""
    try:
        rows = list(read_table(table, TABLES[table.name]))
    except PackError:
        return
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        same = (key_of(row["name"]), row["kind"], row.cells.get("parents", ""), row.cells.get("country", ""))
        for key, what in ((("id", row["id"]), f"id {row['id']!r}"), (same, f"{row['kind']} {row['name']}")):
            if (line := seen.setdefault(key, row.line)) != row.line:
                yield str(row.error(f"{what} stands in line {line} already; take one of them out"))


def _as_a_whole(folder: Path) -> Iterator[str]:
    """What only shows beside the shipped packs: taken ids, unknown parents."""
    shipped = sorted(path for path in SHIPPED.iterdir() if path.is_dir())
    loads: tuple[Callable[[list[Path]], object], ...] = (lambda all: load_gazetteer(all, towns=()), load_actors)
    for load in loads:
        try:
            load([*shipped, folder])
        except PackError as error:
            yield str(error)
