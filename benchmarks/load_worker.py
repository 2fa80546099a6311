"""Loads a made-up graph. It is a process of its own, so that nothing else counts in its time and memory.

    python -m benchmarks.load_worker STORE SIZE

It prints its progress on standard error, and the figures as one line of JSON on standard output.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.generator import SIZES, generate_facts
from benchmarks.processes import resident_mib
from graph_service import open_graph

CHUNK = {"embedded": 500_000, "neo4j": 20_000}
"""How many records are loaded in one atomic step."""


def load(store: str, size_name: str) -> dict[str, Any]:
    """Load the graph of this size into a store that is empty or our own. Returns times, memory and size on disk."""
    size = SIZES[size_name]
    records = size.entities + size.relationships
    seconds, done, began = 0.0, 0, time.perf_counter()
    with open_graph(store) as graph:
        for facts in generate_facts(size, CHUNK[graph.store.name]):
            start = time.perf_counter()
            graph.load_facts(facts, replace=not done)
            seconds += time.perf_counter() - start
            done += len(facts.entities) + len(facts.claims)
            left = (time.perf_counter() - began) / done * (records - done)
            print(
                f"  {done:,} of {records:,} records, {done / seconds:,.0f}/s of loading, about {left:.0f} s left",
                file=sys.stderr,
                flush=True,
            )
        state = graph.state()
    return {
        "entities": state.entities,
        "relationships": state.relationships,
        "seconds": round(seconds, 2),
        "relationships_per_second": round(state.relationships / seconds),
        "peak_mib": round(resident_mib(what="VmHWM")),
        "disk_mib": _disk_mib(store),
    }


def _disk_mib(store: str) -> float | None:
    files = Path(store).parent.glob(f"{Path(store).name}*") if "://" not in store else ()
    return round(sum(file.stat().st_size for file in files) / 2**20, 1) or None


if __name__ == "__main__":
    print(json.dumps(load(*sys.argv[1:])))
