"""Relationship versions and figures: what the claims come to. They are derived and never entered.

Both are flat, and Neo4j has properties of the same names, so that conditions read alike in Python, SQL and Cypher.
They are msgspec structs: a question reads and checks thousands of them, at a tenth of the cost of pydantic models.
"""

from typing import Literal

from msgspec import Struct

from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.vocabulary import Basis, Metric, Segment, Service, Status

Verdict = Literal["certain", "possible", "no"]
"""Whether something holds on a day: by all of its claims, by some, or by none of them."""


class _Derived(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    known_from: str
    known_to: str
    floor_from: int
    floor_to: int
    status: Status
    certainty: int
    claims: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Whether it is what all claims together come to, as known now."""
        return self.known_to == END and self.floor_from == 0


class RelationshipVersion(_Derived, frozen=True, array_like=True, kw_only=True, gc=False):
    """One spell of a relationship, as it could be read from `known_from` until `known_to`.

    Intervals are half-open. Days are ISO text; `0001-01-01` and `9999-12-31` are open ends.

    * `known_from`, `known_to`: when the claims came to this.
    * `floor_from`, `floor_to`: the least certainties asked for (0 to 3) with which they come to this. Claims below the
      floor don't count, and the others alone may come to something else.
    * `valid_from`, `valid_to`: when it holds by some claim; empty if it never holds.
    * `certain_from`, `certain_to`: when it holds by all claims; empty if one of them says that it doesn't.
    * `held_from`, `held_to`, `surely_from`, `surely_to`: the same for this spell together with those that adjoin it.
      That is how long the relationship has held, while its values may have changed.
    * `shown_from`, `shown_to`: the days for which this spell is shown to somebody who asks what is known, and not what
      holds. The spells of one known day and floor follow each other from the beginning of time to its end.

    `certainty` is the rank (0 `inferred` to 3 `confirmed`) of the surest claim with this `status`.

    `stake_percent` is one claim's. `stake_min` and `stake_max` are the range of all claims that cover the spell's days;
    an exclusive bound doesn't belong to the range. A stake that is not `direct` is held through others, and is never
    multiplied along a chain.

    `amount` is the party's own if that is known, otherwise a total of a round or of several parties. `amount_low` and
    `amount_high` are the range of all claims with the same currency, basis and period.

    `pending` are announcements made after it was active. They are further tranches: no steps back, and no part of the
    stake or the amount.

    `partial`: only parts of it are known, and it holds while any of them does (see `resolution/parts.py`).
    """

    subject: str
    type: TypeName
    object: str
    valid_from: str
    valid_to: str
    certain_from: str
    certain_to: str
    held_from: str
    held_to: str
    surely_from: str
    surely_to: str
    shown_from: str = BEGINNING
    shown_to: str = END
    disputed: bool = False
    partial: bool = False
    pending: tuple[str, ...] = ()
    stake_percent: float | None = None
    stake_min: float | None = None
    stake_max: float | None = None
    stake_min_exclusive: bool = False
    stake_max_exclusive: bool = False
    direct: bool | None = None
    voting: bool | None = None
    amount: float | None = None
    amount_min: float | None = None
    amount_max: float | None = None
    amount_low: float | None = None
    amount_high: float | None = None
    amount_currency: str | None = None
    amount_basis: Basis | None = None
    amount_period: str | None = None
    amount_approximate: bool | None = None
    services: tuple[Service, ...] = ()
    segment: Segment | None = None
    segments: tuple[Segment, ...] = ()
    role: str | None = None

    @property
    def is_current(self) -> bool:
        """Whether it is the last spell that all claims together come to, as known now. Each relationship has one."""
        return self.known_to == END and self.floor_from == 0 and self.shown_to == END

    @property
    def id(self) -> str:
        """The id of the relationship."""
        return f"{self.subject}:{self.type}:{self.object}"

    def verdict(self, as_of: str) -> Verdict:
        """Whether it holds on that day."""
        if self.certain_from <= as_of < self.certain_to:
            return "certain"
        return "possible" if self.valid_from <= as_of < self.valid_to else "no"

    def other_end(self, entity: str) -> str:
        """The entity at the other end."""
        return self.object if self.subject == entity else self.subject


class Figure(_Derived, frozen=True, array_like=True, kw_only=True, gc=False):
    """One number about one entity, as it could be read from `known_from` until `known_to`.

    `value` is the surest claim's, of equals the latest one's. `low` and `high` are the range of all claims that count.
    `moment` is the period of the figure, or the day or year at which it held, or else the day it was said.
    """

    id: str
    subject: str
    metric: Metric
    moment: str
    value: float
    low: float
    high: float
    currency: str | None = None
    approximate: bool = False
    disputed: bool = False
