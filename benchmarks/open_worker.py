"""Opens a graph and asks it, in a process that has done nothing else.

    python -m benchmarks.open_worker STORE

It reads clients from standard input, as a JSON list. It prints times and memory as JSON: after the first client, the
second, and all of them.
"""

import json
import sys
from time import perf_counter

from benchmarks.processes import resident_mib


def main(store: str) -> None:
    first, second, *others = json.load(sys.stdin)
    start = perf_counter()
    from graph_service import open_graph

    imported = perf_counter()
    with open_graph(store) as graph:
        opened = perf_counter()
        graph.shared_vendors(client=first)
        answered = perf_counter()
        before = resident_mib()
        graph.shared_vendors(client=second)
        answered_again = perf_counter()
        for client in others:
            graph.shared_vendors(client=client)
        after = resident_mib()
    results = {
        "import_ms": 1000 * (imported - start),
        "open_ms": 1000 * (opened - imported),
        "first_answer_ms": 1000 * (answered - opened),
        "to_first_answer_ms": 1000 * (answered - imported),
        "second_answer_ms": 1000 * (answered_again - answered),
        "mib_before": before,
        "mib_after": after,
    }
    print(json.dumps(results))


if __name__ == "__main__":
    main(*sys.argv[1:])
