"""Names of servers to addresses on the public internet; every other address is refused."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

from marsad.sources.web.limits import FetchError

NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int, *, seconds: float, allow_private: bool) -> list[str]:
    """The addresses of a server, each of which may be connected to; FetchError when one may not.

    The connection is made to the address that was checked, so a name that changes its address in between (DNS
    rebinding) gains nothing.
    """
    found = list(dict.fromkeys(_look_up(host, port, seconds)))
    if not allow_private and (inner := next((each for each in found if not is_public(each)), None)):
        raise FetchError(
            f"{host} is at {inner}, which is no address on the public internet; "
            "allow private addresses (--allow-private) if you trust it"
        )
    return found


def is_public(address: str) -> bool:
    """Whether an address is on the public internet, also when it is an IPv4 address written as an IPv6 one.

    >>> is_public("::ffff:127.0.0.1")
    False
    """
    each: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(each, IPv6Address) and (inner := _carried(each)) is not None:
        return is_public(str(inner))
    return each.is_global and not each.is_multicast


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def _look_up(host: str, port: int, seconds: float) -> list[str]:
    """The system is asked in a thread of its own: it has no time limit, and may take a minute without a network."""
    answer: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put([str(each[4][0]) for each in found])
        except (OSError, UnicodeError) as error:
            answer.put(error)

    Thread(target=ask, daemon=True, name=f"name of {host}").start()
    try:
        found = answer.get(timeout=max(seconds, 0.0))
    except Empty:
        raise FetchError(f"no name server says where {host} is; check the network", passing=True) from None
    if isinstance(found, Exception):
        problem = getattr(found, "strerror", None) or found
        raise FetchError(f"{host} is not found ({problem}); check the name and the network", passing=True)
    return found
