"""What those who run the service look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from prometheus_client.parser import text_string_to_metric_families

from graph_service.api import create_app, operations
from graph_service.errors import StoreUnavailable
from graph_service.graph import Graph
from graph_service.settings import Settings
from tests.api.client import Client, problem_of
from tests.api.conftest import article_graph


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Graph]:
    """A graph whose store a test may break."""
    with article_graph(tmp_path / "graph.db") as graph:
        yield graph


@contextmanager
def gone(again: bool = False) -> Iterator[str]:
    raise StoreUnavailable("the graph is gone")
    yield ""


def samples(client: Client) -> dict[tuple[str, ...], float]:
    response = client.get("/metrics")
    assert response.status_code == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def test_the_process_is_alive_even_without_its_store(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(create_app(own, Settings()))
    monkeypatch.setattr(own.store, "reading", gone)
    assert client.get("/healthz").json() == {"status": "ok"}


def test_readiness_says_which_graph_is_served(client: Client, graph: Graph) -> None:
    assert client.get("/readyz").json() == {
        "status": "ready",
        "store": "embedded",
        "digest": graph.state().digest,
        "entities": 9,
        "sources": 1,
        "claims": 17,
        "relationships": 12,
        "figures": 3,
        "retractions": 0,
    }


@pytest.mark.parametrize("path", ["/readyz", "/v1/entities", "/v1/queries/shared-vendors", "/v1/export?format=gexf"])
def test_without_its_store_the_service_is_not_ready(own: Graph, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    client = Client(create_app(own, Settings()))
    monkeypatch.setattr(own.store, "reading", gone)
    response = client.get(path)
    problem = problem_of(response)
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert (problem["type"], problem["detail"]) == ("urn:graph-service:StoreUnavailable", "the graph is gone")


NEED_NO_GRAPH = [
    "/healthz",
    "/metrics",
    "/v1/vocabulary",
    "/v1/queries",
    "/v1/schema/claim",
    "/",
    "/docs",
    "/openapi.json",
]


@pytest.mark.parametrize("path", NEED_NO_GRAPH)
def test_what_needs_no_graph_is_answered_without_it(own: Graph, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    client = Client(create_app(own, Settings()))
    monkeypatch.setattr(own.store, "reading", gone)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", NEED_NO_GRAPH)
def test_what_needs_no_graph_is_answered_while_it_is_unfinished(own: Graph, path: str) -> None:
    client = Client(create_app(own, Settings()))
    finished = client.get("/v1/vocabulary")
    with own.store.write() as writer:
        writer.put_writing_position("half way")
    assert client.get(path).status_code == 200
    assert client.get("/v1/vocabulary").content == finished.content
    assert "it is not all there" in problem_of(client.get("/readyz"))["detail"]


def test_metrics_of_a_graph_that_cannot_be_read_still_count(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(create_app(own, Settings()))
    assert samples(client)["graph_service_ready",] == 1
    with monkeypatch.context() as broken:
        broken.setattr(own.store, "reading", gone)
        client.get("/v1/entities")
        counted = samples(client)
    assert counted["graph_service_ready",] == 0
    assert counted["graph_service_requests_total", "entities", "503"] == 1
    assert not [name for name, *_ in counted if name == "graph_service_records"]
    assert samples(client)["graph_service_records", "claims"] == 17


def test_a_graph_that_does_not_answer_keeps_nobody_waiting(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    client, answered = Client(create_app(own, Settings())), Event()
    monkeypatch.setattr(operations, "TIMEOUT_SECONDS", 0.05)
    monkeypatch.setattr(own.store, "state", lambda: answered.wait(30))
    try:
        assert "within 0.05 seconds" in problem_of(client.get("/readyz"))["detail"]
        assert samples(client)["graph_service_ready",] == 0
        assert client.get("/healthz").status_code == 200
    finally:
        answered.set()


def test_a_store_that_comes_back_is_ready_again(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(create_app(own, Settings()))
    with monkeypatch.context() as broken:
        broken.setattr(own.store, "reading", gone)
        assert client.get("/v1/entities").status_code == 503
    assert client.get("/v1/entities").status_code == 200


def test_metrics_count_requests_by_route_and_status(own: Graph) -> None:
    client = Client(create_app(own, Settings()))
    client.get("/v1/queries/shared-vendors")
    client.get("/v1/queries/shared-vendors?limit=0")
    client.get("/v1/entities/google")
    client.get("/v1/entities/openai")
    counted = samples(client)
    requests = "graph_service_requests_total"
    assert counted[requests, "queries/shared-vendors", "200"] == 1
    assert counted[requests, "queries/shared-vendors", "422"] == 1
    assert counted[requests, "entities/id", "200"] == 2
    assert counted["graph_service_request_seconds_count", "queries/shared-vendors"] == 2


def test_metrics_count_a_reply_that_is_kept_under_its_route(own: Graph) -> None:
    client = Client(create_app(own, Settings()))
    tag = client.get("/v1/entities/google").headers["etag"]
    client.request("HEAD", "/v1/entities/google")
    client.get("/v1/entities/google", headers={"if-none-match": tag})
    counted = samples(client)
    assert counted["graph_service_requests_total", "entities/id", "200"] == 2
    assert counted["graph_service_requests_total", "entities/id", "304"] == 1


def test_metrics_tell_what_the_graph_holds(client: Client) -> None:
    counted = samples(client)
    assert counted["graph_service_records", "claims"] == 17
    assert counted["graph_service_records", "relationships"] == 12


def test_asking_for_anything_at_all_makes_no_new_series(own: Graph) -> None:
    client = Client(create_app(own, Settings()))
    for path in ("entities/a", "queries/a", "a", "claims/a", "entities?kind=a"):
        client.get(f"/v1/{path}")
    before = len(samples(client))
    for path in ("entities/b", "queries/b", "b", "claims/b", "entities?kind=b"):
        client.get(f"/v1/{path}")
    assert len(samples(client)) == before


def test_the_root_is_the_explorer_and_the_documentation_is_beside_it(client: Client) -> None:
    for path, said in (("/", "web/app/main.js"), ("/docs", "swagger-ui")):
        response = client.get(path)
        assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert said in response.text


def test_pages_that_were_not_built_say_how_to(graph: Graph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("graph_service.api.pages.web_folder", lambda: tmp_path)
    response = Client(create_app(graph, Settings())).get("/")
    assert (response.status_code, "make serve" in response.text) == (503, True)
