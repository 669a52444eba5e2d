"""Known things of the world: places and actors, as the packs describe them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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


class Precision(StrEnum):
    """How exactly a place is known, from a building to nothing at all."""

    EXACT = "exact"
    VICINITY = "vicinity"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    AREA = "area"
    COUNTRY = "country"
    UNRESOLVED = "unresolved"

    @property
    def acled(self) -> int | None:
        """ACLED's geo_precision: 1 the place itself, 2 near it or a small area, 3 a region; else None."""
        return _ACLED[self]

    @property
    def ucdp(self) -> int | None:
        """UCDP's where_prec: 1 exact, 2 near, 3 district, 4 governorate, 5 area, 6 country; else None."""
        return _UCDP[self]


_ACLED = {
    Precision.EXACT: 1,
    Precision.SETTLEMENT: 1,
    Precision.VICINITY: 2,
    Precision.DISTRICT: 2,
    Precision.GOVERNORATE: 3,
    Precision.AREA: 3,
    Precision.COUNTRY: None,
    Precision.UNRESOLVED: None,
}
_UCDP = {
    Precision.EXACT: 1,
    Precision.SETTLEMENT: 1,
    Precision.VICINITY: 2,
    Precision.DISTRICT: 3,
    Precision.GOVERNORATE: 4,
    Precision.AREA: 5,
    Precision.COUNTRY: 6,
    Precision.UNRESOLVED: None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a linked place is: WGS84 degrees, radius in metres, H3 cell, and the ids of what it lies in, nearest first.

    An unresolved place has no coordinates, ever.
    """

    precision: Precision
    latitude: float | None = None
    longitude: float | None = None
    radius: int | None = None
    cell: int | None = None
    parents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.precision is Precision.UNRESOLVED and self.latitude is not None:
            raise ValueError("an unresolved place has no coordinates")
