"""UCDP GED CSV: the 49 columns of GED 20.1 to 25.1, one row an incident with at least one direct death.

Left out, and listed: incidents only denied, without a day, a point or a death, and those whose sides UCDP would not
take (it wants an organised actor, and another or civilians). Ids of conflicts, dyads and actors are UCDP's own and
stay empty; `relid` is Marsad's name of the incident, `id` a number made of it. `id`, `where_prec`, `date_prec` as in
the GED codebook 25.1; PRIO-GRID cells as in its own (0.5 degrees, row by row from the south-west).
"""

import csv
import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from math import floor
from typing import Any, BinaryIO

from marsad.exports.flat import bounds, values_of
from marsad.exports.losses import Loss, values_lost
from marsad.exports.own_rows import own_row
from marsad.exports.parties import ARMED, CIVILIANS, STATE, Party, civilians_hurt, sides_of
from marsad.exports.surroundings import Surroundings
from marsad.knowledge.countries import Country, load_countries
from marsad.knowledge.event_data import NON_STATE, ONE_SIDED, STATE_BASED, UCDP, UCDP_COLUMNS
from marsad.linking.whereabouts import precision_of
from marsad.model import DateRange, EventFamily, Modality, Point, VictimGroup
from marsad.model.incident import Incident
from marsad.text.spreadsheet import safe

_ONE = ("type", "days", "place", "initiator", "target", "party")
_NONE = ("injured", "detained", "abducted", "cause", "facility")
_ID_BITS = 52  # a number that spreadsheets and R keep whole
_WEEK, _MONTH = 7, 31


def write_ucdp(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """Write the rows as they come, and tell what each could not say."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.DictWriter(text, UCDP_COLUMNS, restval="", lineterminator="\n")
    rows.writeheader()
    for incident in incidents:
        if (own := own_row(incident, around, UCDP)) is not None:
            rows.writerow({name: safe(value) for name, value in own.items()})
            continue
        row = _row(incident, around)
        if isinstance(row, str):
            yield Loss(incident.id, "incident", incident.type, row)
            continue
        rows.writerow({name: safe(value) for name, value in row.items()})
        yield from values_lost(incident, one=_ONE, none=_NONE)
        killed = incident.slot("killed")
        if killed and killed.count and killed.count.max is None:
            yield Loss(incident.id, "killed", f"{killed.count.min} or more", "high must be a number")
    text.detach()


def _row(incident: Incident, around: Surroundings) -> dict[str, Any] | str:
    """The row, or why there is none."""
    days, point, place = incident.days, incident.point, incident.place
    if all(member.modality is Modality.DENIED for member in incident.members):
        return "UCDP lists what happened, and this is only denied"
    if days is None:
        return "UCDP needs a day, and none is said"
    if point is None or place is None or (exactly := precision_of(point.kind).ucdp) is None:
        return "UCDP needs a point, and the place has none"
    low, best, high = bounds(incident.slot("killed"))
    if low is None or best is None or max(low, best, high or 0) < 1:
        return "UCDP needs at least one direct death"
    sides = _sides(incident, around)
    if isinstance(sides, str):
        return sides
    kind, side_a, side_b = sides
    own = around.own(place.target)
    country = load_countries().get(own.country) if own else None
    admin1, admin2 = (around.area(place.target, level) for level in ("governorate", "district"))
    return {
        "id": number_of(incident.id),
        "relid": incident.id,
        "year": days.start.year,
        "active_year": 1,
        "code_status": "Clear",
        "type_of_violence": kind,
        "dyad_name": f"{side_a.latin} - {side_b.latin}",
        "side_a": side_a.latin,
        "side_b": side_b.latin,
        **_sources(incident),
        "where_prec": exactly,
        "where_coordinates": own.latin if own else place.value,
        "where_description": "; ".join(values_of(incident, "place")),
        "adm_1": admin1.latin if admin1 else "",
        "adm_2": admin2.latin if admin2 else "",
        **_point(point),
        **_country(country, own.country if own else ""),
        "event_clarity": 2 if any(member.aggregate for member in incident.members) else 1,
        "date_prec": date_precision(days),
        "date_start": days.start,
        "date_end": days.end,
        **_deaths(incident, best),
        "best": best,
        "high": max(high or 0, best, low),
        "low": min(low, best),
        "gwnoa": _state(side_a),
        "gwnob": _state(side_b),
    }


def _sides(incident: Incident, around: Surroundings) -> tuple[int, Party, Party] | str:
    """The kind of violence and its two sides; why there are none."""
    first, second = sides_of(incident, around)
    civilians = Party("مدنيون", "Civilians", CIVILIANS, "", None)
    armed = [party for party in (*first[:1], *second) if party.kind != CIVILIANS]
    against_civilians = civilians_hurt(incident) and (len(armed) < 2 or incident.family is EventFamily.CIVILIANS)
    if not first or first[0].kind == CIVILIANS or (first[0].kind and first[0].kind not in ARMED):
        return "UCDP needs an organised actor that used force, and none is told"
    if against_civilians or any(party.kind == CIVILIANS for party in second[:1]):
        return ONE_SIDED, first[0], civilians
    if not second:
        return "UCDP needs two sides or civilians, and only one side is told"
    sides = sorted((first[0], second[0]), key=lambda party: party.kind != STATE)  # in a state's war the state is side A
    return (STATE_BASED if sides[0].kind in (STATE, "external") else NON_STATE), sides[0], sides[1]


def _sources(incident: Incident) -> dict[str, Any]:
    days = sorted({member.published for member in incident.members if member.published})
    return {
        "number_of_sources": len(incident.origins),
        "source_article": ";".join(
            f'"{member.outlet or ""},{member.published or ""},{member.url or member.report_id}"'
            for member in incident.members
        ),
        "source_office": ";".join(incident.outlets),
        "source_date": ";".join(map(str, days)),
        "source_headline": " | ".join(dict.fromkeys(" ".join(member.quote.split()) for member in incident.members)),
        "source_original": "; ".join(values_of(incident, "source")),
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "latitude": f"{point.latitude:.6f}",
        "longitude": f"{point.longitude:.6f}",
        "geom_wkt": f"POINT({point.longitude:.6f} {point.latitude:.6f})",
        "priogrid_gid": grid_cell(point.latitude, point.longitude),
    }


def _country(country: Country | None, code: str) -> dict[str, str]:
    if country is None:
        return {"country": code, "country_id": "", "region": ""}
    return {"country": country.ucdp_name, "country_id": country.gw, "region": country.ucdp_region}


def _deaths(incident: Incident, best: int) -> dict[str, int]:
    """The dead of the claim whose count stands for the incident: civilians, and of unknown side."""
    killed = incident.slot("killed")
    told = next((each for each in killed.told if each.count and each.count.min == best), None) if killed else None
    member = next((each for each in incident.members if told and each.key in told.claims), None)
    rows = member.all("killed") if member else ()
    civilians = sum(row.count.min for row in rows if row.count and row.value == str(VictimGroup.CIVILIAN))
    civilians = min(civilians, best)
    return {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": civilians, "deaths_unknown": best - civilians}


def _state(party: Party) -> str:
    """The Gleditsch-Ward number of a side that is a state."""
    country = load_countries().get(party.country) if party.kind == STATE else None
    return country.gw if country else ""


def number_of(incident: str) -> int:
    """A number that is always the same for an incident."""
    return int.from_bytes(sha256(incident.encode()).digest()[:8], "big") >> (64 - _ID_BITS)


def grid_cell(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell: rows of 720 half degrees, counted from 180 W 90 S.

    >>> grid_cell(35.9, 36.7)
    181154
    """
    return floor((latitude + 90) * 2) * 720 + floor((longitude + 180) * 2) + 1


def date_precision(days: DateRange) -> int:
    """UCDP's: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more."""
    width = (days.end - days.start).days + 1
    bounds_ = ((1, 1), (_WEEK - 1, 2), (_WEEK, 3), (_MONTH, 4))
    return next((code for most, code in bounds_ if width <= most), 5)
