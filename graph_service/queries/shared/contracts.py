"""Finds the contracts that may be in conflict, starting from the narrowest of client, vendor and investor."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from graph_service.domain.relationship import RelationshipVersion
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.holdings import ChainRules, chains_above, started_spells, vendors_below

MANY = 10
"""A vendor has many clients if it has so many for each of its investors."""

Competitors = Mapping[str, Sequence[RelationshipVersion]]
"""The competitors of one client by id, with the spells of the rivalry: several only if closed conflicts count."""

Contract = tuple[RelationshipVersion, Competitors]
"""A contract, with those competitors of its client that are asked about."""


@dataclass(frozen=True)
class ContractSearch:
    """Looks for the contracts of a client, with a vendor or against an investor; with none of these, for all."""

    graph: ScopedReader
    client: str | None
    vendor: str | None
    investor: str | None
    rules: ChainRules

    def find(self) -> Iterable[Contract]:
        """Find the contracts that may be in conflict. Who holds a part of the vendor is not checked yet for all."""
        if self.client is not None:
            competitors = self._competitors_of(self.client)
            uses = self.graph.reader.outgoing(self.client, "CLIENT_OF") if competitors else ()
            return ((use, competitors) for use in uses)
        if self.vendor is not None:
            return self._find_of_vendor(self.vendor)
        if self.investor is not None:
            return self._find_against_investor(self.investor)
        return self._find_all()

    def _find_of_vendor(self, vendor: str) -> Iterator[Contract]:
        """When a vendor has many clients, start from its investors' competitors."""
        uses = self.graph.reader.incoming(vendor, "CLIENT_OF")
        above = self.graph.memoize(chains_above, vendor, self.rules)
        investors = above.keys() if self.investor is None else above.keys() & {self.investor}
        if len(uses) < MANY * len(investors):
            yield from ((use, self._competitors_of(use.subject)) for use in uses)
            return
        competitors: dict[str, dict[str, list[RelationshipVersion]]] = defaultdict(lambda: defaultdict(list))
        for investor in investors:
            for rivalry in self._rivalries_of(investor):
                competitors[rivalry.other_end(investor)][investor].append(rivalry)
        yield from ((use, competitors[use.subject]) for use in uses if use.subject in competitors)

    def _find_against_investor(self, investor: str) -> Iterator[Contract]:
        """When an investor's competitors have many contracts, look only at vendors that it may hold a part of."""
        competing: dict[str, list[RelationshipVersion]] = defaultdict(list)
        for rivalry in self._rivalries_of(investor):
            competing[rivalry.other_end(investor)].append(rivalry)
        found = [
            (use, {investor: rivalries})
            for client, rivalries in competing.items()
            for use in self.graph.reader.outgoing(client, "CLIENT_OF")
        ]
        if len(found) < len(self.graph.reader.outgoing(investor, "INVESTS_IN")):
            yield from found
            return
        below = vendors_below(self.graph, investor, self.rules)
        yield from ((use, competitors) for use, competitors in found if use.object in below)

    def _find_all(self) -> Iterator[Contract]:
        """Go from vendor to vendor. All rivalries are read once, which is cheaper than a look-up for each client."""
        graph = self.graph
        rivalries = (each for each in graph.reader.every("COMPETES_WITH") if graph.reads(each))
        competing = {_hash_pair(each.subject, each.object) for each in rivalries}
        for vendor, uses in groupby(graph.reader.every("CLIENT_OF"), key=attrgetter("object")):
            above = graph.memoize(chains_above, vendor, self.rules)
            for use in uses if above else ():
                if any(_hash_pair(use.subject, investor) in competing for investor in above):
                    yield use, self._competitors_of(use.subject)

    def _competitors_of(self, client: str) -> Competitors:
        competitors: dict[str, list[RelationshipVersion]] = defaultdict(list)
        for rivalry in self._rivalries_of(client):
            competitors[rivalry.other_end(client)].append(rivalry)
        if self.investor is None:
            return competitors
        return {self.investor: competitors[self.investor]} if self.investor in competitors else {}

    def _rivalries_of(self, entity: str) -> Sequence[RelationshipVersion]:
        if self.rules.closed:
            return started_spells(self.graph, self.graph.reader.either(entity, "COMPETES_WITH"))
        return self.graph.outgoing(entity, "COMPETES_WITH")


def _hash_pair(one: str, other: str) -> int:
    """A number for the two in either order. It takes little memory. Another pair may have the same number."""
    return hash((one, other) if one < other else (other, one))
