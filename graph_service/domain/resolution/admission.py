"""Which claims count: those that are sure enough, that could be known by then, and that nobody has retracted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, starmap
from typing import Generic, TypeVar

from graph_service.domain.claim import Claim, certainty_rank
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.entity import Lifetime
from graph_service.domain.retraction import Retraction
from graph_service.domain.vocabulary import CERTAINTIES, Tier

C = TypeVar("C", bound=Claim)
C_co = TypeVar("C_co", bound=Claim, covariant=True)

TierOf = Callable[[str], Tier]
"""The tier of a source, by its id."""


@dataclass(frozen=True, slots=True)
class AdmittedClaim(Generic[C_co]):
    """A claim that counts between two days. `rank` is its certainty, 0 to 3, with its source's tier applied."""

    claim: C_co
    rank: int
    known_on: str
    known_until: str = END

    @property
    def is_dated(self) -> bool:
        """Whether the day is known on which its source said it, and not only the day we recorded it."""
        return self.claim.reported_on is not None

    @property
    def said_on(self) -> str:
        """The day its source said it. An undated claim is the earliest: it is never a later word."""
        return self.known_on if self.is_dated else BEGINNING

    @property
    def known_days(self) -> tuple[str, str]:
        """The half-open interval of days on which it counts."""
        return self.known_on, self.known_until

    @property
    def sort_key(self) -> tuple[str, int, str]:
        """The order in which claims are taken: by day, then certainty, then id."""
        return self.known_on, self.rank, self.claim.id

    def counts(self, known_at: str, floor: int) -> bool:
        """Whether it counts for somebody who asks what was known on that day, with at least that certainty."""
        return self.known_on <= known_at < self.known_until and self.rank >= floor


def either_disputes(one: AdmittedClaim[Claim], other: AdmittedClaim[Claim]) -> bool:
    """Whether one of the two claims names the other in its `disputes`."""
    return other.claim.id in one.claim.disputes or one.claim.id in other.claim.disputes


class Retractions:
    """The day until which each claim counts. A claim falls with its own retraction or with its source's."""

    def __init__(self, retractions: Iterable[Retraction] = ()) -> None:
        self._until: dict[tuple[str, str], str] = {}
        for each in retractions:
            day = BEGINNING if each.on is None else each.on
            self._until[each.retracted] = min(day, self._until.get(each.retracted, END))

    def known_until(self, claim: Claim) -> str:
        """The day from which the claim no longer counts; the beginning of time for a mistaken one."""
        if not self._until:
            return END
        return min(self._until.get(("claim", claim.id), END), self._until.get(("source", claim.source), END))


NO_RETRACTIONS = Retractions()


@dataclass(frozen=True)
class ResolutionContext:
    """What decides about a relationship besides its own claims; by default nothing.

    `contradictions`: by a claim's id, the claims about something else that it disputes or that dispute it.
    `lifetimes`: by an entity's id, the days between which anything holds of it. An entity without limits is left out.
    """

    retractions: Retractions = NO_RETRACTIONS
    contradictions: Mapping[str, Sequence[Claim]] = field(default_factory=dict)
    lifetimes: Mapping[str, Lifetime] = field(default_factory=dict)


NO_CONTEXT = ResolutionContext()


def collect_context(
    claims: Iterable[Claim],
    others: Iterable[Claim],
    retractions: Iterable[Retraction] = (),
    lifetimes: Mapping[str, Lifetime] | None = None,
) -> ResolutionContext:
    """The context of the claims. `others` may be any claims: those about something else are searched for disputes."""
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
    return ResolutionContext(Retractions(retractions), contradictions, lifetimes or {})


@dataclass(frozen=True, slots=True)
class Stage(Generic[C]):
    """A set of claims that count, with the known days and the certainty floors for which just these do.

    `contradicting`: the claims about something else that count too, and dispute these or are disputed by them.
    """

    claims: list[AdmittedClaim[C]]
    contradicting: list[AdmittedClaim[Claim]]
    known_from: str
    known_to: str
    floor_from: int
    floor_to: int


def admit(claims: Iterable[C], tier_of: TierOf, retractions: Retractions = NO_RETRACTIONS) -> list[AdmittedClaim[C]]:
    """Each claim that counts on any day, once, in the order in which claims are taken."""
    once = {claim.id: claim for claim in claims}
    found = []
    for claim in once.values():
        known_on, known_until = claim.known_on, retractions.known_until(claim)
        if known_on < known_until:
            rank = certainty_rank(claim, tier_of(claim.source))
            found.append(AdmittedClaim(claim, rank, known_on, known_until))
    return sorted(found, key=lambda each: each.sort_key)


def admit_contradicting(
    about: Sequence[AdmittedClaim[C]], tier_of: TierOf, context: ResolutionContext
) -> list[AdmittedClaim[Claim]]:
    """The claims about something else that dispute these, or that these dispute."""
    if not context.contradictions:
        return []
    named = (claim for each in about for claim in context.contradictions.get(each.claim.id, ()))
    return admit(named, tier_of, context.retractions)


def _known_together(one: AdmittedClaim[Claim], other: AdmittedClaim[Claim]) -> tuple[str, str] | None:
    """The days on which both count, if there are any."""
    start, end = max(one.known_on, other.known_on), min(one.known_until, other.known_until)
    return (start, end) if start < end else None


def stages(admitted: list[AdmittedClaim[C]], contradicting: Sequence[AdmittedClaim[Claim]] = ()) -> Iterator[Stage[C]]:
    """A stage for each certainty floor and each day from which other claims count; none where no claim does."""
    floor_from = 0
    for rank in sorted({each.rank for each in admitted} | {each.rank for each in contradicting}):
        above = [each for each in admitted if each.rank >= rank]
        others = [each for each in contradicting if each.rank >= rank]
        # A contradiction changes something only while both of its claims count.
        both = [(one, other) for one in above for other in others if either_disputes(one, other)]
        known_days = [*(each.known_days for each in above), *filter(None, starmap(_known_together, both))]
        days = sorted({day for days in known_days for day in days} - {END})
        for day, next_day in pairwise([*days, END]):
            if claims := [each for each in above if each.counts(day, rank)]:
                counting = [each for each in others if each.counts(day, rank)]
                yield Stage(claims, counting, day, next_day, floor_from, rank + 1)
        floor_from = rank + 1
    assert floor_from <= len(CERTAINTIES)
