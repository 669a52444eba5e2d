"""How fast a ledger answers: every filter of `marsad events`, incidents, control; its size beside that of its texts.

    python benchmarks/ledger.py LEDGER [OTHER]        SQLite files or postgresql:// URLs that `marsad add` made
    python benchmarks/ledger.py LEDGER OTHER --copy   first takes the readings of LEDGER into OTHER, a new ledger

Each question is asked after one for warming up, of both ledgers by turns; the least and the median are told, in
milliseconds. On a busy machine the least is nearer to what the ledger takes.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from time import perf_counter

from growing import BATCH
from sqlalchemy import select

from marsad.ledger import Asked, Item, Ledger, Near, sighting_of
from marsad.ledger.loading import reading_of, stored_readings
from marsad.ledger.opening import reading
from marsad.ledger.schema import readings, reports
from marsad.model import ClaimKind, EventFamily, Modality
from marsad.reader import reader_of
from marsad.serve.control import ControlAsked, find_periods
from marsad.serve.incidents import find_incidents, group_fresh, incident

TIMES = 7
MARK, CONTROL_MARK, OTHER_MARK = 300, 100, 2  # milliseconds, milliseconds, times as long as the first ledger
PAGE = 50
Question = Callable[[Ledger], object]
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
    "injured": Asked(injured=10),
    "denied": Asked(modalities=(Modality.DENIED,)),
    "confidence": Asked(confidence=0.7),
    "control claims": Asked(kinds=(ClaimKind.CONTROL,)),
    "source": Asked(source="skynews"),
    "text": Asked(text="غارة جوية"),
    "report text": Asked(report_text="حلب"),
    "known by": Asked(known_by=date(2018, 6, 1)),
}


class Asker:
    """Asks all ledgers the same by turns, and tells how long each took."""

    def __init__(self, ledgers: list[Ledger]) -> None:
        self.ledgers = ledgers
        self.missed = 0

    def ask(self, name: str, question: Question, mark: float) -> None:
        times: dict[str, list[float]] = {ledger.where: [] for ledger in self.ledgers}
        for turn in range(TIMES + 1):
            for ledger in self.ledgers:
                began = perf_counter()
                question(ledger)
                if turn:
                    times[ledger.where].append((perf_counter() - began) * 1000)
        least = [min(each) for each in times.values()]
        middle = [statistics.median(each) for each in times.values()]
        slower = least[-1] / least[0]
        missed = least[0] > mark or slower > OTHER_MARK
        self.missed += missed
        told = "".join(f"{low:>9.0f}{mid:>8.0f}" for low, mid in zip(least, middle, strict=True))
        print(f"{name:<28}{told}{f'{slower:>8.1f} times' if len(least) > 1 else ''}{'  MISSED' if missed else ''}")


def sizes(ledger: Ledger) -> str:
    with reading(ledger._engine) as connection:
        stored = connection.execute(select(reports.c.title, reports.c.text))
        texts = sum(len(f"{row.title}{row.text}".encode()) for row in stored)
    file = Path(ledger.where)
    size = file.stat().st_size if file.is_file() else 0
    return f"{size / 1e6:.1f} MB, {size / texts:.2f} times the {texts / 1e6:.1f} MB of the texts" if size else ""


def copy(source: Ledger, ledger: Ledger) -> None:
    """Take the readings of a ledger into another, and group what they tell of."""
    ledger.knowing(reader_of().knowledge)
    with reading(source._engine) as connection:
        rows = connection.execute(stored_readings.where(readings.c.superseded_at.is_(None))).all()
    began = perf_counter()
    for start in range(0, len(rows), BATCH):
        some = [reading_of(row) for row in rows[start : start + BATCH]]
        ledger.add([Item(each.report, sighting_of(each.report, "corpus"), each) for each in some])
    stored = perf_counter()
    group_fresh(ledger)
    print(f"{len(rows)} readings stored in {stored - began:.0f} s, grouped in {perf_counter() - stored:.0f} s")


def for_events(asked: Asked, single: bool | None = None) -> Question:
    return lambda ledger: ledger.find(asked, single_source=single, limit=PAGE)


def for_incidents(asked: Asked, single: bool | None = None) -> Question:
    return lambda ledger: find_incidents(ledger, asked, single_source=single, limit=PAGE)


def for_control(place: str | None, holder: str | None) -> Question:
    asked = ControlAsked(place=place, within=None, holder=holder, on=date(2018, 6, 1), known_by=None)
    return lambda ledger: find_periods(ledger, asked)


def questions() -> Iterator[tuple[str, Question, float]]:
    """Each question with its name and the milliseconds that it may take."""
    for name, asked in QUESTIONS.items():
        yield f"events, {name}", for_events(asked), MARK
        yield f"incidents, {name}", for_incidents(asked), MARK
    for name, single in (("single source", True), ("several sources", False)):
        yield f"events, {name}", for_events(Asked(), single), MARK
        yield f"incidents, {name}", for_incidents(Asked(), single), MARK
    yield "control of a city", for_control("حلب", None), CONTROL_MARK
    yield "control of a town", for_control("عفرين", None), CONTROL_MARK
    yield "control by a holder", for_control(None, "قسد"), CONTROL_MARK
    yield "control by a large holder", for_control(None, "الحوثيون"), CONTROL_MARK


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("other", nargs="?")
    parser.add_argument("--copy", action="store_true")
    args = parser.parse_args()
    with ExitStack() as stack:
        ledgers = [stack.enter_context(Ledger.open(args.ledger))]
        if args.other:
            ledgers.append(stack.enter_context(Ledger.open(args.other, create=args.copy)))
        if args.copy:
            copy(*ledgers)
        first = ledgers[0]
        print(sizes(first))
        kinds = Asked(kinds=(ClaimKind.CONTROL,))
        print(f"{first.count(Asked(kinds=tuple(ClaimKind)))} claims, {first.count(kinds)} of control, "
              f"{first.count_incidents(Asked())} incidents, "
              f"{first.count_incidents(Asked(), single_source=False)} of several texts")  # fmt: skip
        asker = Asker(ledgers)
        print(f"{'':<28}" + f"{'least':>9}{'median':>8}" * len(ledgers))
        for name, question, mark in questions():
            asker.ask(name, question, mark)
        largest = max(find_incidents(first, Asked(killed=20), limit=PAGE), key=lambda each: len(each.members))
        asker.ask(f"incident of {len(largest.members)} claims", lambda ledger: incident(ledger, largest.id), MARK)
        print(f"{asker.missed} questions missed their mark")


if __name__ == "__main__":
    main()
