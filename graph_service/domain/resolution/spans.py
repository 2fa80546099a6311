"""Which days a claim speaks of, on which of them it may hold what it says, and on which it surely does.

All claims here are of one thing, the whole of a relationship or a part of it: an end that one of them names bounds what
another leaves open, and a start that one of them names after an end (a renewal) silences what was over before. Only for
a start that it doesn't name does a part look at the whole.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from graph_service.domain.dates import BEGINNING, END, day_after, first_day, last_day
from graph_service.domain.resolution.replaced_words import names_superseded
from graph_service.domain.resolution.status import HOLDING, NEVER_HELD, Said

_OVER = NEVER_HELD | {"ended"}
"""By a claim of one of these it doesn't hold, from some day on or at all."""

_OPEN = ("active", "planned_end", "announced")


def _says_it_is_over(said: Said) -> bool:
    """Whether by this claim it holds no more, from some day on or at all; a planned end that is dated comes."""
    return said.claim.status in _OVER or (said.claim.status == "planned_end" and said.claim.valid_to is not None)


@dataclass(frozen=True, slots=True)
class Days:
    """A half-open interval of days; empty where it doesn't begin before it ends."""

    start: str
    end: str

    def __contains__(self, day: str) -> bool:
        return self.start <= day < self.end


NEVER = Days(END, END)


@dataclass(frozen=True, slots=True)
class Span:
    """A claim on the calendar.

    It speaks of the days in `speaks`. On those in `may` the relationship may hold by it, on those in `covers` what it
    says surely applies. From `sure_end` on it is no longer sure that it goes on, whoever else says so. It tells what
    has been so `since` a day, as far as that is known.
    """

    said: Said
    speaks: Days
    may: Days
    covers: Days
    sure_end: str = END
    since: str = BEGINNING


@dataclass(frozen=True, slots=True)
class _Renewal:
    """A claim that names a start after another's end: from `day` on the other one is silent."""

    ended: Said
    begun: Said
    day: str


def spans_of(thing: Sequence[Said], whole: Sequence[Said] = ()) -> list[Span]:
    """Each of the claims about one thing on the calendar, in their order; of a part, `whole` are those of the whole."""
    current = _current(thing)
    if len(current) == len(thing) == 1:
        renewals: list[_Renewal] = []
    else:
        renewals = [renewal for h in current for n in thing if (renewal := _renewal(n, h))]
    held = _held(current)
    everybody = [*current, *_current(whole)]
    calendar = _Calendar(held, renewals, _starts_of(_held(everybody)), _starts_of(everybody))
    spans = [calendar.span(s) for s in thing]
    return [_silenced(span, renewals) for span in spans] if renewals else spans


def _current(claims: Sequence[Said]) -> list[Said]:
    """Those of the claims that none of them supersedes by name."""
    superseded = names_superseded(claims)
    return [s for s in claims if s.claim.id not in superseded]


def _starts_of(claims: Sequence[Said]) -> list[str]:
    """The first days of what these claims say began, or is to begin."""
    begun = (*HOLDING, "announced")
    return [first_day(s.claim.valid_from) for s in claims if s.claim.valid_from and s.claim.status in begun]


def _held(claims: Sequence[Said]) -> list[Said]:
    return [s for s in claims if s.claim.status in HOLDING]


def _first_day_after(said: Said) -> str:
    """The day from which it is over by this claim."""
    claim = said.claim
    if claim.valid_to:
        return day_after(last_day(claim.valid_to))
    return said.known_on if claim.status in _OVER else END


def _starts(begun: Said) -> str:
    """The first day of which a claim with a stated start speaks; an announcement speaks from the day it is made."""
    assert begun.claim.valid_from is not None
    start = first_day(begun.claim.valid_from)
    return min(start, begun.known_on) if begun.claim.status == "announced" else start


def _renewal(ended: Said, begun: Said) -> _Renewal | None:
    """Does the one name a start that lies after the other's end?"""
    if ended is begun or not _says_it_is_over(ended) or begun.claim.valid_from is None:
        return None
    if begun.claim.status not in HOLDING and begun.claim.status != "announced":
        return None
    if not _begins_after(ended, begun) and not _may_begin_after(ended, begun):
        return None
    return _Renewal(ended, begun, max(_starts(begun), _first_day_after(ended)))


def _begins_after(ended: Said, begun: Said) -> bool:
    """Surely, by the dates that both name: whoever was heard first."""
    n, h = ended.claim, begun.claim
    if h.status not in HOLDING or not n.valid_to or not h.valid_from:
        return False
    start, end = first_day(h.valid_from), last_day(n.valid_to)
    return start > end or (start == end and n.valid_from is not None and first_day(n.valid_from) < start)


def _may_begin_after(ended: Said, begun: Said) -> bool:
    """Possibly, and it was said later: who says since when knows that it was over."""
    n, h = ended.claim, begun.claim
    assert h.valid_from is not None
    if not (ended.dated and begun.dated and begun.known_on > ended.known_on):
        return False
    if not n.valid_to:
        return last_day(h.valid_from) > ended.known_on
    later = last_day(h.valid_from) >= first_day(n.valid_to)
    return later and (n.valid_from is None or first_day(h.valid_from) > first_day(n.valid_from))


class _Calendar:
    """The claims by which one thing holds, those whose place another claim takes by name left out."""

    def __init__(
        self, held: Sequence[Said], renewals: Sequence[_Renewal], starts: Collection[str], announced: Collection[str]
    ) -> None:
        self._held = held
        self._renewals = renewals
        self._starts = starts
        self._announced = announced

    def span(self, said: Said) -> Span:
        claim = said.claim
        if claim.status in HOLDING:
            return self._held_span(said)
        start = first_day(claim.valid_from) if claim.valid_from else BEGINNING
        if claim.status == "announced":
            start = max(_starts(said), self._not_before(said)) if claim.valid_from else said.said_on
        end = day_after(last_day(claim.valid_to)) if claim.valid_to else END
        sure = last_day(claim.valid_from) if claim.valid_from else said.known_on
        return Span(said, Days(start, end), NEVER, Days(max(start, sure), end), since=self._since(said))

    def _held_span(self, said: Said) -> Span:
        start, end = self._may_start(said), _first_day_after(said)
        sure_start, sure_end = self._sure_start(said, start), self._sure_end(said)
        return Span(
            said,
            speaks=Days(min(start, end), END) if _says_it_is_over(said) else Days(start, end),
            may=Days(start, end),
            covers=Days(max(sure_start, start), min(sure_end, end)),
            sure_end=sure_end,
            since=self._since(said),
        )

    def _may_start(self, said: Said) -> str:
        return max(_last_start(said, self._starts), self._not_before(said))

    def _since(self, said: Said) -> str:
        """Since when it has been as the claim tells: a start that is announced counts too."""
        return _last_start(said, self._announced)

    def _not_before(self, said: Said) -> str:
        """What renews something begins when that is over."""
        return max((_first_day_after(r.ended) for r in self._renewals if r.begun is said), default=BEGINNING)

    def _sure_start(self, said: Said, start: str) -> str:
        if said.claim.valid_from:
            return max(last_day(said.claim.valid_from), start)
        return END if said.claim.status == "ended" else said.known_on

    def _sure_end(self, said: Said) -> str:
        if said.claim.valid_to:
            return day_after(first_day(said.claim.valid_to))
        if said.claim.status == "ended":  # it surely held as long as somebody had seen it hold
            return max(self._seen_until(said), default=BEGINNING)
        # That it names no end doesn't undo one that was named and still lay ahead.
        since = self._sure_start(said, self._may_start(said))
        named = (day_after(first_day(s.claim.valid_to)) for s in self._held if s.claim.valid_to)
        return min((end for end in named if end > since), default=END)

    def _seen_until(self, ended: Said) -> Iterator[str]:
        for s in self._held:
            if s.claim.status != "ended" and s.known_on < ended.known_on:
                yield min(day_after(s.known_on), self._sure_end(s))


def _last_start(said: Said, starts: Collection[str]) -> str:
    """The start that the claim names; an unknown one is the last that is named before it was seen."""
    if said.claim.valid_from:
        return first_day(said.claim.valid_from)
    seen_by = min(day_after(said.known_on), _first_day_after(said))
    return max((start for start in starts if start < seen_by), default=BEGINNING)


def _silenced(span: Span, renewals: Sequence[_Renewal]) -> Span:
    """The span up to the day from which a renewal leaves the claim nothing to say."""
    day = min((renewal.day for renewal in renewals if _is_silenced(span, renewal)), default=END)
    if day >= span.speaks.end:
        return span
    return replace(span, speaks=_until(day, span.speaks), may=_until(day, span.may), covers=_until(day, span.covers))


def _until(day: str, days: Days) -> Days:
    return Days(days.start, max(days.start, min(days.end, day)))


def _is_silenced(span: Span, renewal: _Renewal) -> bool:
    said, ended = span.said, renewal.ended
    if said is ended:
        return True
    claim = said.claim
    if said is renewal.begun or claim.status not in _OPEN or claim.valid_to or said.known_on > ended.known_on:
        return False
    if ended.claim.status in NEVER_HELD and said.rank > ended.rank:
        return False
    return span.speaks.start < _first_day_after(ended)
