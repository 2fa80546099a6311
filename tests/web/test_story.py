"""A newcomer's way from the front page to the evidence, in both languages, on both stores."""

from pathlib import Path

from playwright.sync_api import expect

from tests.api.served import Served
from tests.web.conftest import Visit, column, drawn, settled

CLIENTS = ["Google", "Microsoft", "OpenAI", "xAI"]


def test_a_first_visit_shows_the_story_with_its_answer(served: Served, visit: Visit, shots: Path) -> None:
    page = visit(served)
    expect(page.get_by_role("heading", name="Meta takes 49% of Scale AI")).to_be_visible()
    assert column(page, "Client") == CLIENTS
    assert set(column(page, "Vendor")) == {"Scale AI"}
    assert set(column(page, "Stake percent")) == {"49%"}
    assert drawn(page)["entities"] == ["google", "meta", "microsoft", "openai", "scale-ai", "xai"]
    page.screenshot(path=shots / "front.png", full_page=True)


def test_two_clicks_lead_to_who_says_so(served: Served, visit: Visit, shots: Path) -> None:
    page = visit(served)
    page.get_by_role("button", name="Who shares a vendor with a competitor's stake?").click()
    settled(page)
    page.get_by_role("row", name="OpenAI").get_by_role("cell").nth(1).click()
    settled(page)
    evidence = page.get_by_label("Evidence", exact=True)
    expect(evidence.get_by_text("reported 27 Jun 2025").first).to_be_visible()
    expect(evidence.get_by_role("heading", name="OpenAI is a client of Scale AI")).to_be_visible()
    expect(evidence.get_by_text("disputed").first).to_be_visible()
    page.screenshot(path=shots / "evidence.png")


def test_the_same_in_arabic(served: Served, visit: Visit, shots: Path) -> None:
    page = visit(served, language="ar")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    page.get_by_role("button", name="من يشترك في مورّد مع حصة منافس؟").click()
    settled(page)
    assert column(page, "العميل") == ["جوجل", "مايكروسوفت", "أوبن إيه آي", "إكس إيه آي"]
    page.get_by_role("row", name="جوجل").get_by_role("cell").nth(2).click()
    settled(page)
    evidence = page.get_by_label("الدليل", exact=True)
    expect(evidence.get_by_text("تعتزم غوغل ترك سكيل إيه آي")).to_be_visible()
    expect(evidence.get_by_text("2025").first).to_be_visible()
    page.screenshot(path=shots / "arabic.png", full_page=True)


def test_every_step_of_the_story_is_answered(served: Served, visit: Visit) -> None:
    page = visit(served)
    steps = page.locator("#story li button").all_inner_texts()
    assert len(steps) == 6
    for step in steps:
        page.get_by_role("button", name=step).click()
        settled(page)
        assert page.locator("#rows tbody tr").count(), step
        page.get_by_role("link", name="Graph of the AI industry").click()
        settled(page)


def test_the_language_is_one_click_away_and_stays_in_the_address(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, "/?ask=shared_vendors&vendor=scale-ai")
    page.get_by_role("button", name="العربية").click()
    expect(page.get_by_role("button", name="English")).to_be_visible()
    assert "view.lang=ar" in page.url
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    page.reload()
    settled(page)
    assert column(page, "المستثمر") == ["ميتا"] * 4
