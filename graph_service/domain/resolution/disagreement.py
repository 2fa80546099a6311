"""Where the claims about one relationship contradict each other: about its status, a stake, or a sum of money.

Two numbers are the same if they differ by rounding only: the longer one, rounded to as many significant
digits as the shorter one has (two at least), is the shorter one; where one is called approximate, also if they
are within 5%. Of two ranges open to the same side ("more than 10", "more than 20") the bounds are compared;
other ranges contradict each other if they don't overlap.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any, Literal

from graph_service.domain.claim import Amount, Claim, PercentRange, Stake
from graph_service.domain.dates import BEGINNING, END, first_day, last_day
from graph_service.domain.resolution.admission import Admitted, Stage
from graph_service.domain.resolution.days import Calendar
from graph_service.domain.resolution.status import Front, Said
from graph_service.domain.resolution.values import Weights, bearing_on_worth, stating_amounts, stating_stakes
from graph_service.domain.vocabulary import CERTAINTIES, Basis, Status

DisagreementKind = Literal["status", "stake", "amount", "contradiction"]
Why = Literal["surest", "latest", "cautious", "id"]
Says = Status | Stake | Amount

# What somebody paid, means to pay or is said to pay is one thing with many names; each other basis is its own.
_PRICES: frozenset[Basis] = frozenset({"paid", "committed", "planned", "estimate", "unspecified"})
_AT_A_MOMENT: frozenset[Basis] = frozenset({"cumulative", "holding_value"})
_TOLERANCE = Decimal("0.05")


@dataclass(frozen=True)
class Side:
    """One of the things said, and the claims that say it; the claims are by certainty, then age, then id."""

    says: Says
    said: tuple[Admitted[Any], ...]
    held: bool = False
    place: tuple[Any, ...] = ()
    """By which it goes before other sides: of its first claim the rank, when it was so or was said, and the id."""

    @property
    def part(self) -> str | None:
        """The part of the relationship that this is about; null: the whole."""
        part: str | None = getattr(self.said[0].claim, "part", None)
        return part

    @property
    def about(self) -> str:
        """The id of the relationship or figure that this is about."""
        about: str = self.said[0].claim.about
        return about


@dataclass(frozen=True)
class Disagreement:
    """Sides that contradict each other; the held one first, then by certainty. `beside` is said of parts."""

    kind: DisagreementKind
    sides: tuple[Side, ...]
    beside: tuple[Side, ...] = ()
    measure: str = ""
    """Of which sums this is about; no two disagreements about one relationship have the same kind and measure."""

    @property
    def why(self) -> Why:
        """Why the held side is held: the first thing in which its claim goes before those of the other sides."""
        held = self.sides[0]
        (rank, *when, _), (next_rank, *next_when, _) = held.place, max(side.place for side in self.sides[1:])
        if rank != next_rank:
            return "surest"
        if when != next_when:
            return "latest"
        other = max(self.sides[1:], key=lambda side: side.place)
        return "cautious" if self.kind == "status" and held.says != other.says else "id"


def disagreements(said: Sequence[Said], day: str) -> Iterator[Disagreement]:
    """What the claims about one relationship disagree about on a day; there is at least one claim."""
    on, weights = _calendar(said).stands(day)
    if on.front.disputed:
        yield Disagreement("status", _statuses(on.front))
    worth = bearing_on_worth(on.said, on.front)
    stakes = weights.counting(stating_stakes(worth))
    amounts = [s for alike in stating_amounts(worth) for s in weights.counting(alike)]
    parts = [s for s in said if s.claim.part] if any(not s.claim.part for s in on.said) else []
    yield from _about("stake", stakes, parts, weights)
    yield from _about("amount", amounts, parts, weights)


def contradictions(said: Sequence[Said], others: Sequence[Admitted[Claim]], day: str) -> Iterator[Disagreement]:
    """Where claims about a relationship are contradicted by name from elsewhere: one, with a side for each other thing.

    `others` are the claims about something else; what is said of other days of the relationship is elsewhere too.
    """
    pairs = _calendar(said, others).contradicted(day)
    if not pairs:
        return
    own = {one.claim.id: one for one, _ in pairs}
    by_thing: dict[str, dict[str, Admitted[Any]]] = defaultdict(dict)
    for _, other in pairs:
        by_thing[other.claim.about][other.claim.id] = other
    groups = [list(own.values()), *(list(each.values()) for _, each in sorted(by_thing.items()))]
    sides = [tuple(sorted(group, key=_order, reverse=True)) for group in groups]
    held, *against = [Side(side[0].claim.status, side, held=side is sides[0]) for side in sides]
    yield Disagreement("contradiction", (held, *sorted(against, key=lambda side: side.about)))


def _calendar(said: Sequence[Said], others: Sequence[Admitted[Claim]] = ()) -> Calendar:
    return Calendar(Stage(list(said), list(others), BEGINNING, END, 0, len(CERTAINTIES)))


def _statuses(front: Front) -> tuple[Side, ...]:
    by_status: dict[Status, list[Said]] = defaultdict(list)
    for s in front.standing:
        by_status[s.claim.status].append(s)
    # Where they contradict each other in words and not in status, each stands for itself.
    groups = [[s] for s in front.standing] if len(by_status) == 1 else list(by_status.values())
    return _sides([(said[0].claim.status, said) for said in groups], front.deciding, _order)


@dataclass(frozen=True, slots=True)
class _Stating:
    """A claim that states a stake or a sum."""

    said: Said
    value: Stake | Amount
    low: Decimal | None
    high: Decimal | None

    @property
    def approximate(self) -> bool:
        return isinstance(self.value, Amount) and bool(self.value.approximate)

    def leaves_out(self, bound: Literal["min", "max"]) -> bool:
        """Whether the bound is no part of the range: "more than 50"."""
        return isinstance(self.value, PercentRange) and bool(getattr(self.value, f"exclusive_{bound}"))

    @property
    def measure(self) -> str:
        """Only what is of one measure is compared."""
        if not isinstance(self.value, Amount):
            return ""
        basis = "price" if self.value.basis in _PRICES else self.value.basis
        return " ".join(filter(None, (basis, self.value.currency, self.value.period)))


def _stating(kind: DisagreementKind, said: Iterable[Said]) -> Iterator[_Stating]:
    for s in said:
        value = s.claim.stake_percent if kind == "stake" else s.claim.amount
        if isinstance(value, Amount):
            low, high = (value.min, value.max) if value.value is None else (value.value, value.value)
        elif isinstance(value, PercentRange):
            low, high = value.min, value.max
        elif value is None:
            continue
        else:
            low = high = value
        yield _Stating(s, value, _decimal(low), _decimal(high))


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number)).normalize()


def _about(
    kind: DisagreementKind, counted: Sequence[Said], parts: Sequence[Said], weights: Weights
) -> Iterator[Disagreement]:
    """The disagreements about stakes or sums, of each measure its own."""
    of: dict[str, list[_Stating]] = defaultdict(list)
    for each in _stating(kind, counted):
        of[each.measure].append(each)
    for measure, stating in sorted(of.items()):
        clashing = [one for one in stating if any(_clash(one, other) for other in stating if other is not one)]
        if clashing:
            chosen = max(stating, key=lambda each: weights.precedence(each.said))
            sides = _alike(clashing if chosen in clashing else [*clashing, chosen])
            beside = _alike([each for each in _stating(kind, parts) if each.measure == measure])
            yield Disagreement(
                kind,
                _sides(sides, chosen.said, weights.precedence),
                _sides(beside, None, weights.precedence),
                measure,
            )


def _alike(stating: Iterable[_Stating]) -> list[tuple[Says, list[Said]]]:
    """The claims that give the same number; a sum may be called paid by one and planned by another."""
    groups: dict[tuple[Any, ...], list[_Stating]] = defaultdict(list)
    for each in stating:
        groups[each.low, each.high, each.said.claim.part].append(each)
    return [(alike[0].value, [each.said for each in alike]) for alike in groups.values()]


def _sides(
    groups: Sequence[tuple[Says, Sequence[Said]]],
    chosen: Said | None,
    order: Callable[[Admitted[Any]], tuple[Any, ...]],
) -> tuple[Side, ...]:
    sides = []
    for says, said in groups:
        first, *others = sorted(said, key=order, reverse=True)
        sides.append(Side(says, (first, *others), chosen in said, order(first)))
    return tuple(sorted(sides, key=lambda side: (side.held, side.place), reverse=True))


def _order(s: Admitted[Any]) -> tuple[int, str, str]:
    return s.rank, s.said_on, s.claim.id


# When two claims contradict each other


def _clash(one: _Stating, other: _Stating) -> bool:
    return not _may_be_one(one, other) and not _apart(one, other)


def _apart(one: _Stating, other: _Stating) -> bool:
    """Are they about different parts or different times, so that both may be so?"""
    if one.said.claim.part != other.said.claim.part:
        return True
    if isinstance(one.value, Amount) and one.value.basis in _AT_A_MOMENT:
        moment, later = (each.said.claim.valid_from or each.said.claim.reported_on for each in (one, other))
        return moment is None or later is None or _before(moment, later) or _before(later, moment)
    return _is_earlier(one.said, other.said) or _is_earlier(other.said, one.said)


def _is_earlier(one: Said, other: Said) -> bool:
    """Is what the one says surely of an earlier time than what the other says?"""
    until, since = one.claim.valid_to, other.claim.valid_from
    if until and since and last_day(until) <= first_day(since):
        return True
    # Of what holds, an unknown beginning is no later than the day it was said; what is announced may be still to come.
    said_on = None if one.claim.status == "announced" else one.claim.reported_on
    return _before(one.claim.valid_from or said_on, since)


def _before(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and last_day(one) < first_day(other)


def _may_be_one(one: _Stating, other: _Stating) -> bool:
    approximate = one.approximate or other.approximate
    exact = one.low == one.high and other.low == other.high
    if exact or (one.high is None and other.high is None):
        assert one.low is not None
        assert other.low is not None
        return _same(one.low, other.low, approximate)
    if one.low is None and other.low is None:
        assert one.high is not None
        assert other.high is not None
        return _same(one.high, other.high, approximate)
    return _reaches(one, other, approximate) and _reaches(other, one, approximate)


def _same(one: Decimal, other: Decimal, approximate: bool) -> bool:
    digits = max(2, min(len(one.as_tuple().digits), len(other.as_tuple().digits)))
    rounded = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    if rounded.plus(one) == rounded.plus(other):
        return True
    return approximate and abs(one - other) <= _TOLERANCE * max(one, other)


def _reaches(one: _Stating, other: _Stating, approximate: bool) -> bool:
    """Does the greatest that the one may be reach the least that the other may be?"""
    if one.high is None or other.low is None:
        return True
    if one.leaves_out("max") or other.leaves_out("min"):
        return other.low < one.high
    return other.low <= one.high * (1 + _TOLERANCE if approximate else 1)
