"""Measures how the times grow with the graph, from a thousand relationships to this size, and draws a chart."""

from contextlib import ExitStack
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.chart import Series, chart
from benchmarks.figures import Figure, figure, format_figure, table
from benchmarks.generator import SIZES, entity_id
from benchmarks.run import Run, log_progress
from graph_service import Graph, open_graph

ASKED = 40
"""How often each question is asked in a round, each time about another entity."""

HUBS = 4

LINES = {
    "any client": "headline question, any client",
    "conflict": "headline question, a client with a conflict",
    "hub": "headline question, a hub",
    "paths": "paths between a client and its competitor",
    "circular deals": "circular deals of a vendor",
}


def measure(run: Run) -> dict[str, Any]:
    sizes = [name for name, size in SIZES.items() if size.relationships <= run.size.relationships]
    loading = {name: run.read_loading(name) for name in sizes}
    taken: dict[str, dict[str, list[float]]] = {line: {name: [] for name in sizes} for line in LINES}
    with ExitStack() as until_the_end:
        asked = {name: _choose_questions(run.graph_file(name), name, run.rounds) for name in sizes}
        # The graphs are opened again: choosing entities has filled caches.
        graphs = {name: until_the_end.enter_context(open_graph(run.graph_file(name))) for name in sizes}
        for number in range(run.rounds):
            log_progress(f"growth, round {number + 1} of {run.rounds}")
            for name, graph in graphs.items():
                for line, givens in asked[name].items():
                    question = line if line in ("paths", "circular deals") else "shared vendors"
                    times = [_time_question(graph, question, given) for given in givens[number :: run.rounds]]
                    taken[line][name].append(1000 * median(times))
    results = {
        "relationships": {name: SIZES[name].relationships for name in sizes},
        "ms": {line: {name: figure(each) for name, each in by_size.items()} for line, by_size in taken.items()},
        "loading_us": {name: 1e6 * each["seconds"] / each["relationships"] for name, each in loading.items()},
    }
    path = run.results / f"growth-{run.size_name}.svg"
    path.write_text(draw_charts(results), encoding="utf-8")
    return results


def _choose_questions(path: Path, size_name: str, rounds: int) -> dict[str, list[dict[str, Any]]]:
    """The parameters for each line of the chart, for all rounds."""
    size, random = SIZES[size_name], Random(rounds)
    log_progress(f"choosing whom to ask about in {size_name}")
    wanted = ASKED * rounds
    ranks = random.sample(range(size.entities), min(size.entities, 50 * wanted))
    conflicts = []
    with open_graph(path) as graph:
        for rank in ranks:
            conflicts += graph.shared_vendors(client=entity_id(size, rank), limit=1).rows
            if len(conflicts) == wanted:
                break
    assert len(conflicts) >= rounds, f"{size_name} has too few clients with a conflict"
    return {
        "any client": [{"client": entity_id(size, rank)} for rank in ranks[-wanted:]],
        "conflict": [{"client": row.client.id} for row in conflicts],
        "hub": [{"client": entity_id(size, rank)} for rank in range(HUBS * rounds)],
        "paths": [{"source": row.client.id, "target": row.investor.id} for row in conflicts],
        "circular deals": [{"entity": row.vendor.id} for row in conflicts],
    }


def _time_question(graph: Graph, question: str, given: dict[str, Any]) -> float:
    start = perf_counter()
    graph.ask(question.replace(" ", "_"), **given)
    return perf_counter() - start


def draw_charts(results: dict[str, Any]) -> str:
    """The SVG of both charts: milliseconds of each question, and microseconds to load a relationship."""
    sizes = results["relationships"]
    lines = [
        Series(LINES[line], [(sizes[name], each["median"]) for name, each in by_size.items()])
        for line, by_size in results["ms"].items()
    ]
    loading = Series("loading, µs for each relationship", [(sizes[n], us) for n, us in results["loading_us"].items()])
    return chart("relationships", [("milliseconds, first time asked", lines), ("microseconds", [loading])])


def tables(results: dict[str, Any]) -> list[str]:
    figures: dict[str, dict[str, Figure]] = results["ms"]
    return [
        "## Growth",
        "",
        *table(
            ("relationships", *(f"{LINES[line]}, ms" for line in figures), "loading, µs each"),
            [
                (
                    f"{relationships:,}",
                    *(format_figure(by_size[name]) for by_size in figures.values()),
                    f"{results['loading_us'][name]:.3g}",
                )
                for name, relationships in results["relationships"].items()
            ],
        ),
    ]
