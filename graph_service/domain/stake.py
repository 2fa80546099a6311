"""Stake: a percentage, exact or known by its bounds only."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Tag

from graph_service.domain.record import Percent, Value, range_problem, rule


class PercentRange(Value):
    """A percentage known by its bounds only; an absent bound is unknown.

    A bound belongs to the range, unless it is exclusive ("more than 50").
    """

    min: Percent | None = None
    """The least that it may be, in percent."""
    max: Percent | None = None
    """The most that it may be, in percent."""
    exclusive_min: Literal[True] | None = None
    """It is more than `min`: the bound itself is left out."""
    exclusive_max: Literal[True] | None = None
    """It is less than `max`: the bound itself is left out."""

    @rule
    def _is_a_range(self) -> None:
        for bound, exclusive in (("min", self.exclusive_min), ("max", self.exclusive_max)):
            if exclusive and getattr(self, bound) is None:
                raise ValueError(f"exclusive_{bound} needs a {bound}")
        if self.min is not None and self.min == self.max and (self.exclusive_min or self.exclusive_max):
            raise ValueError(f"nothing lies between {self.min} and {self.max} where one is left out")
        if problem := range_problem(self.min, self.max):
            raise ValueError(problem)


def _exact_if_bounds_agree(stake: int | float | PercentRange) -> int | float | PercentRange:
    # A range with equal bounds is that one value, so that both spellings have one canonical text.
    if isinstance(stake, PercentRange) and stake.min is not None and stake.min == stake.max:
        return stake.min
    return stake


def _is_range(data: Any) -> str:
    return "range" if isinstance(data, dict | PercentRange) else "number"


# The form tells the two apart. So 149 has one error (it is above 100), and not a second one that it is no range.
Stake = Annotated[
    Annotated[Percent, Tag("number")] | Annotated[PercentRange, Tag("range")],
    Discriminator(_is_range),
    AfterValidator(_exact_if_bounds_agree),
]
