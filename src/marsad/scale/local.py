"""Reading on all cores of one machine: processes read, one process writes, and the order of reports stays.

    reports ──> plan ──> child processes read ──> readings in the order of the reports ──> the one writer

Where the system can fork, the packs are loaded once and shared by all children.
"""

import gc
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date
from multiprocessing.connection import wait
from pathlib import Path
from typing import Generic, TypeVar

from marsad import reader
from marsad.errors import MarsadError, PackError, ScaleError
from marsad.model import Reading, Report
from marsad.sources.source import Failure

AHEAD = 8  # reports in the hands of each child: enough that none waits while the writer is busy
DIED = (
    "a process that reads was ended from outside, most likely because the machine ran out of memory; what was kept "
    "stays: give the command again, with a smaller --jobs"
)
Read = Reading | Failure
T = TypeVar("T")


def read_one(
    report: Report, *, today: date | None = None, packs: Iterable[Path] = (), without_model: bool = False
) -> Read:
    """One report, read; on what Marsad itself fails a Failure, so that it does not stop the others."""
    where = f"report {report.id}"
    try:
        return reader.read(report, today=today, packs=packs, without_model=without_model)
    except PackError:  # without its knowledge Marsad reads nothing
        raise
    except MarsadError as error:
        return Failure(where, str(error))
    except Exception as error:
        return Failure(
            where,
            f"Marsad failed on it ({type(error).__name__}: {error}); please send us this line and the report",
        )


class Readers:
    """Reads reports that are handed in, in this process or in others; each comes back as a Future.

    `room` is how many reports may be waited for at once.
    """

    def __init__(self, packs: Iterable[Path] = (), today: date | None = None) -> None:
        self._packs, self._today = tuple(packs), today
        self.room = 1

    def read(self, report: Report) -> Future[Read]:
        """Begin to read a report."""
        read: Future[Read] = Future()
        read.set_result(read_one(report, today=self._today, packs=self._packs))
        return read


class _Children(Readers):
    """Readers in processes of their own."""

    def __init__(self, pool: ProcessPoolExecutor, jobs: int, packs: Iterable[Path], today: date | None) -> None:
        super().__init__(packs, today)
        self._pool = pool
        self.room = jobs * AHEAD

    def read(self, report: Report) -> Future[Read]:
        try:
            return self._pool.submit(read_one, report, today=self._today, packs=self._packs)
        except BrokenProcessPool:
            raise ScaleError(DIED) from None


@contextmanager
def readers(jobs: int = 1, packs: Iterable[Path] = (), today: date | None = None) -> Iterator[Readers]:
    """Readers in so many processes, in this one if `jobs` is 1. To be opened before any database or thread is."""
    packs = tuple(packs)
    reader.reader_of(packs)  # loaded here, and shared by children that are forked
    if jobs == 1:
        yield Readers(packs, today)
        return
    gc.freeze()  # what the children share is not written to by their collectors
    pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_begin, initargs=(packs,))
    try:
        pool.submit(os.getpid).result()  # forked now, while there is nothing else that a child could inherit
        yield _Children(pool, jobs, packs, today)
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _context() -> multiprocessing.context.BaseContext:
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _begin(packs: tuple[Path, ...]) -> None:
    """What a child does first: load the packs unless it was forked with them, and watch its parent."""
    reader.reader_of(packs)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class InOrder(Generic[T]):
    """Readings that are waited for, given back in the order in which they were asked for, each with its ticket."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._waiting: deque[tuple[T, Future[Read] | None]] = deque()

    def ask(self, ticket: T, report: Report | None) -> None:
        """Ask for the reading of a report; without a report the ticket alone comes back in its turn."""
        self._waiting.append((ticket, None if report is None else self._readers.read(report)))

    def answers(self, *, all: bool = False) -> Iterator[tuple[T, Read | None]]:
        """What is there by now, waiting only where no more may be asked for, or for `all`."""
        while self._waiting:
            ticket, read = self._waiting[0]
            if read is not None and not read.done() and not all and len(self._waiting) < self._readers.room:
                return
            self._waiting.popleft()
            try:
                yield ticket, None if read is None else read.result()
            except BrokenProcessPool:
                raise ScaleError(DIED) from None
