"""The Neo4j Browser (the one of version 5, which the Maven artifacts have), driven as a person drives it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.chromium import PATIENCE_MS, Watch, watched
from tests.neo4j_server import Neo4jServer


def with_user(server: Neo4jServer) -> str:
    """The server's address as the Browser takes it from a link."""
    where = urlsplit(server.uri)
    return f"{where.scheme}://{server.user}@{where.netloc}"


@dataclass
class Neo4jBrowser:
    """A page of the Neo4j Browser, logged in."""

    page: Page
    watch: Watch

    def run(self, text: str) -> Locator:
        """The frame that comes of a query or a command in the editor."""
        self.page.locator(".monaco-editor").first.click()
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Escape")  # closes what is suggested
        self.page.keyboard.press("Control+Enter")
        first = self.page.get_by_test_id("frame").first
        expect(first.get_by_test_id("frameCommand")).to_contain_text(text.split("(")[0][:40])
        return first

    def captions(self, frame: Locator, what: str) -> set[str]:
        """The texts on what is drawn in a frame: `node` or `relationship`."""
        expect(frame.locator("svg .node").first).to_be_visible()
        # While the graph unfolds, arrows are short and their captions cut.
        expect(frame.locator(f"svg .{what} text", has_text="…")).to_have_count(0)
        texts = frame.locator(f"svg .{what}").evaluate_all(
            "all => all.map(one => [...one.querySelectorAll('text')].map(text => text.textContent).join(' '))"
        )
        return {" ".join(text.split()) for text in texts if text.strip()}

    def picture(self, file: Path) -> None:
        """Keep what is to be seen, once the graph has come to rest."""
        self.page.wait_for_timeout(500)
        file.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=file)


@contextmanager
def logged_in(chromium: Browser, server: Neo4jServer) -> Iterator[Neo4jBrowser]:
    """The server's own Browser, after its password was typed."""
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(PATIENCE_MS)
    watch = watched(context)
    page = context.new_page()
    page.goto(f"{server.http}/browser/?dbms={with_user(server)}")
    page.get_by_test_id("password").fill(server.password)
    page.get_by_test_id("connect").click()
    page.get_by_test_id("password").wait_for(state="detached")
    yield Neo4jBrowser(page, watch)
    context.close()
