"""The clients that are asked about: any clients, those with a conflict, and the greatest hubs.

Each round has clients of its own, so that its questions really are asked for the first time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from benchmarks.generator import Size, entity_id
from graph_service import Graph

WORKLOADS = {"any client": 800, "a client with a conflict": 120, "a hub": 40}
"""How many clients of each kind a round asks about."""


@dataclass(frozen=True)
class Workload:
    """The clients of each round. The first round is for warming up."""

    name: str
    rounds: list[list[str]]

    @property
    def clients(self) -> list[str]:
        """The clients of all rounds."""
        return [client for clients in self.rounds for client in clients]

    @property
    def warm_up(self) -> list[str]:
        """The clients of the warm-up, which no other round asks about."""
        return self.rounds[0]

    @property
    def measured_rounds(self) -> list[list[str]]:
        """The clients of the rounds that count."""
        return self.rounds[1:]


def workloads(graph: Graph, size: Size, rounds: int) -> list[Workload]:
    """The three workloads. Raises RuntimeError if the graph has too few clients with a conflict."""
    slices = rounds + 1
    # A small graph has too few clients for all rounds. Then each round asks about fewer.
    most = max(1, size.entities // (2 * slices))
    any_client, conflicting, hub = (min(count, most) * slices for count in WORKLOADS.values())
    ranks = Random(rounds).sample(range(hub, size.entities), min(size.entities - hub, 100_000))
    rest = iter(ranks)
    chosen = (
        _take_clients(rest, any_client),
        _take_clients(
            filter(lambda rank: graph.shared_vendors(client=entity_id(size, rank), limit=1).rows, rest), conflicting
        ),
        list(range(hub)),
    )
    if len(chosen[1]) < slices:
        raise RuntimeError(f"{size.entities:,} entities have too few clients with a conflict for {rounds} rounds")
    return [
        Workload(name, [[entity_id(size, rank) for rank in ranks[at::slices]] for at in range(slices)])
        for name, ranks in zip(WORKLOADS, chosen, strict=True)
    ]


def _take_clients(ranks: Iterator[int], count: int) -> list[int]:
    return list(islice(ranks, count))
