"""An HTML page to a report: trafilatura finds the article, its title, its outlet, its day and its address."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.charsets import decode_page
from marsad.sources.source import Found, Source

LIMIT = 16 * 1024 * 1024  # bytes; trafilatura takes no more than 20 million characters
LOGGERS = ("trafilatura", "htmldate", "courlan", "justext")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a page from elsewhere; it counts where the page itself is silent."""

    url: str | None = None
    title: str = ""
    outlet: str | None = None
    published: date | None = None
    charset: str | None = None


def read_page(source: Source) -> Iterator[Found]:
    """The article of a page."""
    if source.wants(source.stem):
        known = Known(url=source.url, charset=source.charset)
        yield read_html(source.whole(LIMIT), id=source.stem, known=known)


def read_html(data: bytes, *, id: str, known: Known | None = None) -> Report:
    """The article of a page, without menus and comments; InputError when the page holds none."""
    if len(data) > LIMIT:
        raise InputError(f"the page is larger than {LIMIT >> 20} MB; save the article alone, as text")
    known = known or Known()
    article = _extract(decode_page(data, known.charset), known.url)
    text = (article.text or "").strip() if article is not None else ""
    if article is None or not text:
        raise InputError("no article was found in the page; save its text as a .txt file")
    title = " ".join((article.title or known.title).split())
    return Report(
        id=id,
        title=title,
        text=_without_title(text, title),
        outlet=article.sitename or known.outlet or article.hostname or None,
        published=_day(article.date) or known.published,
        url=_address(article.url, known.url),
    )


def _extract(page: str, url: str | None) -> Any:
    import trafilatura

    _quieten()
    try:
        return trafilatura.bare_extraction(
            page,
            url=url,
            fast=True,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # a day that the page states, never one guessed from numbers in its text
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except RecursionError:
        raise InputError("the page is nested too deeply to be an article; save its text as a .txt file") from None
    except Exception as error:  # a page that the library cannot cope with stops no other
        raise InputError(
            f"no article can be made out in the page ({type(error).__name__}); save its text as a .txt file"
        ) from error


@cache
def _quieten() -> None:
    """A page is often broken HTML: the libraries' remarks are of no use to the reader."""
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _address(canonical: str | None, fetched: str | None) -> str | None:
    """The page's own address, unless it is the front page of the site, which many templates name for every page."""
    if not canonical:
        return fetched
    whole = urljoin(fetched or "", canonical)
    if fetched and urlsplit(whole).path in ("", "/") and urlsplit(fetched).path not in ("", "/"):
        return fetched
    return whole if whole.startswith(("http://", "https://")) else fetched


def _without_title(text: str, title: str) -> str:
    """The text without its first line where that repeats the title."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and rest.strip() and " ".join(first.split()) == title else text


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
