"""`marsad watch`: feeds looked at again and again, for weeks, until somebody says stop.

Feeds are fetched in threads that hold nothing but the answer of a server; the one that calls `run` reads the reports
and writes the ledger. What is fetched waits in a short queue, so memory does not grow, and stopping need wait for no
server: the report in hand is finished, what was read is written, and the fetching threads are left behind.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from queue import Empty, Full, Queue
from threading import Thread
from time import monotonic

from marsad.errors import LedgerError, MarsadError
from marsad.ledger import Ledger
from marsad.model.feed import EntryMark, FeedMemory
from marsad.serve.adding import Adding
from marsad.serve.feed_list import FeedList, WatchedFeed
from marsad.sources import Failure, Found, Web
from marsad.sources.web.feeds import Visit

FETCHERS = 4  # feeds fetched at once
WAITING = 16  # fetched reports that wait to be read
TICK = 0.5  # seconds: how soon a stop is noticed while nothing happens
SOON = 30.0  # seconds after which a feed that failed is looked at again; doubled each time, up to its schedule
CLEARING = 500  # reports after which the caches of the extraction are emptied
RECOVERING = 5.0  # seconds after the ledger failed
GROUPING = 15 * 60.0  # seconds between groupings into incidents


@dataclass(slots=True)
class Look:
    """One look at a feed, as it goes on; what it came to is in the numbers."""

    feed: WatchedFeed
    visit: Visit
    before: FeedMemory
    marks: list[EntryMark] = field(default_factory=list)
    problem: str | None = None
    spoilt: bool = False  # the ledger failed meanwhile: what was fetched is fetched again

    @property
    def failures(self) -> int:
        """How many looks at this feed failed, one after the other, up to this one."""
        return self.before.failures + 1 if self.problem else 0


@dataclass(frozen=True, slots=True)
class _Got:
    """Something fetched, or with `found` None the end of a look."""

    look: Look
    found: Found | None = None
    mark: EntryMark | None = None


class Stopped(Exception):  # noqa: N818  no error: somebody said stop
    """Grouping was broken off."""


class Watch:
    """Feeds, the ledger that their reports go to, and when each is to be looked at next."""

    def __init__(
        self,
        ledger: Ledger,
        feeds: FeedList,
        web: Web,
        adding: Adding,
        *,
        tell: Callable[[str], None],
        group: Callable[[], None],
    ) -> None:
        self._ledger, self._feeds, self._web, self._adding = ledger, feeds, web, adding
        self._tell, self._group = tell, group
        self._stop = web.stop
        self._work: Queue[Look] = Queue()
        self._got: Queue[_Got] = Queue(WAITING)
        self._open: dict[str, Look] = {}  # looks that have begun, by address
        self._due: dict[str, float] = {}  # when each feed is looked at next
        self._taken = 0
        self._grouped = monotonic()
        self._ungrouped = self._grouping = False
        self.failed = 0  # looks that failed

    def run(self, *, once: bool = False) -> None:
        """Look at every feed on its schedule until the web's `stop` is set; with `once`, at each a single time."""
        began = monotonic()
        self._due = {each.url: began if once else began + self._wait_of(each) for each in self._feeds.feeds}
        for number in range(min(FETCHERS, len(self._feeds.feeds))):
            Thread(target=self._fetch, daemon=True, name=f"fetcher {number}").start()
        while not self._stop.is_set():
            try:
                self._start_due()
                if once and not self._open and not self._due:
                    break
                self._take_next(once)
            except LedgerError as error:
                self._spoil(error)
        with suppress(Stopped):
            self._close()

    def interrupt(self) -> None:
        """Stop soon; to be called by a handler of signals. Grouping, which can be done later, is broken off."""
        self._stop.set()
        if self._grouping:
            self._grouping = False
            raise Stopped

    def _wait_of(self, feed: WatchedFeed) -> float:
        """Seconds until a feed is due, by the last look that the ledger knows of."""
        memory = self._ledger.feed_memory(feed.url)
        if memory.looked is None:
            return 0.0
        passed = (datetime.now(UTC) - memory.looked).total_seconds()
        return max(0.0, min(_pause(feed, memory.failures) - passed, feed.every))

    def _start_due(self) -> None:
        now = monotonic()
        for feed in self._feeds.feeds:
            if self._due.get(feed.url, now + 1) <= now and feed.url not in self._open:
                memory = self._ledger.feed_memory(feed.url)
                visit = Visit(self._web, feed.url, memory=memory, articles=feed.articles, outlet=feed.outlet)
                look = Look(feed, visit, memory)
                del self._due[feed.url]
                self._open[feed.url] = look
                self._work.put(look)

    def _take_next(self, once: bool) -> None:
        """Read what was fetched next, or wait a moment."""
        try:
            got = self._got.get(timeout=self._patience())
        except Empty:
            self._adding.write()
            if self._ungrouped and not self._open and not once and monotonic() - self._grouped > GROUPING:
                with suppress(Stopped):
                    self._group_now()
            return
        if got.found is None:
            self._end(got.look, once)
            return
        self._adding.take(got.found, got.look.feed.url)
        if got.mark is not None and not got.look.spoilt:
            got.look.marks.append(got.mark)
        self._taken += 1
        if self._taken % CLEARING == 0:
            _clear_caches()

    def _patience(self) -> float:
        nearest = min(self._due.values(), default=monotonic() + TICK)
        return min(TICK, max(nearest - monotonic(), 0.01))

    def _end(self, look: Look, once: bool) -> None:
        """Write what the look brought, then remember it: after a crash in between it is looked at once more."""
        del self._open[look.feed.url]
        try:
            self._keep(look)
            memory = self._memory_after(look)
            self._ledger.keep_look(look.feed.url, memory, look.visit.listed)
        except LedgerError as error:
            look.problem = str(error)
        self._ungrouped |= bool(look.marks)
        self.failed += bool(look.problem)
        pause = _pause(look.feed, look.failures)
        if not once:
            self._due[look.feed.url] = monotonic() + pause
        self._tell(_line(look, None if once else pause))

    def _memory_after(self, look: Look) -> FeedMemory:
        if look.spoilt:
            look.problem = look.problem or "the ledger could not be written meanwhile; the feed is read again"
        now = datetime.now(UTC)
        if look.problem:
            return replace(look.before, looked=now, failures=look.failures)
        return replace(look.before, looked=now, failures=0, etag=look.visit.etag, modified=look.visit.modified)

    def _spoil(self, error: LedgerError) -> None:
        """The ledger failed, and reports that waited to be written are gone: their feeds are read again."""
        self._tell(f"{_now()} {error}")
        for look in self._open.values():
            look.spoilt = True
            look.marks.clear()
        self._stop.wait(RECOVERING)

    def _keep(self, look: Look) -> None:
        self._adding.write()
        if look.marks:
            self._ledger.keep_marks(look.feed.url, look.marks)

    def _close(self) -> None:
        """Write all that was read; looks that were not ended are begun again next time."""
        for look in self._open.values():
            self._keep(look)
        self._adding.write()
        if self._ungrouped and not self._stop.is_set():
            self._group_now()

    def _group_now(self) -> None:
        self._grouping = True
        self._group()
        self._grouping = False
        self._grouped, self._ungrouped = monotonic(), False

    # --- what runs in the fetching threads: nothing here touches the ledger

    def _fetch(self) -> None:
        while not self._stop.is_set():
            try:
                look = self._work.get(timeout=TICK)
            except Empty:
                continue
            for got in _got(look):
                if not self._hand_over(got):
                    return

    def _hand_over(self, got: _Got) -> bool:
        while not self._stop.is_set():
            try:
                self._got.put(got, timeout=TICK)
            except Full:
                continue
            return True
        return False


def _got(look: Look) -> Iterator[_Got]:
    """What a look brings, and its end; whatever goes wrong in it is its problem alone."""
    try:
        for found, mark in look.visit.items():
            yield _Got(look, found, mark)
    except MarsadError as error:
        look.problem = str(error)
    except Exception as error:
        look.problem = f"Marsad failed on it ({type(error).__name__}: {error}); please send us this line"
    yield _Got(look)


def _pause(feed: WatchedFeed, failures: int) -> float:
    """Seconds until the next look: by the schedule, sooner after failures, so that a lost network is found again."""
    return min(feed.every, SOON * 2 ** min(failures - 1, 10)) if failures else feed.every


def _line(look: Look, pause: float | None) -> str:
    then = "" if pause is None else f"; next in {_told(pause)}"
    if look.problem:
        times = f", {look.failures} times in a row" if look.failures > 1 else ""
        return f"{_now()} {Failure(look.feed.url, look.problem)}{times}{then}"
    fresh = len({mark.entry for mark in look.marks})
    return f"{_now()} {look.feed.url}: {fresh} new, {look.visit.known} known{then}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _told(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"


def _clear_caches() -> None:
    """The extraction remembers what it has met; in weeks that would be much."""
    from trafilatura.meta import reset_caches

    reset_caches()
