"""The Neo4j Browser kit as the Browser fetches it."""

import pytest

from graph_service.api import create_app
from graph_service.browser_kit.files import SERVICE_URL, shipped_files
from graph_service.graph import Graph
from graph_service.settings import Settings
from tests.api.client import Client, problem_of

MEDIA_TYPES = {
    "style.grass": "text/plain; charset=utf-8",
    "style.ar.grass": "text/plain; charset=utf-8",
    "guide.html": "text/html; charset=utf-8",
    "guide.ar.html": "text/html; charset=utf-8",
    "guide.adoc": "text/plain; charset=utf-8",
    "saved-cypher.csv": "text/csv; charset=utf-8",
    "queries/shared_vendors.cypher": "text/plain; charset=utf-8",
    "README.md": "text/markdown; charset=utf-8",
}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", MEDIA_TYPES)
def test_a_page_of_another_origin_may_fetch_it(client: Client, path: str, method: str) -> None:
    response = client.request(method, f"/browser/{path}", headers={"Origin": "http://localhost:7474"})
    assert response.status_code == 200
    assert response.headers["content-type"] == MEDIA_TYPES[path]
    assert response.headers.get_list("access-control-allow-origin") == ["*"]
    assert response.headers["x-content-type-options"] == "nosniff"


def test_one_header_allows_it_where_other_origins_are_allowed_too(graph: Graph) -> None:
    client = Client(create_app(graph, Settings(cors_origins=("http://localhost:7474", "https://a.example"))))
    response = client.get("/browser/style.grass", headers={"Origin": "http://localhost:7474"})
    assert response.headers.get_list("access-control-allow-origin") in (["*"], ["http://localhost:7474"])


@pytest.mark.parametrize("path", sorted(shipped_files()))
def test_each_file_is_served_as_it_is_but_for_the_address(client: Client, path: str) -> None:
    text = client.get(f"/browser/{path}", headers={"Host": "localhost:8000"}).text
    assert text == shipped_files()[path]


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("localhost:9000", "http://localhost:9000"),
        ("127.0.0.1:9000", "http://localhost:9000"),
        ("[::1]:9000", "http://localhost:9000"),
        ("127.0.0.1", "http://localhost"),
        ("graph.example", "http://graph.example"),
        ("127.0.0.1.example:1", "http://127.0.0.1.example:1"),
        ('x"><script>', SERVICE_URL),
        ("a b", SERVICE_URL),
    ],
)
def test_links_lead_to_where_the_request_came_to(client: Client, host: str, address: str) -> None:
    text = client.get("/browser/guide.html", headers={"Host": host}).text
    assert f'data-exec="style {address}/browser/style.grass"' in text
    assert f'href="{address}/browser/saved-cypher.csv"' in text
    assert "script" not in text


@pytest.mark.parametrize("path", ["", "nothing.grass", "queries", "queries/../../schema.cypher", "../schema.cypher"])
def test_nothing_else_is_served(client: Client, path: str) -> None:
    assert problem_of(client.get(f"/browser/{path}"))["status"] == 404


def test_the_kit_is_no_part_of_the_described_api(client: Client) -> None:
    assert not [path for path in client.get("/openapi.json").json()["paths"] if path.startswith("/browser")]
