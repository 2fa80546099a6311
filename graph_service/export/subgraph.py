"""What an export holds: entities and relationships of one version of the graph, as they are in a scope."""

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
from graph_service.support.retry import retry_moved
from graph_service.use_cases.ask import applied_scope, entity_called
from graph_service.use_cases.unknown_records import unknown_relationship

Format = Literal["graphml", "gexf", "cytoscape", "cypher"]

MOST = 20_000
"""The most relationships, and the most entities, that an export over REST holds: as GraphML, the dearest format, 50,000
took 20 s and a gigabyte."""

_ALL = 2**31 - 1
"""More than any graph holds: a limit where there is none."""

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
    """Entities and relationships, each by id, and what they are a part of."""

    entities: Sequence[Entity]
    relationships: Sequence[RelationshipVersion]
    sources: Mapping[str, Source]
    """The source of each claim, by the claim's id."""
    scope: Scope
    digest: str


def subgraph(store: Store, parameters: ExportParameters, most: int | None = None) -> Subgraph:
    """The part of the graph that is asked for; raises BadParameter if it has more than `most` of anything."""
    scope = applied_scope(parameters)

    def read() -> Subgraph:
        with store.reading() as digest:
            return _subgraph(store, parameters, scope, digest, _ALL - 1 if most is None else most)

    return retry_moved(read)


def _subgraph(store: Store, parameters: ExportParameters, scope: Scope, digest: str, most: int) -> Subgraph:
    named = _ids(store, parameters.entities)
    if parameters.relationships:
        found = _named(store, parameters.relationships, scope)
    else:
        among = _among(store, named, scope) if named else _page(store, scope, most)
        found = {
            version.id: version
            for version in among
            if parameters.include_closed or version.verdict(scope.as_of) != "no"
        }
    versions = [found[id_] for id_ in sorted(found)]
    if named or parameters.relationships:
        ids = sorted({*named, *(end for version in versions for end in (version.subject, version.object))})
        entities = [entity for batch in _batches(ids) for entity in store.evidence(batch, ()).entities.values()]
    else:
        entities = store.page("entities", {}, scope, None, most + 1)
    _limited(len(versions), "relationships", most)
    _limited(len(entities), "entities", most)
    claims = list(dict.fromkeys(id_ for version in versions for id_ in version.claims))
    said = (pair for batch in _batches(claims) for pair in store.evidence((), batch).claims.items())
    return Subgraph(
        entities=sorted(entities, key=lambda entity: entity.id),
        relationships=versions,
        sources={id_: source for id_, (_, source) in said},
        scope=scope,
        digest=digest,
    )


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH))


def _limited(count: int, what: str, most: int) -> None:
    if count > most:
        raise BadParameter(
            "entities",
            f"there are more than {most:,} {what}: name entities or relationships, "
            "or use the command `graph-service export`, which has no limit",
        )


def _page(store: Store, scope: Scope, most: int) -> Sequence[RelationshipVersion]:
    page: Sequence[RelationshipVersion] = store.page("relationships", {}, scope, None, most + 1)
    _limited(len(page), "relationships", most)
    return page


def _among(store: Store, ids: Sequence[str], scope: Scope) -> Iterator[RelationshipVersion]:
    """What can be seen in the scope with both of its ends among these."""
    among = set(ids)
    return (v for id_ in ids for v in _at(store, id_, scope) if v.subject == id_ and v.object in among)


def _named(store: Store, asked: Sequence[str], scope: Scope) -> dict[str, RelationshipVersion]:
    """The relationships of these ids, whether they hold or not."""
    ids = dict.fromkeys(asked)
    subjects = dict.fromkeys(id_.partition(":")[0] for id_ in ids)
    there = {version.id: version for subject in subjects if subject for version in _at(store, subject, scope)}
    for id_ in ids:
        if id_ not in there:
            raise _missing(store, id_)
    return {id_: there[id_] for id_ in ids}


def _missing(store: Store, id_: str) -> GraphServiceError:
    """Why the scope has no such relationship, with what is near where there is none at all."""
    if is_relationship_id(id_) and store.about(id_):
        wider = "it takes a later known_at, a lower min_certainty, or include_disputed"
        return BadParameter("relationships", f"{shorten(id_)} can't be seen in this scope: {wider}")
    return unknown_relationship(store, id_)


def _at(store: Store, entity: str, scope: Scope) -> Iterator[RelationshipVersion]:
    """All that can be seen at an entity: asked of the question that both stores answer by their indexes."""
    asked = neighbourhood.NeighbourhoodParameters(entity=entity, include_closed=True)
    for finding in store.find(neighbourhood.QUERY, asked, scope, None, _ALL):
        (version,) = finding.witness
        assert isinstance(version, RelationshipVersion)
        yield version


def _ids(store: Store, names: Iterable[str]) -> list[str]:
    """The id of each entity that is named, once."""
    names = list(dict.fromkeys(names))
    known = store.evidence(names, ()).entity_texts
    return list(dict.fromkeys(name if name in known else entity_called(store, name) for name in names))
