"""`marsad sources`: where a ledger's reports come from, and what is known of it."""

import csv
import sys
from dataclasses import replace

import msgspec
from rich.console import Console

from marsad.ledger import Ledger, OutletSummary
from marsad.model import Outlet
from marsad.serve.cli.options import Bidi, ListFormat
from marsad.serve.cli.page import Page, run
from marsad.serve.cli.table import print_row

COLUMNS = (
    "outlet",
    "reports",
    "copies",
    "first",
    "last",
    "language",
    "affiliation",
    "note",
    "syndicates_from",
)


def describe(ledger: Ledger, name: str, said: dict[str, str], syndicates_from: list[str] | None, *, who: str) -> None:
    """Write down what is said of an outlet beside what was said before."""
    known = next((each.outlet for each in ledger.outlets() if each.outlet.name == name), Outlet(name=name))
    known = msgspec.convert({**msgspec.to_builtins(known), **said}, Outlet)
    if syndicates_from:
        known = replace(known, syndicates_from=tuple(dict.fromkeys(syndicates_from)))
    ledger.describe(known, who=who)


def print_outlets(ledger: Ledger, name: str | None, format: ListFormat, bidi: Bidi) -> None:
    """All outlets, or one."""
    found = [each for each in ledger.outlets() if name is None or each.outlet.name == name]
    match format:
        case ListFormat.JSON:
            sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        case ListFormat.CSV:
            rows = csv.writer(sys.stdout, lineterminator="\n")
            rows.writerow(COLUMNS)
            rows.writerows(_cells(each) for each in found)
        case ListFormat.TABLE:
            page = Page(Console(), bidi)
            with page.open():
                for each in found:
                    _print(each, page)
                page.row(run(f"{len(found)} {'outlet' if len(found) == 1 else 'outlets'}", "dim"))


def _cells(each: OutletSummary) -> list[object]:
    outlet = each.outlet
    return [
        *(outlet.name, each.reports, each.copies, each.first, each.last),
        *(outlet.language, outlet.affiliation, outlet.note, "; ".join(outlet.syndicates_from)),
    ]


def _print(each: OutletSummary, page: Page) -> None:
    outlet = each.outlet
    days = "" if each.first is None else f", {each.first} to {each.last}"
    copies = f", {each.copies} of them near copies" if each.copies else ""
    page.row(run(outlet.name, "bold"), run(f"   {each.reports} reports{copies}{days}"))
    facts = {
        "language": outlet.language,
        "close to": outlet.affiliation,
        "carries": ", ".join(outlet.syndicates_from),
        "note": outlet.note,
    }
    for label, fact in facts.items():
        if fact:
            print_row(page, label, fact)
