"""The whole way: a loaded graph, a service in a process of its own, and requests over a socket; on both stores."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from graph_service import open_graph
from graph_service.queries.registry import QUERIES
from tests.api.served import Served, article_embedded, article_on_neo4j, run, serving
from tests.neo4j_server import Neo4jServer

pytestmark = pytest.mark.processes

SHARED = "/v1/queries/shared-vendors"
DAY = "as_of=2026-01-01&known_at=2026-01-01"


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with article_embedded(tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.fixture(scope="module")
def on_neo4j(neo4j_server: Neo4jServer) -> Iterator[Served]:
    with article_on_neo4j(neo4j_server) as served:
        yield served


def test_the_headline_question_is_answered(embedded: Served) -> None:
    response = embedded.get(SHARED)
    assert response.status_code == 200
    assert [row["client"]["id"] for row in response.json()["rows"]] == ["google", "microsoft", "openai", "xai"]


def test_the_first_thing_to_try_is_printed_and_works(embedded: Served) -> None:
    (tried,) = [line for line in embedded.said if line.startswith("Try: ")]
    path = tried.partition(embedded.address)[2].rstrip("'")
    assert embedded.get(path).json()["rows"]


def test_arabic_in_the_address_is_understood(embedded: Served) -> None:
    assert embedded.get(SHARED, params={"client": "غوغل"}).json() == embedded.get(f"{SHARED}?client=google").json()
    assert embedded.get("/v1/entities/غوغل").json()["id"] == "google"


def test_an_answer_that_is_known_is_not_sent_again(embedded: Served) -> None:
    tag = embedded.get(SHARED).headers["etag"]
    response = embedded.get(SHARED, headers={"if-none-match": tag})
    assert (response.status_code, response.content) == (304, b"")


def test_head_sends_no_body(embedded: Served) -> None:
    address, port = embedded.address.removeprefix("http://").split(":")
    with socket.create_connection((address, int(port)), timeout=10) as connection:
        connection.sendall(f"HEAD {SHARED} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert b"\r\netag:" in head.lower()
    assert body == b""


@pytest.mark.parametrize(
    "path",
    [
        f"{SHARED}?client=Gooogle",
        f"{SHARED}?limit=0",
        f"{SHARED}?cursor=x",
        f"{SHARED}?client={'x' * 10_000}",
        f"{SHARED}?client=%00%ff%27%22%7b%7d",
        f"/v1/entities/{'x' * 10_000}",
        "/v1/entities/%00",
        "/v1/entities/..%2f..%2fetc%2fpasswd",
        "/nowhere",
    ],
)
def test_bad_input_is_a_problem(embedded: Served, path: str) -> None:
    response = embedded.get(path)
    assert response.status_code in (400, 404, 422)
    assert response.headers["content-type"] == "application/problem+json"


def test_a_query_string_of_a_megabyte_ends_neither_the_service_nor_in_a_500(embedded: Served) -> None:
    assert embedded.get(f"{SHARED}?client={'x' * 65_000}").status_code in (400, 414, 422, 431)
    assert embedded.get("/healthz").status_code == 200


def test_facts_that_another_process_loads_are_served_at_once(tmp_path: Path) -> None:
    store = tmp_path / "graph.db"
    open_graph(store).close()
    with serving("--store", store) as served:
        assert served.get(SHARED).json()["rows"] == []
        assert any("The graph is empty" in line for line in served.said)
        assert run("load", "--store", store).returncode == 0
        assert len(served.get(SHARED).json()["rows"]) == 4


def test_neo4j_gives_what_the_embedded_store_gives(embedded: Served, on_neo4j: Served) -> None:
    examples = [f"/v1/queries/{query.path}?{urlencode(query.example, doseq=True)}" for query in QUERIES.values()]
    for path in (
        *examples,
        SHARED,
        f"{SHARED}?client=غوغل",
        f"{SHARED}?client=meta",
        "/v1/relationships",
        "/v1/figures",
    ):
        dated = f"{path}{'&' if '?' in path else '?'}{DAY}"
        ours, theirs = embedded.get(dated), on_neo4j.get(dated)
        assert (ours.status_code, theirs.status_code) == (200, 200)
        assert theirs.json() == ours.json(), path


def test_neo4j_serves_the_records(embedded: Served, on_neo4j: Served) -> None:
    for path in ("/v1/entities", "/v1/entities/غوغل", "/v1/claims", "/v1/sources", "/v1/claims/article-02"):
        assert on_neo4j.get(path).json() == embedded.get(path).json(), path


def test_neo4j_is_asked_in_vain_for_what_is_not_there(on_neo4j: Served) -> None:
    for path, status in ((f"{SHARED}?client=Gooogle", 404), (f"{SHARED}?client=%00", 404), (f"{SHARED}?limit=0", 422)):
        response = on_neo4j.get(path)
        assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


def test_neo4j_is_ready(on_neo4j: Served) -> None:
    ready = on_neo4j.get("/readyz").json()
    assert (ready["store"], ready["entities"], ready["relationships"]) == ("neo4j", 9, 12)
