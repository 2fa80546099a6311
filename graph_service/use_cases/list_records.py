"""The one path of every listing: entities, sources, claims, relationships, figures, page by page."""

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
from graph_service.use_cases.ask import applied_scope, entity_called
from graph_service.use_cases.unknown_records import see_figure, see_relationship_or_figure, source_called


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
    """Which relationships, as they can be seen in the scope."""

    subject: EntityName | None = Field(None, description="Only relationships with this subject.")
    object: EntityName | None = Field(None, description="Only relationships with this object.")
    type: TypeName | None = Field(None, description="Only relationships of this type.")
    status: Status | None = Field(None, description="Only relationships of this status.")


class FiguresParameters(Parameters):
    """Which figures, as they can be seen in the scope."""

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
"""Records are listed as they were loaded; what is derived from them is listed as it is in a scope."""

T = TypeVar("T")
ResourceOrder = Literal["id", "type, subject, object"]


class Page(BaseModel, Generic[T]):
    """Records in order, the cursor of the next page, and which graph they are from."""

    model_config = ConfigDict(frozen=True)

    items: list[T]
    next: str | None
    order: ResourceOrder
    scope: Scope | None = Field(description="As applied; null for records, which are the same in every scope.")
    digest: str


def listed(store: Store, resource: Resource, parameters: Paged) -> Page[Any]:
    """One page of a resource, all of it from one version of the graph."""
    return retry_moved(lambda: _listed(store, resource, parameters))


def _listed(store: Store, resource: Resource, parameters: Paged) -> Page[Any]:
    scope = applied_scope(parameters) if isinstance(parameters, Scoped) else None
    names = type(parameters).own_parameters()
    where = {name: value for name in names if (value := getattr(parameters, name)) is not None}
    with store.reading(again=True) as digest:
        _see_that_it_is_there(store, type(parameters), where)
        for name in type(parameters).fields_marked(NamesEntity):
            if name in where:
                where[name] = entity_called(store, where[name])
        question = f"{resource} {where} {parameters.model_dump(include=set(Scoped.model_fields))}"
        after = read_cursor(parameters.cursor, question) if parameters.cursor else None
        found = store.page(resource, where, scope or applied_scope(Scoped()), after, parameters.limit + 1)
    page, more = found[: parameters.limit], len(found) > parameters.limit
    return Page[Any](
        items=page,
        next=write_cursor(listing_key(resource, page[-1]), question) if more else None,
        order="type, subject, object" if resource == "relationships" else "id",
        scope=scope,
        digest=digest,
    )


def _see_that_it_is_there(store: Store, parameters: type[Paged], where: Mapping[str, str]) -> None:
    """Raise UnknownRecord for an id that nothing has: no rows would say that there is nothing about it."""
    for marker, see in (
        (NamesRelationship, see_relationship_or_figure),
        (NamesFigure, see_figure),
        (NamesSource, source_called),
    ):
        for name in parameters.fields_marked(marker):
            if name in where:
                see(store, where[name])
