"""What people say in the workbench: corrections, same and different, undo; and that it outlives a re-reading."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.conftest import DOUBTFUL, EXAMPLES, Open, Serve, marsad

LEFT = "[data-left]"


def incident(page: Page, address: str, place: str) -> None:
    page.goto(f"{address}/incidents")
    page.locator("[data-incident]", has_text=place).first.click()
    page.locator("aside.panel").get_by_role("link", name=re.compile("صفحة|page")).click()
    expect(page.locator("article.claim").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "correct", "value", "save", "corrected", "place"),
    [
        ("ar", "تصحيح", "الصواب", "حفظ", "صحّحه إنسان", "ناحتة"),
        ("en", "Correct", "It should be", "Save", "corrected by a person", "Nahtah"),
    ],
)
def test_a_correction_outlives_a_re_reading(
    own: tuple[str, Path], visit: Open, language: str, correct: str, value: str, save: str, corrected: str, place: str
) -> None:
    address, ledger = own
    page = visit(address, language)
    incident(page, address, place)
    page.get_by_role("button", name=correct, exact=True).click()
    page.get_by_label(value).fill("6")
    page.get_by_role("button", name=save).click()
    card = page.locator("article.claim")
    expect(card).to_contain_text(corrected)
    expect(card.locator("button.how_many")).to_contain_text("6")
    marsad("add", "--again", *EXAMPLES, "--ledger", str(ledger))
    page.reload()
    expect(card.locator("button.how_many")).to_contain_text("6")
    expect(card).to_contain_text(corrected)


def test_what_cannot_be_is_refused_in_words_and_nothing_typed_is_lost(own: tuple[str, Path], visit: Open) -> None:
    address, _ = own
    page = visit(address, "en")
    incident(page, address, "Nahtah")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_label("It should be").fill("many")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Not accepted")
    expect(page.get_by_label("It should be")).to_have_value("many")


def test_a_claim_leaves_its_incident_and_comes_back(own: tuple[str, Path], visit: Open) -> None:
    address, _ = own
    page = visit(address, "en")
    incident(page, address, "Sarmin")
    claims = page.locator("article.claim")
    before = claims.count()
    claims.last.get_by_role("button", name="Not this incident").click()
    expect(claims).to_have_count(before - 1)
    expect(page.get_by_role("heading", name="Near, but judged different")).to_be_visible()
    page.locator(".notice").get_by_role("button", name="Undo").click()
    expect(claims).to_have_count(before)


@pytest.fixture
def doubtful(serving: Serve, tmp_path: Path) -> str:
    ledger = tmp_path / "doubtful.db"
    marsad("add", DOUBTFUL, "--ledger", str(ledger))
    return serving(ledger)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_same_different_and_undo_by_keys(doubtful: str, visit: Open, language: str) -> None:
    page = visit(f"{doubtful}/review?kind=grouping", language)
    doubt = page.locator("[data-doubt]")
    expect(doubt).to_be_visible()
    first, left = doubt.get_attribute("data-doubt"), number(page)
    page.keyboard.press("KeyD")
    expect(page.locator(f"[data-doubt='{first}']")).to_have_count(0)
    assert number(page) == left - 1
    page.keyboard.press("KeyZ")
    expect(page.locator(f"[data-doubt='{first}']")).to_be_visible()
    page.keyboard.press("KeyS")
    expect(page.locator(f"[data-doubt='{first}']")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.locator(LEFT)).to_be_visible()
    expect(page.locator(f"[data-doubt='{first}']")).to_have_count(0)


def number(page: Page) -> int:
    return int(page.locator(LEFT).get_attribute("data-left") or "")


def test_values_are_settled_by_keys_alone(own: tuple[str, Path], visit: Open) -> None:
    address, _ = own
    page = visit(f"{address}/review?kind=value", "en")
    doubt = page.locator("[data-doubt]")
    expect(doubt).to_be_visible()
    first, seen = number(page), []
    for key in ("KeyA", "Space", "KeyR", "KeyA"):
        seen.append(doubt.get_attribute("data-doubt"))
        page.keyboard.press(key)
        expect(page.locator(f"[data-doubt='{seen[-1]}']")).to_have_count(0)
    assert len(set(seen)) == 4
    page.keyboard.press("KeyC")
    page.get_by_label("What is wrong").select_option("modality")
    page.get_by_label("It should be").select_option("unconfirmed")
    page.get_by_label("Why").press("Enter")
    expect(page.locator(LEFT)).to_contain_text("4 decided")
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(doubt).to_be_visible()
    assert number(page) == first - 4


def test_a_report_is_read_before_it_is_kept(own: tuple[str, Path], visit: Open) -> None:
    address, _ = own
    page = visit(f"{address}/add", "ar")
    page.get_by_label("المصدر").fill("شبكة السهل")
    page.get_by_label("تاريخ النشر").fill("2024-05-02")
    page.get_by_label("النص").fill("أُصيب 3 مدنيين، اليوم الخميس، بقصف مدفعي استهدف بلدة بنش بريف إدلب.")
    expect(page.locator("article.text a.how_many")).to_contain_text("3 مدنيين")
    page.goto(f"{address}/incidents")
    expect(page.locator("[data-incident]", has_text="بنش")).to_have_count(0)
    page.goto(f"{address}/add")
    expect(page.locator("article.text a.how_many")).to_be_visible()
    page.get_by_role("button", name="حفظ في السجل").click()
    expect(page).to_have_url(re.compile("/reports/"))
    expect(page.locator("article.claim").first).to_contain_text("قصف")


def test_an_import_tells_how_far_it_is(own: tuple[str, Path], visit: Open) -> None:
    address, _ = own
    page = visit(f"{address}/add", "en")
    page.locator("input[type=file]").set_input_files(DOUBTFUL)
    expect(page.locator("[data-import=done]")).to_contain_text("4 read, 4 added")
