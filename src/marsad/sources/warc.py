"""Web archives (WARC): the pages that a crawler kept, with the address they were kept under."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from marsad.errors import InputError, MissingExtraError
from marsad.model import Report
from marsad.sources.html import LIMIT, read_html
from marsad.sources.packed import in_memory
from marsad.sources.source import Failure, Found, Skipped, Source

HTML = ("text/html", "application/xhtml+xml")
KEPT = ("response", "resource", "conversion")
ABOUT = ("warcinfo", "request", "metadata")  # what tells of the crawl, no page
INSIDE = {"text/plain": "page.txt", "application/pdf": "page.pdf", "application/json": "page.json"}
STEP = 1024 * 1024


def read_warc(source: Source) -> Iterator[Found]:
    """Every page of the archive, in its order; a bad one stops no other."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ModuleNotFoundError:
        raise MissingExtraError("web archives need warcio; install it with: pip install 'marsad[files]'") from None
    count = 0
    try:
        for record in ArchiveIterator(source.stream):
            count += 1
            yield from _record(record, source, count)
    except ArchiveLoadFailed as error:
        raise InputError(f"record {count + 1} is no WARC record ({_said(error)}); fetch the archive again") from None
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OSError) as error:
        raise InputError(f"record {count + 1} is damaged ({_said(error)}); fetch the archive again") from None
    if not count:
        raise InputError("it holds no record; fetch the archive again")


def _record(record: Any, source: Source, number: int) -> Iterator[Found]:
    if record.rec_type in ABOUT:
        return
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    where = f"{source.where}: record {number}" + (f" ({address})" if address else "")
    if record.rec_type not in KEPT:
        yield Skipped(where, f"it is a {record.rec_type}, no page")
        return
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        yield Skipped(where, f"the server answered {status}")
        return
    kind = _kind(record)
    id = address or f"{source.stem}:{number}"
    if not source.wants(id):
        return
    if kind not in HTML and kind not in INSIDE:
        yield Skipped(where, f"it is {kind or 'of no stated kind'}, no page")
        return
    try:
        data = _content(record)
        if kind in HTML:
            page = read_html(data, id=id)
            yield replace(page, url=address or page.url, sha256="")
            return
        for found in source.inside(in_memory(data), INSIDE[kind], where):
            yield replace(found, id=id, url=address or None, sha256="") if isinstance(found, Report) else found
    except InputError as error:
        yield Failure(where, str(error))


def _kind(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _content(record: Any) -> bytes:
    """The page, unpacked; no more of it than a page may have."""
    stream, parts, size = record.content_stream(), [], 0
    while chunk := stream.read(STEP):
        size += len(chunk)
        if size > LIMIT:
            raise InputError(f"the page is larger than {LIMIT >> 20} MB; save the article alone, as text")
        parts.append(chunk)
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise InputError("the archive breaks off in this record; fetch it again")
    return b"".join(parts)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
