"""Loads a made-up graph in a process of its own, so that its time and memory are nobody else's.

    python -m benchmarks.loading STORE SIZE

tells how far it is on standard error, and what it took as one line of JSON on standard output.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.generate import SIZES, chunks
from benchmarks.processes import resident_mib
from graph_service import open_graph

CHUNK = {"embedded": 500_000, "neo4j": 20_000}
"""How many records are loaded in one atomic step."""


def load(store: str, size_name: str) -> dict[str, Any]:
    """Load the graph of this size into an empty or our own store; what that took."""
    size = SIZES[size_name]
    records = size.entities + size.relationships
    seconds, done, began = 0.0, 0, time.perf_counter()
    with open_graph(store) as graph:
        for facts in chunks(size, CHUNK[graph.store.name]):
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
        "disk_mib": _on_disk(store),
    }


def _on_disk(store: str) -> float | None:
    files = Path(store).parent.glob(f"{Path(store).name}*") if "://" not in store else ()
    return round(sum(file.stat().st_size for file in files) / 2**20, 1) or None


if __name__ == "__main__":
    print(json.dumps(load(*sys.argv[1:])))
