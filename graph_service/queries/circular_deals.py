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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, product
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, Money, TypeName
from graph_service.domain.vocabulary import Basis, Certainty, Service, Status
from graph_service.memory import MemoryReader
from graph_service.queries.base import EntityName, Finding, Parameters, Query, Row
from graph_service.queries.evidence import AmountShown, EntityBrief, Evidence, Window, Witness, amount
from graph_service.queries.way import WayVerdict, doubt, may_be_on_it, standing
from graph_service.reader import Reader, ScopedReader

Kind = Literal["circular", "cross_holding", "mutual_trade"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LONGEST = 6
MOST = 5_000
"""The most rings that are looked at."""

BUYS: dict[TypeName, Money] = {name: entry.money for name, entry in RELATIONSHIP_TYPES.items() if entry.money}
"""The relationships along which money goes, from subject to object, and what it buys."""

OWN_MONEY: frozenset[Basis] = frozenset({"paid", "committed", "planned", "up_to", "cumulative", "unspecified"})
"""Sums on these bases are one party's own money."""

Versions = Sequence[RelationshipVersion]


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
    buys: Money
    status: Status
    stake_percent: float | None
    services: tuple[Service, ...]
    amount: AmountShown | None

    def __str__(self) -> str:
        what = "holding" if self.buys == "equity" else ", ".join(self.services)
        status = "" if self.status == "active" else f" {self.status}"
        return f"{what}{status}{_spelt_amount(self.amount)}"


class Hop(_Shown):
    """From one entity to the next: all that it pays for there."""

    payer: str
    payee: str
    flows: list[Flow]

    def __str__(self) -> str:
        return f"{self.payer} → {self.payee} ({'; '.join(map(str, self.flows))})"


class Total(_Shown):
    """The sum of what compares."""

    buys: Money
    announced: bool
    currency: str
    period: str | None
    low: float = Field(description="The least it may be; a ceiling counts 0.")
    high: float | None = Field(description="The most it may be; null: no bound is known.")
    approximate: bool
    bases: list[Basis]
    relationships: list[str]

    def __str__(self) -> str:
        span = _spelt(self.low, self.high, self.approximate)
        return f"{self.buys} {span} {self.currency}{f' ({self.period})' if self.period else ''}"


def _spelt(low: float, high: float | None, approximate: bool) -> str:
    about = "about " if approximate else ""
    if low == high:
        return f"{about}{low:,.0f}"
    if high is None:
        return f"{about}{low:,.0f} or more"
    return f"{about}{low:,.0f} to {high:,.0f}" if low else f"up to {about}{high:,.0f}"


def _spelt_amount(amount: AmountShown | None) -> str:
    if amount is None:
        return ""
    low, high = (amount.min or 0.0, amount.max) if amount.value is None else (amount.value, amount.value)
    return f", {amount.basis} {_spelt(low, high, amount.approximate)} {amount.currency or ''}".rstrip()


class CircularDeal(Row):
    """One ring."""

    kind: Kind
    length: int
    entities: list[EntityBrief] = Field(
        description="From the smallest id on, each paying the next; the last, the first."
    )
    hops: list[Hop]
    totals: list[Total]
    uncounted: list[str] = Field(description="Relationships whose sums are unknown, or don't compare.")
    disputed: bool
    verdict: WayVerdict = Field(description="Null: a deal on it is only announced.")
    certainty: Certainty
    window: Window | None = Field(description="When all hops hold at once; null: a deal on it is only announced.")
    witness: list[Witness]


def answer(graph: ScopedReader, p: CircularDealsParameters) -> Iterator[Finding]:
    """The rings, shortest first, then in the order of their ids: one more than are looked at, to tell a cap."""
    yield from islice(_rings(_Money(graph, p), p), MOST + 1)


class _Money:
    """Who pays whom, and for what."""

    def __init__(self, graph: ScopedReader, p: CircularDealsParameters) -> None:
        self._graph = graph
        self._announced = p.include_announced
        # For one entity only what is near is read; for all, each relationship once.
        self._reader: Reader = graph.reader if p.entity is not None else MemoryReader(versions=self._everywhere())
        self.paid_by = cache(self._paid_by)
        self.payers_of = cache(self._payers_of)

    def payers(self) -> list[str]:
        """Everybody that pays anybody."""
        return sorted({version.subject for type_ in BUYS for version in self._reader.every(type_)})

    def _everywhere(self) -> Iterator[RelationshipVersion]:
        return (version for type_ in BUYS for version in self._graph.reader.every(type_) if self._counts(version))

    def _paid_by(self, payer: str) -> Mapping[str, Versions]:
        """Whom the entity pays, in the order of their ids, and by which relationships."""
        found: dict[str, list[RelationshipVersion]] = {}
        for type_ in BUYS:
            for version in filter(self._counts, self._reader.outgoing(payer, type_)):
                found.setdefault(version.object, []).append(version)
        return dict(sorted(found.items()))

    def _payers_of(self, payee: str) -> set[str]:
        return {v.subject for type_ in BUYS for v in filter(self._counts, self._reader.incoming(payee, type_))}

    def _counts(self, version: RelationshipVersion) -> bool:
        graph = self._graph
        return may_be_on_it(graph, version, announced=self._announced) and not (
            graph.entity(version.subject).is_group or graph.entity(version.object).is_group
        )


def _rings(money: _Money, p: CircularDealsParameters) -> Iterator[Finding]:
    starts = money.payers() if p.entity is None else [p.entity]
    for length in range(2, p.max_length + 1):
        for start in starts:
            # Without an entity asked about, a ring is found at the smallest of its ids only.
            for ring in _closed(money, start, length, least="" if p.entity else start):
                hops = [money.paid_by(payer)[payee] for payer, payee in _hops(ring)]
                if any(_bears_out(hops, kind) for kind in p.kinds):
                    yield Finding((length, *ring), {"ring": list(ring)}, tuple(v for hop in hops for v in hop))


def _closed(money: _Money, start: str, length: int, *, least: str) -> Iterator[tuple[str, ...]]:
    """Every ring of this length from `start` on through ids not below `least`, in the order of the ids."""
    near = _distances(money, start, length // 2, least)

    def onwards(ring: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        left = length - len(ring)
        for payee in money.paid_by(ring[-1]):
            if left == 0:
                if payee == start:
                    yield ring
            # Who is too far from the start to come round in time isn't followed.
            elif payee >= least and payee not in ring and (left > length // 2 or near.get(payee, length) <= left):
                yield from onwards((*ring, payee))

    return onwards((start,)) if len(near) > 1 else iter(())


def _distances(money: _Money, start: str, most: int, least: str) -> dict[str, int]:
    """How many hops it takes to come to `start`, for all from whom it takes at most so many."""
    near = {start: 0}
    edge = [start]
    for distance in range(1, most + 1):
        found = {payer for payee in edge for payer in money.payers_of(payee) if payer >= least and payer not in near}
        near.update(dict.fromkeys(found, distance))
        edge = list(found)
    return near


def _hops(ring: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _bears_out(hops: Iterable[Versions], kind: Kind) -> bool:
    """Whether there is a way round that makes a ring of these hops one of the kind."""
    buys = [{BUYS[version.type] for version in hop} for hop in hops]
    match kind:
        case "circular":
            return any("equity" in hop for hop in buys) and any("service" in hop for hop in buys)
        case "cross_holding":
            return all("equity" in hop for hop in buys)
        case "mutual_trade":
            return all("service" in hop for hop in buys)


def capped(found: list[Finding], _p: CircularDealsParameters) -> str | None:
    """Whether there are more rings than are looked at."""
    if len(found) <= MOST:
        return None
    return (
        f"there are more than {MOST:,} rings: the first {MOST:,} were looked at, the shortest first, then in the order "
        "of their ids; ask about one entity, or for shorter rings"
    )


def finish(found: list[Finding], p: CircularDealsParameters) -> list[Finding]:
    """The rings that are looked at, a finding for each kind that they bear out."""
    rows = []
    for finding in sorted(found, key=lambda finding: finding.key)[:MOST]:
        paid: dict[tuple[str, str], list[RelationshipVersion]] = {}
        for version in sorted((v for v in finding.witness if isinstance(v, RelationshipVersion)), key=lambda v: v.id):
            paid.setdefault((version.subject, version.object), []).append(version)
        ring: list[str] = finding.values["ring"]
        for kind in KINDS:
            hops = [[v for v in paid[hop] if _belongs(v, kind)] for hop in _hops(_rotated(ring))]
            if kind in p.kinds and _bears_out(hops, kind):
                witness = tuple(v for hop in hops for v in hop)
                values = {"kind": kind, "ring": _rotated(ring), "as_of": p.as_of}
                rows.append(Finding((*finding.key, KINDS.index(kind)), values, witness))
    return rows


def _rotated(ring: list[str]) -> list[str]:
    """The ring from its smallest id on."""
    at = ring.index(min(ring))
    return ring[at:] + ring[:at]


def _belongs(version: RelationshipVersion, kind: Kind) -> bool:
    match kind:
        case "circular":
            return True
        case "cross_holding":
            return BUYS[version.type] == "equity"
        case "mutual_trade":
            return BUYS[version.type] == "service"


def shape(finding: Finding, evidence: Evidence) -> CircularDeal:
    """The row as shown."""
    kind, ring, as_of = finding.values["kind"], finding.values["ring"], finding.values["as_of"]
    versions = [v for v in finding.witness if isinstance(v, RelationshipVersion)]
    hops = [[v for v in versions if (v.subject, v.object) == hop] for hop in _hops(ring)]
    totals = _totals(versions)
    counted = {id_ for total in totals for id_ in total.relationships}
    return CircularDeal(
        kind=kind,
        length=len(ring),
        entities=[evidence.entity(id_) for id_ in ring],
        hops=[
            Hop(payer=payer, payee=payee, flows=[_flow(v) for v in hop])
            for (payer, payee), hop in zip(_hops(ring), hops, strict=True)
        ],
        totals=totals,
        uncounted=[v.id for v in versions if v.id not in counted],
        **standing(_surest_way(hops, kind, as_of), as_of),
        witness=evidence.witness(versions),
    )


def _surest_way(hops: Sequence[Versions], kind: Kind, as_of: str) -> tuple[RelationshipVersion, ...]:
    """One relationship for each hop, such that they make a ring of the kind."""
    ways = (way for way in product(*hops) if _bears_out([[v] for v in way], kind))
    return min(ways, key=lambda way: doubt(way, as_of))


def _flow(version: RelationshipVersion) -> Flow:
    return Flow(
        relationship=version.id,
        buys=BUYS[version.type],
        status=version.status,
        stake_percent=version.stake_percent,
        services=version.services,
        amount=amount(version),
    )


def _totals(versions: Iterable[RelationshipVersion]) -> list[Total]:
    """The sums of what compares, equity first, then by currency and period."""
    alike: dict[tuple[Money, bool, str, str], list[RelationshipVersion]] = {}
    for version in versions:
        if version.amount_basis in OWN_MONEY and version.amount_currency is not None:
            announced = version.status == "announced"
            key = BUYS[version.type], announced, version.amount_currency, version.amount_period or ""
            alike.setdefault(key, []).append(version)
    return [_total(*key, alike[key]) for key in sorted(alike)]


def _total(buys: Money, announced: bool, currency: str, period: str, versions: Versions) -> Total:
    low = 0.0
    high: float | None = 0.0
    for version in versions:
        least, most = _bounds(version)
        low += least
        high = None if high is None or most is None else high + most
    return Total(
        buys=buys,
        announced=announced,
        currency=currency,
        period=period or None,
        low=low,
        high=high,
        approximate=any(version.amount_approximate for version in versions),
        bases=sorted({version.amount_basis for version in versions if version.amount_basis}),
        relationships=[version.id for version in versions],
    )


def _bounds(version: RelationshipVersion) -> tuple[float, float | None]:
    if version.amount is not None:
        return version.amount, version.amount
    return version.amount_min or 0.0, version.amount_max


QUERY = Query(
    name="circular_deals",
    version=1,
    question="Where does money come round in a ring: A invests in B, and B buys from A?",
    parameters=CircularDealsParameters,
    row=CircularDeal,
    reads=tuple(BUYS),
    order="length, then the ids from the entity asked about (or from the smallest) on, then kind",
    answer=answer,
    shape=shape,
    finish=finish,
    capped=capped,
    cypher_parameters=lambda _: {"most": MOST},
    example={"entity": "openai"},
)
