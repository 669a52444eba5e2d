from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.web.host import FIRST, QUICK, SECOND, Host, article, conditional, failing, leading, rss

from marsad.errors import InputError
from marsad.model import Report
from marsad.model.feed import FeedMemory
from marsad.sources import Failure, Found, Skipped, Web, read_sources
from marsad.sources.web.feeds import MOST_TRIES, Visit
from marsad.sources.web.parsing import parse_feed

TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"


def item(number: int, *, link: str = "", text: str = "", day: str = "Tue, 05 Mar 2024 01:00:00 +0300") -> str:
    return (
        f"<title>قصف {number}</title><guid>g{number}</guid><link>{link}</link><pubDate>{day}</pubDate>"
        f"<description><![CDATA[{text}]]></description>"
    )


ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>شبكة السهل</title>
<entry><id>urn:1</id><title>قصف</title><updated>2024-03-05T00:30:00+03:00</updated>
<link rel="alternate" href="https://example.org/1"/><content type="html">{TEXT.replace("<", "&lt;")}</content></entry>
</feed>"""
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>شبكة السهل</title></channel>
<item rdf:about="https://example.org/1"><title>قصف</title><link>https://example.org/1</link>
<description>{FIRST}\n{SECOND}</description><dc:date>2024-03-05</dc:date></item></rdf:RDF>"""
RSS = rss(item(1, link="https://example.org/1", text=TEXT), title="شبكة السهل").replace("قصف 1", "قصف")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(RSS.encode(), id="RSS 2.0"),
        pytest.param(ATOM.encode(), id="Atom"),
        pytest.param(RDF.encode(), id="RSS 1.0"),
        pytest.param(RSS.encode("cp1256"), id="windows-1256, which it does not declare"),
        pytest.param(
            RSS.replace('"1.0"?', '"1.0" encoding="utf-8"?').encode("cp1256"), id="windows-1256, declared as UTF-8"
        ),
        pytest.param(RSS.replace('"1.0"?', '"1.0" encoding="windows-1256"?').encode(), id="UTF-8, declared as 1256"),
        pytest.param(RSS.encode("utf-16"), id="UTF-16"),
        pytest.param(b"\n \n" + RSS.encode(), id="blank lines before it"),
        pytest.param(RSS.replace("</item>", "").encode(), id="a tag is not closed"),
    ],
)
def test_a_feed_file(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(data)
    (report,) = read_sources([path])
    assert isinstance(report, Report)
    assert (report.title, report.text) == ("قصف", f"{FIRST}\n{SECOND}")
    assert (report.outlet, report.published) == ("شبكة السهل", date(2024, 3, 5))
    assert (report.id, report.url) == ("https://example.org/1", "https://example.org/1")


def test_a_file_without_a_telling_name_is_known_as_a_feed(tmp_path: Path) -> None:
    path = tmp_path / "saved"
    path.write_text(ATOM, encoding="utf-8")
    assert [type(each) for each in read_sources([path])] == [Report]


def test_a_feed_without_entries_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(), encoding="utf-8")
    (skipped,) = read_sources([path])
    assert str(skipped) == f"{path}: skipped, the feed has no entries"


LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><item><title>&a;</title></item></channel></rss>"""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param("<html><body>لا</body></html>", "no RSS or Atom", id="a web page"),
        pytest.param("قصف", "no RSS or Atom", id="plain text"),
        pytest.param("http://127.0.0.1/feed", "no RSS or Atom", id="an address, which must not be fetched"),
        pytest.param("/etc/passwd", "no RSS or Atom", id="a file name, which must not be opened"),
        pytest.param(LAUGHS, "entities of its own", id="billion laughs"),
        pytest.param(OUTSIDE, "entities of its own", id="entity from outside"),
        pytest.param("<rss><channel>" + "<a>" * 5000, "nested too deeply", id="nested tags"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_bad_feeds_are_refused_with_a_reason(data: str, words: str, charset: str) -> None:
    with pytest.raises(InputError) as error:
        parse_feed(data.encode(charset), stem="feed")
    assert words in str(error.value)


def test_a_document_type_from_outside_is_not_fetched(host: Host) -> None:
    url = host.page("/rss.dtd", '<!ENTITY a "got it">')
    feed = RSS.replace("<rss ", f'<!DOCTYPE rss SYSTEM "{url}"><rss ').replace("قصف", "قصف &a;", 1)
    assert "got it" not in parse_feed(feed.encode(), stem="feed").entries[0].title
    assert not host.asked


class TestOnTheWeb:
    """What `marsad read URL` and `marsad add URL` read."""

    def test_articles_are_fetched(self, host: Host, web: Web) -> None:
        link = host.page("/news/1", article("قصف على سرمين", 1))
        (report,) = read_sources([host.page("/feed", rss(item(1, link=link, text="موجز الخبر")))], web=web)
        assert isinstance(report, Report)
        assert (report.title, report.text) == ("قصف على سرمين", f"{FIRST} 1\n{SECOND}")
        assert (report.id, report.url, report.outlet) == (link, link, "شبكة السهل")

    def test_or_the_texts_in_the_feed_are_taken(self, host: Host, web: Web) -> None:
        url = host.page("/feed", rss(item(1, link=host.url("/news/1"), text=TEXT)))
        (report,) = read_sources([url], web=web, articles=False)
        assert isinstance(report, Report)
        assert report.text == f"{FIRST}\n{SECOND}"
        assert set(host.asked) == {"/feed"}

    def test_articles_of_a_feed_in_a_file(self, host: Host, web: Web, tmp_path: Path) -> None:
        path = tmp_path / "feed.xml"
        path.write_text(rss(item(1, link=host.page("/1", article("قصف", 1)))), encoding="utf-8")
        (report,) = read_sources([path], web=web, articles=True)
        assert isinstance(report, Report)
        assert report.text == f"{FIRST} 1\n{SECOND}"

    def test_a_page_by_itself(self, host: Host, web: Web) -> None:
        url = host.page("/news/1?a=b", article("قصف", 1), media="text/html; charset=iso-8859-1")
        (report,) = read_sources([url], web=web)
        assert isinstance(report, Report)
        assert (report.id, report.url, report.title) == (url, url, "قصف")

    @pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-6", "nonsense"])
    @pytest.mark.parametrize("real", ["utf-8", "windows-1256", "iso-8859-6"])
    def test_a_wrong_charset_in_the_header(self, host: Host, web: Web, declared: str, real: str) -> None:
        body = article("قصف", 1, declared).replace("،", ",").encode(real)
        (report,) = read_sources([host.page("/1", body, media=f"text/html; charset={declared}")], web=web)
        assert isinstance(report, Report)
        assert report.text == f"{FIRST} 1\n{SECOND}".replace("،", ",")

    def test_one_bad_entry_stops_no_other(self, host: Host, web: Web) -> None:
        links = [
            host.url("/gone"),
            leading(host, "/loop", host.url("/loop")),
            host.page("/empty", "<html><body></body></html>"),
            "http://nowhere.invalid/1",
            "ftp://example.org/5",
            host.page("/english", article("Fire").replace(FIRST, "A fire " * 30).replace(SECOND, "It burnt " * 30)),
            host.page("/good", article("قصف", 7)),
        ]
        entries = [item(number, link=link, text=f"{FIRST} {number}") for number, link in enumerate(links)]
        found = list(read_sources([host.page("/feed", rss(*entries))], web=web))
        assert [type(each).__name__ for each in found] == [
            *(["Failure", "Report"] * 4),  # the text in the feed is taken instead
            "Report",  # its address is none that could be fetched
            "Skipped",
            "Report",
        ]
        assert "no such page; check the address; the text in the feed is taken instead" in str(found[0])

    def test_an_entry_without_text_is_skipped(self, host: Host, web: Web) -> None:
        found = list(read_sources([host.page("/feed", rss(item(1), item(2, text=TEXT)))], web=web))
        assert [type(each) for each in found] == [Skipped, Report]
        assert "the entry has no text" in str(found[0])

    def test_an_address_that_cannot_be_fetched_is_a_failure(self, host: Host, web: Web) -> None:
        found = list(read_sources([host.url("/nowhere"), host.page("/1", article("قصف"))], web=web))
        assert [type(each) for each in found] == [Failure, Report]

    def test_other_kinds_are_read_as_files_are(self, host: Host, web: Web) -> None:
        url = host.page("/all.jsonl", '{"id": "a", "text": "قصف على حلب"}\n', media="text/plain")
        (report,) = read_sources([url], web=web)
        assert isinstance(report, Report)
        assert report.id == "a"


class TestAgain:
    """A second look at a feed brings what is new or was changed, and nothing else."""

    def look(self, web: Web, url: str, memory: FeedMemory) -> tuple[list[Found], FeedMemory, Visit]:
        visit = Visit(web, url, memory=memory)
        items = list(visit.items())
        marks = dict(memory.marks) | {mark.entry: mark for _, mark in items if mark}
        after = replace(memory, etag=visit.etag, modified=visit.modified, marks=marks)
        return [found for found, _ in items], after, visit

    def test_what_was_read_is_not_read_again(self, host: Host, web: Web) -> None:
        links = [host.page(f"/{number}", article(f"قصف {number}", number)) for number in range(3)]
        url = host.page("/feed", rss(*(item(number, link=links[number]) for number in range(2))))
        found, memory, _ = self.look(web, url, FeedMemory())
        assert len(found) == 2
        host.page("/feed", rss(*(item(number, link=links[number]) for number in range(3))))
        found, memory, visit = self.look(web, url, memory)
        assert [each.title for each in found if isinstance(each, Report)] == ["قصف 2"]
        assert visit.known == 2
        assert host.asked["/0"] == 1

    def test_an_entry_that_was_changed_is_read_again(self, host: Host, web: Web) -> None:
        url = host.page("/feed", rss(item(1, text=TEXT)))
        _, memory, _ = self.look(web, url, FeedMemory())
        host.page("/feed", rss(item(1, text=TEXT.replace("مدنيان", "ثلاثة مدنيين"))))
        (report,), _, _ = self.look(web, url, memory)
        assert isinstance(report, Report)
        assert "ثلاثة مدنيين" in report.text

    def test_a_feed_that_has_not_changed_is_not_sent(self, host: Host, web: Web) -> None:
        url = conditional(host, "/feed", rss(item(1, text=TEXT)))
        _, memory, _ = self.look(web, url, FeedMemory())
        assert memory.etag == '"one"'
        found, _, _ = self.look(web, url, memory)
        assert found == []
        assert host.headers["/feed"]["if-none-match"] == '"one"'

    def test_an_article_that_fails_is_asked_for_again_and_given_up_at_last(self, host: Host, web: Web) -> None:
        link = failing(host, "/1", 1000, "")
        url = conditional(host, "/feed", rss(item(1, link=link, text=TEXT)))
        memory = FeedMemory()
        for _ in range(MOST_TRIES - 1):
            (found,), memory, _ = self.look(web, url, memory)
            assert isinstance(found, Failure)
            assert memory.etag is None  # the server must send the feed again
        (failure, report), memory, _ = self.look(web, url, memory)
        assert isinstance(failure, Failure)
        assert isinstance(report, Report)
        assert report.text == f"{FIRST}\n{SECOND}"
        assert memory.etag == '"one"'

    def test_an_article_that_recovers_is_read(self, host: Host, web: Web) -> None:
        link = failing(host, "/1", QUICK.tries, article("قصف", 1))
        url = host.page("/feed", rss(item(1, link=link, text=TEXT)))
        (failure,), memory, _ = self.look(web, url, FeedMemory())
        assert isinstance(failure, Failure)
        (report,), memory, _ = self.look(web, url, memory)
        assert isinstance(report, Report)
        assert self.look(web, url, memory)[0] == []

    def test_a_server_that_fails_again_and_again_is_left_alone(self, host: Host, web: Web) -> None:
        links = [failing(host, f"/{number}", 1000, "") for number in range(9)]
        url = host.page("/feed", rss(*(item(number, link=link, text=TEXT) for number, link in enumerate(links))))
        found, _, _ = self.look(web, url, FeedMemory())
        assert [type(each) for each in found] == [Failure, Failure, Failure, Skipped]
