"""How fast a ledger answers: every filter of `marsad events`, incidents, control; its size beside that of its texts.

    python benchmarks/ledger.py LEDGER        a SQLite file or postgresql:// URL that `marsad add` made

Each question is asked five times after one for warming up; the median is told, in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

from sqlalchemy import select

from marsad.ledger import Asked, Ledger, Near
from marsad.ledger.opening import reading
from marsad.ledger.schema import reports
from marsad.model import ClaimKind, EventFamily
from marsad.serve.control import ControlAsked, find_periods
from marsad.serve.incidents import find_incidents, incident

TIMES = 5
PAGE = 50
QUESTIONS = {
    "all": Asked(),
    "type": Asked(types=("Air/drone strike",)),
    "family": Asked(families=(EventFamily.BATTLES,)),
    "place": Asked(place="حلب"),
    "within": Asked(within="سوريا"),
    "near": Asked(near=Near(latitude=35.9, longitude=36.6, km=50)),
    "actor": Asked(actor="داعش"),
    "days": Asked(since=date(2018, 1, 1), until=date(2018, 12, 31)),
    "killed": Asked(killed=10),
    "source": Asked(source="skynews"),
    "text": Asked(text="غارة جوية"),
    "report text": Asked(report_text="حلب"),
    "known by": Asked(known_by=date(2018, 6, 1)),
}


def median(ask: Callable[[], object]) -> float:
    ask()
    times = []
    for _ in range(TIMES):
        began = perf_counter()
        ask()
        times.append((perf_counter() - began) * 1000)
    return statistics.median(times)


def sizes(ledger: Ledger) -> str:
    with reading(ledger._engine) as connection:
        stored = connection.execute(select(reports.c.title, reports.c.text))
        texts = sum(len(f"{row.title}{row.text}".encode()) for row in stored)
    file = Path(ledger.where)
    size = file.stat().st_size if file.is_file() else 0
    return f"{size / 1e6:.1f} MB, {size / texts:.2f} times the {texts / 1e6:.1f} MB of the texts" if size else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    with Ledger.open(parser.parse_args().ledger) as ledger:
        print(sizes(ledger))
        print(f"{'question':<14}{'events':>10}{'incidents':>12}")
        for name, asked in QUESTIONS.items():
            events = median(lambda asked=asked: ledger.find(asked, limit=PAGE))  # type: ignore[misc]
            incidents = median(lambda asked=asked: find_incidents(ledger, asked, limit=PAGE))  # type: ignore[misc]
            print(f"{name:<14}{events:>10.0f}{incidents:>12.0f}")
        largest = max(find_incidents(ledger, Asked(killed=20), limit=PAGE), key=lambda each: len(each.members))
        print(f"one incident of {len(largest.members)} claims{median(lambda: incident(ledger, largest.id)):>8.0f}")
        for name, place in (("control of a city", "حلب"), ("control of a town", "عفرين")):
            asked_of = ControlAsked(place=place, within=None, holder=None, on=date(2018, 6, 1), known_by=None)
            print(f"{name}{median(lambda asked_of=asked_of: find_periods(ledger, asked_of)):>8.0f}")  # type: ignore[misc]
        for name, holder in (("control by a holder", "قسد"), ("by a large holder", "الحوثيون")):
            of_holder = ControlAsked(place=None, within=None, holder=holder, on=date(2018, 6, 1), known_by=None)
            print(f"{name}{median(lambda of_holder=of_holder: find_periods(ledger, of_holder)):>8.0f}")  # type: ignore[misc]
        kinds = Asked(kinds=(ClaimKind.CONTROL,))
        print(f"{ledger.count(Asked(kinds=tuple(ClaimKind)))} claims, {ledger.count(kinds)} of control, "
              f"{ledger.count_incidents(Asked())} incidents, "
              f"{ledger.count_incidents(Asked(), single_source=False)} of several texts")  # fmt: skip


if __name__ == "__main__":
    main()
