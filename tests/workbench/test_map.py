"""Map, list and time: each chooses what the others show, and the address says it all."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.conftest import Open

ORANGE, AMBER, GREEN = (213, 94, 0), (230, 159, 0), (0, 158, 115)  # battles, explosions, protests
STRIP = ".strip svg"
COUNT = ".list header [role=status]"


def drawn(page: Page) -> Page:
    expect(page.locator('.map[data-placed="12"]')).to_be_visible()
    page.wait_for_function("document.querySelectorAll('.map canvas').length > 0")
    return page


def spots(page: Page, colour: tuple[int, int, int]) -> list[tuple[int, int]]:
    """Where the map shows a colour, in pixels of the map; waits until it does."""
    image = pytest.importorskip("PIL.Image")
    for _ in range(60):
        picture = image.open(BytesIO(page.locator(".paper").screenshot())).convert("RGB")
        wide, high = picture.size
        near = [
            (x, y)
            for y in range(0, high, 2)
            for x in range(0, wide, 2)
            if all(abs(one - other) < 12 for one, other in zip(picture.getpixel((x, y)), colour, strict=True))
        ]
        if near:
            return near
        page.wait_for_timeout(250)
    raise AssertionError(f"the map never showed {colour}")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_map_is_drawn_in_the_colours_of_the_families(examples: str, visit: Open, language: str) -> None:
    page = drawn(visit(examples, language))
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if language == "ar" else "ltr")
    assert spots(page, ORANGE)
    assert spots(page, AMBER)
    expect(page.locator(COUNT)).to_contain_text("12")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_brush_over_time_filters_the_list_and_stands_in_the_address(
    examples: str, visit: Open, language: str
) -> None:
    page = drawn(visit(examples, language))
    box = page.locator(STRIP).bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.08, middle, steps=6)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d"))
    expect(page.locator(COUNT)).not_to_contain_text("12")
    left = page.locator("[data-incident]").count()
    assert 0 < left < 12
    again = drawn(visit(page.url, language))
    expect(again.locator("[data-incident]")).to_have_count(left)
    again.locator(".chip").first.click()
    expect(again).not_to_have_url(re.compile("from="))


def test_what_the_map_shows_can_be_all_that_is_listed(examples: str, visit: Open) -> None:
    page = drawn(visit(examples, "en"))
    spots(page, ORANGE)
    page.get_by_role("button", name="List only what the map shows").click()
    expect(page).to_have_url(re.compile("bbox="))
    for _ in range(3):
        before = page.url
        page.get_by_role("button", name="Zoom in").click()
        expect(page).not_to_have_url(before)
    expect(page.locator(COUNT)).not_to_contain_text("12")


def test_a_sign_on_the_map_opens_its_incident_beside_the_list(examples: str, visit: Open) -> None:
    page = visit(f"{examples}/?family=Protests", "en")
    marks = spots(page, GREEN)
    x = sum(spot[0] for spot in marks) / len(marks)
    y = sum(spot[1] for spot in marks) / len(marks)
    page.locator(".paper").click(position={"x": x, "y": y})
    expect(page).to_have_url(re.compile("open=i-"))
    expect(page.locator("aside.panel h1")).to_contain_text("As-Suwayda")
    page.keyboard.press("Escape")
    expect(page.locator("aside.panel")).to_have_count(0)


def test_control_shows_who_is_said_to_hold_what_on_a_day(examples: str, visit: Open) -> None:
    page = visit(f"{examples}/?control=2024-03-12", "en")
    control = page.locator(".control")
    expect(control).to_contain_text("Abu Hamam")
    expect(control).to_contain_text("Syrian Democratic Forces")
    expect(control).to_contain_text("contested")
    page.goto(f"{examples}/?control=2024-03-10")
    expect(control).to_contain_text("Tribal forces")


def test_as_known_on_an_earlier_day(examples: str, visit: Open) -> None:
    page = visit(f"{examples}/?known_by=2024-03-04", "en")
    row = page.locator("[data-incident]", has_text="Sarmin")
    expect(row).to_contain_text("3 killed")
    page.goto(f"{examples}/")
    expect(row).to_contain_text("9 (3 to 9) killed")


def test_a_facet_filters_and_says_how_many(examples: str, visit: Open) -> None:
    page = visit(f"{examples}/incidents", "en")
    page.get_by_role("button", name="Filter", exact=True).click()
    group = page.get_by_role("group", name="Family")
    expect(group.locator("label", has_text="Protests")).to_contain_text("1")
    group.get_by_label("Protests").check()
    expect(page.locator("[data-incident]")).to_have_count(1)
    assert "family=Protests" in page.url


def test_the_list_comes_first_on_a_phone(examples: str, visit: Open) -> None:
    page = visit(examples, "ar", width=390)
    expect(page.locator("[data-incident]").first).to_be_visible()
    expect(page.locator(".paper")).not_to_be_visible()
    page.get_by_role("button", name="الخريطة").click()
    expect(page.locator(".paper")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
