"""The conflicts of `shared_vendors`, for questions that build on them: what they rest on, and how one stands.

A question that supposes, retracts or counts conflicts can't do so inside a store. Its Cypher file and its `find` fetch
the same candidates: contracts, the holdings above their vendors, and the rivalries between clients and holders. Its
`finish` then works with a reader over them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.claim import Claim
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import CERTAINTIES, Certainty
from graph_service.queries.briefs import Window, show_window
from graph_service.queries.kinds import Finding, SourcedClaim, Values
from graph_service.queries.memory_reader import MemoryReader
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.holdings import ChainRules, leading_holdings, vendors_below
from graph_service.queries.shared_vendors import Conflict, SharedVendorsParameters, Standing

Versions = dict[str, RelationshipVersion]
"""Relationships as the scope sees them, by id."""

ALL_CONFLICTS = SharedVendorsParameters()
"""The parameters that give all conflicts: the defaults of `shared_vendors`."""


class ConflictState(BaseModel):
    """How a conflict stands; the fields mean what they mean in `shared_vendors`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stake_percent: float | None
    effective_stake_percent: float | None
    effective_stake_min: float
    effective_stake_max: float
    voting: bool | None
    chain: list[str]
    standing: Standing
    disputed: bool
    verdict: str = Field(description="`certain` or `possible`.")
    certainty: Certainty
    window: Window


def show_state(conflict: Conflict) -> ConflictState:
    """Show how a conflict stands."""
    return ConflictState(
        stake_percent=conflict.stake_percent,
        effective_stake_percent=conflict.effective_stake_percent,
        effective_stake_min=conflict.effective_stake_min,
        effective_stake_max=conflict.effective_stake_max,
        voting=conflict.voting,
        chain=list(conflict.chain),
        standing=conflict.standing,
        disputed=conflict.disputed,
        verdict=conflict.verdict,
        certainty=CERTAINTIES[conflict.certainty],
        window=show_window(conflict.window),
    )


def stands_alike(one: Conflict, other: Conflict) -> bool:
    """Whether rows show both in the same state."""
    return all(getattr(one, name) == getattr(other, name) for name in ConflictState.model_fields)


class Candidate(Values, frozen=True):
    """The records of a relationship's ends, of the claims about it, and of those that dispute them."""

    ends: tuple[Entity, ...]
    claims_about: tuple[SourcedClaim, ...] = ()
    opponents: tuple[SourcedClaim, ...] = ()
    in_conflict: bool = False
    """Whether a conflict that is looked at may rest on the relationship."""


def fetch_candidate(
    graph: ScopedReader, version: RelationshipVersion, *, with_claims: bool = False, in_conflict: bool = False
) -> Finding[Candidate]:
    """Fetch the relationship as a candidate, on demand with its claims."""
    sourced = graph.keep_admitted(graph.reader.claims_about(version.id)) if with_claims else []
    opponents = graph.keep_admitted(graph.reader.opponents([claim.id for claim, _ in sourced])) if with_claims else []
    values = Candidate(
        ends=(graph.entity(version.subject), graph.entity(version.object)),
        claims_about=tuple(SourcedClaim(*each) for each in sourced),
        opponents=tuple(SourcedClaim(*each) for each in opponents),
        in_conflict=in_conflict,
    )
    return Finding((version.id,), values, (version,))


def read_candidates(candidates: Iterable[Finding[Candidate]]) -> MemoryReader:
    """Read the candidates' records into a reader."""
    entities: dict[str, Entity] = {}
    sourced: list[tuple[Claim, Source]] = []
    versions: list[RelationshipVersion] = []
    for candidate in candidates:
        entities.update((end.id, end) for end in candidate.values.ends)
        statements = (*candidate.values.claims_about, *candidate.values.opponents)
        sourced += [(statement.claim, statement.source) for statement in statements]
        versions += [version for version in candidate.witness if isinstance(version, RelationshipVersion)]
    return MemoryReader(entities.values(), versions, sourced)


def holdings_above(graph: ScopedReader, vendor: str, rules: ChainRules) -> Versions:
    """The holdings that may be in chains down to the vendor: all direct ones, and those worth following."""
    found = {holding.id: holding for holding in graph.incoming(vendor, "INVESTS_IN")}
    reached = {vendor}
    edge = set() if graph.is_group(vendor) else {vendor}
    for _ in range(rules.depth):
        followed = [h for entity in edge for h in graph.memoize(leading_holdings, entity, rules)]
        found |= {holding.id: holding for holding in followed}
        edge = {h.subject for h in followed if h.subject not in reached and not graph.is_group(h.subject)}
        reached |= edge
    return found


def find_affected_contracts(graph: ScopedReader, version: RelationshipVersion, rules: ChainRules) -> Iterator[Versions]:
    """Find the contracts whose conflicts the relationship may be part of."""
    if version.type == "CLIENT_OF" and graph.holds(version):
        yield {version.id: version}
    if version.type == "COMPETES_WITH":
        for client in (version.subject, version.object):
            yield {use.id: use for use in graph.outgoing(client, "CLIENT_OF")}
    if version.type == "INVESTS_IN":
        for vendor in vendors_below(graph, version.object, rules):
            yield {use.id: use for use in graph.incoming(vendor, "CLIENT_OF")}


def find_basis(graph: ScopedReader, uses: Iterable[RelationshipVersion], most: int) -> Versions:
    """Find what the conflicts of these contracts rest on, for the first `most` contracts by client and vendor."""
    found: Versions = {}
    above: dict[str, Versions] = {}
    holders: dict[str, set[str]] = {}
    rivals: dict[str, set[str]] = defaultdict(set)
    counted = 0
    for use in sorted(uses, key=lambda use: (use.subject, use.object)):
        if counted == most:
            break
        client, vendor = use.subject, use.object
        if graph.is_group(client) or graph.is_group(vendor):
            continue
        competing = graph.outgoing(client, "COMPETES_WITH")
        if competing and vendor not in above:
            above[vendor] = holdings_above(graph, vendor, ALL_CONFLICTS.chain_rules)
            holders[vendor] = {holding.subject for holding in above[vendor].values()}
        rivalries = [rivalry for rivalry in competing if rivalry.other_end(client) in holders[vendor]]
        if rivalries:
            counted += 1
            found |= {use.id: use, **{rivalry.id: rivalry for rivalry in rivalries}}
            rivals[vendor].update(rivalry.other_end(client) for rivalry in rivalries)
    for vendor, competitors in rivals.items():
        found |= _find_leading(competitors, above[vendor])
    return found


def _find_leading(holders: Iterable[str], holdings: Versions) -> Versions:
    """Find the holdings that lead on from these holders: their chains consist of these alone."""
    by_holder: dict[str, Versions] = defaultdict(dict)
    for id_, holding in holdings.items():
        by_holder[holding.subject][id_] = holding
    found: Versions = {}
    edge = list(holders)
    while edge:
        held = by_holder.pop(edge.pop(), {})
        found |= held
        edge += [holding.object for holding in held.values()]
    return found
