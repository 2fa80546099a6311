"""Measures, in a process of its own, opening a graph and answering, and the memory after many questions.

The first question is about a client of middle rank, the second about the greatest hub.
"""

import json
import subprocess
import sys
from typing import Any

from benchmarks.figures import figure, format_figure, table
from benchmarks.generator import entity_id
from benchmarks.processes import ROOT, has_entities
from benchmarks.run import Run, load_in_process_of_its_own, log_progress

_SHOWN = (
    "import_ms",
    "open_ms",
    "first_answer_ms",
    "to_first_answer_ms",
    "second_answer_ms",
    "mib_before",
    "mib_after",
)


def measure(run: Run) -> dict[str, Any]:
    stores = {"embedded": str(run.graph_file())}
    if run.server:
        stores["neo4j"] = run.server.uri
        if not has_entities(run.server.uri, run.size.entities):
            log_progress("loading into Neo4j")
            load_in_process_of_its_own(run.server.uri, run.size_name)
    usual, hub = (entity_id(run.size, rank) for rank in (run.size.entities // 2, 0))
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in stores}
    for number in range(run.rounds):
        log_progress(f"opening, round {number + 1} of {run.rounds}")
        for name, store in stores.items():
            varied = run.varied_clients() if name == "embedded" else []
            runs[name].append(_measure_opening(store, [usual, hub, *varied]))
    return {
        "questions": run.questions,
        "stores": {name: {what: figure(r[what] for r in each) for what in each[0]} for name, each in runs.items()},
    }


def _measure_opening(store: str, clients: list[str]) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.open_worker", store]
    run = subprocess.run(command, cwd=ROOT, check=True, input=json.dumps(clients).encode(), stdout=subprocess.PIPE)
    return dict(json.loads(run.stdout))


def tables(results: dict[str, Any]) -> list[str]:
    after = f"MiB after {results['questions']:,} questions"
    head = ("store", "import ms", "open ms", "first answer ms", "both ms", "then a hub, ms", "MiB at first", after)
    rows = [(name, *(format_figure(each[what]) for what in _SHOWN)) for name, each in results["stores"].items()]
    return ["## Opening", "", *table(head, rows)]
