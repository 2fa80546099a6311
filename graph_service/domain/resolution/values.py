"""What a relationship is worth on a day: one claim's value, beside the range of all that count.

Of the claims that state it those count that cover the day; only where none does, those that may. Of them the value is
the surest claim's, then that of the one that starts last, then the latest.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from graph_service.domain.claim import Amount, PercentRange, RelationshipClaim, Stake
from graph_service.domain.resolution.replaced_words import latest_words
from graph_service.domain.resolution.status import HOLDING, NEVER_HELD, Front, Said
from graph_service.domain.vocabulary import NOBODYS_OWN

T = TypeVar("T")

_FIELDS = ("stake_percent", "direct", "voting", "amount", "service", "segment", "role")
"""The fields of a claim from which the values are drawn."""


class Weights(NamedTuple):
    """What decides between claims on a day: those that cover it, and since when what each of them tells has been so."""

    covering: frozenset[str]
    since: Mapping[str, str]

    def counting(self, stating: Sequence[Said]) -> list[Said]:
        """Of the claims that state one kind of thing, those that count: the latest that cover the day, else of all."""
        return latest_words([s for s in stating if s.claim.id in self.covering] or stating)

    def precedence(self, said: Said) -> tuple[int, str, str, str]:
        """By which a value is chosen: the surest claim's, then that of the one that starts last, then the latest."""
        return said.rank, self.since.get(said.claim.id, said.said_on), said.said_on, said.claim.id


def values(said: Sequence[Said], front: Front, weights: Weights) -> dict[str, Any]:
    """The fields of a `RelationshipVersion` that carry its values, from the claims that stand as `front`."""
    worth = bearing_on_worth(said, front)
    said = _not_refused(said, front)
    return {
        **stake_of(worth, weights),
        **amount_of(worth, weights),
        "direct": _known_bool(_value(worth, weights, lambda c: None if c.direct == "unknown" else c.direct)),
        "voting": _known_bool(_value(worth, weights, lambda c: None if c.voting == "unknown" else c.voting)),
        "services": _all(said, weights, lambda c: c.service),
        "segment": _value(said, weights, lambda c: c.segment),
        "segments": _all(said, weights, lambda c: c.segment),
        "role": _value(said, weights, lambda c: c.role),
    }


def give_the_same(said: Sequence[Said]) -> bool:
    """Whether all of these claims give the same values, so that it makes no difference which of them count."""
    first = said[0].claim
    return all(getattr(s.claim, name) == getattr(first, name) for s in said[1:] for name in _FIELDS)


def bearing_on_worth(said: Sequence[Said], front: Front) -> Sequence[Said]:
    """The claims that say what is held: of what holds, none denied or called off; and none that is pending."""
    return [s for s in _not_refused(said, front) if s not in front.pending]


def _not_refused(said: Sequence[Said], front: Front) -> Sequence[Said]:
    if front.status not in HOLDING:
        return said
    return [s for s in said if s.claim.status not in NEVER_HELD]


def _value(said: Sequence[Said], weights: Weights, field: Callable[[RelationshipClaim], T | None]) -> T | None:
    """The field of the claim that goes before all others which have it."""
    counting = weights.counting([s for s in said if field(s.claim) is not None])
    return field(max(counting, key=weights.precedence).claim) if counting else None


def _all(said: Sequence[Said], weights: Weights, field: Callable[[RelationshipClaim], str | None]) -> tuple[str, ...]:
    """What the claims that count have in a field, each once: a further service replaces none."""
    stating = [s for s in said if field(s.claim) is not None]
    counting = [s for s in stating if s.claim.id in weights.covering] or stating
    return tuple(sorted({value for s in counting if (value := field(s.claim)) is not None}))


def stating_stakes(said: Sequence[Said]) -> list[Said]:
    """The claims that state a stake."""
    return [s for s in said if s.claim.stake_percent is not None]


def stating_amounts(said: Sequence[Said]) -> list[list[Said]]:
    """The claims that state a sum, those of each kind together."""
    of_kind: dict[tuple[str | None, ...], list[Said]] = defaultdict(list)
    for s in said:
        if s.claim.amount:
            of_kind[_kind(s.claim.amount)].append(s)
    return list(of_kind.values())


def stake_bounds(stake: Stake) -> tuple[float, float]:
    """The least and the greatest percentage that the stake may be: an unknown bound is 0 or 100."""
    if isinstance(stake, PercentRange):
        return float(stake.min or 0), float(stake.max or 100)
    return float(stake), float(stake)


def stake_of(said: Sequence[Said], weights: Weights) -> dict[str, Any]:
    """The stake, and the range of all that count; a bound is exclusive if all that name it leave it out."""
    counting = weights.counting(stating_stakes(said))
    stakes = [s.claim.stake_percent for s in counting if s.claim.stake_percent is not None]
    if not stakes:
        return {}
    chosen = max(counting, key=weights.precedence).claim.stake_percent
    low = min(stake_bounds(stake)[0] for stake in stakes)
    high = max(stake_bounds(stake)[1] for stake in stakes)
    return {
        "stake_percent": float(chosen) if isinstance(chosen, int | float) else None,
        "stake_min": low,
        "stake_max": high,
        "stake_min_exclusive": all(_leaves_out(stake, "min") for stake in stakes if stake_bounds(stake)[0] == low),
        "stake_max_exclusive": all(_leaves_out(stake, "max") for stake in stakes if stake_bounds(stake)[1] == high),
    }


def _leaves_out(stake: Stake, bound: str) -> bool:
    return isinstance(stake, PercentRange) and bool(getattr(stake, f"exclusive_{bound}"))


def amount_of(said: Sequence[Said], weights: Weights) -> dict[str, Any]:
    """The sum, and the range of those of its kind that count."""
    stating = [s for s in said if s.claim.amount]
    # A total, however sure, doesn't hide what the party itself paid or pledged.
    own = [s for s in stating if s.claim.amount and s.claim.amount.basis not in NOBODYS_OWN]
    covering = [s for s in own or stating if s.claim.id in weights.covering] or own or stating
    counting = [s for alike in stating_amounts(covering) for s in latest_words(alike)]
    if not counting:
        return {}
    chosen = max(counting, key=weights.precedence).claim.amount
    assert chosen is not None, "these state a sum"
    comparable = [s.claim.amount for s in counting if s.claim.amount and _kind(s.claim.amount) == _kind(chosen)]
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


def _kind(amount: Amount) -> tuple[str | None, ...]:
    return amount.currency, amount.basis, amount.period


def _low(amount: Amount) -> float:
    # Of a ceiling alone nothing is certain.
    return float(amount.min or 0) if amount.value is None else float(amount.value)


def _high(amount: Amount) -> float:
    return float(next(n for n in (amount.value, amount.max, amount.min) if n is not None))


def _number(number: float | None) -> float | None:
    return None if number is None else float(number)


def _known_bool(known: bool | str | None) -> bool | None:
    return known if isinstance(known, bool) else None
