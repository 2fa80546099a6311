"""What a careful reader of the claims about one relationship says of one day: a plain oracle to hold `resolve` to.

It knows no versions and no spells. For one day it asks of every claim whether it speaks of that day, whether another
claim has replaced it, and what the rest come to. It shares no code with the resolver, and is as slow as it likes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeVar

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.money import Amount
from graph_service.domain.stake import PercentRange, Stake
from graph_service.domain.vocabulary import Status, Tier
from tests.domain.claim_days import (
    BEGINNING,
    END,
    GOING_ON,
    HOLDING,
    NOT_HELD,
    Asked,
    Day,
    Said,
    Speech,
    Thing,
    Word,
    admit,
    disputes,
    first_day,
    is_later_word,
    last_day,
    supersedes,
    things_of,
)
from tests.domain.claim_front import CAUTION, Front

TOTALS = ("round_total", "joint_total")

Claims = tuple[RelationshipClaim, RelationshipClaim]
T = TypeVar("T")


@dataclass(frozen=True)
class Reading:
    """What is said of one day. Where no claim speaks of it, all but `held` is left empty."""

    held: Literal["certain", "possible", "no"]
    speaking: tuple[str, ...] = ()
    status: Status | None = None
    certainty: int | None = None
    disputed: bool = False
    partial: bool = False
    pending: tuple[str, ...] = ()
    stake_percent: float | None = None
    stake_min: float | None = None
    stake_max: float | None = None
    amount: float | None = None
    amount_low: float | None = None
    amount_high: float | None = None
    amount_currency: str | None = None
    amount_basis: str | None = None
    amount_period: str | None = None
    direct: bool | None = None
    voting: bool | None = None
    services: tuple[str, ...] = ()
    segment: str | None = None
    segments: tuple[str, ...] = ()
    role: str | None = None


def on_the_day(
    claims: Iterable[RelationshipClaim],
    tier_of: Callable[[str], Tier],
    day: str,
    known_at: str,
    floor: int,
    **more: Any,
) -> Reading | None:
    """The reading of a day, as known on another, at a floor of certainty; None if no claim is admitted."""
    reads = reader(claims, tier_of, known_at, floor, **more)
    return reads(date.fromisoformat(day)) if reads else None


def reader(
    claims: Iterable[RelationshipClaim],
    tier_of: Callable[[str], Tier],
    known_at: str,
    floor: int,
    *,
    withdrawn: Mapping[str, str] | None = None,
    mistaken: Collection[str] = (),
    elsewhere: Iterable[Claim] = (),
    lifetimes: Iterable[tuple[str | None, str | None]] = (),
) -> Callable[[Day], Reading] | None:
    """What reads a day, as known on another, at a floor of certainty; None if no claim is admitted.

    `withdrawn` gives days by the id of a claim or source, `mistaken` such ids alone. `elsewhere` are claims about
    other relationships and figures. `lifetimes` are `founded` and `dissolved` of each end.
    """
    asked = Asked(tier_of, date.fromisoformat(known_at), floor, withdrawn or {}, mistaken)
    said, beside = admit(claims, asked), admit(elsewhere, asked)
    lives = [(first_day(a) if a else BEGINNING, last_day(b) if b else END) for a, b in lifetimes]
    things = speeches_of(said)

    def reads(day: Day) -> Reading:
        reading = read(things, beside, day)
        lived = day is None or all(first <= day <= last for first, last in lives)
        return reading if lived else replace(reading, held="no")

    return reads if said else None


def speeches_of(said: Sequence[Word]) -> list[list[Speech]]:
    """The claims with their days, thing by thing."""
    whole = tuple(s for s in said if not s.claim.part)
    return [Thing(tuple(thing), whole if thing[0].claim.part else ()).speeches() for thing in things_of(said)]


def heard_on(day: Day, thing: Sequence[Speech]) -> tuple[list[Speech], list[Speech]]:
    """The claims that speak of the day and are not replaced, and those that tell of values.

    The later word of a source leaves its earlier one the values that it doesn't state anew, unless it takes all back.
    Where all replace each other, none does.
    """
    speaking = [a for a in thing if a.speaks_of(day)]
    heard = [a for a in speaking if not any(replaces(c, a, day) for c in speaking)]
    valued = [a for a in speaking if not any(replaces(c, a, day) and takes_back(c, a) for c in speaking)]
    return (heard, valued) if heard else (speaking, speaking)


def replaces(c: Speech, a: Speech, day: Day) -> bool:
    """Whether it takes the other's place on a day, unless only the other one's period surely has the day."""
    later = c is not a and (supersedes(c.said, a.said) or is_later_word(c.said, a.said))
    return later and (c.covers(day) or not a.covers(day))


def takes_back(c: Speech, a: Speech) -> bool:
    """Whether it takes back all that the other one says: by name, or as its source's word that it was not so."""
    return supersedes(c.said, a.said) or c.said.claim.status in NOT_HELD


class Judged:
    """A thing on a day: who is heard, and where they stand."""

    def __init__(self, heard: list[Speech], valued: list[Speech], day: Day) -> None:
        self.heard, self.valued = heard, valued
        self.front = Front(each.said for each in heard)
        self.standing = [each for each in heard if each.said in self.front.standing]
        self.held_once = any(each.holding for each in self.standing)
        self.may_hold = any(each.may_hold(day) for each in self.standing)
        self.surely_holds = (
            self.may_hold
            and all(each.holding and day is not None and day < each.sure_end for each in self.standing)
            and any(each.holding and each.covers(day) for each in heard)
        )

    @property
    def awaited(self) -> list[Word]:
        """What is announced and nothing else."""
        if self.held_once or self.front.status != "announced":
            return []
        return [each.said for each in self.heard if each.said.claim.status == "announced"]


class Ground:
    """What the day rests on: the things that held at some time, or else those of the foremost status."""

    def __init__(self, judged: Sequence[Judged], day: Day) -> None:
        self.day = day
        holding = [each for each in judged if each.held_once]
        among = holding or judged
        self.status = max((each.front.status for each in among), key=lambda s: (s in HOLDING, CAUTION.index(s)))
        deciding_things = [each for each in among if each.front.status == self.status]
        self.standing = [s for each in deciding_things for s in each.front.standing]
        self.counted = holding or deciding_things
        awaited = [each for each in judged if holding and each.awaited]
        self.to_come = [s for each in awaited for s in each.awaited]
        self.valued = [each for thing in (*self.counted, *awaited) for each in thing.valued]
        if self.status in HOLDING:  # what was denied or called off tells nothing of what holds
            self.valued = [each for each in self.valued if each.said.claim.status not in NOT_HELD]

    @property
    def worth(self) -> list[Speech]:
        """The claims that say what is held, and not what is pending."""
        not_held = [*self.to_come, *(s for each in self.counted for s in each.front.pending)]
        return [each for each in self.valued if each.said not in not_held]


def read(things: Sequence[Sequence[Speech]], elsewhere: Iterable[Said[Any]], day: Day) -> Reading:
    """What the day comes to: of the whole where anyone speaks of it, else of the parts."""
    everyone = sorted((each for thing in things for each in thing), key=lambda each: each.said.order)
    speaking = tuple(each.id for each in everyone if each.speaks_of(day))
    if not speaking:
        return Reading("no")
    judged = [Judged(heard, valued, day) for heard, valued in (heard_on(day, thing) for thing in things) if heard]
    whole = [each for each in judged if not each.heard[0].said.claim.part]
    judged = whole or judged
    ground = Ground(judged, day)
    return Reading(
        held=verdict(judged),
        speaking=speaking,
        status=ground.status,
        certainty=max(s.rank for s in ground.standing if s.claim.status == ground.status),
        disputed=is_disputed(ground, elsewhere, everyone, day),
        partial=not whole,
        pending=pending(ground),
        **values(ground),
    )


def verdict(judged: Sequence[Judged]) -> Literal["certain", "possible", "no"]:
    if any(each.surely_holds for each in judged):
        return "certain"
    return "possible" if any(each.may_hold for each in judged) else "no"


def is_disputed(ground: Ground, elsewhere: Iterable[Said[Any]], everyone: Iterable[Speech], day: Day) -> bool:
    """They differ, or one contradicts another, or something elsewhere contradicts one that bears on the day.

    Elsewhere is what is said of other things, of other days, or of a part where the day rests on the whole.
    """
    standing = ground.standing
    stating = [s for alike in (both_stakes, like_amounts, both_revenues) for s in latest(ground.worth, alike)]
    bearing = [*standing, *(each.said for each in stating)]
    other_days = [each.said for each in everyone if not each.speaks_of(day)]
    beside = [(one, each.said) for one in bearing for each in everyone if each.said.is_of_part != one.is_of_part]
    return (
        len({s.claim.status for s in standing}) > 1
        or any(disputes(one, other) for one in standing for other in standing)
        or any(disputes(one, other) for one in bearing for other in (*elsewhere, *other_days))
        or any(disputes(one, other) for one, other in beside)
    )


def pending(ground: Ground) -> tuple[str, ...]:
    """The announcements still open beside what goes on."""
    goes_on = [each.front for each in ground.counted if each.front.status in GOING_ON]
    still_open = [*(s for front in goes_on for s in front.pending), *ground.to_come]
    return tuple(s.claim.id for s in sorted(still_open, key=lambda s: s.order))


def values(ground: Ground) -> dict[str, Any]:
    """What it is worth, and of what kind it is: of the latter a pending announcement tells too."""
    day, worth, valued = ground.day, ground.worth, ground.valued
    own = stating(worth, lambda c: c.amount if c.amount and c.amount.basis not in TOTALS else None)
    totals = stating(worth, lambda c: c.amount)
    return {
        **stake_of(counting(worth, both_stakes, day)),
        # A total, however surely of the day, doesn't hide what the party itself paid or pledged.
        **amount_of(counting(own or totals, like_amounts, day)),
        "direct": of_field(worth, day, lambda c: c.direct if isinstance(c.direct, bool) else None),
        "voting": of_field(worth, day, lambda c: c.voting if isinstance(c.voting, bool) else None),
        "services": all_of(valued, day, lambda c: c.service),
        "segment": of_field(valued, day, lambda c: c.segment),
        "segments": all_of(valued, day, lambda c: c.segment),
        "role": of_field(valued, day, lambda c: c.role),
    }


def stating(speeches: Iterable[Speech], value: Callable[[RelationshipClaim], T | None]) -> list[Speech]:
    return [each for each in speeches if value(each.said.claim) is not None]


def latest(speeches: Sequence[Speech], alike: Callable[[Claims], bool]) -> list[Speech]:
    """The claims that state a value which their source hasn't stated anew, of the whole or of the same part."""
    state_it = [a for a in speeches if alike((a.said.claim, a.said.claim))]
    return [a for a in state_it if not any(says_anew(c.said, a.said, alike) for c in state_it)]


def says_anew(c: Word, a: Word, alike: Callable[[Claims], bool]) -> bool:
    return is_later_word(c, a) and c.claim.part == a.claim.part and alike((a.claim, c.claim))


def covering(speeches: Sequence[Speech], day: Day) -> list[Speech]:
    """Those in whose own period the day surely lies, if there are any."""
    return [each for each in speeches if each.covers(day)] or [*speeches]


def counting(speeches: Sequence[Speech], alike: Callable[[Claims], bool], day: Day) -> list[Speech]:
    """The latest words of those that cover the day, or else of all."""
    return latest(covering([each for each in speeches if alike((each.said.claim, each.said.claim))], day), alike)


def both_stakes(claims: Claims) -> bool:
    return all(claim.stake_percent is not None for claim in claims)


def like_amounts(claims: Claims) -> bool:
    one, other = (claim.amount for claim in claims)
    return one is not None and other is not None and _kind(one) == _kind(other)


def both_revenues(claims: Claims) -> bool:
    return all(claim.revenue is not None for claim in claims)


def greatest(speeches: Iterable[Speech]) -> RelationshipClaim:
    """The surest claim, then the one that tells of what began last, then the latest."""
    return max(speeches, key=lambda each: (each.said.rank, each.told_since, each.said.said_on, each.id)).said.claim


def of_field(speeches: list[Speech], day: Day, value: Callable[[RelationshipClaim], T | None]) -> T | None:
    count = counting(stating(speeches, value), lambda claims: all(value(claim) is not None for claim in claims), day)
    return value(greatest(count)) if count else None


def all_of(speeches: list[Speech], day: Day, value: Callable[[RelationshipClaim], str | None]) -> tuple[str, ...]:
    """Each once: a further one replaces none."""
    told = (value(each.said.claim) for each in covering(stating(speeches, value), day))
    return tuple(sorted({each for each in told if each is not None}))


def stake_of(count: Sequence[Speech]) -> dict[str, float | None]:
    if not count:
        return {}
    bounds = [_bounds(each.said.claim.stake_percent) for each in count]
    low, high = _bounds(greatest(count).stake_percent)
    return {
        "stake_percent": low if low == high else None,
        "stake_min": min(low for low, _ in bounds),
        "stake_max": max(high for _, high in bounds),
    }


def _bounds(stake: Stake | None) -> tuple[float, float]:
    assert stake is not None
    if isinstance(stake, PercentRange):
        return float(stake.min or 0), float(stake.max or 100)
    return float(stake), float(stake)


def amount_of(count: Sequence[Speech]) -> dict[str, Any]:
    """With the range of those of its kind."""
    chosen = greatest(count).amount if count else None
    if chosen is None:
        return {}
    amounts = [each.said.claim.amount for each in count]
    alike = [amount for amount in amounts if amount and _kind(amount) == _kind(chosen)]
    return {
        "amount": None if chosen.value is None else float(chosen.value),
        "amount_low": min(float(a.value or a.min or 0) for a in alike),
        "amount_high": max(float(a.value or a.max or a.min or 0) for a in alike),
        "amount_currency": chosen.currency,
        "amount_basis": chosen.basis,
        "amount_period": chosen.period,
    }


def _kind(amount: Amount) -> tuple[str | None, str, str | None]:
    return amount.currency, amount.basis, amount.period
