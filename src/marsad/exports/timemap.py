"""timemap: events, associations and sources in the shapes that datasheet-server serves, all values text.

One JSON object of three keys; give each to the endpoint of its name (`export_events/deeprows`,
`export_associations/deeprows`, `export_sources/deepids`). Days are MM/DD/YYYY. An event needs a day or a point.
"""

from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

import msgspec

from marsad.exports.flat import flat
from marsad.exports.losses import Loss, values_lost
from marsad.exports.surroundings import Surroundings
from marsad.model import ClaimRecord, EventFamily, EventType
from marsad.model.incident import Incident

_ONE = ("type", "days", "place")
_NONE = ("killed", "injured", "detained", "abducted", "cause", "facility", "source")
_IN_MEMORY = 1 << 20  # bytes of sources before they go to a temporary file


def write_timemap(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """Events as they come; their sources wait in a temporary file."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as sources:
        file.write(b'{"events":[')
        first = True
        for incident in incidents:
            if incident.days is None and incident.point is None:
                yield Loss(incident.id, "incident", incident.type, "timemap needs a day or a point")
                continue
            file.write((b"\n" if first else b",\n") + msgspec.json.encode(_event(incident, around)))
            for member in incident.members:
                entry = msgspec.json.encode({member.key: _source(member)})[1:-1]
                sources.write(entry if first and member is incident.members[0] else b",\n" + entry)
            first = False
            yield from _losses(incident)
        file.write(b'\n],\n"associations":' + msgspec.json.encode(_associations()) + b',\n"sources":{')
        sources.seek(0)
        while part := sources.read(_IN_MEMORY):
            file.write(part)
        file.write(b"}}\n")


def _event(incident: Incident, around: Surroundings) -> dict[str, Any]:
    row, days, point = flat(incident, around), incident.days, incident.point
    return {
        "id": incident.id,
        "description": " | ".join(dict.fromkeys(" ".join(member.quote.split()) for member in incident.members)),
        "date": days.start.strftime("%m/%d/%Y") if days else "",
        "time": "",
        "time_precision": "",
        "location": row["title_ar"] or "",
        "latitude": f"{point.latitude:.6f}" if point else "",
        "longitude": f"{point.longitude:.6f}" if point else "",
        "type": incident.type,
        "category": str(incident.family or ""),
        "category_full": f"{incident.family or ''}: {incident.type}",
        "associations": [part for part in (str(incident.family or ""), incident.type) if part],
        "sources": [member.key for member in incident.members],
        "comments": row["status"] or "",
        "time_display": str(days) if days else "",
    }


def _source(member: ClaimRecord) -> dict[str, Any]:
    return {
        "id": member.key,
        "title": member.outlet or member.report_id,
        "thumbnail": "",
        "paths": [member.url] if member.url else [],
        "type": "Article",
        "affil_s": [],
        "url": member.url or "",
        "description": member.quote,
        "parent": "",
        "author": member.outlet or "",
        "date": member.published.strftime("%m/%d/%Y") if member.published else "",
        "notes": f"sha256 {member.report}, characters {member.evidence.start} to {member.evidence.end}",
    }


def _associations() -> list[dict[str, Any]]:
    """The six families as categories, the types under them as filters."""
    families = [{"id": str(each), "title": str(each), "desc": "", "mode": "CATEGORY"} for each in EventFamily]
    return [each | {"filter_paths": []} for each in families] + [
        {
            "id": str(each),
            "title": str(each),
            "desc": "",
            "mode": "FILTER",
            "filter_paths": [str(each.family), str(each)],
        }
        for each in EventType
    ]


def _losses(incident: Incident) -> Iterator[Loss]:
    if incident.days and incident.days.start != incident.days.end:
        yield Loss(incident.id, "days", str(incident.days), "one day only; the range is told in time_display")
    yield from values_lost(incident, one=_ONE, none=_NONE)
