"""Who sits at the centre, whose loss would cut the graph, and who belongs together?

Each `measure` is worked out over one simple graph: the entities, and one edge for each two of them that are related on
the day asked about. If `types` are given, only relationships of these types count. Each row names its method and the
method's parameters.

* `degree`: how many entities it is related to. Undirected.
* `pagerank`: how much leads to it, where what leads to it counts more the more leads to that. Edges lead from
  client to vendor, from investor to what it holds, and both ways between rivals and partners (`types` can
  leave these out). All that comes in is passed on: the only vendor of a central client ranks high. Directed.
* `betweenness`: the share of the shortest paths between all others that lead through it. Undirected.
* `articulation_points`: those whose loss cuts a part off. The score is how many entities it cuts off from
  the largest part that remains. Undirected.
* `communities`: entities that are related more among themselves than with others (Louvain, with a fixed seed).
  They are numbered from the largest. The score is how many of its own community it is related to. Undirected.

Equal scores share a rank; ids break ties in the order of rows. Groups ("governments") are left out. A row rests on all
relationships that count, so it has no witness of its own: `neighbourhood` shows what lies around an entity. A
relationship that holds by some of its claims only counts like any other. Raise `min_certainty` to see what depends on
it.

Limits: 100,000 relationships, and for betweenness 10,000,000 entities times pairs. Beyond these, the question is
refused. A score says something of the facts that are known, and more is known of those who are written about more.
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
"""The most relationships in a projection."""


class RankingsParameters(Parameters):
    """One measure."""

    measure: Measure = Field(description="What to rank by.")
    types: list[TypeName] = Field(default_factory=list, description="Only relationships of these types.")


class TypeCount(BaseModel):
    """How many relationships of a type an entity has, among those that the measure looks at."""

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


class RankFound(Values, frozen=True):
    """Where an entity stands; the fields mean what they mean in the row."""

    rank: int
    score: float
    community: int | None
    relationships: dict[TypeName, int]
    method: str


def find(graph: ScopedReader, p: RankingsParameters) -> Iterator[Finding[NoValues]]:
    """The relationships that hold between entities that are no groups: one more than allowed, to notice too many."""
    found = (version for type_ in p.types or TYPE_NAMES for version in graph.reader.every(type_))
    counting = (
        version
        for version in filter(graph.holds, found)
        if not (graph.is_group(version.subject) or graph.is_group(version.object))
    )
    yield from islice((Finding(key=(version.id,), values=NoValues()) for version in counting), MOST + 1)


def finish(found: list[Finding[NoValues]], p: RankingsParameters) -> list[Finding[RankFound]]:
    """The entities of the projection for which the measure has a score."""
    if len(found) > MOST:
        raise BadParameter(
            "types",
            f"a measure is worked out over at most {MOST:,} relationships, and here are more: ask for fewer types, or "
            "only for the surer relationships (min_certainty)",
        )
    if not found:
        return []
    return _rank_entities(projection(tuple(sorted(str(finding.key[0]) for finding in found))), p.measure)


@lru_cache(maxsize=16)
def _rank_entities(graph: Projection, measure: Measure) -> list[Finding[RankFound]]:
    result = compute_measure(graph, measure)
    keys = sorted((result.communities.get(entity, 0), -score, entity) for entity, score in result.scores.items())
    rows: list[Finding[RankFound]] = []
    for community, of_it in groupby(keys, lambda key: key[0]):
        for at, (_, score, entity) in enumerate(of_it, 1):
            equal = at > 1 and rows[-1].key[1] == score
            place = RankFound(
                rank=rows[-1].values.rank if equal else at,
                score=-score,
                community=community or None,
                relationships=graph.by_type[entity],
                method=result.method,
            )
            rows.append(Finding(key=(community, score, entity), values=place, entities=(entity,)))
    return rows


def shape(finding: Finding[RankFound], evidence: Evidence) -> Ranked:
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
