"""The kit in the Neo4j Browser itself: in a real Chromium, on a real server that holds the article.

Pictures of what was seen are kept in `ci-output/`, which git leaves out.
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from graph_service.browser_kit.files import browser_link, shipped_files
from graph_service.stores.port import Store
from graph_service.support.resources import shipped_folder
from tests.api.served import serving
from tests.browser_kit.conftest import Run
from tests.browser_kit.driving import Neo4jBrowser, logged_in, with_user
from tests.neo4j_server import Neo4jServer, free_port

pytestmark = pytest.mark.neo4j

SHOTS = Path(__file__).parents[2] / "ci-output"
CLIENTS = "MATCH p=()-[:CLIENT_OF]->() RETURN p"
SAVED_QUERIES = """count => {
    const kept = JSON.parse(localStorage['persist:nx.v1.query.savedCypher'] ?? '{}')
    const folders = JSON.parse(kept.flattenedSavedCypherTree ?? '[]')
    const saved = folders.flatMap(folder => folder.children.map(({name, query}) => [name, query]))
    return saved.length >= count && Object.fromEntries(saved)
}"""


@pytest.fixture(scope="module")
def command_after_login(run: Run) -> str:
    """What the server tells its Browser to do by itself."""
    (row,) = run("SHOW SETTINGS 'browser.post_connect_cmd' YIELD value")
    return str(row["value"] or "")


@pytest.fixture(scope="module")
def service(article: Store, neo4j_server: Neo4jServer, command_after_login: str) -> Iterator[str]:
    """The service on the article's graph, where the server's Browser looks for the kit if it does."""
    told = re.search(r"http://localhost:(\d+)/", command_after_login)
    port = told[1] if told else str(free_port())
    server = neo4j_server
    secrets = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password, "NEO4J_DATABASE": server.database}
    with serving("--port", port, "--store", server.uri, env=secrets):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def opened(
    chromium: Browser, neo4j_server: Neo4jServer, service: str, command_after_login: str
) -> Iterator[Neo4jBrowser]:
    if 'type="module"' in httpx.get(f"{neo4j_server.http}/browser/").text:
        pytest.skip("the server was given with the newer Browser, which takes neither HTML guides nor :style")
    with logged_in(chromium, neo4j_server) as browser:
        if command_after_login:  # what it does by itself would else come between a test's own commands
            last = command_after_login.split(";")[-1].strip()
            expect(browser.page.get_by_test_id("frameCommand").first).to_contain_text(last)
        yield browser


def test_style_and_guide_come_up_by_themselves(opened: Neo4jBrowser, command_after_login: str) -> None:
    if not command_after_login:
        pytest.skip("the server was given without browser.post_connect_cmd")
    expect(opened.page.get_by_text("Meta takes 49% of Scale AI")).to_be_visible()
    expect(opened.page.get_by_text("node.Company {")).to_be_visible()
    opened.picture(SHOTS / "neo4j_browser_after_login.png")


def test_the_clients_are_drawn_in_colour_under_their_names(opened: Neo4jBrowser, service: str) -> None:
    opened.run(f":style {service}/browser/style.grass")
    frame = opened.run(CLIENTS)
    assert opened.captions(frame, "node") == {
        "Google",
        "Microsoft",
        "OpenAI",
        "xAI",
        "Scale AI",
        "Governments building their own AI models",
    }
    assert opened.captions(frame, "relationship") == {"is a client of"}
    assert frame.locator("svg .node circle[fill='#6b3fa0']").count() == 2  # the labs
    opened.picture(SHOTS / "neo4j_browser_clients.png")


def test_a_slide_s_query_goes_to_the_editor_and_draws_the_stake(opened: Neo4jBrowser, service: str) -> None:
    guide = opened.run(f":play {service}/browser/guide.html")
    guide.locator("pre.runnable").first.click()
    editor = opened.page.locator(".monaco-editor").first
    expect(editor).to_contain_text("INVESTS_IN")
    editor.click()
    opened.page.keyboard.press("Control+Enter")
    frame = opened.page.get_by_test_id("frame").first
    expect(frame.get_by_test_id("frameCommand")).to_contain_text("INVESTS_IN")
    assert opened.captions(frame, "node") == {"Meta Platforms", "Scale AI"}
    assert opened.captions(frame, "relationship") == {"invests in 49%"}


def test_the_arabic_guide_reads_from_the_right_and_leads_to_arabic_captions(opened: Neo4jBrowser, service: str) -> None:
    guide = opened.run(f":play {service}/browser/guide.ar.html")
    title = guide.get_by_role("heading", name="ميتا تأخذ 49% من سكيل إيه آي")
    expect(title).to_have_css("direction", "rtl")
    query = guide.locator("pre.runnable").first
    expect(query).to_have_css("direction", "ltr")
    words, code = title.bounding_box(), query.bounding_box()
    assert words is not None
    assert code is not None
    assert words["x"] > code["x"]
    opened.picture(SHOTS / "neo4j_browser_guide_ar.png")
    guide.get_by_text("الألوان والأسماء العربية").click()
    expect(opened.page.get_by_test_id("frame").first).to_contain_text("عميلة لدى")
    frame = opened.run(CLIENTS)
    assert {"جوجل", "مايكروسوفت", "أوبن إيه آي", "إكس إيه آي", "سكيل إيه آي"} < opened.captions(frame, "node")
    assert opened.captions(frame, "relationship") == {"عميلة لدى"}
    opened.picture(SHOTS / "neo4j_browser_clients_ar.png")


def test_the_last_slide_s_question_draws_the_conflicts(opened: Neo4jBrowser, service: str) -> None:
    opened.run(f":style {service}/browser/style.grass")
    guide = opened.run(f":play {service}/browser/guide.html")
    for _ in range(5):
        guide.locator("button.next-slide:visible").last.click()
    opened.picture(SHOTS / "neo4j_browser_guide_last.png")
    guide.locator("pre.runnable:visible").click()
    opened.page.locator(".monaco-editor").first.click()
    opened.page.keyboard.press("Control+Enter")
    frame = opened.page.get_by_test_id("frame").first
    expect(frame.locator("svg .node")).to_have_count(6)
    opened.picture(SHOTS / "neo4j_browser_conflicts.png")
    for type_, count in {"CLIENT_OF": 4, "COMPETES_WITH": 4, "INVESTS_IN": 1}.items():
        counted = frame.get_by_test_id(f"property-details-overview-relationship-type-{type_}")
        expect(counted).to_have_text(f"{type_} ({count})")


def test_without_connected_nodes_only_what_was_asked_for_is_drawn(opened: Neo4jBrowser, service: str) -> None:
    guide = opened.run(f":play {service}/browser/guide.html")
    guide.locator("button.next-slide:visible").last.click()
    guide.get_by_text("Draw only what is asked for").click()
    frame = opened.run(CLIENTS)
    expect(frame.locator("svg .relationship")).to_have_count(5)


@pytest.mark.parametrize(
    ("command", "shown"), [("play", "Meta takes 49% of Scale AI"), ("edit", "MATCH p=()-[:CLIENT_OF]")]
)
def test_a_link_opens_the_guide_or_a_query(
    opened: Neo4jBrowser, neo4j_server: Neo4jServer, service: str, command: str, shown: str
) -> None:
    argument = f"{service}/browser/guide.html" if command == "play" else CLIENTS
    page = opened.page.context.new_page()
    page.goto(browser_link(f"{neo4j_server.http}/browser/", command, argument))
    where = page.get_by_test_id("frame") if command == "play" else page.locator(".monaco-editor")
    expect(where.first).to_contain_text(shown)
    page.close()


def test_the_newer_browser_imports_the_saved_queries(opened: Neo4jBrowser, neo4j_server: Neo4jServer) -> None:
    page = opened.page.context.new_page()
    page.goto(f"{neo4j_server.http}/browser/preview/?connectURL={with_user(neo4j_server)}")
    page.locator("input[type=password]").fill(neo4j_server.password)
    page.keyboard.press("Enter")
    page.get_by_label("Cypher panel").click()
    expect(page.get_by_label("Import saved Cypher")).to_be_visible()
    page.locator("input[type=file]").set_input_files(shipped_folder("cypher") / "browser" / "saved-cypher.csv")
    expect(page.get_by_test_id("notification")).to_contain_text("Cypher import completed!")
    rows = csv.DictReader(StringIO(shipped_files()["saved-cypher.csv"]))
    asked = {row["name"]: row["query"] for row in rows if row["isFolder"] == "false"}
    # The notification comes first; what was imported is written to the page's storage a moment later.
    saved = page.wait_for_function(SAVED_QUERIES, arg=len(asked)).json_value()
    assert saved == asked
    page.close()


def test_nothing_of_ours_was_asked_for_outside(opened: Neo4jBrowser, service: str) -> None:
    assert [url for url in opened.watch.outside if "localhost" in url or "/browser/" in url] == []
