"""What exports need beside incidents: what places lie in, what kind of actor an actor is, countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from marsad.knowledge.packs import SHIPPED, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place or an area around it: id, names, kind, country code."""

    id: str
    name: str
    name_en: str | None
    kind: str
    country: str

    @property
    def latin(self) -> str:
        """Its name in Latin letters where there is one."""
        return self.name_en or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFacts:
    """An actor's Latin name and ACLED class."""

    name: str
    name_en: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of the places (with everything they lie in) and actors of some incidents, by id."""

    places: Mapping[str, tuple[Area, ...]]
    actors: Mapping[str, ActorFacts]

    def area(self, place: str | None, kind: str) -> Area | None:
        """What of a kind a place lies in, or is."""
        return next((area for area in self.places.get(place or "", ()) if area.kind == kind), None)

    def own(self, place: str | None) -> Area | None:
        """The place itself."""
        return next((area for area in self.places.get(place or "", ()) if area.id == place), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country as ACLED writes it."""

    number: str
    name: str
    region: str


@cache
def load_countries() -> dict[str, Country]:
    """Countries by ISO code of two letters."""
    table = read_table(SHIPPED / "core" / "countries.tsv", ("code", "number", "name", "region"))
    return {row["code"]: Country(number=row["number"], name=row["name"], region=row["region"]) for row in table}
