import socket
from dataclasses import replace
from typing import Any

import pytest
from tests.web.host import QUICK, Host, leading

from marsad.sources import Web
from marsad.sources.web import FetchError
from marsad.sources.web.addresses import is_public

GUARDED = replace(QUICK, allow_private=False, tries=1)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        pytest.param("93.184.215.14", True, id="public"),
        pytest.param("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True, id="public IPv6"),
        pytest.param("64:ff9b::5db8:d70e", True, id="public behind NAT64"),
        pytest.param("127.0.0.1", False, id="this machine"),
        pytest.param("0.0.0.0", False, id="any address"),
        pytest.param("10.1.2.3", False, id="private"),
        pytest.param("172.16.0.1", False, id="private, class B"),
        pytest.param("192.168.0.1", False, id="private, class C"),
        pytest.param("100.64.0.1", False, id="carrier's own"),
        pytest.param("169.254.169.254", False, id="link-local, where clouds keep secrets"),
        pytest.param("224.0.0.1", False, id="multicast"),
        pytest.param("255.255.255.255", False, id="broadcast"),
        pytest.param("::1", False, id="this machine, IPv6"),
        pytest.param("::", False, id="any address, IPv6"),
        pytest.param("fe80::1%eth0", False, id="link-local, IPv6"),
        pytest.param("fd00::1", False, id="private, IPv6"),
        pytest.param("ff02::1", False, id="multicast, IPv6"),
        pytest.param("::ffff:127.0.0.1", False, id="IPv4 in IPv6"),
        pytest.param("64:ff9b::7f00:1", False, id="this machine behind NAT64"),
        pytest.param("2002:7f00:1::", False, id="this machine by 6to4"),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) == public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0"])
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(FetchError, match=r"no address on the public internet|is not found|no address of a page"):
        Web(GUARDED).fetch(f"http://{host}:9/")


def test_the_message_says_how_to_allow_it(host: Host) -> None:
    with pytest.raises(FetchError, match="--allow-private"):
        Web(GUARDED).fetch(host.page("/1", "here"))
    assert not host.asked


def _names(monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[str]], to: int) -> None:
    """The system's name service, with some more names, each answer of which is given once, the last for ever."""
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *more: Any, **options: Any) -> Any:
        if host not in answers:
            return real(host, port, *more, **options)
        left = answers[host]
        return real(left.pop(0) if len(left) > 1 else left[0], port, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_a_redirect_into_the_private_network_is_refused(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that counts as public leads to one that does not; each hop is looked at."""
    from marsad.sources.web import addresses

    secret = host.page("/secret", "here").replace("127.0.0.1", "127.0.0.2")
    url = leading(host, "/a", secret)
    real = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda each: each == "127.0.0.1" or real(each))
    with pytest.raises(FetchError, match=r"127\.0\.0\.2, which is no address on the public internet"):
        Web(GUARDED).fetch(url)
    assert host.asked == {"/a": 1}


def test_a_name_that_changes_its_address_gains_nothing(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is asked once for each connection, and the connection goes to the address that was checked."""
    from marsad.sources.web import addresses

    _names(monkeypatch, {"rebind.example": ["127.0.0.1", "127.0.0.2"]}, host.port)
    real = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda each: each == "127.0.0.1" or real(each))
    url = host.page("/1", "here").replace("127.0.0.1", "rebind.example")
    assert Web(GUARDED).fetch(url).body == b"here"
    with pytest.raises(FetchError, match=r"rebind.example is at 127\.0\.0\.2"):
        Web(GUARDED).fetch(url)
    assert host.asked["/1"] == 1


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(host: str, port: int, *more: Any, **options: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in ("93.184.215.14", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        Web(GUARDED).fetch("http://mixed.example/")


def test_a_name_service_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from time import monotonic, sleep

    def look_up(*_: object, **__: object) -> list[object]:
        sleep(2)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    began = monotonic()
    with pytest.raises(FetchError, match="no name server"):
        Web(replace(GUARDED, connect=0.3)).fetch("http://hanging.example/")
    assert monotonic() - began < 2
