"""Moving through time: what was so, what was known, and what changed between two days."""

from playwright.sync_api import expect

from tests.api.served import Served
from tests.web.conftest import Visit, column, drawn, settled

HEADLINE = "/?ask=shared_vendors&vendor=scale-ai&investor=meta"


def test_before_the_news_nothing_was_known(served: Served, visit: Visit) -> None:
    page = visit(served, HEADLINE)
    page.locator("#time-known_at").fill("2025-06-01")
    settled(page)
    expect(page.locator("#told")).to_contain_text("Nothing found")
    expect(page.locator("#told")).to_contain_text("Looked at 0 relationships in the scope")
    expect(page.locator("#told")).to_contain_text("as known on 1 Jun 2025")
    assert not page.locator("#view").is_visible()
    page.locator("#time").get_by_role("button", name="Today").click()
    settled(page)
    assert page.locator("#rows tbody tr").count() == 4


def test_the_slider_moves_the_day_on_the_axis_chosen(served: Served, visit: Visit) -> None:
    page = visit(served, HEADLINE + "&view.axis=known_at")
    slider = page.get_by_role("slider")
    assert slider.get_attribute("aria-label") == "As known on"
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("#told")).to_contain_text("Nothing found")
    settled(page)
    assert "known_at=2025-05-28" in page.url
    assert page.evaluate("document.activeElement.id") == "time-slider", "the slider keeps the keyboard"
    page.keyboard.press("End")
    expect(page.locator("#told")).to_contain_text("4 rows")
    settled(page)
    assert "known_at" not in page.url.replace("view.axis=known_at", "")


def test_the_strip_tells_how_many_rows_there_were_and_when(served: Served, visit: Visit) -> None:
    page = visit(served, HEADLINE + "&view.axis=known_at")
    strip = page.locator("#strip svg")
    expect(strip).to_have_attribute("aria-label", "Rows of this answer over time: 28 May 2025 0; 27 Jun 2025 4")
    heights = [float(bar.get_attribute("height") or 0) for bar in strip.locator("rect").all()]
    assert heights[0] < heights[1] == 40


def test_the_axis_is_switched_and_stands_in_the_address(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE)
    page.get_by_label("what was known").check()
    settled(page)
    assert "view.axis=known_at" in page.url
    expect(page.get_by_role("slider")).to_have_attribute("aria-label", "As known on")


def test_two_days_are_compared(served: Served, visit: Visit) -> None:
    page = visit(served, HEADLINE + "&view.axis=known_at")
    page.locator("#time-compare").fill("2025-06-01")
    settled(page)
    expect(page.locator("#told")).to_contain_text("4 new, 0 gone, 0 in both, against 1 Jun 2025")
    assert column(page, "Compare with") == ["new"] * 4
    page.locator("#time-known_at").fill("2025-06-02")
    page.locator("#time-compare").fill("2025-12-31")
    settled(page)
    expect(page.locator("#told")).to_contain_text("0 new, 4 gone, 0 in both")
    assert column(page, "Compare with") == ["gone"] * 4
    assert "google:CLIENT_OF:scale-ai" in drawn(page)["relationships"]
    page.get_by_role("button", name="Stop comparing").click()
    settled(page)
    assert page.locator("#rows tbody tr").count() == 0


def test_a_day_in_the_future_cannot_be_known(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE + "&known_at=2999-01-01", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("known_at")
