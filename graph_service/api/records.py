"""Entities, relationships, claims, sources, figures and the vocabulary over REST."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict
from pydantic_core import to_jsonable_python
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.openapi import name_model, problem_responses
from graph_service.api.parameters import describe_parameters
from graph_service.api.service import Service
from graph_service.api.vocabulary import Vocabulary, vocabulary
from graph_service.domain.claim import Claim
from graph_service.domain.entity import Entity
from graph_service.domain.record import Record
from graph_service.domain.relationship import Figure, RelationshipVersion, Verdict
from graph_service.domain.relationship_types import canonical_relationship_id, is_relationship_id
from graph_service.domain.scope import Scope
from graph_service.domain.source import Source
from graph_service.errors import UnknownRecord
from graph_service.queries.base import Paged, RequestParameters, Scoped
from graph_service.queries.briefs import RelationshipBrief, Witness, relationship_brief
from graph_service.queries.profile import FigureShown, show_figure
from graph_service.stores.port import Resource, Store
from graph_service.support.json_bytes import encode_json
from graph_service.support.retry import retry_moved
from graph_service.use_cases.ask import apply_scope, find_entity
from graph_service.use_cases.list_records import LISTINGS, Page, list_records
from graph_service.use_cases.unknown_records import find_source, unknown_claim, unknown_relationship


class ClaimWithSource(BaseModel):
    """A claim, and the whole record of its source."""

    model_config = ConfigDict(frozen=True)

    claim: Claim
    source: Source


@dataclass(frozen=True, slots=True)
class RelationshipListed(RelationshipBrief):
    """A relationship in the scope, whether it holds on the day asked about, and the ids of its claims."""

    verdict: Verdict
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationshipFound(Witness):
    """A relationship in the scope with its claims, and whether it holds on the day asked about."""

    verdict: Verdict


class FigureListed(FigureShown):
    """A figure in the scope, the entity that it is about, and the ids of its claims."""

    subject: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class _SingleRecord:
    """How a single record is looked up by its id."""

    read: Callable[[Store, str, Any], BaseModel | RelationshipFound]
    shown: type[BaseModel | RelationshipFound]
    name: str
    example: str
    parameters: type[RequestParameters] = RequestParameters


def add_routes(routes: APIRouter, service: Service) -> None:
    """Put the records on a router."""
    for resource, (page, parameters) in _LISTED.items():
        routes.add_api_route(
            f"/{resource}",
            _make_listing(resource, parameters, service),
            name=resource,
            operation_id=f"list_{resource}",
            tags=["records"],
            summary=f"The {resource}, page by page",
            responses={200: {"model": page, "description": "One page."}, **problem_responses(400, 404, 422)},
        )
    for resource, one in _SINGLE.items():
        routes.add_api_route(
            f"/{resource}/{{id}}",
            _make_single(one, service),
            name=f"{resource}/id",
            operation_id=f"get_{one.name}",
            tags=["records"],
            summary=f"One {one.name}, by id",
            responses={200: {"model": one.shown, "description": "The record."}, **problem_responses(404, 422)},
        )

    async def words(request: Request) -> Response:
        return await service.respond_constant(request, lambda: encode_json(vocabulary()))

    routes.add_api_route(
        "/vocabulary",
        words,
        name="vocabulary",
        operation_id="get_vocabulary",
        tags=["records"],
        summary="The closed lists: relationship types, kinds, statuses, certainties and the rest",
        response_model=Vocabulary,
        responses=problem_responses(of_graph=False),
    )


def _make_listing(resource: Resource, model: type[Paged], service: Service) -> Callable[..., Awaitable[Response]]:
    # FastAPI reads the model from the annotation, and which model that is is only known when it runs.
    async def endpoint(request: Request, parameters: Annotated[model, Query()]) -> Response:  # type: ignore[valid-type]
        def work(store: Store) -> tuple[str, bytes]:
            page = list_records(store, resource, parameters)
            items = [_show_item(item, page.scope) for item in page.items]
            return page.digest, encode_json(page.model_copy(update={"items": items}))

        return await service.respond(request, work)

    return endpoint


def _make_single(one: _SingleRecord, service: Service) -> Callable[..., Awaitable[Response]]:
    async def endpoint(
        request: Request,
        id: Annotated[str, Path(examples=[one.example])],
        # As in a listing, the model is only known when it runs.
        parameters: Annotated[one.parameters, Query()],  # type: ignore[name-defined]
    ) -> Response:
        def work(store: Store) -> tuple[str, bytes]:
            def read() -> tuple[str, bytes]:
                with store.reading(again=True) as digest:
                    return digest, encode_json(_show_record(one.read(store, id, parameters)))

            return retry_moved(read)

        return await service.respond(request, work)

    return endpoint


def _show_item(item: Any, scope: Scope | None) -> Any:
    """Show a record, or a relationship or figure as it stands in the scope."""
    if isinstance(item, RelationshipVersion):
        assert scope is not None
        brief = relationship_brief(item)
        shown = {field.name: getattr(brief, field.name) for field in fields(brief)}
        return RelationshipListed(**shown, verdict=item.verdict(scope.as_of), claims=item.claims)
    if isinstance(item, Figure):
        return FigureListed(**dict(show_figure(item)), subject=item.subject, claims=item.claims)
    return _show_record(item)


def _show_record(shown: Any) -> Any:
    """Show a record without the fields that it leaves out. What is derived from records is shown in full."""
    return to_jsonable_python(shown, exclude_none=True) if isinstance(shown, (Record, ClaimWithSource)) else shown


def _read_entity(store: Store, id_: str, _: RequestParameters) -> Entity:
    found = find_entity(store, id_)
    return store.evidence([found], ()).entities[found]


def _read_claim(store: Store, id_: str, _: RequestParameters) -> ClaimWithSource:
    found = store.evidence((), [id_]).claims
    if id_ not in found:
        raise unknown_claim(store, id_)
    claim, source = found[id_]
    return ClaimWithSource(claim=claim, source=source)


def _read_source(store: Store, id_: str, _: RequestParameters) -> Source:
    return find_source(store, id_)


def _read_relationship(store: Store, id_: str, scoped: Scoped) -> RelationshipFound:
    scope = apply_scope(scoped)
    if not is_relationship_id(id_):
        raise unknown_relationship(store, id_)
    own_id = canonical_relationship_id(id_)
    ends_and_type = dict(zip(("subject", "type", "object"), own_id.split(":"), strict=True))
    found = store.page("relationships", ends_and_type, scope, None, 1)
    if not found:
        # A relationship that exists but isn't shown in this scope isn't suggested as an answer to itself.
        raise UnknownRecord("relationship", id_) if store.has_claims_about(own_id) else unknown_relationship(store, id_)
    version: RelationshipVersion = found[0]
    return RelationshipFound(
        relationship=relationship_brief(version),
        claims=store.evidence((), version.claims).list_claims(version.claims),
        verdict=version.verdict(scope.as_of),
    )


_PAGES: dict[Resource, tuple[Any, dict[str, str]]] = {
    # resource: (a page of it, an example of parameters)
    "entities": (name_model("EntityPage", Page[Entity]), {"kind": "company"}),
    "sources": (name_model("SourcePage", Page[Source]), {"tier": "B"}),
    "claims": (name_model("ClaimPage", Page[Claim]), {"about": "google:CLIENT_OF:scale-ai"}),
    "relationships": (name_model("RelationshipPage", Page[RelationshipListed]), {"object": "scale-ai"}),
    "figures": (name_model("FigurePage", Page[FigureListed]), {"subject": "scale-ai"}),
}
_LISTED = {
    resource: (page, describe_parameters(example)(LISTINGS[resource])) for resource, (page, example) in _PAGES.items()
}
_SINGLE: dict[Resource, _SingleRecord] = {
    "entities": _SingleRecord(_read_entity, Entity, "entity", "google"),
    "sources": _SingleRecord(_read_source, Source, "source", "scale-ai-clients-2025-06-27"),
    "claims": _SingleRecord(_read_claim, ClaimWithSource, "claim", "article-02"),
    "relationships": _SingleRecord(
        _read_relationship, RelationshipFound, "relationship", "meta:INVESTS_IN:scale-ai", describe_parameters()(Scoped)
    ),
}
