"""Adds up the sums of money that compare; all others are left out."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, Purchase
from graph_service.domain.vocabulary import Basis
from graph_service.queries.briefs import AmountShown

OWN_MONEY: frozenset[Basis] = frozenset({"paid", "committed", "planned", "up_to", "cumulative", "unspecified"})
"""Only sums on these bases are added: they are one party's own money."""


class Total(BaseModel):
    """The sum of what compares: it buys alike, all announced or all in force, of one currency and one period."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    buys: Purchase
    announced: bool
    currency: str
    period: str | None
    low: float = Field(description="The least it may be; a ceiling counts 0.")
    high: float | None = Field(description="The most it may be; null: no bound is known.")
    approximate: bool
    bases: list[Basis]
    relationships: list[str]

    def __str__(self) -> str:
        announced = " announced" if self.announced else ""
        period = f" ({self.period})" if self.period else ""
        return (
            f"{self.buys}{announced} {_describe_range(self.low, self.high, self.approximate)} {self.currency}{period}"
        )


def add_up(versions: Iterable[RelationshipVersion]) -> list[Total]:
    """Add up the sums that compare: equity first, deals in force before announced ones, then by currency and period."""
    alike: dict[tuple[Purchase, bool, str, str], list[RelationshipVersion]] = {}
    for version in versions:
        buys = RELATIONSHIP_TYPES[version.type].money
        if buys and version.amount_basis in OWN_MONEY and version.amount_currency is not None:
            key = (buys, version.status == "announced", version.amount_currency, version.amount_period or "")
            alike.setdefault(key, []).append(version)
    return [_make_total(*key, alike[key]) for key in sorted(alike)]


def describe_amount(amount: AmountShown) -> str:
    """The amount in words, for a table's cell."""
    low, high = (amount.min or 0.0, amount.max) if amount.value is None else (amount.value, amount.value)
    basis = amount.basis.replace("_", " ")
    return f"{basis} {_describe_range(low, high, amount.approximate)} {amount.currency or ''}".rstrip()


def _make_total(
    buys: Purchase, announced: bool, currency: str, period: str, versions: Sequence[RelationshipVersion]
) -> Total:
    low = 0.0
    high: float | None = 0.0
    for version in versions:
        exact = version.amount
        most = version.amount_max if exact is None else exact
        low += (version.amount_min or 0.0) if exact is None else exact
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


def _describe_range(low: float, high: float | None, approximate: bool) -> str:
    about = "about " if approximate else ""
    if low == high:
        return f"{about}{low:,.0f}"
    if high is None:
        return f"{about}{low:,.0f} or more"
    return f"{about}{low:,.0f} to {high:,.0f}" if low else f"up to {about}{high:,.0f}"
