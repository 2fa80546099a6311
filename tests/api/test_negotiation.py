"""What every route has to do by RFC 9110: HEAD, codings that are accepted, tags that are known, no ranges."""

import gzip

import httpx
import pytest
from fastapi import FastAPI

from graph_service import Graph
from graph_service.api import create_app, router
from graph_service.api.conditions import AcceptedCoding, is_known, read_accept_encoding
from graph_service.queries.registry import QUERIES
from graph_service.settings import Settings
from tests.api.client import Client, awaited, problem_of

SHARED = "/v1/queries/shared-vendors"
SCRIPT = "/web/style.css"
SMALL = "/v1/entities/google"
QUESTIONS = [f"/v1/queries/{query.path}" for query in QUERIES.values()]
LISTINGS = ["/v1/entities", "/v1/sources", "/v1/claims", "/v1/relationships", "/v1/figures", "/v1/vocabulary"]
ONES = [SMALL, "/v1/claims/article-02", "/v1/relationships/meta:INVESTS_IN:scale-ai", "/v1/sources/nobody"]
EXPORT = "/v1/export?format=gexf"
PAGES = ["/", "/docs", "/favicon.ico", SCRIPT]
OPERATIONS = ["/healthz", "/readyz", "/openapi.json", "/web/looks.json", "/browser/style.grass"]
ROUTES = [*QUESTIONS, "/v1/queries", "/v1/queries/shared_vendors", *LISTINGS, *ONES, EXPORT, *PAGES, *OPERATIONS]
NOWHERE = ["/nowhere", "/web/nowhere"]
TAGGED = [SHARED, SMALL, "/v1/queries", "/v1/vocabulary", EXPORT, *PAGES]


@pytest.fixture(scope="module")
def mounted(graph: Graph) -> Client:
    """Our routes in another application, which has none of what wraps our own."""
    app = FastAPI()
    app.include_router(router(graph))
    return Client(app)


def sent(client: Client, path: str, accept_encoding: str | None) -> tuple[httpx.Response, bytes]:
    """The response, and its bytes as they came."""

    async def ask() -> tuple[httpx.Response, bytes]:
        transport = httpx.ASGITransport(client.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as asking:
            headers = {} if accept_encoding is None else {"accept-encoding": accept_encoding}
            request = asking.build_request("GET", path, headers=headers)
            if accept_encoding is None:
                del request.headers["accept-encoding"]
            response = await asking.send(request, stream=True)
            raw = b"".join([part async for part in response.aiter_raw()])
            await response.aclose()
            return response, raw

    return awaited(ask())


# Codings


@pytest.mark.parametrize(
    ("accept_encoding", "how"),
    [
        ("gzip", AcceptedCoding.PACKED),
        ("GZip", AcceptedCoding.PACKED),
        ("x-gzip", AcceptedCoding.PACKED),
        ("gzip, deflate, br, zstd", AcceptedCoding.PACKED),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", AcceptedCoding.PACKED),
        ("gzip;q=0.001", AcceptedCoding.PACKED),
        ("gzip;q=1.000", AcceptedCoding.PACKED),
        ("gzip ; Q=0.5", AcceptedCoding.PACKED),
        ("gzip;q=0.", AcceptedCoding.PLAIN),
        ("*", AcceptedCoding.PACKED),
        ("*;q=0.5", AcceptedCoding.PACKED),
        ("gzip;q=0.5, identity;q=0.5", AcceptedCoding.PACKED),
        (",, gzip ,", AcceptedCoding.PACKED),
        ("", AcceptedCoding.PLAIN),
        (",", AcceptedCoding.PLAIN),
        ("identity", AcceptedCoding.PLAIN),
        ("notgzip", AcceptedCoding.PLAIN),
        ("gzipped", AcceptedCoding.PLAIN),
        ("br", AcceptedCoding.PLAIN),
        ("gzip;q=0", AcceptedCoding.PLAIN),
        ("gzip;q=0.000", AcceptedCoding.PLAIN),
        ("gzip;q=0, gzip", AcceptedCoding.PLAIN),
        ("gzip;q=0, *", AcceptedCoding.PLAIN),
        ("*;q=0, identity", AcceptedCoding.PLAIN),
        ("*;q=0, identity;q=0.001", AcceptedCoding.PLAIN),
        ("gzip;q=0.001, identity;q=1", AcceptedCoding.PLAIN),
        ("gzip;q=0.5, *;q=1", AcceptedCoding.PLAIN),
        # What isn't well-formed says nothing.
        ("gzip;q=1.5", AcceptedCoding.PLAIN),
        ("gzip;q=-1", AcceptedCoding.PLAIN),
        ("gzip;q=high", AcceptedCoding.PLAIN),
        ("gzip;q=", AcceptedCoding.PLAIN),
        ("gzip;q", AcceptedCoding.PLAIN),
        ("gzip;q=0.0001", AcceptedCoding.PLAIN),
        ("gzip;level=9", AcceptedCoding.PLAIN),
        ("gzip;q=0.5;q=1", AcceptedCoding.PLAIN),
        ("gzip identity", AcceptedCoding.PLAIN),
        ("gzip;q=nan", AcceptedCoding.PLAIN),
        ("gzip;q=\u0661", AcceptedCoding.PLAIN),
        ("gzip, identity;q=0", AcceptedCoding.PACKED_ONLY),
        ("gzip;q=0.001, *;q=0", AcceptedCoding.PACKED_ONLY),
        ("*, identity;q=0", AcceptedCoding.PACKED_ONLY),
        ("identity;q=0", AcceptedCoding.NOTHING),
        ("*;q=0", AcceptedCoding.NOTHING),
        ("br, *;q=0", AcceptedCoding.NOTHING),
        ("gzip;q=0, identity;q=0", AcceptedCoding.NOTHING),
    ],
)
def test_a_coding_is_accepted_as_the_header_says(accept_encoding: str, how: AcceptedCoding) -> None:
    assert read_accept_encoding(accept_encoding.encode()) is how


@pytest.mark.parametrize("path", [SHARED, SMALL, "/v1/queries", EXPORT, SCRIPT, "/openapi.json"])
@pytest.mark.parametrize(
    ("accept_encoding", "packed"),
    [(None, False), ("identity", False), ("gzip;q=0", False), ("notgzip", False), ("gzip, identity;q=0", True)],
)
def test_bytes_are_sent_as_they_are_taken(client: Client, path: str, accept_encoding: str | None, packed: bool) -> None:
    response, raw = sent(client, path, accept_encoding)
    assert (response.status_code, response.headers.get("content-encoding")) == (200, "gzip" if packed else None)
    assert (gzip.decompress(raw) if packed else raw) == sent(client, path, "identity")[1]
    assert int(response.headers.get("content-length", len(raw))) == len(raw)


@pytest.mark.parametrize("path", [SHARED, "/v1/queries", "/v1/entities/nobody", SCRIPT, "/healthz"])
@pytest.mark.parametrize("accept_encoding", ["identity;q=0", "*;q=0"])
def test_who_takes_nothing_is_told_so(client: Client, path: str, accept_encoding: str) -> None:
    response = client.get(path, headers={"accept-encoding": accept_encoding})
    assert response.status_code == 406
    assert "gzip" in problem_of(response)["detail"]


@pytest.mark.parametrize("path", [SHARED, "/v1/vocabulary"])
def test_codings_are_the_same_in_another_application(mounted: Client, path: str) -> None:
    for accept_encoding, status, coding in (
        ("gzip", 200, "gzip"),
        ("gzip;q=0", 200, None),
        ("*;q=0", 406, None),
    ):
        response, _ = sent(mounted, path, accept_encoding)
        assert (response.status_code, response.headers.get("content-encoding")) == (status, coding)


# Tags


@pytest.mark.parametrize("path", TAGGED)
def test_any_answer_that_is_there_is_known_to_a_star(client: Client, path: str) -> None:
    for known in ("*", " * "):
        response = client.get(path, headers={"if-none-match": known})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["etag"] == client.get(path).headers["etag"]


@pytest.mark.parametrize(
    ("path", "status"), [("/v1/entities/nobody", 404), (f"{SHARED}?limit=0", 422), ("/web/nowhere", 404)]
)
def test_what_is_not_there_is_not_known_to_a_star(client: Client, path: str, status: int) -> None:
    assert client.get(path, headers={"if-none-match": "*"}).status_code == status


@pytest.mark.parametrize("path", TAGGED)
def test_one_of_a_list_of_tags_is_enough(client: Client, path: str) -> None:
    tag = client.get(path).headers["etag"]
    strong = tag.removeprefix("W/")
    for known in (tag, strong, f'"a", {tag}', f'W/"a,b" ,{strong}', f'{tag},"a"', f', {tag},, "a"'):
        response = client.get(path, headers={"if-none-match": known})
        assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", tag)
        assert "content-length" not in response.headers or response.headers["content-length"] == "0"
    for other in ("", '"a"', strong.strip('"'), f'"{tag}"', '"*"', "**", f'{strong[:-2]}"'):
        assert client.get(path, headers={"if-none-match": other}).status_code == 200


def test_tags_in_several_headers_are_one_list(client: Client) -> None:
    tag = client.get(SHARED).headers["etag"]
    several = [("if-none-match", '"a"'), ("if-none-match", tag), ("if-none-match", '"b"')]
    assert client.get(SHARED, headers=several).status_code == 304
    assert is_known(b'"a",W/"b"', '"b"')
    assert not is_known(b'"a","b', '"b"')


@pytest.mark.parametrize("path", TAGGED)
def test_a_tag_is_weak_as_it_is_one_for_all_codings(client: Client, path: str) -> None:
    plain, packed = (sent(client, path, coding)[0] for coding in ("identity", "gzip, identity;q=0"))
    assert plain.headers["etag"] == packed.headers["etag"]
    assert plain.headers["etag"].startswith('W/"')
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    head = client.get(path, headers={"if-none-match": "*", "accept-encoding": "gzip, identity;q=0"})
    assert (head.status_code, head.headers["vary"]) == (304, "Accept-Encoding")
    assert "content-encoding" not in head.headers


@pytest.mark.parametrize("path", [SCRIPT, "/", SHARED])
def test_a_part_is_never_joined_to_bytes_of_another_coding(client: Client, path: str) -> None:
    whole = client.get(path)
    for given in ({}, {"if-range": whole.headers["etag"]}, {"if-range": whole.headers.get("last-modified", "x")}):
        response = client.get(path, headers={"range": "bytes=5-9", **given})
        assert (response.status_code, response.content) == (200, whole.content)


# HEAD


@pytest.mark.parametrize("path", [*ROUTES, *NOWHERE])
def test_head_has_the_headers_of_get_and_no_body(client: Client, path: str) -> None:
    for headers in ({}, {"accept-encoding": "gzip"}, {"if-none-match": "*"}):
        head, get = client.request("HEAD", path, headers=headers), client.get(path, headers=headers)
        assert (head.status_code, dict(head.headers), head.content) == (get.status_code, dict(get.headers), b"")


def test_what_counts_requests_takes_head_too(client: Client) -> None:
    assert client.request("HEAD", "/metrics").status_code == 200


@pytest.mark.parametrize("path", [path for path in ROUTES if path.startswith("/v1/")])
def test_head_is_answered_in_another_application_too(mounted: Client, path: str) -> None:
    head, get = mounted.request("HEAD", path), mounted.get(path)
    assert (head.status_code, dict(head.headers), head.content) == (get.status_code, dict(get.headers), b"")


@pytest.mark.parametrize("path", [*ROUTES, "/web/nowhere"])
@pytest.mark.parametrize("method", ["POST", "DELETE", "OPTIONS"])
def test_any_other_method_is_told_both(client: Client, path: str, method: str) -> None:
    response = client.request(method, path)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
    assert problem_of(response)["detail"].endswith("it takes GET, HEAD")


def test_another_application_tells_both_too(mounted: Client) -> None:
    response = mounted.request("POST", SHARED)
    assert response.status_code == 405
    assert {method.strip() for method in response.headers["allow"].split(",")} == {"GET", "HEAD"}


def test_no_setting_is_needed(graph: Graph) -> None:
    assert Client(create_app(graph, Settings())).request("HEAD", "/").status_code == 200
