"""Which share of a vendor's revenue comes from a client, by metric and period, as claims state it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from graph_service.domain.claim import RelationshipClaim, certainty_rank
from graph_service.domain.money import Revenue
from graph_service.domain.relationship import Figure
from graph_service.domain.resolution.values import stake_bounds
from graph_service.domain.vocabulary import Metric
from graph_service.queries.reader import ScopedReader

Unknown = Literal["not_stated", "no_total", "other_currency", "total_not_positive"]
"""Why a share is unknown: no claim states it; or a claim states a sum, but the vendor's total is unknown, in another
currency, or not above zero."""

TotalKey = tuple[str, str, str | None]
"""Metric, period and currency."""


@dataclass(frozen=True, slots=True)
class Share:
    """What the vendor earned from the client in one period, in percent of the vendor's total.

    `percent` is that of the surest and then latest claim, if it is exact. `low` and `high` span all claims. Claims
    about a part of the relationship count only if there are no others: then the whole is at least that.
    """

    metric: Metric | None
    period: str | None
    percent: float | None = None
    low: float | None = None
    high: float | None = None
    unknown: Unknown | None = None
    claim: str | None = None
    certainty: int | None = None
    amount: float | None = None
    currency: str | None = None
    total: Figure | None = None


@dataclass(frozen=True, slots=True)
class _Percentage:
    """A share in percent: its bounds, and its value if it is exact. If it comes from a sum, also the total."""

    low: float
    high: float
    percent: float | None
    total: Figure | None = None


@dataclass(frozen=True, slots=True)
class _StatedShare:
    """What one claim states about a client's share, or why the share can't be computed."""

    claim: RelationshipClaim
    revenue: Revenue
    rank: int
    part: _Percentage | Unknown

    @property
    def order(self) -> tuple[bool, int, str, str]:
        """The whole before a part, then the surest, then the latest. An undated claim is never the latest."""
        claim = self.claim
        return claim.part is None, self.rank, claim.known_on if claim.reported_on else "", claim.id


def period_days(period: str | None) -> tuple[str, str] | None:
    """The first and the last day of a period; the last one is always a 31st. A length (`P1Y`) has no days."""
    if period is None or period.startswith("P"):
        return None
    year, part = period[:4], period[5:]
    first, last = _MONTHS.get(part, (part, part))
    return f"{year}-{first}-01", f"{year}-{last}-31"


def period_rank(period: str | None) -> int:
    """A number by which periods sort: the latest first, those without days last."""
    days = period_days(period)
    return -int(days[1][:4] + days[1][5:7]) if days else 0


def has_started(period: str | None, as_of: str) -> bool:
    """Whether the period had started by that day. A period without days always had."""
    days = period_days(period)
    return days is None or days[0] <= as_of


_MONTHS = {
    "": ("01", "12"),
    "H1": ("01", "06"),
    "H2": ("07", "12"),
    "Q1": ("01", "03"),
    "Q2": ("04", "06"),
    "Q3": ("07", "09"),
    "Q4": ("10", "12"),
}


def read_totals(graph: ScopedReader, vendor: str) -> dict[TotalKey, Figure]:
    """Read the vendor's own figures that are said to be so. "In one year" gives no total: it doesn't say which year."""
    seen = filter(graph.sees, graph.reader.figures(vendor))
    return {(f.metric, f.moment, f.currency): f for f in seen if f.status == "active" and period_days(f.moment)}


def find_clients_with_revenue(graph: ScopedReader, claims: Mapping[str, Sequence[str]]) -> list[str]:
    """Find the clients of whom some claim states a revenue. The others have no shares."""
    gists = graph.reader.gists([id_ for ids in claims.values() for id_ in ids])
    return [client for client, ids in claims.items() if any(gists[id_].revenue for id_ in ids)]


def find_shares(graph: ScopedReader, claims: Sequence[str], totals: Mapping[TotalKey, Figure]) -> Iterator[Share]:
    """Find a client's share in each metric and period that these claims about its contract speak of."""
    statements: dict[tuple[Metric, str], list[_StatedShare]] = defaultdict(list)
    for claim, source in graph.reader.claims(claims).values():
        # A contract that was called off earned nothing.
        if isinstance(claim, RelationshipClaim) and claim.revenue and claim.status != "called_off":
            revenue = claim.revenue
            statement = _StatedShare(
                claim, revenue, certainty_rank(claim, source.tier), _find_percentage(revenue, totals)
            )
            statements[revenue.of, revenue.period].append(statement)
    for (metric, period), found in statements.items():
        yield _combine(metric, period, sorted(found, key=lambda statement: statement.order, reverse=True))


def _find_percentage(revenue: Revenue, totals: Mapping[TotalKey, Figure]) -> _Percentage | Unknown:
    if revenue.percent is not None:
        low, high = stake_bounds(revenue.percent)
        return _Percentage(low, high, low if low == high else None)
    assert revenue.amount is not None, "a revenue has a percentage or an amount"
    amount = float(revenue.amount)
    total = totals.get((revenue.of, revenue.period, revenue.currency))
    if total is None:
        others = any((metric, period) == (revenue.of, revenue.period) for metric, period, _ in totals)
        return "other_currency" if others else "no_total"
    if total.low <= 0:
        return "total_not_positive"
    return _Percentage(amount * 100.0 / total.high, amount * 100.0 / total.low, amount * 100.0 / total.value, total)


def _combine(metric: Metric, period: str, statements: list[_StatedShare]) -> Share:
    """Combine the statements, which stand in their order, to one share."""
    sums = [r.revenue for r in statements if r.revenue.amount is not None]
    amount, currency = (sums[0].amount, sums[0].currency) if sums else (None, None)
    share = Share(metric, period, amount=None if amount is None else float(amount), currency=currency)
    known = [(r, r.part) for r in statements if isinstance(r.part, _Percentage)]
    if not known:
        return replace(share, unknown=cast(Unknown, statements[0].part))
    surest, part = known[0]
    of_the_whole = surest.claim.part is None
    counted = [p for r, p in known if r.claim.part is None] if of_the_whole else [p for _, p in known]
    return replace(
        share,
        percent=part.percent if of_the_whole else None,
        low=min(p.low for p in counted),
        high=max(p.high for p in counted) if of_the_whole else 100.0,
        claim=surest.claim.id,
        certainty=min(surest.rank, part.total.certainty) if part.total else surest.rank,
        total=part.total,
    )
