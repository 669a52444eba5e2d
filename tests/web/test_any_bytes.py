"""Whatever bytes come, a page or a feed is reports or a clear error, in reasonable time.

For a long hunt: MARSAD_EXAMPLES=20000 python -m pytest tests/web/test_any_bytes.py
"""

import os
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.host import article, rss

from marsad.errors import InputError
from marsad.sources.charsets import decode_page
from marsad.sources.html import read_html
from marsad.sources.web.limits import FetchError
from marsad.sources.web.markup import text_of
from marsad.sources.web.parsing import begins_feed, parse_feed
from marsad.sources.web.unpacking import read_body

SLOW = 5.0  # seconds for some kilobytes
PAGE = article("قصف على سرمين", 1)
FEED = rss(
    "<title>قصف</title><guid>g</guid><link>https://example.org/1</link><pubDate>Tue, 05 Mar 2024 01:00:00"
    " +0300</pubDate><description><![CDATA[<p>قصف</p>]]></description><content:encoded>قصف</content:encoded>"
).replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">&lt;b&gt;</title><entry><id>urn:1</id><updated>2024'
    '-03-05T00:30:00+03:00</updated><link rel="alternate" href="/1"/><content type="xhtml"><div>قصف</div></content>'
    "</entry></feed>"
)
PIECES = [
    *("<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE ", "<?xml ", "?>", "&", ";", '"', "'", "="),
    *("&#0;", "&#xD800;", "&#x110000;", "&nbsp;", "&lt;", "\0", "\ufeff", "\u202e", "\ud7ff", "\r\n", "\x0b", "\x1b"),
    *("<p>", "<div>", "</div>", "<article>", "<table><tr><td>", "<svg>", "<math>", "<template>", "<script>", "<style>"),
    *(
        "<meta charset=",
        "<meta property='og:title' content=",
        "<time datetime=",
        "<base href=",
        "<link rel=canonical href=",
    ),
    *('<script type="application/ld+json">', '{"@type":"NewsArticle","datePublished":', "[[[[", "{{{{"),
    *(
        "<item>",
        "<entry>",
        "<rss>",
        "<feed>",
        "<channel>",
        "<content>",
        'type="xhtml"',
        "<guid>",
        "<pubDate>",
        "xml:base=",
    ),
    *("http://[", "https://x/", "//", "9999-99-99", "2024-03-05", "-1", "1e999", "قصف", "ال", "٣", "a" * 50),
]


@st.composite
def spoilt(draw: st.DrawFn, good: str) -> bytes:
    """A good document with pieces cut out, doubled and put in, in some charset."""
    text = good
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        put = draw(st.one_of(st.sampled_from(PIECES), st.text(max_size=10), st.just(text[start:end] * 2)))
        text = text[:start] + put * draw(st.sampled_from([1, 1, 1, 2, 300])) + text[end:]
    data = text.encode(draw(st.sampled_from(["utf-8", "utf-8", "cp1256", "utf-16", "iso-8859-6"])), "replace")
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.binary(max_size=4)) + data[at:]


def made_of_pieces() -> st.SearchStrategy[bytes]:
    return st.lists(st.sampled_from(PIECES), max_size=40).map(lambda parts: "".join(parts).encode("utf-8", "replace"))


EXAMPLES = int(os.environ.get("MARSAD_EXAMPLES", "40"))
hunted = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def in_time(read: Callable[[bytes], object], data: bytes) -> None:
    began = monotonic()
    with suppress(InputError):
        read(data)
    assert monotonic() - began < SLOW


@given(st.one_of(spoilt(PAGE), made_of_pieces(), st.binary(max_size=300)))
@hunted
def test_any_page(data: bytes) -> None:
    in_time(lambda each: read_html(each, id="page"), data)


@given(st.one_of(spoilt(FEED), spoilt(ATOM), made_of_pieces(), st.binary(max_size=300)))
@hunted
def test_any_feed(data: bytes) -> None:
    assert begins_feed(data) in (True, False)
    in_time(lambda each: parse_feed(each, stem="feed"), data)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1256", "utf-7", "idna", "hex", "\0", "x" * 99]))
@hunted
def test_any_charset(data: bytes, declared: str | None) -> None:
    in_time(lambda each: decode_page(each, declared), data)


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
@hunted
def test_any_markup(fragment: str) -> None:
    assert text_of(fragment) is not None


@given(st.lists(st.binary(max_size=100), max_size=5), st.sampled_from(["gzip", "deflate", "", "br", "identity"]))
@hunted
def test_any_packed_body(chunks: list[bytes], encoding: str) -> None:
    with suppress(FetchError):
        assert len(read_body(chunks, encoding, limit=1000)) <= 1000
