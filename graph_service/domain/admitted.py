"""Which claims count: by certainty asked for, and by when they could be known."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph_service.domain.claim import Claim, certainty_rank
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.vocabulary import CERTAINTIES, Tier

C = TypeVar("C", bound=Claim)


@dataclass(frozen=True, slots=True)
class Admitted(Generic[C]):
    """A claim with what resolution needs of it: its rank with its source's tier applied, and its day."""

    claim: C
    rank: int
    known_on: str

    @property
    def dated(self) -> bool:
        """Whether it is known when this was said; otherwise only when it was recorded."""
        return self.claim.reported_on is not None

    @property
    def said_on(self) -> str:
        """The day it was said, for telling which of two claims is the later one: undated ones never are."""
        return self.known_on if self.dated else BEGINNING

    @property
    def order(self) -> tuple[str, int, str]:
        """Claims are taken by day, then certainty, then id."""
        return self.known_on, self.rank, self.claim.id


@dataclass(frozen=True, slots=True)
class Stage(Generic[C]):
    """What one version rests on: the claims known so far, and the intervals for which that is so."""

    claims: list[Admitted[C]]
    known_from: str
    known_to: str
    floor_from: int
    floor_to: int


def admit(claims: Iterable[C], tier_of: Callable[[str], Tier]) -> list[Admitted[C]]:
    """Each claim once, in the order in which claims are taken."""
    once = {claim.id: claim for claim in claims}
    admitted = [
        Admitted(claim, certainty_rank(claim, tier_of(claim.source)), claim.known_on) for claim in once.values()
    ]
    return sorted(admitted, key=lambda each: each.order)


def stages(admitted: list[Admitted[C]]) -> Iterator[Stage[C]]:
    """One stage for each floor of certainty that makes a difference, and each day with news."""
    ranks = sorted({each.rank for each in admitted})
    floor_from = 0
    for rank in ranks:
        above = [each for each in admitted if each.rank >= rank]
        days = sorted({each.known_on for each in above})
        for day, next_day in zip(days, [*days[1:], END], strict=True):
            yield Stage([each for each in above if each.known_on <= day], day, next_day, floor_from, rank + 1)
        floor_from = rank + 1
    assert floor_from <= len(CERTAINTIES)
