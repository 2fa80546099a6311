"""Asks the headline question without a pause, about clients all over the graph.

    python -m benchmarks.reading_worker STORE SIZE

The order `begin` starts a new count. `tell` answers with the number of answers since then, and their times.
"""

import selectors
import sys
from random import Random
from time import perf_counter

from benchmarks.figures import percentile
from benchmarks.generator import SIZES, entity_id
from benchmarks.worker_process import answer, read_order
from graph_service import open_graph


def main(store: str, size_name: str) -> None:
    size, random = SIZES[size_name], Random(0)
    taken: list[float] = []
    with open_graph(store) as graph, selectors.DefaultSelector() as orders:
        orders.register(sys.stdin, selectors.EVENT_READ)
        while True:
            if orders.select(0):
                order = read_order(("begin", "tell"))
                if not order:
                    return
                answer(_times(taken) if order == "tell" else None)
                taken.clear()
            client = entity_id(size, random.randrange(size.entities))
            start = perf_counter()
            graph.shared_vendors(client=client)
            taken.append(perf_counter() - start)


def _times(taken: list[float]) -> dict[str, float]:
    seconds = sorted(taken)
    p50, p99 = (1000 * percentile(seconds, share) for share in (0.5, 0.99))
    return {"reads": len(seconds), "p50_ms": p50, "p99_ms": p99}


if __name__ == "__main__":
    main(*sys.argv[1:])
