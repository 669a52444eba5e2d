from dataclasses import replace
from threading import Event, Timer
from time import monotonic, sleep

import pytest
from tests.web.host import (
    QUICK,
    Host,
    answer,
    article,
    bomb,
    breaking,
    conditional,
    dripping,
    endless,
    failing,
    leading,
)

from marsad.sources import Web
from marsad.sources.web import FetchError

MB = 1024 * 1024


def test_a_page(host: Host, web: Web) -> None:
    url = host.page("/news/1", article("قصف"), ETag='"a"', Last_Modified="Tue, 05 Mar 2024 10:00:00 GMT")
    page = web.fetch(url)
    assert page.body.decode() == article("قصف")
    assert (page.url, page.media, page.charset, page.etag) == (url, "text/html", "utf-8", '"a"')
    assert page.modified == "Tue, 05 Mar 2024 10:00:00 GMT"
    assert host.headers["/news/1"]["user-agent"].startswith("marsad/")


def test_arabic_in_the_address(host: Host, web: Web) -> None:
    host.page("/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?q=%D9%82%D8%B5%D9%81", "here")
    assert web.fetch(host.url("/أخبار?q=قصف")).body == b"here"


def test_what_has_not_changed_is_not_sent(host: Host, web: Web) -> None:
    url = conditional(host, "/feed", "<rss/>")
    assert web.fetch(url).etag == '"one"'
    again = web.fetch(url, etag='"one"')
    assert again.unchanged
    assert again.body == b""


def test_packed_pages_are_unpacked(host: Host, web: Web) -> None:
    import gzip
    import zlib

    body = article("قصف").encode()
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(body[:500]) + gzip.compress(body[500:]),
        "deflate": zlib.compress(body),
        "Deflate": raw.compress(body) + raw.flush(),
    }
    for encoding, data in packed.items():
        assert web.fetch(host.page(f"/{encoding}", data, Content_Encoding=encoding)).body == body


class TestBadServers:
    """Each ends with an error that names the trouble, in bounded time and memory."""

    def test_a_drip_is_ended_at_the_total_time(self, host: Host) -> None:
        began = monotonic()
        with pytest.raises(FetchError, match=r"too slow|in time") as error:
            Web(replace(QUICK, total=0.6, tries=1)).fetch(dripping(host, "/drip"))
        assert 0.5 < monotonic() - began < 2
        assert error.value.passing

    def test_a_drip_of_headers_is_ended_too(self, host: Host) -> None:
        def play(request):  # type: ignore[no-untyped-def]
            request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not host.over.wait(0.05):
                request.wfile.write(b"x")

        host.plays["/headers"] = play
        began = monotonic()
        with pytest.raises(FetchError, match=r"too slow|in time"):
            Web(replace(QUICK, total=0.6, tries=1)).fetch(host.url("/headers"))
        assert monotonic() - began < 2

    def test_silence_is_ended(self, host: Host) -> None:
        def play(_: object) -> None:
            host.over.wait(10)

        host.plays["/silent"] = play
        with pytest.raises(FetchError, match="does not answer in time"):
            Web(replace(QUICK, idle=0.3, tries=1)).fetch(host.url("/silent"))

    @pytest.mark.parametrize("announced", [True, False])
    def test_two_gigabytes_are_not_taken(self, host: Host, web: Web, announced: bool) -> None:
        with pytest.raises(FetchError, match="larger than 16 MB"):
            web.fetch(endless(host, "/endless", announced=announced))
        sleep(0.3)
        assert host.sent < 40 * MB

    def test_a_bomb_is_not_unpacked(self, host: Host, web: Web) -> None:
        with pytest.raises(FetchError, match="larger than 16 MB"):
            web.fetch(bomb(host, "/bomb"))

    def test_a_loop_of_redirects(self, host: Host, web: Web) -> None:
        leading(host, "/a", host.url("/b"))
        leading(host, "/b", "/a")
        with pytest.raises(FetchError, match="from address to address"):
            web.fetch(host.url("/a"))
        assert host.asked.total() == QUICK.redirects + 1

    def test_a_page_that_breaks_off_is_tried_again(self, host: Host, web: Web) -> None:
        with pytest.raises(FetchError, match="breaks off"):
            web.fetch(breaking(host, "/broken"))
        assert host.asked["/broken"] == QUICK.tries

    def test_a_packed_page_that_breaks_off(self, host: Host, web: Web) -> None:
        import gzip

        url = host.page("/cut", gzip.compress(article("قصف").encode())[:-20], Content_Encoding="gzip")
        with pytest.raises(FetchError, match="breaks off"):
            web.fetch(url)

    def test_one_that_fails_and_recovers(self, host: Host, web: Web) -> None:
        assert web.fetch(failing(host, "/shaky", 1, "here")).body == b"here"
        assert host.asked["/shaky"] == 2

    def test_what_is_gone_is_not_tried_again(self, host: Host, web: Web) -> None:
        with pytest.raises(FetchError, match="no such page"):
            web.fetch(host.url("/nowhere"))
        assert host.asked["/nowhere"] == 1

    def test_a_server_that_asks_for_a_long_pause_is_left_alone(self, host: Host, web: Web) -> None:
        host.plays["/busy"] = lambda request: answer(request, 429, headers={"Retry-After": "3600"})
        with pytest.raises(FetchError) as error:
            web.fetch(host.url("/busy"))
        assert error.value.after == 3600
        assert host.asked["/busy"] == 1

    def test_a_closed_port(self, web: Web) -> None:
        with pytest.raises(FetchError, match="breaks off") as error:
            web.fetch("http://127.0.0.1:9/")
        assert error.value.passing

    def test_headers_without_end(self, host: Host, web: Web) -> None:
        def play(request):  # type: ignore[no-untyped-def]
            request.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * MB + b"\r\n\r\n")

        host.plays["/headers"] = play
        with pytest.raises(FetchError, match="breaks off"):
            web.fetch(host.url("/headers"))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("ftp://example.org/a", "begins with http", id="another scheme"),
        pytest.param("http://", "no address of a page", id="no host"),
        pytest.param("http://[::1", "no address of a page", id="half an IPv6 address"),
        pytest.param("http://example.org:99999/", "no address of a page", id="port out of range"),
        pytest.param("http://user:secret@example.org/", "password", id="password in it"),
        pytest.param("http://a" + "b" * 300 + ".example/", "", id="host too long"),
        pytest.param("http://nowhere.invalid/", "is not found", id="host that is none"),
        pytest.param("http://\u0000/", "no address of a page", id="control character"),
    ],
)
def test_bad_addresses(url: str, words: str) -> None:
    with pytest.raises(FetchError) as error:
        Web(replace(QUICK, tries=1)).fetch(url)
    assert words in str(error.value)
    assert "secret" not in str(error.value)


def test_stopping_ends_the_waiting(host: Host) -> None:
    stop = Event()
    web = Web(replace(QUICK, pause=30, tries=3), stop=stop)
    Timer(0.2, stop.set).start()
    began = monotonic()
    with pytest.raises(FetchError):
        web.fetch(failing(host, "/shaky", 5, ""))
    assert monotonic() - began < 2


class TestManners:
    def test_robots_txt_holds_for_what_no_person_named(self, host: Host, web: Web) -> None:
        host.page("/robots.txt", "User-agent: *\nDisallow: /private/", media="text/plain")
        host.page("/private/1", "here")
        host.page("/public/1", "here")
        with pytest.raises(FetchError, match=r"robots\.txt"):
            web.fetch(host.url("/private/1"), named=False)
        assert web.fetch(host.url("/public/1"), named=False).body == b"here"
        assert web.fetch(host.url("/private/1")).body == b"here"
        assert host.asked["/robots.txt"] == 1

    def test_robots_txt_holds_behind_a_redirect(self, host: Host, web: Web) -> None:
        host.page("/robots.txt", "User-agent: marsad\nDisallow: /private/", media="text/plain")
        host.page("/private/1", "here")
        with pytest.raises(FetchError, match=r"robots\.txt"):
            web.fetch(leading(host, "/a", "/private/1"), named=False)
        assert not host.asked["/private/1"]

    def test_a_host_without_robots_txt_allows_all(self, host: Host, web: Web) -> None:
        assert web.fetch(host.page("/1", "here"), named=False).body == b"here"

    def test_a_host_whose_robots_txt_fails_is_left_alone_for_now(self, host: Host, web: Web) -> None:
        failing(host, "/robots.txt", 9, "")
        with pytest.raises(FetchError) as error:
            web.fetch(host.page("/1", "here"), named=False)
        assert error.value.passing

    def test_requests_to_one_host_are_spaced(self, host: Host) -> None:
        web = Web(replace(QUICK, delay=0.2))
        url = host.page("/1", "here")
        began = monotonic()
        for _ in range(3):
            web.fetch(url)
        assert 0.4 <= monotonic() - began < 2
