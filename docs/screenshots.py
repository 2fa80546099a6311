"""Takes the README's pictures anew: `make screenshots`.

The explorer on the headline question, and the Neo4j Browser with our colours on the clients of Scale AI: both from
real runs over the article's facts, the second on a Neo4j that is started for it and stopped again.
"""

import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from neo4j import GraphDatabase
from playwright.sync_api import Browser, expect

from tests.api.served import run, serving
from tests.browser_kit.driving import logged_in
from tests.chromium import chromium_for_tests
from tests.neo4j_server import Neo4jServer, neo4j_for_tests

IMAGES = Path(__file__).parent / "images"
HEADLINE = "/?ask=shared_vendors&vendor=scale-ai&investor=meta&view.select=row:2"
DEAL = "MATCH p=()-[:CLIENT_OF|INVESTS_IN|COMPETES_WITH]->() RETURN p"


def explorer(chromium: Browser) -> None:
    """The headline question, one row chosen, with who says so."""
    with tempfile.TemporaryDirectory() as folder, serving("--load", "--store", Path(folder) / "graph.db") as served:
        page = chromium.new_context(locale="en-GB", viewport={"width": 1440, "height": 900}).new_page()
        page.goto(served.address + HEADLINE)
        expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")
        expect(page.locator("#strip svg")).to_be_visible()
        page.screenshot(path=IMAGES / "explorer.png")


def neo4j_browser(chromium: Browser) -> None:
    """The article's graph under our captions."""
    with neo4j_for_tests({}) as server:
        secrets = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password, "NEO4J_DATABASE": server.database}
        loaded = run("load", "--store", server.uri, env=secrets)
        assert loaded.returncode == 0, loaded.stderr
        port = kit_port(server)
        with (
            serving("--port", port, "--store", server.uri, env=secrets),
            logged_in(chromium, server) as browser,
        ):
            expect(browser.page.get_by_text("node.Company {")).to_be_visible()  # the style has come up by itself
            expect(browser.page.get_by_text("Meta takes 49% of Scale AI")).to_be_visible()  # and so has the guide
            browser.captions(browser.run(DEAL), "node")
            browser.picture(IMAGES / "neo4j-browser.png")


def kit_port(server: Neo4jServer) -> str:
    """Where the server tells its Browser to fetch the kit from."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        (told,) = driver.execute_query("SHOW SETTINGS 'browser.post_connect_cmd' YIELD value").records
    return urlsplit(str(told["value"]).split()[1]).netloc.rpartition(":")[2]


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    with chromium_for_tests() as opened:
        explorer(opened)
        neo4j_browser(opened)
