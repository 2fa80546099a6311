"""Which clients share a vendor with a competitor's investment?

A row says: the client buys from the vendor; the investor holds a part of the vendor, directly or
through a chain of holdings; and the client competes with the investor. So what the client tells
its vendor may reach its competitor.

* A chain's effective stake is the product of the stakes along it; an investor's, the sum over its
  chains (no entity twice in one, the client in none). The investor's own holding always counts, of
  whatever size; a longer chain counts if each of its stakes is known, a range by its least, and their
  product is at least `chain_threshold` percent (with a threshold of 0, unknown stakes are followed too).
  A stake that its source calls indirect is shown, is part of no longer chain, and is added to no other.
  Holdings are `INVESTS_IN` alone: an acquisition or a parent company is another question. Results are
  rounded to a billionth of a percent; where they add up to more than 100, `capped_at_100` says so.
* `standing`: `open`; `narrowing`, the client plans to leave; `closed`, it is over on the day asked
  about (only with `include_closed`), and told as it was on its last day.
* Verdict, certainty, window and dispute are those of the client's contract, the competition, and
  the row's principal chain: the shortest, then the largest; further chains add to the stake only.
* Groups ("governments") are never joined on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Literal

from pydantic import Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Segment
from graph_service.queries.base import EntityName, Finding, Key, Parameters, Query, Row
from graph_service.queries.evidence import (
    AmountShown,
    EntityBrief,
    Evidence,
    Window,
    Witness,
    amount,
    window,
    window_of,
)
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.stakes import (
    Chain,
    added,
    effective_stake,
    greatest_stake,
    is_worth_following,
    leading_stake,
    leads_on,
    least_stake,
    total,
)

Standing = Literal["open", "narrowing", "closed"]
Rivals = Mapping[str, Sequence[RelationshipVersion]]
"""Whom a client competes with, by name: each by one spell, or by several where closed conflicts count."""

DEPTH = 4

MANY = 10
"""How many clients for each of a vendor's investors are many."""


class SharedVendorsParameters(Parameters):
    """For one client, one vendor, one investor, or all."""

    client: EntityName | None = Field(None, description="Only conflicts of this client.")
    vendor: EntityName | None = Field(None, description="Only conflicts at this vendor.")
    investor: EntityName | None = Field(None, description="Only conflicts with this investor.")
    min_stake: float | None = Field(
        None, gt=0, le=100, description="Only effective stakes known to be this large, in percent."
    )
    depth: int = Field(3, ge=1, le=DEPTH, description="The most holdings in a chain; 1 is direct stakes only.")
    chain_threshold: float = Field(
        1.0, ge=0, le=100, description="The least effective stake of a chain of two or more, in percent; 0 follows all."
    )
    include_closed: bool = Field(False, description="Also conflicts that are over on the day asked about.")


class SharedVendor(Row):
    """One conflict: client, vendor, and the investor that competes with the client."""

    client: EntityBrief
    vendor: EntityBrief
    investor: EntityBrief
    stake_percent: float | None = Field(description="The investor's own stake in the vendor; null: none, or unknown.")
    effective_stake_percent: float | None = Field(
        description="Summed over chains of holdings, of ranges beside exact stakes the least; null: unknown."
    )
    effective_stake_min: float = Field(description="The least it may be, by all claims.")
    effective_stake_max: float = Field(description="The most it may be, by all claims.")
    capped_at_100: bool = Field(description="Whether the stakes add up to more than 100, which no holding can be.")
    voting: bool | None = Field(description="Whether the stake carries votes; null: unknown.")
    chain: list[str] = Field(description="The principal chain, from the investor down to the vendor.")
    standing: Standing
    disputed: bool
    verdict: Literal["certain", "possible"]
    certainty: Certainty
    window: Window
    segment: Segment | None = Field(description="What the client and the investor compete in.")
    amounts: list[AmountShown]
    witness: list[Witness]


@dataclass(frozen=True)
class _Meeting:
    """A contract, a competition and a chain of holdings that come together; `since` and `until` are days."""

    use: RelationshipVersion
    rivalry: RelationshipVersion
    chain: Chain

    @cached_property
    def hops(self) -> Chain:
        return (self.use, self.rivalry, *self.chain)

    @property
    def since(self) -> str:
        return max(hop.valid_from for hop in self.hops)

    @cached_property
    def until(self) -> str:
        return min(hop.valid_to for hop in self.hops)


def answer(graph: ScopedReader, p: SharedVendorsParameters) -> Iterator[Finding]:
    """The conflicts, in no particular order."""
    if p.include_closed:
        # A contract that ended and began again has several spells: what of them meets what is known with all of them.
        meetings: dict[tuple[str, str, str], list[_Meeting]] = defaultdict(list)
        for investor, met in _met(graph, p):
            meetings[met[0].use.subject, met[0].use.object, investor].extend(met)
        found: Iterable[list[_Meeting]] = meetings.values()
    else:
        found = (met for _, met in _met(graph, p))
    for met in found:
        if finding := _conflict(p, met, graph.scope.as_of):
            yield finding


def _met(graph: ScopedReader, p: SharedVendorsParameters) -> Iterator[tuple[str, list[_Meeting]]]:
    """What comes together at each contract, with each investor."""
    as_of = graph.scope.as_of
    for use, rivals in _contracts(graph, p):
        client, vendor = use.subject, use.object
        counts = graph.reads(use) and use.valid_from <= as_of and (p.include_closed or as_of < use.valid_to)
        if not counts or vendor != (p.vendor or vendor) or graph.is_group(client) or graph.is_group(vendor):
            continue
        above = graph.once(_above, vendor, p.depth, p.chain_threshold, p.include_closed)
        for investor in rivals.keys() & above.keys():
            chains = [chain for chain in above[investor] if all(holding.subject != client for holding in chain)]
            if chains:
                yield investor, [_Meeting(use, rivalry, chain) for rivalry in rivals[investor] for chain in chains]


def _contracts(graph: ScopedReader, p: SharedVendorsParameters) -> Iterable[tuple[RelationshipVersion, Rivals]]:
    """The contracts to look at, entered by the narrowest of the parameters; each with whom its client competes with."""
    if p.client is not None:
        rivals = _rivals(graph, p, p.client)
        return ((use, rivals) for use in (graph.reader.outgoing(p.client, "CLIENT_OF") if rivals else ()))
    if p.vendor is not None:
        return _contracts_with(graph, p, p.vendor)
    if p.investor is not None:
        return _contracts_against(graph, p, p.investor)
    return _all_contracts(graph, p)


def _all_contracts(graph: ScopedReader, p: SharedVendorsParameters) -> Iterator[tuple[RelationshipVersion, Rivals]]:
    """All at whose vendor a competitor of the client may hold a part, vendor by vendor.

    It is cheaper to read once who competes with whom than to look it up for each of the clients.
    """
    competing = {_pair(each.subject, each.object) for each in graph.reader.every("COMPETES_WITH") if graph.reads(each)}
    for vendor, uses in groupby(graph.reader.every("CLIENT_OF"), key=attrgetter("object")):
        above = graph.once(_above, vendor, p.depth, p.chain_threshold, p.include_closed)
        for use in uses if above else ():
            if any(_pair(use.subject, investor) in competing for investor in above):
                yield use, _rivals(graph, p, use.subject)


def _pair(one: str, other: str) -> int:
    """Stands for the two, whichever comes first, in little memory; it may stand for other two as well."""
    return hash((one, other) if one < other else (other, one))


def _contracts_with(
    graph: ScopedReader, p: SharedVendorsParameters, vendor: str
) -> Iterator[tuple[RelationshipVersion, Rivals]]:
    """A vendor's: where its clients are many, it is its investors of whom is read whom they compete with."""
    uses = graph.reader.incoming(vendor, "CLIENT_OF")
    above = graph.once(_above, vendor, p.depth, p.chain_threshold, p.include_closed)
    investors = above.keys() if p.investor is None else above.keys() & {p.investor}
    if len(uses) < MANY * len(investors):
        yield from ((use, _rivals(graph, p, use.subject)) for use in uses)
        return
    rivals: dict[str, dict[str, list[RelationshipVersion]]] = defaultdict(lambda: defaultdict(list))
    for investor in investors:
        for rivalry in _rivalries(graph, p, investor):
            rivals[rivalry.other_end(investor)][investor].append(rivalry)
    yield from ((use, rivals[use.subject]) for use in uses if use.subject in rivals)


def _contracts_against(
    graph: ScopedReader, p: SharedVendorsParameters, investor: str
) -> Iterator[tuple[RelationshipVersion, Rivals]]:
    """Those of whom an investor competes with: where they are many, only with what it may hold a part of."""
    competing: dict[str, list[RelationshipVersion]] = defaultdict(list)
    for rivalry in _rivalries(graph, p, investor):
        competing[rivalry.other_end(investor)].append(rivalry)
    found = [
        (use, {investor: rivalries})
        for client, rivalries in competing.items()
        for use in graph.reader.outgoing(client, "CLIENT_OF")
    ]
    if len(found) < len(graph.reader.outgoing(investor, "INVESTS_IN")):
        yield from found
        return
    below = vendors_below(graph, investor, p.depth, p.chain_threshold, p.include_closed)
    yield from ((use, rivals) for use, rivals in found if use.object in below)


def _rivals(graph: ScopedReader, p: SharedVendorsParameters, client: str) -> Rivals:
    """Whom the client competes with, of those that are asked about."""
    rivals: dict[str, list[RelationshipVersion]] = defaultdict(list)
    for rivalry in _rivalries(graph, p, client):
        rivals[rivalry.other_end(client)].append(rivalry)
    if p.investor is None:
        return rivals
    return {p.investor: rivals[p.investor]} if p.investor in rivals else {}


def _rivalries(graph: ScopedReader, p: SharedVendorsParameters, entity: str) -> Sequence[RelationshipVersion]:
    """The competition that counts."""
    if p.include_closed:
        return _begun(graph, graph.reader.either(entity, "COMPETES_WITH"))
    return graph.outgoing(entity, "COMPETES_WITH")


def _begun(graph: ScopedReader, versions: Iterable[RelationshipVersion]) -> list[RelationshipVersion]:
    """The spells that hold on the day asked about, or before: for closed conflicts these count too."""
    as_of = graph.scope.as_of
    return [version for version in versions if graph.reads(version) and version.valid_from <= as_of]


def _above(
    graph: ScopedReader, vendor: str, depth: int, threshold: float, closed: bool
) -> Mapping[str, Sequence[Chain]]:
    """The chains of holdings that end in the vendor, by their investor."""
    found: dict[str, list[Chain]] = defaultdict(list)

    def climb(holdings: Iterable[RelationshipVersion], below: Chain, visited: set[str]) -> None:
        """Go up by the holdings in an entity, from which the holdings `below` lead down to the vendor."""
        for holding in holdings:
            chain = (holding, *below)
            worth_following = is_worth_following(chain, threshold)
            if below and not worth_following:
                break  # nor are those that follow: their stakes are smaller
            investor = holding.subject
            if investor in visited or graph.is_group(investor):
                continue
            found[investor].append(chain)
            if worth_following and len(chain) < depth:
                climb(graph.once(largest_first, investor, threshold, closed), chain, visited | {investor})

    climb(_holdings(graph, vendor, closed), (), {vendor})
    return found


def largest_first(graph: ScopedReader, held: str, threshold: float, closed: bool) -> Sequence[RelationshipVersion]:
    """The holdings in an entity that a chain may go on with."""
    holdings = [holding for holding in _holdings(graph, held, closed) if leads_on(holding, threshold)]
    if threshold:
        holdings.sort(key=lambda holding: leading_stake(holding) or 0.0, reverse=True)
    return holdings


def vendors_below(graph: ScopedReader, investor: str, depth: int, threshold: float, closed: bool = False) -> set[str]:
    """The entity, and all that it may hold a part of: more than it does, as no stakes are multiplied."""
    found = {investor}
    followed: set[str] = set()
    edge = {investor}
    for step in range(1 if graph.is_group(investor) else depth):
        held = [holding for entity in edge for holding in _holdings(graph, entity, closed, up=False)]
        leading = {holding.object for holding in held if leads_on(holding, threshold)}
        found |= leading if step else {holding.object for holding in held}  # a direct holding always counts
        edge = {entity for entity in leading - followed if not graph.is_group(entity)}
        followed |= edge
    return found


def _holdings(graph: ScopedReader, entity: str, closed: bool, *, up: bool = True) -> Sequence[RelationshipVersion]:
    """The holdings in an entity that count, or those that it has."""
    if closed:
        return _begun(graph, (graph.reader.incoming if up else graph.reader.outgoing)(entity, "INVESTS_IN"))
    return (graph.incoming if up else graph.outgoing)(entity, "INVESTS_IN")


def _conflict(p: SharedVendorsParameters, meetings: Sequence[_Meeting], as_of: str) -> Finding | None:
    """The conflict of one client, vendor and investor, of whose relationships these spells come together."""
    # Spells that are over may have been so before another began: then they never met.
    meetings = [meeting for meeting in meetings if meeting.since < meeting.until]
    if not meetings:
        return None
    last = max(meeting.until for meeting in meetings)
    closed = last <= as_of
    # What is over is told as it was on the last day on which it was so.
    meetings = [m for m in meetings if (m.until == last if closed else m.until > as_of)]
    use, rivalry = meetings[0].use, meetings[0].rivalry
    chains = sorted((meeting.chain for meeting in meetings), key=_rank)
    counted = added(chains)
    stakes = [stake for stake in map(effective_stake, counted) if stake is not None]
    stakes = stakes or [stake for stake in map(effective_stake, chains) if stake is not None]
    whole, least = total(stakes), total(map(least_stake, counted))
    # Beside an exact stake, a range is known by its least alone.
    effective = min(max(whole, least), 100.0) if stakes else None
    if p.min_stake is not None and (least if effective is None else effective) < p.min_stake:
        return None
    principal = chains[0]
    hops = (use, rivalry, *principal)
    certain_from, certain_to = max(h.certain_from for h in hops), min(h.certain_to for h in hops)
    certain = certain_from < certain_to if closed else certain_from <= as_of < certain_to
    investor = principal[0].subject
    return Finding(
        key=(1.0 if effective is None else -effective, use.subject, use.object, investor),
        values={
            "client": use.subject,
            "vendor": use.object,
            "investor": investor,
            "stake_percent": principal[0].stake_percent if len(principal) == 1 else None,
            "effective_stake_percent": effective,
            "effective_stake_min": min(least, 100.0),
            "effective_stake_max": min(total(map(greatest_stake, counted)), 100.0),
            "capped_at_100": max(whole, least) > 100.0,
            "voting": _voting(principal),
            "chain": [*(holding.subject for holding in principal), use.object],
            "standing": "closed" if closed else "narrowing" if use.status in ("planned_end", "ended") else "open",
            "disputed": any(h.disputed for h in hops),
            "verdict": "certain" if certain else "possible",
            "certainty": min(h.certainty for h in hops),
            "window": window_of(hops),
            "segment": rivalry.segment,
        },
        witness=(use, rivalry, *(holding for chain in chains for holding in chain)),
    )


def _rank(chain: Chain) -> tuple[int, float, str]:
    """What makes a chain the principal one: short, large; then by name."""
    effective = effective_stake(chain)
    return len(chain), 1.0 if effective is None else -effective, " ".join(h.id for h in chain)


def _voting(chain: Chain) -> bool | None:
    votes = [holding.voting for holding in chain]
    return False if False in votes else None if None in votes else True


def narrowed(p: SharedVendorsParameters, key: Key) -> SharedVendorsParameters:
    """The question about one conflict."""
    _, client, vendor, investor = key
    return p.model_copy(update={"client": client, "vendor": vendor, "investor": investor})


def shape(finding: Finding, evidence: Evidence) -> SharedVendor:
    """The row as shown."""
    values = finding.values
    hops = [v for v in finding.witness if isinstance(v, RelationshipVersion)]
    # The contract, the rivalry and the principal chain come first; the same holding may lie on further chains.
    principal = hops[: 1 + len(values["chain"])]
    return SharedVendor(
        **{
            **values,
            "client": evidence.entity(values["client"]),
            "vendor": evidence.entity(values["vendor"]),
            "investor": evidence.entity(values["investor"]),
            "certainty": CERTAINTIES[values["certainty"]],
            "window": window(*values["window"]),
            "amounts": [shown for hop in principal if (shown := amount(hop))],
            "witness": evidence.witness({hop.id: hop for hop in hops}.values()),
        }
    )


QUERY = Query(
    name="shared_vendors",
    version=2,
    question="Which clients share a vendor with a competitor's investment?",
    parameters=SharedVendorsParameters,
    row=SharedVendor,
    reads=("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN"),
    order="effective_stake_percent (largest first, unknown last), client, vendor, investor",
    answer=answer,
    narrowed=narrowed,
    shape=shape,
    example={"client": "google"},
)
