"""What holds of every named query over REST."""

from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.queries.kinds import Query
from graph_service.queries.registry import QUERIES
from graph_service.use_cases.ask import Answer
from tests.api.client import Client, problem_of
from tests.api.conftest import Ask

NOT_IN_THE_ARTICLE = {"circular_deals", "escape_routes"}
"""It tells of no circle of money, and of no other vendor; what else an example asks for, it has."""

EACH = pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))


@EACH
def test_the_example_is_answered(ask: Ask, query: Query[Any, Any]) -> None:
    answer = ask(query.path, **query.example)
    assert answer["rows"] or query.name in NOT_IN_THE_ARTICLE
    assert answer["certificate"]["query"] == query.name


@EACH
def test_rest_gives_what_python_gives(ask: Ask, graph: Graph, query: Query[Any, Any]) -> None:
    answer: Answer[Any] = graph.ask(query.name, **query.example)
    assert ask(query.path, **query.example) == answer.model_dump(mode="json")


@EACH
def test_a_name_may_be_written_with_underscores(client: Client, query: Query[Any, Any]) -> None:
    one = client.get(f"/v1/queries/{query.name}", params=query.example)
    other = client.get(f"/v1/queries/{query.path}", params=query.example)
    assert (one.status_code, one.content) == (200, other.content)


@EACH
def test_the_catalogue_says_all_that_a_form_or_a_tool_needs(client: Client, query: Query[Any, Any]) -> None:
    (entry,) = [entry for entry in client.get("/v1/queries").json() if entry["name"] == query.name]
    assert entry["question"].endswith("?")
    assert entry["description"].startswith(entry["question"])
    assert set(entry["parameters"]["properties"]) == set(query.parameters.model_fields)
    assert set(entry["row"]["properties"]) == set(query.row.model_fields)
    assert entry["example"] == query.example
    assert "RETURN" in entry["cypher"]
    assert client.get(f"/v1/queries/{entry['path']}", params=entry["example"]).status_code == 200


@EACH
def test_an_unknown_parameter_is_refused_and_the_nearest_named(client: Client, query: Query[Any, Any]) -> None:
    response = client.get(f"/v1/queries/{query.path}", params={**query.example, "as_off": "2026-01-01"})
    problem = problem_of(response)
    assert (response.status_code, problem["parameter"], problem["suggestions"]) == (422, "as_off", ["as_of"])
    assert "known_at" in problem["detail"]


@EACH
def test_a_parameter_that_takes_one_value_is_refused_if_it_is_given_twice(
    client: Client, query: Query[Any, Any]
) -> None:
    response = client.get(f"/v1/queries/{query.path}", params={**query.example, "limit": ["1", "2"]})
    problem = problem_of(response)
    assert (response.status_code, problem["parameter"]) == (422, "limit")


def test_a_parameter_that_takes_several_values_may_be_given_twice(ask: Ask) -> None:
    rows = ask("neighbourhood", entity="google", types=["MAKES", "CLIENT_OF"])["rows"]
    assert {row["relationship"]["type"] for row in rows} == {"MAKES", "CLIENT_OF"}


def test_an_unknown_question_is_refused_with_the_nearest_names(client: Client) -> None:
    response = client.get("/v1/queries/sharedvendors")
    problem = problem_of(response)
    assert (response.status_code, problem["suggestions"][0]) == (404, "shared_vendors")


def test_the_catalogue_has_every_question_once(client: Client) -> None:
    assert [entry["name"] for entry in client.get("/v1/queries").json()] == list(QUERIES)
