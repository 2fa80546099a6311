"""The one path of every listing, page by page: entities, sources, claims, relationships, figures."""

from collections.abc import Mapping
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship_types import TypeName
from graph_service.domain.scope import Scope
from graph_service.domain.vocabulary import EntityKind, Metric, Status, Tier
from graph_service.queries.base import (
    EntityName,
    FigureId,
    NamesEntity,
    NamesFigure,
    NamesRelationship,
    NamesSource,
    Paged,
    Parameters,
    RelationshipId,
    Scoped,
    SourceId,
)
from graph_service.stores.port import Resource, Store, listing_key
from graph_service.support.cursor import read_cursor, write_cursor
from graph_service.support.retry import retry_moved
from graph_service.use_cases.ask import apply_scope, find_entity
from graph_service.use_cases.unknown_records import check_figure, check_relationship_or_figure, find_source


class EntitiesParameters(Paged):
    """Which entities."""

    kind: EntityKind | None = Field(None, description="Only entities of this kind.")


class SourcesParameters(Paged):
    """Which sources."""

    id: SourceId | None = Field(None, description="Only the source of this id.")
    tier: Tier | None = Field(None, description="Only sources of this tier.")
    publisher: str | None = Field(None, description="Only sources of this publisher, as written in the record.")


class ClaimsParameters(Paged):
    """Which claims."""

    about: RelationshipId | None = Field(None, description="Only claims about the relationship or figure of this id.")
    subject: EntityName | None = Field(None, description="Only claims with this subject.")
    object: EntityName | None = Field(None, description="Only claims with this object.")
    type: TypeName | None = Field(None, description="Only claims of this type.")
    metric: Metric | None = Field(None, description="Only claims of this metric.")
    source: SourceId | None = Field(None, description="Only claims of the source of this id.")
    status: Status | None = Field(None, description="Only claims of this status.")


class RelationshipsParameters(Parameters):
    """Which relationships, as the scope shows them."""

    subject: EntityName | None = Field(None, description="Only relationships with this subject.")
    object: EntityName | None = Field(None, description="Only relationships with this object.")
    type: TypeName | None = Field(None, description="Only relationships of this type.")
    status: Status | None = Field(None, description="Only relationships of this status.")


class FiguresParameters(Parameters):
    """Which figures, as the scope shows them."""

    id: FigureId | None = Field(None, description="Only the figure of this id.")
    subject: EntityName | None = Field(None, description="Only figures of this entity.")
    metric: Metric | None = Field(None, description="Only figures of this metric.")


LISTINGS: dict[Resource, type[Paged]] = {
    "entities": EntitiesParameters,
    "sources": SourcesParameters,
    "claims": ClaimsParameters,
    "relationships": RelationshipsParameters,
    "figures": FiguresParameters,
}
"""Records are listed as they were loaded. What is derived from them is listed as it stands in a scope."""

T = TypeVar("T")
ResourceOrder = Literal["id", "type, subject, object"]


class Page(BaseModel, Generic[T]):
    """Records in order, the cursor of the next page, and the digest of their graph."""

    model_config = ConfigDict(frozen=True)

    items: list[T]
    next: str | None
    order: ResourceOrder
    scope: Scope | None = Field(description="As applied; null for records, which are the same in every scope.")
    digest: str


def list_records(store: Store, resource: Resource, parameters: Paged) -> Page[Any]:
    """List one page of a resource, all of it from one version of the graph."""
    return retry_moved(lambda: _list_once(store, resource, parameters))


def _list_once(store: Store, resource: Resource, parameters: Paged) -> Page[Any]:
    scope = apply_scope(parameters) if isinstance(parameters, Scoped) else None
    names = type(parameters).own_parameters()
    where = {name: value for name in names if (value := getattr(parameters, name)) is not None}
    with store.reading(again=True) as digest:
        _check_ids(store, type(parameters), where)
        for name in type(parameters).fields_marked(NamesEntity):
            if name in where:
                where[name] = find_entity(store, where[name])
        question = f"{resource} {where} {parameters.model_dump(include=set(Scoped.model_fields))}"
        after = read_cursor(parameters.cursor, question) if parameters.cursor else None
        found = store.page(resource, where, scope or apply_scope(Scoped()), after, parameters.limit + 1)
    page, more = found[: parameters.limit], len(found) > parameters.limit
    return Page[Any](
        items=page,
        next=write_cursor(listing_key(resource, page[-1]), question) if more else None,
        order="type, subject, object" if resource == "relationships" else "id",
        scope=scope,
        digest=digest,
    )


def _check_ids(store: Store, parameters: type[Paged], where: Mapping[str, str]) -> None:
    """Raise UnknownRecord for an id that doesn't exist: an empty list would say that nothing is known about it."""
    for marker, check in (
        (NamesRelationship, check_relationship_or_figure),
        (NamesFigure, check_figure),
        (NamesSource, find_source),
    ):
        for name in parameters.fields_marked(marker):
            if name in where:
                check(store, where[name])
