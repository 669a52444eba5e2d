"""Checking a pack before it is used: every bad row and every doubled name, each with file and line."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from marsad.errors import PackError
from marsad.knowledge.actors import COLUMNS as ACTOR_COLUMNS
from marsad.knowledge.actors import actor_of_row, load_actors
from marsad.knowledge.gazetteer import COLUMNS as PLACE_COLUMNS
from marsad.knowledge.gazetteer import key_of, load_gazetteer, place_of_row
from marsad.knowledge.outlets import COLUMNS as OUTLET_COLUMNS
from marsad.knowledge.outlets import TABLE as OUTLETS
from marsad.knowledge.outlets import add_outlets, load_outlets
from marsad.knowledge.packs import Row, read_table
from marsad.knowledge.triggers import COLUMNS as TRIGGER_COLUMNS
from marsad.knowledge.triggers import TABLE as TRIGGERS
from marsad.knowledge.triggers import add_row, check_class, known_classes
from marsad.model.entity import Actor, Place

PLACES, ACTORS = "places.tsv", "actors.tsv"
TABLES = (PLACES, ACTORS, OUTLETS, TRIGGERS)


def check_pack(folder: Path) -> Iterator[str]:
    """Every fault of a pack beside the shipped ones; nothing for a sound pack."""
    if not folder.is_dir():
        yield f"{folder}: there is no such folder; a pack is a folder with {_CHOICE}"
        return
    if not any((folder / name).is_file() for name in TABLES):
        yield f"{folder}: holds none of {_CHOICE}; see docs/knowledge.md"
    shipped = frozenset(load_gazetteer(towns=()).places)
    yield from _faults(folder / PLACES, PLACE_COLUMNS, _place_refers, shipped)
    yield from _faults(folder / ACTORS, ACTOR_COLUMNS, _actor_refers, frozenset(load_actors().actors))
    yield from _word_faults(folder / OUTLETS, OUTLET_COLUMNS, partial(_add_outlet, dict(load_outlets()), shipped))
    yield from _word_faults(folder / TRIGGERS, TRIGGER_COLUMNS, partial(_add_trigger, known_classes()))


_CHOICE = " or ".join(TABLES)


def _add_outlet(regions: dict[str, str], places: Collection[str], row: Row) -> None:
    add_outlets(regions, row)
    if row["region"] not in places:
        raise row.error(f"{row['region']!r} is unknown; name a country or a governorate by its id")


def _add_trigger(classes: dict[str, str], row: Row) -> None:
    check_class(row, classes)
    add_row({}, row)


def _word_faults(table: Path, columns: tuple[str, ...], take: Callable[[Row], None]) -> Iterator[str]:
    """The faults of a table whose rows `take` refuses with a PackError; none where there is no such table."""
    if not table.is_file():
        return
    faults: list[PackError] = []
    try:
        for row in read_table(table, columns, faults.append):
            try:
                take(row)
            except PackError as error:
                faults.append(error)
    except PackError as error:
        faults.append(error)
    yield from map(str, faults)


def _place_refers(row: Row) -> tuple[str, ...]:
    """The ids that a place names; PackError for a row that is no place."""
    place: Place = place_of_row(row)
    return place.parents


def _actor_refers(row: Row) -> tuple[str, ...]:
    """The ids that an actor names; PackError for a row that is no actor."""
    actor: Actor = actor_of_row(row)
    return (*([actor.part_of] if actor.part_of else []), *actor.backed_by)


def _faults(
    table: Path, columns: tuple[str, ...], refers: Callable[[Row], tuple[str, ...]], shipped: frozenset[str]
) -> Iterator[str]:
    """The faults of a table, none where there is no such table."""
    if not table.is_file():
        return
    faults: list[PackError] = []
    try:
        rows = list(read_table(table, columns, faults.append))
    except PackError as error:
        yield str(error)
        return
    yield from map(str, faults)
    known = shipped | {row["id"] for row in rows}
    for row in rows:
        try:
            named = refers(row)
        except PackError as error:
            yield str(error)
            continue
        yield from (str(row.error(f"{id!r} is unknown; add it or correct the row")) for id in named if id not in known)
        if row["id"] in shipped:
            yield str(row.error(f"id {row['id']!r} is taken by a shipped row; choose another"))
    yield from _doubles(rows)


def _doubles(rows: list[Row]) -> Iterator[str]:
    """Rows of one id, and rows of one name, kind, country and parents."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        same = (key_of(row["name"]), row["kind"], row["country"], row.cells.get("parents", ""))
        for key, what in ((("id", row["id"]), f"id {row['id']!r}"), (same, f"{row['kind']} {row['name']}")):
            if (line := seen.setdefault(key, row.line)) != row.line:
                yield str(row.error(f"{what} stands in line {line} already; take one of them out"))
