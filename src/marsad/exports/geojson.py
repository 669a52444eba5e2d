"""GeoJSON (RFC 7946) and GeoJSON text sequences by line: a feature an incident, without a point where none is known."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from marsad.exports.flat import ONE, flat
from marsad.exports.losses import Loss, values_lost
from marsad.exports.surroundings import Surroundings
from marsad.model.incident import Incident

_ELSEWHERE = ("id", "latitude", "longitude")  # of a row, what a feature has a place of its own for


def write_geojson(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """One feature collection, written as the incidents come."""
    file.write(b'{"type":"FeatureCollection","features":[')
    for number, incident in enumerate(incidents):
        file.write((b",\n" if number else b"\n") + msgspec.json.encode(_feature(incident, around)))
        yield from values_lost(incident, one=ONE)
    file.write(b"\n]}\n")


def write_geojson_lines(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """A feature a line."""
    for incident in incidents:
        file.write(msgspec.json.encode(_feature(incident, around)) + b"\n")
        yield from values_lost(incident, one=ONE)


def _feature(incident: Incident, around: Surroundings) -> dict[str, Any]:
    point = incident.point
    geometry = None
    if point is not None:
        geometry = {"type": "Point", "coordinates": [round(point.longitude, 7), round(point.latitude, 7)]}
    properties = {name: value for name, value in flat(incident, around).items() if name not in _ELSEWHERE}
    return {"type": "Feature", "id": incident.id, "geometry": geometry, "properties": properties}
