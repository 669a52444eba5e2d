"""The file that `marsad watch` is given: which feeds, how often, and how; a bad line is named with its remedy.

every = "30m"                     # for feeds that say nothing else
contact = "desk@example.org"      # told to the servers
delay = "1s"                      # between two requests to one host

[[feed]]
url = "https://example.org/feed.xml"
every = "10m"
outlet = "شبكة السهل"              # else what the page or the feed calls itself
articles = false                  # take the texts in the feed, and do not fetch what it leads to
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.errors import SettingsError
from marsad.sources.web import is_url

EVERY = 30 * 60.0  # seconds
DELAY = 1.0
LONGEST = 7 * 24 * 3600.0
UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
SPAN = re.compile(r"\s*(\d{1,6})\s*([smhd])\s*")
HEADER = re.compile(r"\s*\[\[\s*feed\s*\]\]")
AT = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFeed:
    """A feed, looked at `every` so many seconds."""

    url: str
    every: float = EVERY
    outlet: str | None = None
    articles: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """All feeds that are watched."""

    feeds: tuple[WatchedFeed, ...]
    contact: str | None = None
    delay: float = DELAY


def load_feeds(path: Path) -> FeedList:
    """The feeds of a file; SettingsError names the line and what to do."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"{path}: it cannot be read ({error.strerror}); check the name") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: byte {error.start} is no UTF-8; save the file as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = AT.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        raise SettingsError(f"{path}:{line}: {AT.sub('', str(error))}; correct the line") from None
    return _Checked(path, text.splitlines()).feed_list(data)


@dataclass(frozen=True, slots=True)
class _Checked:
    """The values of a file, each looked at; errors know its lines."""

    path: Path
    lines: list[str]

    def feed_list(self, data: Mapping[str, Any]) -> FeedList:
        general = self._taken(data, {"every": _span, "contact": _contact, "delay": _delay, "feed": _tables}, None)
        every = general.get("every", EVERY)
        feeds = [self._feed(each, number, every) for number, each in enumerate(general.get("feed", ()))]
        if not feeds:
            raise self._error(None, None, 'it names no feed; write [[feed]] and under it url = "https://..."')
        met: dict[str, int] = {}
        for number, feed in enumerate(feeds):
            if feed.url in met:
                first = self._line(met[feed.url], "url")
                raise self._error(number, "url", f"this feed stands in line {first} already; take one of them out")
            met[feed.url] = number
        return FeedList(feeds=tuple(feeds), contact=general.get("contact"), delay=general.get("delay", DELAY))

    def _feed(self, data: Mapping[str, Any], number: int, every: float) -> WatchedFeed:
        known: dict[str, _Check] = {"url": _address, "every": _span, "outlet": _name, "articles": _choice}
        values = self._taken(data, known, number)
        if "url" not in values:
            raise self._error(number, None, 'this feed has no address; add url = "https://..."')
        return WatchedFeed(**{"every": every, **values})

    def _taken(self, data: Mapping[str, Any], known: Mapping[str, "_Check"], feed: int | None) -> dict[str, Any]:
        taken = {}
        for name, value in data.items():
            if name not in known:
                raise self._error(feed, name, f"{name!r} is unknown here; there are {', '.join(known)}")
            try:
                taken[name] = known[name](value)
            except ValueError as error:
                raise self._error(feed, name, f"{name} is {value!r}, {error}") from None
        return taken

    def _error(self, feed: int | None, name: str | None, problem: str) -> SettingsError:
        return SettingsError(f"{self.path}:{self._line(feed, name)}: {problem}")

    def _line(self, feed: int | None, name: str | None) -> int:
        """The line of a name in the general part, or in the feed of this number; else where that part begins."""
        headers = [number for number, line in enumerate(self.lines) if HEADER.match(line)]
        start = headers[feed] if feed is not None and feed < len(headers) else 0
        end = next((each for each in headers if each > start), len(self.lines))
        key = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=") if name else HEADER
        return next((at + 1 for at in range(start, end) if key.match(self.lines[at])), start + 1)


_Check = Callable[[Any], Any]


def _span(value: object, least: float = 1.0) -> float:
    found = SPAN.fullmatch(value) if isinstance(value, str) else None
    seconds = int(found[1]) * UNITS[found[2]] if found else -1.0
    if not least <= seconds <= LONGEST:
        raise ValueError('which is no time between 1 second and 7 days; write it as "90s", "30m", "6h" or "1d"')
    return seconds


def _delay(value: object) -> float:
    return _span(value, least=0.0)


def _address(value: object) -> str:
    if not isinstance(value, str) or not is_url(value.strip()):
        raise ValueError("which is no address; it begins with http:// or https://")
    return value.strip()


def _contact(value: object) -> str:
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or len(value) > 200:
        raise ValueError("which servers cannot be told; write an e-mail address or the address of a page")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("which is no name; write it in quotation marks")
    return value.strip()


def _choice(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("which is neither true nor false; write one of them without quotation marks")
    return value


def _tables(value: object) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError("which is no list of feeds; write [[feed]] in double brackets")
    return value
