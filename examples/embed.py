"""Ask the graph from a program: which clients share a vendor with a competitor's investment, and who says so.

python examples/embed.py
"""

import sys

from graph_service import open_graph


def main(store: str = "graph.db") -> None:
    """Print each conflict with the first claim that it rests on."""
    with open_graph(store, make=False) as graph:
        for row in graph.shared_vendors():
            first = row.witness[0].claims[0]
            print(f"{row.client.id}: {row.vendor.id}, of which {row.investor.id} has {row.effective_stake_percent:g}%")
            print(f"    {first.attribution}: {first.note['en']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
