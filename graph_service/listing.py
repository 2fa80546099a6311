"""The one path of every listing: entities, sources, claims, relationships, figures, page by page."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph_service.ask import applied_scope, entity_called
from graph_service.cursor import read_cursor, write_cursor
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.scope import Scope
from graph_service.domain.vocabulary import Kind, Metric, Status, Tier
from graph_service.queries.base import EntityName, NamesEntity, Parameters
from graph_service.stores.port import Resource, Store, listing_key


class EntitiesParameters(Parameters):
    """Which entities."""

    kind: Kind | None = Field(None, description="Only entities of this kind.")


class SourcesParameters(Parameters):
    """Which sources."""

    id: str | None = Field(None, description="Only the source of this id.")
    tier: Tier | None = Field(None, description="Only sources of this tier.")
    publisher: str | None = Field(None, description="Only sources of this publisher, as written in the record.")


class ClaimsParameters(Parameters):
    """Which claims."""

    about: str | None = Field(None, description="Only claims about the relationship or figure of this id.")
    subject: EntityName | None = Field(None, description="Only claims with this subject.")
    object: EntityName | None = Field(None, description="Only claims with this object.")
    type: TypeName | None = Field(None, description="Only claims of this type.")
    metric: Metric | None = Field(None, description="Only claims of this metric.")
    source: str | None = Field(None, description="Only claims of the source of this id.")
    status: Status | None = Field(None, description="Only claims of this status.")


class RelationshipsParameters(Parameters):
    """Which relationships, as they can be seen in the scope."""

    subject: EntityName | None = Field(None, description="Only relationships with this subject.")
    object: EntityName | None = Field(None, description="Only relationships with this object.")
    type: TypeName | None = Field(None, description="Only relationships of this type.")
    status: Status | None = Field(None, description="Only relationships of this status.")


class FiguresParameters(Parameters):
    """Which figures, as they can be seen in the scope."""

    id: str | None = Field(None, description="Only the figure of this id.")
    subject: EntityName | None = Field(None, description="Only figures of this entity.")
    metric: Metric | None = Field(None, description="Only figures of this metric.")


LISTINGS: dict[Resource, type[Parameters]] = {
    "entities": EntitiesParameters,
    "sources": SourcesParameters,
    "claims": ClaimsParameters,
    "relationships": RelationshipsParameters,
    "figures": FiguresParameters,
}
ResourceOrder = Literal["id", "type, subject, object"]


class Page(BaseModel):
    """Records in order, the cursor of the next page, and which graph they are from."""

    model_config = ConfigDict(frozen=True)

    items: list[Any]
    next: str | None
    order: ResourceOrder
    scope: Scope
    digest: str


def listed(store: Store, resource: Resource, parameters: Parameters) -> Page:
    """One page of a resource."""
    scope = applied_scope(parameters)
    names = type(parameters).own_parameters()
    where = {name: value for name in names if (value := getattr(parameters, name)) is not None}
    with store.reading() as digest:
        for name in type(parameters).marked(NamesEntity):
            if name in where:
                where[name] = entity_called(store, where[name])
        question = f"{resource} {where} {scope.model_dump()}"
        after = read_cursor(parameters.cursor, question) if parameters.cursor else None
        found = store.page(resource, where, scope, after, parameters.limit + 1)
    page, more = found[: parameters.limit], len(found) > parameters.limit
    return Page(
        items=page,
        next=write_cursor(listing_key(resource, page[-1]), question) if more else None,
        order="type, subject, object" if resource == "relationships" else "id",
        scope=scope,
        digest=digest,
    )
