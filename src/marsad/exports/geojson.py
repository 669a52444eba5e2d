"""GeoJSON (RFC 7946) and GeoJSON text sequences by line: a feature an incident, without a point where none is known."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from marsad.exports.losses import Loss, values_lost
from marsad.exports.surroundings import Surroundings
from marsad.linking.whereabouts import precision_of, radius_of
from marsad.model.entity import Precision
from marsad.model.incident import Incident

_ONE = ("type", "days", "place")
_NONE = ("cause", "facility", "source")


def write_geojson(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """One feature collection, written as the incidents come."""
    file.write(b'{"type":"FeatureCollection","features":[')
    for number, incident in enumerate(incidents):
        file.write((b",\n" if number else b"\n") + msgspec.json.encode(_feature(incident, around)))
        yield from values_lost(incident, one=_ONE, none=_NONE)
    file.write(b"\n]}\n")


def write_geojson_lines(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """A feature a line."""
    for incident in incidents:
        file.write(msgspec.json.encode(_feature(incident, around)) + b"\n")
        yield from values_lost(incident, one=_ONE, none=_NONE)


def _feature(incident: Incident, around: Surroundings) -> dict[str, Any]:
    point = incident.point
    geometry = None
    if point is not None:
        geometry = {"type": "Point", "coordinates": [round(point.longitude, 7), round(point.latitude, 7)]}
    return {"type": "Feature", "id": incident.id, "geometry": geometry, "properties": _properties(incident, around)}


def _properties(incident: Incident, around: Surroundings) -> dict[str, Any]:
    days, point, place = incident.days, incident.point, incident.place
    own = around.own(place.target) if place else None
    actors = [told.value for name in ("initiator", "party", "target") if (s := incident.slot(name)) for told in s.told]
    return {
        "title": f"{incident.type}, {own.latin}" if own else incident.type,
        "title_ar": place.value if place else None,
        "event_type": incident.family,
        "sub_event_type": incident.type,
        "start": days.start if days else None,
        "end": days.end if days else None,
        "precision": precision_of(point.kind) if point else Precision.UNRESOLVED,
        "radius_m": radius_of(point.kind) if point else None,
        **_deaths(incident),
        "actors": "; ".join(dict.fromkeys(actors)),
        "sources_n": len(incident.outlets),
        "independent_n": len(incident.origins),
        "single_source": incident.single_source,
        "outlets": "; ".join(incident.outlets),
        "quotes": [member.quote for member in incident.members],
        "claims": [member.key for member in incident.members],
        "status": "; ".join(dict.fromkeys(str(member.modality) for member in incident.members)),
        "known_on": incident.known_on,
    }


def _deaths(incident: Incident) -> dict[str, int | None]:
    killed = incident.slot("killed")
    count = killed.count if killed else None
    return {
        "deaths_low": count.min if count else None,
        "deaths_best": killed.best if killed else None,
        "deaths_high": count.max if count else None,
    }
