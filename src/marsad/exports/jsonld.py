"""JSON-LD 1.1: schema.org events with PROV-O sources, the context inside, so that nothing is fetched to read it."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from marsad.exports.flat import flat
from marsad.exports.losses import Loss, values_lost
from marsad.exports.surroundings import Surroundings
from marsad.model import ClaimRecord
from marsad.model.incident import Incident

_CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "marsad": "urn:marsad:",
    "sources": {"@id": "prov:wasDerivedFrom", "@container": "@set"},
    "startDate": {"@type": "Date"},
    "endDate": {"@type": "Date"},
    "datePublished": {"@type": "Date"},
    "nameArabic": {"@id": "name", "@language": "ar"},
    "quote": {"@id": "prov:value", "@language": "ar"},
}
_ONE = ("type", "days", "place")


def write_jsonld(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """A graph with a node an incident."""
    file.write(b'{"@context":' + msgspec.json.encode(_CONTEXT) + b',\n"@graph":[')
    for number, incident in enumerate(incidents):
        file.write((b",\n" if number else b"\n") + msgspec.json.encode(_node(incident, around)))
        yield from values_lost(incident, one=_ONE)
    file.write(b"\n]}\n")


def _node(incident: Incident, around: Surroundings) -> dict[str, Any]:
    row = flat(incident, around)
    told = {
        f"marsad:{name}": row[name]
        for name in row
        if name.startswith(("deaths", "injured", "detained", "abducted")) and row[name] is not None
    }
    node = {
        "@id": f"urn:marsad:{incident.id}",
        "@type": "Event",
        "name": row["title"],
        "additionalType": incident.type,
        "startDate": row["start"],
        "endDate": row["end"],
        "location": _place(incident, row),
        "organizer": _parties(row["side_a"]),
        "attendee": _parties(row["side_b"]),
        "marsad:status": row["status"],
        "marsad:singleSource": row["single_source"],
        "marsad:cause": row["cause"],
        "marsad:facility": row["facility"],
        "marsad:saidBy": row["said_by"],
        **told,
        "sources": [_source(member) for member in incident.members],
    }
    return {name: value for name, value in node.items() if value not in (None, [])}


def _parties(cell: str | None) -> list[dict[str, str]]:
    return [{"@type": "Organization", "name": name} for name in (cell or "").split("; ") if name]


def _place(incident: Incident, row: dict[str, Any]) -> dict[str, Any] | None:
    if incident.place is None:
        return None
    place: dict[str, Any] = {"@type": "Place", "nameArabic": incident.place.value, "marsad:precision": row["precision"]}
    if incident.point is not None:
        point = incident.point
        place["geo"] = {"@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude}
    return place


def _source(member: ClaimRecord) -> dict[str, Any]:
    source = {
        "@id": f"urn:marsad:claim:{member.key}",
        "@type": "prov:Entity",
        "quote": member.quote,
        "marsad:sha256": member.report,
        "marsad:start": member.evidence.start,
        "marsad:end": member.evidence.end,
        "publisher": member.outlet,
        "datePublished": member.published,
        "url": member.url,
    }
    return {name: value for name, value in source.items() if value is not None}
