"""Which days a statement speaks of, on which of them it may hold, and on which it surely does.

All statements here are about one portion of a relationship. An end that one of them names limits another that names
none. A start that one of them names after an end is a *renewal*: it silences what was over before. A part looks at the
statements about the whole only for a start that it doesn't name itself.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from graph_service.domain.dates import BEGINNING, END, day_after, first_day, last_day
from graph_service.domain.resolution.replacement import superseded_ids
from graph_service.domain.resolution.status import HOLDING, NEVER_HELD, Statement

_OVER = NEVER_HELD | {"ended"}
"""A claim with one of these says that it doesn't hold, from some day on or at all."""

_OPEN = ("active", "planned_end", "announced")


def _says_it_is_over(statement: Statement) -> bool:
    """Whether it says that the relationship no longer holds, from some day on or at all. A dated planned end comes."""
    claim = statement.claim
    return claim.status in _OVER or (claim.status == "planned_end" and claim.valid_to is not None)


@dataclass(frozen=True, slots=True)
class Days:
    """A half-open interval of days; empty unless it begins before it ends."""

    start: str
    end: str

    def __contains__(self, day: str) -> bool:
        return self.start <= day < self.end


NEVER = Days(END, END)


@dataclass(frozen=True, slots=True)
class Validity:
    """The days of one statement."""

    statement: Statement
    speaks_of: Days
    """The days of which it says anything."""
    may_hold: Days
    """The days on which the relationship may hold by it."""
    covers: Days
    """The days on which what it says surely applies."""
    sure_end: str = END
    """The day from which it is no longer sure that the relationship goes on, whoever else says so."""
    since: str = BEGINNING
    """Since when what it says has been so, as far as that is known."""


@dataclass(frozen=True, slots=True)
class _Renewal:
    """A statement that names a start after another's end. From `day` on the other one is silent."""

    ended: Statement
    begun: Statement
    day: str


def validities_of(portion: Sequence[Statement], whole: Sequence[Statement] = ()) -> list[Validity]:
    """The days of each statement about one portion, in their order. For a part, `whole` are those about the whole."""
    current = _without_superseded(portion)
    if len(current) == len(portion) == 1:
        renewals: list[_Renewal] = []
    else:
        renewals = [renewal for begun in current for ended in portion if (renewal := _renewal(ended, begun))]
    holding = _holding(current)
    everybody = [*current, *_without_superseded(whole)]
    named = _NamedDays(holding, renewals, _starts_of(_holding(everybody)), _starts_of(everybody))
    validities = [named.validity(s) for s in portion]
    return [_cut_by_renewal(validity, renewals) for validity in validities] if renewals else validities


def _without_superseded(statements: Sequence[Statement]) -> list[Statement]:
    superseded = superseded_ids(statements)
    return [s for s in statements if s.claim.id not in superseded]


def _starts_of(statements: Sequence[Statement]) -> list[str]:
    """The first days of what these say began, or will begin."""
    begun = (*HOLDING, "announced")
    return [first_day(s.claim.valid_from) for s in statements if s.claim.valid_from and s.claim.status in begun]


def _holding(statements: Sequence[Statement]) -> list[Statement]:
    return [s for s in statements if s.claim.status in HOLDING]


def _first_day_after(statement: Statement) -> str:
    """The day from which the relationship is over by this statement."""
    claim = statement.claim
    if claim.valid_to:
        return day_after(last_day(claim.valid_to))
    return statement.known_on if claim.status in _OVER else END


def _first_day_spoken_of(begun: Statement) -> str:
    """The first day of which a statement with a start speaks. An announcement speaks from the day it is made."""
    assert begun.claim.valid_from is not None
    start = first_day(begun.claim.valid_from)
    return min(start, begun.known_on) if begun.claim.status == "announced" else start


def _renewal(ended: Statement, begun: Statement) -> _Renewal | None:
    """The renewal, if the second statement names a start that lies after the first one's end."""
    if ended is begun or not _says_it_is_over(ended) or begun.claim.valid_from is None:
        return None
    if begun.claim.status not in HOLDING and begun.claim.status != "announced":
        return None
    if not _surely_begins_after(ended, begun) and not _may_begin_after(ended, begun):
        return None
    return _Renewal(ended, begun, max(_first_day_spoken_of(begun), _first_day_after(ended)))


def _surely_begins_after(ended: Statement, begun: Statement) -> bool:
    """Whether the start lies after the end by the dates that both name, whichever was said first."""
    over, new = ended.claim, begun.claim
    if new.status not in HOLDING or not over.valid_to or not new.valid_from:
        return False
    start, end = first_day(new.valid_from), last_day(over.valid_to)
    return start > end or (start == end and over.valid_from is not None and first_day(over.valid_from) < start)


def _may_begin_after(ended: Statement, begun: Statement) -> bool:
    """Whether the start may lie after the end, and was said later: who then names a start knows of the end."""
    over, new = ended.claim, begun.claim
    assert new.valid_from is not None
    if not (ended.is_dated and begun.is_dated and begun.known_on > ended.known_on):
        return False
    if not over.valid_to:
        return last_day(new.valid_from) > ended.known_on
    later = last_day(new.valid_from) >= first_day(over.valid_to)
    return later and (over.valid_from is None or first_day(new.valid_from) > first_day(over.valid_from))


class _NamedDays:
    """The starts, ends and renewals that the statements about one portion name; those superseded by name don't."""

    def __init__(
        self,
        holding: Sequence[Statement],
        renewals: Sequence[_Renewal],
        starts: Collection[str],
        starts_and_announced: Collection[str],
    ) -> None:
        self._holding = holding
        self._renewals = renewals
        self._starts = starts
        self._starts_and_announced = starts_and_announced

    def validity(self, statement: Statement) -> Validity:
        claim = statement.claim
        if claim.status in HOLDING:
            return self._validity_of_holding(statement)
        start = first_day(claim.valid_from) if claim.valid_from else BEGINNING
        if claim.status == "announced":
            not_before = self._not_before(statement)
            start = max(_first_day_spoken_of(statement), not_before) if claim.valid_from else statement.said_on
        end = day_after(last_day(claim.valid_to)) if claim.valid_to else END
        sure = last_day(claim.valid_from) if claim.valid_from else statement.known_on
        return Validity(statement, Days(start, end), NEVER, Days(max(start, sure), end), since=self._since(statement))

    def _validity_of_holding(self, statement: Statement) -> Validity:
        start, end = self._earliest_start(statement), _first_day_after(statement)
        sure_start, sure_end = self._sure_start(statement, start), self._sure_end(statement)
        return Validity(
            statement,
            speaks_of=Days(min(start, end), END) if _says_it_is_over(statement) else Days(start, end),
            may_hold=Days(start, end),
            covers=Days(max(sure_start, start), min(sure_end, end)),
            sure_end=sure_end,
            since=self._since(statement),
        )

    def _earliest_start(self, statement: Statement) -> str:
        return max(_last_start(statement, self._starts), self._not_before(statement))

    def _since(self, statement: Statement) -> str:
        """Since when what it says has been so. A start that is only announced counts too."""
        return _last_start(statement, self._starts_and_announced)

    def _not_before(self, statement: Statement) -> str:
        """The day before which a renewal can't begin: what it renews must be over."""
        return max((_first_day_after(r.ended) for r in self._renewals if r.begun is statement), default=BEGINNING)

    def _sure_start(self, statement: Statement, start: str) -> str:
        if statement.claim.valid_from:
            return max(last_day(statement.claim.valid_from), start)
        return END if statement.claim.status == "ended" else statement.known_on

    def _sure_end(self, statement: Statement) -> str:
        if statement.claim.valid_to:
            return day_after(first_day(statement.claim.valid_to))
        if statement.claim.status == "ended":  # it surely held as long as somebody had seen it hold
            return max(self._seen_until(statement), default=BEGINNING)
        # Naming no end doesn't undo an end that another statement named and that still lay ahead.
        since = self._sure_start(statement, self._earliest_start(statement))
        named = (day_after(first_day(s.claim.valid_to)) for s in self._holding if s.claim.valid_to)
        return min((end for end in named if end > since), default=END)

    def _seen_until(self, ended: Statement) -> Iterator[str]:
        """The days until which others, before this one, had seen the relationship hold."""
        for s in self._holding:
            if s.claim.status != "ended" and s.known_on < ended.known_on:
                yield min(day_after(s.known_on), self._sure_end(s))


def _last_start(statement: Statement, starts: Collection[str]) -> str:
    """The start that the statement names; otherwise the last that any names before this one saw it hold."""
    if statement.claim.valid_from:
        return first_day(statement.claim.valid_from)
    seen_by = min(day_after(statement.known_on), _first_day_after(statement))
    return max((start for start in starts if start < seen_by), default=BEGINNING)


def _cut_by_renewal(validity: Validity, renewals: Sequence[_Renewal]) -> Validity:
    """The days up to the first renewal that leaves the statement nothing to say."""
    day = min((renewal.day for renewal in renewals if _is_silenced(validity, renewal)), default=END)
    if day >= validity.speaks_of.end:
        return validity
    return replace(
        validity,
        speaks_of=_until(day, validity.speaks_of),
        may_hold=_until(day, validity.may_hold),
        covers=_until(day, validity.covers),
    )


def _until(day: str, days: Days) -> Days:
    return Days(days.start, max(days.start, min(days.end, day)))


def _is_silenced(validity: Validity, renewal: _Renewal) -> bool:
    statement, ended = validity.statement, renewal.ended
    if statement is ended:
        return True
    claim = statement.claim
    if statement is renewal.begun or claim.status not in _OPEN or claim.valid_to or statement.known_on > ended.known_on:
        return False
    if ended.claim.status in NEVER_HELD and statement.rank > ended.rank:
        return False
    return validity.speaks_of.start < _first_day_after(ended)
