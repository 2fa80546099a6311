"""Facts that would break a careless page: names with markup and marks, addresses that run, hubs and empty graphs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from graph_service import open_graph
from tests.api.served import Served, serving
from tests.web.conftest import Visit, drawn, settled

NAMES = {
    "img": "<img src=x onerror='window.pwned = true'>",
    "script": "</title></script><script>window.pwned = true</script>",
    "quotes": "\"'`${window.pwned = true}` OR 1=1 --",
    "turned": "safe\u202egnp.exe \u2067\u200f",
    "long": "long " * 2000,
}
HUB = 10_000


def claim(id_: str, subject: str, object_: str) -> dict[str, Any]:
    return {
        "id": id_,
        "subject": subject,
        "type": "CLIENT_OF",
        "object": object_,
        "status": "active",
        "certainty": "stated",
        "reported_on": "2025-01-01",
        "attribution": "<b>somebody</b>",
        "source": "s",
        "service": "other",
        "note": {"en": NAMES["img"]},
    }


def serve(folder: Path, entities: list[dict[str, Any]], claims: list[dict[str, Any]], source: str) -> Path:
    facts = folder / "facts"
    facts.mkdir()
    records = {
        "entities": entities,
        "sources": [{"id": "s", "publisher": NAMES["img"], "title": NAMES["script"], "url": source, "tier": "A"}],
        "claims": claims,
    }
    for name, lines in records.items():
        text = "".join(json.dumps(line) + "\n" for line in lines)
        facts.joinpath(f"{name}.jsonl").write_text(text, encoding="utf-8")
    store = folder / "graph.db"
    with open_graph(store) as graph:
        graph.load(facts)
    return store


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    entities = [{"id": id_, "kind": "company", "names": {"en": name, "ar": name}} for id_, name in NAMES.items()]
    claims = [claim(f"c-{id_}", id_, "script") for id_ in NAMES if id_ != "script"]
    store = serve(tmp_path_factory.mktemp("hostile"), entities, claims, "https://example.org/?a=1&b=<script>")
    with serving("--store", store) as served:
        yield served


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    clients = [f"client-{at:05}" for at in range(HUB)]
    entities = [{"id": id_, "kind": "company", "names": {"en": id_}} for id_ in ("hub", *clients)]
    claims = [claim(f"c-{id_}", id_, "hub") for id_ in clients]
    store = serve(tmp_path_factory.mktemp("hub"), entities, claims, "https://example.org")
    with serving("--store", store) as served:
        yield served


@pytest.mark.parametrize("language", ["en-GB", "ar"])
@pytest.mark.parametrize(
    "path", ["/?view.open=script&view.select=entity:script", "/?ask=neighbourhood&entity=script&view.select=row:0"]
)
def test_names_are_text_and_nothing_else(hostile: Served, visit: Visit, path: str, language: str) -> None:
    page = visit(hostile, path, language=language)
    assert page.evaluate("window.pwned") is None
    assert page.locator("main img, main script").count() == 0
    labels = page.evaluate("document.getElementById('canvas')._cyreg.cy.nodes().map((node) => node.data('label'))")
    assert len(labels) == len(NAMES)
    assert max(map(len, labels)) <= 48
    assert not any("\u202e" in label for label in labels)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_a_hostile_name_is_found_and_chosen(hostile: Served, visit: Visit) -> None:
    page = visit(hostile)
    page.get_by_label("Find by any name").press_sequentially("<img src=x")
    page.get_by_role("option", name="<img src=x").first.click()
    settled(page)
    expect(page.locator("#evidence").get_by_role("heading", level=2)).to_contain_text("<img src=x onerror=")
    assert page.evaluate("window.pwned") is None


def test_only_addresses_of_the_web_are_links(hostile: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(hostile, "/?ask=neighbourhood&entity=script&view.select=row:0")
    link = page.locator("#evidence a")
    assert link.get_attribute("href") == "https://example.org/?a=1&b=<script>"
    assert link.get_attribute("rel") == "noopener noreferrer"
    shown = page.evaluate(
        """async () => {
          const { witnessShown } = await import("/web/app/evidence.js");
          const { Found } = await import("/web/app/found.js");
          const source = { publisher: "p", title: null, url: "javascript:window.pwned=true" };
          const said = { certainty: "stated", status: "active", disputes: [], supersedes: [], attribution: "a" };
          const claim = { id: "c", note: { en: "n" }, ...said, source };
          return witnessShown({ figure: "f", claims: [claim] }, new Found(), () => {}).querySelectorAll("a").length;
        }"""
    )
    assert shown == 0


def test_a_hub_opens_in_part_and_shows_more_when_asked(hub: Served, visit: Visit) -> None:
    page = visit(hub)
    page.get_by_label("Find by any name").press_sequentially("hub")
    page.get_by_role("option", name="hub").first.click()
    settled(page)
    assert len(drawn(page)["relationships"]) == 50
    page.get_by_role("button", name="Show more of its relationships").click()
    settled(page)
    assert len(drawn(page)["relationships"]) == 100


def test_an_answer_of_thousands_of_rows_is_drawn_in_part_and_says_so(hub: Served, visit: Visit) -> None:
    page = visit(hub, "/?ask=neighbourhood&entity=hub&limit=1000")
    assert page.locator("#rows tbody tr").count() == 1000
    assert len(drawn(page)["relationships"]) == 300
    expect(page.locator("#told")).to_contain_text("the first 1,000, and more follow")
    expect(page.locator("#told")).to_contain_text("Not all rows are drawn")


def test_an_empty_graph_says_what_to_do(visit: Visit, tmp_path: Path, shots: Path) -> None:
    open_graph(tmp_path / "empty.db").close()
    with serving("--store", tmp_path / "empty.db") as served:
        page = visit(served)
        expect(page.locator("#story")).to_contain_text("The graph is empty: load the article's facts")
        assert not page.locator("#view").is_visible()
        page.screenshot(path=shots / "empty.png")
