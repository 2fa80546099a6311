"""The questions over REST: the catalogue, and a route for each, all from the registry."""

import inspect
import json
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.openapi import problems, query_parameters
from graph_service.api.service import Service, given
from graph_service.ask import Answer, ask, query_named, read_parameters
from graph_service.queries.base import Query
from graph_service.queries.registry import QUERIES
from graph_service.resources import cypher
from graph_service.stores.port import Store


def add_routes(routes: APIRouter, service: Service) -> None:
    """Put the catalogue and the questions on a router."""

    async def catalogue(request: Request) -> Response:
        body = [entry(query) for query in QUERIES.values()]
        return await service.respond(request, "queries", lambda _: json.dumps(body, ensure_ascii=False).encode())

    async def unknown(request: Request, name: str) -> Response:
        def work(_: Store) -> bytes:
            query_named(name)  # raises, with the nearest names
            raise AssertionError(f"{name} has a route of its own")

        return await service.respond(request, "queries/unknown", work)

    routes.add_api_route(
        "/queries", catalogue, tags=["questions"], summary="The catalogue of questions", responses=problems()
    )
    for query in QUERIES.values():
        for path in dict.fromkeys((query.path, query.name)):
            routes.add_api_route(
                f"/queries/{path}",
                _endpoint(query, service),
                name=query.name,
                tags=["questions"],
                summary=query.question,
                description=inspect.getdoc(inspect.getmodule(query.answer)),
                include_in_schema=path == query.path,
                responses={
                    200: {"model": Answer[query.row], "description": "Rows, each with its evidence."},  # type: ignore[name-defined]
                    **problems(400, 404, 422),
                },
                openapi_extra=query_parameters(query.parameters, query.example),
            )
    routes.add_api_route("/queries/{name}", unknown, include_in_schema=False)


def entry(query: Query[Any, Any]) -> dict[str, Any]:
    """The question as the catalogue describes it: enough to make a form, a command or a tool of it."""
    return {
        "name": query.name,
        "path": query.path,
        "version": query.version,
        "question": query.question,
        "description": inspect.getdoc(inspect.getmodule(query.answer)),
        "order": query.order,
        "reads": list(query.reads),
        "parameters": query.parameters.model_json_schema(),
        "row": query.row.model_json_schema(),
        "example": query.example,
        "cypher": cypher(f"queries/{query.name}"),
    }


def _endpoint(query: Query[Any, Any], service: Service) -> Callable[[Request], Awaitable[Response]]:
    lists = frozenset(
        name
        for name, field in query.parameters.model_json_schema()["properties"].items()
        if field.get("type") == "array"
    )
    route = f"queries/{query.path}"

    async def endpoint(request: Request) -> Response:
        def work(store: Store) -> bytes:
            parameters = read_parameters(query, given(request, lists))
            return ask(store, query, parameters).model_dump_json().encode()

        return await service.respond(request, route, work)

    return endpoint
