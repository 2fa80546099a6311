"""The OpenAPI document: complete, sound, and true of the service that gives it."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph_service.queries.registry import QUERIES
from tests.api.client import Client

PARTS = ("query", "path")
NEED_NO_GRAPH = ("/healthz", "/metrics", "/v1/queries", "/v1/vocabulary")


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
        for status, response in responses.items():
            if status != "200":
                schema = response["content"]["application/problem+json"]["schema"]
                assert {"type", "title", "status", "detail"} <= set(schema["required"]), path


def test_every_answer_under_v1_but_the_catalogues_has_a_schema(operations: dict[str, Any]) -> None:
    for path, operation in operations.items():
        if path.startswith("/v1") and path not in ("/v1/queries", "/v1/vocabulary"):
            assert operation["responses"]["200"]["content"]["application/json"]["schema"].get("$ref"), path


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
        if "$ref" not in content.get("schema", {}):
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
