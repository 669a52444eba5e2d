"""ACLED CSV: the 31 columns of the current export, one row an incident.

Left out, and listed as lost: incidents without a day, and those whose place has no point, since ACLED has both in
every row and Marsad makes neither up. Columns as in ACLED's export of 2024; precision as in its codebook.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import BinaryIO

from marsad.exports.losses import Loss, range_lost, values_lost
from marsad.exports.own_rows import own_row
from marsad.exports.parties import Party, civilians_hurt, sides_of
from marsad.exports.surroundings import Surroundings
from marsad.knowledge.countries import load_countries
from marsad.knowledge.event_data import ACLED, ACLED_COLUMNS, INTER, disorder_of, middle_of, time_precision
from marsad.linking.whereabouts import precision_of
from marsad.model import EventFamily, Modality
from marsad.model.incident import Incident
from marsad.text.spreadsheet import safe

_ONE = ("type", "days", "place")
_NONE = ("injured", "detained", "abducted", "cause", "facility", "source")


def write_acled(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """Write the rows as they come, and tell what each could not say."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.DictWriter(text, ACLED_COLUMNS, restval="", lineterminator="\n")
    rows.writeheader()
    for incident in incidents:
        if (own := own_row(incident, around, ACLED)) is not None:
            rows.writerow({name: safe(value) for name, value in own.items()})
            continue
        if (why := _unsayable(incident)) is not None:
            yield Loss(incident.id, "incident", incident.type, why)
            continue
        rows.writerow({name: safe(value) for name, value in _row(incident, around).items()})
        yield from values_lost(incident, one=_ONE, none=_NONE)
        yield from range_lost(incident, incident.slot("killed"))
    text.detach()


def _unsayable(incident: Incident) -> str | None:
    if all(member.modality is Modality.DENIED for member in incident.members):
        return "ACLED lists what happened, and this is only denied"
    if incident.days is None:
        return "ACLED needs a day, and none is said"
    if incident.point is None or precision_of(incident.point.kind).acled is None:
        return "ACLED needs a point, and the place has none"
    return None


def _row(incident: Incident, around: Surroundings) -> dict[str, object]:
    days, point, place = incident.days, incident.point, incident.place
    if days is None or point is None or place is None:
        raise ValueError("a row needs a day and a point")
    own = around.own(place.target)
    country = load_countries().get(own.country if own else "")
    admin = [area.latin if (area := around.area(place.target, kind)) else "" for kind in _LEVELS]
    killed = incident.slot("killed")
    return {
        "event_id_cnty": incident.id,
        "event_date": middle_of(days),
        "year": middle_of(days).year,
        "time_precision": time_precision(days),
        "disorder_type": disorder_of(incident.type, incident.family),
        "event_type": incident.family or "",
        "sub_event_type": incident.type,
        **_sides(incident, around),
        "iso": country.number if country else "",
        "region": country.region if country else "",
        "country": country.name if country else "",
        **dict(zip(("admin1", "admin2", "admin3"), admin, strict=True)),
        "location": own.latin if own else place.value,
        "latitude": f"{point.latitude:.4f}",
        "longitude": f"{point.longitude:.4f}",
        "geo_precision": precision_of(point.kind).acled,
        "source": "; ".join(incident.outlets),
        "source_scale": "",
        "notes": " | ".join(dict.fromkeys(" ".join(member.quote.split()) for member in incident.members)),
        "fatalities": killed.best if killed and killed.best is not None else 0,
        "tags": "",
        "timestamp": int(datetime.combine(incident.members[-1].known_on, time(), UTC).timestamp()),
    }


_LEVELS = ("governorate", "district", "subdistrict")


def _sides(incident: Incident, around: Surroundings) -> dict[str, str]:
    """Two sides, each with its first actor and those beside it."""
    sides: dict[str, str] = {}
    for number, side in zip(("1", "2"), sides_of(incident, around), strict=True):
        first = side[0] if side else Party("", "", "", "", None)
        sides |= {f"actor{number}": first.latin, f"inter{number}": INTER.get(first.kind, "")}
        sides[f"assoc_actor_{number}"] = "; ".join(other.latin for other in side[1:])
    both = [kind for kind in (sides["inter1"], sides["inter2"]) if kind]
    sides["interaction"] = "-".join(both) if len(both) > 1 else f"{both[0]} only" if both else ""
    targeted = incident.family is EventFamily.CIVILIANS and civilians_hurt(incident)
    sides["civilian_targeting"] = "Civilian targeting" if targeted else ""
    return sides
