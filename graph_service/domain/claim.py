"""Claim: what one source says about one relationship, or about one figure. The atom of the graph."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag, TypeAdapter

from graph_service.domain.claim_base import ClaimBase
from graph_service.domain.money import Amount, Revenue
from graph_service.domain.record import Currency, Number, Period, Slug, Text, rule
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName, relationship_id
from graph_service.domain.relationship_types import Field as FieldName
from graph_service.domain.stake import Stake
from graph_service.domain.vocabulary import CERTAINTY_RANK, HEADCOUNTS, PERIOD_METRICS, Metric, Segment, Service, Tier


def _join_and(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


class RelationshipClaim(ClaimBase):
    """A claim about a relationship; which of the optional fields it may carry depends on `type`."""

    type: TypeName
    """What the subject is to the object."""
    object: Slug
    """The id of the entity at the other end: the vendor, the company invested in."""
    part: Text | None = None
    """Which part alone it concerns, such as one tranche or one product; it never changes the status of the whole."""
    stake_percent: Stake | None = None
    """The part that is held, in percent: a number, or bounds."""
    direct: bool | Literal["unknown"] | None = None
    """Whether the stake is held by the subject itself; one that isn't is never multiplied along a chain."""
    voting: bool | Literal["unknown"] | None = None
    """Whether the stake has votes."""
    amount: Amount | None = None
    """The money that it is about."""
    service: Service | None = None
    """What the vendor does for the client."""
    revenue: Revenue | None = None
    """What the vendor earned from the client."""
    segment: Segment | None = None
    """In what they compete."""
    role: Text | None = None
    """What the person is: chief executive, board member."""

    @rule
    def _is_of_two(self) -> None:
        if self.subject == self.object:
            raise ValueError(f"{self.subject} can't be in a relationship with itself")

    @rule
    def _carries_what_its_type_has(self) -> None:
        if foreign := [name for name in _FOREIGN_FIELDS[self.type] if getattr(self, name) is not None]:
            allowed = RELATIONSHIP_TYPES[self.type].fields
            does = "doesn't" if len(foreign) == 1 else "don't"
            raise ValueError(
                f"{_join_and(foreign)} {does} belong to {self.type}; it carries {', '.join(allowed) or 'no fields'}"
            )

    @rule
    def _has_what_its_type_needs(self) -> None:
        for name in RELATIONSHIP_TYPES[self.type].required:
            if getattr(self, name) is None:
                raise ValueError(f"{self.type} needs a {name}")

    @rule
    def _has_no_values_if_denied(self) -> None:
        if self.status == "denied" and any(
            x is not None for x in (self.stake_percent, self.direct, self.voting, self.amount, self.revenue)
        ):
            raise ValueError("what is denied has no stake, amount or revenue: put the refused sum into the note")

    @property
    def relationship(self) -> str:
        """The id of the relationship that this claim is about."""
        return relationship_id(self.subject, self.type, self.object)

    @property
    def about(self) -> str:
        """What the claim is about, by id."""
        return self.relationship

    @property
    def parties(self) -> tuple[str, ...]:
        """The entities that the claim is about, by id."""
        return self.subject, self.object


_OPTIONAL: tuple[FieldName, ...] = (
    "stake_percent",
    "direct",
    "voting",
    "amount",
    "service",
    "revenue",
    "segment",
    "role",
)
_FOREIGN_FIELDS: dict[TypeName, tuple[FieldName, ...]] = {
    name: tuple(field for field in _OPTIONAL if field not in entry.fields) for name, entry in RELATIONSHIP_TYPES.items()
}
"""The optional fields that a claim of each type can't have."""


class FigureClaim(ClaimBase):
    """A claim about a number: `subject`'s `metric` is `value`, over a `period` or at a moment."""

    metric: Metric
    """What is measured."""
    value: Number
    """The number, in units of the currency, or people."""
    approximate: Literal[True] | None = None
    """The source says about, or nearly."""
    currency: Currency | None = None
    """The currency, in ISO 4217: of all metrics but headcounts."""
    period: Period | None = None
    """The period of a revenue or an income; other metrics hold at a moment, `valid_from`."""

    @rule
    def _has_the_currency_of_its_metric(self) -> None:
        money = self.metric not in HEADCOUNTS
        if money and self.currency is None:
            raise ValueError(f"{self.metric} is money: give its currency")
        if not money and self.currency is not None:
            raise ValueError(f"{self.metric} is a number of people: leave currency out")

    @rule
    def _has_the_period_of_its_metric(self) -> None:
        if self.metric in PERIOD_METRICS and self.period is None:
            raise ValueError(f"{self.metric} is of a period: give it")
        if self.metric not in PERIOD_METRICS and self.period is not None:
            raise ValueError(f"{self.metric} holds at a moment: use valid_from, not period")

    @rule
    def _has_a_value_of_its_metric(self) -> None:
        if self.metric in HEADCOUNTS and not isinstance(self.value, int):
            raise ValueError(f"{self.metric} counts people: {self.value} is not a whole number")
        if self.value < 0 and self.metric not in PERIOD_METRICS:
            raise ValueError(f"{self.metric} can't be negative")

    @property
    def moment(self) -> str:
        """The period of the figure, or the day or year at which it held, or else the day it was said."""
        return self.period or self.valid_from or self.known_on

    @property
    def parties(self) -> tuple[str, ...]:
        """The entity that the claim is about, by id."""
        return (self.subject,)

    @property
    def about(self) -> str:
        """The figure that this claim is about: `scale-ai:valuation:2025-06-27`, and where there is one its currency.

        A status stands at the end, unless it is active.
        """
        words = [self.subject, self.metric, self.moment]
        words += [self.currency] if self.currency else []
        words += [] if self.status == "active" else [self.status]
        return ":".join(words)


def _form_of(data: Any) -> str:
    has = data.__contains__ if isinstance(data, dict) else lambda name: hasattr(data, name)
    return "figure" if has("metric") and not has("type") else "relationship"


Claim = RelationshipClaim | FigureClaim
CLAIM: TypeAdapter[Claim] = TypeAdapter(
    Annotated[
        Annotated[RelationshipClaim, Tag("relationship")] | Annotated[FigureClaim, Tag("figure")],
        Discriminator(_form_of),
    ]
)
"""Validates a claim of either form. A claim with `metric` and without `type` is about a figure."""


def certainty_rank(claim: Claim, tier: Tier) -> int:
    """How sure the claim is, 0 to 3. A reprint or aggregator (tier C) counts as `reported` at most."""
    rank = CERTAINTY_RANK[claim.certainty]
    return min(rank, CERTAINTY_RANK["reported"]) if tier == "C" else rank
