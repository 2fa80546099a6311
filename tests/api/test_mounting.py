"""The routes in another application, and what wraps our own: compression, other origins, HEAD."""

import pytest
from fastapi import FastAPI

from graph_service import Graph
from graph_service.api import create_app, router
from graph_service.settings import Settings
from tests.api.client import Client

SHARED = "/v1/queries/shared-vendors"


@pytest.fixture(scope="module")
def mounted(graph: Graph) -> Client:
    """Another application that has our routes under its own prefix, among its own."""
    app = FastAPI()
    app.include_router(router(graph, prefix="/knowledge"))

    @app.get("/own")
    async def own() -> str:
        return "theirs"

    return Client(app)


def test_another_application_gives_the_same_answers(client: Client, mounted: Client) -> None:
    ours, theirs = client.get(SHARED), mounted.get("/knowledge/queries/shared-vendors")
    assert (theirs.status_code, theirs.content) == (200, ours.content)
    assert mounted.get("/knowledge/entities/غوغل").json()["id"] == "google"


def test_another_application_keeps_its_own_routes(mounted: Client) -> None:
    assert mounted.get("/own").json() == "theirs"
    assert mounted.get("/readyz").status_code == 404


def test_another_application_has_our_operations_in_its_document(mounted: Client) -> None:
    assert "/knowledge/queries/shared-vendors" in mounted.get("/openapi.json").json()["paths"]


def test_a_sub_application_gives_the_same_answers(client: Client, graph: Graph) -> None:
    app = FastAPI()
    app.mount("/sub", create_app(graph, Settings()))
    assert Client(app).get(f"/sub{SHARED}").content == client.get(SHARED).content


def test_large_answers_are_compressed_for_who_takes_that(client: Client) -> None:
    plain = client.get(SHARED, headers={"accept-encoding": "identity"})
    packed = client.get(SHARED, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.content == plain.content
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] == plain.headers["etag"]


def test_small_answers_are_not_compressed(client: Client) -> None:
    assert "content-encoding" not in client.get("/healthz", headers={"accept-encoding": "gzip"}).headers


@pytest.mark.parametrize("path", [SHARED, "/healthz", "/v1/entities/nobody", "/nowhere"])
def test_head_has_the_headers_of_get(client: Client, path: str) -> None:
    head, get = client.request("HEAD", path), client.get(path)
    assert head.status_code == get.status_code
    assert dict(head.headers) == dict(get.headers)


def test_no_other_origin_is_let_in_unless_it_is_set(client: Client) -> None:
    response = client.get(SHARED, headers={"origin": "https://example.org"})
    assert (response.status_code, "access-control-allow-origin" in response.headers) == (200, False)


def test_an_origin_that_is_set_is_let_in(graph: Graph) -> None:
    client = Client(create_app(graph, Settings(cors_origins=("https://example.org",))))
    response = client.get(SHARED, headers={"origin": "https://example.org"})
    assert response.headers["access-control-allow-origin"] == "https://example.org"
    assert response.headers["access-control-expose-headers"] == "ETag, Content-Disposition"
    stranger = client.get(SHARED, headers={"origin": "https://example.com"})
    assert "access-control-allow-origin" not in stranger.headers


def test_an_origin_that_is_set_may_ask_whether_something_is_new(graph: Graph) -> None:
    client = Client(create_app(graph, Settings(cors_origins=("https://example.org",))))
    asking = {"origin": "https://example.org", "access-control-request-method": "GET"}
    response = client.request("OPTIONS", SHARED, headers={**asking, "access-control-request-headers": "if-none-match"})
    assert response.status_code == 200
    assert "If-None-Match" in response.headers["access-control-allow-headers"]


def test_a_problem_is_readable_from_another_origin(graph: Graph) -> None:
    client = Client(create_app(graph, Settings(cors_origins=("*",))))
    response = client.get("/v1/entities/nobody", headers={"origin": "https://example.org"})
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (404, "*")
