"""What one can do with the picture, the questions and the evidence."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from graph_service.queries.kinds import Query
from graph_service.queries.registry import QUERIES
from tests.api.served import Served
from tests.web.conftest import Visit, column, drawn, point_of, settled

HEADLINE = "/?ask=shared_vendors&vendor=scale-ai&investor=meta"


@pytest.mark.parametrize("typed", ["سكيل", "scale", "Scael AI"])
def test_an_entity_is_found_by_any_name(embedded: Served, visit: Visit, typed: str) -> None:
    page = visit(embedded)
    page.get_by_label("Find by any name").press_sequentially(typed)
    page.get_by_role("option", name="Scale AI").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence").get_by_role("heading", name="Scale AI", exact=True)).to_be_visible()
    settled(page)
    assert "meta:INVESTS_IN:scale-ai" in drawn(page)["relationships"]


def test_a_name_that_nobody_has_is_told(embedded: Served, visit: Visit) -> None:
    page = visit(embedded)
    page.get_by_label("Find by any name").press_sequentially("zzzzqqq")
    expect(page.get_by_role("option", name="Nobody has a name like “zzzzqqq”.")).to_be_visible()


def test_relationships_are_opened_by_type_hidden_and_shown_again(served: Served, visit: Visit) -> None:
    page = visit(served, "/?view.open=scale-ai~50~INVESTS_IN&view.select=entity:scale-ai")
    assert drawn(page)["relationships"] == ["meta:INVESTS_IN:scale-ai"]
    page.get_by_role("button", name="Only: is a client of").click()
    settled(page)
    assert "google:CLIENT_OF:scale-ai" in drawn(page)["relationships"]
    page.locator("#drawn").get_by_text("What is drawn").click()
    page.locator("#drawn").get_by_role("button", name="Google", exact=True).click()
    settled(page)
    page.get_by_role("button", name="Hide", exact=True).click()
    settled(page)
    assert "google" not in drawn(page)["entities"]
    page.get_by_role("button", name="Show what is hidden (1)").click()
    settled(page)
    assert "google" in drawn(page)["entities"]


def test_a_pinned_entity_stands_where_it_stood(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE + "&view.select=entity:google")
    page.get_by_role("button", name="Pin in place").click()
    settled(page)
    where = page.evaluate("document.getElementById('canvas')._cyreg.cy.getElementById('google').position()")
    page.reload()
    settled(page)
    again = page.evaluate("document.getElementById('canvas')._cyreg.cy.getElementById('google').position()")
    assert (round(again["x"]), round(again["y"])) == (round(where["x"]), round(where["y"]))
    page.get_by_role("button", name="Let go").click()
    settled(page)
    assert "view.pin" not in page.url


def test_dragging_an_entity_pins_it(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE)
    x, y = point_of(page, "google")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=5)
    page.mouse.up()
    settled(page)
    assert "view.pin=google" in page.url


@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)
def test_every_question_has_a_form_and_an_answer(embedded: Served, visit: Visit, query: Query[Any, Any]) -> None:
    page = visit(embedded)
    page.locator("#questions").get_by_role("button", name=query.name.replace("_", " ").capitalize(), exact=True).click()
    settled(page)
    form = page.locator("#form")
    assert form.get_by_role("heading", level=2).inner_text() == query.question
    shown = {each.get_attribute("data-parameter") for each in form.locator("[data-parameter]").all()}
    assert shown == set(query.parameters.model_fields) - {"cursor"}
    expect(page.locator("#problem")).to_be_empty()
    expect(page.locator("#told")).to_contain_text("Looked at")
    page.get_by_role("button", name="Ask", exact=True).click()
    settled(page)
    expect(page.locator("#told")).to_contain_text("Looked at")


def test_a_form_asks_what_was_filled_in(served: Served, visit: Visit) -> None:
    page = visit(served, "/?ask=shared_vendors")
    page.locator("[data-parameter=client] input").fill("جوجل")
    page.locator("[data-parameter=include_closed] select").select_option("true")
    page.get_by_role("button", name="Ask", exact=True).click()
    settled(page)
    assert column(page, "Client") == ["Google"]
    assert "include_closed=true" in page.url
    assert "depth" not in page.url, "what was left as it is stands in no address"


def test_a_chosen_row_lights_its_path_and_dims_the_rest(served: Served, visit: Visit) -> None:
    page = visit(served, HEADLINE)
    page.get_by_role("row", name="xAI").get_by_role("button", name="What this row rests on").click()
    settled(page)
    found = drawn(page)
    assert found["lit"] == ["meta:COMPETES_WITH:xai", "meta:INVESTS_IN:scale-ai", "xai:CLIENT_OF:scale-ai"]
    assert "google:CLIENT_OF:scale-ai" in found["dimmed"]


def test_a_relationship_tapped_on_the_picture_shows_its_claims(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE)
    x, y = page.evaluate(
        """() => {
          const box = document.getElementById("canvas").getBoundingClientRect();
          const {cy} = document.getElementById("canvas")._cyreg;
          const {x, y} = cy.getElementById("meta:INVESTS_IN:scale-ai").renderedMidpoint();
          return [box.x + x, box.y + y];
        }"""
    )
    page.mouse.click(x, y)
    settled(page)
    expect(page.locator("#evidence").get_by_role("heading", name="Meta Platforms invests in Scale AI")).to_be_visible()
    expect(page.locator("#evidence .claim").first).to_be_visible()


def test_what_is_disputed_or_planned_is_drawn_unlike_what_is_settled(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE)
    looks = page.evaluate(
        """() => Object.fromEntries(document.getElementById("canvas")._cyreg.cy.edges().map((edge) =>
             [edge.id(), [edge.style("line-style"), edge.style("line-dash-pattern"), edge.data("label")]]))"""
    )
    settled_ = looks["meta:INVESTS_IN:scale-ai"]
    planned = looks["google:CLIENT_OF:scale-ai"]
    disputed = looks["openai:CLIENT_OF:scale-ai"]
    assert settled_[0] == "solid"
    assert planned[0] == disputed[0] == "dashed"
    assert planned[1] != disputed[1]
    assert disputed[2].startswith("!")


def test_figures_and_concentration_are_plotted(served: Served, visit: Visit) -> None:
    page = visit(served, "/?ask=concentration&vendor=scale-ai&view.select=entity:scale-ai")
    plots = page.locator("#plots")
    expect(plots.get_by_role("row", name="Google 17.24%")).to_be_visible()
    expect(plots).to_contain_text("Herfindahl index between 297 and 7,146")
    expect(plots).to_contain_text("At risk: 17.24% known; unknown for Microsoft, xAI")
    widths = [float(each.get_attribute("width") or 0) for each in plots.locator("rect").all()]
    assert max(widths) == 100
    figures = page.locator("#evidence figure.plot")
    expect(figures.filter(has_text="earnings")).to_contain_text("$870m")


def test_what_if_by_form_shows_what_closes(served: Served, visit: Visit) -> None:
    page = visit(served, "/?ask=what_if&remove=meta:INVESTS_IN:scale-ai")
    assert column(page, "Change") == ["closes"] * 4
    assert column(page, "Client") == ["Google", "Microsoft", "OpenAI", "xAI"]
    removed = page.evaluate("document.getElementById('canvas')._cyreg.cy.edges('.removed').map((edge) => edge.id())")
    assert removed == ["meta:INVESTS_IN:scale-ai"]


def test_what_if_by_drawing_a_stake(served: Served, visit: Visit) -> None:
    page = visit(served, HEADLINE)
    page.get_by_role("button", name="Suppose a stake").click()
    page.get_by_role("button", name="Draw it on the graph").click()
    expect(page.locator("#told")).to_contain_text("choose the investor")
    x, y = point_of(page, "meta")
    page.mouse.move(x, y)
    page.mouse.down()
    x, y = point_of(page, "scale-ai")
    page.mouse.move(x, y, steps=8)
    page.mouse.up()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_label("Investor").input_value() == "meta"
    assert dialog.get_by_label("Company").input_value() == "scale-ai"
    dialog.get_by_label("Stake, percent").fill("60")
    dialog.get_by_role("button", name="Show what changes").click()
    settled(page)
    assert column(page, "Change") == ["widens"] * 4
    supposed = page.evaluate(
        "document.getElementById('canvas')._cyreg.cy.edges('.hypothetical').map((edge) => edge.id())"
    )
    assert supposed == ["meta:INVESTS_IN:scale-ai"]


def test_a_wrong_name_is_told_with_what_was_meant(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, "/?ask=shared_vendors&client=gogle", refused=True)
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("no entity is called 'gogle'")
    problem.get_by_role("button", name="google", exact=True).click()
    settled(page)
    assert column(page, "Client") == ["Google"]


def test_an_unknown_question_is_told(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, "/?ask=who_is_who")
    expect(page.get_by_role("alert")).to_contain_text("who_is_who")


def test_the_service_that_stopped_is_told(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, refused=True)
    page.route("**/v1/**", lambda route: route.abort())
    page.locator("#questions").get_by_role("button", name="Disputes").click()
    expect(page.get_by_role("alert")).to_contain_text("The service does not answer")
    page.unroute("**/v1/**")
    page.get_by_role("button", name="Try again").click()
    settled(page)
    expect(page.locator("#told")).to_contain_text("Looked at")


def test_the_address_holds_the_whole_view(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE + "&as_of=2025-12-31")
    page.get_by_role("row", name="Google").get_by_role("cell").nth(1).click()
    settled(page)
    address = page.url.removeprefix(embedded.address)
    again = visit(embedded, address)
    assert (
        again.locator("#rows tr[aria-selected=true]").inner_text()
        == page.locator("#rows tr[aria-selected=true]").inner_text()
    )
    assert drawn(again) == drawn(page)
    assert again.locator("#evidence").inner_text() == page.locator("#evidence").inner_text()
    page.go_back()
    settled(page)
    assert page.locator("#rows tr[aria-selected=true]").count() == 0


def test_each_view_asks_through_the_api_only(embedded: Served, visit: Visit) -> None:
    page = visit(embedded)
    with page.expect_response("**/v1/queries/departures?*") as answered:
        page.get_by_role("button", name="Who turned away after the deal?").click()
    rows = json.loads(answered.value.text())["rows"]
    settled(page)
    assert page.locator("#rows tbody tr").count() == len(rows)
