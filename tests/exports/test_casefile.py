"""The case file in a headless Chromium: evidence highlighted, right to left, and nothing leaves it."""

import re
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.exports.conftest import export
from tests.incidents.claims import claim

from marsad.exports import FORMATS, Surroundings
from marsad.exports.highlight import Mark, highlighted
from marsad.incidents import merge
from marsad.model import Span

STRIKE = "i-6dda8c7aba987ecd-e46"


@pytest.fixture(scope="module")
def case(full: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("case") / "case.html"
    export(full, "casefile", out, "--incident", STRIKE)
    return out


def test_it_opens_offline_with_its_evidence(browser: Browser, case: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(case.as_uri())
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    assert page.locator("section").count() == 1
    links = page.locator("td a")
    assert links.count() >= 10
    for at in range(links.count()):
        anchor = (links.nth(at).get_attribute("href") or "").removeprefix("#")
        assert page.locator(f"[id='{anchor}']").count() == 1, anchor
    mark = page.locator("tr", has_text="killed").locator("a").first
    mark.click()
    target = page.locator(":target")
    assert target.inner_text() == "3 مدنيين"
    assert page.evaluate("getComputedStyle(document.querySelector(':target')).backgroundColor") == "rgb(255, 184, 77)"
    assert page.locator(".evidence").count() >= 4
    assert {url.split("#")[0] for url in asked} == {case.as_uri()}
    assert not complaints
    context.close()


def test_its_policy_lets_nothing_out(browser: Browser, case: Path, tmp_path: Path) -> None:
    """Even a page into which somebody puts a picture and a script fetches neither."""
    bad = tmp_path / "bad.html"
    trick = '<img src="http://127.0.0.1:9/x.png"><script src="http://127.0.0.1:9/x.js"></script></body>'
    bad.write_text(case.read_text("utf-8").replace("</body>", trick), "utf-8")
    page = browser.new_page()
    sent: list[str] = []
    page.on("response", lambda response: sent.append(response.url))
    page.on("console", lambda message: sent.append("refused") if "Content Security Policy" in message.text else None)
    page.goto(bad.as_uri())
    page.wait_for_timeout(200)
    assert "refused" in sent
    assert {url for url in sent if url != "refused"} == {bad.as_uri()}
    page.close()


def test_the_fingerprint_is_that_of_the_text_that_is_shown(case: Path) -> None:
    page = case.read_text("utf-8")
    texts = re.findall(r'<div class="text">(.*?)</div>', page, re.DOTALL)
    hashes = re.findall(r"sha256:([0-9a-f]{64})", page)
    plain = [unescape(re.sub(r"<[^>]+>", "", text)) for text in texts]
    assert [sha256(text.encode()).hexdigest() for text in plain] == hashes
    assert len(hashes) == 4


def test_a_value_without_the_text_of_its_report_leads_to_the_quote() -> None:
    file = BytesIO()
    list(FORMATS["casefile"].write([merge([claim("a", quote="<script>قصفت طائرة</script> ")])], NONE, file))
    page = file.getvalue().decode()
    assert "<script>" not in page
    assert 'id="c1-1"' in page


NONE = Surroundings(places={}, actors={})


@pytest.mark.parametrize(
    ("marks", "html"),
    [
        ([Mark(Span(2, 4), "a", "x")], 'ab<mark id="a" title="x">cd</mark>ef'),
        ([Mark(Span(0, 6), "e", None)], '<a id="e"></a><span class="evidence">abcdef</span>'),
        (
            [Mark(Span(0, 3), "a", "x"), Mark(Span(2, 5), "b", "y")],
            '<mark id="a" title="x">ab</mark><mark id="b" title="x / y">c</mark><mark title="y">de</mark>f',
        ),
        (
            [Mark(Span(0, 2), "a", "x"), Mark(Span(0, 2), "b", "y")],
            '<a id="b"></a><mark id="a" title="x / y">ab</mark>cdef',
        ),
    ],
    ids=["one value", "evidence", "two that overlap", "two at one place"],
)
def test_marks(marks: list[Mark], html: str) -> None:
    assert highlighted("abcdef", marks) == html
