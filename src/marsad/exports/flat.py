"""An incident as one flat row of typed values: what tables, maps and data frames are made of."""

from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from marsad.exports.parties import sides_of
from marsad.exports.surroundings import Surroundings
from marsad.knowledge.countries import load_countries
from marsad.linking.whereabouts import precision_of, radius_of
from marsad.model.entity import Precision
from marsad.model.incident import Incident, Merged

# Column -> type; `list` is a list of texts.
COLUMNS: MappingProxyType[str, type] = MappingProxyType(
    {
        "id": str,
        "title": str,
        "title_ar": str,
        "event_type": str,
        "sub_event_type": str,
        "start": date,
        "end": date,
        "precision": str,
        "radius_m": int,
        "latitude": float,
        "longitude": float,
        "place_id": str,
        "country": str,
        "admin1": str,
        "admin2": str,
        "admin3": str,
        "deaths_low": int,
        "deaths_best": int,
        "deaths_high": int,
        "injured_low": int,
        "injured_best": int,
        "injured_high": int,
        "detained_best": int,
        "abducted_best": int,
        "actors": str,
        "side_a": str,
        "side_b": str,
        "facility": str,
        "cause": str,
        "said_by": str,
        "sources_n": int,
        "independent_n": int,
        "single_source": bool,
        "contested": str,
        "outlets": str,
        "quotes": list,
        "claims": list,
        "status": str,
        "known_on": date,
    }
)
LEVELS = ("governorate", "district", "subdistrict")
ONE = ("type", "days", "place")  # slots of which a flat row has one value


def flat(incident: Incident, around: Surroundings) -> dict[str, Any]:
    """The row of an incident, in the order of COLUMNS; None where nothing is known."""
    row = _where(incident, around) | _when_and_what(incident, around) | _who(incident, around) | _toll(incident)
    row |= _sources(incident)
    return {name: row[name] for name in COLUMNS}


def plain(value: Any) -> Any:
    """A value for a cell of text: lists joined by ` | `, days in ISO form."""
    if isinstance(value, list):
        return " | ".join(" ".join(each.split()) for each in value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def values_of(incident: Incident, slot: str) -> list[str]:
    """All values told of a slot, the best supported first."""
    merged = incident.slot(slot)
    return [told.value for told in merged.told] if merged else []


def _when_and_what(incident: Incident, around: Surroundings) -> dict[str, Any]:
    days, place = incident.days, incident.place
    own = around.own(place.target) if place else None
    return {
        "id": incident.id,
        "title": f"{incident.type}, {own.latin}" if own else incident.type,
        "title_ar": place.value if place else None,
        "event_type": str(incident.family) if incident.family else None,
        "sub_event_type": incident.type,
        "start": days.start if days else None,
        "end": days.end if days else None,
    }


def _where(incident: Incident, around: Surroundings) -> dict[str, Any]:
    point, target = incident.point, incident.place.target if incident.place else None
    own = around.own(target)
    country = load_countries().get(own.country) if own else None
    areas = [around.area(target, level) for level in LEVELS]
    return {
        "precision": str(precision_of(point.kind) if point else Precision.UNRESOLVED),
        "radius_m": radius_of(point.kind) if point else None,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "place_id": target,
        "country": country.name if country else own.country if own else None,
        **{f"admin{number}": area.latin if area else None for number, area in enumerate(areas, start=1)},
    }


def _who(incident: Incident, around: Surroundings) -> dict[str, Any]:
    actors = [value for slot in ("initiator", "party", "target") for value in values_of(incident, slot)]
    sides = sides_of(incident, around)
    return {
        "actors": _joined(actors),
        "side_a": _joined([party.latin for party in sides.first]),
        "side_b": _joined([party.latin for party in sides.second]),
        **{name: _joined(values_of(incident, slot)) for name, slot in _LISTED.items()},
    }


_LISTED = {"facility": "facility", "cause": "cause", "said_by": "source"}


def _toll(incident: Incident) -> dict[str, int | None]:
    deaths, injured = bounds(incident.slot("killed")), bounds(incident.slot("injured"))
    return {
        **dict(zip(("deaths_low", "deaths_best", "deaths_high"), deaths, strict=True)),
        **dict(zip(("injured_low", "injured_best", "injured_high"), injured, strict=True)),
        "detained_best": bounds(incident.slot("detained"))[1],
        "abducted_best": bounds(incident.slot("abducted"))[1],
    }


def bounds(toll: Merged | None) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a toll; None where it is open or nothing is told."""
    if toll is None or toll.count is None:
        return None, None, None
    return toll.count.min, toll.best, toll.count.max


def _sources(incident: Incident) -> dict[str, Any]:
    return {
        "sources_n": len(incident.outlets),
        "independent_n": len(incident.origins),
        "single_source": incident.single_source,
        "contested": _joined([slot.slot for slot in incident.slots if slot.contested]),
        "outlets": _joined(incident.outlets) or "",
        "quotes": [member.quote for member in incident.members],
        "claims": [member.key for member in incident.members],
        "status": _joined([str(member.modality) for member in incident.members]),
        "known_on": incident.known_on,
    }


def _joined(values: list[str] | tuple[str, ...]) -> str | None:
    return "; ".join(dict.fromkeys(values)) or None
