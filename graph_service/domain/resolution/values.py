"""The values of a relationship on a day: for each field one claim's value, and the range of all claims that count.

Those that state the field and cover the day count; if none covers it, all that state it do. The value is that of the
surest; of equals that of the one that starts last, then of the latest.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.money import Amount
from graph_service.domain.resolution.replacement import latest_of_each_source
from graph_service.domain.resolution.status import HOLDING, NEVER_HELD, Front, Statement
from graph_service.domain.stake import PercentRange, Stake
from graph_service.domain.vocabulary import COLLECTIVE_BASES

T = TypeVar("T")

_FIELDS = ("stake_percent", "direct", "voting", "amount", "service", "segment", "role")
"""The fields of a claim that the values come from."""


class Precedence(NamedTuple):
    """Which claim goes first on a day. `covering`: the ids of those that cover it. `since`: the starts, by claim id."""

    covering: frozenset[str]
    since: Mapping[str, str]

    def select(self, stating: Sequence[Statement]) -> list[Statement]:
        """The statements that count: of those that cover the day, or else of all, the latest of each source.

        All of them must state one kind of value.
        """
        return latest_of_each_source([s for s in stating if s.claim.id in self.covering] or stating)

    def key(self, statement: Statement) -> tuple[int, str, str, str]:
        """The greatest gives the value: the surest, then the one that starts last, then the latest."""
        claim = statement.claim
        return statement.rank, self.since.get(claim.id, statement.said_on), statement.said_on, claim.id


def value_fields(statements: Sequence[Statement], front: Front, precedence: Precedence) -> dict[str, Any]:
    """The fields of a `RelationshipVersion` that hold its values."""
    held = select_held(statements, front)
    believed = _without_refused(statements, front)
    return {
        **stake_fields(held, precedence),
        **amount_fields(held, precedence),
        "direct": _known_bool(_first(held, precedence, lambda c: None if c.direct == "unknown" else c.direct)),
        "voting": _known_bool(_first(held, precedence, lambda c: None if c.voting == "unknown" else c.voting)),
        "services": _all(believed, precedence, lambda c: c.service),
        "segment": _first(believed, precedence, lambda c: c.segment),
        "segments": _all(believed, precedence, lambda c: c.segment),
        "role": _first(believed, precedence, lambda c: c.role),
    }


def have_same_values(statements: Sequence[Statement]) -> bool:
    """Whether all give the same values, so that it makes no difference which of them count."""
    first = statements[0].claim
    return all(getattr(s.claim, name) == getattr(first, name) for s in statements[1:] for name in _FIELDS)


def select_held(statements: Sequence[Statement], front: Front) -> Sequence[Statement]:
    """The statements about what is held: not those that are pending, nor refusals of what holds."""
    return [s for s in _without_refused(statements, front) if s not in front.pending]


def _without_refused(statements: Sequence[Statement], front: Front) -> Sequence[Statement]:
    """If the relationship holds, the statements that don't say that it never did."""
    if front.status not in HOLDING:
        return statements
    return [s for s in statements if s.claim.status not in NEVER_HELD]


def _first(
    statements: Sequence[Statement], precedence: Precedence, field: Callable[[RelationshipClaim], T | None]
) -> T | None:
    """The field of the statement that goes first, of those that have it."""
    counting = precedence.select([s for s in statements if field(s.claim) is not None])
    return field(max(counting, key=precedence.key).claim) if counting else None


def _all(
    statements: Sequence[Statement], precedence: Precedence, field: Callable[[RelationshipClaim], str | None]
) -> tuple[str, ...]:
    """The field of all statements that count, each value once. A source's further service replaces none."""
    stating = [s for s in statements if field(s.claim) is not None]
    counting = [s for s in stating if s.claim.id in precedence.covering] or stating
    return tuple(sorted({value for s in counting if (value := field(s.claim)) is not None}))


def select_with_stake(statements: Sequence[Statement]) -> list[Statement]:
    """The statements with a stake."""
    return [s for s in statements if s.claim.stake_percent is not None]


def group_by_amount_kind(statements: Sequence[Statement]) -> list[list[Statement]]:
    """The statements with an amount; those of one currency, basis and period together."""
    by_kind: dict[tuple[str | None, ...], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.claim.amount:
            by_kind[_amount_kind(s.claim.amount)].append(s)
    return list(by_kind.values())


def stake_bounds(stake: Stake) -> tuple[float, float]:
    """The least and the greatest that the stake may be, in percent. An unknown bound is 0 or 100."""
    if isinstance(stake, PercentRange):
        return float(stake.min or 0), float(stake.max or 100)
    return float(stake), float(stake)


def stake_fields(statements: Sequence[Statement], precedence: Precedence) -> dict[str, Any]:
    """The stake, and the range of all that count. A bound is exclusive if every claim with this bound excludes it."""
    counting = precedence.select(select_with_stake(statements))
    stakes = [s.claim.stake_percent for s in counting if s.claim.stake_percent is not None]
    if not stakes:
        return {}
    chosen = max(counting, key=precedence.key).claim.stake_percent
    low = min(stake_bounds(stake)[0] for stake in stakes)
    high = max(stake_bounds(stake)[1] for stake in stakes)
    return {
        "stake_percent": float(chosen) if isinstance(chosen, int | float) else None,
        "stake_min": low,
        "stake_max": high,
        "stake_min_exclusive": all(_excludes(stake, "min") for stake in stakes if stake_bounds(stake)[0] == low),
        "stake_max_exclusive": all(_excludes(stake, "max") for stake in stakes if stake_bounds(stake)[1] == high),
    }


def _excludes(stake: Stake, bound: str) -> bool:
    return isinstance(stake, PercentRange) and bool(getattr(stake, f"exclusive_{bound}"))


def amount_fields(statements: Sequence[Statement], precedence: Precedence) -> dict[str, Any]:
    """The amount, and the range of those of its kind that count."""
    stating = [s for s in statements if s.claim.amount]
    # A total, however sure, doesn't hide what the party itself paid or pledged.
    own = [s for s in stating if s.claim.amount and s.claim.amount.basis not in COLLECTIVE_BASES]
    covering = [s for s in own or stating if s.claim.id in precedence.covering] or own or stating
    counting = [s for alike in group_by_amount_kind(covering) for s in latest_of_each_source(alike)]
    if not counting:
        return {}
    chosen = max(counting, key=precedence.key).claim.amount
    assert chosen is not None, "these have an amount"
    kind = _amount_kind(chosen)
    comparable = [s.claim.amount for s in counting if s.claim.amount and _amount_kind(s.claim.amount) == kind]
    return {
        "amount": _number(chosen.value),
        "amount_min": _number(chosen.min),
        "amount_max": _number(chosen.max),
        "amount_low": min(_low(amount) for amount in comparable),
        "amount_high": max(_high(amount) for amount in comparable),
        "amount_currency": chosen.currency,
        "amount_basis": chosen.basis,
        "amount_period": chosen.period,
        "amount_approximate": chosen.approximate,
    }


def _amount_kind(amount: Amount) -> tuple[str | None, ...]:
    return amount.currency, amount.basis, amount.period


def _low(amount: Amount) -> float:
    # An amount with a maximum only may be nothing.
    return float(amount.min or 0) if amount.value is None else float(amount.value)


def _high(amount: Amount) -> float:
    return float(next(n for n in (amount.value, amount.max, amount.min) if n is not None))


def _number(number: float | None) -> float | None:
    return None if number is None else float(number)


def _known_bool(known: bool | str | None) -> bool | None:
    return known if isinstance(known, bool) else None
