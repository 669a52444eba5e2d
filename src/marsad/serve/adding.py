"""`marsad add`: reports from the inputs into a ledger, many to a transaction, each of them whole or absent."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic

from marsad import reader
from marsad.errors import LedgerError
from marsad.ledger import Added, Item, Ledger, Mark, UnstorableError, sighting_of
from marsad.model import Report
from marsad.serve.progress import ProgressBar
from marsad.serve.readings import Intake, read_one
from marsad.serve.tally import FAILED, SKIPPED, WORDS, Row, Tally, Tell, row_of
from marsad.sources import STDIN, Failure, Found, Skipped, read_sources, size_of
from marsad.sources.files import find_files
from marsad.sources.web import is_url
from marsad.version import VERSION

BATCH = 100  # reports in a transaction at most
PATIENCE = 2.0  # seconds after which what was read is written, however little it is
TRIES = 5  # at a report that other processes change meanwhile


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
        complain: Callable[[object], None],
        tell: Tell | None = None,
        dry: bool = False,
    ) -> None:
        self._packs = tuple(packs)
        knowledge = reader.reader_of(self._packs).knowledge
        self._ledger = ledger.knowing(knowledge)
        self._mark = Mark(VERSION, knowledge.digests)
        self._again, self._forgotten, self._today = again, forgotten, today
        self._complain, self._tell = complain, tell
        self.tally = Tally(ledger.where, dry=dry)
        self._met: set[str] = set()  # texts met in a dry run
        self._waiting: list[Item] = []
        self._written = monotonic()

    def run(self, inputs: Iterable[str], intake: Intake | None = None) -> Tally:
        """Add every report of the inputs; a bad one is told of and stops no other."""
        inputs = list(inputs)
        bar = ProgressBar(size_of(inputs))
        with bar.open():
            return self.keep(found_in(inputs, intake or Intake(), bar, self._complain), done=bar.read)

    def keep(self, found: Iterable[tuple[str, Found]], *, done: Callable[[], None] | None = None) -> Tally:
        """Add what was met, each with the place it was met at; `done` is told of each."""
        began = monotonic()
        for where, each in found:
            self.take(each, where)
            if done is not None:
                done()
        self.write()
        self.tally.seconds = monotonic() - began
        return self.tally

    def take(self, found: Found, where: str) -> None:
        """Take in what was met at a place; it is written by and by, at the latest by `write`."""
        match found:
            case Failure():
                self._fail(found)
            case Skipped():
                self.tally.skipped += 1
                self._complain(found)
                self._say(Row(found.where, SKIPPED, why=found.why))
            case Report():
                self._take(found, where)

    def _take(self, report: Report, where: str) -> None:
        """Read a report if it needs reading, and put it with those that wait to be written."""
        item = Item(report, sighting_of(report, where))
        if self.tally.dry:
            self._rehearse(item)
            return
        read = self._read(item)
        if read is None:
            return
        self._waiting.append(read)
        if len(self._waiting) >= BATCH or monotonic() - self._written > PATIENCE:
            self.write()

    def _rehearse(self, item: Item) -> None:
        """Count what adding the report would do."""
        outcome = self._ledger.plan(item, self._mark, again=self._again, forgotten=self._forgotten).outcome
        if item.report.sha256 in self._met and outcome in (Added.NEW, Added.READ_AGAIN):
            outcome = Added.SEEN_AGAIN
        self._met.add(item.report.sha256)
        self._count(item, outcome)

    def _read(self, item: Item) -> Item | None:
        """The item with its reading; None when there is nothing to write."""
        plan = self._ledger.plan(item, self._mark, again=self._again, forgotten=self._forgotten)
        if plan.report is None:
            if plan.outcome == Added.SEEN_AGAIN:
                return item
            self._count(item, plan.outcome)
            return None
        reading = read_one(plan.report, today=self._today, packs=self._packs)
        if isinstance(reading, Failure):
            self._fail(reading)
            return None
        return replace(item, reading=reading)

    def write(self) -> None:
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
                self._count(item, self._settled(item, outcome))

    def _write_singly(self, waiting: list[Item], problem: str) -> None:
        """Each of these in a transaction of its own, so that one that cannot be stored stops no other."""
        if len(waiting) == 1:
            self._fail(Failure(f"report {waiting[0].report.id}", f"it cannot be stored ({problem})"))
            return
        for item in waiting:
            self._waiting = [item]
            self.write()

    def _settled(self, item: Item, outcome: Added) -> Added:
        """What became of a report in the end: another process may have changed what is known of it meanwhile."""
        for _ in range(TRIES):
            if outcome != Added.STALE:
                break
            fresh = self._read(replace(item, reading=None))
            if fresh is None:
                return Added.KNOWN
            (outcome,) = self._ledger.add([fresh], again=self._again)
        return Added.READ_AGAIN if outcome == Added.STALE else outcome

    def _fail(self, failure: Failure) -> None:
        self.tally.failures += 1
        self._complain(failure)
        self._say(Row(failure.where, FAILED, why=failure.problem))

    def _count(self, item: Item, outcome: Added) -> None:
        self.tally.counts[outcome] += 1
        self._say(row_of(item.report, item.sighting.where, WORDS[outcome]))

    def _say(self, row: Row) -> None:
        if self._tell:
            self._tell(row)


def found_in(
    inputs: Iterable[str], intake: Intake, bar: ProgressBar, tell: Callable[[object], None]
) -> Iterator[tuple[str, Found]]:
    """Everything met in the inputs with the file or address it is in; `tell` is told what columns were taken for."""
    missing = dict.fromkeys(intake.ids)
    for name in (each for given in inputs for each in _files(given)):
        where = place_of(name)
        for found in read_sources(
            [name],
            published=intake.published,
            ids=intake.ids,
            heard=bar.heard,
            web=intake.web,
            articles=intake.articles,
            columns=intake.columns,
            tell=tell,
        ):
            if isinstance(found, Report):
                missing.pop(found.id, None)
            elif isinstance(found, Failure) and found.where in {f"report {id}" for id in intake.ids}:
                continue  # not in this file: perhaps in another
            yield where, found
    for id in missing:
        yield "", Failure(f"report {id}", "no input has a report of this id; check the id")


def place_of(name: str) -> str:
    """Where an input is, for good."""
    if name == STDIN:
        return "standard input"
    return name if is_url(name) else str(Path(name).resolve())


def _files(name: str) -> list[str]:
    """The files of an input; the input itself where it cannot be reached, which is told when it is read."""
    if name == STDIN or is_url(name):
        return [name]
    try:
        return [str(path) for path in find_files(name)]
    except Exception:
        return [name]
