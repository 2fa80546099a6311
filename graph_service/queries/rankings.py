"""Who sits at the centre, whose loss would cut the graph, and who belongs together?

Each `measure` is worked out over one simple graph: the entities, and one edge for each two that are
related by what holds on the day asked about; only of the given `types`, if there are any. Each row
names its method and its parameters.

* `degree`: how many entities it is related to. Undirected.
* `pagerank`: how much leads to it, by way of what much leads to: from client to vendor, from investor to
  what it holds, both ways between rivals and partners (whom `types` can leave out). All that comes in is
  passed on: so the one vendor of a central client stands high. Directed.
* `betweenness`: the share of the shortest paths between all others that lead through it. Undirected.
* `articulation_points`: those whose loss cuts a part off; the score is how many entities it cuts off from
  the largest part that remains. Undirected.
* `communities`: who is related more among themselves than with others (Louvain, its seed fixed): numbered
  from the largest; the score is how many of its own community it is related to. Undirected.

A rank is shared by equal scores; ids break ties in the order of rows. Groups ("governments") are left
out. A row rests on all relationships of the types asked for that hold, so it has no witness of its own:
`neighbourhood` shows what lies around an entity. A relationship that only some of its claims bear out
counts like any other: raise `min_certainty` to see what hangs on it.

Limits: 100,000 relationships, and for betweenness 10,000,000 entities times pairs; beyond, the question is
refused. A score tells of the facts that are known, and knows more of those that are written about more.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, islice

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TYPE_NAMES, TypeName
from graph_service.errors import BadParameter
from graph_service.queries.base import Parameters, Row
from graph_service.queries.briefs import EntityBrief, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import CandidatesToFinish, Finding, NoValues, Values
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.centrality import Measure, Projection, compute_measure, projection

MOST = 100_000
"""The most relationships that a projection is made of."""


class RankingsParameters(Parameters):
    """One measure."""

    measure: Measure = Field(description="What to rank by.")
    types: list[TypeName] = Field(default_factory=list, description="Only relationships of these types.")


class TypeCount(BaseModel):
    """How many relationships of a type an entity has, of those that the measure looks at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: TypeName
    count: int

    def __str__(self) -> str:
        return f"{self.count} {self.type}"


class Ranked(Row):
    """One entity, and where it stands."""

    rank: int = Field(description="From 1; equal scores share it. Of communities, within each.")
    entity: EntityBrief
    score: float
    community: int | None = Field(description="Which community it belongs to, from 1, the largest.")
    relationships: list[TypeCount]
    method: str = Field(description="The algorithm, its parameters, and what the score is.")
    witness: list[Witness]


class Place(Values, frozen=True):
    """Where an entity stands; the fields mean what they mean in the row."""

    rank: int
    score: float
    community: int | None
    relationships: dict[TypeName, int]
    method: str


def find(graph: ScopedReader, p: RankingsParameters) -> Iterator[Finding[NoValues]]:
    """The relationships that hold between entities that are no groups: one more than there may be, to tell too many."""
    found = (version for type_ in p.types or TYPE_NAMES for version in graph.reader.every(type_))
    counting = (
        version
        for version in filter(graph.holds, found)
        if not (graph.is_group(version.subject) or graph.is_group(version.object))
    )
    yield from islice((Finding(key=(version.id,), values=NoValues()) for version in counting), MOST + 1)


def finish(found: list[Finding[NoValues]], p: RankingsParameters) -> list[Finding[Place]]:
    """Every entity of the projection that the measure has a score for."""
    if len(found) > MOST:
        raise BadParameter(
            "types",
            f"a measure is worked out over at most {MOST:,} relationships, and here are more: ask for fewer types, or "
            "only for the surer relationships (min_certainty)",
        )
    if not found:
        return []
    return _ranked(projection(tuple(sorted(str(finding.key[0]) for finding in found))), p.measure)


@lru_cache(maxsize=16)
def _ranked(graph: Projection, measure: Measure) -> list[Finding[Place]]:
    result = compute_measure(graph, measure)
    keys = sorted((result.communities.get(entity, 0), -score, entity) for entity, score in result.scores.items())
    rows: list[Finding[Place]] = []
    for community, of_it in groupby(keys, lambda key: key[0]):
        for at, (_, score, entity) in enumerate(of_it, 1):
            equal = at > 1 and rows[-1].key[1] == score
            place = Place(
                rank=rows[-1].values.rank if equal else at,
                score=-score,
                community=community or None,
                relationships=graph.by_type[entity],
                method=result.method,
            )
            rows.append(Finding(key=(community, score, entity), values=place, entities=(entity,)))
    return rows


def shape(finding: Finding[Place], evidence: Evidence) -> Ranked:
    """The row as shown."""
    place = finding.values
    return Ranked(
        rank=place.rank,
        entity=evidence.entity(finding.entities[0]),
        score=place.score,
        community=place.community,
        relationships=[
            TypeCount(type=name, count=count) for name in TYPE_NAMES if (count := place.relationships[name])
        ],
        method=place.method,
        witness=[],
    )


QUERY = CandidatesToFinish(
    name="rankings",
    version=1,
    question="Who sits at the centre, whose loss would cut the graph, and who belongs together?",
    parameters=RankingsParameters,
    values=NoValues,
    row=Ranked,
    reads=TYPE_NAMES,
    order="community (largest first; only of communities), score (highest first), entity",
    find=find,
    shape=shape,
    finish=finish,
    candidates_key=lambda p: tuple(sorted(set(p.types))),
    cypher_parameters=lambda p: {
        "edges": [edge for name in p.types or TYPE_NAMES for edge in RELATIONSHIP_TYPES[name].edges],
        "most": MOST,
    },
    example={"measure": "betweenness"},
)
