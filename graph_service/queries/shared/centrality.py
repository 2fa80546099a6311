"""Measures of each entity's place in the whole graph, computed over one projection with networkx.

The projection is a simple graph: two related entities have one edge, however many relationships they have. Entities
are numbered in the order of their ids, and every sum is made in that order. So the same relationships give the same
scores to the last bit, from whichever store they come.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.errors import BadParameter

if TYPE_CHECKING:
    from networkx import Graph

Measure = Literal["degree", "pagerank", "betweenness", "articulation_points", "communities"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

DAMPING = 0.85
TOLERANCE = 1e-10
ROUNDS = 200

MOST_WORK = 10_000_000
"""The most entities times edges for which betweenness is computed: this takes about ten seconds."""


@dataclass(frozen=True)
class MeasureResult:
    """The score of each entity that has one, and the method that gave it."""

    method: str
    scores: Mapping[str, float]
    communities: Mapping[str, int] = field(default_factory=dict)


class Projection:
    """The simple graph of some relationships."""

    def __init__(self, relationships: tuple[str, ...]) -> None:
        self.related: list[tuple[str, TypeName, str]] = []
        self.by_type: dict[str, Counter[TypeName]] = {}
        for relationship in relationships:
            subject, type_, object_ = relationship.split(":")
            name = cast(TypeName, type_)
            self.related.append((subject, name, object_))
            for entity in (subject, object_):
                self.by_type.setdefault(entity, Counter())[name] += 1
        self.entities = sorted(self.by_type)
        self.number = {entity: number for number, entity in enumerate(self.entities)}

    @cached_property
    def undirected(self) -> "Graph[int]":
        """Who is related to whom."""
        from networkx import Graph  # here: the import takes a third of a second, and most questions don't need it

        graph: Graph[int] = Graph()
        graph.add_nodes_from(range(len(self.entities)))
        graph.add_edges_from(
            sorted((self.number[subject], self.number[object_]) for subject, _, object_ in self.related)
        )
        return graph

    @cached_property
    def successors(self) -> list[list[int]]:
        """Where the edges of each lead: from subject to object, and both ways if the type is symmetric."""
        found: list[set[int]] = [set() for _ in self.entities]
        for subject, type_, object_ in self.related:
            found[self.number[subject]].add(self.number[object_])
            if RELATIONSHIP_TYPES[type_].symmetric:
                found[self.number[object_]].add(self.number[subject])
        return [sorted(ends) for ends in found]

    def named(self, scores: Mapping[int, float]) -> dict[str, float]:
        """The scores by id."""
        return {self.entities[number]: float(score) for number, score in scores.items()}


@lru_cache(maxsize=4)
def projection(relationships: tuple[str, ...]) -> Projection:
    """The projection of these relationships, by their ids in order."""
    return Projection(relationships)


def compute_measure(graph: Projection, measure: Measure) -> MeasureResult:
    """Compute the measure of each entity. Raises BadParameter if that would take too long."""
    return _MEASURES[measure](graph)


def _degree(graph: Projection) -> MeasureResult:
    return MeasureResult(
        "degree: how many entities it is related to; undirected",
        graph.named(dict(graph.undirected.degree)),
    )


def _pagerank(graph: Projection) -> MeasureResult:
    # networkx has one, but it needs numpy and scipy.
    count = len(graph.entities)
    ranks = [1.0 / count for _ in graph.entities]
    for _ in range(ROUNDS):
        lost = 0.0
        for rank, ends in zip(ranks, graph.successors, strict=True):
            lost += 0.0 if ends else rank
        following = [(1.0 - DAMPING + DAMPING * lost) / count for _ in ranks]
        for rank, ends in zip(ranks, graph.successors, strict=True):
            for end in ends:
                following[end] += DAMPING * rank / len(ends)
        change = 0.0
        for before, after in zip(ranks, following, strict=True):
            change += abs(after - before)
        ranks = following
        if change < TOLERANCE:
            break
    return MeasureResult(
        f"PageRank, damping {DAMPING}, until a round changes less than {TOLERANCE}, at most {ROUNDS} rounds; directed",
        graph.named(dict(enumerate(ranks))),
    )


def _betweenness(graph: Projection) -> MeasureResult:
    import networkx

    entities, edges = len(graph.entities), graph.undirected.number_of_edges()
    if entities * edges > MOST_WORK:
        raise BadParameter(
            "measure",
            f"betweenness is worked out for at most {MOST_WORK:,} entities times pairs of related ones; here are "
            f"{entities:,} times {edges:,}: ask for fewer types, or for degree or pagerank",
        )
    return MeasureResult(
        "betweenness (Brandes, exact): the share of others' shortest paths that lead through it; undirected",
        graph.named(networkx.betweenness_centrality(graph.undirected, normalized=True)),
    )


def _articulation_points(graph: Projection) -> MeasureResult:
    """Use the tree of blocks and of the entities where blocks meet. No single entity's loss divides a block."""
    import networkx

    found = cast("Iterator[set[int]]", networkx.biconnected_components(graph.undirected))
    blocks = dict(enumerate(found, len(graph.entities)))  # their numbers follow those of the entities
    meets = Counter(entity for block in blocks.values() for entity in block)
    tree: Graph[int] = networkx.Graph()
    tree.add_nodes_from(blocks)
    tree.add_edges_from((number, entity) for number, block in blocks.items() for entity in block if meets[entity] > 1)
    below = {number: sum(1 for entity in block if meets[entity] == 1) for number, block in blocks.items()}
    below |= {entity: 1 for entity, times in meets.items() if times > 1}
    scores: dict[int, float] = {}
    for component in networkx.connected_components(tree):
        root = min(component)
        above = networkx.dfs_predecessors(tree, root)
        order = list(networkx.dfs_preorder_nodes(tree, root))
        for node in reversed(order[1:]):
            below[above[node]] += below[node]
        for node in order:
            if node in meets:
                parts = [below[part] for part in tree[node] if part != above.get(node)]
                rest = [below[root] - below[node]] if node in above else []
                scores[node] = below[root] - 1 - max(parts + rest)
    return MeasureResult(
        "articulation points: how many entities its loss cuts off from the largest part left; undirected",
        graph.named(dict(sorted(scores.items()))),
    )


def _communities(graph: Projection) -> MeasureResult:
    import networkx

    found: list[set[int]] = networkx.community.louvain_communities(graph.undirected, resolution=1, seed=0)
    largest_first = sorted(found, key=lambda community: (-len(community), min(community)))
    of = {entity: number for number, community in enumerate(largest_first, 1) for entity in community}
    modularity: Any = networkx.community.modularity(graph.undirected, largest_first) if of else 0.0
    return MeasureResult(
        f"Louvain, resolution 1, seed 0, modularity {modularity:.3f}; related in its own community; undirected",
        graph.named({entity: sum(of[end] == of[entity] for end in graph.undirected[entity]) for entity in sorted(of)}),
        {graph.entities[entity]: number for entity, number in of.items()},
    )


_MEASURES: dict[Measure, Callable[[Projection], MeasureResult]] = {
    "degree": _degree,
    "pagerank": _pagerank,
    "betweenness": _betweenness,
    "articulation_points": _articulation_points,
    "communities": _communities,
}
