"""The questions over REST: the catalogue, and a route for each, all from the registry."""

from functools import partial
from hashlib import blake2b
from time import perf_counter
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from graph_service.api.openapi import named, problems, query_parameters
from graph_service.api.service import Reply, Service, given
from graph_service.domain.relationship_types import TypeName
from graph_service.queries.base import NamesEntity, NamesRelationship, Query, SeeksName
from graph_service.queries.registry import QUERIES
from graph_service.stores.port import Store
from graph_service.support.json_bytes import encode_json
from graph_service.support.resources import cypher
from graph_service.use_cases.ask import Answer, ask, query_named, read_parameters

LONG_SECONDS = 0.25
"""What takes longer than this is known to take long when it is asked again, of whatever day or page."""


class CatalogueEntry(BaseModel):
    """A question as the catalogue describes it: enough to make a form, a command or a tool of it."""

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
            request, "queries", lambda: encode_json([entry(query) for query in QUERIES.values()])
        )

    async def other_spelling(request: Request, name: str) -> Response:
        return await service.respond(
            request, "queries/other-spelling", lambda store: _answered(query_named(name), request.scope, store)
        )

    routes.add_api_route(
        "/queries",
        catalogue,
        operation_id="list_questions",
        tags=["questions"],
        summary="The catalogue of questions",
        response_model=list[CatalogueEntry],
        responses=problems(of_graph=False),
    )
    for query in QUERIES.values():
        routes.add_api_route(
            f"/queries/{query.path}",
            Question(query, service).endpoint,
            name=query.name,
            operation_id=query.name,
            tags=["questions"],
            summary=query.question,
            description=query.documentation,
            responses={
                200: {
                    "model": named(f"{_camel_case(query.name)}Answer", Answer[query.row]),  # type: ignore[name-defined]
                    "description": "Rows, each with its evidence.",
                },
                **problems(400, 404, 422),
            },
            openapi_extra=query_parameters(query.parameters, query.example),
        )
    routes.add_api_route("/queries/{name}", other_spelling, include_in_schema=False)


def _camel_case(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def entry(query: Query[Any, Any]) -> CatalogueEntry:
    """The question as the catalogue describes it."""
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


class Question:
    """A question over HTTP: what answers it, for a route or for who asks without one."""

    def __init__(self, query: Query[Any, Any], service: Service) -> None:
        self._query = query
        self._service = service
        self._route = f"queries/{query.path}"
        named = (
            name for marker in (NamesEntity, NamesRelationship, SeeksName) for name in query.parameters.marked(marker)
        )
        self._naming = tuple(f"{name}=".encode() for name in named)

    async def endpoint(self, request: Request) -> Response:
        """The response that a route gives."""
        reply = await self.reply(request.scope)
        return reply if isinstance(reply, Response) else reply.response()

    async def reply(self, asked: Scope) -> Reply | Response:
        """The same, ready to be sent."""
        named = [part for part in asked["query_string"].split(b"&") if part.startswith(self._naming)]
        about = blake2b(b"&".join([self._route.encode(), *named]), digest_size=16).digest()
        # Who names nobody may have all relationships looked at; the others, those around somebody, who may have many.
        whole_graph = not named and bool(self._query.reads)
        long = whole_graph or self._service.took_long.get(about) is not None
        return await self._service.reply(asked, self._route, partial(self._work, asked, about), long=long)

    def _work(self, asked: Scope, about: bytes, store: Store) -> bytes:
        began = perf_counter()
        answer = _answered(self._query, asked, store)
        if perf_counter() - began > LONG_SECONDS:
            self._service.took_long.put(about, True)
        return answer


def _answered(query: Query[Any, Any], asked: Scope, store: Store) -> bytes:
    parameters = read_parameters(query, given(QueryParams(asked["query_string"]), query.parameters.lists()))
    return encode_json(ask(store, query, parameters))
