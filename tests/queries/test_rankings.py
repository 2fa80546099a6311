"""Measures are those of networkx and of brute force, the same in each run; what would take too long is refused."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

# The one without scipy is private, so the types of networkx leave it out.
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python  # type: ignore[attr-defined]

from graph_service import open_graph
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.errors import BadParameter
from graph_service.graph import Graph
from graph_service.queries import rankings
from graph_service.queries.kinds import Finding, NoValues
from graph_service.queries.rankings import RankFound, RankingsParameters
from graph_service.queries.shared.centrality import MEASURES, Measure, compute_measure, projection
from graph_service.stores.port import Look
from graph_service.support.resources import shipped_folder
from tests.cases import claim, entity, facts
from tests.queries.webs import SCOPED, Related, related, version

TYPES: list[TypeName] = ["INVESTS_IN", "CLIENT_OF", "PARTNERS_WITH"]
GRAPHS = related(*TYPES, most=16).filter(bool)


def scores(pairs: list[Related], measure: Measure) -> dict[str, float]:
    ids = tuple(sorted(version(*pair).id for pair in pairs))
    return dict(compute_measure(projection(ids), measure).scores)


def undirected(pairs: list[Related]) -> "nx.Graph[str]":
    return nx.Graph([(one, other) for one, _, other in pairs])


def directed(pairs: list[Related]) -> "nx.DiGraph[str]":
    arcs = [(one, other) for one, _, other in pairs]
    return nx.DiGraph(arcs + [(other, one) for one, type_, other in pairs if RELATIONSHIP_TYPES[type_].symmetric])


def cut_off(graph: "nx.Graph[str]", entity: str) -> int:
    """How many are cut off from the largest part that is left of the entity's part of the graph."""
    part = graph.subgraph(nx.node_connected_component(graph, entity) - {entity})
    sizes = [len(each) for each in nx.connected_components(part)]
    return sum(sizes) - max(sizes)


@settings(deadline=None)
@given(GRAPHS)
def test_degree_and_betweenness_are_those_of_networkx(pairs: list[Related]) -> None:
    graph = undirected(pairs)
    assert scores(pairs, "degree") == dict(graph.degree)
    assert scores(pairs, "betweenness") == pytest.approx(nx.betweenness_centrality(graph))


@settings(deadline=None)
@given(GRAPHS)
def test_pagerank_is_that_of_networkx_and_comes_to_one(pairs: list[Related]) -> None:
    found = scores(pairs, "pagerank")
    assert found == pytest.approx(_pagerank_python(directed(pairs), tol=1e-12, max_iter=500), abs=1e-9)
    assert sum(found.values()) == pytest.approx(1)


@settings(deadline=None)
@given(GRAPHS)
def test_articulation_points_are_those_whose_removal_cuts_the_graph(pairs: list[Related]) -> None:
    graph = undirected(pairs)
    cut = {entity: cut_off(graph, entity) for entity in nx.articulation_points(graph)}
    assert scores(pairs, "articulation_points") == cut


@settings(deadline=None)
@given(GRAPHS)
def test_communities_share_out_the_entities_and_are_no_worse_than_one(pairs: list[Related]) -> None:
    ids = tuple(sorted(version(*pair).id for pair in pairs))
    communities = compute_measure(projection(ids), "communities").communities
    graph = undirected(pairs)
    assert communities.keys() == set(graph)
    sizes = [list(communities.values()).count(number) for number in range(1, max(communities.values()) + 1)]
    assert sizes == sorted(sizes, reverse=True)
    of = [{entity for entity in graph if communities[entity] == number + 1} for number in range(len(sizes))]
    assert nx.community.modularity(graph, of) >= nx.community.modularity(graph, [set(graph)]) - 1e-12


_PRINT = """
from graph_service.queries.shared.centrality import MEASURES, compute_measure, projection
ids = tuple(sorted(f"e{i}:CLIENT_OF:e{j}" for i in range(60) for j in range(60) if i != j and i * j % 7 == 3))
print([(each.method, sorted(each.scores.items()), sorted(each.communities.items()))
       for each in (compute_measure(projection(ids), name) for name in MEASURES)])
"""


@pytest.mark.processes
def test_scores_do_not_depend_on_the_hash_seed_of_the_process() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", _PRINT],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


# Limits


def chain(length: int) -> list[Finding[NoValues]]:
    """Candidates: so many partners in a row."""
    return [Finding(key=(f"e{at:05}:PARTNERS_WITH:e{at + 1:05}",), values=NoValues()) for at in range(length)]


def ranked(found: list[Finding[NoValues]], measure: Measure) -> list[Finding[RankFound]]:
    return rankings.finish(found, RankingsParameters.model_validate({**SCOPED, "measure": measure}))


def test_betweenness_of_a_large_graph_is_refused_with_what_could_be_asked_instead() -> None:
    with pytest.raises(BadParameter, match=r"4,001 times 4,000: ask for fewer types, or for degree or pagerank"):
        ranked(chain(4_000), "betweenness")


@pytest.mark.parametrize("measure", ["degree", "pagerank", "articulation_points", "communities"])
def test_the_other_measures_of_it_are_given(measure: Measure) -> None:
    assert len(ranked(chain(4_000), measure)) >= 3_999


@pytest.mark.parametrize("measure", MEASURES)
def test_too_many_relationships_are_refused(monkeypatch: pytest.MonkeyPatch, measure: Measure) -> None:
    monkeypatch.setattr(rankings, "MOST", 10)
    with pytest.raises(BadParameter, match="at most 10 relationships"):
        ranked(chain(11), measure)


def test_as_many_as_the_limit_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rankings, "MOST", 10)
    assert len(ranked(chain(10), "degree")) == 11


def test_one_more_than_the_limit_is_read_to_tell(monkeypatch: pytest.MonkeyPatch, graph: Graph) -> None:
    monkeypatch.setattr(rankings, "MOST", 3)
    with pytest.raises(BadParameter, match="at most 3 relationships"):
        graph.rankings(measure="degree", types=["CLIENT_OF"])


# What is kept


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "graph.db") as opened:
        opened.load(shipped_folder("seed_data") / "article")
        yield opened


@pytest.fixture
def read(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions for which the store was read."""
    names: list[str] = []
    look = graph.store.look

    def counted(query: Any, *rest: Any) -> Look:
        names.append(query.name)
        return look(query, *rest)

    monkeypatch.setattr(graph.store, "look", counted)
    return names


def test_the_graph_is_read_once_for_all_measures_and_pages(graph: Graph, read: list[str]) -> None:
    first = graph.rankings(measure="degree", limit=1)
    graph.rankings(measure="degree", limit=1, cursor=first.next)
    graph.rankings(measure="pagerank")
    assert read == ["rankings"]


def test_other_types_and_another_scope_are_read_anew(graph: Graph, read: list[str]) -> None:
    graph.rankings(measure="degree")
    graph.rankings(measure="degree", types=["CLIENT_OF"])
    graph.rankings(measure="degree", min_certainty="stated")
    assert read == ["rankings"] * 3


def test_a_graph_that_moved_on_is_read_anew(graph: Graph, read: list[str]) -> None:
    before = graph.rankings(measure="degree", types=["MAKES"])
    graph.load_facts(facts(claim("someone", "MAKES", "something", id="new"), entity("something", "product")))
    after = graph.rankings(measure="degree", types=["MAKES"])
    assert read == ["rankings"] * 2
    assert len(after) == len(before) + 2


def test_networkx_is_not_loaded_before_it_is_needed() -> None:
    script = "import sys, graph_service.cli; sys.exit('networkx' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])
