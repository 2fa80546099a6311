"""The content of an export: entities and relationships of one version of the graph, in a scope."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from graph_service.domain.entity import Entity
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import is_relationship_id
from graph_service.domain.scope import Scope
from graph_service.domain.source import Source
from graph_service.errors import BadParameter, GraphServiceError, shorten
from graph_service.queries import neighbourhood
from graph_service.queries.base import EntityName, RelationshipId, Scoped
from graph_service.stores.port import Store
from graph_service.support.batched import batched
from graph_service.support.retry import retry_moved
from graph_service.use_cases.ask import apply_scope, find_entity
from graph_service.use_cases.unknown_records import unknown_relationship

Format = Literal["graphml", "gexf", "cytoscape", "cypher"]

REST_LIMIT = 20_000
"""The most relationships, and the most entities, of an export over REST. In GraphML, the most expensive format,
50,000 took 20 s and a gigabyte."""

_NO_LIMIT = 2**31 - 1
"""A limit greater than any graph."""

_BATCH = 10_000


class ExportParameters(Scoped):
    """Which part of the graph, and in what format."""

    format: Format = Field(
        description="graphml (Gephi, yEd, igraph), gexf (Gephi), cytoscape (JSON of Cytoscape and Cytoscape.js) "
        "or cypher (a script for Neo4j)."
    )
    entities: list[EntityName] = Field(
        default_factory=list,
        description="Ids or names. Where no relationships are named, all that hold among these entities come along; "
        "where neither are, the whole graph.",
    )
    relationships: list[RelationshipId] = Field(
        default_factory=list, description="Ids (google:CLIENT_OF:scale-ai), whether they hold or not; their ends too."
    )
    include_closed: bool = Field(
        False,
        description="Where no relationships are named: also what is not yet so, is over, was called off or denied.",
    )


@dataclass(frozen=True)
class Subgraph:
    """Entities and relationships in order of id, with the scope and the digest of the graph that they are from."""

    entities: Sequence[Entity]
    relationships: Sequence[RelationshipVersion]
    sources: Mapping[str, Source]
    """The source of each claim, by the claim's id."""
    scope: Scope
    digest: str


def read_subgraph(store: Store, parameters: ExportParameters, limit: int | None = None) -> Subgraph:
    """The part of the graph that is asked for. Raises BadParameter for more than `limit` entities or relationships."""
    scope = apply_scope(parameters)

    def read() -> Subgraph:
        with store.reading(again=True) as digest:
            return _read(store, parameters, scope, digest, _NO_LIMIT - 1 if limit is None else limit)

    return retry_moved(read)


def _read(store: Store, parameters: ExportParameters, scope: Scope, digest: str, limit: int) -> Subgraph:
    named = _resolve_ids(store, parameters.entities)
    if parameters.relationships:
        found = _read_named(store, parameters.relationships, scope)
    else:
        between = _read_between(store, named, scope) if named else _read_all(store, scope, limit)
        found = {
            version.id: version
            for version in between
            if parameters.include_closed or version.verdict(scope.as_of) != "no"
        }
    versions = [found[id_] for id_ in sorted(found)]
    if named or parameters.relationships:
        ids = sorted({*named, *(end for version in versions for end in (version.subject, version.object))})
        entities = [entity for batch in batched(ids, _BATCH) for entity in store.evidence(batch, ()).entities.values()]
    else:
        entities = store.page("entities", {}, scope, None, limit + 1)
    _check_limit(len(versions), "relationships", limit)
    _check_limit(len(entities), "entities", limit)
    claims = list(dict.fromkeys(id_ for version in versions for id_ in version.claims))
    pairs = (pair for batch in batched(claims, _BATCH) for pair in store.evidence((), batch).claims.items())
    return Subgraph(
        entities=sorted(entities, key=lambda entity: entity.id),
        relationships=versions,
        sources={id_: source for id_, (_, source) in pairs},
        scope=scope,
        digest=digest,
    )


def _check_limit(count: int, what: str, limit: int) -> None:
    if count > limit:
        raise BadParameter(
            "entities",
            f"there are more than {limit:,} {what}: name entities or relationships, "
            "or use the command `graph-service export`, which has no limit",
        )


def _read_all(store: Store, scope: Scope, limit: int) -> Sequence[RelationshipVersion]:
    page: Sequence[RelationshipVersion] = store.page("relationships", {}, scope, None, limit + 1)
    _check_limit(len(page), "relationships", limit)
    return page


def _read_between(store: Store, ids: Sequence[str], scope: Scope) -> Iterator[RelationshipVersion]:
    """The relationships in the scope between two of these entities."""
    between = set(ids)
    return (v for id_ in ids for v in _read_at(store, id_, scope) if v.subject == id_ and v.object in between)


def _read_named(store: Store, asked: Sequence[str], scope: Scope) -> dict[str, RelationshipVersion]:
    """The relationships of these ids, whether they hold or not."""
    ids = dict.fromkeys(asked)
    subjects = dict.fromkeys(id_.partition(":")[0] for id_ in ids)
    visible = {version.id: version for subject in subjects if subject for version in _read_at(store, subject, scope)}
    for id_ in ids:
        if id_ not in visible:
            raise _missing_error(store, id_)
    return {id_: visible[id_] for id_ in ids}


def _missing_error(store: Store, id_: str) -> GraphServiceError:
    """The error for a relationship that the scope lacks. If the whole graph lacks it, similar ids are suggested."""
    if is_relationship_id(id_) and store.has_claims_about(id_):
        wider = "it takes a later known_at, a lower min_certainty, or include_disputed"
        return BadParameter("relationships", f"{shorten(id_)} can't be seen in this scope: {wider}")
    return unknown_relationship(store, id_)


def _read_at(store: Store, entity: str, scope: Scope) -> Iterator[RelationshipVersion]:
    """All relationships of an entity in the scope, found by a question that both stores answer from an index."""
    asked = neighbourhood.NeighbourhoodParameters(entity=entity, include_closed=True)
    for finding in store.look(neighbourhood.QUERY, asked, scope, None, _NO_LIMIT).found:
        (version,) = finding.witness
        assert isinstance(version, RelationshipVersion)
        yield version


def _resolve_ids(store: Store, names: Iterable[str]) -> list[str]:
    """The id of each named entity, once."""
    names = list(dict.fromkeys(names))
    known = store.evidence(names, ()).entity_texts
    return list(dict.fromkeys(name if name in known else find_entity(store, name) for name in names))
