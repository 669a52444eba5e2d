"""Connections to checked addresses, all of whose bytes must come before a deadline."""

import ssl
from collections.abc import Iterable
from time import monotonic
from typing import Any

import httpcore

from marsad.sources.web.addresses import resolve
from marsad.sources.web.limits import FetchError, Limits


class GuardedBackend(httpcore.NetworkBackend):
    """The network as one fetch may use it: public addresses until the deadline."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._deadline = monotonic() + limits.total
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that answers."""
        limit = self._limits.connect if timeout is None else timeout
        addresses = resolve(host, port, seconds=_left(self._deadline, limit), allow_private=self._limits.allow_private)
        for number, address in enumerate(addresses, start=1):
            try:
                stream = self._plain.connect_tcp(
                    address, port, _left(self._deadline, limit), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return TimedStream(stream, self._deadline)
        raise httpcore.ConnectError(f"{host} has no address")


class TimedStream(httpcore.NetworkStream):
    """A connection that ends at a deadline, however slowly and steadily the server drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes as they come."""
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of these bytes."""
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)


def _left(deadline: float, limit: float | None) -> float:
    """The seconds that a step may take."""
    left = deadline - monotonic()
    if left <= 0:
        raise FetchError("the server is too slow: the time for one page is over; try again later", passing=True)
    return left if limit is None else min(left, limit)
