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
from marsad.sources.docx import read_docx
from marsad.sources.encoding import UTF16_MARKS, decode
from marsad.sources.html import read_page
from marsad.sources.mail import box_begins, message_begins, read_box, read_message
from marsad.sources.packed import read_tar, read_zip
from marsad.sources.pdf import read_pdf
from marsad.sources.records import LIMIT
from marsad.sources.source import Found, Source
from marsad.sources.tables import read_csv, read_json, read_parquet, read_xlsx
from marsad.sources.telegram import export_begins, page_begins, read_export, read_page_of_export
from marsad.sources.warc import read_warc
from marsad.sources.web.feeds import read_feed
from marsad.sources.web.fetching import Page
from marsad.sources.web.parsing import begins_feed

PACKED = ".gz"
HEAD = 4096  # bytes at the beginning of a file that tell its kind

JSON_START = re.compile(r"\s*(?:\[\s*)?\{\s*[\"}]|\s*\[\s*\]")
HTML_START = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|\?xml)\b", re.IGNORECASE)
FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an old Office file (.doc, .xls)",
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


def _magic(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


def _packed_begins(part: bytes) -> Callable[[bytes], bool]:
    """A zip that holds a part of this name among the first."""
    return lambda head: head.startswith(ZIP) and part in head


def _tar_begins(head: bytes) -> bool:
    return head[257:262] == b"ustar"


ZIP = b"PK\x03\x04"
KINDS: tuple[Kind, ...] = (
    Kind(name="text", endings=(".txt", ".text", ".md"), read=read_text),
    Kind(name="Telegram export", endings=(".json",), read=read_export, begins=export_begins),
    Kind(
        name="JSON",
        endings=(".json", ".jsonl", ".ndjson"),
        read=read_json,
        begins=_text_begins(JSON_START),
    ),
    Kind(name="feeds", endings=(".rss", ".atom", ".xml", ".rdf"), read=read_feed, begins=begins_feed),
    Kind(name="Telegram page", endings=(".html", ".htm"), read=read_page_of_export, begins=page_begins),
    Kind(name="HTML", endings=(".html", ".htm", ".xhtml"), read=read_page, begins=_text_begins(HTML_START)),
    Kind(name="PDF", endings=(".pdf",), read=read_pdf, begins=_magic(b"%PDF")),
    Kind(name="DOCX", endings=(".docx", ".docm"), read=read_docx, begins=_packed_begins(b"word/")),
    Kind(name="CSV", endings=(".csv", ".tsv"), read=read_csv),
    Kind(name="XLSX", endings=(".xlsx", ".xlsm"), read=read_xlsx, begins=_packed_begins(b"xl/")),
    Kind(name="Parquet", endings=(".parquet",), read=read_parquet, begins=_magic(b"PAR1")),
    Kind(name="WARC", endings=(".warc",), read=read_warc, begins=_magic(b"WARC/")),
    Kind(name="mailbox", endings=(".mbox", ".mbx"), read=read_box, begins=box_begins),
    Kind(name="e-mail", endings=(".eml",), read=read_message, begins=message_begins),
    Kind(name="zip", endings=(".zip",), read=read_zip, begins=_magic(ZIP, b"PK\x05\x06")),
    Kind(name="tar", endings=(".tar", ".tgz"), read=read_tar, begins=_tar_begins),
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
