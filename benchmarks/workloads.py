"""Which clients are asked about: any of the graph's, those that have a conflict, and the greatest hubs.

Each round has clients of its own, so that a question that counts as asked for the first time is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from benchmarks.generate import Size, entity_id
from graph_service import Graph

WORKLOADS = {"any client": 800, "a client with a conflict": 120, "a hub": 40}
"""How many clients of each kind a round asks about."""


@dataclass(frozen=True)
class Workload:
    """Clients for each round; the first is for warming up."""

    name: str
    rounds: list[list[str]]

    @property
    def clients(self) -> list[str]:
        """All of them."""
        return [client for clients in self.rounds for client in clients]

    @property
    def warm_up(self) -> list[str]:
        """Clients that no other round asks about."""
        return self.rounds[0]

    @property
    def measured(self) -> list[list[str]]:
        """The clients of each round that counts."""
        return self.rounds[1:]


def workloads(graph: Graph, size: Size, rounds: int) -> list[Workload]:
    """All three."""
    slices = rounds + 1
    # A small graph has fewer clients than all rounds would ask about: then each asks about fewer.
    most = max(1, size.entities // (2 * slices))
    any_client, conflicting, hub = (min(count, most) * slices for count in WORKLOADS.values())
    ranks = Random(rounds).sample(range(hub, size.entities), min(size.entities - hub, 100_000))
    rest = iter(ranks)
    chosen = (
        _take(rest, any_client),
        _take(filter(lambda rank: graph.shared_vendors(client=entity_id(size, rank), limit=1).rows, rest), conflicting),
        list(range(hub)),
    )
    if len(chosen[1]) < slices:
        raise RuntimeError(f"{size.entities:,} entities have too few clients with a conflict for {rounds} rounds")
    return [
        Workload(name, [[entity_id(size, rank) for rank in ranks[at::slices]] for at in range(slices)])
        for name, ranks in zip(WORKLOADS, chosen, strict=True)
    ]


def _take(ranks: Iterator[int], count: int) -> list[int]:
    return list(islice(ranks, count))
