"""What stands before the app: host names, sizes and speeds of bodies, and headers that keep browsers safe."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.exceptions import HTTPException

from marsad.serve.api.problems import MEDIA_TYPE, body_of
from marsad.serve.api.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
UPLOADS = "/api/v1/imports"


class Guards:
    """Refuses requests to other host names, bodies that are too large or too slow, and adds the headers."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        guarded = self._with_headers(send)
        if refusal := self._refusal(scope):
            await _refuse(guarded, *refusal)
            return
        body = _Body(receive, self._most(scope), self._settings.patience)
        await self._app(scope, body.receive, guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str, str] | None:
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        if name_of(host) not in self._settings.hosts:
            return 421, "wrong-host", "this server does not go by that name; start it with --host NAME"
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            return 422, "bad-filter", "the address holds the character U+0000"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._most(scope):
            return 413, "too-large", f"a body may have {self._most(scope)} bytes; import large files in parts"
        return None

    def _most(self, scope: Scope) -> int:
        return self._settings.most_upload if scope["path"] == UPLOADS else self._settings.most_body

    def _with_headers(self, send: Send) -> Send:
        more = HEADERS | ({"strict-transport-security": "max-age=31536000"} if self._settings.secure else {})

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                had = {name.lower() for name, _ in message["headers"]}
                added = [(name.encode(), value.encode()) for name, value in more.items() if name.encode() not in had]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        return guarded


class _Body:
    """A body as it comes in, as far as it may be large and take its time; HTTPException beyond that."""

    def __init__(self, receive: Receive, most: int, patience: float) -> None:
        self._receive, self._most, self._patience = receive, most, patience
        self._size, self._whole = 0, False

    async def receive(self) -> Message:
        """The next part."""
        if self._whole:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), self._patience)
        except TimeoutError:
            raise HTTPException(408, f"nothing more came in for {self._patience:.0f} seconds") from None
        self._size += len(message.get("body", b""))
        self._whole = message["type"] != "http.request" or not message.get("more_body", False)
        if self._size > self._most:
            raise HTTPException(413, f"a body may have {self._most} bytes; import large files in parts")
        return message


def name_of(host: str) -> str:
    """The name in a Host header, without the port: "localhost:8000" is localhost."""
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).lower()


async def _refuse(send: Send, status: int, code: str, detail: str) -> None:
    body = body_of(status, code, detail)
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})
