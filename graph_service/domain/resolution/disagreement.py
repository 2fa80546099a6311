"""Where the claims about one relationship contradict each other: about its status, a stake, or an amount.

Two numbers are the same if they differ by rounding only: the longer one, rounded to the significant digits of the
shorter one (at least two), is the shorter one. If one of them is approximate, 5% of difference is allowed.
Two ranges that are open to the same side ("more than 10", "more than 20") contradict each other if their bounds do.
Other ranges contradict each other if they don't overlap.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any, Literal

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.dates import BEGINNING, END, first_day, last_day
from graph_service.domain.money import Amount
from graph_service.domain.resolution.admission import AdmittedClaim, Stage
from graph_service.domain.resolution.calendar import Calendar
from graph_service.domain.resolution.status import Front, Statement
from graph_service.domain.resolution.values import Precedence, group_by_amount_kind, select_held, select_with_stake
from graph_service.domain.stake import PercentRange, Stake
from graph_service.domain.vocabulary import CERTAINTIES, Basis, Status

DisagreementKind = Literal["status", "stake", "amount", "contradiction"]
HeldBecause = Literal["surest", "latest", "cautious", "id"]
"""Why one side is held: its claim is the surest, the latest, or has the more cautious status; or by its id alone."""

Position = Status | Stake | Amount
"""What one side says."""

# Sources use many words for one price: paid, planned, estimated. Each other basis is compared with itself only.
_PRICES: frozenset[Basis] = frozenset({"paid", "committed", "planned", "estimate", "unspecified"})
_AT_A_MOMENT: frozenset[Basis] = frozenset({"cumulative", "holding_value"})
_TOLERANCE = Decimal("0.05")


@dataclass(frozen=True)
class Side:
    """One position, and the claims that take it: the surest first, then the latest, then by id."""

    position: Position
    claims: tuple[AdmittedClaim[Claim], ...]
    is_held: bool = False
    sort_key: tuple[Any, ...] = ()
    """The greater goes first: the rank of its first claim, when that was so or was said, and its id."""

    @property
    def part(self) -> str | None:
        """The part of the relationship that this is about; None for the whole."""
        claim = self.claims[0].claim
        return claim.part if isinstance(claim, RelationshipClaim) else None

    @property
    def about(self) -> str:
        """The id of the relationship or figure that this is about."""
        return self.claims[0].claim.about


@dataclass(frozen=True)
class Disagreement:
    """Sides that contradict each other: the held one first, then the surer ones. `part_sides` are about parts."""

    kind: DisagreementKind
    sides: tuple[Side, ...]
    part_sides: tuple[Side, ...] = ()
    measure: str = ""
    """Which amounts this is about. No two disagreements about one relationship have the same kind and measure."""

    @property
    def held_because(self) -> HeldBecause:
        """The first respect in which the held side's claim goes before those of the other sides."""
        held = self.sides[0]
        (rank, *when, _), (next_rank, *next_when, _) = held.sort_key, max(side.sort_key for side in self.sides[1:])
        if rank != next_rank:
            return "surest"
        if when != next_when:
            return "latest"
        other = max(self.sides[1:], key=lambda side: side.sort_key)
        return "cautious" if self.kind == "status" and held.position != other.position else "id"


def disagreements(statements: Sequence[Statement], day: str) -> Iterator[Disagreement]:
    """What the statements about one relationship disagree about on a day. There is at least one statement."""
    combined, precedence = _calendar(statements).front_on_day(day)
    if combined.front.is_disputed:
        yield Disagreement("status", _status_sides(combined.front))
    held = select_held(combined.statements, combined.front)
    stakes = precedence.select(select_with_stake(held))
    amounts = [s for alike in group_by_amount_kind(held) for s in precedence.select(alike)]
    is_of_whole = any(not s.claim.part for s in combined.statements)
    parts = [s for s in statements if s.claim.part] if is_of_whole else []
    yield from _value_disagreements("stake", stakes, parts, precedence)
    yield from _value_disagreements("amount", amounts, parts, precedence)


def contradictions(
    statements: Sequence[Statement], others: Sequence[AdmittedClaim[Claim]], day: str
) -> Iterator[Disagreement]:
    """The contradictions by name, on a day, as at most one disagreement with a side for each other subject.

    `others` are the claims about something else. Statements about other days of the relationship count as others too.
    """
    pairs = _calendar(statements, others).contradictions_on_day(day)
    if not pairs:
        return
    own: dict[str, AdmittedClaim[Claim]] = {one.claim.id: one for one, _ in pairs}
    by_subject: dict[str, dict[str, AdmittedClaim[Claim]]] = defaultdict(dict)
    for _, other in pairs:
        by_subject[other.claim.about][other.claim.id] = other
    groups = [list(own.values()), *(list(each.values()) for _, each in sorted(by_subject.items()))]
    sides = [tuple(sorted(group, key=_sort_key, reverse=True)) for group in groups]
    held, *against = [Side(side[0].claim.status, side, is_held=side is sides[0]) for side in sides]
    yield Disagreement("contradiction", (held, *sorted(against, key=lambda side: side.about)))


def _calendar(statements: Sequence[Statement], others: Sequence[AdmittedClaim[Claim]] = ()) -> Calendar:
    return Calendar(Stage(list(statements), list(others), BEGINNING, END, 0, len(CERTAINTIES)))


def _status_sides(front: Front) -> tuple[Side, ...]:
    by_status: dict[Status, list[Statement]] = defaultdict(list)
    for s in front.standing:
        by_status[s.claim.status].append(s)
    # Statements of one status that dispute each other by name are a side each.
    groups = [[s] for s in front.standing] if len(by_status) == 1 else list(by_status.values())
    return _sides([(group[0].claim.status, group) for group in groups], front.deciding, _sort_key)


@dataclass(frozen=True, slots=True)
class _StatedValue:
    """A stake or an amount, and the statement that gives it."""

    statement: Statement
    value: Stake | Amount
    low: Decimal | None
    high: Decimal | None

    @property
    def is_approximate(self) -> bool:
        return isinstance(self.value, Amount) and bool(self.value.approximate)

    def excludes(self, bound: Literal["min", "max"]) -> bool:
        """Whether the bound doesn't belong to the range, as in "more than 50"."""
        return isinstance(self.value, PercentRange) and bool(getattr(self.value, f"exclusive_{bound}"))

    @property
    def measure(self) -> str:
        """Only values of one measure are compared."""
        if not isinstance(self.value, Amount):
            return ""
        basis = "price" if self.value.basis in _PRICES else self.value.basis
        return " ".join(filter(None, (basis, self.value.currency, self.value.period)))


def _stated_values(kind: DisagreementKind, statements: Iterable[Statement]) -> Iterator[_StatedValue]:
    for s in statements:
        value = s.claim.stake_percent if kind == "stake" else s.claim.amount
        if isinstance(value, Amount):
            low, high = (value.min, value.max) if value.value is None else (value.value, value.value)
        elif isinstance(value, PercentRange):
            low, high = value.min, value.max
        elif value is None:
            continue
        else:
            low = high = value
        yield _StatedValue(s, value, _decimal(low), _decimal(high))


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number)).normalize()


def _value_disagreements(
    kind: DisagreementKind, counted: Sequence[Statement], parts: Sequence[Statement], precedence: Precedence
) -> Iterator[Disagreement]:
    """The disagreements about stakes or amounts, one for each measure."""
    by_measure: dict[str, list[_StatedValue]] = defaultdict(list)
    for each in _stated_values(kind, counted):
        by_measure[each.measure].append(each)
    for measure, stated in sorted(by_measure.items()):
        clashing = [one for one in stated if any(_contradict(one, other) for other in stated if other is not one)]
        if clashing:
            chosen = max(stated, key=lambda each: precedence.key(each.statement))
            sides = _group_equal(clashing if chosen in clashing else [*clashing, chosen])
            part_sides = _group_equal([each for each in _stated_values(kind, parts) if each.measure == measure])
            yield Disagreement(
                kind,
                _sides(sides, chosen.statement, precedence.key),
                _sides(part_sides, None, precedence.key),
                measure,
            )


def _group_equal(stated: Iterable[_StatedValue]) -> list[tuple[Position, list[Statement]]]:
    """The statements that give the same number, though one may call an amount paid and another planned."""
    groups: dict[tuple[Any, ...], list[_StatedValue]] = defaultdict(list)
    for each in stated:
        groups[each.low, each.high, each.statement.claim.part].append(each)
    return [(alike[0].value, [each.statement for each in alike]) for alike in groups.values()]


def _sides(
    groups: Sequence[tuple[Position, Sequence[Statement]]],
    chosen: Statement | None,
    sort_key: Callable[[Statement], tuple[Any, ...]],
) -> tuple[Side, ...]:
    sides = []
    for position, statements in groups:
        first, *others = sorted(statements, key=sort_key, reverse=True)
        sides.append(Side(position, (first, *others), chosen in statements, sort_key(first)))
    return tuple(sorted(sides, key=lambda side: (side.is_held, side.sort_key), reverse=True))


def _sort_key(claim: AdmittedClaim[Claim]) -> tuple[int, str, str]:
    return claim.rank, claim.said_on, claim.claim.id


# When two claims contradict each other


def _contradict(one: _StatedValue, other: _StatedValue) -> bool:
    return not _may_be_equal(one, other) and not _are_apart(one, other)


def _are_apart(one: _StatedValue, other: _StatedValue) -> bool:
    """Whether they are about different parts or different times, so that both can be true."""
    if one.statement.claim.part != other.statement.claim.part:
        return True
    if isinstance(one.value, Amount) and one.value.basis in _AT_A_MOMENT:
        moment, later = (each.statement.claim.valid_from or each.statement.claim.reported_on for each in (one, other))
        return moment is None or later is None or _before(moment, later) or _before(later, moment)
    return _is_earlier(one.statement, other.statement) or _is_earlier(other.statement, one.statement)


def _is_earlier(one: Statement, other: Statement) -> bool:
    """Whether what the one says is surely of an earlier time than what the other says."""
    until, since = one.claim.valid_to, other.claim.valid_from
    if until and since and last_day(until) <= first_day(since):
        return True
    # What holds began at the latest on the day it was said. What is announced may begin later.
    said_on = None if one.claim.status == "announced" else one.claim.reported_on
    return _before(one.claim.valid_from or said_on, since)


def _before(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and last_day(one) < first_day(other)


def _may_be_equal(one: _StatedValue, other: _StatedValue) -> bool:
    approximate = one.is_approximate or other.is_approximate
    exact = one.low == one.high and other.low == other.high
    if exact or (one.high is None and other.high is None):
        assert one.low is not None
        assert other.low is not None
        return _are_equal(one.low, other.low, approximate)
    if one.low is None and other.low is None:
        assert one.high is not None
        assert other.high is not None
        return _are_equal(one.high, other.high, approximate)
    return _reaches(one, other, approximate) and _reaches(other, one, approximate)


def _are_equal(one: Decimal, other: Decimal, approximate: bool) -> bool:
    digits = max(2, min(len(one.as_tuple().digits), len(other.as_tuple().digits)))
    rounded = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    if rounded.plus(one) == rounded.plus(other):
        return True
    return approximate and abs(one - other) <= _TOLERANCE * max(one, other)


def _reaches(one: _StatedValue, other: _StatedValue, approximate: bool) -> bool:
    """Whether the one's maximum is at least the other's minimum."""
    if one.high is None or other.low is None:
        return True
    if one.excludes("max") or other.excludes("min"):
        return other.low < one.high
    return other.low <= one.high * (1 + _TOLERANCE if approximate else 1)
