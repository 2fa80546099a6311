"""Measures the headline question in process: the whole answer (`graph.shared_vendors`), and `store.find` alone."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from time import perf_counter
from typing import Any

from benchmarks.figures import figure, format_figure, percentile, table
from benchmarks.processes import has_entities
from benchmarks.run import Run, load_in_process_of_its_own, log_progress
from benchmarks.workloads import Workload, workloads
from graph_service import Graph, open_graph
from graph_service.use_cases.ask import apply_scope, query_named, read_parameters


def measure(run: Run) -> dict[str, Any]:
    stores = {"embedded": str(run.graph_file())}
    if run.server:
        stores["neo4j"] = run.server.uri
        if not has_entities(run.server.uri, run.size.entities):
            log_progress("loading into Neo4j")
            load_in_process_of_its_own(run.server.uri, run.size_name)
    with open_graph(stores["embedded"]) as graph:
        log_progress("choosing clients")
        asked = workloads(graph, run.size, run.rounds)
    with ExitStack() as until_the_end:  # anew, so that nothing is cached
        graphs = {name: until_the_end.enter_context(open_graph(store)) for name, store in stores.items()}
        return {"stores": measure_stores(graphs, asked)}


def measure_stores(graphs: Mapping[str, Graph], asked: Sequence[Workload]) -> dict[str, Any]:
    """Measure each store in turn, round by round: an answer for the first time, the same again, and `find` again."""
    results: dict[str, Any] = {name: {} for name in graphs}
    for workload in asked:
        taken: dict[str, dict[str, list[list[float]]]] = {name: {} for name in graphs}
        for clients in workload.measured_rounds:
            for name, graph in graphs.items():
                for what, act in _acts(graph).items():
                    taken[name].setdefault(what, []).append(_time_all(act, clients))
        for name, rounds in taken.items():
            results[name][workload.name] = {what: _results(each) for what, each in rounds.items()}
    return results


def _acts(graph: Graph) -> dict[str, Callable[[str], object]]:
    def answer(client: str) -> object:
        return graph.shared_vendors(client=client)

    def look(client: str) -> object:
        parameters = read_parameters(query, {"client": client})
        return graph.store.look(query, parameters, apply_scope(parameters), None, parameters.limit + 1)

    query = query_named("shared_vendors")
    return {"first": answer, "again": answer, "look": look}


def _time_all(act: Callable[[str], object], clients: Sequence[str]) -> list[float]:
    taken = []
    for client in clients:
        start = perf_counter()
        act(client)
        taken.append(perf_counter() - start)
    return sorted(taken)


def _results(rounds: Sequence[Sequence[float]]) -> dict[str, Any]:
    return {
        "median_ms": figure(1000 * percentile(each, 0.5) for each in rounds),
        "p99_ms": figure(1000 * percentile(each, 0.99) for each in rounds),
    }


_ACTS = {
    "first": "`graph.shared_vendors(client=…)`, first time",
    "again": "the same again",
    "look": "`store.look` alone, again",
}


def tables(results: dict[str, Any]) -> list[str]:
    return [
        "## In process, on both stores",
        "",
        *table(
            ("question about", "what", "store", "median ms", "p99 ms"),
            [
                (workload, _ACTS[act], store, format_figure(figures["median_ms"]), format_figure(figures["p99_ms"]))
                for store, asked in results["stores"].items()
                for workload, acts in asked.items()
                for act, figures in acts.items()
            ],
        ),
    ]
