"""Which claims are left standing when each has been taken in turn: a part of the oracle in `day_by_day`."""

from collections.abc import Iterable, Sequence

from graph_service.domain.vocabulary import Status
from tests.domain.claim_days import GOING_ON, Word, disputes

LIFECYCLE = ("announced", "active", "planned_end", "ended")
WITHIN_A_DAY = (*LIFECYCLE, "called_off", "denied")
CAUTION = ("denied", "called_off", "ended", "announced", "planned_end", "active")


class Front:
    """Where the claims stand after each has been taken in turn."""

    def __init__(self, said: Iterable[Word]) -> None:
        self.standing: list[Word] = []
        self.pending: list[Word] = []
        self.passed: list[Word] = []
        for each in sorted(said, key=lambda s: (s.known_on, WITHIN_A_DAY.index(s.claim.status), s.rank, s.claim.id)):
            self.take(each)

    @property
    def status(self) -> Status:
        return deciding(self.standing).claim.status

    def take(self, new: Word) -> None:
        earlier = [*self.standing, *self.pending, *self.passed]
        disputed = [s for s in earlier if disputes(s, new)]
        if new.claim.status == "denied":
            self.deny(new, earlier)
        elif self.is_further_tranche(new) and not disputed:
            self.pending.append(new)
        elif not new.dated and not disputed and any(steps_on(s, new) for s in self.standing):
            self.passed.append(new)  # it may have been said before what goes further
        else:
            kept = [s for s in self.standing if not steps_on(new, s)]
            came_about = new.dated and new.claim.status in GOING_ON
            pending = [s for s in self.pending if not came_about or s.known_on >= new.known_on]
            self.stand([*kept, *(s for s in disputed if s not in kept), new], pending, earlier)

    def is_further_tranche(self, new: Word) -> bool:
        goes_on = bool(self.standing) and self.status in GOING_ON
        return new.claim.status == "announced" and new.dated and goes_on

    def deny(self, new: Word, earlier: Sequence[Word]) -> None:
        denials = [s for s in earlier if s.claim.status == "denied"]
        left = [s for s in earlier if s not in denials and not removes(new, s)]
        if not left:  # all is removed, for good
            self.standing, self.pending, self.passed = [*denials, new], [], []
            return
        besides = [s for s in left if s not in self.pending] or left
        standing = [*self.standing, *(s for s in besides if s not in self.standing), new]
        self.stand(standing, self.pending, earlier)

    def stand(self, standing: list[Word], pending: list[Word], earlier: Sequence[Word]) -> None:
        self.standing = standing
        self.pending = [s for s in pending if s not in standing]
        self.passed = [s for s in earlier if s not in standing and s not in self.pending]


def deciding(standing: Iterable[Word]) -> Word:
    """The surest claim, then the latest, then the more cautious."""
    return max(standing, key=lambda s: (s.rank, s.said_on, CAUTION.index(s.claim.status), s.claim.id))


def steps_on(later: Word, earlier: Word) -> bool:
    """Whether it is the next stage; if said no later, only of what is no surer or of the same source."""
    if not is_forward(earlier.claim.status, later.claim.status) or disputes(later, earlier):
        return False
    surely_later = later.dated and later.known_on > earlier.known_on
    return surely_later or later.claim.source == earlier.claim.source or earlier.rank <= later.rank


def is_forward(before: Status, after: Status) -> bool:
    if before in LIFECYCLE and after in LIFECYCLE:
        return LIFECYCLE.index(before) < LIFECYCLE.index(after)
    return (before, after) == ("announced", "called_off")


def removes(denial: Word, denied: Word) -> bool:
    """Whether a denial settles it: it is surer, or as sure and known to be no earlier."""
    if denial.rank == denied.rank:
        return denial.dated or denial.claim.source == denied.claim.source
    return denial.rank > denied.rank
