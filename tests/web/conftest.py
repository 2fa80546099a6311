"""The pages in a real browser, against the service as people run it.

* `embedded`, `on_neo4j` (session): the service over the article's facts, on either store; `served` is both in turn.
* `contexts` (session): contexts of the browser, one for each set of options, so that scripts are fetched once.
* `visit`: opens a page of a service and waits until it has its answer. When the test is over, the page must not
  have complained, nor asked anybody outside this machine, nor left anything in the browser for the next test.
* `shots` (session): where pictures of the main states are kept: `ci-output/`, which git leaves out.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.api.served import Served, article_embedded, article_on_neo4j
from tests.chromium import PATIENCE_MS, Watch, watched
from tests.neo4j_server import Neo4jServer

Visit = Callable[..., Page]
Contexts = Callable[..., tuple[BrowserContext, Watch]]

SHOTS = Path(__file__).parents[2] / "ci-output"
DESK = {"width": 1440, "height": 1000}


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with article_embedded(tmp_path_factory.mktemp("web")) as served:
        yield served


@pytest.fixture(scope="session")
def on_neo4j(neo4j_server: Neo4jServer) -> Iterator[Served]:
    with article_on_neo4j(neo4j_server) as served:
        yield served


@pytest.fixture(params=["embedded", pytest.param("on_neo4j", marks=pytest.mark.neo4j)])
def served(request: pytest.FixtureRequest) -> Served:
    found: Served = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def shots() -> Path:
    SHOTS.mkdir(exist_ok=True)
    return SHOTS


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Iterator[Contexts]:
    kept: dict[str, tuple[BrowserContext, Watch]] = {}

    def context_with(**options: Any) -> tuple[BrowserContext, Watch]:
        key = repr(sorted(options.items()))
        if key not in kept:
            opened = chromium.new_context(accept_downloads=True, **options)
            opened.set_default_timeout(PATIENCE_MS)
            kept[key] = opened, watched(opened)
        return kept[key]

    yield context_with
    for opened, _ in kept.values():
        opened.close()


@pytest.fixture
def visit(contexts: Contexts) -> Iterator[Visit]:
    visited: list[tuple[BrowserContext, Watch, bool]] = []

    def open_(
        service: Served,
        path: str = "/",
        *,
        language: str = "en-GB",
        refused: bool = False,
        size: Any = DESK,
        **options: Any,
    ) -> Page:
        context, watch = contexts(locale=language, viewport=size, **options)
        visited.append((context, watch, refused))
        page = context.new_page()
        page.goto(service.address + path)
        settled(page)
        return page

    yield open_
    for context, watch, refused in visited:
        left = context.storage_state()
        for page in context.pages:
            page.close()
        told = watch.taken()
        # A browser notes each answer that is a problem; a test that asks for one says so.
        complaints = [said for said in told.complaints if not (refused and said.startswith("Failed to load resource"))]
        assert (complaints, told.outside, left) == ([], [], {"cookies": [], "origins": []})


def settled(page: Page) -> None:
    """Wait until what the address asks for is on the page."""
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")


def drawn(page: Page) -> dict[str, list[str]]:
    """The ids of what is drawn."""
    found: dict[str, list[str]] = page.evaluate(
        """() => {
          const cy = document.getElementById("canvas")._cyreg.cy;
          const ids = (all) => all.map((each) => each.id()).sort();
          const [lit, dimmed] = [ids(cy.edges(".lit")), ids(cy.edges(".dimmed"))];
          return {entities: ids(cy.nodes()), relationships: ids(cy.edges()), lit, dimmed};
        }"""
    )
    return found


def point_of(page: Page, entity: str) -> tuple[float, float]:
    """Where on the page an entity is drawn."""
    x, y = page.evaluate(
        """(id) => {
          const box = document.getElementById("canvas").getBoundingClientRect();
          const {x, y} = document.getElementById("canvas")._cyreg.cy.getElementById(id).renderedPosition();
          return [box.x + x, box.y + y];
        }""",
        entity,
    )
    return x, y


def column(page: Page, heading: str) -> list[str]:
    """The texts of one column of the rows."""
    heads = [text.strip() for text in page.locator("#rows thead th").all_inner_texts()]
    at = heads.index(heading) + 1
    return [
        re.sub(r"^❝\s*", "", text).strip() for text in page.locator(f"#rows tbody td:nth-child({at})").all_inner_texts()
    ]
