"""Incidents, many at a time: a table for people, JSON and CSV for programs."""

import csv
import sys

import msgspec
from rich.console import Console

from marsad.incidents.merging import spoken
from marsad.ledger import Asked, Ledger
from marsad.model import Outcome
from marsad.model.incident import Incident
from marsad.serve.asking import Window
from marsad.serve.cli.options import Bidi, ListFormat
from marsad.serve.cli.page import Page, run
from marsad.serve.cli.words import say_days
from marsad.serve.incidents import find_incidents

IN_A_TABLE = 50
_COLUMNS = (
    *("id", "type", "family", "first_day", "last_day", "place", "place_id", "latitude", "longitude", "known_on"),
    *("claims", "texts", "outlets", "single_source", "contested"),
    *(f"{outcome}_{what}" for outcome in Outcome for what in ("low", "best", "high")),
)


def print_incidents(
    ledger: Ledger, asked: Asked, single_source: bool | None, window: Window, format: ListFormat, bidi: Bidi
) -> None:
    """The incidents that answer a question, as wished."""
    limit = window.limit or (IN_A_TABLE if format == ListFormat.TABLE else None)
    found = find_incidents(ledger, asked, single_source=single_source, limit=limit, skip=window.skip)
    if format == ListFormat.JSON:
        sys.stdout.buffer.write(b"[" + b",\n".join(map(msgspec.json.encode, found)) + b"]\n")
    elif format == ListFormat.CSV:
        rows = csv.writer(sys.stdout, lineterminator="\n")
        rows.writerow(_COLUMNS)
        rows.writerows([cells_of(each).get(column) for column in _COLUMNS] for each in found)
    else:
        total = ledger.count_incidents(asked, single_source=single_source)
        page = Page(Console(), bidi)
        with page.open():
            for each in found:
                _print_line(each, page)
            page.row(run(f"{len(found)} of {total} incidents", "dim"))


def _print_line(found: Incident, page: Page) -> None:
    when = say_days(found.days) if found.days else "day unknown"
    place = found.place.value if found.place else "place unknown"
    page.row(run(f"{when}  "), run(found.type, "bold"), run("  "), run(place), run(f"   {say_tolls(found)}", "red"))
    texts = "single source" if found.single_source else f"{len(found.origins)} texts"
    contested = [slot.slot for slot in found.slots if slot.contested and slot.slot not in ("source", "cause")]
    more = f"  disagree on {', '.join(contested)}" if contested else ""
    page.row(run(f"    {found.id}  {texts}{more}", "dim"))


def say_tolls(found: Incident) -> str:
    """The tolls with their range: "12 killed (3-12)"."""
    said = []
    for outcome in Outcome:
        slot = found.slot(str(outcome))
        if slot is not None and slot.count is not None:
            span = f" ({spoken(slot.count)})" if slot.contested else ""
            said.append(f"{slot.best} {outcome}{span}" if slot.contested else f"{spoken(slot.count)} {outcome}")
    return ", ".join(said)


def cells_of(found: Incident) -> dict[str, object]:
    """An incident as the cells of a row."""
    days, place, point = found.days, found.place, found.point
    cells: dict[str, object] = {
        "id": found.id,
        "type": found.type,
        "family": found.family,
        "first_day": days and days.start,
        "last_day": days and days.end,
        "place": place and place.value,
        "place_id": place and place.target,
        "latitude": point and point.latitude,
        "longitude": point and point.longitude,
        "known_on": found.known_on,
        "claims": len(found.members),
        "texts": len(found.origins),
        "outlets": "; ".join(found.outlets),
        "single_source": int(found.single_source),
        "contested": "; ".join(slot.slot for slot in found.slots if slot.contested),
    }
    for outcome in Outcome:
        slot = found.slot(str(outcome))
        if slot is not None and slot.count is not None:
            cells |= {
                f"{outcome}_low": slot.count.min,
                f"{outcome}_best": slot.best,
                f"{outcome}_high": slot.count.max,
            }
    return cells
