"""`marsad add`: reports from the inputs into a ledger, many to a transaction, each of them whole or absent."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from time import monotonic

from marsad import reader
from marsad.errors import LedgerError
from marsad.ledger import Added, Item, Ledger, Mark, Plan, UnstorableError, sighting_of
from marsad.model import Report
from marsad.scale.local import InOrder, Readers
from marsad.serve.progress import ProgressBar
from marsad.sources import STDIN, Failure, read_sources, size_of
from marsad.sources.files import find_files
from marsad.version import VERSION

BATCH = 100  # reports in a transaction at most
PATIENCE = 2.0  # seconds after which what was read is written, however little it is
TRIES = 5  # at a report that other processes change meanwhile
_ORDER = (Added.NEW, Added.READ_AGAIN, Added.SEEN_AGAIN, Added.KNOWN, Added.FORGOTTEN)
_WORDS = {
    Added.NEW: "added",
    Added.READ_AGAIN: "read again",
    Added.SEEN_AGAIN: "seen elsewhere",
    Added.KNOWN: "known already",
    Added.FORGOTTEN: "left out as forgotten",
}


@dataclass(slots=True)
class Tally:
    """What became of the reports."""

    where: str
    counts: Counter[Added] = field(default_factory=Counter)
    failures: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        told = [told_of(self.counts)] * bool(self.counts.total())
        told += [f"{self.failures} failed"] * bool(self.failures)
        rate = self.counts.total() / self.seconds if self.seconds else 0.0
        speed = f" in {self.seconds:.0f} s, {rate:.0f} a second" if self.seconds >= 1 else ""
        return f"{self.where}: {', '.join(told) or 'no reports'}{speed}"


def told_of(counts: Counter[Added]) -> str:
    """What became of reports, in words."""
    return ", ".join(f"{counts[each]} {_WORDS[each]}" for each in _ORDER if counts[each]) or "no reports"


class Adding:
    """One run of `marsad add`."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        again: bool = False,
        forgotten: bool = False,
        today: date | None = None,
        packs: Iterable[Path] = (),
        readers: Readers | None = None,
        complain: Callable[[object], None],
    ) -> None:
        packs = tuple(packs)
        knowledge = reader.reader_of(packs).knowledge
        self._ledger = ledger.knowing(knowledge)
        self._mark = Mark(VERSION, knowledge.digests)
        self._again, self._forgotten = again, forgotten
        self._readers = readers or Readers(packs, today)
        self._reading: InOrder[Item] = InOrder(self._readers)
        self._complain = complain
        self._tally = Tally(ledger.where)
        self._waiting: list[Item] = []
        self._written = monotonic()

    def run(self, inputs: Iterable[str], *, published: date | None = None, ids: Collection[str] = ()) -> Tally:
        """Add every report of the inputs; a bad one is told of and stops no other."""
        inputs = list(inputs)
        began = monotonic()
        bar = ProgressBar(size_of(inputs))
        with bar.open():
            for where, found in _reports(inputs, published, ids, bar):
                if isinstance(found, Failure):
                    self._fail(found)
                else:
                    self._take(found, where)
                bar.read()
            self._hear(all=True)
            self._write()
        self._tally.seconds = monotonic() - began
        return self._tally

    def _take(self, report: Report, where: str) -> None:
        """Have a report read if it needs reading, and put what is read by now with what waits to be written."""
        self._ask(Item(report, sighting_of(report, where)))
        self._hear()
        if len(self._waiting) >= BATCH or monotonic() - self._written > PATIENCE:
            self._write()

    def _ask(self, item: Item) -> None:
        plan = self._plan(item)
        if plan.report is not None or plan.outcome == Added.SEEN_AGAIN:
            self._reading.ask(item, plan.report)
        else:
            self._tally.counts[plan.outcome] += 1

    def _hear(self, *, all: bool = False) -> None:
        for item, read in self._reading.answers(all=all):
            if isinstance(read, Failure):
                self._fail(read)
            else:
                self._waiting.append(replace(item, reading=read))

    def _plan(self, item: Item) -> Plan:
        return self._ledger.plan(item, self._mark, again=self._again, forgotten=self._forgotten)

    def _read_now(self, item: Item) -> Item | None:
        """The item with its reading; None when there is nothing to write."""
        plan = self._plan(item)
        if plan.report is None:
            return item if plan.outcome == Added.SEEN_AGAIN else None
        read = self._readers.read(plan.report).result()
        if isinstance(read, Failure):
            self._fail(read)
            return None
        return replace(item, reading=read)

    def _write(self) -> None:
        """Write what waits, all in one transaction; if one of them cannot be stored, one by one."""
        waiting, self._waiting = self._waiting, []
        self._written = monotonic()
        if not waiting:
            return
        try:
            outcomes = self._ledger.add(waiting, again=self._again)
        except LedgerError as error:
            if not isinstance(error, UnstorableError):
                raise
            self._write_singly(waiting, str(error))
        except Exception as error:
            self._write_singly(waiting, f"{type(error).__name__}: {error}; please send us this line")
        else:
            for item, outcome in zip(waiting, outcomes, strict=True):
                self._tally.counts[self._settled(item, outcome)] += 1

    def _write_singly(self, waiting: list[Item], problem: str) -> None:
        """Each of these in a transaction of its own, so that one that cannot be stored stops no other."""
        if len(waiting) == 1:
            self._fail(Failure(f"report {waiting[0].report.id}", f"it cannot be stored ({problem})"))
            return
        for item in waiting:
            self._waiting = [item]
            self._write()

    def _settled(self, item: Item, outcome: Added) -> Added:
        """What became of a report in the end: another process may have changed what is known of it meanwhile."""
        for _ in range(TRIES):
            if outcome != Added.STALE:
                break
            fresh = self._read_now(replace(item, reading=None))
            if fresh is None:
                return Added.KNOWN
            (outcome,) = self._ledger.add([fresh], again=self._again)
        return Added.READ_AGAIN if outcome == Added.STALE else outcome

    def _fail(self, failure: Failure) -> None:
        self._tally.failures += 1
        self._complain(failure)


def _reports(
    inputs: Iterable[str], published: date | None, ids: Collection[str], bar: ProgressBar
) -> Iterator[tuple[str, Report | Failure]]:
    """Every report of the inputs with the file it is in."""
    missing = dict.fromkeys(ids)
    for name in (each for given in inputs for each in _files(given)):
        where = "standard input" if name == STDIN else str(Path(name).resolve())
        for found in read_sources([name], published=published, ids=ids, heard=bar.heard):
            if isinstance(found, Report):
                missing.pop(found.id, None)
            elif found.where in {f"report {id}" for id in ids}:  # not in this file: perhaps in another
                continue
            yield where, found
    for id in missing:
        yield "", Failure(f"report {id}", "no input has a report of this id; check the id")


def _files(name: str) -> list[str]:
    """The files of an input; the input itself where it cannot be reached, which is told when it is read."""
    if name == STDIN:
        return [name]
    try:
        return [str(path) for path in find_files(name)]
    except Exception:
        return [name]
