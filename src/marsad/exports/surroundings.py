"""What exports need beside incidents: what places lie in, what kind of actor an actor is, countries, texts."""

from collections.abc import Callable, Mapping
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
    """An actor's names, ACLED class and country."""

    name: str
    name_en: str | None
    kind: str
    country: str | None = None


def _no_text(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of the places (with everything they lie in) and actors of some incidents, by id.

    `content` gives the title, newline and text of a report by its sha256.
    """

    places: Mapping[str, tuple[Area, ...]]
    actors: Mapping[str, ActorFacts]
    content: Callable[[str], str | None] = _no_text

    def area(self, place: str | None, kind: str) -> Area | None:
        """What of a kind a place lies in, or is."""
        return next((area for area in self.places.get(place or "", ()) if area.kind == kind), None)

    def own(self, place: str | None) -> Area | None:
        """The place itself."""
        return next((area for area in self.places.get(place or "", ()) if area.id == place), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country as ACLED, ISO, UCDP (Gleditsch-Ward) and the Correlates of War have it; "" where one has none."""

    number: str
    iso3: str
    name: str
    region: str
    gw: str
    cow: str
    ucdp_name: str
    ucdp_region: str


_COLUMNS = ("code", "number", "iso3", "name", "region", "gw", "cow", "ucdp_name", "ucdp_region")


@cache
def load_countries() -> dict[str, Country]:
    """Countries by ISO code of two letters."""
    table = read_table(SHIPPED / "core" / "countries.tsv", _COLUMNS)
    return {row["code"]: Country(**{name: row[name] for name in _COLUMNS[1:]}) for row in table}
