"""The known places and actors that a ledger's claims mean: what they are called, where they are, what they lie in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, delete, insert, select

from marsad.ledger.schema import actor_wholes, actors, place_areas, places
from marsad.ledger.words import key_of
from marsad.linking.provisional import kind_of
from marsad.model import Actor, Place, Point, Reading

if TYPE_CHECKING:
    from marsad.knowledge import Knowledge
    from marsad.knowledge.actors import ActorPack
    from marsad.knowledge.gazetteer import Gazetteer

RESOLUTION = 7  # H3 cells of about 5 square kilometres


class KnownThings:
    """Writes down each known thing once a process; what the packs say today replaces what they said before."""

    def __init__(self, knowledge: "Knowledge | None") -> None:
        self._knowledge = knowledge
        self._written: set[str] = set()

    def write(self, connection: Connection, readings: Iterable[Reading]) -> set[str]:
        """Write down what these readings' links mean; returns what is to be `remember`ed once that is committed."""
        readings = list(readings)
        unknown: dict[str, str] = {}
        for link in (link for each in readings for link in each.actors):
            if link.provisional and link.provisional not in self._written:
                unknown.setdefault(link.provisional, link.mention.value)
        new_unknown = set(unknown)
        _write_unknown(connection, unknown)
        if self._knowledge is None:
            return new_unknown
        places_meant = {link.target or "" for each in readings for link in each.places}
        actors_meant = {link.target or "" for each in readings for link in each.actors}
        new_places = (places_meant & self._knowledge.gazetteer.places.keys()) - self._written
        new_actors = (actors_meant & self._knowledge.actors.actors.keys()) - self._written
        _write_places(connection, self._knowledge.gazetteer, new_places)
        _write_actors(connection, self._knowledge.actors, new_actors)
        return new_places | new_actors | new_unknown

    def write_place(self, connection: Connection, id: str) -> None:
        """Write down one place that a person names, if the packs have it."""
        if self._knowledge is not None and id in self._knowledge.gazetteer.places:
            _write_places(connection, self._knowledge.gazetteer, {id})

    def remember(self, written: set[str]) -> None:
        """These are in the ledger now."""
        self._written |= written


def _write_places(connection: Connection, gazetteer: "Gazetteer", ids: set[str]) -> None:
    lies_in = {id: (place := gazetteer.places[id], *gazetteer.ancestors(place)) for id in sorted(ids)}
    found = {place.id: place for wider in lies_in.values() for place in wider}
    _replace(connection, places, [_place_row(place) for place in found.values()], "id")
    rows = [{"area": area.id, "place": id} for id, wider in lies_in.items() for area in wider]
    _replace(connection, place_areas, rows, "place")


def _write_actors(connection: Connection, pack: "ActorPack", ids: set[str]) -> None:
    wholes = {id: (id, *pack.parents(id)) for id in sorted(ids)}
    found = {whole for each in wholes.values() for whole in each}
    _replace(connection, actors, [_actor_row(pack.actors[id]) for id in sorted(found)], "id")
    rows = [{"whole": whole, "part": id} for id, each in wholes.items() for whole in each]
    _replace(connection, actor_wholes, rows, "part")


def _write_unknown(connection: Connection, names: dict[str, str]) -> None:
    """Actors whom no pack knows, under the name that the ledger met first."""
    known = set(connection.execute(select(actors.c.id).where(actors.c.id.in_(sorted(names)))).scalars())
    new = [Actor(id=id, name=name, kind=kind_of(id), source="reports") for id, name in names.items() if id not in known]
    _replace(connection, actors, [_actor_row(actor) for actor in new], "id")
    _replace(connection, actor_wholes, [{"whole": actor.id, "part": actor.id} for actor in new], "part")


def _replace(connection: Connection, table: Table, rows: list[dict[str, Any]], column: str) -> None:
    """These rows instead of those with the same value of a column."""
    if not rows:
        return
    values = sorted({row[column] for row in rows})
    connection.execute(delete(table).where(table.c[column].in_(values)))
    connection.execute(insert(table), rows)


def _place_row(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "key": key_of(place.name),
        "name_en": place.name_en,
        "kind": place.kind,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "cell": cell_of(place.latitude, place.longitude),
    }


def cell_of(latitude: float | None, longitude: float | None) -> int | None:
    """The H3 cell of a point, as a number that fits a signed column."""
    if latitude is None or longitude is None:
        return None
    from h3.api import basic_int

    return int(basic_int.latlng_to_cell(latitude, longitude, RESOLUTION))


def point_of(place: Place) -> Point | None:
    """Where a known place is; None for one that has no point."""
    cell = cell_of(place.latitude, place.longitude)
    if place.latitude is None or place.longitude is None or cell is None:
        return None
    return Point(latitude=place.latitude, longitude=place.longitude, cell=cell, kind=place.kind)


def _actor_row(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "key": key_of(actor.name),
        "name_en": actor.name_en,
        "kind": actor.kind,
        "country": actor.country,
    }


def known_place(connection: Connection, id: str) -> bool:
    """Whether the ledger knows a place of this id."""
    return connection.execute(select(places.c.id).where(places.c.id == id)).first() is not None


def places_over(connection: Connection) -> dict[str, list[tuple[str, str, str | None, str, str]]]:
    """For each known place, itself and all it lies in: id, name, Latin name, kind, country."""
    found: dict[str, list[tuple[str, str, str | None, str, str]]] = {}
    over = places.join(place_areas, place_areas.c.area == places.c.id)
    query = select(place_areas.c.place, places).select_from(over).order_by(place_areas.c.place, places.c.id)
    for row in connection.execute(query):
        found.setdefault(row.place, []).append((row.id, row.name, row.name_en, row.kind, row.country))
    return found


def actor_facts(connection: Connection) -> list[tuple[str, str, str | None, str, str | None]]:
    """Every known actor: id, name, Latin name, kind, country."""
    query = select(actors.c.id, actors.c.name, actors.c.name_en, actors.c.kind, actors.c.country)
    query = query.order_by(actors.c.id)
    return [(row.id, row.name, row.name_en, row.kind, row.country) for row in connection.execute(query)]
