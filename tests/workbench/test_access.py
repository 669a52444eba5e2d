"""No serious fault for people who cannot see, or use a keyboard; and a first view that is not heavy."""

from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.conftest import ROOT, Open

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
WEB = ROOT / "src" / "marsad" / "serve" / "web_dist"
VIEWS = {
    "map": "/?control=2024-03-12",
    "panel": "/incidents?open={incident}",
    "incident": "/incidents/{incident}",
    "report": "/reports/{report}",
    "places": "/places",
    "place": "/places/sy-abu-hamam",
    "actors": "/actors",
    "actor": "/actors/{actor}",
    "sources": "/sources",
    "source": "/sources/نشرة الجبل",
    "review": "/review",
    "search": "/search?q=سرمين",
    "add": "/add",
    "lost": "/nowhere",
}
MOST = 600 * 1024


@pytest.fixture(scope="module")
def ids(examples: str, browser: Any) -> dict[str, str]:
    """Things of the ledger to look at."""
    context = browser.new_context()
    ask = context.request
    claim = ask.get(f"{examples}/api/v1/incidents?place=sy-sarmin").json()["items"][0]
    report = ask.get(f"{examples}/api/v1/reports?limit=50").json()["items"]
    actor = ask.get(f"{examples}/api/v1/actors?limit=1").json()["items"][0]
    context.close()
    return {
        "incident": claim["id"],
        "report": max(report, key=lambda each: each["claims"])["sha256"],
        "actor": actor["id"],
    }


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there; run `make web`")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_serious_fault(
    examples: str, ids: dict[str, str], visit: Open, view: str, language: str, dark: bool
) -> None:
    page = visit(examples + VIEWS[view].format(**ids), language, dark=dark)
    expect(page.locator("h1").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    found = faults(page)
    assert not found, "\n".join(found)


def faults(page: Page) -> list[str]:
    """What axe calls serious or critical; run through the debugger, which the page's policy does not bind."""
    page.evaluate(AXE.read_text("utf-8"))
    answer = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {each['help']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for each in answer["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_first_view_is_under_600_kilobytes(examples: str, visit: Open, language: str) -> None:
    """Counted as it is sent, with all that the map's workers are made of."""
    page = visit(examples, language)
    expect(page.locator('.map[data-placed="12"]')).to_be_visible()
    page.wait_for_load_state("networkidle")
    paths = page.evaluate("performance.getEntriesByType('resource').map(each => new URL(each.name).pathname)")
    workers = {f"/assets/{path.name}" for path in (WEB / "assets").glob("*worker*.*js")}
    assert len(workers) == 2
    own = {path for path in paths if not path.startswith("/api/")}
    sizes = {path: sent(examples + path) for path in sorted({"/", *own, *workers})}
    told = "\n".join(f"{size:9,} {path}" for path, size in sizes.items())
    assert sum(sizes.values()) < MOST, f"{sum(sizes.values()):,} bytes:\n{told}"


def sent(address: str) -> int:
    """How many bytes a browser is sent for an address; urllib leaves them packed."""
    with urlopen(Request(address, headers={"Accept-Encoding": "br, gzip"})) as answer:
        return len(answer.read())


def test_a_keyboard_reaches_the_content_and_sees_where_it_is(examples: str, visit: Open) -> None:
    page = visit(f"{examples}/incidents", "en")
    expect(page.locator("[data-incident]").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    row = page.locator("[data-incident]").first
    row.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("aside.panel")).to_be_visible()
