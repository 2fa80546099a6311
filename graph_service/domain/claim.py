"""Claim: what one source says about one relationship, or about one figure. The atom of the graph."""

from typing import Annotated, Any, Literal, Self

from msgspec import Struct
from msgspec.json import Decoder
from pydantic import AfterValidator, Discriminator, Field, Tag, TypeAdapter, model_validator

from graph_service.domain.dates import Day, PartialDate, first_day, last_day
from graph_service.domain.record import (
    ByLanguage,
    Currency,
    Number,
    Percent,
    Period,
    Positive,
    Record,
    RecordId,
    Sha256,
    Slug,
    Text,
    Value,
    range_problem,
)
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName, relationship_id
from graph_service.domain.relationship_types import Field as FieldName
from graph_service.domain.vocabulary import (
    FLOWS,
    HEADCOUNTS,
    RANK,
    Basis,
    Certainty,
    Metric,
    Segment,
    Service,
    Status,
    Tier,
)


class PercentRange(Value):
    """A percentage known by its bounds only; an absent bound is unknown.

    A bound belongs to the range, unless it is exclusive ("more than 50").
    """

    min: Percent | None = None
    max: Percent | None = None
    exclusive_min: Literal[True] | None = None
    exclusive_max: Literal[True] | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        for bound, exclusive in (("min", self.exclusive_min), ("max", self.exclusive_max)):
            if exclusive and getattr(self, bound) is None:
                raise ValueError(f"exclusive_{bound} needs a {bound}")
        if self.min is not None and self.min == self.max and (self.exclusive_min or self.exclusive_max):
            raise ValueError(f"nothing lies between {self.min} and {self.max} where one is left out")
        if problem := range_problem(self.min, self.max):
            raise ValueError(problem)
        return self


def _exact_if_bounds_agree(stake: int | float | PercentRange) -> int | float | PercentRange:
    # A range of one value is that value, so that the two have one canonical text.
    if isinstance(stake, PercentRange) and stake.min is not None and stake.min == stake.max:
        return stake.min
    return stake


def _is_range(data: Any) -> str:
    return "range" if isinstance(data, dict | PercentRange) else "number"


# Told apart by their form, so that 149 is refused once, as too large a number, and not also as no range.
Stake = Annotated[
    Annotated[Percent, Tag("number")] | Annotated[PercentRange, Tag("range")],
    Discriminator(_is_range),
    AfterValidator(_exact_if_bounds_agree),
]


class Amount(Value):
    """A sum of money: `value`, or `min` and `max`; `basis` says what kind of sum it is.

    The currency is absent where the source doesn't make it plain ("$240 million" of which dollar?).
    """

    value: Positive | None = None
    min: Positive | None = None
    max: Positive | None = None
    approximate: Literal[True] | None = None
    currency: Currency | None = None
    basis: Basis
    period: Period | None = None

    @model_validator(mode="before")
    @classmethod
    def _exact_if_bounds_agree(cls, data: Any) -> Any:
        # A range of one value is that value; what is no number is left to the fields' own checks.
        if isinstance(data, dict) and type(data.get("min")) in (int, float) and "value" not in data:
            bounds = {"min", "max"}
            if data["min"] == data.get("max") and data.get("basis") != "up_to":
                return {"value": data["min"], **{name: value for name, value in data.items() if name not in bounds}}
        return data

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        ranged = self.min is not None or self.max is not None
        if (self.value is not None) == ranged:
            raise ValueError("give either a value, or min and max")
        if ranged and (problem := range_problem(self.min, self.max)):
            raise ValueError(problem)
        if self.basis == "up_to" and self.max is None:
            raise ValueError("basis up_to needs a max")
        return self


class Revenue(Value):
    """What the vendor earned from the client: a percentage of `of`, or an amount, in a period."""

    percent: Stake | None = None
    amount: Positive | None = None
    approximate: Literal[True] | None = None
    currency: Currency | None = None
    of: Metric
    period: Period

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.percent is None) == (self.amount is None):
            raise ValueError("give either a percent or an amount")
        if (self.amount is None) != (self.currency is None):
            raise ValueError("a currency goes with an amount, and an amount with a currency")
        return self


class Locator(Value):
    """Where in a source's text the claim is: a line, a span of characters in it, and the span's SHA-256.

    `paragraph` is the line's number, from 1; `span` counts code points within that line, from 0,
    end exclusive; `sha256` is of the span in UTF-8.
    """

    paragraph: Annotated[int, Field(ge=1)] | None = None
    span: Annotated[tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]], Field(strict=False)] | None = None
    sha256: Sha256

    @model_validator(mode="after")
    def _a_span_lies_in_a_line(self) -> Self:
        if self.span is not None and self.span[0] >= self.span[1]:
            raise ValueError(f"the span {list(self.span)} is empty or upside down")
        if self.span is not None and self.paragraph is None:
            raise ValueError("a span needs its paragraph")
        return self


class Review(Value):
    """Who compared the claim with its source, and when."""

    by: Text
    on: PartialDate


def _each_once(ids: tuple[str, ...]) -> tuple[str, ...]:
    # In whatever order they were given, they say one thing and have one canonical text.
    return tuple(sorted(set(ids)))


class _Said(Record):
    """What every claim has: who says it, when, how surely, and where it can be checked."""

    id: RecordId
    subject: Slug
    status: Status
    certainty: Certainty
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    reported_on: PartialDate | None = None
    recorded_on: Day | None = None
    disputes: Annotated[tuple[RecordId, ...], Field(strict=False), AfterValidator(_each_once)] = ()
    supersedes: Annotated[tuple[RecordId, ...], Field(strict=False), AfterValidator(_each_once)] = ()
    attribution: Text
    source: Slug
    locator: Locator | None = None
    note: ByLanguage
    review: Review | None = None

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if self.valid_from and self.valid_to and first_day(self.valid_from) > last_day(self.valid_to):
            raise ValueError(f"valid_to {self.valid_to} lies before valid_from {self.valid_from}")
        if self.reported_on is None and self.recorded_on is None:
            raise ValueError("give reported_on (when the source said it) or recorded_on (when it was entered)")
        if self.reported_on and self.recorded_on and first_day(self.reported_on) > self.recorded_on:
            raise ValueError(f"reported_on {self.reported_on} lies after recorded_on {self.recorded_on}")
        if self.status == "called_off" and (self.valid_from or self.valid_to):
            raise ValueError("what was called off never held: leave valid_from and valid_to out")
        if self.id in self.disputes:
            raise ValueError("a claim can't dispute itself")
        if self.id in self.supersedes:
            raise ValueError("a claim can't supersede itself")
        return self

    @property
    def known_on(self) -> str:
        """The day from which anyone could have read it.

        A partial date counts from its last day; but what we hold was there when we recorded it.
        """
        return _known_on(self.reported_on, self.recorded_on)


def _known_on(reported_on: str | None, recorded_on: str | None) -> str:
    if reported_on is None:
        assert recorded_on is not None
        return recorded_on
    known = last_day(reported_on)
    return min(known, recorded_on) if recorded_on else known


class Gist(Struct, frozen=True):
    """What a question needs of thousands of claims to tell whose records it needs: read in a tenth of the time."""

    id: str
    status: Status
    valid_from: str | None = None
    valid_to: str | None = None
    reported_on: str | None = None
    recorded_on: str | None = None
    part: str | None = None
    revenue: dict[str, Any] | None = None

    @property
    def known_on(self) -> str:
        """The day from which anyone could have read it."""
        return _known_on(self.reported_on, self.recorded_on)


gist = Decoder(Gist).decode
"""The gist of a claim's canonical JSON."""


class RelationshipClaim(_Said):
    """A claim about a relationship; which of the optional fields it may carry depends on `type`."""

    type: TypeName
    object: Slug
    part: Text | None = None
    stake_percent: Stake | None = None
    direct: bool | Literal["unknown"] | None = None
    voting: bool | Literal["unknown"] | None = None
    amount: Amount | None = None
    service: Service | None = None
    revenue: Revenue | None = None
    segment: Segment | None = None
    role: Text | None = None

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        entry = RELATIONSHIP_TYPES[self.type]
        if self.subject == self.object:
            raise ValueError(f"{self.subject} can't be in a relationship with itself")
        for name in _OPTIONAL:
            given = getattr(self, name) is not None
            if given and name not in entry.fields:
                raise ValueError(
                    f"{name} doesn't belong to {self.type}; it carries {', '.join(entry.fields) or 'no fields'}"
                )
            if not given and name in entry.required:
                raise ValueError(f"{self.type} needs a {name}")
        if self.status == "denied" and any(
            x is not None for x in (self.stake_percent, self.direct, self.voting, self.amount, self.revenue)
        ):
            raise ValueError("what is denied has no stake, amount or revenue: put the refused sum into the note")
        return self

    @property
    def relationship(self) -> str:
        """The id of the relationship that this claim is about."""
        return relationship_id(self.subject, self.type, self.object)

    @property
    def about(self) -> str:
        """What the claim is about, by id."""
        return self.relationship


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


class FigureClaim(_Said):
    """A claim about a number: `subject`'s `metric` is `value`, over a `period` or at a moment."""

    metric: Metric
    value: Number
    approximate: Literal[True] | None = None
    currency: Currency | None = None
    period: Period | None = None

    @model_validator(mode="after")
    def _fits_its_metric(self) -> Self:
        money = self.metric not in HEADCOUNTS
        if money and self.currency is None:
            raise ValueError(f"{self.metric} is money: give its currency")
        if not money and self.currency is not None:
            raise ValueError(f"{self.metric} is a number of people: leave currency out")
        if self.metric in FLOWS and self.period is None:
            raise ValueError(f"{self.metric} is of a period: give it")
        if self.metric not in FLOWS and self.period is not None:
            raise ValueError(f"{self.metric} holds at a moment: use valid_from, not period")
        if not money and not isinstance(self.value, int):
            raise ValueError(f"{self.metric} counts people: {self.value} is not a whole number")
        if self.value < 0 and self.metric not in FLOWS:
            raise ValueError(f"{self.metric} can't be negative")
        return self

    @property
    def moment(self) -> str:
        """What the figure is of: its period, or when it held, or (undated) the day it was said."""
        return self.period or self.valid_from or self.known_on

    @property
    def about(self) -> str:
        """The figure that this claim is about: `scale-ai:valuation:2025-06-27`, and where there is one its currency.

        A status stands at the end, unless it is active.
        """
        words = [self.subject, self.metric, self.moment]
        words += [self.currency] if self.currency else []
        words += [] if self.status == "active" else [self.status]
        return ":".join(words)


def _which(data: Any) -> str:
    has = data.__contains__ if isinstance(data, dict) else lambda name: hasattr(data, name)
    return "figure" if has("metric") and not has("type") else "relationship"


Claim = RelationshipClaim | FigureClaim
CLAIM: TypeAdapter[Claim] = TypeAdapter(
    Annotated[
        Annotated[RelationshipClaim, Tag("relationship")] | Annotated[FigureClaim, Tag("figure")],
        Discriminator(_which),
    ]
)
"""Validates a claim of either form; `metric` tells a figure."""


def certainty_rank(claim: Claim, tier: Tier) -> int:
    """How sure the claim is, 0 to 3: what a reprint or aggregator says counts as `reported` at most."""
    rank = RANK[claim.certainty]
    return min(rank, RANK["reported"]) if tier == "C" else rank
