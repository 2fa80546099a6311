"""The routes in another application, and what wraps our own: compression, other origins, HEAD."""

import pytest
from fastapi import FastAPI

from graph_service import Graph
from graph_service.api import create_app, router
from graph_service.errors import BadParameter
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


@pytest.mark.parametrize(
    ("setting", "sent"),
    [
        ("https://a.example/", "https://a.example"),
        ("HTTPS://A.Example", "https://a.example"),
        ("https://a.example:443", "https://a.example"),
        ("http://a.example:80/", "http://a.example"),
        ("http://a.example:0443", "http://a.example:443"),
        ("http://localhost:3000/", "http://localhost:3000"),
        ("http://[0:0:0:0:0:0:0:1]:8080", "http://[::1]:8080"),
        ("https://xn--mgbh0fb.example", "https://xn--mgbh0fb.example"),
        ("chrome-extension://abcdefgh", "chrome-extension://abcdefgh"),
        (" https://b.example , https://a.example/ ,", "https://a.example"),
        ("*", "https://a.example"),
    ],
)
def test_an_origin_may_be_set_in_any_spelling(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, setting: str, sent: str
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_CORS_ORIGINS", setting)
    response = Client(create_app(graph)).get(SHARED, headers={"origin": sent})
    assert response.headers["access-control-allow-origin"] in (sent, "*")
    assert (response.headers["access-control-allow-origin"] == "*") == (setting == "*")


@pytest.mark.parametrize(
    "setting",
    [
        *("a.example", "https://", "//a.example", "https:/a.example", "https://a.example/app", "https://a.example?x"),
        *("https://a.example#x", "https://me@a.example", "https://*.example", "https://a.example:99999", "null"),
        *("https://a.example:x", "https://مثال.example", "https://a b", "https://[::1", "https://[1:2]", "https://a//"),
        *("https://a.example https://b.example", "https://a.example,b.example"),
    ],
)
def test_what_no_browser_would_send_is_refused_at_the_start(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_CORS_ORIGINS", setting)
    with pytest.raises(BadParameter, match=r"^GRAPH_SERVICE_CORS_ORIGINS: ") as refused:
        create_app(graph)
    assert "Value error" not in str(refused.value)


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
