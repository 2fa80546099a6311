"""`python -m benchmarks.questions`: measures every question on the article, the industry's facts, and a made-up graph.

Each is asked about one conflict of the graph. The figure is the median of several rounds, as in a running service: the
embedded reader's caches are filled, and answers are worked out each time. Neo4j's time is a multiple of it, from the
same run.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.generator import SIZES, generate_facts
from graph_service import Graph, open_graph
from graph_service.domain.facts import Facts
from graph_service.importers import read_folders
from graph_service.queries.registry import QUERIES
from graph_service.support.resources import shipped_folder
from graph_service.use_cases.ask import ask, query_named, read_parameters
from tests.neo4j_server import neo4j_for_tests

ROUNDS = 5
CHUNK = 20_000
DAY = "2026-11-23"
RESULTS = Path(__file__).parent / "results" / "questions.md"


def parameters_about(client: str, vendor: str, investor: str) -> dict[str, dict[str, Any]]:
    """The parameters of each question, about one conflict."""
    return {
        "shared_vendors": {"client": client},
        "vendor_exposure": {"vendor": vendor},
        "concentration": {"vendor": vendor},
        "departures": {"vendor": vendor},
        "profile": {"entity": vendor},
        "neighbourhood": {"entity": vendor, "hops": 2},
        "search": {"q": vendor},
        "claims_behind": {"relationship": f"{client}:CLIENT_OF:{vendor}"},
        "timeline": {"entity": vendor},
        "common_ground": {"entities": [client, investor]},
        "circular_deals": {"entity": vendor},
        "paths": {"source": client, "target": investor},
        "rankings": {"measure": "degree"},
        "what_if": {"remove": [f"{investor}:INVESTS_IN:{vendor}"]},
        "disputes": {"entity": vendor},
        "fragility": {"entity": vendor},
        "escape_routes": {"client": client, "vendor": vendor},
        "screen": {"client": client, "vendors": [vendor]},
    }


def data_sets() -> Iterator[tuple[str, list[Facts]]]:
    """The three graphs, from the smallest."""
    seed = shipped_folder("seed_data")
    yield "article", [read_folders([seed / "article"])]
    yield "ai_industry", [read_folders([seed / "article", seed / "ai_industry"])]
    yield "10k/50k", list(generate_facts(SIZES["10k"], CHUNK))


def time_questions(graph: Graph) -> dict[str, float]:
    """The median time of each question, in milliseconds."""
    row = graph.shared_vendors(limit=1).rows[0]
    asked = parameters_about(row.client.id, row.vendor.id, row.investor.id)
    assert asked.keys() == QUERIES.keys(), "a question has nothing to be asked about"
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, given in asked.items():
            query = query_named(name)
            parameters = read_parameters(query, {**given, "as_of": DAY, "known_at": DAY})
            start = perf_counter()
            ask(graph.store, query, parameters)
            times[name].append((perf_counter() - start) * 1000)
    return {name: median(each) for name, each in times.items()}


def measure_all(stores: dict[str, str]) -> dict[str, dict[str, dict[str, float]]]:
    """The milliseconds of each question, by data set and store."""
    results: dict[str, dict[str, dict[str, float]]] = {}
    for name, facts in data_sets():
        for store, address in stores.items():
            with open_graph(address) as graph:
                graph.load_facts(facts[0], replace=True)
                for more in facts[1:]:
                    graph.load_facts(more)
                results.setdefault(name, {})[store] = time_questions(graph)
    return results


def table(results: dict[str, dict[str, dict[str, float]]]) -> str:
    """The figures in Markdown: milliseconds on the embedded store, and Neo4j's time as a multiple of them."""
    stores = next(iter(results.values())).keys()
    heads = [f"{data} {'ms' if store == 'embedded' else 'Neo4j'}" for data in results for store in stores]
    lines = [f"| question | {' | '.join(heads)} |", "| --- |" + " ---: |" * len(heads)]
    for name in QUERIES:
        cells = []
        for by_store in results.values():
            own = by_store["embedded"][name]
            cells += [f"{own:.1f}"] + [f"×{by_store[s][name] / own:.1f}" for s in stores if s != "embedded"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--neo4j", action=argparse.BooleanOptionalAction, default=True)
    with ExitStack() as until_the_end:
        folder = Path(until_the_end.enter_context(tempfile.TemporaryDirectory()))
        stores = {"embedded": str(folder / "graph.db")}
        if parser.parse_args().neo4j:
            server = until_the_end.enter_context(neo4j_for_tests(os.environ))
            os.environ |= {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
            stores["neo4j"] = server.uri
        results = measure_all(stores)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(table(results), encoding="utf-8")
    RESULTS.with_suffix(".json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
