"""Pages from the web, fetched as a careful guest fetches: bounded, polite, and not lured into private networks."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from marsad.errors import MissingExtraError
from marsad.sources.web.limits import FetchError, Limits
from marsad.version import VERSION

if TYPE_CHECKING:
    import httpcore
    import httpx

AGENT = "marsad"
SCHEMES = ("http", "https")
MOVED = (301, 302, 303, 307, 308)
PASSING = (408, 425, 429, 500, 502, 503, 504)
TOLD = {
    401: "the page asks for a password; save it yourself",
    403: "the server does not let us read the page; save it yourself",
    404: "there is no such page; check the address",
    410: "the page was taken away; leave it out",
    451: "the page is withheld for legal reasons; save it yourself",
}
NO_RULES = "User-agent: *\nAllow: /"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server answered. `unchanged`: it has not changed since the given `etag` or `modified`, and has no body."""

    url: str
    body: bytes = b""
    media: str = ""  # its type, as text/html
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Web:
    """The web as Marsad visits it; many threads may use one. `contact` is told to the servers."""

    def __init__(self, limits: Limits | None = None, *, contact: str | None = None, stop: Event | None = None) -> None:
        try:
            import httpx  # noqa: F401

            from marsad.sources.web.manners import Manners
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                f"reading from the web needs {error.name}; install it with: pip install 'marsad[feeds]'"
            ) from None
        self.limits = limits or Limits()
        self.stop = stop or Event()
        self._agent = f"{AGENT}/{VERSION} ({contact})" if contact else f"{AGENT}/{VERSION}"
        self._manners = Manners(delay=self.limits.delay, agent=AGENT, stop=self.stop)
        self._trust = _trusted()

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None, named: bool = True) -> Page:
        """A page; FetchError says why there is none. What no person `named` is fetched if its robots.txt allows it."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        pause = self.limits.pause
        for left in range(self.limits.tries - 1, -1, -1):
            try:
                return self._follow(url, headers, named)
            except FetchError as error:
                if not (error.passing and left) or error.after > self.limits.longest_pause:
                    raise
                self.stop.wait(max(pause, error.after))
                if self.stop.is_set():
                    raise
            pause *= 2
        raise AssertionError("the last try returns or raises")

    def _follow(self, url: str, headers: Mapping[str, str], named: bool) -> Page:
        """One try, from address to address until a page comes."""
        import httpx

        from marsad.sources.web.connecting import GuardedBackend

        backend = GuardedBackend(self.limits)
        at = _parsed(url)
        for _ in range(self.limits.redirects + 1):
            if not named and not self._allowed(at):
                raise FetchError(f"robots.txt of {at.host} forbids to fetch it; save the page yourself")
            answer = self._ask(at, headers, backend)
            if answer.status not in MOVED:
                return _page(at, answer)
            try:
                at = _parsed(str(at.join(answer.headers["location"])))
            except (KeyError, httpx.InvalidURL, ValueError):
                raise FetchError("the server leads to an address that is none; check the page in a browser") from None
        raise FetchError(f"it leads from address to address, more than {self.limits.redirects}; check it in a browser")

    def _allowed(self, url: "httpx.URL") -> bool:
        return self._manners.allows(url.netloc.decode(), str(url), lambda: self._rules_of(url))

    def _rules_of(self, url: "httpx.URL") -> str:
        """The text of the host's robots.txt; a host without one allows everything."""
        try:
            found = self.fetch(str(url.copy_with(path="/robots.txt", query=None, fragment=None)))
        except FetchError as error:
            if error.passing:
                raise
            return NO_RULES
        return found.body.decode("utf-8", errors="replace")

    def _ask(self, url: "httpx.URL", headers: Mapping[str, str], backend: "httpcore.NetworkBackend") -> _Answer:
        """One request and its answer; the body is read only where it counts."""
        import httpcore

        from marsad.sources.web.unpacking import ACCEPTED, read_body

        self._manners.wait(url.host)
        if self.stop.is_set():
            raise FetchError("it was stopped", passing=True)
        limits = self.limits
        sent: dict[bytes | str, bytes | str] = {
            "Host": url.netloc.decode(),
            "User-Agent": self._agent,
            "Accept": "*/*",
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        sent.update(headers)
        seconds = {"connect": limits.connect, "read": limits.idle, "write": limits.idle, "pool": limits.idle}
        try:
            with (
                httpcore.ConnectionPool(self._trust, network_backend=backend) as pool,
                pool.stream("GET", str(url), headers=sent, extensions={"timeout": seconds}) as response,
            ):
                got = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                if response.status != 200:
                    return _Answer(response.status, got, b"")
                if got.get("content-length", "").isdigit() and int(got["content-length"]) > limits.size:
                    raise FetchError(f"the page is larger than {limits.size >> 20 or 1} MB; save what you need of it")
                body = read_body(response.iter_stream(), got.get("content-encoding", ""), limit=limits.size)
                return _Answer(response.status, got, body)
        except httpcore.TimeoutException:
            raise FetchError(f"{url.host} does not answer in time; try again later", passing=True) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            problem = str(error) or type(error).__name__
            raise FetchError(f"{url.host} breaks off ({problem}); try again later", passing=True) from None


def is_url(name: str) -> bool:
    """Whether an input is the address of a page, and no file."""
    return name.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def _parsed(url: str) -> "httpx.URL":
    """The address in the form that servers understand: Arabic letters of paths and names are encoded."""
    import httpx

    try:
        parsed = httpx.URL(url.strip())
        urlsplit(url).port  # noqa: B018  raises what httpx lets pass
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"{url[:200]!r} is no address of a page ({error}); check it") from None
    if parsed.scheme not in SCHEMES or not parsed.host:
        raise FetchError(f"{url[:200]!r} is no address of a page; it begins with http:// or https://")
    if parsed.userinfo:
        raise FetchError("a password in an address is shown to everyone who sees the record; save the page yourself")
    return parsed.copy_with(fragment=None)


def _page(url: "httpx.URL", answer: _Answer) -> Page:
    page = Page(url=str(url), etag=answer.headers.get("etag"), modified=answer.headers.get("last-modified"))
    if answer.status == 304:
        return replace(page, unchanged=True)
    if answer.status != 200:
        problem = TOLD.get(answer.status, f"the server answers with status {answer.status}; check it in a browser")
        raise FetchError(problem, passing=answer.status in PASSING, after=_seconds(answer.headers.get("retry-after")))
    media, _, more = answer.headers.get("content-type", "").partition(";")
    _, _, charset = more.partition("charset=")
    return replace(
        page, body=answer.body, media=media.strip().lower(), charset=charset.split(";")[0].strip(" \"'") or None
    )


def _seconds(after: str | None) -> float:
    """What Retry-After says: seconds, or a time."""
    if not after:
        return 0.0
    if after.strip().isdigit():
        return float(after.strip()[:9])
    try:
        return max((parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return 0.0


def _trusted() -> ssl.SSLContext:
    """Certificates that this system trusts, and those that browsers trust."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
