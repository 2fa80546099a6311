"""Where does money come round in a ring: A invests in B, and B buys from A?

A ring goes from entity to entity the way money goes: from subject to object. Along a holding (`INVESTS_IN`) money
buys equity, along a contract (`CLIENT_OF`) a service. A ring comes to no entity twice. It is given once, from the
smallest of its ids on. Groups ("governments") are part of none.

* `kind`: `circular`, at least one hop is a holding and at least one other a service; `cross_holding`, every
  hop is a holding; `mutual_trade`, every hop is a service. If one entity both holds a part of the next and
  buys from it, the hop lists both, and the ring has a row for each kind that it can be.
* Verdict, certainty, window and dispute are those of the surest route round that makes a ring of the kind.
  The other relationships of a hop add to the evidence and to the totals.
* With `include_announced`, a deal that is announced and not yet in force closes a ring too. Such a ring has
  no verdict and no window.
* Totals add up sums that compare: of one currency and one period (or none), all for equity or all for
  services, all announced or all in force. Their basis must be one party's own money: `paid`,
  `committed`, `planned`, `up_to`, `cumulative`, `unspecified`. What a whole round raised, what several
  parties gave together, what a holding is worth and what somebody estimates stand at their hop and
  are never added. The least of a ceiling is 0. A relationship without a sum that compares is `uncounted`:
  unknown is not zero.
* A ring says that money may come round. It doesn't say that the same money did, or that one deal was
  made for the other. A holding may also have been bought from others, or given in exchange.
* The first 5,000 rings are looked at, shortest first. If there are more, the certificate says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, Purchase, TypeName
from graph_service.domain.vocabulary import Certainty, Service, Status
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import AmountShown, EntityBrief, Window, Witness, show_amount
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import CandidatesToFinish, Finding, NoValues, Values
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.money import Total, add_up, describe_amount
from graph_service.queries.shared.rings import RING_KINDS, Ring, RingKind, find_rings, hops_of, makes_ring
from graph_service.queries.shared.routes import RouteVerdict, describe_route, may_lie_on_route, route_rank

LONGEST = 6
MOST = 5_000
"""The most rings that are looked at."""

BUYS: dict[TypeName, Purchase] = {name: entry.money for name, entry in RELATIONSHIP_TYPES.items() if entry.money}
"""What money buys along a relationship from subject to object, by type; other types are left out."""


class CircularDealsParameters(Parameters):
    """The rings of one entity, or all."""

    entity: EntityName | None = Field(None, description="Only rings that this entity is part of.")
    max_length: int = Field(4, ge=2, le=LONGEST, description=f"The most hops in a ring, 2 to {LONGEST}.")
    kinds: list[RingKind] = Field(
        ["circular"], min_length=1, description="Rings of these kinds; `circular` if left out."
    )
    include_announced: bool = Field(False, description="Also deals that are announced and not yet in force.")


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Flow(_Shown):
    """One relationship along which money goes."""

    relationship: str
    buys: Purchase
    status: Status
    stake_percent: float | None
    services: tuple[Service, ...]
    amount: AmountShown | None

    def __str__(self) -> str:
        what = "holding" if self.buys == "equity" else ", ".join(self.services).replace("_", " ")
        status = "" if self.status == "active" else f" {self.status.replace('_', ' ')}"
        return f"{what}{status}{f', {describe_amount(self.amount)}' if self.amount else ''}"


class RingHop(_Shown):
    """From one entity to the next: all that it pays for there."""

    payer: str
    payee: str
    flows: list[Flow]

    def __str__(self) -> str:
        return f"{self.payer} → {self.payee} ({'; '.join(map(str, self.flows))})"


class CircularDeal(Row):
    """One ring."""

    kind: RingKind
    length: int
    entities: list[EntityBrief] = Field(description="From the smallest id on: each pays the next, the last the first.")
    hops: list[RingHop]
    totals: list[Total]
    uncounted: list[str] = Field(description="Relationships whose sums are unknown, or don't compare.")
    disputed: bool
    verdict: RouteVerdict = Field(description="Null: a deal on it is only announced.")
    certainty: Certainty
    window: Window | None = Field(description="When all hops hold at once; null: a deal on it is only announced.")
    witness: list[Witness]


class RingFound(Values, frozen=True):
    """A ring of one kind: its entities from the smallest id on, and the relationships of each hop."""

    kind: RingKind
    ring: Ring
    hops: tuple[tuple[RelationshipVersion, ...], ...]
    as_of: str


def find(graph: ScopedReader, p: CircularDealsParameters) -> Iterator[Finding[NoValues]]:
    """The relationships that rings may be made of."""
    for version in _read_all(graph, p) if p.entity is None else _read_around(graph, p, p.entity):
        yield Finding(key=(version.id,), values=NoValues(), witness=(version,))


def _read_all(graph: ScopedReader, p: CircularDealsParameters) -> Iterator[RelationshipVersion]:
    return (version for type_ in BUYS for version in graph.reader.every(type_) if _counts(graph, p, version))


def _read_around(graph: ScopedReader, p: CircularDealsParameters, entity: str) -> Iterator[RelationshipVersion]:
    """Read half a ring onwards from the entity and half a ring back, and keep what may be part of a whole one."""
    back = p.max_length // 2
    found: dict[str, RelationshipVersion] = {}
    for steps, read in ((p.max_length - back, graph.reader.outgoing), (back, graph.reader.incoming)):
        reached = edge = {entity}
        for _ in range(steps):
            new = [v for each in edge for type_ in BUYS for v in read(each, type_) if _counts(graph, p, v)]
            found.update((version.id, version) for version in new)
            edge = {end for version in new for end in (version.subject, version.object)} - reached
            reached = reached | edge
    payees: dict[str, set[str]] = defaultdict(set)
    payers: dict[str, set[str]] = defaultdict(set)
    for version in found.values():
        payees[version.subject].add(version.object)
        payers[version.object].add(version.subject)
    to, fro = _distances(entity, p.max_length - 1, payees), _distances(entity, p.max_length - 1, payers)
    for version in found.values():
        if to.get(version.subject, LONGEST) + 1 + fro.get(version.object, LONGEST) <= p.max_length:
            yield version


def _distances(start: str, most: int, onwards: Mapping[str, Iterable[str]]) -> Mapping[str, int]:
    """How many steps lead to each entity, for all that are reached in at most so many."""
    found = {start: 0}
    edge = {start}
    for distance in range(1, most + 1):
        edge = {end for each in edge for end in onwards.get(each, ())} - found.keys()
        found.update(dict.fromkeys(edge, distance))
    return found


def _counts(graph: ScopedReader, p: CircularDealsParameters, version: RelationshipVersion) -> bool:
    return may_lie_on_route(graph, version, announced=p.include_announced) and not (
        graph.is_group(version.subject) or graph.is_group(version.object)
    )


def describe_cap(found: list[Finding[NoValues]], p: CircularDealsParameters) -> str | None:
    """Say that there are more rings than are looked at, if there are."""
    if len(_find_rings_among(found, p)) <= MOST:
        return None
    return (
        f"there are more than {MOST:,} rings: the first {MOST:,} were looked at, the shortest first, then in the order "
        "of their ids; ask about one entity, or for shorter rings"
    )


def finish(found: list[Finding[NoValues]], p: CircularDealsParameters) -> list[Finding[RingFound]]:
    """The rings that are looked at, with a finding for each kind that they are of."""
    paid: dict[tuple[str, str], list[RelationshipVersion]] = {}
    for version in sorted(_list_versions(found), key=lambda version: version.id):
        paid.setdefault((version.subject, version.object), []).append(version)
    rows = []
    for ring in _find_rings_among(found, p)[:MOST]:
        rotated = _rotate(ring)
        for at, kind in enumerate(RING_KINDS):
            if kind not in p.kinds:
                continue
            hops = tuple(tuple(v for v in paid[hop] if _belongs(BUYS[v.type], kind)) for hop in hops_of(rotated))
            if makes_ring([{BUYS[v.type] for v in hop} for hop in hops], kind):
                values = RingFound(kind, rotated, hops, p.scope.as_of)
                rows.append(Finding((len(ring), *ring, at), values, tuple(v for hop in hops for v in hop)))
    return rows


def _find_rings_among(found: list[Finding[NoValues]], p: CircularDealsParameters) -> tuple[Ring, ...]:
    payments = {(version.subject, version.object, BUYS[version.type]) for version in _list_versions(found)}
    return find_rings(tuple(sorted(payments)), p.entity, p.max_length, tuple(sorted(set(p.kinds))), MOST + 1)


def _list_versions(found: list[Finding[NoValues]]) -> Iterator[RelationshipVersion]:
    return (version for finding in found for version in finding.witness if isinstance(version, RelationshipVersion))


def _rotate(ring: Ring) -> Ring:
    """The ring from its smallest id on."""
    at = ring.index(min(ring))
    return ring[at:] + ring[:at]


def _belongs(buys: Purchase, kind: RingKind) -> bool:
    return kind == "circular" or buys == ("equity" if kind == "cross_holding" else "service")


def shape(finding: Finding[RingFound], evidence: Evidence) -> CircularDeal:
    """The row as shown."""
    kind, ring, hops, as_of = finding.values.kind, finding.values.ring, finding.values.hops, finding.values.as_of
    versions = [version for hop in hops for version in hop]
    sums = add_up(versions)
    counted = {id_ for total in sums for id_ in total.relationships}
    return CircularDeal(
        kind=kind,
        length=len(ring),
        entities=[evidence.entity(id_) for id_ in ring],
        hops=[
            RingHop(payer=payer, payee=payee, flows=[_show_flow(version) for version in hop])
            for (payer, payee), hop in zip(hops_of(ring), hops, strict=True)
        ],
        totals=sums,
        uncounted=[version.id for version in versions if version.id not in counted],
        **describe_route(_choose_surest_route(hops, kind, as_of), as_of),
        witness=evidence.witness(versions),
    )


def _choose_surest_route(
    hops: Sequence[Sequence[RelationshipVersion]], kind: RingKind, as_of: str
) -> tuple[RelationshipVersion, ...]:
    """Choose one relationship for each hop so that they make the surest ring of the kind."""
    routes = product(*hops)
    of_kind = (route for route in routes if makes_ring([{BUYS[version.type]} for version in route], kind))
    return min(of_kind, key=lambda route: route_rank(route, as_of))


def _show_flow(version: RelationshipVersion) -> Flow:
    return Flow(
        relationship=version.id,
        buys=BUYS[version.type],
        status=version.status,
        stake_percent=version.stake_percent,
        services=version.services,
        amount=show_amount(version),
    )


QUERY = CandidatesToFinish(
    name="circular_deals",
    version=1,
    question="Where does money come round in a ring: A invests in B, and B buys from A?",
    parameters=CircularDealsParameters,
    values=NoValues,
    row=CircularDeal,
    reads=tuple(BUYS),
    order="length, then the ids from the entity asked about (or from the smallest) on, then kind",
    find=find,
    shape=shape,
    finish=finish,
    capped=describe_cap,
    example={"entity": "openai"},
)
