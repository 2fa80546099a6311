"""Stakes multiplied along a chain of holdings and added over several chains, as people do it by hand.

A result is rounded to a billionth of a percent, so that 90% of 1.4% is 1.26 and not 1.2599999999999998. The Cypher
files do the same operations in the same order, so that both stores give the same bits.
"""

from collections.abc import Iterable, Sequence
from math import floor

from graph_service.domain.relationship import RelationshipVersion

Chain = tuple[RelationshipVersion, ...]
"""Holdings from the investor down to the vendor."""

_BILLION = 1_000_000_000.0


def rounded(percent: float) -> float:
    """The percentage rounded to a billionth; half a billionth goes up."""
    return floor(percent * _BILLION + 0.5) / _BILLION


def multiply_stakes(stakes: Sequence[float]) -> float:
    """Multiply the stakes along a chain; in percent."""
    found = stakes[0]
    for stake in stakes[1:]:
        found = found * stake / 100.0
    return rounded(found)


def sum_stakes(stakes: Iterable[float]) -> float:
    """Add stakes that stand side by side; in percent, which may be more than 100."""
    found = 0.0
    for stake in stakes:  # one by one, as Cypher adds: since 3.12 Python's sum() compensates for rounding
        found += stake
    return rounded(found)


def leading_stake(holding: RelationshipVersion) -> float | None:
    """The stake with which a chain goes on; a range counts by its least. None: unknown, or held through others."""
    if holding.direct is False:
        return None
    return holding.stake_min if holding.stake_percent is None else holding.stake_percent


def leads_on(holding: RelationshipVersion, threshold: float) -> bool:
    """Whether a chain of several may contain the holding: no chain is worth more than any of its stakes."""
    if holding.direct is False:
        return False
    stake = leading_stake(holding)
    return threshold == 0 or (stake is not None and stake >= threshold)


def is_worth_following(chain: Chain, threshold: float) -> bool:
    """Whether the stakes that lead along the chain reach the threshold. A threshold of 0 is always reached."""
    if threshold == 0:
        return all(holding.direct is not False for holding in chain)
    stakes = [stake for holding in chain if (stake := leading_stake(holding)) is not None]
    return len(stakes) == len(chain) and multiply_stakes(stakes) >= threshold


def effective_stake(chain: Chain) -> float | None:
    """The product of the stakes, in percent; None if one of them is unknown, or known by its bounds only."""
    stakes = [holding.stake_percent for holding in chain if holding.stake_percent is not None]
    return multiply_stakes(stakes) if len(stakes) == len(chain) else None


def least_stake(chain: Chain) -> float:
    """The least that the chain may be worth, in percent."""
    return multiply_stakes([0.0 if holding.stake_min is None else holding.stake_min for holding in chain])


def greatest_stake(chain: Chain) -> float:
    """The most that the chain may be worth, in percent."""
    return multiply_stakes([100.0 if holding.stake_max is None else holding.stake_max for holding in chain])


def chains_to_add(chains: Sequence[Chain]) -> Sequence[Chain]:
    """The chains whose stakes are added. A stake held through others is itself a sum of chains: it is left out."""
    return [chain for chain in chains if chain[0].direct is not False] or chains
