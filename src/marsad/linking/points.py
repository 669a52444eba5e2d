"""What speaks for a place of several of one name, by its own nature: its size, and the kind that is said of it."""

from math import log10
from typing import NamedTuple

from marsad.knowledge.gazetteer import WIDE
from marsad.model.entity import Place

AREA = "area"  # the rule of mentions that lie around a place, which is a mention of its own; and ريف as a kind
FITS, MISFITS = 1.5, -1.0
TOWN_FIRST = 0.5  # a bare name means the town before the district or governorate of its name
_SIZE = {
    "country": 2.0,
    "city": 1.0,
    "governorate": 0.9,
    "region": 0.8,
    "town": 0.5,
    "district": 0.4,
    "camp": 0.4,
}
_FITTING = {
    "city": {"city", "town"},
    "town": {"town", "village", "city"},
    "village": {"village", "town"},
    "settlement": {"settlement", "village", "town"},
    "governorate": {"governorate"},
    "district": {"district", "subdistrict"},
    "subdistrict": {"subdistrict", "district", "town"},
    "region": {"region", "governorate", "district"},
    AREA: {"governorate", "district", "region"},
}


class Point(NamedTuple):
    """What speaks for a candidate, and why in words."""

    weight: float
    reason: str


def by_size(place: Place) -> Point:
    """Large places are named more often than small ones."""
    people = log10(max(place.population or 1, 1)) / 10
    of = f" of {place.population}" if people else ""
    return Point(_SIZE.get(place.kind, 0.0) + people, f"a {place.kind}{of}")


def by_kind(place: Place, kind: str | None) -> Point:
    """Whether a place is of the kind that the words beside its name say: قرية, محافظة, ريف."""
    if kind is None:
        is_level = place.kind in WIDE and place.kind != "country"
        return Point(0.0 if is_level else TOWN_FIRST, "")
    if place.kind in _FITTING.get(kind, {kind}):
        return Point(FITS, f"named as a {kind}")
    return Point(MISFITS, f"named as a {kind}, known as a {place.kind}")
