"""An HTML page to a report: trafilatura finds the article, its title, its outlet and its day."""

import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.encoding import decode
from marsad.sources.source import Found, Source

LIMIT = 16 * 1024 * 1024  # bytes; trafilatura takes no more than 20 million characters
CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*(iso-8859-6|windows-1256|cp1256)", re.IGNORECASE)
LOGGERS = ("trafilatura", "htmldate", "courlan", "justext")


def read_page(source: Source) -> Iterator[Found]:
    """The article of a saved page."""
    if source.wants(source.stem):
        yield read_html(source.whole(LIMIT), id=source.stem)


def read_html(data: bytes, *, id: str) -> Report:
    """The article of a page, without menus and comments; InputError when the page holds none."""
    if len(data) > LIMIT:
        raise InputError(f"the page is larger than {LIMIT >> 20} MB; save the article alone, as text")
    article = _extract(_decode_page(data))
    text = (article.text or "").strip() if article is not None else ""
    if article is None or not text:
        raise InputError("no article was found in the page; save its text as a .txt file")
    title = " ".join((article.title or "").split())
    return Report(
        id=id,
        title=title,
        text=_without_title(text, title),
        outlet=article.sitename or article.hostname or None,
        published=_day(article.date),
        url=article.url or None,
    )


def _decode_page(data: bytes) -> str:
    """The page's text; a declared Arabic charset counts when the bytes are not UTF-8."""
    declared = CHARSET.search(data[:4096])
    if declared and declared[1].lower() == b"iso-8859-6":
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("iso-8859-6", errors="replace")
    return decode(data)


def _extract(page: str) -> Any:
    import trafilatura

    for name in LOGGERS:  # a page is often broken HTML: the libraries' remarks are of no use to the reader
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # a day that the page states, never one guessed from numbers in its text
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _without_title(text: str, title: str) -> str:
    """The text without its first line where that repeats the title."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and rest.strip() and " ".join(first.split()) == title else text


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
