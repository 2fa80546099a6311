"""networkx, in memory: a graph for each type of relationship, with stakes as attributes of the edges."""

from collections.abc import Iterator
from pathlib import Path

import networkx as nx

from benchmarks.contestants import DEPTH, THRESHOLD, Conflict, Contestant, FactsFiles, cap_at_100, rows, sort_key


class NetworkxGraph(Contestant):
    def __init__(self, facts: FactsFiles) -> None:
        self.contracts: nx.DiGraph[str] = nx.DiGraph(_pairs(facts.contracts))
        self.rivalries: nx.Graph[str] = nx.Graph(_pairs(facts.rivalries))
        self.holdings: nx.DiGraph[str] = nx.DiGraph()
        for investor, held, stake_text in rows(facts.holdings):
            self.holdings.add_edge(investor, held, stake=float(stake_text) if stake_text else None)

    def conflicts(self, client: str) -> list[Conflict]:
        if client not in self.contracts or client not in self.rivalries:
            return []
        rivals = self.rivalries.adj[client]
        found: list[Conflict] = []
        for vendor in self.contracts.successors(client):
            if vendor in self.holdings:
                stakes: dict[str, float | None] = {}
                for chain, effective in self._chains(vendor, (client, vendor), 100.0):
                    if chain[-1] in rivals:
                        known = stakes.get(chain[-1])
                        stakes[chain[-1]] = known if effective is None else (known or 0.0) + effective
                found += [(client, vendor, investor, cap_at_100(stake)) for investor, stake in stakes.items()]
        return found

    def _chains(
        self, held: str, visited: tuple[str, ...], below: float
    ) -> Iterator[tuple[tuple[str, ...], float | None]]:
        """Every chain of holdings above an entity that counts: the entities on it, and its effective stake."""
        direct = len(visited) == 2
        for investor, holding in self.holdings.pred[held].items():
            stake = holding["stake"]
            effective = None if stake is None else stake * below / 100.0
            large = effective is not None and effective >= THRESHOLD
            if investor in visited or not (direct or large):
                continue
            chain = (*visited, investor)
            yield chain, effective
            if effective is not None and large and len(chain) - 2 < DEPTH:
                yield from self._chains(investor, chain, effective)

    def all_conflicts(self) -> Iterator[Conflict]:
        return iter(sorted((found for client in self.contracts for found in self.conflicts(client)), key=sort_key))


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    return ((one, other) for one, other in rows(path))
