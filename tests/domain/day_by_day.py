"""What a careful reader of the claims about one relationship says of one day: a plain oracle to hold `resolve` to.

It knows no versions and no spells. For one day it asks of every claim whether it speaks of that day, whether another
claim has replaced it, and what the rest come to. It shares no code with the resolver, and is as slow as it likes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeVar

from graph_service.domain.claim import Amount, Claim, PercentRange, RelationshipClaim, Stake
from graph_service.domain.vocabulary import Status, Tier
from tests.domain.claim_days import (
    GOING_ON,
    HOLDING,
    Asked,
    Said,
    Speech,
    Thing,
    Word,
    admit,
    disputes,
    first_day,
    last_day,
    supersedes,
    things_of,
)
from tests.domain.claim_front import CAUTION, Front

TOTALS = ("round_total", "joint_total")
NOT_HELD = ("denied", "called_off")

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
    *,
    withdrawn: Mapping[str, str] | None = None,
    mistaken: Collection[str] = (),
    elsewhere: Iterable[Claim] = (),
    lifetimes: Iterable[tuple[str | None, str | None]] = (),
) -> Reading | None:
    """The reading of a day, as known on another, at a floor of certainty; None if no claim is admitted.

    `withdrawn` gives days by the id of a claim or source, `mistaken` such ids alone. `elsewhere` are claims about
    other relationships and figures. `lifetimes` are `founded` and `dissolved` of each end.
    """
    asked = Asked(tier_of, date.fromisoformat(known_at), floor, withdrawn or {}, mistaken)
    said = admit(claims, asked)
    if not said:
        return None
    on = date.fromisoformat(day)
    things = [Thing(tuple(thing)).speeches() for thing in things_of(said)]
    reading = read(things, admit(elsewhere, asked), on)
    lived = all(first_day(a or "1000") <= on <= last_day(b or "9998") for a, b in lifetimes)
    return reading if lived else replace(reading, held="no")


def heard_on(day: date, thing: Sequence[Speech]) -> tuple[list[Speech], list[Speech]]:
    """The claims that speak of the day and are not replaced, and those that tell of values.

    The later word of a source leaves its earlier one the values that it doesn't state anew. Where all replace each
    other, none does.
    """
    speaking = [a for a in thing if a.speaks_of(day) and not any(is_over_by_later_word(a, c, day) for c in thing)]
    corrected = [a for a in speaking if any(is_corrected(a, c, day) for c in speaking if c is not a)]
    outdated = [a for a in speaking if any(is_outdated(a, c, day) for c in speaking)]
    heard = [each for each in speaking if each not in corrected and each not in outdated]
    return (heard, [each for each in speaking if each not in corrected]) if heard else (speaking, speaking)


def is_over_by_later_word(a: Speech, c: Speech, day: date) -> bool:
    """Whether what takes its place names an end that lies before the day: it doesn't come back then."""
    over = c.holding and c.last <= day < c.silent_from
    return over and a is not c and (supersedes(c.said, a.said) or is_later_word(c, a))


def is_later_word(c: Speech, a: Speech) -> bool:
    one_source = c.said.claim.source == a.said.claim.source and not disputes(a.said, c.said)
    return one_source and c.said.dated and c.said.known_on > a.said.known_on and c.said.claim.status != "announced"


def is_corrected(a: Speech, c: Speech, day: date) -> bool:
    """Whether another claim takes its place by name."""
    return supersedes(c.said, a.said) and (c.covers(day) or not a.covers(day))


def is_outdated(a: Speech, c: Speech, day: date) -> bool:
    """Whether another claim is the later word of its source, and no contradiction."""
    return is_later_word(c, a) and (c.covers(day) or not a.covers(day))


class Judged:
    """A thing on a day: who is heard, and where they stand."""

    def __init__(self, heard: list[Speech], valued: list[Speech], day: date) -> None:
        self.heard, self.valued = heard, valued
        self.front = Front(each.said for each in heard)
        self.standing = [each for each in heard if each.said in self.front.standing]
        self.held_once = any(each.holding for each in self.standing)
        self.may_hold = any(each.may_hold(day) for each in self.standing)
        self.surely_holds = (
            self.may_hold
            and all(each.holding and day < each.sure_end for each in self.standing)
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

    def __init__(self, judged: Sequence[Judged]) -> None:
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
        if self.status not in HOLDING:
            return self.valued
        not_held = [*self.to_come, *(s for each in self.counted for s in each.front.pending)]
        return [each for each in self.valued if each.said not in not_held]


def read(things: Sequence[Sequence[Speech]], elsewhere: Iterable[Said[Any]], day: date) -> Reading:
    """What the day comes to: of the whole where anyone speaks of it, else of the parts."""
    everyone = sorted((each for thing in things for each in thing), key=lambda each: each.said.order)
    speaking = tuple(each.said.claim.id for each in everyone if each.speaks_of(day))
    if not speaking:
        return Reading("no")
    judged = [Judged(heard, valued, day) for heard, valued in (heard_on(day, thing) for thing in things) if heard]
    if not judged:
        return Reading("no", speaking)
    whole = [each for each in judged if not each.heard[0].said.claim.part]
    judged = whole or judged
    ground = Ground(judged)
    silent = [each.said for each in everyone if not each.speaks_of(day)]
    return Reading(
        held=verdict(judged),
        speaking=speaking,
        status=ground.status,
        certainty=max(s.rank for s in ground.standing if s.claim.status == ground.status),
        disputed=is_disputed(ground, [*elsewhere, *silent], day),
        partial=not whole,
        pending=pending(ground),
        **values(ground, day),
    )


def verdict(judged: Sequence[Judged]) -> Literal["certain", "possible", "no"]:
    if any(each.surely_holds for each in judged):
        return "certain"
    return "possible" if any(each.may_hold for each in judged) else "no"


def is_disputed(ground: Ground, elsewhere: Sequence[Said[Any]], day: date) -> bool:
    """They differ, or one contradicts another, or something elsewhere contradicts one that bears on the day."""
    standing = ground.standing
    stating = [s for alike in (both_stakes, like_amounts, both_revenues) for s in current(ground.worth, alike, day)]
    return (
        len({s.claim.status for s in standing}) > 1
        or any(disputes(one, other) for one in standing for other in standing)
        or any(disputes(one, other) for one in (*standing, *stating) for other in elsewhere)
    )


def pending(ground: Ground) -> tuple[str, ...]:
    """The announcements still open beside what goes on."""
    goes_on = [each.front for each in ground.counted if each.front.status in GOING_ON]
    still_open = [*(s for front in goes_on for s in front.pending), *ground.to_come]
    return tuple(s.claim.id for s in sorted(still_open, key=lambda s: s.order))


def values(ground: Ground, day: date) -> dict[str, Any]:
    """What it is worth, and of what kind it is: of the latter a pending announcement tells too."""
    pending = [each for each in ground.valued if each not in ground.worth]
    return {**worth_of(ground.worth, day), **kind_of(ground.worth, pending, day)}


def covering(speeches: list[Speech], day: date) -> list[Speech]:
    """Those in whose own period the day surely lies, if there are any."""
    return [each for each in speeches if each.covers(day)] or speeches


def current(speeches: Sequence[Speech], alike: Callable[[Claims], bool], day: date) -> list[Word]:
    """The claims that state a value which their source hasn't stated anew."""
    stating = [a for a in speeches if alike((a.said.claim, a.said.claim))]
    return [
        a.said
        for a in stating
        if not any(is_outdated(a, c, day) and alike((a.said.claim, c.said.claim)) for c in stating)
    ]


def both_stakes(claims: Claims) -> bool:
    return all(claim.stake_percent is not None for claim in claims)


def like_amounts(claims: Claims) -> bool:
    one, other = (claim.amount for claim in claims)
    return one is not None and other is not None and _kind(one) == _kind(other)


def both_revenues(claims: Claims) -> bool:
    return all(claim.revenue is not None for claim in claims)


def greatest(said: Iterable[Word], value: Callable[[RelationshipClaim], T | None]) -> T | None:
    """The value of the surest claim that has one, then of the one that starts last, then of the latest."""
    stating = [s for s in said if value(s.claim) is not None]
    return value(max(stating, key=_weight).claim) if stating else None


def _weight(s: Word) -> tuple[int, date, date, str]:
    start = first_day(s.claim.valid_from) if s.claim.valid_from else s.said_on
    return s.rank, start, s.said_on, s.claim.id


def worth_of(speeches: list[Speech], day: date) -> dict[str, Any]:
    stakes = [each for each in speeches if both_stakes((each.said.claim, each.said.claim))]
    amounts = [each for each in speeches if each.said.claim.amount]
    # A total, however surely of the day, doesn't hide what the party itself paid or pledged.
    own = [each for each in amounts if each.said.claim.amount and each.said.claim.amount.basis not in TOTALS]
    amounts = own or amounts
    return {
        **stake_of(current(covering(stakes, day), both_stakes, day)),
        **amount_of(current(covering(amounts, day), like_amounts, day)),
        "voting": of_field(speeches, day, lambda c: c.voting if isinstance(c.voting, bool) else None),
    }


def of_field(speeches: list[Speech], day: date, value: Callable[[RelationshipClaim], T | None]) -> T | None:
    stating = [each for each in speeches if value(each.said.claim) is not None]
    return greatest([each.said for each in covering(stating, day)], value)


def stake_of(said: Sequence[Word]) -> dict[str, float | None]:
    bounds = [_bounds(s.claim.stake_percent) for s in said if s.claim.stake_percent is not None]
    chosen: Stake | None = greatest(said, lambda c: c.stake_percent)
    if chosen is None:
        return {}
    low, high = _bounds(chosen)
    return {
        "stake_percent": low if low == high else None,
        "stake_min": min(low for low, _ in bounds),
        "stake_max": max(high for _, high in bounds),
    }


def _bounds(stake: Stake) -> tuple[float, float]:
    if isinstance(stake, PercentRange):
        return float(stake.min or 0), float(stake.max or 100)
    return float(stake), float(stake)


def amount_of(said: Sequence[Word]) -> dict[str, Any]:
    """A party's own sum before a total; with the range of those of its kind."""
    chosen = greatest(said, lambda c: c.amount if c.amount and c.amount.basis not in TOTALS else None)
    chosen = chosen or greatest(said, lambda c: c.amount)
    if chosen is None:
        return {}
    alike = [s.claim.amount for s in said if s.claim.amount and _kind(s.claim.amount) == _kind(chosen)]
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


def kind_of(held: list[Speech], pending: list[Speech], day: date) -> dict[str, Any]:
    """Which services, segments and role: a pending announcement tells of these too."""
    services = [*covering([each for each in held if each.said.claim.service], day), *pending]
    segments = [*covering([each for each in held if each.said.claim.segment], day), *pending]
    return {
        "services": tuple(sorted({each.said.claim.service for each in services if each.said.claim.service})),
        "segment": greatest([each.said for each in segments], lambda c: c.segment),
        "segments": tuple(sorted({each.said.claim.segment for each in segments if each.said.claim.segment})),
        "role": of_field(held, day, lambda c: c.role) or of_field(pending, day, lambda c: c.role),
    }
