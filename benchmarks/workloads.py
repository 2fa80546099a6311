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

PATH = "/v1/queries/shared-vendors"


@dataclass(frozen=True)
class Workload:
    """Clients for each round (the first is for warming up), and the answers that are due."""

    name: str
    rounds: list[list[str]]
    answers: dict[str, bytes]

    @property
    def warm_up(self) -> list[str]:
        """Clients that no other round asks about."""
        return self.rounds[0]

    @property
    def measured(self) -> list[list[str]]:
        """The clients of each round that counts."""
        return self.rounds[1:]


def workloads(graph: Graph, size: Size, rounds: int) -> list[Workload]:
    """All three, with answers as the graph gives them in process."""
    slices = rounds + 1
    any_client, conflicting, hub = (count * slices for count in WORKLOADS.values())
    ranks = Random(rounds).sample(range(hub, size.entities), min(size.entities - hub, 100_000))
    rest = iter(ranks)
    chosen = (
        _take(rest, any_client),
        _take(filter(lambda rank: graph.shared_vendors(client=entity_id(size, rank), limit=1).rows, rest), conflicting),
        list(range(hub)),
    )
    if len(chosen[1]) < conflicting:
        raise SystemExit(f"{size.entities:,} entities have too few clients with a conflict for {rounds} rounds")
    return [Workload(name, *_asked(graph, size, ranks, slices)) for name, ranks in zip(WORKLOADS, chosen, strict=True)]


def query_string(client: str) -> str:
    """The question as a query string."""
    return f"client={client}"


def _take(ranks: Iterator[int], count: int) -> list[int]:
    return list(islice(ranks, count))


def _asked(graph: Graph, size: Size, ranks: list[int], slices: int) -> tuple[list[list[str]], dict[str, bytes]]:
    clients = [entity_id(size, rank) for rank in ranks]
    answers = {client: graph.shared_vendors(client=client).model_dump_json().encode() for client in clients}
    return [clients[at::slices] for at in range(slices)], answers
