"""Who held what, as a table for people, JSON and CSV for programs."""

import csv
import sys
from dataclasses import dataclass, replace
from datetime import date

import msgspec
from rich.console import Console

from marsad.ledger import Asked, Ledger, Meant
from marsad.model import ClaimKind, ClaimRecord
from marsad.model.control import ControlPeriod
from marsad.serve.cli.options import Bidi, ListFormat
from marsad.serve.cli.page import Page, run
from marsad.timeline import control_periods, day_of, freshness, holding

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlAsked:
    """What is asked of control: of a place, of all in it, of a holder; as of a day, as known on a day."""

    place: str | None
    within: str | None
    holder: str | None
    on: date | None
    known_by: date | None


def find_periods(ledger: Ledger, asked: ControlAsked) -> list[ControlPeriod]:
    """The periods that answer. A holder's end by what is said of others, so all claims on its places are looked at."""
    wanted = Asked(kinds=(ClaimKind.CONTROL,), place=asked.place, within=asked.within, known_by=asked.known_by)
    if asked.holder is not None:
        meant = ledger.meant_by(asked.holder)
        own = ledger.find(replace(wanted, actor=asked.holder))
        heard = [claim for claim in own if asked.on is None or day_of(claim) <= asked.on]
        held = [place for claim in heard if (place := claim.place) and _is_held(claim, meant)]
        periods = control_periods(ledger.find(replace(wanted, places=tuple(held)))) if held else []
        periods = [period for period in periods if meant.covers(period.holder_id, period.holder)]
    else:
        periods = control_periods(ledger.find(wanted))
    return holding(periods, asked.on) if asked.on else periods


def _is_held(claim: ClaimRecord, meant: Meant) -> bool:
    """Whether the claim names the actor asked for as holder, not as the former one."""
    return any(meant.covers(holder.target, holder.value) for holder in claim.all("holder"))


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
