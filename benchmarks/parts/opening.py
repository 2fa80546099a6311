"""What it takes to open a graph and to answer, and what memory many questions take, in a process of its own.

The first question is about a client of middling rank; the second is about the greatest hub.
"""

import json
import subprocess
import sys
from typing import Any

from benchmarks.figures import figure, shown, table
from benchmarks.generate import entity_id
from benchmarks.processes import ROOT, holds
from benchmarks.run import Run, load_in_process_of_its_own, say

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
    stores = {"embedded": str(run.graph())}
    if run.server:
        stores["neo4j"] = run.server.uri
        if not holds(run.server.uri, run.size.entities):
            say("loading into Neo4j")
            load_in_process_of_its_own(run.server.uri, run.size_name)
    usual, hub = (entity_id(run.size, rank) for rank in (run.size.entities // 2, 0))
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in stores}
    for number in range(run.rounds):
        say(f"opening, round {number + 1} of {run.rounds}")
        for name, store in stores.items():
            varied = run.varied_clients() if name == "embedded" else []
            runs[name].append(_opened(store, [usual, hub, *varied]))
    return {
        "questions": run.questions,
        "stores": {name: {what: figure(r[what] for r in each) for what in each[0]} for name, each in runs.items()},
    }


def _opened(store: str, clients: list[str]) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.opened", store]
    run = subprocess.run(command, cwd=ROOT, check=True, input=json.dumps(clients).encode(), stdout=subprocess.PIPE)
    return dict(json.loads(run.stdout))


def tables(told: dict[str, Any]) -> list[str]:
    after = f"MiB after {told['questions']:,} questions"
    head = ("store", "import ms", "open ms", "first answer ms", "both ms", "then a hub, ms", "MiB at first", after)
    rows = [(name, *(shown(each[what]) for what in _SHOWN)) for name, each in told["stores"].items()]
    return ["## Opening", "", *table(head, rows)]
