"""For everyone: by keyboard, by screen reader, on any screen, in the dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.api.served import Served
from tests.web.conftest import Visit, settled

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
HEADLINE = "/?ask=shared_vendors&vendor=scale-ai&investor=meta"
PHONE = {"width": 360, "height": 740}
STATES = {
    "front": "/",
    "row": HEADLINE + "&view.select=row:2",
    "entity": "/?view.open=scale-ai&view.select=entity:scale-ai",
    "compared": HEADLINE + "&view.axis=known_at&view.compare=2025-06-01",
    "concentration": "/?ask=concentration&vendor=scale-ai",
    "what_if": "/?ask=what_if&remove=meta:INVESTS_IN:scale-ai",
    "nothing": HEADLINE + "&known_at=2025-01-01",
}


def serious(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds, of those findings that keep people out."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("name", STATES)
def test_no_serious_finding(embedded: Served, visit: Visit, shots: Path, name: str) -> None:
    page = visit(embedded, STATES[name])
    for details in page.locator("details:not(.menu)").all():
        details.evaluate("(each) => { each.open = true; }")
    assert serious(page) == []
    page.screenshot(path=shots / f"state-{name}.png", full_page=True)


@pytest.mark.parametrize("name", ["front", "row", "compared"])
def test_no_serious_finding_in_the_dark_and_in_arabic(embedded: Served, visit: Visit, shots: Path, name: str) -> None:
    page = visit(embedded, STATES[name], language="ar", color_scheme="dark")
    assert serious(page) == []
    page.screenshot(path=shots / f"dark-arabic-{name}.png", full_page=True)


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_a_telephone_shows_it_without_scrolling_sideways(
    embedded: Served, visit: Visit, shots: Path, name: str, language: str
) -> None:
    page = visit(embedded, STATES[name], language=language, size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not page.locator("#form details.own[open]").count() or name == "front"
    page.screenshot(path=shots / f"phone-{language}-{name}.png", full_page=True)


def test_a_large_screen_is_used(embedded: Served, visit: Visit, shots: Path) -> None:
    page = visit(embedded, STATES["row"], size={"width": 3840, "height": 2160})
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    assert box["width"] > 1900
    assert box["height"] > 900
    page.screenshot(path=shots / "large.png")


def test_the_keyboard_alone_leads_to_the_evidence(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#rows .row-button')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "where the keyboard is can be seen"
    page.keyboard.press("Enter")
    settled(page)
    expect(page.locator("#evidence .claim").first).to_be_visible()


def test_what_is_drawn_can_be_reached_without_the_picture(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE)
    label = page.locator("#canvas").get_attribute("aria-label") or ""
    assert "6 entities, 9 relationships" in label
    drawn = page.locator("#drawn")
    drawn.locator("summary").focus()
    page.keyboard.press("Enter")
    assert drawn.get_by_role("button").count() == 6 + 9
    drawn.get_by_role("button", name="xAI is a client of Scale AI").focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(page.locator("#evidence").get_by_role("heading", name="xAI is a client of Scale AI")).to_be_visible()
