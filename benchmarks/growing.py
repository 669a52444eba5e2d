"""How long it takes to add 100 reports to a ledger of 100,000 claims, incidents and all.

    python benchmarks/growing.py LEDGER REPORTS.jsonl NEW.db [--claims 100000]

LEDGER holds the corpus already. Its readings go into NEW.db again and again, each time as reports of some years later
with a word more, until there are so many claims; then `marsad add` takes 100 reports of REPORTS, which it reads.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter

from given import report_of

from marsad.ledger import Asked, Item, Ledger, sighting_of
from marsad.ledger.loading import reading_of, stored_readings
from marsad.ledger.opening import reading as viewing
from marsad.ledger.schema import readings
from marsad.model import ClaimKind, DateRange, Reading
from marsad.reader import reader_of
from marsad.serve.incidents import group_fresh

YEARS = timedelta(days=3653)
BATCH, NEW = 200, 100
EVERYTHING = Asked(kinds=tuple(ClaimKind))


def later(reading: Reading, times: int) -> Reading:
    """A reading as if its report had come out so many decades later, with one word more."""
    move = YEARS * times
    report = reading.report
    day = report.published and report.published + move
    report = replace(report, id=f"{report.id}+{times}", text=f"{report.text} {times}", published=day)
    dates = tuple(replace(link, days=link.days and _moved(link.days, move)) for link in reading.dates)
    return replace(reading, report=report, dates=dates)


def _moved(days: DateRange, move: timedelta) -> DateRange:
    if days.end > date.max - move:
        return days
    return DateRange(days.start + move, days.end + move)


def fill(ledger: Ledger, source: Ledger, claims: int) -> None:
    ledger.knowing(reader_of().knowledge)
    with viewing(source._engine) as connection:
        rows = connection.execute(stored_readings.where(readings.c.superseded_at.is_(None))).all()
    stored = [reading_of(row) for row in rows]
    for times in count(1):
        moved = [later(each, times) for each in stored]
        for start in range(0, len(moved), BATCH):
            some = moved[start : start + BATCH]
            ledger.add([Item(each.report, sighting_of(each.report, "corpus"), each) for each in some])
            if ledger.count(EVERYTHING) >= claims:
                return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("reports", type=Path)
    parser.add_argument("new")
    parser.add_argument("--claims", type=int, default=100_000)
    args = parser.parse_args()
    with Ledger.open(args.ledger) as source, Ledger.open(args.new, create=True) as ledger:
        began = perf_counter()
        fill(ledger, source, args.claims)
        print(f"{ledger.count(EVERYTHING)} claims stored in {perf_counter() - began:.0f} s")
        began = perf_counter()
        group_fresh(ledger)
        print(f"{ledger.count_incidents(Asked())} incidents in {perf_counter() - began:.0f} s")
        with args.reports.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line, _ in zip(lines, range(NEW), strict=False)]
        items = []
        began = perf_counter()
        for row in rows:
            report = report_of(row | {"id": f"new {row['id']}", "text": f"{row['text']} جديد"})
            day = report.published and report.published + YEARS
            report = replace(report, published=day)
            items.append(Item(report, sighting_of(report, "new"), reader_of().read(report)))
        print(f"{NEW} reports read in {perf_counter() - began:.1f} s")
        began = perf_counter()
        ledger.add(items)
        print(f"stored in {perf_counter() - began:.1f} s")
        began = perf_counter()
        print(f"{group_fresh(ledger)} claims placed in incidents in {perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
