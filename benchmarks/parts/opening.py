"""What it takes to open a graph and to answer once, in a process of its own.

python -m benchmarks.opening STORE CLIENT
"""

import json
import subprocess
import sys
from time import perf_counter
from typing import Any

from benchmarks.figures import figure
from benchmarks.processes import ROOT, resident_mib


def opening(store: str, client: str, rounds: int) -> dict[str, Any]:
    """Milliseconds to import, to open and to the first answer; MiB resident after that."""
    command = [sys.executable, "-m", "benchmarks.opening", store, client]
    runs = [
        json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout) for _ in range(rounds)
    ]
    return {name: figure(run[name] for run in runs) for name in runs[0]}


def main(store: str, client: str) -> None:
    start = perf_counter()
    from graph_service import open_graph

    imported = perf_counter()
    with open_graph(store) as graph:
        opened = perf_counter()
        graph.shared_vendors(client=client)
        answered = perf_counter()
        memory = resident_mib()
    print(
        json.dumps(
            {
                "import_ms": 1000 * (imported - start),
                "open_ms": 1000 * (opened - imported),
                "first_answer_ms": 1000 * (answered - opened),
                "resident_mib": memory,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
