"""The guide in a real browser: it complains of nothing, and its search finds."""

from playwright.sync_api import Browser, expect

from tests.api.served import Served
from tests.chromium import PATIENCE_MS, watched


def test_a_reader_searches_the_guide(chromium: Browser, embedded: Served) -> None:
    opened = chromium.new_context()
    opened.set_default_timeout(PATIENCE_MS)
    watch = watched(opened)
    page = opened.new_page()
    page.goto(f"{embedded.address}/docs/guide/")
    expect(page.locator("h1")).to_contain_text("Guide")
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("combobox", name="Search").fill("cache")
    expect(page.locator("mark", has_text="cache").first).to_be_visible()  # the theme marks what it finds
    opened.close()
    assert (watch.complaints, watch.outside) == ([], [])
