"""What `marsad watch` remembers of each feed, so that it goes on where it stopped."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from marsad.ledger.schema import feed_entries, feeds
from marsad.model.feed import EntryMark, FeedMemory

T = TypeVar("T")

KEPT = timedelta(days=30)  # an entry that its feed no longer lists is forgotten after so long
STEP = 500  # entries in one statement


def memory_of(connection: Connection, url: str) -> FeedMemory:
    """What is remembered of a feed; nothing of one that was never looked at."""
    row = connection.execute(select(feeds).where(feeds.c.url == url)).first()
    columns = (feed_entries.c.entry, feed_entries.c.version, feed_entries.c.tries)
    found = connection.execute(select(*columns).where(feed_entries.c.feed == url))
    marks = {mark.entry: mark for mark in (EntryMark(*each) for each in found)}
    if row is None:
        return FeedMemory(marks=marks)
    looked = datetime.fromisoformat(row.looked)
    return FeedMemory(etag=row.etag, modified=row.modified, looked=looked, failures=row.failures, marks=marks)


def keep_marks(connection: Connection, url: str, marks: Iterable[EntryMark]) -> None:
    """Remember these entries as they now are."""
    today = datetime.now(UTC).date()
    latest = list({mark.entry: mark for mark in marks}.values())
    for part in _parts(latest):
        _drop(connection, url, [mark.entry for mark in part])
        rows = [{"feed": url, "entry": each.entry, "version": each.version, "tries": each.tries} for each in part]
        connection.execute(insert(feed_entries), [{**row, "listed": today} for row in rows])


def keep_look(connection: Connection, url: str, memory: FeedMemory, listed: Collection[str]) -> None:
    """Remember a look at a feed that has ended; of its entries, forget those that it has not listed for long."""
    connection.execute(delete(feeds).where(feeds.c.url == url))
    looked = (memory.looked or datetime.now(UTC)).isoformat(timespec="seconds")
    connection.execute(
        insert(feeds).values(
            url=url, etag=memory.etag, modified=memory.modified, looked=looked, failures=memory.failures
        )
    )
    if listed:
        _note_listed(connection, url, listed, datetime.now(UTC).date())


def _note_listed(connection: Connection, url: str, listed: Collection[str], today: date) -> None:
    own = feed_entries.c.feed == url
    for part in _parts(sorted(listed)):
        connection.execute(update(feed_entries).where(own, feed_entries.c.entry.in_(part)).values(listed=today))
    connection.execute(delete(feed_entries).where(own, feed_entries.c.listed < today - KEPT))


def _drop(connection: Connection, url: str, entries: list[str]) -> None:
    connection.execute(delete(feed_entries).where(feed_entries.c.feed == url, feed_entries.c.entry.in_(entries)))


def _parts(items: list[T]) -> Iterable[list[T]]:
    return (items[start : start + STEP] for start in range(0, len(items), STEP))
