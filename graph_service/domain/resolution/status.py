"""The status of a relationship: its claims taken day by day, later steps forward replacing earlier ones.

The claims that still stand against or beside each other are the *front*. A claim joins the front
and takes the place of those it steps on; where different statuses are left standing, the
relationship is disputed, and the surest claim decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.resolution.admission import Admitted, says_it_disputes
from graph_service.domain.vocabulary import Status

Said = Admitted[RelationshipClaim]

_LIFECYCLE: tuple[Status, ...] = ("announced", "active", "planned_end", "ended")
_WITHIN_A_DAY: dict[Status, int] = {
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
"""The more cautious status keeps a conflict visible: what may still hold goes before what is over."""

HOLDING: frozenset[Status] = frozenset({"active", "planned_end", "ended"})
"""By a claim of one of these the relationship held at some time."""

NEVER_HELD: frozenset[Status] = frozenset({"called_off", "denied"})
"""By a claim of one of these it never held."""

GOING_ON: frozenset[Status] = frozenset({"active", "planned_end"})
"""By a claim of one of these it holds still, so that what is announced beside it is a further tranche."""


@dataclass(frozen=True)
class Front:
    """Where the claims stand: those that count for the status, announcements still pending, and what was replaced."""

    standing: tuple[Said, ...]
    pending: tuple[Said, ...] = ()
    replaced: tuple[Said, ...] = ()

    @cached_property
    def deciding(self) -> Said:
        """The surest claim, then the latest, then the more cautious."""
        return max(self.standing, key=lambda s: (s.rank, s.said_on, CAUTION[s.claim.status], s.claim.id))

    @property
    def status(self) -> Status:
        """The deciding claim's."""
        return self.deciding.claim.status

    @property
    def disputed(self) -> bool:
        """Different statuses stand side by side, or a claim says that it contradicts another."""
        return len({s.claim.status for s in self.standing}) > 1 or any(
            says_it_disputes(one, other) for one in self.standing for other in self.standing
        )

    @property
    def certainty(self) -> int:
        """The rank of the surest claim that gives the status."""
        return max(s.rank for s in self.standing if s.claim.status == self.status)


def front_of(said: Iterable[Said]) -> Front:
    """Where the claims stand after all of them; they come by day, and there is at least one."""
    front: Front | None = None
    for _, day in groupby(said, key=lambda s: s.known_on):
        # Within a day the lifecycle goes first, so that one source's "a client, and means to leave"
        # is a step forward whatever the certainty of its two halves.
        for each in sorted(day, key=lambda s: (_WITHIN_A_DAY[s.claim.status], s.rank, s.claim.id)):
            front = Front((each,)) if front is None else _take(front, each)
    assert front is not None, "a relationship has at least one claim"
    return front


def _take(front: Front, new: Said) -> Front:
    status = new.claim.status
    earlier = (*front.standing, *front.pending, *front.replaced)
    if status == "denied":
        return _deny(front, new, earlier)
    disputed = [s for s in earlier if says_it_disputes(new, s)]
    if status == "announced" and front.status in GOING_ON and new.dated and not disputed:
        return replace(front, pending=(*front.pending, new))
    if not new.dated and not disputed and any(_steps_on(s, new) for s in front.standing):
        return replace(front, replaced=(*front.replaced, new))  # it may well have been said before what overtook it
    kept = [s for s in front.standing if not _steps_on(new, s)]
    standing = (*kept, *(s for s in disputed if s not in kept), new)
    # Later word that it goes on covers the tranches announced before; that it is over doesn't bring them about.
    still_open = [s for s in front.pending if status not in GOING_ON or not new.dated or s.known_on >= new.known_on]
    return _front(standing, still_open, earlier)


def _deny(front: Front, new: Said, earlier: tuple[Said, ...]) -> Front:
    # What was replaced is contradicted too: a faint plan to end doesn't lay a confirmed contract open to denial.
    kept = [s for s in earlier if s.claim.status != "denied" and not _removes(new, s)]
    if not kept:  # all of it is removed, for good: a further denial has nothing left to contradict
        return Front((*(s for s in front.standing if s.claim.status == "denied"), new))
    # What is pending stays so beside what the denial leaves: it is no step back from that.
    besides = [s for s in kept if s not in front.pending] or kept
    standing = (*front.standing, *(s for s in besides if s not in front.standing), new)
    return _front(standing, front.pending, earlier)


def _removes(denial: Said, denied: Said) -> bool:
    """A denial removes what is no surer; but as sure word of another source only if it is known to be the later one."""
    if denial.rank != denied.rank:
        return denial.rank > denied.rank
    return denial.dated or denial.claim.source == denied.claim.source


def _front(standing: tuple[Said, ...], pending: Iterable[Said], earlier: Iterable[Said]) -> Front:
    pending = tuple(s for s in pending if s not in standing)
    return Front(standing, pending, tuple(s for s in earlier if s not in standing and s not in pending))


def _steps_on(later: Said, earlier: Said) -> bool:
    """A step forward replaces what it steps on.

    But where the two were said on one day, or it isn't known which was said first, a surer claim of
    another source is not stepped on.
    """
    if not _is_forward(earlier.claim.status, later.claim.status) or says_it_disputes(later, earlier):
        return False
    if later.dated and later.known_on > earlier.known_on:
        return True
    return later.claim.source == earlier.claim.source or earlier.rank <= later.rank


def _is_forward(before: Status, after: Status) -> bool:
    if before in _LIFECYCLE and after in _LIFECYCLE:
        return _LIFECYCLE.index(before) < _LIFECYCLE.index(after)
    return before == "announced" and after == "called_off"
