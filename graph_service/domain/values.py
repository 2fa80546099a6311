"""What a relationship is worth: the surest, then the latest claim's value, beside the range of all."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from graph_service.domain.claim import Amount, PercentRange, RelationshipClaim, Stake
from graph_service.domain.status import HOLDING, Front, Said
from graph_service.domain.vocabulary import NOBODYS_OWN

T = TypeVar("T")


def values(said: Sequence[Said], front: Front) -> dict[str, Any]:
    """The fields of a `RelationshipVersion` that carry its values, from the claims that stand as `front`."""
    said = _not_refused(said, front)
    worth = bearing_on_worth(said, front)
    services = {s.claim.service for s in said if s.claim.service}
    segments = {s.claim.segment for s in said if s.claim.segment}
    return {
        **stake_of(worth),
        **amount_of(worth),
        "voting": _known_bool(surest(worth, lambda c: None if c.voting == "unknown" else c.voting)),
        "services": tuple(sorted(services)),
        "segment": surest(said, lambda c: c.segment),
        "segments": tuple(sorted(segments)),
        "role": surest(said, lambda c: c.role),
    }


def bearing_on_worth(said: Sequence[Said], front: Front) -> Sequence[Said]:
    """The claims that say what is held: of what holds, not those of what was denied or called off, or is pending."""
    said = _not_refused(said, front)
    return [s for s in said if s not in front.pending] if front.status in HOLDING else said


def _not_refused(said: Sequence[Said], front: Front) -> Sequence[Said]:
    if front.status not in HOLDING:
        return said
    return [s for s in said if s.claim.status not in ("denied", "called_off")]


def surest(said: Sequence[Said], field: Callable[[RelationshipClaim], T]) -> T | None:
    """The field of the surest, then the latest claim that has it."""
    stating = [s for s in said if field(s.claim) is not None]
    if not stating:
        return None
    return field(max(stating, key=lambda s: (s.rank, s.said_on, s.claim.id)).claim)


def stake_bounds(stake: Stake) -> tuple[float, float]:
    """The least and the greatest percentage that the stake may be: an unknown bound is 0 or 100."""
    if isinstance(stake, PercentRange):
        return float(stake.min or 0), float(stake.max or 100)
    return float(stake), float(stake)


def stake_of(said: Sequence[Said]) -> dict[str, float | None]:
    """The surest stake, and the range of all."""
    stakes = [s.claim.stake_percent for s in said if s.claim.stake_percent is not None]
    if not stakes:
        return {}
    chosen = surest(said, lambda c: c.stake_percent)
    bounds = [stake_bounds(stake) for stake in stakes]
    return {
        "stake_percent": float(chosen) if isinstance(chosen, int | float) else None,
        "stake_min": min(low for low, _ in bounds),
        "stake_max": max(high for _, high in bounds),
    }


def amount_of(said: Sequence[Said]) -> dict[str, Any]:
    """The surest sum, and the range of those of its kind."""
    # A total, however sure, doesn't hide what the party itself paid or pledged.
    chosen = surest(said, _own_amount) or surest(said, lambda c: c.amount)
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


def _known_bool(voting: bool | str | None) -> bool | None:
    return voting if isinstance(voting, bool) else None
