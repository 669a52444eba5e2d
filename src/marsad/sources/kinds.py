"""The kinds of files that hold reports: one table, the more special kinds first.

A kind is a row here and a function in a module of its own, which yields a Report, a Failure or a Skipped for each
thing it meets. A file's kind is told by its name; where several kinds share an ending, or the name tells nothing,
by how it begins. Heavy libraries are imported inside the functions that need them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.encoding import UTF16_MARKS, decode
from marsad.sources.html import read_page
from marsad.sources.records import LIMIT, read_records
from marsad.sources.source import Found, Source
from marsad.sources.web.feeds import read_feed
from marsad.sources.web.fetching import Page
from marsad.sources.web.parsing import begins_feed

PACKED = ".gz"
HEAD = 4096  # bytes at the beginning of a file that tell its kind

JSON_START = re.compile(r"\s*(?:\[\s*)?\{\s*[\"}]|\s*\[\s*\]")
HTML_START = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|\?xml)\b", re.IGNORECASE)
FOREIGN = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip or Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
MEDIA = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file: `endings` of its names in small letters, and whether a file `begins` like one."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[Source], Iterator[Found]]
    begins: Callable[[bytes], bool] | None = None


def _text_begins(start: re.Pattern[str]) -> Callable[[bytes], bool]:
    def begins(head: bytes) -> bool:
        text = head.decode("utf-16" if head.startswith(UTF16_MARKS) else "utf-8-sig", errors="replace")
        return bool(start.match(text))

    return begins


def read_text(source: Source) -> Iterator[Found]:
    """The whole file as one report."""
    if source.wants(source.stem):
        yield Report(id=source.stem, text=decode(source.whole(LIMIT)), url=source.url)


KINDS: tuple[Kind, ...] = (
    Kind(name="text", endings=(".txt", ".text", ".md"), read=read_text),
    Kind(
        name="JSON",
        endings=(".json", ".jsonl", ".ndjson"),
        read=read_records,
        begins=_text_begins(JSON_START),
    ),
    Kind(name="feeds", endings=(".rss", ".atom", ".xml", ".rdf"), read=read_feed, begins=begins_feed),
    Kind(name="HTML", endings=(".html", ".htm", ".xhtml"), read=read_page, begins=_text_begins(HTML_START)),
)
TEXT = KINDS[0]  # what a file is whose name and beginning tell nothing
ENDINGS = tuple(dict.fromkeys(ending for kind in KINDS for ending in kind.endings))


def ending_of(name: str) -> str | None:
    """The ending by which the file's name tells its kind, what it is packed with left out."""
    ending = Path(name.removesuffix(PACKED)).suffix.lower()
    return ending if ending in ENDINGS else None


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of a file of this name that begins so; InputError for what Marsad does not read.

    >>> kind_of("news", b'{"text": "..."}').name
    'JSON'
    """
    ending = ending_of(name)
    named = [kind for kind in KINDS if ending in kind.endings]
    if len(named) == 1:
        return named[0]
    begun = (kind for kind in named or KINDS if kind.begins and kind.begins(head))
    if named:
        return next(begun, named[-1])
    if foreign := next((what for mark, what in FOREIGN.items() if head.startswith(mark)), None):
        raise InputError(f"it is {foreign}; Marsad reads {told_kinds()}: save it as one of these")
    return next(begun, TEXT)


def name_of(page: Page) -> str:
    """A file name that tells the kind of a page from the web: what it begins like, what it is called, its type.

    Feeds are sent as HTML, plain text or anything else, so they are told by how they begin alone.
    """
    if begins_feed(page.body[:HEAD]):
        return "feed.xml"
    name = unquote(urlsplit(page.url).path.rpartition("/")[2])
    return name if ending_of(name) else f"page{MEDIA.get(page.media, '')}"


def told_kinds() -> str:
    """The kinds by name, for people."""
    *others, last = dict.fromkeys(kind.name for kind in KINDS)
    return f"{', '.join(others)} and {last}"
