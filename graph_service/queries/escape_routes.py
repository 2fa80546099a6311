"""Where could this client go instead: which other vendors of the same service, and with what conflicts?

There is one row for each vendor of each service looked for, the vendor with the fewest conflicts first. A vendor sells
a service if somebody's contract with it for that service holds on the day asked about. The client's own vendors are
marked `already_client`. The `vendor` that it means to leave is left out.

* Services: the one asked for; else those that the client buys from `vendor`; else those that it buys
  from any vendor with a direct conflict. If no purchase of the client is known, there are no rows.
* A conflict is a tie of one of the client's competitors to the vendor. `direct`: the vendor competes with the
  client, or a competitor owns it or holds a part of it. `second_order`: a competitor owns or holds a part
  of an entity that owns or holds a part of it (whether or not the stakes are known), or is a client of it
  too, whatever it buys. The counts are of competitors, not of ties.
* `finding` is the worst there is: `conflict` (direct), `second_order`, `none_found`, or `unknown`. It is unknown
  if nothing was found and nobody is known who owns or holds the vendor, or who competes with the client. No
  finding says that a vendor is clean: what nobody wrote about, or what the scope leaves out, isn't here.
* `verdict` and `certainty` say how sure it is that the vendor sells the service, by the surest contract.
  Each conflict has its own.

Limits: it is not known what a vendor could sell, or whether it would, only what it is known to sell. Ties of
parents and subsidiaries, of the client or of its competitors, are not counted as theirs. Holdings are followed over two
steps. A group ("governments") shows that a vendor sells a service; it is no vendor, client or competitor.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush, merge
from math import inf
from typing import Literal

from pydantic import Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Service
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import EntityBrief, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, RowsInOrder, Values
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.ties import (
    DIRECT,
    Competitors,
    Reach,
    Tie,
    TieShown,
    TieValues,
    count_owners,
    describe_tie,
    find_competitors,
    find_owners,
    find_ties,
    read_reach,
    show_tie,
)

Outcome = Literal["conflict", "second_order", "none_found", "unknown"]


class EscapeRoutesParameters(Parameters):
    """For one client: from one vendor, for one service, or for all services that it buys where it has a conflict."""

    client: EntityName = Field(description="Who looks for another vendor: an id, or any name that only one entity has.")
    vendor: EntityName | None = Field(None, description="The vendor to leave: it is not among the routes.")
    service: Service | None = Field(None, description="Only this service; else what the client buys from the vendor.")


class EscapeRoute(Row):
    """One vendor of one service."""

    service: Service
    vendor: EntityBrief
    finding: Outcome
    already_client: bool = Field(description="Whether the client buys from this vendor, whatever the service.")
    direct_conflicts: int = Field(description="How many competitors are the vendor, own it, or hold a part of it.")
    second_order_conflicts: int = Field(description="How many hold it through another, or are clients of it too.")
    conflicts: list[TieShown] = Field(description="The most direct first.")
    clients_known: int = Field(description="How many are known to buy this service here, the client among them.")
    claims_known: int = Field(description="How many claims say that somebody does.")
    investors_known: int = Field(description="How many are known to own or hold a part of the vendor.")
    competitors_known: int = Field(description="How many are known to compete with the client.")
    verdict: Literal["certain", "possible"] = Field(description="Whether the vendor sells the service.")
    certainty: Certainty = Field(description="How sure it is that the vendor sells the service.")
    witness: list[Witness] = Field(
        description="The surest contract for the service, the client's own contract, and what the conflicts rest on."
    )


class RouteFinding(Values, frozen=True):
    """A vendor of a service as a store finds it; the fields mean what they mean in the row."""

    service: Service
    vendor: str
    finding: Outcome
    already_client: bool
    direct_conflicts: int
    second_order_conflicts: int
    conflicts: tuple[TieValues, ...]
    clients_known: int
    claims_known: int
    investors_known: int
    competitors_known: int
    verdict: Literal["certain", "possible"]
    certainty: int


@dataclass(frozen=True)
class _Ties:
    """The ties of the client's competitors to a vendor."""

    found: list[Tie]
    unknown: bool
    """Whether nothing was found because too little is known."""

    @cached_property
    def counts(self) -> tuple[int, int, int]:
        """How many competitors have direct ties, how many have others, and 1 if unknown. A key begins with these."""
        direct = {tie.competitor for tie in self.found if tie.kind in DIRECT}
        second_order = {tie.competitor for tie in self.found if tie.kind not in DIRECT}
        return len(direct), len(second_order), int(self.unknown)

    @property
    def outcome(self) -> Outcome:
        """The worst that was found."""
        direct, second_order, unknown = self.counts
        return "conflict" if direct else "second_order" if second_order else "unknown" if unknown else "none_found"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A vendor of a service. Its place among the routes is not known yet."""

    vendor: str
    service: Service


@dataclass(frozen=True)
class _Placed:
    """A route whose place is known, and what was read to know it."""

    vendor: str
    service: Service
    uses: list[RelationshipVersion]
    """The contracts in which the vendor sells the service."""
    clients_known: int
    claims_known: int
    ties: _Ties

    @cached_property
    def key(self) -> Key:
        """Its place among the routes."""
        return (*self.ties.counts, -self.clients_known, -self.claims_known, self.vendor, self.service)


def find(graph: ScopedReader, p: EscapeRoutesParameters, after: Key | None) -> Iterator[Finding[RouteFinding]]:
    """The routes after a key, in order. What only the row shows is read when it is the route's turn."""
    if graph.is_group(p.client):
        return
    own = {use.object: use for use in graph.outgoing(p.client, "CLIENT_OF")}
    for route in _order_routes(graph, p, own):
        if after is None or route.key > after:
            yield _finish_route(graph, p.client, route, own.get(route.vendor))


def _order_routes(
    graph: ScopedReader, p: EscapeRoutesParameters, own: Mapping[str, RelationshipVersion]
) -> Iterator[_Placed]:
    """Give all routes, in order.

    A candidate waits under the lowest key that it may have by what has been read: the competitors, and how much each
    vendor sells. The first in the queue is looked at more closely and put back under a better key, until that key is
    exact. So no more is read of vendors that come late.
    """
    competitors = graph.memoize(find_competitors, p.client)
    reach = read_reach(graph, competitors)
    services = sorted(_choose_services(graph, p, own, competitors, reach))
    sellers = merge(*(_read_sellers(graph, service) for service in services))
    ties: dict[str, _Ties] = {}
    waiting: list[tuple[Key, _Candidate | _Placed]] = []
    seller = next(sellers, None)
    while seller or waiting:
        if seller and not (waiting and waiting[0][0] < (0, 0, int(not competitors), seller[0])):
            contracts, vendor, service = seller
            if vendor not in (p.client, p.vendor):
                lowest = (*_count_fewest_ties(vendor, competitors, reach), contracts, -inf, vendor, service)
                heappush(waiting, (lowest, _Candidate(vendor, service)))
            seller = next(sellers, None)
            continue
        key, first = heappop(waiting)
        if isinstance(first, _Placed):
            yield first
            continue
        if first.vendor not in ties:
            ties[first.vendor] = _read_ties(graph, first.vendor, competitors, reach, p.client)
        elif key[:3] == ties[first.vendor].counts:
            if placed := _place_route(graph, first, ties[first.vendor]):
                heappush(waiting, (placed.key, placed))
            continue
        # Its ties are known by now, perhaps from another service.
        heappush(waiting, ((*ties[first.vendor].counts, *key[3:]), first))


def _read_sellers(graph: ScopedReader, service: Service) -> Iterator[tuple[int, str, Service]]:
    """Read who sells the service: with the most contracts that it may have, negated."""
    return ((-contracts, vendor, service) for vendor, contracts in graph.reader.sellers(service))


def _count_fewest_ties(vendor: str, competitors: Competitors, reach: Reach) -> tuple[int, int, int]:
    """Count the fewest ties that the vendor may have, before its holders are read."""
    holders = {competitor for competitor, _ in reach.held.get(vendor, ())}
    clients = {competitor for competitor, _ in reach.bought_from.get(vendor, ())}
    return len(holders | ({vendor} & competitors.keys())), len(clients), int(not competitors)


def _read_ties(graph: ScopedReader, vendor: str, competitors: Competitors, reach: Reach, client: str) -> _Ties:
    """Read the ties to the vendor. If there are none, they are unknown unless competitors and owners are known."""
    found = find_ties(graph, vendor, competitors, reach, client)
    unknown = not found and (not competitors or next(find_owners(graph, vendor), None) is None)
    return _Ties(found, unknown)


def _choose_services(
    graph: ScopedReader,
    p: EscapeRoutesParameters,
    own: Mapping[str, RelationshipVersion],
    competitors: Competitors,
    reach: Reach,
) -> set[Service]:
    """Choose the services: the one asked for, or those bought from the vendor or where there is a direct conflict."""
    if p.service:
        return {p.service}
    if p.vendor:
        left = [p.vendor] if p.vendor in own else []
    else:
        left = [
            vendor
            for vendor in own
            if any(tie.kind in DIRECT for tie in find_ties(graph, vendor, competitors, reach, p.client))
        ]
    return {service for vendor in left for service in own[vendor].services}


def _place_route(graph: ScopedReader, candidate: _Candidate, ties: _Ties) -> _Placed | None:
    """Give the candidate its exact key. None if the vendor doesn't sell the service on the day asked about."""
    uses = [use for use in graph.reader.sales(candidate.vendor, candidate.service) if graph.holds(use)]
    if not uses:
        return None
    return _Placed(
        vendor=candidate.vendor,
        service=candidate.service,
        uses=uses,
        clients_known=sum(not graph.is_group(use.subject) for use in uses),
        claims_known=sum(len(use.claims) for use in uses),
        ties=ties,
    )


def _finish_route(
    graph: ScopedReader, client: str, route: _Placed, own: RelationshipVersion | None
) -> Finding[RouteFinding]:
    """Read all that the route's row shows."""
    as_of = graph.scope.as_of
    surest = min(route.uses, key=lambda use: (use.verdict(as_of) != "certain", -use.certainty, use.disputed, use.id))
    direct, second_order, _ = route.ties.counts
    return Finding(
        key=route.key,
        values=RouteFinding(
            service=route.service,
            vendor=route.vendor,
            finding=route.ties.outcome,
            already_client=own is not None,
            direct_conflicts=direct,
            second_order_conflicts=second_order,
            conflicts=tuple(describe_tie(tie, as_of) for tie in route.ties.found),
            clients_known=route.clients_known,
            claims_known=route.claims_known,
            investors_known=count_owners(graph, route.vendor),
            competitors_known=len(graph.memoize(find_competitors, client)),
            verdict="certain" if surest.verdict(as_of) == "certain" else "possible",
            certainty=surest.certainty,
        ),
        witness=(surest, *([own] if own else []), *(hop for tie in route.ties.found for hop in tie.hops)),
    )


def shape(finding: Finding[RouteFinding], evidence: Evidence) -> EscapeRoute:
    """The row as shown."""
    found = finding.values
    hops = {hop.id: hop for hop in finding.witness}
    return EscapeRoute(
        service=found.service,
        vendor=evidence.entity(found.vendor),
        finding=found.finding,
        already_client=found.already_client,
        direct_conflicts=found.direct_conflicts,
        second_order_conflicts=found.second_order_conflicts,
        conflicts=[show_tie(tie, evidence) for tie in found.conflicts],
        clients_known=found.clients_known,
        claims_known=found.claims_known,
        investors_known=found.investors_known,
        competitors_known=found.competitors_known,
        verdict=found.verdict,
        certainty=CERTAINTIES[found.certainty],
        witness=evidence.witness(hops.values()),
    )


QUERY = RowsInOrder(
    name="escape_routes",
    version=1,
    question="Where could this client go instead: which other vendors of the same service, and with what conflicts?",
    parameters=EscapeRoutesParameters,
    values=RouteFinding,
    row=EscapeRoute,
    reads=("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN", "ACQUIRED", "SUBSIDIARY_OF"),
    order="direct conflicts (fewest first), second-order conflicts, `unknown` last, known clients (most first), "
    "claims (most first), vendor, service",
    find=find,
    shape=shape,
    example={"client": "google", "vendor": "scale-ai"},
)
