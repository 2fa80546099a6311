"""Which claims count, and which days each of them speaks of: the first half of the oracle in `day_by_day`."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any, Generic, TypeVar

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.vocabulary import RANK, Tier

BEGINNING, END = date.min, date.max
GOING_ON = ("active", "planned_end")
HOLDING = (*GOING_ON, "ended")
OVER = ("ended", "called_off", "denied")

C = TypeVar("C", bound=Claim, covariant=True)


def first_day(partial: str) -> date:
    """The earliest day that a partial date may mean."""
    year, month, day = [*map(int, partial.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(partial: str) -> date:
    """The latest day that a partial date may mean."""
    day = first_day(partial)
    if len(partial) == len("2024-02-29"):
        return day
    months = 12 if len(partial) == len("2024") else 1
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1) - timedelta(days=1)


def day_after(day: date) -> date:
    """The next day."""
    return day + timedelta(days=1)


@dataclass(frozen=True)
class Said(Generic[C]):
    """An admitted claim."""

    claim: C
    rank: int
    known_on: date

    @property
    def dated(self) -> bool:
        """Whether its source's day is known."""
        return self.claim.reported_on is not None

    @property
    def said_on(self) -> date:
        """When it was said; of an undated claim nobody knows that it is the later word."""
        return self.known_on if self.dated else BEGINNING

    @property
    def order(self) -> tuple[date, int, str]:
        """Its place among the claims."""
        return self.known_on, self.rank, self.claim.id


Word = Said[RelationshipClaim]


@dataclass(frozen=True)
class Asked:
    """As known when and how surely, and what was taken back."""

    tier_of: Callable[[str], Tier]
    known_at: date
    floor: int
    withdrawn: Mapping[str, str]
    mistaken: Collection[str]

    def admits(self, said: Said[Any]) -> bool:
        names = {said.claim.id, said.claim.source}
        gone = min((date.fromisoformat(self.withdrawn[name]) for name in names & self.withdrawn.keys()), default=END)
        known = said.known_on <= self.known_at < gone
        return known and said.rank >= self.floor and not names & set(self.mistaken)


def admit(claims: Iterable[C], asked: Asked) -> list[Said[C]]:
    """The claims that count, each once, in order."""
    said = {claim.id: Said(claim, rank_of(claim, asked.tier_of), known_on(claim)) for claim in claims}
    return sorted(filter(asked.admits, said.values()), key=lambda s: s.order)


def rank_of(claim: Claim, tier_of: Callable[[str], Tier]) -> int:
    """How sure it is: a reprint is never surer than `reported`."""
    rank = RANK[claim.certainty]
    return min(rank, RANK["reported"]) if tier_of(claim.source) == "C" else rank


def known_on(claim: Claim) -> date:
    """When it could first be read: what we hold was there when we recorded it."""
    days = [last_day(claim.reported_on)] if claim.reported_on else []
    days += [date.fromisoformat(claim.recorded_on)] if claim.recorded_on else []
    return min(days)


@dataclass(frozen=True)
class Speech:
    """A claim and its days. What holds may do so from `start` until `last`, and surely does within the sure days."""

    said: Word
    start: date
    last: date
    until: date
    sure_start: date
    sure_end: date
    silent_from: date

    @property
    def holding(self) -> bool:
        return self.said.claim.status in HOLDING

    def speaks_of(self, day: date) -> bool:
        """What ended is spoken of before and after: that it held, and that it is over."""
        over = self.said.claim.status in ("planned_end", "ended") and day >= self.last
        return day < self.silent_from and (over or self.start <= day < self.until)

    def may_hold(self, day: date) -> bool:
        return self.holding and self.start <= day < self.last

    def covers(self, day: date) -> bool:
        """Whether the day surely lies in the claim's own period."""
        within = self.sure_start <= day < self.sure_end and (not self.holding or day < self.last)
        return within and self.speaks_of(day)


def things_of(said: Sequence[Word]) -> list[list[Word]]:
    """The whole, and each part: one part may have two names, where a claim by one disputes a claim by the other."""
    whole = [s for s in said if not s.claim.part]
    parts: list[list[Word]] = []
    for new in (s for s in said if s.claim.part):
        same = [part for part in parts if any(s.claim.part == new.claim.part or disputes(s, new) for s in part)]
        parts = [*(part for part in parts if part not in same), [*chain(*same), new]]
    return [whole, *parts] if whole else parts


def disputes(one: Said[Any], other: Said[Any]) -> bool:
    """Whether either says that it contradicts the other."""
    return other.claim.id in one.claim.disputes or one.claim.id in other.claim.disputes


def names(one: Said[Any], other: Said[Any]) -> bool:
    """Whether it says that it replaces the other."""
    return other.claim.id in getattr(one.claim, "supersedes", ())


def supersedes(c: Word, a: Word) -> bool:
    """Whether a claim replaces another by name: of two that name each other it is the later one."""
    return names(c, a) and a.known_on <= c.known_on and not (names(a, c) and a.order > c.order)


@dataclass(frozen=True)
class Thing:
    """The claims about the whole, or about one part."""

    said: tuple[Word, ...]

    def speeches(self) -> list[Speech]:
        """The claims with their days."""
        return [
            Speech(c, self.start(c), last(c), until(c), self.sure_start(c), self.sure_end(c), self.silent_from(c))
            for c in self.said
        ]

    def start(self, c: Word) -> date:
        """The first day of which it may be true; a renewal begins after what it renews."""
        if c.claim.valid_from or c.claim.status not in HOLDING:
            return max([first_mention(c), *(last(n) for n in self.said if self.renews(c, n))])
        # It began no later than it was said: with the last of the starts that others name before that.
        before = min(day_after(c.known_on), last(c))
        starts = [first_day(x.claim.valid_from) for x in self.holding_others(c) if x.claim.valid_from]
        return max((start for start in starts if start < before), default=BEGINNING)

    def sure_start(self, c: Word) -> date:
        """The day by which it surely had begun. Of what is over nobody knows that it ever was seen to hold."""
        if c.claim.valid_from:
            return max(last_day(c.claim.valid_from), self.start(c))
        return END if c.claim.status == "ended" else c.known_on

    def sure_end(self, c: Word) -> date:
        """The day until which it surely lasted, had it begun."""
        if c.claim.status not in HOLDING:
            # It is to come: of the days before it names one, nobody knows whether it has come about.
            return BEGINNING if c.claim.status == "announced" and not c.claim.valid_from else END
        others = self.holding_others(c)
        if c.claim.valid_to:
            return first_day_after(c.claim.valid_to)
        if c.claim.status != "ended":
            ends = [first_day_after(x.claim.valid_to) for x in others if x.claim.valid_to]
            return min((end for end in ends if end > self.sure_start(c)), default=END)
        # Over when it was said to be: it surely lasted while somebody saw it hold.
        seen = [s for s in others if s.claim.status != "ended" and s.known_on < c.known_on]
        return max((min(day_after(s.known_on), self.sure_end(s)) for s in seen), default=BEGINNING)

    def holding_others(self, c: Word) -> list[Word]:
        """By whose word it held at some time, c's and replaced ones apart."""
        return [x for x in self.said if x is not c and x.claim.status in HOLDING and not self.is_superseded(x)]

    def is_superseded(self, a: Word) -> bool:
        """Whether any other claim replaces it by name."""
        return any(supersedes(c, a) for c in self.said if c is not a)

    def renews(self, h: Word, n: Word) -> bool:
        """Whether by one claim it begins anew after the end that another gives it."""
        begins = h.claim.valid_from if h.claim.status in (*HOLDING, "announced") else None
        if n.claim.status not in OVER or not begins or h is n or self.is_superseded(h):
            return False
        # An announcement, and what may lie on either side of the end, tells of a renewal only if it is the later word.
        said_later = n.dated and h.dated and h.known_on > n.known_on
        if not n.claim.valid_to:
            return said_later and last_day(begins) > n.known_on
        begins_later = not n.claim.valid_from or first_day(begins) > first_day(n.claim.valid_from)
        surely_after = h.claim.status != "announced" and first_day(begins) >= last_day(n.claim.valid_to)
        if first_day(begins) == last_day(n.claim.valid_to):
            surely_after = surely_after and n.claim.valid_from is not None
        return begins_later and (surely_after or (said_later and last_day(begins) >= first_day(n.claim.valid_to)))

    def silent_from(self, c: Word) -> date:
        """From a renewal on, nothing is heard of what it renews, nor of what was said before that."""
        return min((self.renewal(n) for n in self.said if c is n or self.is_over_by(n, c)), default=END)

    def renewal(self, n: Word) -> date:
        """The day from which it is renewed."""
        return min((max(first_mention(h), last(n)) for h in self.said if self.renews(h, n)), default=END)

    def is_over_by(self, n: Word, c: Word) -> bool:
        """Whether what goes on without an end by one claim is over by another one, said no earlier."""
        if n.claim.status not in OVER or c.claim.status not in (*GOING_ON, "announced") or c.claim.valid_to:
            return False
        surer = n.claim.status != "ended" and c.rank > n.rank
        return self.start(c) < last(n) and c.known_on <= n.known_on and not surer


def first_mention(c: Word) -> date:
    """The first day of its period; of what is announced it speaks from when it was said."""
    if c.claim.status == "announced" and c.dated:
        return min(first_day(c.claim.valid_from), c.known_on) if c.claim.valid_from else c.known_on
    return first_day(c.claim.valid_from) if c.claim.valid_from else BEGINNING


def last(c: Word) -> date:
    """The first day after it. What is over, nobody says since when, was so when that was said."""
    if c.claim.valid_to:
        return day_after(last_day(c.claim.valid_to))
    return c.known_on if c.claim.status in OVER else END


def until(c: Word) -> date:
    """The first day of which it doesn't speak; that something isn't so goes on being said."""
    return last(c) if c.claim.valid_to or c.claim.status not in ("called_off", "denied") else END


def first_day_after(partial: str) -> date:
    """The day after the earliest one that a partial date may mean."""
    return day_after(first_day(partial))
