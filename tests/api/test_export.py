"""Exports over REST: files with a name, a media type and a tag, and problems where there is none."""

import io
import json
from typing import Any

import networkx as nx
import pytest

from graph_service.api import export as exporting
from graph_service.export import FORMATS, ExportParameters
from graph_service.export.subgraph import Subgraph, read_subgraph
from graph_service.graph import Graph
from graph_service.stores.port import Store
from tests.api.client import Client, problem_of

EXPORT = "/v1/export"


@pytest.mark.parametrize(
    ("format_", "media_type", "filename"),
    [
        ("graphml", "application/graphml+xml", "graph-service.graphml"),
        ("gexf", "application/gexf+xml", "graph-service.gexf"),
        ("cytoscape", "application/json", "graph-service.json"),
        ("cypher", "text/plain; charset=utf-8", "graph-service.cypher"),
    ],
)
def test_a_file_has_a_media_type_a_name_and_what_python_would_give(
    client: Client, graph: Graph, format_: str, media_type: str, filename: str
) -> None:
    response = client.get(EXPORT, params={"format": format_, "entities": "google,scale-ai"})
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["content-disposition"] == f'attachment; filename="{filename}"'
    assert response.content == graph.export(format_, entities=["google", "scale-ai"])


def edges(client: Client, **asked: Any) -> list[str]:
    response = client.get(EXPORT, params={"format": "cytoscape", **asked})
    assert response.status_code == 200, response.text
    return [edge["data"]["id"] for edge in response.json()["elements"]["edges"]]


def test_lists_have_commas_between_or_are_given_value_by_value(client: Client) -> None:
    whole = ["google:CLIENT_OF:scale-ai", "meta:INVESTS_IN:scale-ai"]
    assert edges(client, relationships=",".join(whole)) == whole
    assert edges(client, relationships=whole) == whole
    assert edges(client, entities="غوغل,Scale AI") == whole[:1]
    assert len(edges(client)) > len(whole)


def test_the_scope_counts(client: Client) -> None:
    assert edges(client, known_at="2025-06-01") == []
    assert "openai:CLIENT_OF:scale-ai" not in edges(client, include_disputed="false")


def test_an_export_is_compressed_for_who_takes_it(client: Client) -> None:
    response = client.get(EXPORT, params={"format": "graphml"}, headers={"accept-encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert nx.read_graphml(io.BytesIO(response.content)).nodes["google"]["kind"] == "company"


@pytest.mark.parametrize("format_", FORMATS)
def test_who_has_the_file_already_is_told_so(client: Client, format_: str) -> None:
    tag = client.get(EXPORT, params={"format": format_}).headers["etag"]
    response = client.get(EXPORT, params={"format": format_}, headers={"if-none-match": tag})
    assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", tag)


@pytest.mark.parametrize(
    ("asked", "status", "parameter", "suggestions"),
    [
        ({}, 422, "format", []),
        ({"format": "png"}, 422, "format", []),
        ({"format": ["gexf", "gexf"]}, 422, "format", []),
        ({"format": "gexf", "entity": "google"}, 422, "entity", ["entities"]),
        ({"format": "gexf", "entities": "google,,meta"}, 422, "entities", []),
        ({"format": "gexf", "as_of": "yesterday"}, 422, "as_of", []),
        ({"format": "gexf", "entities": "gogle"}, 404, None, ["google"]),
        ({"format": "gexf", "relationships": "gogle:CLIENT_OF:scale-ai"}, 404, None, ["google:CLIENT_OF:scale-ai"]),
    ],
)
def test_what_cannot_be_exported_is_a_problem_and_no_file(
    client: Client, asked: dict[str, Any], status: int, parameter: str | None, suggestions: list[str]
) -> None:
    response = client.get(EXPORT, params=asked)
    problem = problem_of(response)
    assert (response.status_code, problem.get("parameter")) == (status, parameter)
    assert problem.get("suggestions", [])[: len(suggestions)] == suggestions
    assert not {"content-disposition", "etag"} & set(response.headers)


def test_a_graph_that_is_too_large_is_refused_with_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "REST_LIMIT", 2)
    problem = problem_of(client.get(EXPORT, params={"format": "gexf"}))
    assert (problem["status"], problem["parameter"]) == (422, "entities")
    assert "name entities or relationships, or use the command `graph-service export`" in problem["detail"]


def test_an_export_is_made_each_time_and_not_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(store: Store, parameters: ExportParameters, most: int) -> Subgraph:
        made.append(parameters.format)
        return read_subgraph(store, parameters, most)

    monkeypatch.setattr(exporting, "read_subgraph", counted)
    for _ in range(2):
        assert client.get(EXPORT, params={"format": "gexf", "as_of": "2025-12-31"}).status_code == 200
    assert made == ["gexf", "gexf"]


def test_the_document_names_every_media_type_and_both_ways_to_give_a_list(client: Client) -> None:
    operation = client.get("/openapi.json").json()["paths"][EXPORT]["get"]
    content = operation["responses"]["200"]["content"]
    assert set(content) == {file.media_type for file in FORMATS.values()}
    lists = {p["name"]: p for p in operation["parameters"] if p["schema"].get("type") == "array"}
    assert set(lists) == {"entities", "relationships"}
    # By OpenAPI's default a list is given value by value; that commas do too is said in words.
    assert not any({"style", "explode"} & set(each) for each in lists.values())
    assert "commas between them, or the parameter is given once for each" in " ".join(operation["description"].split())
    assert json.dumps(operation["parameters"]).count("example") == 2
