"""Relationship versions and figures: what the claims come to, derived and never entered.

Both are flat: the same names are properties in Neo4j, so that "holds" reads the same in Python, SQL and
Cypher. They are structs of msgspec: a question builds thousands of them, each checked as it is read from a store,
at a tenth of what a model of pydantic's costs.
"""

from typing import Literal

from msgspec import Struct

from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.vocabulary import Basis, Metric, Segment, Service, Status

Verdict = Literal["certain", "possible", "no"]
"""Whether something holds on a day: by all of its claims, by some, or by none."""


class _Derived(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    known_from: str
    known_to: str
    floor_from: int
    floor_to: int
    status: Status
    certainty: int
    claims: tuple[str, ...]

    @property
    def current(self) -> bool:
        """Rests on all the claims there are, as known now."""
        return self.known_to == END and self.floor_from == 0


class RelationshipVersion(_Derived, frozen=True, array_like=True, kw_only=True, gc=False):
    """One spell of a relationship, as it could be read from `known_from` until `known_to`.

    Intervals are half-open, days as ISO text, `0001-01-01` and `9999-12-31` where an end is open:

    * `known_from`, `known_to`: when this was what the claims came to.
    * `floor_from`, `floor_to`: for which least certainty (0 to 3) asked for this is what they come to:
      claims below it are not admitted, and without them the rest may come to something else.
    * `valid_from`, `valid_to`: when it holds by some admitted claim (empty if it never came to hold).
    * `certain_from`, `certain_to`: when it holds by all of them (empty if one says that it doesn't).
    * `held_from`, `held_to`, `surely_from`, `surely_to`: the same for all days in a row on which it holds, of this
      spell and of those that adjoin it: how long it has been so, while its values may have changed.
    * `shown_from`, `shown_to`: of which days this is the spell that is shown, where somebody asks for what is known and
      not for what holds. The spells of one known day and floor follow each other from the beginning of time to its end.

    `certainty` is the rank (0 `inferred` to 3 `confirmed`) of the surest claim that gives `status`.
    `stake_percent` is one claim's, `stake_min` and `stake_max` span all that cover the spell's days (a bound that is
    exclusive is left out of the range);
    so do `amount_low` and `amount_high` for the claims with `amount_currency`, `amount_basis` and
    `amount_period`. A stake that is not `direct` goes through others, and leads on in no chain.
    The amount is a party's own sum where one is known, otherwise a total of a round or of several parties.
    `pending` are announcements made after it was active: further tranches, not steps back, and no part
    of the stake or the amount.
    `partial`: only parts of it are known, and it is what any one of them is (see `parts.py`).
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
    def current(self) -> bool:
        """The last spell, resting on all the claims there are, as known now: there is one of each relationship."""
        return self.known_to == END and self.floor_from == 0 and self.shown_to == END

    @property
    def id(self) -> str:
        """The id of the relationship."""
        return f"{self.subject}:{self.type}:{self.object}"

    def verdict(self, as_of: str) -> Verdict:
        """Does it hold on that day?"""
        if self.certain_from <= as_of < self.certain_to:
            return "certain"
        return "possible" if self.valid_from <= as_of < self.valid_to else "no"

    def other_end(self, entity: str) -> str:
        """The entity at the other end."""
        return self.object if self.subject == entity else self.subject


class Figure(_Derived, frozen=True, array_like=True, kw_only=True, gc=False):
    """One number of one entity, as it could be read from `known_from` until `known_to`.

    `value` is the surest, then the latest claim's; `low` and `high` span all admitted claims.
    `moment` is the period, or the day or year it held, or (undated) the day it was said.
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
