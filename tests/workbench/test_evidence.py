"""Every value opens the words it comes from, on the incident's page and in the report."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.conftest import Open

WORDS = {"ar": ("سرمين", "ما يقوله كل تقرير"), "en": ("Sarmin", "What each report says")}


def strike(page: Page, language: str) -> Page:
    """From the list to the panel beside it, and on to the page."""
    row = page.locator("[data-incident]", has_text=WORDS[language][0])
    row.click()
    expect(page.locator("aside.panel blockquote").first).to_be_visible()
    row.click()
    expect(page).to_have_url(re.compile(r"/incidents/i-"))
    return page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_number_opens_its_words(examples: str, visit: Open, language: str) -> None:
    page = strike(visit(f"{examples}/incidents", language), language)
    table = page.get_by_role("region", name=WORDS[language][1])
    table.get_by_role("button", name="9", exact=True).click()
    words = table.locator("a.words")
    expect(words).to_contain_text("9 مدنيين")
    words.click()
    expect(page).to_have_url(re.compile(r"/reports/[0-9a-f]{64}"))
    expect(page.locator("article.text")).to_contain_text("شيّع أهالي بلدة سرمين")
    expect(page.locator("article.text .evidence").first).to_be_visible()


def test_the_table_stands_in_the_order_of_publication_with_the_rule_in_words(examples: str, visit: Open) -> None:
    page = strike(visit(f"{examples}/incidents", "en"), "en")
    expect(page.locator("thead a").first).to_be_visible()
    heads = page.locator("thead th").all_inner_texts()
    outlets = [head.split("\n")[0] for head in heads]
    assert outlets.index("شبكة السهل") < outlets.index("موقع المرفأ") < outlets.index("نشرة الجبل")
    expect(page.locator("tbody tr", has_text="Killed").locator(".sum")).to_contain_text(
        "lowest to highest of 3 origins"
    )
    expect(page.get_by_role("img", name=re.compile("as it became known"))).to_be_visible()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_value_lights_its_words_and_words_their_value(examples: str, visit: Open, language: str) -> None:
    page = strike(visit(f"{examples}/incidents", language), language)
    page.locator("thead a").first.click()
    value = page.locator(".claims button.how_many").first
    value.hover()
    words = page.locator("article.text a.lit")
    expect(words.first).to_be_visible()
    assert "how_many" in (words.first.get_attribute("class") or "")
    words.first.hover()
    expect(page.locator(".claims button.lit").first).to_be_visible()
    kinds = page.locator("article.text a.mark").evaluate_all(
        "all => [...new Set(all.map(each => getComputedStyle(each).textDecorationStyle))]"
    )
    assert len(kinds) >= 3
    assert page.locator("article.text").get_attribute("dir") == "rtl"


def test_search_forgives_spelling_and_shows_the_words(examples: str, visit: Open) -> None:
    page = visit(f"{examples}/search", "ar")
    page.get_by_role("searchbox").fill("مظاهره وسط مدينه")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("searchbox").fill("Sarmin")
    expect(page.get_by_role("link", name=re.compile("سرمين")).first).to_be_visible()


def test_a_place_shows_who_held_it_and_who_says_so(examples: str, visit: Open) -> None:
    page = visit(f"{examples}/places/sy-abu-hamam", "en")
    bar = page.get_by_role("button", name=re.compile("Tribal forces: "))
    bar.click()
    expect(page.locator("blockquote").first).to_contain_text("مقاتلو العشائر")


def test_an_actors_ties_are_drawn_and_told(examples: str, visit: Open) -> None:
    page = visit(f"{examples}/actors", "ar")
    page.get_by_role("link", name="ميليشيا حراس البادية").click()
    expect(page.locator(".ties svg .node").first).to_be_visible()
    expect(page.locator(".ties li").first).to_contain_text("ميليشيا حراس البادية")
