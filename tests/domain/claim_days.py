"""Which claims count, and which days each of them speaks of: the first half of the oracle in `day_by_day`."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any, Generic, TypeVar

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.vocabulary import CERTAINTY_RANK, Tier

BEGINNING, END = date.min, date.max
GOING_ON = ("active", "planned_end")
HOLDING = (*GOING_ON, "ended")
NOT_HELD = ("called_off", "denied")
OVER = ("ended", *NOT_HELD)

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

    @property
    def is_of_part(self) -> bool:
        """Whether it tells of a part alone."""
        return bool(getattr(self.claim, "part", None))


Word = Said[RelationshipClaim]
Day = date | None
"""A day that is read; None for all of them at once."""


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
    rank = CERTAINTY_RANK[claim.certainty]
    return min(rank, CERTAINTY_RANK["reported"]) if tier_of(claim.source) == "C" else rank


def known_on(claim: Claim) -> date:
    """When it could first be read: what we hold was there when we recorded it."""
    days = [last_day(claim.reported_on)] if claim.reported_on else []
    days += [date.fromisoformat(claim.recorded_on)] if claim.recorded_on else []
    return min(days)


@dataclass(frozen=True)
class Speech:
    """A claim and its days, the last of each left out: of which it speaks, may hold and surely does."""

    said: Word
    speaks: tuple[date, date]
    may: tuple[date, date]
    sure: tuple[date, date]
    told_since: date
    silent_from: date

    @property
    def id(self) -> str:
        return self.said.claim.id

    @property
    def holding(self) -> bool:
        return self.said.claim.status in HOLDING

    @property
    def sure_end(self) -> date:
        return self.sure[1]

    def speaks_of(self, day: Day) -> bool:
        return day is None or (self.speaks[0] <= day < self.speaks[1] and day < self.silent_from)

    def may_hold(self, day: Day) -> bool:
        return self.holding and day is not None and self.may[0] <= day < self.may[1]

    def covers(self, day: Day) -> bool:
        """Whether the day surely lies in the claim's own period."""
        if day is None or not self.speaks_of(day):
            return False
        return self.sure[0] <= day < self.sure[1] and (not self.holding or day < last(self.said))


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


def is_later_word(c: Word, a: Word) -> bool:
    """Whether it is the later word of one source, and no contradiction of the earlier one."""
    one_source = c.claim.source == a.claim.source and not disputes(a, c)
    return one_source and c.dated and c.known_on > a.known_on and c.claim.status != "announced"


@dataclass(frozen=True)
class Thing:
    """The claims about the whole, or about one part; `whole` are those of the whole, told of beside a part."""

    said: tuple[Word, ...]
    whole: tuple[Word, ...] = ()

    def speeches(self) -> list[Speech]:
        """The claims with their days."""
        return [
            Speech(
                c,
                speaks=self.speaks(c),
                may=(self.may_start(c), last(c)),
                sure=(self.sure_start(c), self.sure_end(c)),
                told_since=self.since(c, (*HOLDING, "announced")),
                silent_from=self.silent_from(c),
            )
            for c in self.said
        ]

    def speaks(self, c: Word) -> tuple[date, date]:
        """From its first day on; what is over goes on being said."""
        claim = c.claim
        if claim.status in NOT_HELD:
            start = first_day(claim.valid_from) if claim.valid_from else BEGINNING
            return start, last(c) if claim.valid_to else END
        if claim.status == "announced":
            unsaid = c.known_on if c.dated else BEGINNING
            return max([starts(c) if claim.valid_from else unsaid, *self.ends_renewed(c)]), last(c)
        start = self.may_start(c)
        return (min(start, last(c)), END) if says_it_is_over(c) else (start, last(c))

    def may_start(self, c: Word) -> date:
        """The first day of which it may be true; a renewal begins after what it renews."""
        return max([self.since(c), *self.ends_renewed(c)])

    def ends_renewed(self, h: Word) -> list[date]:
        return [last(n) for n in self.said if self.renews(h, n)]

    def since(self, c: Word, statuses: Sequence[str] = HOLDING) -> date:
        """Since when; if it doesn't say so, it began no later than it was said, with the last start named by then."""
        if c.claim.valid_from:
            return first_day(c.claim.valid_from)
        before = min(day_after(c.known_on), last(c))
        others = [*self.others(c), *Thing(self.whole).others(c)]
        starts = [first_day(x.claim.valid_from) for x in others if x.claim.valid_from and x.claim.status in statuses]
        return max((start for start in starts if start < before), default=BEGINNING)

    def sure_start(self, c: Word) -> date:
        """The day by which it surely had begun. Of what is over nobody knows that it ever was seen to hold."""
        if c.claim.status not in HOLDING:
            return last_day(c.claim.valid_from) if c.claim.valid_from else c.known_on
        if c.claim.valid_from:
            return max(last_day(c.claim.valid_from), self.may_start(c))
        return END if c.claim.status == "ended" else c.known_on

    def sure_end(self, c: Word) -> date:
        """The day until which it surely lasted, had it begun."""
        if c.claim.status not in HOLDING:
            return END
        if c.claim.valid_to:
            return first_day_after(c.claim.valid_to)
        others = [x for x in self.others(c) if x.claim.status in HOLDING]
        if c.claim.status != "ended":
            ends = [first_day_after(x.claim.valid_to) for x in others if x.claim.valid_to]
            return min((end for end in ends if end > self.sure_start(c)), default=END)
        # Over when it was said to be: it surely lasted while somebody saw it hold.
        seen = [s for s in others if s.claim.status != "ended" and s.known_on < c.known_on]
        return max((min(day_after(s.known_on), self.sure_end(s)) for s in seen), default=BEGINNING)

    def others(self, c: Word) -> list[Word]:
        """All but the claim, and what is replaced by name."""
        return [x for x in self.said if x is not c and not self.is_superseded(x)]

    def is_superseded(self, a: Word) -> bool:
        """Whether any other claim replaces it by name."""
        return any(supersedes(c, a) for c in self.said if c is not a)

    def renews(self, h: Word, n: Word) -> bool:
        """Whether by one claim it begins anew after the end that another gives it."""
        begins = h.claim.valid_from if h.claim.status in (*HOLDING, "announced") else None
        if h is n or not begins or not says_it_is_over(n) or self.is_superseded(h):
            return False
        return is_surely_after(h, begins, n) or is_said_later_and_may_be_after(h, begins, n)

    def silent_from(self, c: Word) -> date:
        """From a renewal on, nothing is heard of what it renews, nor of what was said before that.

        And where what takes its place names an end, it doesn't come back when that has come; but what a source saw
        after that end it doesn't take back by telling of an older time.
        """
        renewed = [self.renewal(n) for n in self.said if c is n or self.is_over_by(n, c)]
        ends = [x for x in self.said if x is not c and x.claim.status in HOLDING and x.claim.valid_to]
        replaced = [last(x) for x in ends if supersedes(x, c) or (is_later_word(x, c) and is_told_anew(c, x))]
        return min([*renewed, *(end for end in replaced if self.speaks(c)[0] < end)], default=END)

    def renewal(self, n: Word) -> date:
        """The day from which it is renewed."""
        return min((max(starts(h), last(n)) for h in self.said if self.renews(h, n)), default=END)

    def is_over_by(self, n: Word, c: Word) -> bool:
        """Whether what goes on without an end by one claim is over by another one, said no earlier."""
        if not says_it_is_over(n) or c.claim.status not in (*GOING_ON, "announced") or c.claim.valid_to:
            return False
        surer = n.claim.status in NOT_HELD and c.rank > n.rank
        return self.speaks(c)[0] < last(n) and c.known_on <= n.known_on and not surer


def says_it_is_over(n: Word) -> bool:
    """Whether by this claim it holds no more, at all or from some day on: a planned end that has a day comes."""
    return n.claim.status in OVER or (n.claim.status == "planned_end" and n.claim.valid_to is not None)


def is_surely_after(h: Word, begins: str, n: Word) -> bool:
    """Whether what holds began after the other one's end, by the dates that they name."""
    if h.claim.status not in HOLDING or not n.claim.valid_to:
        return False
    start, end = first_day(begins), last_day(n.claim.valid_to)
    began_later = n.claim.valid_from is not None and first_day(n.claim.valid_from) < start
    return start > end or (start == end and began_later)


def is_said_later_and_may_be_after(h: Word, begins: str, n: Word) -> bool:
    """Whether it may begin after the other one's end, and was said when that was known."""
    if not (n.dated and h.dated and h.known_on > n.known_on):
        return False
    if not n.claim.valid_to:
        return last_day(begins) > n.known_on
    began_later = n.claim.valid_from is None or first_day(begins) > first_day(n.claim.valid_from)
    return began_later and last_day(begins) >= first_day(n.claim.valid_to)


def is_told_anew(a: Word, x: Word) -> bool:
    """Whether the source's later word, which has an end, is not of an older time alone than its earlier one."""
    end = x.claim.valid_to
    if not x.claim.valid_from or not end or a.known_on <= last_day(end):
        return True
    begun = a.claim.valid_from
    return begun is not None and first_day(x.claim.valid_from) <= first_day(begun) and last_day(begun) < first_day(end)


def starts(h: Word) -> date:
    """The first day of the period that it names; of what is announced it speaks from when it was said."""
    assert h.claim.valid_from is not None
    start = first_day(h.claim.valid_from)
    return min(start, h.known_on) if h.claim.status == "announced" else start


def last(c: Word) -> date:
    """The first day after it. What is over, nobody says since when, was so when that was said."""
    if c.claim.valid_to:
        return day_after(last_day(c.claim.valid_to))
    return c.known_on if c.claim.status in OVER else END


def first_day_after(partial: str) -> date:
    """The day after the earliest one that a partial date may mean."""
    return day_after(first_day(partial))
