"""Sums over clients' shares of a vendor's revenue: what is attributed, what is left, and the Herfindahl index.

The index is the sum of the squared shares, in points of 10,000. What is attributed to nobody may be spread over
endlessly many others, which adds nothing, or belong to a single one. So the index lies between two bounds.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add
from typing import Literal, NamedTuple

from graph_service.queries.kinds import Values

NoIndex = Literal["no_share", "over_100", "length"]
"""Why there is no index: no share is known, the least shares add up to more than 100, or the period is a length."""

ROUNDING = 1e-6
"""By so much the shares may add up to more than 100 percent without a contradiction."""


class KnownShare(NamedTuple):
    """A share in percent: its bounds, and its value if it is exact."""

    percent: float | None
    low: float
    high: float


class Sums(Values, frozen=True):
    """The sums of shares, as the summary's row shows them; null: unknown."""

    attributed_percent: float | None
    attributed_min: float | None
    attributed_max: float | None
    unattributed_min: float | None
    unattributed_max: float | None
    hhi_min: float | None
    hhi_max: float | None
    hhi_unknown: NoIndex | None
    at_risk_percent: float | None
    at_risk_min: float | None
    at_risk_max: float | None


NOT_SUMMED = Sums(
    attributed_percent=None,
    attributed_min=None,
    attributed_max=None,
    unattributed_min=None,
    unattributed_max=None,
    hhi_min=None,
    hhi_max=None,
    hhi_unknown="length",
    at_risk_percent=None,
    at_risk_min=None,
    at_risk_max=None,
)
"""For shares that are not added up, as they may be of different days."""


def add_shares(known: Sequence[KnownShare], leaving: Sequence[KnownShare], *, does_anybody_leave: bool) -> Sums:
    """Add up all known shares, and those of clients that leave. A client that leaves may have no known share."""
    attributed, at_risk = _add_up(known), _add_up(leaving)
    low, high = attributed.low, attributed.high
    is_over = low is not None and low > 100.0 + ROUNDING
    left = max(100.0 - (low or 0.0), 0.0)
    squares = _add(share.low * share.low for share in known)
    no_index: NoIndex | None = "no_share" if low is None else "over_100" if is_over else None
    return Sums(
        attributed_percent=attributed.percent,
        attributed_min=low,
        attributed_max=high,
        unattributed_min=None if is_over else max(100.0 - (high or 0.0), 0.0),
        unattributed_max=None if is_over else left,
        hhi_min=None if no_index else squares,
        hhi_max=None if no_index else squares + left * _find_steepest(known, left),
        hhi_unknown=no_index,
        at_risk_percent=at_risk.percent if does_anybody_leave else 0.0,
        at_risk_min=at_risk.low if does_anybody_leave else 0.0,
        at_risk_max=at_risk.high if does_anybody_leave else 0.0,
    )


def _find_steepest(known: Sequence[KnownShare], left: float) -> float:
    """Find how much each percentage point of the rest may add to the sum of squares, at most.

    If one unknown client has all of the rest, it adds its square: `left` for each point. A client with a range may
    take some of it: going from low to high adds low + high for each point.
    """
    slopes = [low + min(high, low + left) for _, low, high in known if high > low]
    return max([left, *slopes])


class _Sum(NamedTuple):
    """A sum of shares. None: there are no shares, or (for `percent`) not all of them are exact."""

    percent: float | None
    low: float | None
    high: float | None


def _add_up(shares: Sequence[KnownShare]) -> _Sum:
    if not shares:
        return _Sum(None, None, None)
    exact = [share.percent for share in shares if share.percent is not None]
    return _Sum(
        percent=_add(exact) if len(exact) == len(shares) else None,
        low=_add(share.low for share in shares),
        high=_add(share.high for share in shares),
    )


def _add(numbers: Iterable[float]) -> float:
    # One by one, as Cypher adds: since 3.12 Python's own sum() compensates for rounding.
    return reduce(add, numbers, 0.0)
