"""Paths of any graph are those that networkx finds by brute force, in the order that the question states."""

import networkx as nx
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.queries import paths
from graph_service.queries.paths import PathsParameters
from tests.queries.webs import GROUP, PARTIES, SCOPED, Related, read, related, version

TYPES: list[TypeName] = ["INVESTS_IN", "CLIENT_OF", "PARTNERS_WITH"]
CERTAINTIES = st.lists(st.integers(0, 3), min_size=30, max_size=30)
ENDS = st.sampled_from([(one, other) for one in PARTIES for other in PARTIES if one != other])
CHOSEN = st.lists(st.sampled_from(TYPES), max_size=2, unique=True)
Path = tuple[int, int, tuple[str, ...]]


def brute_force(
    versions: list[RelationshipVersion],
    source: str,
    target: str,
    max_length: int,
    types: list[TypeName],
    directed: bool,
) -> list[Path]:
    """Every simple path, with its length and certainty, the best first."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(PARTIES)
    for each in versions:
        if types and each.type not in types:
            continue
        arcs = [(each.subject, each.object)]
        if not directed or RELATIONSHIP_TYPES[each.type].symmetric:
            arcs.append((each.object, each.subject))
        for start, end in arcs:
            known = graph.get_edge_data(start, end, {"certainty": -1})["certainty"]
            graph.add_edge(start, end, certainty=max(known, each.certainty))
    graph.remove_nodes_from({GROUP} - {source, target})
    found = [tuple(path) for path in nx.all_simple_paths(graph, source, target, cutoff=max_length)]
    measured = [
        (len(path) - 1, -min(graph.edges[hop]["certainty"] for hop in nx.utils.pairwise(path)), path) for path in found
    ]
    return sorted(measured)


def answered(versions: list[RelationshipVersion], source: str, target: str, **asked: object) -> list[Path]:
    p = PathsParameters.model_validate({**SCOPED, "source": source, "target": target, **asked})
    candidates = list(paths.find(read(versions), p))
    assert paths.describe_cap(candidates, p) is None
    rows = paths.finish(candidates, p)
    assert rows == sorted(rows, key=lambda row: row.key)
    return [(row.key[0], row.key[1], row.values.path) for row in rows]  # type: ignore[misc]


@settings(deadline=None)
@given(related(*TYPES), CERTAINTIES, ENDS, st.integers(1, paths.LONGEST), CHOSEN, st.booleans(), st.integers(1, 40))
def test_the_k_best_paths_are_those_of_brute_force(
    pairs: list[Related],
    certainties: list[int],
    ends: tuple[str, str],
    max_length: int,
    types: list[TypeName],
    directed: bool,
    k: int,
) -> None:
    versions = [version(*pair, certainty=sure) for pair, sure in zip(pairs, certainties, strict=False)]
    best = brute_force(versions, *ends, max_length, types, directed)
    assert answered(versions, *ends, max_length=max_length, types=types, directed=directed, k=k) == best[:k]


@settings(deadline=None)
@given(related(*TYPES), ENDS, st.integers(1, paths.LONGEST), CHOSEN, st.booleans())
def test_all_the_shortest_paths_are_those_of_brute_force(
    pairs: list[Related], ends: tuple[str, str], max_length: int, types: list[TypeName], directed: bool
) -> None:
    versions = [version(*pair) for pair in pairs]
    best = brute_force(versions, *ends, max_length, types, directed)
    shortest = [path for path in best if path[0] == best[0][0]]
    assert answered(versions, *ends, max_length=max_length, types=types, directed=directed) == shortest


@settings(deadline=None)
@given(related(*TYPES), ENDS, st.integers(1, 40))
def test_undirected_paths_back_are_the_same_paths_turned_round(
    pairs: list[Related], ends: tuple[str, str], k: int
) -> None:
    versions = [version(*pair) for pair in pairs]
    there = answered(versions, *ends, k=100, max_length=6)
    assume(len(there) < 100)  # of more than are given, those given may be others
    back = answered(versions, *reversed(ends), k=100, max_length=6)
    assert sorted(path[::-1] for _, _, path in back) == sorted(path for _, _, path in there)
