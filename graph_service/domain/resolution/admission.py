"""Which claims count: by certainty asked for, by when they could be known, and until they were retracted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, starmap
from typing import Any, Generic, TypeVar

from graph_service.domain.claim import Claim, certainty_rank
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.entity import Lifetime
from graph_service.domain.retraction import Retraction
from graph_service.domain.vocabulary import CERTAINTIES, Tier

C = TypeVar("C", bound=Claim)

TierOf = Callable[[str], Tier]
"""The tier of a source, by its id."""


@dataclass(frozen=True, slots=True)
class Admitted(Generic[C]):
    """A claim with what resolution needs of it: its rank with its source's tier applied, and the days it counts."""

    claim: C
    rank: int
    known_on: str
    known_until: str = END

    @property
    def dated(self) -> bool:
        """Whether it is known when this was said; otherwise only when it was recorded."""
        return self.claim.reported_on is not None

    @property
    def said_on(self) -> str:
        """The day it was said, for telling which of two claims is the later one: undated ones never are."""
        return self.known_on if self.dated else BEGINNING

    @property
    def known(self) -> tuple[str, str]:
        """The days between which it counts."""
        return self.known_on, self.known_until

    @property
    def order(self) -> tuple[str, int, str]:
        """Claims are taken by day, then certainty, then id."""
        return self.known_on, self.rank, self.claim.id

    def counts(self, known_at: str, floor: int) -> bool:
        """Whether it is admitted, as known on that day, where only claims of that rank and above are."""
        return self.known_on <= known_at < self.known_until and self.rank >= floor


def says_it_disputes(one: Admitted[Any], other: Admitted[Any]) -> bool:
    """Whether one of the two claims says that it contradicts the other."""
    return other.claim.id in one.claim.disputes or one.claim.id in other.claim.disputes


class Retractions:
    """Until when claims count, by the retractions of them and of their sources."""

    def __init__(self, retractions: Iterable[Retraction] = ()) -> None:
        self._until: dict[tuple[str, str], str] = {}
        for each in retractions:
            day = BEGINNING if each.on is None else each.on
            self._until[each.retracted] = min(day, self._until.get(each.retracted, END))

    def known_until(self, claim: Claim) -> str:
        """The day from which the claim no longer counts; what was never said counts on no day."""
        if not self._until:
            return END
        return min(self._until.get(("claim", claim.id), END), self._until.get(("source", claim.source), END))


NO_RETRACTIONS = Retractions()


@dataclass(frozen=True)
class Beside:
    """What bears on a relationship beside its own claims; by default nothing.

    `contradictions` has, by a claim's id, the claims about other things which it disputes or which dispute it;
    `lifetimes` has, by an entity's id, the days between which anything holds of it, where they are known.
    """

    retractions: Retractions = NO_RETRACTIONS
    contradictions: Mapping[str, Sequence[Claim]] = field(default_factory=dict)
    lifetimes: Mapping[str, Lifetime] = field(default_factory=dict)


NOTHING_BESIDE = Beside()


def beside_of(
    claims: Iterable[Claim],
    others: Iterable[Claim],
    retractions: Iterable[Retraction] = (),
    lifetimes: Mapping[str, Lifetime] | None = None,
) -> Beside:
    """What bears on claims, of which these others, as far as they are about other things, may contradict some."""
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, dict[str, Claim]] = defaultdict(dict)
    others_by_id = {other.id: other for other in others}
    for one in (*by_id.values(), *others_by_id.values()):
        for id_ in one.disputes:
            for claim, other in (
                (by_id.get(one.id), others_by_id.get(id_)),
                (by_id.get(id_), others_by_id.get(one.id)),
            ):
                if claim and other and claim.about != other.about:
                    found[claim.id][other.id] = other
    contradictions = {id_: list(each.values()) for id_, each in found.items()}
    return Beside(Retractions(retractions), contradictions, lifetimes or {})


@dataclass(frozen=True, slots=True)
class Stage(Generic[C]):
    """What some versions rest on: the claims that count, and the intervals for which that is so.

    `against` are the claims about other things that count, among those which dispute these or are disputed by them.
    """

    claims: list[Admitted[C]]
    against: list[Admitted[Claim]]
    known_from: str
    known_to: str
    floor_from: int
    floor_to: int


def admit(claims: Iterable[C], tier_of: TierOf, retractions: Retractions = NO_RETRACTIONS) -> list[Admitted[C]]:
    """Each claim that ever counts, once, in the order in which claims are taken."""
    once = {claim.id: claim for claim in claims}
    found = []
    for claim in once.values():
        known_on, known_until = claim.known_on, retractions.known_until(claim)
        if known_on < known_until:
            rank = certainty_rank(claim, tier_of(claim.source))
            found.append(Admitted(claim, rank, known_on, known_until))
    return sorted(found, key=lambda each: each.order)


def contradicting(about: Sequence[Admitted[C]], tier_of: TierOf, beside: Beside) -> list[Admitted[Claim]]:
    """The claims about other things that dispute these, or that these dispute."""
    if not beside.contradictions:
        return []
    named = (claim for each in about for claim in beside.contradictions.get(each.claim.id, ()))
    return admit(named, tier_of, beside.retractions)


def _known_together(one: Admitted[Any], other: Admitted[Any]) -> tuple[str, str] | None:
    """The days between which both count, if there are any."""
    start, end = max(one.known_on, other.known_on), min(one.known_until, other.known_until)
    return (start, end) if start < end else None


def stages(admitted: list[Admitted[C]], against: Sequence[Admitted[Claim]] = ()) -> Iterator[Stage[C]]:
    """One stage for each floor of certainty and each day with news that make a difference, if any claim counts."""
    floor_from = 0
    for rank in sorted({each.rank for each in admitted} | {each.rank for each in against}):
        above = [each for each in admitted if each.rank >= rank]
        others = [each for each in against if each.rank >= rank]
        # What contradicts a claim makes a difference while both count: no news before the claim is known.
        both = [(one, other) for one in above for other in others if says_it_disputes(one, other)]
        known = [*(each.known for each in above), *filter(None, starmap(_known_together, both))]
        days = sorted({day for days in known for day in days} - {END})
        for day, next_day in pairwise([*days, END]):
            if claims := [each for each in above if each.counts(day, rank)]:
                counting = [each for each in others if each.counts(day, rank)]
                yield Stage(claims, counting, day, next_day, floor_from, rank + 1)
        floor_from = rank + 1
    assert floor_from <= len(CERTAINTIES)
