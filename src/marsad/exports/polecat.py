"""POLECAT TSV: the 40 columns of the releases, one row an incident, types and modes in PLOVER's words.

POLECAT has no toll and no evidence; several actors stand in one cell, parted by `; `. Wikipedia and GeoNames ids are
theirs and stay empty.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from marsad.exports.losses import Loss, values_lost
from marsad.exports.parties import Party, sides_of
from marsad.exports.plover import Coded, contexts_of, country_of, load_plover, sector_of, why_uncoded
from marsad.exports.surroundings import Surroundings
from marsad.knowledge.countries import load_countries
from marsad.model.incident import Incident
from marsad.version import VERSION

COLUMNS = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|"
    "Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
).split("|")
_ONE = ("type", "place")
_NONE = ("killed", "injured", "detained", "abducted", "cause", "facility", "source")


def write_polecat(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """Write the rows as they come, and tell what each could not say."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.DictWriter(text, COLUMNS, restval="", dialect="excel-tab", lineterminator="\n")
    rows.writeheader()
    for incident in incidents:
        if (why := why_uncoded(incident)) is not None:
            yield Loss(incident.id, "incident", incident.type, why.replace("PLOVER", "POLECAT"))
            continue
        row = _row(incident, load_plover()[incident.type], around)
        rows.writerow({name: " ".join(str(value).split()) for name, value in row.items() if value is not None})
        days = incident.days
        if days is not None and days.start != days.end:
            yield Loss(incident.id, "days", str(days), "one day only")
        yield from values_lost(incident, one=_ONE, none=_NONE)
    text.detach()


def _row(incident: Incident, coded: Coded, around: Surroundings) -> dict[str, Any]:
    sides, days = sides_of(incident, around), incident.days
    first = incident.members[0]
    return {
        "Event ID": incident.id,
        "Event Date": days.start if days else "",
        "Event Type": coded.type,
        "Event Mode": coded.mode,
        "Intensity": coded.intensity,
        "Quad Code": coded.quad,
        "Contexts": "; ".join(contexts_of(incident, coded)),
        **_party(sides.first, "Actor"),
        **_party(sides.second, "Recipient"),
        **_where(incident, around),
        "Source": "; ".join(incident.outlets),
        "Publication Date": first.published or "",
        "Language": "ara",
        "Version": f"Marsad {VERSION}",
    }


def _party(side: tuple[Party, ...], name: str) -> dict[str, str]:
    countries = list(dict.fromkeys(code for party in side if (code := country_of(party))))
    sectors = list(dict.fromkeys(code for party in side if (code := sector_of(party))))
    cow = [found.cow for party in side if (found := load_countries().get(party.country)) and found.cow]
    return {
        f"{name} Name": "; ".join(party.latin for party in side),
        f"{name} Country": "; ".join(countries),
        f"{name} COW": "; ".join(dict.fromkeys(cow)),
        f"Primary {name} Sector": sectors[0] if sectors else "",
        f"{name} Sectors": "; ".join(sectors),
        f"{name} Name Raw": "; ".join(party.name for party in side),
    }


def _where(incident: Incident, around: Surroundings) -> dict[str, Any]:
    place, point = incident.place, incident.point
    if place is None:
        return {}
    own = around.own(place.target)
    areas = [around.area(place.target, kind) for kind in ("district", "governorate")]
    country = load_countries().get(own.country) if own else None
    return {
        "Placename": own.latin if own else place.value,
        "City": own.latin if own and own.kind in ("city", "town", "village") else "",
        "District": areas[0].latin if areas[0] else "",
        "Province": areas[1].latin if areas[1] else "",
        "Country": country.iso3 if country else "",
        "Latitude": f"{point.latitude:.5f}" if point else "",
        "Longitude": f"{point.longitude:.5f}" if point else "",
        "Raw Placename": place.words or place.value,
        "Feature Type": own.kind if own else "",
    }
