"""Chains of holdings: who holds a part of a vendor through others, and what an investor may hold a part of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph_service.domain.relationship import RelationshipVersion
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.stakes import Chain, is_worth_following, leading_stake, leads_on

DEPTH = 4
"""The most holdings in a chain."""


class ChainRules(NamedTuple):
    """Which chains of holdings count."""

    depth: int
    """The most holdings in one."""
    threshold: float
    """The least effective stake of a chain of two or more, in percent; 0 follows all."""
    closed: bool = False
    """Whether holdings that are over on the day asked about count."""


def chains_above(graph: ScopedReader, vendor: str, rules: ChainRules) -> Mapping[str, Sequence[Chain]]:
    """The chains of holdings that end in the vendor, by investor."""
    found: dict[str, list[Chain]] = defaultdict(list)

    def climb(holdings: Iterable[RelationshipVersion], below: Chain, visited: set[str]) -> None:
        """Go up by the holdings in an entity. The holdings `below` lead from it down to the vendor."""
        for holding in holdings:
            chain = (holding, *below)
            worth_following = is_worth_following(chain, rules.threshold)
            if below and not worth_following:
                break  # the holdings that follow have smaller stakes
            investor = holding.subject
            if investor in visited or graph.is_group(investor):
                continue
            found[investor].append(chain)
            if worth_following and len(chain) < rules.depth:
                climb(graph.memoize(leading_holdings, investor, rules), chain, visited | {investor})

    climb(_holdings_in(graph, vendor, rules), (), {vendor})
    return found


def leading_holdings(graph: ScopedReader, held: str, rules: ChainRules) -> Sequence[RelationshipVersion]:
    """The holdings in an entity that a chain may go on with, the largest first."""
    holdings = [holding for holding in _holdings_in(graph, held, rules) if leads_on(holding, rules.threshold)]
    if rules.threshold:
        holdings.sort(key=lambda holding: leading_stake(holding) or 0.0, reverse=True)
    return holdings


def vendors_below(graph: ScopedReader, investor: str, rules: ChainRules) -> set[str]:
    """The entity, and all that it may hold a part of. Some parts may be too small: no stakes are multiplied."""
    found = {investor}
    followed: set[str] = set()
    edge = {investor}
    for step in range(1 if graph.is_group(investor) else rules.depth):
        held = [holding for entity in edge for holding in _holdings_of(graph, entity, rules)]
        leading = {holding.object for holding in held if leads_on(holding, rules.threshold)}
        found |= leading if step else {holding.object for holding in held}  # a direct holding always counts
        edge = {entity for entity in leading - followed if not graph.is_group(entity)}
        followed |= edge
    return found


def started_spells(graph: ScopedReader, versions: Iterable[RelationshipVersion]) -> list[RelationshipVersion]:
    """The spells that hold on the day asked about, or held before."""
    as_of = graph.scope.as_of
    return [version for version in versions if graph.reads(version) and version.valid_from <= as_of]


def _holdings_in(graph: ScopedReader, entity: str, rules: ChainRules) -> Sequence[RelationshipVersion]:
    if rules.closed:
        return started_spells(graph, graph.reader.incoming(entity, "INVESTS_IN"))
    return graph.incoming(entity, "INVESTS_IN")


def _holdings_of(graph: ScopedReader, entity: str, rules: ChainRules) -> Sequence[RelationshipVersion]:
    if rules.closed:
        return started_spells(graph, graph.reader.outgoing(entity, "INVESTS_IN"))
    return graph.outgoing(entity, "INVESTS_IN")
