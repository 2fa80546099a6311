"""The status of a relationship: its statements are taken day by day, and each step forward replaces what went before.

The statements that still stand against or beside each other are the *front*. A new one joins the front and replaces
those from which it moves on. If different statuses are left, the relationship is disputed, and the surest claim
decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.resolution.admission import AdmittedClaim, either_disputes
from graph_service.domain.vocabulary import Status

Statement = AdmittedClaim[RelationshipClaim]
"""A claim about a relationship that counts."""

_LIFECYCLE: tuple[Status, ...] = ("announced", "active", "planned_end", "ended")
_ORDER_WITHIN_A_DAY: dict[Status, int] = {
    "announced": 0,
    "active": 1,
    "planned_end": 2,
    "ended": 3,
    "called_off": 4,
    "denied": 5,
}
CAUTION: dict[Status, int] = {
    "denied": 0,
    "called_off": 1,
    "ended": 2,
    "announced": 3,
    "planned_end": 4,
    "active": 5,
}
"""How cautious a status is: the greater keeps a conflict visible, as what may still hold goes before what is over."""

HOLDING: frozenset[Status] = frozenset({"active", "planned_end", "ended"})
"""A claim with one of these says that the relationship held at some time."""

NEVER_HELD: frozenset[Status] = frozenset({"called_off", "denied"})
"""A claim with one of these says that it never held."""

GOING_ON: frozenset[Status] = frozenset({"active", "planned_end"})
"""A claim with one of these says that it still holds. Then an announcement is of a further tranche."""


@dataclass(frozen=True)
class Front:
    """Where the statements stand: those that decide the status, announcements still pending, and what was replaced."""

    standing: tuple[Statement, ...]
    pending: tuple[Statement, ...] = ()
    replaced: tuple[Statement, ...] = ()

    @cached_property
    def deciding(self) -> Statement:
        """The surest statement; of equals the latest, then the most cautious."""
        return max(self.standing, key=lambda s: (s.rank, s.said_on, CAUTION[s.claim.status], s.claim.id))

    @property
    def status(self) -> Status:
        """The deciding statement's status."""
        return self.deciding.claim.status

    @property
    def is_disputed(self) -> bool:
        """Whether different statuses stand side by side, or one statement names another as disputed."""
        return len({s.claim.status for s in self.standing}) > 1 or any(
            either_disputes(one, other) for one in self.standing for other in self.standing
        )

    @property
    def certainty(self) -> int:
        """The rank of the surest statement with the front's status."""
        return max(s.rank for s in self.standing if s.claim.status == self.status)


def front_of(statements: Iterable[Statement]) -> Front:
    """The front after all of the statements. They come in order of day, and there is at least one."""
    front: Front | None = None
    for _, day in groupby(statements, key=lambda s: s.known_on):
        # Within a day the lifecycle decides the order. One source's "a client, and means to leave" is then a step
        # forward, however sure each half is.
        for new in sorted(day, key=lambda s: (_ORDER_WITHIN_A_DAY[s.claim.status], s.rank, s.claim.id)):
            front = Front((new,)) if front is None else _add_statement(front, new)
    assert front is not None, "a relationship has at least one claim"
    return front


def _add_statement(front: Front, new: Statement) -> Front:
    status = new.claim.status
    earlier = (*front.standing, *front.pending, *front.replaced)
    if status == "denied":
        return _add_denial(front, new, earlier)
    disputed = [s for s in earlier if either_disputes(new, s)]
    if status == "announced" and front.status in GOING_ON and new.is_dated and not disputed:
        return replace(front, pending=(*front.pending, new))
    if not new.is_dated and not disputed and any(_moves_on_from(s, new) for s in front.standing):
        return replace(front, replaced=(*front.replaced, new))  # it may have been said before the other
    remaining = [s for s in front.standing if not _moves_on_from(new, s)]
    standing = (*remaining, *(s for s in disputed if s not in remaining), new)
    # A later word that it goes on covers the tranches announced before. A word that it is over leaves them pending.
    still_open = [s for s in front.pending if status not in GOING_ON or not new.is_dated or s.known_on >= new.known_on]
    return _make_front(standing, still_open, earlier)


def _add_denial(front: Front, new: Statement, earlier: tuple[Statement, ...]) -> Front:
    # A denial contradicts replaced statements too. Otherwise a weak "plans to end" would expose a confirmed contract
    # to a weak denial.
    remaining = [s for s in earlier if s.claim.status != "denied" and not _removes(new, s)]
    if not remaining:  # the denial removes everything, so a further denial has nothing left to contradict
        return Front((*(s for s in front.standing if s.claim.status == "denied"), new))
    # What is pending stays pending beside what the denial leaves.
    besides = [s for s in remaining if s not in front.pending] or remaining
    standing = (*front.standing, *(s for s in besides if s not in front.standing), new)
    return _make_front(standing, front.pending, earlier)


def _removes(denial: Statement, denied: Statement) -> bool:
    """Whether the denial is surer than the other statement, or as sure and either dated or of the same source."""
    if denial.rank != denied.rank:
        return denial.rank > denied.rank
    return denial.is_dated or denial.claim.source == denied.claim.source


def _make_front(standing: tuple[Statement, ...], pending: Iterable[Statement], earlier: Iterable[Statement]) -> Front:
    pending = tuple(s for s in pending if s not in standing)
    return Front(standing, pending, tuple(s for s in earlier if s not in standing and s not in pending))


def _moves_on_from(later: Statement, earlier: Statement) -> bool:
    """Whether the later statement is a step forward from the earlier one, and so replaces it.

    If both were said on one day, or their order isn't known, a less sure one of another source replaces nothing.
    """
    if not _is_forward(earlier.claim.status, later.claim.status) or either_disputes(later, earlier):
        return False
    if later.is_dated and later.known_on > earlier.known_on:
        return True
    return later.claim.source == earlier.claim.source or earlier.rank <= later.rank


def _is_forward(before: Status, after: Status) -> bool:
    if before in _LIFECYCLE and after in _LIFECYCLE:
        return _LIFECYCLE.index(before) < _LIFECYCLE.index(after)
    return before == "announced" and after == "called_off"
