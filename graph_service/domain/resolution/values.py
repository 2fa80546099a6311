"""What a relationship is worth on a day: one claim's value, beside the range of all that count.

Those count that cover the day; only where none does, those that may. Of them the value is the surest claim's, then that
of the one that starts last, then the latest.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from graph_service.domain.claim import Amount, PercentRange, RelationshipClaim, Stake
from graph_service.domain.dates import first_day
from graph_service.domain.resolution.replaced_words import latest_words
from graph_service.domain.resolution.status import HOLDING, Front, Said
from graph_service.domain.vocabulary import NOBODYS_OWN

T = TypeVar("T")


def values(said: Sequence[Said], front: Front, covering: Collection[str]) -> dict[str, Any]:
    """The fields of a `RelationshipVersion` that carry its values, from the claims that stand as `front`."""
    worth = counting(bearing_on_worth(said, front), covering)
    said = counting(_not_refused(said, front), covering)
    services = {s.claim.service for s in said if s.claim.service}
    segments = {s.claim.segment for s in said if s.claim.segment}
    return {
        **stake_of(worth),
        **amount_of(worth),
        "direct": _known_bool(value(worth, lambda c: None if c.direct == "unknown" else c.direct)),
        "voting": _known_bool(value(worth, lambda c: None if c.voting == "unknown" else c.voting)),
        "services": tuple(sorted(services)),
        "segment": value(said, lambda c: c.segment),
        "segments": tuple(sorted(segments)),
        "role": value(said, lambda c: c.role),
    }


def counting(said: Sequence[Said], covering: Collection[str]) -> Sequence[Said]:
    """Of the claims those that cover the day, which are given by id; if none does, all."""
    return [s for s in said if s.claim.id in covering] or said


def bearing_on_worth(said: Sequence[Said], front: Front) -> Sequence[Said]:
    """The claims that say what is held: of what holds, not those of what was denied or called off, or is pending."""
    said = _not_refused(said, front)
    return [s for s in said if s not in front.pending] if front.status in HOLDING else said


def _not_refused(said: Sequence[Said], front: Front) -> Sequence[Said]:
    if front.status not in HOLDING:
        return said
    return [s for s in said if s.claim.status not in ("denied", "called_off")]


def precedence(said: Said) -> tuple[int, str, str, str]:
    """By which a value is chosen: the surest claim's, then of the one that starts last, then the latest."""
    start = first_day(said.claim.valid_from) if said.claim.valid_from else said.said_on
    return said.rank, start, said.said_on, said.claim.id


def value(said: Sequence[Said], field: Callable[[RelationshipClaim], T]) -> T | None:
    """The field of the claim that goes before all others which have it."""
    stating = [s for s in said if field(s.claim) is not None]
    return field(max(stating, key=precedence).claim) if stating else None


def latest_stakes(said: Sequence[Said]) -> list[Said]:
    """The claims that state a stake which no later word of their source replaces."""
    return latest_words([s for s in said if s.claim.stake_percent is not None])


def latest_amounts(said: Sequence[Said]) -> list[Said]:
    """The claims that state a sum which no later word of their source replaces with one of its kind."""
    of_kind: dict[tuple[str | None, ...], list[Said]] = defaultdict(list)
    for s in said:
        if s.claim.amount:
            of_kind[_kind(s.claim.amount)].append(s)
    return [s for alike in of_kind.values() for s in latest_words(alike)]


def stake_bounds(stake: Stake) -> tuple[float, float]:
    """The least and the greatest percentage that the stake may be: an unknown bound is 0 or 100."""
    if isinstance(stake, PercentRange):
        return float(stake.min or 0), float(stake.max or 100)
    return float(stake), float(stake)


def stake_of(said: Sequence[Said]) -> dict[str, Any]:
    """The stake, and the range of all; a bound is exclusive if all that name it leave it out."""
    said = latest_stakes(said)
    stakes = [s.claim.stake_percent for s in said if s.claim.stake_percent is not None]
    if not stakes:
        return {}
    chosen = value(said, lambda c: c.stake_percent)
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


def amount_of(said: Sequence[Said]) -> dict[str, Any]:
    """The sum, and the range of those of its kind."""
    said = latest_amounts(said)
    # A total, however sure, doesn't hide what the party itself paid or pledged.
    chosen = value(said, _own_amount) or value(said, lambda c: c.amount)
    if chosen is None:
        return {}
    comparable = [s.claim.amount for s in said if s.claim.amount and _kind(s.claim.amount) == _kind(chosen)]
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


def _own_amount(claim: RelationshipClaim) -> Amount | None:
    return claim.amount if claim.amount and claim.amount.basis not in NOBODYS_OWN else None


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
