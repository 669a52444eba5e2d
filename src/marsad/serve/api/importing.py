"""Imports: files that were sent, added one after the other in the background, with how far each is."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from logging import getLogger
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex
from subprocess import Popen
from threading import Thread
from time import monotonic

from marsad.errors import MarsadError
from marsad.ledger import Added, Ledger
from marsad.model import Report
from marsad.serve.adding import Adding
from marsad.serve.api.child import group, parsed
from marsad.serve.api.settings import Settings
from marsad.serve.api.shapes.importing import FailureShape, Job
from marsad.sources import Failure

MOST_FAILURES = 200  # that are told of one by one
MOST_JOBS = 100  # that are remembered
_log = getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Import:
    """One file on its way into the ledger."""

    id: str
    name: str
    who: str
    file: Path
    size: int
    outlet: str | None
    published: date | None
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    state: str = "waiting"
    read: int = 0
    added: int = 0
    bytes_read: int = 0
    failed: list[Failure] = field(default_factory=list)
    began: float = 0.0
    ended: float = 0.0
    child: Popen[bytes] | None = None
    stopping: bool = False

    def job(self) -> Job:
        """How far it is."""
        return Job(
            id=self.id,
            name=self.name,
            state=self.state,
            read=self.read,
            added=self.added,
            failed=[FailureShape(where=each.where, problem=each.problem) for each in self.failed[:MOST_FAILURES]],
            bytes=self.size,
            bytes_read=self.bytes_read,
            seconds=round((self.ended or monotonic()) - self.began, 1) if self.began else 0.0,
            started=self.started,
            who=self.who,
        )


class Imports:
    """All imports since the server began; one is worked on at a time."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger, self._settings = ledger, settings
        self._jobs: dict[str, Import] = {}
        self._queue: SimpleQueue[Import | None] = SimpleQueue()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to wait for files."""
        self._thread = Thread(target=self._run, name="marsad-imports", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; what was kept stays."""
        for job in self._jobs.values():
            self._halt(job)
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join()

    def take(self, file: Path, name: str, *, who: str, outlet: str | None, published: date | None) -> Job:
        """A file that was sent; it is deleted when it is done with."""
        size = file.stat().st_size
        job = Import(id=token_hex(8), name=name, who=who, file=file, size=size, outlet=outlet, published=published)
        done = [id for id, each in self._jobs.items() if each.ended]
        for id in done[: max(0, len(self._jobs) - MOST_JOBS)]:
            del self._jobs[id]
        self._jobs[job.id] = job
        self._queue.put(job)
        return job.job()

    def jobs(self) -> list[Job]:
        """All, the latest first."""
        return [job.job() for job in reversed(self._jobs.values())]

    def job(self, id: str) -> Job | None:
        """One of them."""
        found = self._jobs.get(id)
        return None if found is None else found.job()

    def halt(self, id: str) -> None:
        """Stop one; what was kept stays."""
        self._halt(self._jobs[id])

    def _halt(self, job: Import) -> None:
        job.stopping = True
        if job.child is not None:
            job.child.kill()

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            job.began = monotonic()
            try:
                self._add(job)
            except MarsadError as error:
                job.failed.append(Failure(job.name, str(error)))
                job.state = "failed"
            except Exception:
                _log.exception("import %s", job.id)
                job.failed.append(Failure(job.name, "Marsad failed on it; the server's log says more"))
                job.state = "failed"
            finally:
                job.file.unlink(missing_ok=True)
                job.ended = monotonic()

    def _add(self, job: Import) -> None:
        job.state = "reading"
        adding = Adding(self._ledger, packs=self._settings.packs, complain=lambda _: None)

        def done() -> None:
            job.read += 1
            job.added = adding.tally.counts[Added.NEW] + adding.tally.counts[Added.READ_AGAIN]

        tally = adding.keep(self._reports(job), done=done)
        job.added = tally.counts[Added.NEW] + tally.counts[Added.READ_AGAIN]
        self._ledger.accounts.log(job.who, "import", job.name, {"added": job.added, "failed": len(job.failed)})
        if job.added:
            job.state = "grouping"
            group(self._ledger.address)
        job.state = "stopped" if job.stopping else "done"

    def _reports(self, job: Import) -> Iterator[tuple[str, Report | Failure]]:
        """The reports of the file, as far as nobody stops it."""

        def born(child: Popen[bytes]) -> None:
            job.child = child

        for line in () if job.stopping else parsed(job.file, self._settings, born):
            job.bytes_read = line.seen
            if job.stopping:
                return
            if line.failure is not None:
                where = line.failure.where.replace(str(job.file), job.name)
                job.failed.append(replace(line.failure, where=where))
                yield job.name, job.failed[-1]
            elif line.report is not None:
                yield f"upload: {job.name}", _described(line.report, job)


def _described(report: Report, job: Import) -> Report:
    """A report with the outlet and day of its file, where it states none itself."""
    outlet, published = report.outlet or job.outlet, report.published or job.published
    return replace(report, outlet=outlet, published=published)
