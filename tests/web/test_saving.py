"""What one can take away: the picture, the rows, the answer and the graph."""

import csv
import json
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Page

from tests.api.served import Served
from tests.web.conftest import Visit

HEADLINE = "/?ask=shared_vendors&vendor=scale-ai&investor=meta"
RELATIONSHIPS = 9
"""Four contracts, four rivalries and one stake."""


def saved(page: Page, label: str) -> Path:
    page.locator("#save summary").click()
    with page.expect_download() as download:
        page.locator("#save").get_by_role("button", name=label).click()
    page.locator("#save summary").click()
    return download.value.path().rename(download.value.path().with_name(download.value.suggested_filename))


def test_the_picture_is_a_png(embedded: Served, visit: Visit) -> None:
    file = saved(visit(embedded, HEADLINE), "Picture (PNG)")
    assert file.name == "shared-vendors.png"
    assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert file.stat().st_size > 10_000


def test_the_rows_are_a_table_as_on_the_page(served: Served, visit: Visit) -> None:
    page = visit(served, HEADLINE)
    file = saved(page, "Rows (CSV)")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["Client"] for row in rows] == ["Google", "Microsoft", "OpenAI", "xAI"]
    assert {row["Stake percent"] for row in rows} == {"49%"}


def test_the_answer_is_what_the_api_gives(served: Served, visit: Visit) -> None:
    page = visit(served, HEADLINE)
    answer = json.loads(saved(page, "Answer (JSON)").read_text("utf-8"))
    assert answer == served.get("/v1/queries/shared-vendors?vendor=scale-ai&investor=meta").json()


@pytest.mark.parametrize(
    ("label", "name"),
    [("Graph (GraphML)", "graph-service.graphml"), ("Graph (GEXF)", "graph-service.gexf")],
)
def test_the_graph_is_read_again_by_other_tools(served: Served, visit: Visit, label: str, name: str) -> None:
    file = saved(visit(served, HEADLINE), label)
    assert file.name == name
    graph = nx.read_graphml(file) if name.endswith("graphml") else nx.read_gexf(file)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (6, RELATIONSHIPS)


def test_the_graph_is_cytoscapes_json_and_a_cypher_script(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE)
    elements = json.loads(saved(page, "Graph (Cytoscape JSON)").read_text("utf-8"))["elements"]
    assert len(elements["edges"]) == RELATIONSHIPS
    assert "MERGE" in saved(page, "Graph (Cypher)").read_text("utf-8")


def test_a_formula_in_a_name_is_no_formula_in_the_table(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE)
    text = page.evaluate(
        """async () => {
          const { csv } = await import("/web/app/save.js");
          const { Found } = await import("/web/app/found.js");
          const row = (name) => ({ client: { id: "a", kind: "company", names: { en: name } }, witness: [] });
          return csv(["=1+1", "+1", "-1", "@x", 'says "hi", twice'].map(row), new Found());
        }"""
    )
    assert list(csv.reader(text.removeprefix("\ufeff").splitlines())) == [
        ["Client"], ["'=1+1"], ["'+1"], ["'-1"], ["'@x"], ['says "hi", twice'],
    ]  # fmt: skip


def test_the_address_is_copied(embedded: Served, visit: Visit) -> None:
    page = visit(embedded, HEADLINE, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#save summary").click()
    page.get_by_role("button", name="Copy the address of this view").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
