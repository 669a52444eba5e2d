"""Feeds to reports: each entry's article where it can be fetched, else the text that the entry itself carries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from marsad.errors import InputError
from marsad.model import Report
from marsad.model.feed import EntryMark, FeedMemory
from marsad.sources.encoding import has_arabic
from marsad.sources.html import Known, read_html
from marsad.sources.source import Failure, Found, Skipped, Source
from marsad.sources.web.fetching import Page, Web
from marsad.sources.web.limits import FetchError
from marsad.sources.web.parsing import Entry, Feed, parse_feed

FILE_LIMIT = 64 * 1024 * 1024  # bytes of a feed that was saved
EMPTY = "the entry has no text, and no article was fetched"
FOREIGN = "it has no Arabic in it"


MOST_TROUBLES = 3  # articles in a row that a server fails to send; then it is left alone for this time
MOST_TRIES = 5  # visits at which an article is asked for; then the entry's own text must do
NOTHING = FeedMemory()


class Visit:
    """One look at a feed. After `items` has ended, `etag` and `modified` are what to ask with next time."""

    def __init__(
        self,
        web: Web,
        url: str,
        *,
        memory: FeedMemory = NOTHING,
        articles: bool = True,
        outlet: str | None = None,
    ) -> None:
        self._web, self.url, self._memory = web, url, memory
        self._articles, self._outlet = articles, outlet
        self.etag, self.modified = memory.etag, memory.modified
        self.known = 0  # entries that were read before
        self.listed: frozenset[str] = frozenset()  # keys of all entries; none when nothing has changed

    def items(self) -> Iterator[tuple[Found, EntryMark | None]]:
        """What is new, each with the mark of its entry; FetchError, InputError for a feed that cannot be read."""
        page = self._web.fetch(self.url, etag=self._memory.etag, modified=self._memory.modified)
        if page.unchanged:
            return
        feed = parse_feed(page.body, stem=self.url, url=page.url, charset=page.charset)
        self.listed = frozenset(entry.key for entry in feed.entries)
        taking = _Taking(feed, self._web if self._articles else None, self._outlet)
        complete = True
        for entry in feed.entries:
            before = self._memory.marks.get(entry.key, EntryMark(entry.key, "", 0))
            if before.version == entry.version and before.done:
                self.known += 1
                continue
            if taking.troubles == MOST_TROUBLES:
                complete = False
                yield Skipped(self.url, "the server fails; what is left is asked for at the next look"), None
                break
            tries = before.tries + 1 if before.version == entry.version else 1
            for found, done in taking.read(entry, last_try=tries >= MOST_TRIES):
                complete &= done
                yield found, EntryMark(entry.key, entry.version, 0 if done else tries)
        if feed.left_out:
            yield _too_many(self.url, feed), None
        if complete:  # else the server must send the feed again, for what is to be tried again
            self.etag, self.modified = page.etag, page.modified


def read_feed(source: Source) -> Iterator[Found]:
    """The entries of a feed: their articles where the source may fetch, else their own text."""
    data = source.whole(FILE_LIMIT)
    feed = parse_feed(data, stem=source.stem, url=source.url, charset=source.charset)
    if not feed.entries:
        yield Skipped(source.where, "the feed has no entries")
    taking = _Taking(feed, source.web, None)
    for entry in feed.entries:
        if source.wants(entry.id):
            for found, _ in taking.read(entry, last_try=True):
                yield replace(found, where=f"{source.where}: {found.where}") if isinstance(found, Skipped) else found
    if feed.left_out:
        yield _too_many(source.where, feed)


@dataclass(slots=True)
class _Taking:
    """How the entries of one feed become reports; `troubles` counts articles in a row that could not be had for now."""

    feed: Feed
    web: Web | None
    outlet: str | None
    troubles: int = 0

    def read(self, entry: Entry, *, last_try: bool) -> Iterator[tuple[Found, bool]]:
        """What becomes of an entry, and whether it is done with; else it is to be tried again at the next look."""
        if self.web is not None and entry.url and self.troubles < MOST_TROUBLES:
            try:
                report = self._article(self.web.fetch(entry.url, named=False), entry)
            except InputError as error:
                passing = isinstance(error, FetchError) and error.passing
                self.troubles = self.troubles + 1 if passing else 0
                if passing and not last_try:
                    yield Failure(entry.url, str(error)), False
                    return
                more = "; the text in the feed is taken instead" if entry.text else ""
                yield Failure(entry.url, f"{error}{more}"), True
            else:
                self.troubles = 0
                yield _arabic(report), True
                return
        elif not entry.text:
            yield Skipped(f"entry {entry.id}", EMPTY), True
        if entry.text:
            yield _arabic(self._own_text(entry)), True

    def _article(self, page: Page, entry: Entry) -> Report:
        known = Known(
            url=page.url,
            title=entry.title,
            outlet=self.outlet or self.feed.title or None,
            published=entry.published,
            charset=page.charset,
        )
        report = read_html(page.body, id=entry.id, known=known)
        return replace(report, outlet=self.outlet) if self.outlet else report

    def _own_text(self, entry: Entry) -> Report:
        return Report(
            id=entry.id,
            title=entry.title,
            text=entry.text,
            outlet=self.outlet or self.feed.title or None,
            published=entry.published,
            url=entry.url,
        )


def _arabic(report: Report) -> Report | Skipped:
    return report if has_arabic(report.content) else Skipped(f"entry {report.id}", FOREIGN)


def _too_many(where: str, feed: Feed) -> Skipped:
    return Skipped(where, f"{feed.left_out} entries after the first {len(feed.entries)} are left out")
