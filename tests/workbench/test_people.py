"""Login, roles, and what a restricted source keeps to itself."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.conftest import Open, Serve, marsad

PASSWORD = "a long and quiet river"
ROLES = ("reader", "analyst", "editor", "administrator")


@pytest.fixture(scope="module")
def guarded(filled: Path, serving: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A server with an account of each role, named after it."""
    ledger = tmp_path_factory.mktemp("guarded") / "guarded.db"
    shutil.copy(filled, ledger)
    for role in ROLES:
        marsad("user", "add", role, "--role", role, "--ledger", str(ledger), typed=f"{PASSWORD}\n{PASSWORD}\n")
    return serving(ledger)


def enter(page: Page, name: str, password: str = PASSWORD) -> None:
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("form button.chief").click()
    expect(page.locator("nav.rail") if password == PASSWORD else page.get_by_role("alert")).to_be_visible()


@pytest.mark.parametrize(("language", "refusal"), [("ar", "غير صحيح"), ("en", "is wrong")])
def test_without_a_login_there_is_only_the_door(guarded: str, visit: Open, language: str, refusal: str) -> None:
    page = visit(f"{guarded}/incidents", language)
    expect(page.locator("[name=password]")).to_be_visible()
    assert "سرمين" not in page.content()
    enter(page, "reader", "guess")
    expect(page.get_by_role("alert")).to_contain_text(refusal)
    enter(page, "reader")
    expect(page.locator("[data-incident]").first).to_be_visible()
    page.locator(".own button").last.click()
    expect(page.locator("[name=password]")).to_be_visible()


def test_roles_see_what_they_may_do(guarded: str, visit: Open) -> None:
    seen = {}
    for role in ROLES:
        page = visit(f"{guarded}/incidents", "en")
        enter(page, role)
        page.locator("[data-incident]", has_text="Sarmin").click()
        page.get_by_role("link", name="Open as a page").click()
        expect(page.locator("article.claim").first).to_be_visible()
        correct = page.get_by_role("button", name="Correct", exact=True).count() > 0
        people = page.get_by_role("link", name="People").count() > 0
        page.get_by_role("link", name="Add").click()
        expect(page.get_by_label("Title")).to_be_visible()
        seen[role] = (correct, page.locator("input[type=file]").count() > 0, people)
    assert seen == {
        "reader": (False, False, False),
        "analyst": (True, False, False),
        "editor": (True, True, False),
        "administrator": (True, True, True),
    }


def test_an_administrator_adds_somebody_who_then_logs_in(guarded: str, visit: Open) -> None:
    page = visit(f"{guarded}/people", "en")
    enter(page, "administrator")
    page.locator("form [name=name]").fill("salma")
    page.locator("form [name=password]").fill(PASSWORD)
    page.locator("form [name=role]").select_option("analyst")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("cell", name="salma")).to_be_visible()
    other = visit(guarded, "en")
    enter(other, "salma")
    expect(other.locator("[data-incident]").first).to_be_visible()


def test_the_text_of_a_restricted_source_shows_only_to_named_roles(guarded: str, visit: Open) -> None:
    secret = "شيّع أهالي بلدة"
    chief = visit(f"{guarded}/sources/نشرة الجبل", "en")
    enter(chief, "administrator")
    chief.get_by_label("Restrict this source").check()
    expect(chief.locator("h1")).to_contain_text("restricted")
    report = chief.get_by_role("link", name="حداد في سرمين").first.get_attribute("href")
    for role, shown in (("reader", False), ("editor", True)):
        page = visit(f"{guarded}{report}", "en")
        enter(page, role)
        expect(page.locator("aside.claims")).to_be_visible()
        assert (secret in page.content()) is shown
        page.goto(f"{guarded}/search?q=سرمين")
        expect(page.locator("section").first).to_be_visible()
        assert (secret in page.content()) is shown
