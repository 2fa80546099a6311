"""Where could this client go instead: which other vendors of the same service, and with what conflicts?

One row for each vendor of each service looked for, the vendor with the fewest conflicts first. A vendor
sells a service if somebody's contract with it for that service holds on the day asked about; the client's
own vendors stand among them as `already_client`, but for the `vendor` that it means to leave.

* Services: the one asked for; else those that the client buys from `vendor`; else those that it buys
  from any vendor with a direct conflict. A client of which no purchase is known gets no rows.
* A conflict is a tie of a competitor of the client to the vendor. `direct`: the vendor competes with the
  client, or a competitor owns it or holds a part of it. `second_order`: a competitor owns or holds a part
  of one who owns or holds a part of it (whether or not the stakes are known), or is a client of it too,
  whatever it buys. The counts are of competitors, not of ties.
* `finding` is the worst there is: `conflict` (direct), `second_order`, `none_found`, or `unknown`: nothing
  was found, and nobody is known who owns or holds the vendor, or who competes with the client. No finding
  says that a vendor is clean: what nobody wrote about, or what the scope leaves out, isn't here.
* `verdict` and `certainty` say how sure it is that the vendor sells the service, by the surest contract;
  each conflict has its own.

Limits: what a vendor could sell, or whether it would, is not known, only what it is known to sell. Ties of
the parents and subsidiaries of the client and of its competitors are not theirs; holdings are followed over
two steps. A group ("governments") shows that a vendor sells a service; it is no vendor, client or competitor.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush, merge
from math import inf
from typing import Any, Literal

from pydantic import Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Service
from graph_service.queries.base import EntityName, Finding, Key, Parameters, Query, Row
from graph_service.queries.evidence import EntityBrief, Evidence, Witness
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.ties import (
    DIRECT,
    Reach,
    Rivals,
    Tie,
    TieShown,
    owners,
    reach_of,
    rivals_of,
    shown_tie,
    ties,
)

Found = Literal["conflict", "second_order", "none_found", "unknown"]


class EscapeRoutesParameters(Parameters):
    """For one client; from one vendor, for one service, or for all that it buys where it has a conflict."""

    client: EntityName = Field(description="Who looks for another vendor: an id, or any name that only one entity has.")
    vendor: EntityName | None = Field(None, description="The vendor to leave: it is not among the routes.")
    service: Service | None = Field(None, description="Only this service; else what the client buys from the vendor.")


class EscapeRoute(Row):
    """One vendor of one service."""

    service: Service
    vendor: EntityBrief
    finding: Found
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


def answer(graph: ScopedReader, p: EscapeRoutesParameters) -> Iterator[Finding]:
    """The routes, with what `filled` tells of them."""
    return ordered(graph, p, None)


def ordered(graph: ScopedReader, p: EscapeRoutesParameters, after: Key | None) -> Iterator[Finding]:
    """The routes after a key, in order, with what `filled` tells of them.

    Each waits under the first key that it may have, by what is read already of the competitors and of how much the
    vendor sells. Who waits first is looked at more closely and waits on, until its key is its own: so of vendors that
    come late nothing more is read.
    """
    if graph.is_group(p.client):
        return
    own = {use.object: use for use in graph.outgoing(p.client, "CLIENT_OF")}
    rivals = graph.once(rivals_of, p.client)
    reach = reach_of(graph, rivals)
    sellers = merge(*(_sellers(graph, service) for service in sorted(_services(graph, p, own, rivals, reach))))
    tied: dict[str, tuple[list[Tie], bool]] = {}
    waiting: list[tuple[Key, _Route | Finding]] = []
    seller = next(sellers, None)
    while seller or waiting:
        if seller and not (waiting and waiting[0][0] < (0, 0, int(not rivals), seller[0])):
            contracts, vendor, service = seller
            if vendor not in (p.client, p.vendor):
                first = (*_fewest(vendor, rivals, reach), contracts, -inf, vendor, service)
                heappush(waiting, (first, _Route(vendor, service)))
            seller = next(sellers, None)
            continue
        key, route = heappop(waiting)
        if isinstance(route, Finding):
            if after is None or key > after:
                yield route
        elif route.vendor not in tied:
            found = ties(graph, route.vendor, rivals, reach, p.client)
            unknown = not found and (not rivals or next(owners(graph, route.vendor), None) is None)
            tied[route.vendor] = found, unknown
            heappush(waiting, ((*_counted(found, unknown), *key[3:]), route))
        elif key[:3] != (counted := _counted(*tied[route.vendor])):
            heappush(waiting, ((*counted, *key[3:]), route))  # its ties were read for another service
        elif uses := [use for use in graph.reader.sales(route.vendor, route.service) if graph.holds(use)]:
            told = _told(graph, route.service, uses, own.get(route.vendor), *tied[route.vendor])
            heappush(waiting, (told.key, told))


@dataclass(frozen=True, slots=True)
class _Route:
    """A vendor of a service."""

    vendor: str
    service: Service


def _sellers(graph: ScopedReader, service: Service) -> Iterator[tuple[int, str, Service]]:
    """Who sells the service, to how many at most (as a negative number): who sells it to the most comes first."""
    return ((-contracts, vendor, service) for vendor, contracts in graph.reader.sellers(service))


def _fewest(vendor: str, rivals: Rivals, reach: Reach) -> tuple[int, int, int]:
    """The fewest ties that it may have, as `_counted` counts them: nobody who holds it has been read yet."""
    holders = {rival for rival, _ in reach.held.get(vendor, ())}
    clients = {rival for rival, _ in reach.bought_from.get(vendor, ())}
    return len(holders | ({vendor} & rivals.keys())), len(clients), int(not rivals)


def _counted(found: list[Tie], unknown: bool) -> tuple[int, int, int]:
    """How many competitors have direct ties, how many have others, and whether it is unknown."""
    direct = {tie.competitor for tie in found if tie.kind in DIRECT}
    second = {tie.competitor for tie in found if tie.kind not in DIRECT}
    return len(direct), len(second), int(unknown)


def _services(
    graph: ScopedReader,
    p: EscapeRoutesParameters,
    own: Mapping[str, RelationshipVersion],
    rivals: Rivals,
    reach: Reach,
) -> set[Service]:
    """The services to look for: as asked, or what the client buys there, or where it has a direct conflict."""
    if p.service:
        return {p.service}
    if p.vendor:
        left = [p.vendor] if p.vendor in own else []
    else:
        left = [v for v in own if any(tie.kind in DIRECT for tie in ties(graph, v, rivals, reach, p.client))]
    return {service for vendor in left for service in own[vendor].services}


def _told(
    graph: ScopedReader,
    service: Service,
    uses: list[RelationshipVersion],
    own: RelationshipVersion | None,
    found: list[Tie],
    unknown: bool,
) -> Finding:
    vendor = uses[0].object
    direct, second, _ = counted = _counted(found, unknown)
    clients = sum(not graph.is_group(use.subject) for use in uses)
    claims = sum(len(use.claims) for use in uses)
    return Finding(
        key=(*counted, -clients, -claims, vendor, service),
        values={
            "service": service,
            "vendor": vendor,
            "finding": "conflict" if direct else "second_order" if second else "unknown" if unknown else "none_found",
            "direct_conflicts": direct,
            "second_order_conflicts": second,
            "clients_known": clients,
            "claims_known": claims,
            "uses": uses,
            "own": own,
            "ties": found,
        },
    )


def filled(graph: ScopedReader, p: EscapeRoutesParameters, finding: Finding) -> Finding:
    """The route with all that its row tells."""
    values = dict(finding.values)
    uses, own, found = values.pop("uses"), values.pop("own"), values.pop("ties")
    as_of = graph.scope.as_of
    surest = min(uses, key=lambda use: (use.verdict(as_of) != "certain", -use.certainty, use.disputed, use.id))
    return Finding(
        key=finding.key,
        values={
            **values,
            "already_client": own is not None,
            "conflicts": [tie.values(as_of) for tie in found],
            "investors_known": len({owner for owner, _ in owners(graph, values["vendor"])}),
            "competitors_known": len(graph.once(rivals_of, p.client)),
            "verdict": surest.verdict(as_of),
            "certainty": surest.certainty,
        },
        witness=(surest, *([own] if own else []), *(hop for tie in found for hop in tie.hops)),
    )


def shape(finding: Finding, evidence: Evidence) -> EscapeRoute:
    """The row as shown."""
    values: dict[str, Any] = finding.values
    hops = {hop.id: hop for hop in finding.witness}
    return EscapeRoute(
        **{
            **values,
            "vendor": evidence.entity(values["vendor"]),
            "conflicts": [shown_tie(tie, evidence) for tie in values["conflicts"]],
            "certainty": CERTAINTIES[values["certainty"]],
            "witness": evidence.witness(hops.values()),
        }
    )


QUERY = Query(
    name="escape_routes",
    version=1,
    question="Where could this client go instead: which other vendors of the same service, and with what conflicts?",
    parameters=EscapeRoutesParameters,
    row=EscapeRoute,
    reads=("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN", "ACQUIRED", "SUBSIDIARY_OF"),
    order="direct conflicts (fewest first), second-order conflicts, `unknown` last, known clients (most first), "
    "claims (most first), vendor, service",
    answer=answer,
    ordered=ordered,
    filled=filled,
    shape=shape,
    example={"client": "google", "vendor": "scale-ai"},
)
