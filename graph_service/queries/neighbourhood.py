"""What lies around an entity: the relationships within some hops, ranked and capped, for drawing?

A relationship's distance is 1 at the entity itself, 2 at its neighbours, and so on. Relationships are shown that hold
on the day asked about or are announced; with `include_closed` also those that are over, were called off or denied.
From each entity beyond the first only the `fanout` best ranked relationships are followed: the surest, then those
with the most claims. A group is shown, and never passed through.
"""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from pydantic import Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import TYPE_NAMES, TypeName
from graph_service.queries.base import LIMIT, EntityName, Parameters, Row
from graph_service.queries.briefs import EntityBrief, RelationshipBrief, Witness, relationship_brief
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, RowsInOrder, Values
from graph_service.queries.reader import ScopedReader

HOPS = 3


class NeighbourhoodParameters(Parameters):
    """One entity, and how far to go."""

    entity: EntityName = Field(description="An id, or any name that only one entity has.")
    hops: int = Field(1, ge=1, le=HOPS, description=f"How far to go, 1 to {HOPS}.")
    types: list[TypeName] = Field(default_factory=list, description="Only relationships of these types.")
    fanout: int = Field(50, ge=1, le=LIMIT, description="The most relationships followed from one entity.")
    include_closed: bool = Field(False, description="Also relationships that are over, were called off or denied.")


class Neighbour(Row):
    """One relationship, its two ends, and how far away it is."""

    distance: int
    subject: EntityBrief
    object: EntityBrief
    relationship: RelationshipBrief
    witness: list[Witness]


class Distance(Values, frozen=True):
    """How many hops away the relationship of the witness is."""

    distance: int


def find(graph: ScopedReader, p: NeighbourhoodParameters, after: Key | None) -> Iterator[Finding[Distance]]:
    """The relationships after a key, in order. Those farther away are read after the nearer ones are given."""
    reached = {p.entity}
    edge = [p.entity]
    found: set[str] = set()
    for distance in range(1, p.hops + 1):
        further: set[str] = set()
        new: list[tuple[Rank, RelationshipVersion]] = []
        for entity in edge:
            if distance > 1 and graph.is_group(entity):
                continue
            ranked = sorted(((rank(version), version) for version in _read_around(graph, p, entity)), key=itemgetter(0))
            for place, version in ranked if distance == 1 else ranked[: p.fanout]:
                further.add(version.other_end(entity))
                if place[-1] not in found:
                    found.add(place[-1])
                    new.append((place, version))
        for place, version in sorted(new, key=itemgetter(0)):
            key = (distance, *place)
            if after is None or key > after:
                yield Finding(key, Distance(distance), witness=(version,))
        edge = sorted(further - reached)
        reached |= further


Rank = tuple[int, int, str]


def rank(version: RelationshipVersion) -> Rank:
    """The surest first, then those with the most claims, then by id."""
    return -version.certainty, -len(version.claims), version.id


def _read_around(graph: ScopedReader, p: NeighbourhoodParameters, entity: str) -> Iterable[RelationshipVersion]:
    as_of = graph.scope.as_of
    for type_ in p.types or TYPE_NAMES:
        for version in graph.seen_at(entity, type_):
            if p.include_closed or version.status == "announced" or version.valid_from <= as_of < version.valid_to:
                yield version


def shape(finding: Finding[Distance], evidence: Evidence) -> Neighbour:
    """The row as shown."""
    (version,) = finding.witness
    assert isinstance(version, RelationshipVersion)
    return Neighbour(
        distance=finding.values.distance,
        subject=evidence.entity(version.subject),
        object=evidence.entity(version.object),
        relationship=relationship_brief(version),
        witness=evidence.witness([version]),
    )


QUERY = RowsInOrder(
    name="neighbourhood",
    version=1,
    question="What lies around an entity: the relationships within some hops, ranked and capped, for drawing?",
    parameters=NeighbourhoodParameters,
    values=Distance,
    row=Neighbour,
    reads=TYPE_NAMES,
    order="distance, certainty (surest first), number of claims (most first), relationship",
    find=find,
    shape=shape,
    example={"entity": "scale-ai"},
)
