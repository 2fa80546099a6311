"""The headline question in process: the whole answer (`graph.shared_vendors`), and the store's part of it (`find`)."""

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import Any

from benchmarks.figures import figure, percentile
from benchmarks.workloads import Workload
from graph_service import Graph
from graph_service.ask import applied_scope, query_named, read_parameters


def in_process(graphs: Mapping[str, Graph], asked: Sequence[Workload]) -> dict[str, Any]:
    """Each store in turn, round by round: an answer for the first time, the same again, and `find` alone again."""
    told: dict[str, Any] = {name: {} for name in graphs}
    for workload in asked:
        taken: dict[str, dict[str, list[list[float]]]] = {name: {} for name in graphs}
        for clients in workload.measured:
            for name, graph in graphs.items():
                for what, act in _acts(graph).items():
                    taken[name].setdefault(what, []).append(_timed(act, clients))
        for name, rounds in taken.items():
            told[name][workload.name] = {what: _told(each) for what, each in rounds.items()}
    return told


def _acts(graph: Graph) -> dict[str, Callable[[str], object]]:
    def answer(client: str) -> object:
        return graph.shared_vendors(client=client)

    def find(client: str) -> object:
        parameters = read_parameters(query, {"client": client})
        return graph.store.find(query, parameters, applied_scope(parameters), None, parameters.limit + 1)

    query = query_named("shared_vendors")
    return {"first": answer, "again": answer, "find": find}


def _timed(act: Callable[[str], object], clients: Sequence[str]) -> list[float]:
    taken = []
    for client in clients:
        start = perf_counter()
        act(client)
        taken.append(perf_counter() - start)
    return sorted(taken)


def _told(rounds: Sequence[Sequence[float]]) -> dict[str, Any]:
    return {
        "median_ms": figure(1000 * percentile(each, 0.5) for each in rounds),
        "p99_ms": figure(1000 * percentile(each, 0.99) for each in rounds),
    }
