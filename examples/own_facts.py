"""Make a graph of the article's facts and your own, and ask it what the two say together.

python examples/own_facts.py examples/own_facts
"""

import sys
import tempfile
from pathlib import Path

from graph_service import open_graph
from graph_service.support.resources import shipped_folder


def main(facts: str) -> None:
    """Load both into a new graph, and print whose conflicts there are."""
    with tempfile.TemporaryDirectory() as folder, open_graph(Path(folder) / "graph.db") as graph:
        report = graph.load(shipped_folder("seed_data") / "article", facts)
        print(f"{report.claims.added} claims; the graph is {report.digest[:8]}")
        for row in graph.shared_vendors():
            print(f"{row.client.id}: {row.certainty}, {len(row.witness)} relationships to check")


if __name__ == "__main__":
    main(*sys.argv[1:])
