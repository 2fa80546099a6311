"""Claim: what one source says about one relationship, or about one figure. The atom of the graph."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

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
    rule,
)
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName, relationship_id
from graph_service.domain.relationship_types import Field as FieldName
from graph_service.domain.vocabulary import (
    CERTAINTY_RANK,
    HEADCOUNTS,
    PERIOD_METRICS,
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
        # A range of one value is that value; what is no number is left to the fields' own checks.
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


class Locator(Value):
    """Where in a source's text the claim is: a line, a span of characters in it, and the span's SHA-256.

    `paragraph` is the line's number, from 1; `span` counts code points within that line, from 0,
    end exclusive; `sha256` is of the span in UTF-8.
    """

    paragraph: Annotated[int, Field(ge=1)] | None = None
    """The number of the line in the text, from 1."""
    span: Annotated[tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]], Field(strict=False)] | None = None
    """The first character in that line, from 0, and the one after the last."""
    sha256: Sha256
    """The SHA-256 of those characters in UTF-8."""

    @rule
    def _a_span_runs_forward(self) -> None:
        if self.span is not None and self.span[0] >= self.span[1]:
            raise ValueError(f"the span {list(self.span)} is empty or upside down")

    @rule
    def _a_span_has_its_line(self) -> None:
        if self.span is not None and self.paragraph is None:
            raise ValueError("a span needs its paragraph")


class Review(Value):
    """Who compared the claim with its source, and when."""

    by: Text
    """Who compared them."""
    on: PartialDate
    """When; not in the future."""


def _listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _each_once(ids: tuple[str, ...]) -> tuple[str, ...]:
    # In whatever order they were given, they say one thing and have one canonical text.
    return tuple(sorted(set(ids)))


class _Said(Record):
    """What every claim has: who says it, when, how surely, and where it can be checked."""

    id: RecordId
    """The claim's own id, never given to another; what was said is never edited."""
    subject: Slug
    """The id of the entity that the claim is about: the investor, the client, whose figure it is."""
    status: Status
    """How far the relationship has come, as this source has it."""
    certainty: Certainty
    """How surely it is said, from `inferred` to `confirmed`."""
    valid_from: PartialDate | None = None
    """The first day on which it held; absent where the source doesn't say. It may lie in the future."""
    valid_to: PartialDate | None = None
    """The last day on which it held, that day included: a contract until `2024` held on 31 December 2024."""
    reported_on: PartialDate | None = None
    """When the source said it; not in the future. A month or year counts from its last day, once that is over."""
    recorded_on: Day | None = None
    """The day on which it entered the data; needed where `reported_on` is absent.

    Where `reported_on` is a month or year that isn't over, it is the day of loading unless it is given.
    """
    disputes: Annotated[tuple[RecordId, ...], Field(strict=False), AfterValidator(_each_once)] = ()
    """The ids of claims that this one contradicts, about anything, where its source says or plainly means so."""
    supersedes: Annotated[tuple[RecordId, ...], Field(strict=False), AfterValidator(_each_once)] = ()
    """The ids of earlier claims about the same relationship or figure that this one replaces, such as a correction."""
    attribution: Text
    """Who says so, in words: `Reuters, citing two people`."""
    source: Slug
    """The id of the source that says so."""
    locator: Locator | None = None
    """Where in the source's text it stands, so that anyone who holds the text can check it."""
    note: ByLanguage
    """What it says, in your own words and by language; never a quotation."""
    review: Review | None = None
    """Who has compared the claim with its source, if anyone has."""

    @rule
    def _ends_after_it_begins(self) -> None:
        if self.valid_from and self.valid_to and first_day(self.valid_from) > last_day(self.valid_to):
            raise ValueError(f"valid_to {self.valid_to} lies before valid_from {self.valid_from}")

    @rule
    def _is_dated(self) -> None:
        if self.reported_on is None and self.recorded_on is None:
            raise ValueError("give reported_on (when the source said it) or recorded_on (when it was entered)")

    @rule
    def _was_said_before_it_was_recorded(self) -> None:
        if self.reported_on and self.recorded_on and first_day(self.reported_on) > self.recorded_on:
            raise ValueError(f"reported_on {self.reported_on} lies after recorded_on {self.recorded_on}")

    @rule
    def _never_held_if_called_off(self) -> None:
        if self.status == "called_off" and (self.valid_from or self.valid_to):
            raise ValueError("what was called off never held: leave valid_from and valid_to out")

    @rule
    def _disputes_others(self) -> None:
        if self.id in self.disputes:
            raise ValueError("a claim can't dispute itself")

    @rule
    def _supersedes_others(self) -> None:
        if self.id in self.supersedes:
            raise ValueError("a claim can't supersede itself")

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
        if strange := [name for name in _STRANGE[self.type] if getattr(self, name) is not None]:
            allowed = RELATIONSHIP_TYPES[self.type].fields
            does = "doesn't" if len(strange) == 1 else "don't"
            raise ValueError(
                f"{_listed(strange)} {does} belong to {self.type}; it carries {', '.join(allowed) or 'no fields'}"
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
_STRANGE: dict[TypeName, tuple[FieldName, ...]] = {
    name: tuple(field for field in _OPTIONAL if field not in entry.fields) for name, entry in RELATIONSHIP_TYPES.items()
}
"""Which of these don't belong to a type."""


class FigureClaim(_Said):
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
        """What the figure is of: its period, or when it held, or (undated) the day it was said."""
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
    rank = CERTAINTY_RANK[claim.certainty]
    return min(rank, CERTAINTY_RANK["reported"]) if tier == "C" else rank
