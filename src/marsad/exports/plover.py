"""PLOVER JSON lines: an event a line, in the fields of the PLOVER manual (its own spelling kept).

`text_info` has the evidence with its place in characters of the report, so that the span survives; the hurt stand in
`dead` and `injured`. An ACLED type that PLOVER has no word for is left out and listed.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, BinaryIO, NamedTuple

import msgspec

from marsad.exports.flat import bounds
from marsad.exports.losses import Loss, range_lost, values_lost
from marsad.exports.parties import CIVILIANS, STATE, Party, sides_of
from marsad.exports.surroundings import Surroundings
from marsad.knowledge.countries import load_countries
from marsad.knowledge.packs import SHIPPED, read_table
from marsad.model import Modality
from marsad.model.incident import Incident

_COLUMNS = ("sub_event_type", "type", "mode", "quad", "intensity", "context")
_ONE, _NONE = ("type", "days", "place"), ("detained", "abducted", "cause", "facility")
_SECTOR = {
    STATE: "MIL",
    "rebel": "REB",
    "political militia": "PRM",
    "identity militia": "PRM",
    "rioters": "CVL",
    "protesters": "OPP",
    CIVILIANS: "CVL",
    "external": "MIL",
}
CODER = "marsad"


class Coded(NamedTuple):
    """A type in PLOVER's words; `contexts` may be none."""

    type: str
    mode: str
    quad: int
    intensity: float
    contexts: tuple[str, ...]


@cache
def load_plover() -> dict[str, Coded]:
    """PLOVER's words by ACLED sub-event type."""
    found = {}
    for row in read_table(SHIPPED / "core" / "plover.tsv", _COLUMNS):
        contexts = tuple(part.strip() for part in row["context"].split("|") if part.strip())
        found[row["sub_event_type"]] = Coded(
            row["type"], row["mode"], int(row["quad"]), float(row["intensity"]), contexts
        )
    return found


def write_plover(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """An event a line."""
    for incident in incidents:
        coded = load_plover().get(incident.type)
        if (why := why_uncoded(incident)) is not None or coded is None:
            yield Loss(incident.id, "incident", incident.type, why or "PLOVER has no such type")
            continue
        file.write(msgspec.json.encode(_event(incident, coded, around)) + b"\n")
        yield from values_lost(incident, one=_ONE, none=_NONE)
        for outcome in ("killed", "injured"):
            yield from range_lost(incident, incident.slot(outcome))


def why_uncoded(incident: Incident) -> str | None:
    """Why an incident has no code in PLOVER; None where it has one."""
    if incident.type not in load_plover():
        return "PLOVER has no such type"
    if incident.days is None:
        return "PLOVER needs a date, and no day is said"
    return None


def contexts_of(incident: Incident, coded: Coded) -> list[str]:
    """PLOVER's contexts, with the negation where all reports deny it."""
    denied = all(member.modality is Modality.DENIED for member in incident.members)
    return [*coded.contexts, *(["negation"] if denied else [])]


def sector_of(party: Party) -> str:
    """PLOVER's sector of an actor; "" where its class is unknown."""
    return _SECTOR.get(party.kind, "")


def country_of(party: Party) -> str:
    """The ISO code of three letters of an actor's country."""
    country = load_countries().get(party.country)
    return country.iso3 if country else ""


def _event(incident: Incident, coded: Coded, around: Surroundings) -> dict[str, Any]:
    days = incident.days
    assert days is not None
    sides = sides_of(incident, around)
    event: dict[str, Any] = {
        "id": incident.id,
        "has_event": True,
        "date": days.start,
        "enddate": days.end if days.end != days.start else None,
        "source": [_actor(party) for party in sides.first],
        "recipient": [_actor(party) for party in sides.second],
        "event": [coded.type],
        "event_loc": _location(incident, around),
        "event_text": incident.type,
        "quad_code": coded.quad,
        "event_scale": coded.intensity,
        "mode": [coded.mode] if coded.mode else [],
        "context": contexts_of(incident, coded),
        "link": [member.url for member in incident.members if member.url],
        "text": incident.members[0].quote,
        "text_info": [
            {
                "sequence": number,
                "start": member.evidence.start,
                "end": member.evidence.end,
                "text_story": member.report,
            }
            for number, member in enumerate(incident.members, start=1)
        ],
        "cite_info": [
            {
                "corpus": "Marsad",
                "citation": member.report_id,
                "url": member.url,
                "language": "ara",
                "publication": member.outlet,
                "coder": CODER,
            }
            for member in incident.members
        ],
        "coder": CODER,
        "comment": "; ".join(dict.fromkeys(str(member.modality) for member in incident.members)),
    }
    if coded.type == "ASSAULT":
        event |= {"dead": bounds(incident.slot("killed"))[1], "injured": bounds(incident.slot("injured"))[1]}
    return {name: value for name, value in event.items() if value is not None}


def _actor(party: Party) -> dict[str, str]:
    return {
        "code": country_of(party),
        "sector": sector_of(party),
        "actor_text": party.name,
        "identifer_id": party.id or "",
        "identifer_text": party.latin,
    }


def _location(incident: Incident, around: Surroundings) -> dict[str, Any] | None:
    place, point = incident.place, incident.point
    if place is None:
        return None
    own = around.own(place.target)
    country = load_countries().get(own.country) if own else None
    return {
        "name": own.latin if own else place.value,
        "asciiname": own.latin if own else "",
        "alternatenames": place.value,
        "latitude": round(point.latitude, 6) if point else None,
        "longitude": round(point.longitude, 6) if point else None,
        "country_code": own.country if own else "",
        "cc3": country.iso3 if country else "",
    }
