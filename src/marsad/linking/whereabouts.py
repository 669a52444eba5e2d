"""Honest geography: how exactly a linked place is known, and what other codebooks call that."""

from marsad.knowledge.gazetteer import Gazetteer
from marsad.model.entity import Precision, Whereabouts
from marsad.model.reading import Link

H3_RESOLUTION = 9  # cells of about 0.1 square kilometre
# How far from the point of a place of a kind what happened there may have been, in metres. Built things are as large
# as they are; a town's radius is that of its built-up land; an area's is that of a circle of its usual size.
_RADIUS = {
    "bridge": 200,
    "crossing": 300,
    "square": 200,
    "prison": 300,
    "facility": 500,
    "dam": 1_000,
    "base": 1_500,
    "airport": 2_000,
    "neighbourhood": 1_000,
    "camp": 1_000,
    "farms": 1_500,
    "village": 1_500,
    "settlement": 1_500,
    "town": 3_000,
    "city": 8_000,
    "field": 5_000,
    "island": 10_000,
    "mountain": 10_000,
    "valley": 10_000,
    "lake": 10_000,
    "plain": 20_000,
    "road": 50_000,
    "river": 100_000,
    "area": 15_000,
    "subdistrict": 12_000,
    "district": 25_000,
    "governorate": 60_000,
    "region": 80_000,
    "desert": 100_000,
    "country": 300_000,
    "sea": 300_000,
}
_UNKNOWN_RADIUS = 20_000
_EXACT = frozenset({"bridge", "crossing", "square", "prison", "facility", "dam", "base", "airport"})
_SETTLEMENT = frozenset({"city", "town", "village", "camp", "neighbourhood", "settlement", "farms"})
_BY_KIND = {
    "subdistrict": Precision.DISTRICT,
    "district": Precision.DISTRICT,
    "governorate": Precision.GOVERNORATE,
    "country": Precision.COUNTRY,
}


def where_is(link: Link, gazetteer: Gazetteer) -> Whereabouts:
    """Where the place of a link is, how exactly, and what it lies in; nothing of where an unresolved one is.

    A place without coordinates has a precision and parents, but no radius and no cell.
    """
    place = gazetteer.places.get(link.target) if link.target else None
    if place is None:
        return Whereabouts(precision=Precision.UNRESOLVED)
    parents = tuple(parent.id for parent in gazetteer.ancestors(place))
    if place.latitude is None or place.longitude is None:
        return Whereabouts(precision=precision_of(place.kind), parents=parents)
    return Whereabouts(
        precision=precision_of(place.kind),
        latitude=place.latitude,
        longitude=place.longitude,
        radius=radius_of(place.kind),
        cell=_cell(place.latitude, place.longitude),
        parents=parents,
    )


def precision_of(kind: str) -> Precision:
    """How exactly a place of a kind says where something happened: a village is a settlement, a desert an area."""
    if kind in _EXACT:
        return Precision.EXACT
    if kind in _SETTLEMENT:
        return Precision.SETTLEMENT
    return _BY_KIND.get(kind, Precision.AREA)


def radius_of(kind: str) -> int:
    """Metres around the point of a place of a kind within which what is told of it will lie."""
    return _RADIUS.get(kind, _UNKNOWN_RADIUS)


def _cell(latitude: float, longitude: float) -> int:
    import h3

    return int(h3.str_to_int(h3.latlng_to_cell(latitude, longitude, H3_RESOLUTION)))
