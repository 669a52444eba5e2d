"""Honest geography: how exactly a linked place is known, and what other codebooks call that."""

from math import cos, hypot, radians, sin
from typing import NamedTuple

from marsad.knowledge.gazetteer import WIDE, Gazetteer
from marsad.model.entity import Place, Precision, Whereabouts
from marsad.model.reading import Link, Offset, Way

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
_OUTSKIRTS = 5_000  # metres beyond a place that still are by it
_COUNTRYSIDE = 20_000  # metres that a town's countryside reaches
_OPENING = 0.41  # the tangent of 22.5 degrees: "east" is said of an eighth of the compass
_VICINITY = 25_000  # metres; UCDP calls what is known to within about 25 km near a place
_DEGREE = 111_195  # metres to a degree of latitude
_UNMOVED = frozenset(
    {"country", "region", "sea", "desert", "river"}
)  # too large or too long to tell where their east is
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
    own = circle_of(place)
    if own is None:
        return Whereabouts(precision=precision_of(place.kind), parents=parents)
    around = own
    if link.offset is not None:
        other = gazetteer.places.get(link.offset.other or "")
        around = circle_by(own, place, link.offset, other)
        if other is not None:
            shared = {each.id for each in gazetteer.ancestors(other)}
            parents = tuple(parent for parent in parents if parent in shared)
    return Whereabouts(
        precision=around.precision,
        latitude=around.latitude,
        longitude=around.longitude,
        radius=around.radius,
        cell=_cell(around.latitude, around.longitude),
        parents=parents,
    )


class Circle(NamedTuple):
    """A point, how exactly it is known, and the metres around it."""

    precision: Precision
    latitude: float
    longitude: float
    radius: int


def circle_of(place: Place) -> Circle | None:
    """A place on the map; None for one without a point."""
    if place.latitude is None or place.longitude is None:
        return None
    return Circle(precision_of(place.kind), place.latitude, place.longitude, radius_of(place.kind))


def circle_by(own: Circle, place: Place, offset: Offset, other: Place | None = None) -> Circle:
    """Where by a place an offset says something is; the radius holds all that the words leave open."""
    if offset.way is Way.BETWEEN:
        end = circle_of(other) if other is not None else None
        return own if end is None else _between(own, end)
    if offset.way is Way.PART or place.kind in WIDE:
        return _part(own, place, offset)
    if offset.way is Way.AROUND:
        return own._replace(precision=Precision.VICINITY, radius=own.radius + _OUTSKIRTS)
    return _off(own, offset)


def _off(own: Circle, offset: Offset) -> Circle:
    """ "10 كم شرق الرقة": the point there; "شرق الرقة": its eastern outskirts; "10 كم من الرقة": anywhere around."""
    if offset.most is None or offset.least is None:
        away, open_ = own.radius + _OUTSKIRTS, own.radius + _OUTSKIRTS
    else:
        away = round(500 * (offset.least + offset.most))
        open_ = own.radius + round(500 * (offset.most - offset.least))
        open_ += away if offset.degrees is None else round(away * _OPENING)
    latitude, longitude = own.latitude, own.longitude
    if offset.degrees is not None:
        latitude, longitude = displaced(latitude, longitude, away, offset.degrees)
    return Circle(_vague(open_), latitude, longitude, open_)


def _part(own: Circle, place: Place, offset: Offset) -> Circle:
    """ "ريف حلب الشرقي": an area within or around the place, moved the way that is said, and never its point alone."""
    if place.kind in _UNMOVED:
        return own if offset.degrees is None else own._replace(precision=Precision.AREA)
    radius = own.radius if place.kind in WIDE else max(own.radius, _COUNTRYSIDE)
    if offset.degrees is None:
        return own if place.kind in WIDE else own._replace(precision=Precision.AREA, radius=radius)
    latitude, longitude = displaced(own.latitude, own.longitude, radius // 3, offset.degrees)
    return Circle(Precision.AREA, latitude, longitude, radius)


def _between(one: Circle, other: Circle) -> Circle:
    """The circle that covers both places."""
    apart = _metres(one, other)
    radius = round(apart / 2) + max(one.radius, other.radius)
    latitude = (one.latitude + other.latitude) / 2
    longitude = (one.longitude + other.longitude) / 2
    return Circle(_vague(radius), latitude, longitude, radius)


def _vague(radius: int) -> Precision:
    return Precision.VICINITY if radius <= _VICINITY else Precision.AREA


def displaced(latitude: float, longitude: float, metres: float, degrees: float) -> tuple[float, float]:
    """The point so many metres off in a direction, clockwise from north."""
    turn = radians(degrees)
    north, east = metres * cos(turn) / _DEGREE, metres * sin(turn) / (_DEGREE * cos(radians(latitude)))
    return round(latitude + north, 5), round(longitude + east, 5)


def _metres(one: Circle, other: Circle) -> float:
    """How far apart two points a few hundred kilometres from each other are."""
    east = (one.longitude - other.longitude) * cos(radians((one.latitude + other.latitude) / 2))
    return hypot(one.latitude - other.latitude, east) * _DEGREE


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
