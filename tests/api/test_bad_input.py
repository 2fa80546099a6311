"""What a service on the open network gets: each is answered with a problem that says what to do, never with a 500."""

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.api.parameters import MOST_UNKNOWN
from graph_service.export import ExportParameters
from graph_service.queries.registry import QUERIES
from graph_service.use_cases.list_records import LISTINGS
from tests.api.client import Client, problem_of
from tests.api.conftest import Ask

SHARED = "/v1/queries/shared-vendors"
WEIRD = {
    "quotes": "'\"`´",
    "braces": "{} {{client}} $client ${x}",
    "cypher": "google'}) MATCH (n) DETACH DELETE n // x",
    "sql": "google'; DROP TABLE entity; --",
    "fts": 'google* OR NEAR(a b) "',
    "html": "<script>alert(1)</script>",
    "right to left": "\u202eelgoog\u202c\u200f\u2067",
    "nul": "goo\0gle",
    "newlines": "google\r\nX-Header: 1",
    "not a character": "\ufffe\uffff",
    "astral": "𝕘𝕠𝕠𝕘𝕝𝕖𝕤 🦆",
    "blank": "   ",
    "marks only": "\u0301\u064b",
    "10,000 characters": "x" * 10_000,
    "10,000 Arabic characters": "غ" * 10_000,
}
NAMES = pytest.mark.parametrize("name", WEIRD.values(), ids=list(WEIRD))


@pytest.mark.parametrize(
    ("parameter", "value", "says"),
    [
        ("min_stake", "149", "less than or equal to 100"),
        ("min_stake", "0", "greater than 0"),
        ("min_stake", "nan", "min_stake: "),
        ("chain_threshold", "NaN", "chain_threshold: "),
        ("chain_threshold", "inf", "less than or equal to 100"),
        ("limit", "0", "greater than or equal to 1"),
        ("limit", "-1", "greater than or equal to 1"),
        ("limit", "1000000000", "less than or equal to 1000"),
        ("limit", "ten", "valid integer"),
        ("depth", "5", "less than or equal to 4"),
        ("as_of", "2025-13", "there is no month 13"),
        ("as_of", "2025-02-30", "2025-02 has 28 days"),
        ("as_of", "2025-02", "not a whole day; write YYYY-MM-DD"),
        ("as_of", "tomorrow", "not a date"),
        ("known_at", "9998-01-01", "lies in the future; today is"),
        ("min_certainty", "sure", "'inferred', 'reported', 'stated' or 'confirmed'"),
        ("include_closed", "maybe", "valid boolean"),
        ("client", "", "at least 1 character"),
        ("client", "x" * 20_001, "at most 20000 characters"),
        ("cursor", "x" * 4_001, "at most 4000 characters"),
    ],
)
def test_a_wrong_value_is_refused_by_name(client: Client, parameter: str, value: str, says: str) -> None:
    response = client.get(SHARED, params={parameter: value})
    problem = problem_of(response)
    assert (response.status_code, problem["parameter"]) == (422, parameter)
    assert says in problem["detail"]


def test_a_wrong_value_in_a_list_is_refused_by_the_list_s_name(client: Client) -> None:
    response = client.get("/v1/queries/neighbourhood", params={"entity": "meta", "types": ["MAKES", "BUYS"]})
    assert (response.status_code, problem_of(response)["parameter"]) == (422, "types")


def test_a_missing_parameter_is_named(client: Client) -> None:
    response = client.get("/v1/queries/profile")
    assert (response.status_code, problem_of(response)["parameter"]) == (422, "entity")


@NAMES
def test_a_weird_client_is_unknown(client: Client, name: str) -> None:
    response = client.get(SHARED, params={"client": name})
    problem = problem_of(response)
    assert (response.status_code, problem["type"]) == (404, "urn:graph-service:UnknownEntity")
    assert len(response.content) < 1_000


@NAMES
def test_a_weird_text_can_be_searched_for(ask: Ask, name: str) -> None:
    assert ask("search", q=name)["certificate"]["parameters"]["q"] == name


@NAMES
def test_a_weird_path_finds_nothing(client: Client, name: str) -> None:
    for path in ("entities", "claims", "sources", "relationships", "queries", "nowhere"):
        response = client.get(f"/v1/{path}/{quote(name, safe='')}")
        assert response.status_code == 404
        assert len(problem_of(response)["detail"]) < 400


@NAMES
def test_a_weird_parameter_is_refused(client: Client, name: str) -> None:
    response = client.get(SHARED, params={name: "1"})
    assert (response.status_code, len(problem_of(response)["parameter"]) <= 80) == (422, True)


@pytest.mark.parametrize(
    ("deal", "says"),
    [
        ('{"subject":"meta","type":"INVESTS_IN","object":"scale-ai","stake_percent":60,"stake_percent":1}', "twice"),
        ('{"subject":"meta","type":"INVESTS_IN","object":"scale-ai","stake_percent":NaN}', "isn't JSON"),
        ('{"subject":"\\ud800","type":"INVESTS_IN","object":"scale-ai"}', "isn't JSON"),
    ],
)
def test_a_deal_that_may_be_read_in_two_ways_is_refused(client: Client, deal: str, says: str) -> None:
    response = client.get("/v1/queries/what-if", params={"add": deal})
    problem = problem_of(response)
    assert (response.status_code, problem["parameter"], says in problem["detail"]) == (422, "add", True)


def test_marks_of_direction_around_a_name_do_not_matter(ask: Ask) -> None:
    marked = ask("shared-vendors", client="\u2067google\u2069\u200f")
    assert marked["certificate"]["parameters"]["client"] == "google"


def test_a_weird_name_leaves_the_graph_as_it_was(client: Client, ask: Ask) -> None:
    for name in WEIRD.values():
        client.get(SHARED, params={"client": name})
    assert len(ask("shared-vendors")["rows"]) == 4


@pytest.mark.parametrize(
    "query_string", ["&&&", "=", "client", "%", "%zz=%", "client=%ff%fe", "a=1&" * 5_000, "?" * 99]
)
def test_a_query_string_that_is_no_query_string_is_no_fault_of_ours(client: Client, query_string: str) -> None:
    assert client.get(f"{SHARED}?{query_string}").status_code in (200, 404, 422)


def test_ten_thousand_unknown_parameters_are_refused(client: Client) -> None:
    response = client.get(f"{SHARED}?{'&'.join(f'{n:x}' for n in range(10_000))}")
    assert (response.status_code, len(response.content) < 1_000) == (422, True)


def test_the_first_parameter_that_is_not_there_is_named_however_many_are_not(client: Client) -> None:
    few, many = ([(f"p{n}", "1") for n in range(most)] for most in (MOST_UNKNOWN, MOST_UNKNOWN + 1))
    for given_ in (few, many, [("p0", "1"), ("client", "google"), *many[1:]]):
        problem = problem_of(client.get(SHARED, params=given_))
        assert (problem["status"], problem["parameter"]) == (422, "p0")
        assert "there is no such parameter; there are as_of, known_at" in problem["detail"]


@pytest.mark.parametrize(
    ("path", "given_", "parameter", "says"),
    [
        (SHARED, [("limit", "0"), ("client", "a"), ("client", "b")], "client", "more than once"),
        (SHARED, [("x", "1"), ("x", "2"), ("limit", "0")], "x", "more than once"),
        (SHARED, [("x", "1"), ("limit", "0")], "limit", "greater than or equal to 1"),
        (SHARED, [("limit", "0"), ("as_of", "x")], "as_of", "not a date"),
        ("/v1/entities", [("kind", "lab"), ("limit", "1"), ("limit", "2")], "limit", "more than once"),
        ("/v1/entities/google", [("as_of", "2026-01-01")], "as_of", "none is taken here"),
        ("/v1/export", [("format", "gexf"), ("format", "gexf")], "format", "more than once"),
    ],
)
def test_of_several_faults_one_is_named(
    client: Client, path: str, given_: list[tuple[str, str]], parameter: str, says: str
) -> None:
    problem = problem_of(client.get(path, params=given_))
    assert (problem["status"], problem["parameter"], says in problem["detail"]) == (422, parameter, True)


@pytest.mark.parametrize("host", ["[", "[::1", "", "a b", "x" * 5_000, "example.org:99999999"])
def test_a_broken_host_header_does_not_matter(client: Client, host: str) -> None:
    response = client.get("/nowhere", headers={"host": host})
    assert (response.status_code, problem_of(response)["instance"]) == (404, "/nowhere")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"])
def test_a_wrong_method_is_told_the_right_one(client: Client, method: str) -> None:
    response = client.request(method, SHARED)
    problem = problem_of(response)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
    assert problem["detail"] == f"{method} isn't for {SHARED}; it takes GET, HEAD"


@pytest.mark.parametrize("path", ["/nowhere", "/v1", "/v1/", "/v2/entities", "/v1/entities/a/b", "/v1/queries/a/b"])
def test_an_unknown_path_is_told_where_to_begin(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "/v1/queries" in problem_of(response)["detail"]


# Cursors


def next_of(client: Client, path: str, **parameters: Any) -> str:
    body = client.get(path, params={**parameters, "limit": 1}).json()
    cursor: str = body["next"]
    return cursor


def refused(client: Client, path: str, **parameters: Any) -> str:
    response = client.get(path, params=parameters)
    problem = problem_of(response)
    assert (response.status_code, problem["type"]) == (400, "urn:graph-service:BadCursor")
    return str(problem["detail"])


@pytest.mark.parametrize("cursor", ["x", "....", "غ", "AAAA", "A" * 4_000, "bnVsbA", "%00", "=", "-_-_"])
def test_a_made_up_cursor_is_refused(client: Client, cursor: str) -> None:
    assert "leave the cursor out to begin again" in refused(client, SHARED, cursor=cursor)


def test_a_cursor_with_one_changed_letter_is_refused(client: Client) -> None:
    cursor = next_of(client, SHARED)
    for at in range(len(cursor)):
        letter = "A" if cursor[at] != "A" else "B"
        refused(client, SHARED, cursor=cursor[:at] + letter + cursor[at + 1 :])


def test_a_cursor_that_was_cut_is_refused(client: Client) -> None:
    refused(client, SHARED, cursor=next_of(client, SHARED)[:-1])


def test_a_cursor_is_for_its_own_question_only(client: Client) -> None:
    cursor = next_of(client, SHARED)
    refused(client, SHARED, cursor=cursor, vendor="scale-ai")
    refused(client, SHARED, cursor=cursor, min_certainty="reported")
    refused(client, SHARED, cursor=cursor, as_of="2026-01-01")
    refused(client, "/v1/queries/profile", cursor=cursor, entity="meta")
    refused(client, "/v1/entities", cursor=cursor)


def test_a_cursor_is_good_for_another_limit(client: Client) -> None:
    rest = client.get(SHARED, params={"cursor": next_of(client, SHARED), "limit": 100}).json()
    assert [row["client"]["id"] for row in rest["rows"]] == ["microsoft", "openai", "xai"]


# Whatever else there is

anything = st.text(max_size=60) | st.sampled_from([name for name in WEIRD.values() if len(name) < 100])
likely = st.sampled_from([
    "google", "meta", "scale-ai", "غوغل", "2025-06-27", "2024", "1", "0", "-1", "49", "1e9", "true", "", "index", "A",
    "active", "MAKES", "company", "valuation", "reported", "openai:CLIENT_OF:scale-ai", "meta:INVESTS_IN:scale-ai",
    "gexf", "google,meta",
])  # fmt: skip
PATHS: dict[str, list[str]] = {
    **{f"/v1/queries/{query.path}": list(query.parameters.model_fields) for query in QUERIES.values()},
    **{f"/v1/{resource}": list(parameters.model_fields) for resource, parameters in LISTINGS.items()},
    "/v1/export": list(ExportParameters.model_fields),
    **{f"/v1/relationships/{id_}": ["as_of", "known_at"] for id_ in ("meta:INVESTS_IN:scale-ai", "a:MAKES:b", "x")},
}


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    path = draw(st.sampled_from(list(PATHS)))
    names = st.sampled_from(PATHS[path]) | anything
    return path, draw(st.lists(st.tuples(names, likely | anything), max_size=5))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(requests())
def test_no_request_at_all_is_a_fault_of_ours(client: Client, request_: tuple[str, list[tuple[str, str]]]) -> None:
    path, parameters = request_
    response = client.get(path, params=parameters)
    assert response.status_code in (200, 400, 404, 422), response.text
    if response.status_code != 200:
        problem_of(response)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(anything, min_size=1, max_size=4))
def test_no_path_at_all_is_a_fault_of_ours(client: Client, parts: list[str]) -> None:
    path = "/".join(quote(part, safe="") for part in parts)
    assert client.get(f"/v1/{path}").status_code in (200, 307, 404, 422)
