"""A feed's bytes, RSS or Atom, to its entries; entity tricks are refused before anything is parsed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from marsad.errors import InputError, MissingExtraError
from marsad.sources.charsets import decode_page
from marsad.sources.web.fetching import is_url
from marsad.sources.web.markup import text_of

MOST_ENTRIES = 2_000  # of one feed; a real one has some dozens
DEEPEST = 200  # elements inside each other; a real feed has a dozen
ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^<>]*\?>")
TAG = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<(/?)[A-Za-z_][^<>]*?(/?)>", re.DOTALL)
START = re.compile(
    r"\s*(?:<\?[^<>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^<>\[]*>\s*)*<(?:rss|feed|rdf:RDF|[\w-]+:feed)\b", re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed. `key` stays the same when the entry is changed, `version` does not."""

    key: str
    version: str
    id: str
    url: str | None
    title: str
    text: str
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's title and its entries, as it lists them; `left_out` beyond the limit."""

    title: str
    entries: tuple[Entry, ...]
    left_out: int = 0


def begins_feed(head: bytes) -> bool:
    """Whether bytes begin like a feed, in whatever charset.

    >>> begins_feed(b'<?xml version="1.0"?><rss version="2.0">')
    True
    """
    text = head.replace(b"\0", b"").decode("latin-1")
    return bool(START.match(text.removeprefix("\xef\xbb\xbf").removeprefix("\xff\xfe").removeprefix("\xfe\xff")))


def parse_feed(data: bytes, *, stem: str, url: str | None = None, charset: str | None = None) -> Feed:
    """The feed in these bytes; `stem` names entries that have neither id nor link. InputError when it is none."""
    text = decode_page(data, charset)
    if ENTITY.search(text):
        raise InputError("the feed defines entities of its own, which no feed needs; it is refused as a trick")
    if _depth(text) > DEEPEST:
        raise InputError("the feed is nested too deeply to be one; check it in a browser")
    parsed = _parsed(text)
    if not parsed.get("version") and not parsed.entries:
        raise InputError("it is no RSS or Atom feed; check the address or the file")
    entries = list(_entries(parsed.entries[:MOST_ENTRIES], stem, url))
    title = text_of(str(parsed.feed.get("title") or ""))
    return Feed(title=title, entries=tuple(entries), left_out=max(len(parsed.entries) - MOST_ENTRIES, 0))


def _parsed(text: str) -> Any:
    try:
        import feedparser
    except ModuleNotFoundError:
        raise MissingExtraError(
            "reading feeds needs feedparser; install it with: pip install 'marsad[feeds]'"
        ) from None
    plain = DECLARATION.sub("", text, count=1).lstrip("\ufeff \t\r\n")
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            BytesIO(plain.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except RecursionError:
        raise InputError("the feed is nested too deeply to be one; check it in a browser") from None
    except Exception as error:  # a feed that the library cannot cope with stops no other
        raise InputError(f"the feed cannot be made out ({type(error).__name__}: {error}); check it") from error


def _entries(found: list[Any], stem: str, base: str | None) -> Iterator[Entry]:
    for number, clever in enumerate(found, start=1):
        each = {name: dict.get(clever, name) for name in dict.keys(clever)}  # feedparser's own dict guesses
        title = " ".join(text_of(str(each.get("title") or "")).split())
        text = _text(each)
        url = _joined(base, str(each.get("link") or "").strip())
        key = str(each.get("id") or url or "") or _digest(title, text)
        yield Entry(
            key=_digest(key),
            version=_digest(title, text, str(each.get("updated") or "")),
            id=url or str(each.get("id") or "") or f"{stem}:{number}",
            url=url,
            title=title,
            text=text,
            published=_day(each, "published") or _day(each, "updated"),
        )


def _joined(base: str | None, link: str) -> str | None:
    """The address that a link means, None where it means none."""
    try:
        joined = urljoin(base or "", link) if link else ""
    except ValueError:
        return None
    return joined if is_url(joined) else None


def _text(entry: Any) -> str:
    """The longest of the texts that the entry carries: some feeds have the article, some its beginning."""
    contents = [each.get("value") for each in entry.get("content") or ()]
    texts = [text_of(str(each)) for each in (*contents, entry.get("summary")) if each]
    return max(texts, key=len, default="")


def _day(entry: Any, name: str) -> date | None:
    """The day as it was where the entry was written: 01:00 at Damascus is not the day before, as it is in UTC."""
    said = str(entry.get(name) or "").strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(said).date()
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    parsed = entry.get(f"{name}_parsed")
    try:
        return date(*parsed[:3]) if parsed else None
    except (ValueError, TypeError):
        return None


def _depth(text: str) -> int:
    """How many elements are open at once at most, as the tags say."""
    depth = deepest = 0
    for tag in TAG.finditer(text):
        if tag[1] is None:
            continue
        depth = max(depth - 1, 0) if tag[1] else depth + (not tag[2])
        deepest = max(deepest, depth)
    return deepest


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
