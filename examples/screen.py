"""Screen a list of vendors for a client: which of them does a competitor hold a part of?

python examples/screen.py google examples/vendors.csv
"""

import csv
import sys
from pathlib import Path

from graph_service import open_graph


def main(client: str, file: str, store: str = "graph.db") -> None:
    """Print one line for each finding about a vendor."""
    with Path(file).open(encoding="utf-8", newline="") as lines:
        vendors = [line["name"] for line in csv.DictReader(lines) if line["role"] == "vendor"]
    with open_graph(store, make=False) as graph:
        for row in graph.screen(vendors=vendors, client=client):
            if row.section == "vendor":
                of_whom = f" ({row.tie.competitor.id})" if row.tie else ""
                print(f"{row.asked}: {row.finding}{of_whom}")


if __name__ == "__main__":
    main(*sys.argv[1:])
