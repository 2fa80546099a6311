"""Entities, relationships, claims, sources, figures and the vocabulary over REST."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.openapi import problems, query_parameters
from graph_service.api.service import Service, given
from graph_service.api.vocabulary import vocabulary
from graph_service.ask import applied_scope, entity_called, read_as
from graph_service.domain.claim import Claim
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, relationship_id
from graph_service.domain.source import Source
from graph_service.errors import UnknownRecord
from graph_service.listing import LISTINGS, Page, listed
from graph_service.queries.base import Parameters
from graph_service.queries.evidence import RelationshipBrief, Witness, relationship_brief
from graph_service.stores.port import Resource, Store


class ClaimWithSource(BaseModel):
    """A claim, and the whole record of its source."""

    model_config = ConfigDict(frozen=True)

    claim: Claim
    source: Source


def add_routes(routes: APIRouter, service: Service) -> None:
    """Put the records on a router."""
    for resource, parameters in LISTINGS.items():
        routes.add_api_route(
            f"/{resource}",
            _listing(resource, parameters, service),
            name=resource,
            tags=["records"],
            summary=f"The {resource}, page by page",
            responses={200: {"model": Page, "description": "One page."}, **problems(400, 404, 422)},
            openapi_extra=query_parameters(parameters),
        )
    for path, read, model in (
        ("entities", _entity, Entity),
        ("claims", _claim, ClaimWithSource),
        ("sources", _source, Source),
        ("relationships", _relationship, Witness),
    ):
        routes.add_api_route(
            f"/{path}/{{id}}",
            _single(path, read, service),
            name=f"{path}_one",
            tags=["records"],
            summary=f"One of the {path}, by id",
            responses={200: {"model": model, "description": "The record."}, **problems(404, 422)},
            openapi_extra=query_parameters(Parameters) if path == "relationships" else None,
        )

    async def words(request: Request) -> Response:
        return await service.respond(
            request, "vocabulary", lambda _: json.dumps(vocabulary(), ensure_ascii=False).encode()
        )

    routes.add_api_route(
        "/vocabulary",
        words,
        tags=["records"],
        summary="The closed lists: relationship types, kinds, statuses, certainties and the rest",
        responses=problems(),
    )


def _listing(resource: Resource, model: type[Parameters], service: Service) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        def work(store: Store) -> bytes:
            page = listed(store, resource, read_as(model, given(request)))
            return page.model_copy(update={"items": [_shown(item) for item in page.items]}).model_dump_json().encode()

        return await service.respond(request, resource, work)

    return endpoint


def _single(
    path: str, read: Callable[[Store, str, Request], BaseModel], service: Service
) -> Callable[[Request, str], Awaitable[Response]]:
    async def endpoint(request: Request, id: str) -> Response:
        return await service.respond(
            request, f"{path}/id", lambda store: read(store, id, request).model_dump_json(exclude_none=True).encode()
        )

    return endpoint


def _shown(item: Any) -> Any:
    if isinstance(item, RelationshipVersion):
        return {**relationship_brief(item).model_dump(mode="json"), "claims": item.claims}
    if isinstance(item, Figure):
        return item.model_dump(mode="json", exclude={"known_from", "known_to", "floor_from", "floor_to"})
    return item.model_dump(mode="json", exclude_none=True)


def _entity(store: Store, id_: str, _request: Request) -> Entity:
    found = entity_called(store, id_)
    return store.evidence([found], ()).entities[found]


def _claim(store: Store, id_: str, _request: Request) -> ClaimWithSource:
    found = store.evidence((), [id_]).claims
    if id_ not in found:
        raise UnknownRecord("claim", id_)
    claim, source = found[id_]
    return ClaimWithSource(claim=claim, source=source)


def _source(store: Store, id_: str, _request: Request) -> Source:
    page = listed(store, "sources", read_as(LISTINGS["sources"], {"id": id_}))
    if not page.items:
        raise UnknownRecord("source", id_)
    source: Source = page.items[0]
    return source


def _relationship(store: Store, id_: str, request: Request) -> Witness:
    parts = id_.split(":")
    if len(parts) != 3 or parts[1] not in RELATIONSHIP_TYPES:
        raise UnknownRecord("relationship", id_)
    type_ = RELATIONSHIP_TYPES[parts[1]].name
    subject, _, object_ = relationship_id(parts[0], type_, parts[2]).split(":")
    scope = applied_scope(read_as(Parameters, given(request)))
    found = store.page("relationships", {"subject": subject, "type": type_, "object": object_}, scope, None, 1)
    if not found:
        raise UnknownRecord("relationship", id_)
    version: RelationshipVersion = found[0]
    brief: RelationshipBrief = relationship_brief(version)
    return Witness(relationship=brief, claims=store.evidence((), version.claims).said(version.claims))
