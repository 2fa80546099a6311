"""Which clients share a vendor with a competitor's investment?

A row says: the client buys from the vendor; the investor holds a part of the vendor, directly or through a chain of
holdings; and the client competes with the investor. So what the client tells its vendor may reach its competitor.

* A chain's effective stake is the product of its stakes. An investor's effective stake is the sum over its
  chains; no entity stands twice in one, and the client in none.
* The investor's own holding always counts, of whatever size. A longer chain counts if each of its stakes is
  known (a range by its least) and their product is at least `chain_threshold` percent. With a threshold of 0,
  unknown stakes are followed too.
* A stake that its source calls indirect is shown, but it is part of no longer chain and added to no other
  stake. Holdings are `INVESTS_IN` alone: an acquisition or a parent company is another question.
* Results are rounded to a billionth of a percent. If they add up to more than 100, `capped_at_100` says so.
* `standing`: `open`; `narrowing`, the client plans to leave; `closed`, it is over on the day asked about (only
  with `include_closed`) and shown as on its last day.
* Verdict, certainty, window and dispute are those of the client's contract, the competition, and the row's
  principal chain: the shortest, then the largest. Further chains add to the stake only.
* Groups ("governments") are never joined on.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Literal

from pydantic import Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTIES, Certainty, Segment
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import (
    AmountShown,
    Bounds,
    EntityBrief,
    Window,
    Witness,
    common_bounds,
    show_amount,
    show_window,
)
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, RowsInOrder, Values
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.contracts import ContractSearch
from graph_service.queries.shared.holdings import DEPTH, ChainRules, chains_above
from graph_service.queries.shared.stakes import (
    Chain,
    chains_to_add,
    effective_stake,
    greatest_stake,
    least_stake,
    sum_stakes,
)

Standing = Literal["open", "narrowing", "closed"]


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

    @property
    def chain_rules(self) -> ChainRules:
        """Which chains of holdings count."""
        return ChainRules(self.depth, self.chain_threshold, self.include_closed)


class SharedVendor(Row):
    """One conflict: client, vendor, and the investor that competes with the client."""

    client: EntityBrief
    vendor: EntityBrief
    investor: EntityBrief
    stake_percent: float | None = Field(description="The investor's own stake in the vendor; null: none, or unknown.")
    effective_stake_percent: float | None = Field(
        description="The sum over chains of holdings; ranges beside exact stakes count by their least; null: unknown."
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


class Conflict(Values, frozen=True):
    """A conflict as a store finds it; the fields mean what they mean in the row."""

    client: str
    vendor: str
    investor: str
    stake_percent: float | None
    effective_stake_percent: float | None
    effective_stake_min: float
    effective_stake_max: float
    capped_at_100: bool
    voting: bool | None
    chain: tuple[str, ...]
    standing: Standing
    disputed: bool
    verdict: Literal["certain", "possible"]
    certainty: int
    window: Bounds
    segment: Segment | None

    @property
    def ends(self) -> tuple[str, str, str]:
        """The client, the vendor and the investor: no two conflicts have the same."""
        return self.client, self.vendor, self.investor


def find(graph: ScopedReader, p: SharedVendorsParameters, after: Key | None) -> Iterator[Finding[Conflict]]:
    """The conflicts after a key, in order."""
    if p.entities_named():
        found = sorted(find_conflicts(graph, p), key=attrgetter("key"))
        yield from (conflict for conflict in found if after is None or conflict.key > after)
        return
    # For the whole graph only the keys are cached: each conflict is found again when its page is read.
    keys = graph.memoize_for_all(_find_keys, p.min_stake, p.chain_rules)
    for key in keys[0 if after is None else bisect_right(keys, after) :]:
        _, client, vendor, investor = key
        one = p.model_copy(update={"client": client, "vendor": vendor, "investor": investor})
        yield from find_conflicts(graph, one)


def _find_keys(graph: ScopedReader, min_stake: float | None, rules: ChainRules) -> list[Key]:
    asked = SharedVendorsParameters(
        min_stake=min_stake, depth=rules.depth, chain_threshold=rules.threshold, include_closed=rules.closed
    )
    return sorted(conflict.key for conflict in find_conflicts(graph, asked))


@dataclass(frozen=True)
class _Occurrence:
    """A contract, a rivalry and a chain of holdings that make a conflict, from the day `since` to before `until`."""

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


def find_conflicts(graph: ScopedReader, p: SharedVendorsParameters) -> Iterator[Finding[Conflict]]:
    """The conflicts, in no particular order."""
    found: Iterable[list[_Occurrence]] = _find_occurrences(graph, p)
    if p.include_closed:
        # A contract that ended and began again has several spells. They make one conflict.
        by_ends: dict[tuple[str, str, str], list[_Occurrence]] = defaultdict(list)
        for occurrences in found:
            first = occurrences[0]
            by_ends[first.use.subject, first.use.object, first.chain[0].subject].extend(occurrences)
        found = by_ends.values()
    for occurrences in found:
        if conflict := _make_conflict(p, occurrences, graph.scope.as_of):
            yield conflict


def _find_occurrences(graph: ScopedReader, p: SharedVendorsParameters) -> Iterator[list[_Occurrence]]:
    """Find all that make a conflict, by spell of the contract and by investor."""
    as_of, rules = graph.scope.as_of, p.chain_rules
    for use, competitors in ContractSearch(graph, p.client, p.vendor, p.investor, rules).find():
        client, vendor = use.subject, use.object
        counts = graph.reads(use) and use.valid_from <= as_of and (p.include_closed or as_of < use.valid_to)
        if not counts or vendor != (p.vendor or vendor) or graph.is_group(client) or graph.is_group(vendor):
            continue
        above = graph.memoize(chains_above, vendor, rules)
        for investor in competitors.keys() & above.keys():
            chains = [chain for chain in above[investor] if all(holding.subject != client for holding in chain)]
            if chains:
                yield [_Occurrence(use, rivalry, chain) for rivalry in competitors[investor] for chain in chains]


def _make_conflict(
    p: SharedVendorsParameters, occurrences: Sequence[_Occurrence], as_of: str
) -> Finding[Conflict] | None:
    """Make the conflict of one client, vendor and investor. None: there was none on any day, or it is too small."""
    # A contract may have ended before the holding began: then there was no conflict on any day.
    occurrences = [each for each in occurrences if each.since < each.until]
    if not occurrences:
        return None
    last = max(each.until for each in occurrences)
    closed = last <= as_of
    # A conflict that is over is shown as on its last day.
    occurrences = [each for each in occurrences if (each.until == last if closed else each.until > as_of)]
    use, rivalry = occurrences[0].use, occurrences[0].rivalry
    chains = sorted((each.chain for each in occurrences), key=_chain_rank)
    counted = chains_to_add(chains)
    stakes = [stake for stake in map(effective_stake, counted) if stake is not None]
    stakes = stakes or [stake for stake in map(effective_stake, chains) if stake is not None]
    whole, least = sum_stakes(stakes), sum_stakes(map(least_stake, counted))
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
        values=Conflict(
            client=use.subject,
            vendor=use.object,
            investor=investor,
            stake_percent=principal[0].stake_percent if len(principal) == 1 else None,
            effective_stake_percent=effective,
            effective_stake_min=min(least, 100.0),
            effective_stake_max=min(sum_stakes(map(greatest_stake, counted)), 100.0),
            capped_at_100=max(whole, least) > 100.0,
            voting=_has_votes(principal),
            chain=(*(holding.subject for holding in principal), use.object),
            standing="closed" if closed else "narrowing" if use.status in ("planned_end", "ended") else "open",
            disputed=any(h.disputed for h in hops),
            verdict="certain" if certain else "possible",
            certainty=min(h.certainty for h in hops),
            window=common_bounds(hops),
            segment=rivalry.segment,
        ),
        witness=(use, rivalry, *(holding for chain in chains for holding in chain)),
    )


def _chain_rank(chain: Chain) -> tuple[int, float, str]:
    """The principal chain has the lowest: by length, then the largest stake, then ids."""
    effective = effective_stake(chain)
    return len(chain), 1.0 if effective is None else -effective, " ".join(h.id for h in chain)


def _has_votes(chain: Chain) -> bool | None:
    votes = [holding.voting for holding in chain]
    return False if False in votes else None if None in votes else True


def shape(finding: Finding[Conflict], evidence: Evidence) -> SharedVendor:
    """The row as shown."""
    found = finding.values
    hops = [v for v in finding.witness if isinstance(v, RelationshipVersion)]
    # First come the contract, the rivalry, and the principal chain: one holding less than the chain has entities.
    first_hops = hops[: 2 + (len(found.chain) - 1)]
    return SharedVendor(
        client=evidence.entity(found.client),
        vendor=evidence.entity(found.vendor),
        investor=evidence.entity(found.investor),
        stake_percent=found.stake_percent,
        effective_stake_percent=found.effective_stake_percent,
        effective_stake_min=found.effective_stake_min,
        effective_stake_max=found.effective_stake_max,
        capped_at_100=found.capped_at_100,
        voting=found.voting,
        chain=list(found.chain),
        standing=found.standing,
        disputed=found.disputed,
        verdict=found.verdict,
        certainty=CERTAINTIES[found.certainty],
        window=show_window(found.window),
        segment=found.segment,
        amounts=[shown for hop in first_hops if (shown := show_amount(hop))],
        witness=evidence.witness({hop.id: hop for hop in hops}.values()),
    )


QUERY = RowsInOrder(
    name="shared_vendors",
    version=2,
    question="Which clients share a vendor with a competitor's investment?",
    parameters=SharedVendorsParameters,
    values=Conflict,
    row=SharedVendor,
    reads=("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN"),
    order="effective_stake_percent (largest first, unknown last), client, vendor, investor",
    find=find,
    shape=shape,
    example={"client": "google"},
)
