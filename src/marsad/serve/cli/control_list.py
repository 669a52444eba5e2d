"""Who held what, as a table for people, JSON and CSV for programs."""

import csv
import sys
from datetime import date

import msgspec
from rich.console import Console

from marsad.ledger import Ledger
from marsad.model.control import ControlPeriod
from marsad.serve.cli.options import Bidi, ListFormat
from marsad.serve.cli.page import Page, run
from marsad.serve.control import ControlAsked, find_periods
from marsad.timeline import freshness

_COLUMNS = (
    "place",
    "place_id",
    "holder",
    "holder_id",
    "hold",
    "start",
    "until",
    "last_heard",
    "freshness",
    "contested",
)


def print_control(ledger: Ledger, asked: ControlAsked, format: ListFormat, bidi: Bidi) -> None:
    """The answer, as wished."""
    found = find_periods(ledger, asked)
    if format == ListFormat.JSON:
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        return
    day = asked.on or asked.known_by or ledger.known_until() or date.max
    if format == ListFormat.CSV:
        rows = csv.writer(sys.stdout, lineterminator="\n")
        rows.writerow((*_COLUMNS, "outlets", "claims"))
        for period in found:
            cells = [getattr(period, name, None) for name in _COLUMNS]
            cells[_COLUMNS.index("freshness")] = freshness(period, day)
            rows.writerow((*cells, "; ".join(period.outlets), "; ".join(claim.key for claim in period.claims)))
        return
    page = Page(Console(), bidi)
    with page.open():
        for period in found:
            _print_period(period, day, page)
        page.row(run(f"{len(found)} periods" if found else "nobody is said to have held it", "dim"))


def _print_period(period: ControlPeriod, day: date, page: Page) -> None:
    until = f"to {period.until}" if period.until else f"last heard {period.last_heard}"
    contested = "   contested" if period.contested else ""
    faded = freshness(period, min(day, period.until or day))
    page.row(
        run(f"{period.start} {until}  "),
        run(period.place, "bold"),
        run("  "),
        run(period.holder, "bold"),
        run(f"  {period.hold}  {faded}", "dim"),
        run(contested, "yellow"),
    )
    for claim in period.claims:
        page.row(run(f"    {claim.type} {claim.days or claim.known_on}  "), run(claim.outlet or "an unnamed outlet"))
        page.quote(run(claim.quote), indent=8)
