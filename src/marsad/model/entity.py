"""Known things of the world: places and actors, as the packs describe them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer. Coordinates are WGS84 degrees; None where the pack gives none."""

    id: str
    name: str
    name_en: str | None = None
    kind: str
    country: str
    parents: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An armed or political actor of the actor packs.

    `kind` is one of the ACLED interaction classes (state forces, rebel, political militia, identity militia,
    rioters, protesters, civilians, external); `since` and `until` bound the days on which the name means this actor.
    """

    id: str
    name: str
    name_en: str | None = None
    kind: str
    country: str | None = None
    part_of: str | None = None
    backed_by: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    source: str
