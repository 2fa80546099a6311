"""The questions over REST: the catalogue, and a route for each question, from the registry."""

from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.openapi import name_model, problem_responses
from graph_service.api.parameters import describe_parameters
from graph_service.api.service import Service
from graph_service.domain.relationship_types import TypeName
from graph_service.queries.base import NamesEntity, NamesRelationship, SeeksName
from graph_service.queries.kinds import Query
from graph_service.queries.registry import QUERIES
from graph_service.stores.port import Store
from graph_service.support.json_bytes import encode_json
from graph_service.support.resources import cypher
from graph_service.use_cases.ask import Answer, ask, unknown_query

LONG_SECONDS = 0.25
"""A question that takes longer than this is remembered as long, for any day and page."""

_PARAMETERS = {query.name: describe_parameters(query.example)(query.parameters) for query in QUERIES.values()}


class CatalogueEntry(BaseModel):
    """A question as the catalogue describes it: enough to make a form, a command or a tool from it."""

    name: str
    path: str = Field(description="Under /v1/queries.")
    version: int
    question: str
    description: str
    order: str = Field(description="The total order of its rows.")
    reads: list[TypeName] = Field(description="The relationship types it looks at.")
    parameters: dict[str, Any] = Field(description="Their JSON Schema.")
    row: dict[str, Any] = Field(description="A row's JSON Schema.")
    example: dict[str, Any] = Field(description="Parameters to try it with.")
    cypher: str = Field(description="The same question for Neo4j.")


def add_routes(routes: APIRouter, service: Service) -> None:
    """Put the catalogue and the questions on a router."""

    async def catalogue(request: Request) -> Response:
        return await service.respond_constant(
            request, lambda: encode_json([describe_question(query) for query in QUERIES.values()])
        )

    routes.add_api_route(
        "/queries",
        catalogue,
        name="queries",
        operation_id="list_questions",
        tags=["questions"],
        summary="The catalogue of questions",
        response_model=list[CatalogueEntry],
        responses=problem_responses(of_graph=False),
    )
    for query in QUERIES.values():
        routes.add_api_route(
            f"/queries/{query.path}",
            _make_endpoint(query, service),
            name=f"queries/{query.path}",
            operation_id=query.name,
            tags=["questions"],
            summary=query.question,
            description=query.documentation,
            responses={
                200: {
                    # Which row it is is only known when it runs.
                    "model": name_model(f"{_camel_case(query.name)}Answer", Answer[query.row]),  # type: ignore[name-defined]
                    "description": "Rows, each with its evidence.",
                },
                **problem_responses(400, 404, 422),
            },
        )


def add_other_spellings(routes: APIRouter, service: Service) -> None:
    """Accept a question's name with `_` too. These routes come last, as a request tries one after the other."""

    async def unknown(name: str) -> Response:
        raise unknown_query(name)

    endpoints = {query.name: _make_endpoint(query, service) for query in QUERIES.values()}
    for name, endpoint in {**endpoints, "{name}": unknown}.items():
        routes.add_api_route(
            f"/queries/{name}",
            endpoint,
            name="queries/other-spelling",
            methods=["GET", "HEAD"],
            include_in_schema=False,
        )


def _camel_case(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def describe_question(query: Query[Any, Any]) -> CatalogueEntry:
    """Describe the question for the catalogue."""
    return CatalogueEntry(
        name=query.name,
        path=query.path,
        version=query.version,
        question=query.question,
        description=query.documentation,
        order=query.order,
        reads=list(query.reads),
        parameters=query.parameters.model_json_schema(),
        row=query.row.model_json_schema(),
        example=query.example,
        cypher=cypher(f"queries/{query.name}"),
    )


def _make_endpoint(query: Query[Any, Any], service: Service) -> Callable[..., Awaitable[Response]]:
    """Make the function that answers a question over HTTP."""
    markers = (NamesEntity, NamesRelationship, SeeksName)
    model = _PARAMETERS[query.name]
    naming = [name for marker in markers for name in query.parameters.fields_marked(marker)]

    # FastAPI reads the model from the annotation, and which model that is is only known when it runs.
    async def endpoint(request: Request, parameters: Annotated[model, fastapi.Query()]) -> Response:  # type: ignore[valid-type]
        given_names = {name: value for name in naming if (value := getattr(parameters, name))}
        about = hash(f"{query.name} {given_names}")

        def work(store: Store) -> tuple[str, bytes]:
            began = perf_counter()
            answer = ask(store, query, parameters)
            result = answer.certificate.digest, encode_json(answer)
            if perf_counter() - began > LONG_SECONDS:
                service.took_long.put(about, True)
            return result

        # A question that names nobody may look at all relationships. Others look at those around somebody, maybe many.
        whole_graph = not given_names and bool(query.reads)
        return await service.respond(request, work, long=whole_graph or service.took_long.get(about) is not None)

    return endpoint
