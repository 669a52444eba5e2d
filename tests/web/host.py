"""A real server on this machine that plays good, slow, broken and hostile hosts."""

import gzip
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from marsad.sources import Limits

FIRST = "قتل مدنيان بقصف مدفعي على بلدة سرمين في ريف إدلب صباح اليوم، وفق ما قال سكان من البلدة للشبكة."
SECOND = "وأضاف السكان أن القصف استمر ساعات وأن الأسواق أغلقت أبوابها وأن المدارس علقت الدوام حتى إشعار آخر."

Play = Callable[[BaseHTTPRequestHandler], None]


def article(title: str, number: int = 0, charset: str = "utf-8") -> str:
    return f"""<!doctype html><html lang="ar"><head><meta charset="{charset}"><title>{title}</title>
<meta property="og:site_name" content="شبكة السهل"><meta property="article:published_time" content="2024-03-05">
</head><body><article><h1>{title}</h1><p>{FIRST} {number}</p><p>{SECOND}</p></article></body></html>"""


def rss(*items: str, title: str = "أخبار السهل") -> str:
    listed = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{listed}</channel></rss>'


class Host:
    """A server: `plays` says what happens at a path, `asked` counts what was asked for."""

    def __init__(self, port: int = 0) -> None:
        self.plays: dict[str, Play] = {}
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.sent = 0  # bytes of the endless page
        self.over = Event()
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host.asked[self.path] += 1
                host.headers[self.path] = {name.lower(): value for name, value in self.headers.items()}
                self.close_connection = True
                with suppress(OSError):  # the client left
                    host.plays.get(self.path, missing)(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        self.port = self._server.server_address[1]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, body: str | bytes, media: str = "text/html; charset=utf-8", **headers: str) -> str:
        """The path answers so; its address."""
        data = body.encode() if isinstance(body, str) else body
        self.plays[path] = lambda request: answer(request, 200, data, {"Content-Type": media, **headers})
        return self.url(path)

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()


def answer(
    request: BaseHTTPRequestHandler, status: int, body: bytes = b"", headers: dict[str, str] | None = None
) -> None:
    request.send_response(status)
    for name, value in {"Content-Length": str(len(body)), "Connection": "close", **(headers or {})}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)


def missing(request: BaseHTTPRequestHandler) -> None:
    answer(request, 404)


def conditional(host: Host, path: str, body: str) -> str:
    """A page with an ETag, which is not sent to who has it."""

    def play(request: BaseHTTPRequestHandler) -> None:
        if request.headers["If-None-Match"] == '"one"':
            answer(request, 304, headers={"ETag": '"one"'})
        else:
            answer(request, 200, body.encode(), {"ETag": '"one"', "Content-Type": "application/rss+xml"})

    host.plays[path] = play
    return host.url(path)


def dripping(host: Host, path: str) -> str:
    """A page of which a byte comes every 50 ms, for ever."""

    def play(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not host.over.wait(0.05):
            request.wfile.write(b" ")
            request.wfile.flush()

    host.plays[path] = play
    return host.url(path)


def endless(host: Host, path: str, *, announced: bool = False) -> str:
    """A page of 2 GB."""
    size, chunk = 2 * 1024**3, b" " * 65536

    def play(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        if announced:
            request.send_header("Content-Length", str(size))
        request.end_headers()
        for _ in range(size // len(chunk)):
            request.wfile.write(chunk)
            host.sent += len(chunk)

    host.plays[path] = play
    return host.url(path)


def bomb(host: Host, path: str) -> str:
    """A page of a few kilobytes that unpacks to 2 GB... of which the first 64 MB are enough here."""
    return host.page(path, gzip.compress(bytes(64 * 1024**2)), Content_Encoding="gzip")


def leading(host: Host, path: str, to: str, status: int = 302) -> str:
    host.plays[path] = lambda request: answer(request, status, headers={"Location": to})
    return host.url(path)


def failing(host: Host, path: str, times: int, then: str, status: int = 503) -> str:
    """A page that fails so many times, then comes."""

    def play(request: BaseHTTPRequestHandler) -> None:
        if host.asked[path] <= times:
            answer(request, status)
        else:
            answer(request, 200, then.encode(), {"Content-Type": "text/html; charset=utf-8"})

    host.plays[path] = play
    return host.url(path)


def breaking(host: Host, path: str) -> str:
    """A page that ends in the middle of its body."""

    def play(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"<html>")
        request.wfile.flush()

    host.plays[path] = play
    return host.url(path)


QUICK = Limits(connect=2, idle=2, total=4, pause=0.01, delay=0, allow_private=True, tries=2)
