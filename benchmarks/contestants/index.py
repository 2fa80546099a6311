"""A hand-written index: the dictionaries that a programmer would write for this one question."""

from collections import defaultdict
from collections.abc import Iterator
from sys import intern

from benchmarks.contestants import DEPTH, THRESHOLD, Conflict, Contestant, FactsFiles, cap_at_100, rows, sort_key


class Index(Contestant):
    def __init__(self, facts: FactsFiles) -> None:
        self.vendors: dict[str, list[str]] = defaultdict(list)
        self.rivals: dict[str, set[str]] = defaultdict(set)
        self.holders: dict[str, dict[str, float | None]] = defaultdict(dict)
        self.large: dict[str, list[tuple[str, float]]] = defaultdict(list)
        """The holders with a stake of at least the threshold. Only these can be part of a chain."""
        for client, vendor in rows(facts.contracts):
            self.vendors[intern(client)].append(intern(vendor))
        for one, other in rows(facts.rivalries):
            self.rivals[intern(one)].add(intern(other))
            self.rivals[intern(other)].add(intern(one))
        for investor, held, stake_text in rows(facts.holdings):
            stake = float(stake_text) if stake_text else None
            self.holders[intern(held)][intern(investor)] = stake
            if stake is not None and stake >= THRESHOLD:
                self.large[intern(held)].append((intern(investor), stake))

    def conflicts(self, client: str) -> list[Conflict]:
        rivals = self.rivals.get(client)
        if rivals is None:
            return []
        found: list[Conflict] = []
        for vendor in self.vendors.get(client, ()):
            holders = self.holders.get(vendor)
            if holders is None:
                continue
            stakes = {investor: holders[investor] for investor in holders.keys() & rivals}
            for investor, stake in self.large.get(vendor, ()):
                if investor != client:
                    self._climb(rivals, investor, stake, (client, vendor, investor), stakes)
            found += [(client, vendor, investor, cap_at_100(stake)) for investor, stake in stakes.items()]
        return found

    def _climb(
        self, rivals: set[str], held: str, below: float, visited: tuple[str, ...], stakes: dict[str, float | None]
    ) -> None:
        """Add the stakes that rivals have through `held`, whose own effective stake is `below` percent."""
        for investor, stake in self.large.get(held, ()):
            effective = stake * below / 100.0
            if effective < THRESHOLD or investor in visited:
                continue
            if investor in rivals:
                stakes[investor] = (stakes.get(investor) or 0.0) + effective
            if len(visited) - 1 < DEPTH:
                self._climb(rivals, investor, effective, (*visited, investor), stakes)

    def all_conflicts(self) -> Iterator[Conflict]:
        clients = self.rivals.keys() & self.vendors.keys()
        return iter(sorted((found for client in clients for found in self.conflicts(client)), key=sort_key))
