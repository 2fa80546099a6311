"""Sums of money in claims: the amount of a deal, and what a vendor earned from a client."""

from typing import Any, Literal

from pydantic import model_validator

from graph_service.domain.record import Currency, Period, Positive, Value, range_problem, rule
from graph_service.domain.stake import Stake
from graph_service.domain.vocabulary import Basis, Metric


class Amount(Value):
    """A sum of money: `value`, or `min` and `max`; `basis` says what kind of sum it is.

    The currency is absent where the source doesn't make it plain ("$240 million" of which dollar?).
    """

    value: Positive | None = None
    """The sum, in units of the currency: 14.3 billion is 14300000000."""
    min: Positive | None = None
    """The least that the sum may be, where it is known by its bounds."""
    max: Positive | None = None
    """The most that the sum may be."""
    approximate: Literal[True] | None = None
    """The source says about, or nearly."""
    currency: Currency | None = None
    """The currency, in ISO 4217; absent where the source doesn't make it plain."""
    basis: Basis
    """What kind of sum it is; `round_total` and `joint_total` are never one party's own money."""
    period: Period | None = None
    """The period that the sum is spread over, or of: a year, a quarter, or a length such as P5Y."""

    @model_validator(mode="before")
    @classmethod
    def _exact_if_bounds_agree(cls, data: Any) -> Any:
        # A range with equal bounds is that one value. Anything but numbers is left to the fields' own checks.
        if isinstance(data, dict) and type(data.get("min")) in (int, float) and "value" not in data:
            bounds = {"min", "max"}
            if data["min"] == data.get("max") and data.get("basis") != "up_to":
                return {"value": data["min"], **{name: value for name, value in data.items() if name not in bounds}}
        return data

    @rule
    def _one_form(self) -> None:
        if (self.value is not None) == (self.min is not None or self.max is not None):
            raise ValueError("give either a value, or min and max")

    @rule
    def _is_a_range(self) -> None:
        ranged = self.min is not None or self.max is not None
        if ranged and (problem := range_problem(self.min, self.max)):
            raise ValueError(problem)

    @rule
    def _is_bounded_if_up_to(self) -> None:
        if self.basis == "up_to" and self.max is None:
            raise ValueError("basis up_to needs a max")


class Revenue(Value):
    """What the vendor earned from the client: a percentage of `of`, or an amount, in a period."""

    percent: Stake | None = None
    """The client's part of the vendor's total, in percent, exact or by its bounds."""
    amount: Positive | None = None
    """What the vendor earned, in units of the currency."""
    approximate: Literal[True] | None = None
    """The source says about, or nearly."""
    currency: Currency | None = None
    """The currency of the amount, in ISO 4217."""
    of: Metric
    """The figure of the vendor that it is a part of, such as `revenue`."""
    period: Period
    """The period in which it was earned."""

    @rule
    def _one_form(self) -> None:
        if (self.percent is None) == (self.amount is None):
            raise ValueError("give either a percent or an amount")

    @rule
    def _amounts_have_a_currency(self) -> None:
        if (self.amount is None) != (self.currency is None):
            raise ValueError("a currency goes with an amount, and an amount with a currency")
