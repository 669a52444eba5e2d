"""What exports need beside incidents: what places lie in, what kind of actor an actor is, countries, texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


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
