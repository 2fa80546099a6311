"""Where does money come round in a ring: A invests in B, and B buys from A?

A ring goes from entity to entity the way money goes, which the table of relationship types declares:
from subject to object, a holding (`INVESTS_IN`) for equity, a contract (`CLIENT_OF`) for a service. It
comes to no entity twice, and is given once, from the smallest of its ids on. Groups ("governments")
are part of none.

* `kind`: `circular`, at least one hop is a holding and at least one other a service;
  `cross_holding`, every hop is a holding; `mutual_trade`, every hop is a service. Where one entity both
  holds a part of the next and buys from it, the hop lists both, and the ring has a row of each kind
  that it bears out.
* Verdict, certainty, window and dispute are those of the surest way round that makes the ring one of
  its kind; what else lies on a hop adds to the evidence and to the totals.
* With `include_announced`, a deal that is announced and not yet so closes a ring too; such a ring has
  no verdict and no window.
* Totals add up sums that compare: of one currency and one period (or none), all for equity or all for
  services, all announced or all in force, and on a basis that is one party's own money: `paid`,
  `committed`, `planned`, `up_to`, `cumulative`, `unspecified`. What a whole round raised, what several
  parties gave together, what a holding is worth and what somebody estimates stand at their hop and
  are never added. The least of a ceiling is 0. What has no sum, or none that compares, is `uncounted`:
  unknown is not zero.
* A ring says that money may come round. It doesn't say that the same money did, or that one deal was
  made for the other; and a holding may have been bought from others, or given in exchange.
* The first 5,000 rings are looked at, shortest first; if there are more, the certificate says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Literal, get_args

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
from graph_service.queries.shared.routes import RouteVerdict, describe_route, may_lie_on_route, route_rank

Kind = Literal["circular", "cross_holding", "mutual_trade"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LONGEST = 6
MOST = 5_000
"""The most rings that are looked at."""

BUYS: dict[TypeName, Purchase] = {name: entry.money for name, entry in RELATIONSHIP_TYPES.items() if entry.money}
"""The relationships along which money goes, from subject to object, and what it buys."""

Ring = tuple[str, ...]
"""The ids of entities, each of which pays the next, and the last the first."""
Paid = tuple[str, str, Purchase]
"""Who pays whom, and for what."""


class CircularDealsParameters(Parameters):
    """For one entity, or all."""

    entity: EntityName | None = Field(None, description="Only rings that this entity is part of.")
    max_length: int = Field(4, ge=2, le=LONGEST, description=f"The most hops in a ring, 2 to {LONGEST}.")
    kinds: list[Kind] = Field(["circular"], min_length=1, description="Rings of these kinds; `circular` if left out.")
    include_announced: bool = Field(False, description="Also deals that are announced and not yet so.")


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

    kind: Kind
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


class Found(Values, frozen=True):
    """A ring of one kind: its entities from the smallest id on, and all that each pays the next for."""

    kind: Kind
    ring: Ring
    hops: tuple[tuple[RelationshipVersion, ...], ...]
    as_of: str


def find(graph: ScopedReader, p: CircularDealsParameters) -> Iterator[Finding[NoValues]]:
    """The relationships that rings may be made of."""
    for version in _everywhere(graph, p) if p.entity is None else _around(graph, p, p.entity):
        yield Finding(key=(version.id,), values=NoValues(), witness=(version,))


def _everywhere(graph: ScopedReader, p: CircularDealsParameters) -> Iterator[RelationshipVersion]:
    return (version for type_ in BUYS for version in graph.reader.every(type_) if _counts(graph, p, version))


def _around(graph: ScopedReader, p: CircularDealsParameters, entity: str) -> Iterator[RelationshipVersion]:
    """Half the way on from the entity, and half the way back to it: of that, what may be part of a ring."""
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
    """In how many steps each is reached, of all that are reached in at most so many."""
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


def capped(found: list[Finding[NoValues]], p: CircularDealsParameters) -> str | None:
    """Whether there are more rings than are looked at."""
    if len(_rings_among(found, p)) <= MOST:
        return None
    return (
        f"there are more than {MOST:,} rings: the first {MOST:,} were looked at, the shortest first, then in the order "
        "of their ids; ask about one entity, or for shorter rings"
    )


def finish(found: list[Finding[NoValues]], p: CircularDealsParameters) -> list[Finding[Found]]:
    """The rings that are looked at, a finding for each kind that they bear out."""
    paid: dict[tuple[str, str], list[RelationshipVersion]] = {}
    for version in sorted(_versions(found), key=lambda version: version.id):
        paid.setdefault((version.subject, version.object), []).append(version)
    rows = []
    for ring in _rings_among(found, p)[:MOST]:
        rotated = _rotated(ring)
        for at, kind in enumerate(KINDS):
            if kind not in p.kinds:
                continue
            hops = tuple(tuple(v for v in paid[hop] if _belongs(BUYS[v.type], kind)) for hop in _hops(rotated))
            if _bears_out([{BUYS[v.type] for v in hop} for hop in hops], kind):
                values = Found(kind, rotated, hops, p.scope.as_of)
                rows.append(Finding((len(ring), *ring, at), values, tuple(v for hop in hops for v in hop)))
    return rows


def _rings_among(found: list[Finding[NoValues]], p: CircularDealsParameters) -> tuple[Ring, ...]:
    paid = {(version.subject, version.object, BUYS[version.type]) for version in _versions(found)}
    return rings(tuple(sorted(paid)), p.entity, p.max_length, tuple(sorted(set(p.kinds))))


def _versions(found: list[Finding[NoValues]]) -> Iterator[RelationshipVersion]:
    return (version for finding in found for version in finding.witness if isinstance(version, RelationshipVersion))


@lru_cache(maxsize=16)
def rings(paid: tuple[Paid, ...], entity: str | None, max_length: int, kinds: tuple[Kind, ...]) -> tuple[Ring, ...]:
    """The rings of these kinds, shortest first, then in the order of their ids: one more than are looked at.

    Each begins with the entity asked about, or else with the smallest of its ids.
    """
    return tuple(islice(_Payments(paid).rings(entity, max_length, kinds), MOST + 1))


class _Payments:
    """Who pays whom."""

    def __init__(self, paid: tuple[Paid, ...]) -> None:
        self.payees: dict[str, dict[str, set[Purchase]]] = {}
        self.payers: dict[str, set[str]] = {}
        for payer, payee, buys in paid:  # sorted, so that rings are found in the order of their ids
            self.payees.setdefault(payer, {}).setdefault(payee, set()).add(buys)
            self.payers.setdefault(payee, set()).add(payer)

    def rings(self, entity: str | None, max_length: int, kinds: tuple[Kind, ...]) -> Iterator[Ring]:
        """All that there are."""
        for length in range(2, max_length + 1):
            for start in [entity] if entity is not None else self.payees:
                # Without an entity asked about, a ring is found at the smallest of its ids only.
                for ring in self._closed(start, length, least="" if entity is not None else start):
                    hops = [self.payees[payer][payee] for payer, payee in _hops(ring)]
                    if any(_bears_out(hops, kind) for kind in kinds):
                        yield ring

    def _closed(self, start: str, length: int, *, least: str) -> Iterator[Ring]:
        """Every ring of this length from `start` on, through no id below `least`."""
        half = length // 2
        near = self._distances(start, half, least)

        def onwards(ring: Ring, left: int) -> Iterator[Ring]:
            for payee in self.payees.get(ring[-1], ()):
                if left == 1:
                    if payee == start:
                        yield ring
                # Who is too far from the start to come round in time isn't followed.
                elif payee >= least and payee not in ring and (left > half + 1 or near.get(payee, length) < left):
                    yield from onwards((*ring, payee), left - 1)

        return onwards((start,), length) if len(near) > 1 else iter(())

    def _distances(self, start: str, most: int, least: str) -> Mapping[str, int]:
        """How many hops it takes to come to `start`, for all from whom it takes at most so many."""
        near = {start: 0}
        edge = {start}
        for distance in range(1, most + 1):
            payers = {payer for payee in edge for payer in self.payers.get(payee, ())}
            edge = {payer for payer in payers if payer >= least and payer not in near}
            near.update(dict.fromkeys(edge, distance))
        return near


def _hops(ring: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _rotated(ring: Ring) -> Ring:
    """The ring from its smallest id on."""
    at = ring.index(min(ring))
    return ring[at:] + ring[:at]


def _bears_out(hops: Iterable[set[Purchase]], kind: Kind) -> bool:
    """Whether there is a way round, of what each hop buys, that makes a ring of the kind."""
    match kind:
        case "circular":
            bought = set().union(*hops)
            return bought == {"equity", "service"}
        case "cross_holding":
            return all("equity" in hop for hop in hops)
        case "mutual_trade":
            return all("service" in hop for hop in hops)


def _belongs(buys: Purchase, kind: Kind) -> bool:
    return kind == "circular" or buys == ("equity" if kind == "cross_holding" else "service")


def shape(finding: Finding[Found], evidence: Evidence) -> CircularDeal:
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
            RingHop(payer=payer, payee=payee, flows=[_flow(version) for version in hop])
            for (payer, payee), hop in zip(_hops(ring), hops, strict=True)
        ],
        totals=sums,
        uncounted=[version.id for version in versions if version.id not in counted],
        **describe_route(_surest_way(hops, kind, as_of), as_of),
        witness=evidence.witness(versions),
    )


def _surest_way(
    hops: Sequence[Sequence[RelationshipVersion]], kind: Kind, as_of: str
) -> tuple[RelationshipVersion, ...]:
    """One relationship for each hop, such that they make a ring of the kind."""
    ways = (way for way in product(*hops) if _bears_out([{BUYS[version.type]} for version in way], kind))
    return min(ways, key=lambda way: route_rank(way, as_of))


def _flow(version: RelationshipVersion) -> Flow:
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
    capped=capped,
    example={"entity": "openai"},
)
