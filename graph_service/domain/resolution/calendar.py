"""What the claims come to on each day: runs of days between which nothing changes, each with its outcome."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import BEGINNING, END, first_day, last_day
from graph_service.domain.entity import Lifetime
from graph_service.domain.resolution.admission import Stage
from graph_service.domain.resolution.contradictions import Contradiction, Contradictions
from graph_service.domain.resolution.parts import CombinedFront, Portion, combine_fronts, group_by_portion
from graph_service.domain.resolution.replacement import Replacement, drop_replaced, find_replacements
from graph_service.domain.resolution.status import HOLDING, Statement
from graph_service.domain.resolution.validity import Days, Validity, validities_of
from graph_service.domain.resolution.values import Precedence, have_same_values, value_fields
from graph_service.domain.vocabulary import Status

ALWAYS: Lifetime = (BEGINNING, END)
"""The lifetime of an entity of which nobody says when it was founded or dissolved."""


class Outcome(NamedTuple):
    """What the claims come to, apart from whether it holds. Adjoining days with one outcome can be one spell."""

    status: Status
    certainty: int
    disputed: bool
    partial: bool
    pending: tuple[str, ...]
    values: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class DayRun:
    """Days in a row without a change. `speaking` has the ids of the claims that speak of them, if any do."""

    days: Days
    speaking: frozenset[str]
    outcome: Outcome | None = None
    may_hold: bool = False
    surely_holds: bool = False


@dataclass(frozen=True)
class PortionOnDay:
    """The statements about one portion that speak of a day, and what they come to.

    `covering` has the claim ids of those that cover the day; `heard` are those that no other statement replaces.
    """

    speaking: tuple[Validity, ...]
    covering: frozenset[str]
    heard: tuple[Validity, ...]
    portion: Portion

    @cached_property
    def standing(self) -> list[Validity]:
        """Those of which the front is made."""
        ids = {statement.claim.id for statement in self.portion.front.standing}
        return [validity for validity in self.heard if validity.statement.claim.id in ids]

    def may_hold(self, day: str) -> bool:
        """Whether it holds on the day by any statement that stands."""
        return any(day in validity.may_hold for validity in self.standing)

    def surely_holds(self, day: str) -> bool:
        """Whether it holds on the day by all statements that stand, and one that is heard covers the day."""
        return all(_is_holding(each) and day < each.sure_end for each in self.standing) and any(
            _is_holding(each) and day in each.covers for each in self.heard
        )


def _is_holding(validity: Validity) -> bool:
    return validity.statement.claim.status in HOLDING


class _PortionCalendar:
    """The statements about one portion, day by day. Positions in `validities` stand for statements."""

    def __init__(self, statements: Sequence[Statement], whole: Sequence[Statement], *, have_same_values: bool) -> None:
        self.validities = validities_of(statements, whole)
        self._replacements = find_replacements(statements)
        self._whole_replacements = [replacement for replacement in self._replacements if replacement.wholly]
        # If nothing is replaced and all give the same values, it makes no difference which of them cover the day.
        self._coverage_matters = bool(self._replacements) or not have_same_values
        self._on_days: dict[tuple[tuple[int, ...], tuple[int, ...]], PortionOnDay] = {}
        self._portions: dict[tuple[tuple[int, ...], tuple[int, ...]], Portion] = {}

    def days_of_change(self) -> Iterator[str]:
        """The days on which something may change."""
        for validity in self.validities:
            for days in (validity.speaks_of, validity.may_hold, validity.covers):
                yield days.start
                yield days.end
            yield validity.sure_end

    def on_day(self, day: str) -> PortionOnDay | None:
        """What is said of the day, if anything. Days with the same statements share one object."""
        outlasted = {each.earlier for each in self._replacements if self._has_outlasted(day, each)}
        speaking = tuple(
            at for at, validity in enumerate(self.validities) if day in validity.speaks_of and at not in outlasted
        )
        if not speaking:
            return None
        covering: tuple[int, ...] = ()
        if self._coverage_matters:
            covering = tuple(at for at in speaking if day in self.validities[at].covers)
        if (speaking, covering) not in self._on_days:
            self._on_days[speaking, covering] = self._portion_on_day(speaking, covering)
        return self._on_days[speaking, covering]

    def on_any_day(self) -> PortionOnDay:
        """What all statements say, whatever their days."""
        return self._portion_on_day(tuple(range(len(self.validities))), ())

    def _has_outlasted(self, day: str, replacement: Replacement) -> bool:
        """Whether the later statement had an end, which has come: the earlier one doesn't come back after that."""
        later, earlier = self.validities[replacement.later], self.validities[replacement.earlier]
        has_end = _is_holding(later) and later.statement.claim.valid_to is not None
        if not has_end or not earlier.speaks_of.start < later.may_hold.end <= day:
            return False
        return replacement.wholly or _restates_all(later, earlier)

    def _portion_on_day(self, speaking: tuple[int, ...], covering: tuple[int, ...]) -> PortionOnDay:
        heard = drop_replaced(speaking, covering, self._replacements)
        return PortionOnDay(
            tuple(self.validities[at] for at in speaking),
            frozenset(self.validities[at].statement.claim.id for at in covering),
            tuple(self.validities[at] for at in heard),
            self._portion(heard, drop_replaced(speaking, covering, self._whole_replacements)),
        )

    def _portion(self, heard: tuple[int, ...], stating: tuple[int, ...]) -> Portion:
        """The statements that are heard, and those that its values come from. The same ones are judged once."""
        if (heard, stating) not in self._portions:
            self._portions[heard, stating] = Portion(self._statements(heard), self._statements(stating))
        return self._portions[heard, stating]

    def _statements(self, positions: tuple[int, ...]) -> tuple[Statement, ...]:
        return tuple(self.validities[at].statement for at in positions)


def _restates_all(later: Validity, earlier: Validity) -> bool:
    """Whether a later word with an end restates all that the source said earlier, and not only an older time."""
    before, now = earlier.statement.claim, later.statement.claim
    assert now.valid_to is not None, "it has an end"
    if now.valid_from is None or earlier.statement.known_on <= last_day(now.valid_to):
        return True
    if before.valid_from is None:
        return False
    return first_day(now.valid_from) <= first_day(before.valid_from) and last_day(before.valid_from) < first_day(
        now.valid_to
    )


class Calendar:
    """The claims of one stage about one relationship, day by day."""

    def __init__(self, stage: Stage[RelationshipClaim], lifetime: Lifetime = ALWAYS) -> None:
        self._lifetime = Days(*lifetime)
        whole = [statement for statement in stage.claims if not statement.claim.part]
        same = have_same_values(stage.claims)
        self._portions = [
            _PortionCalendar(portion, whole if portion[0].claim.part else (), have_same_values=same)
            for portion in group_by_portion(stage.claims)
        ]
        self._contradictions = Contradictions(stage)
        self._outcomes: dict[tuple[int, ...], Outcome] = {}
        self._fronts: dict[tuple[int, ...], CombinedFront] = {}

    def runs(self) -> Iterator[DayRun]:
        """The runs of days, from the beginning of time to its end."""
        changes = {BEGINNING, END, self._lifetime.start, self._lifetime.end}
        for portion in self._portions:
            changes.update(portion.days_of_change())
        for start, end in pairwise(sorted(changes)):
            yield self._run(Days(start, end))

    def outcome_on_any_day(self) -> Outcome:
        """What all the claims come to, whatever their days."""
        return self._outcome([portion.on_any_day() for portion in self._portions])

    def front_on_day(self, day: str) -> tuple[CombinedFront, Precedence]:
        """The front on that day, and which claims go first there. If no claim speaks of the day, all of them do."""
        portions = self._spoken_of_or_all(day)
        return self._front_of(portions), _precedence(portions)

    def contradictions_on_day(self, day: str) -> list[Contradiction]:
        """The disputes by name that concern the day, with what is said elsewhere or of other days."""
        portions = self._spoken_of_or_all(day)
        return self._contradictions.concerning(self._front_of(portions), _speaking(portions))

    def _spoken_of(self, day: str) -> list[PortionOnDay]:
        return [on_day for portion in self._portions if (on_day := portion.on_day(day))]

    def _spoken_of_or_all(self, day: str) -> list[PortionOnDay]:
        return self._spoken_of(day) or [portion.on_any_day() for portion in self._portions]

    def _run(self, days: Days) -> DayRun:
        day = days.start
        portions = self._spoken_of(day)
        if not portions:
            return DayRun(days, frozenset())
        counted = _counted(portions)
        may_hold = day in self._lifetime and any(each.may_hold(day) for each in counted)
        return DayRun(
            days,
            _speaking(portions),
            self._outcome_of(portions),
            may_hold,
            surely_holds=may_hold and any(each.may_hold(day) and each.surely_holds(day) for each in counted),
        )

    def _outcome_of(self, portions: list[PortionOnDay]) -> Outcome:
        key = tuple(map(id, portions))  # each is cached by its calendar, so its id stays its own
        if key not in self._outcomes:
            self._outcomes[key] = self._outcome(portions)
        return self._outcomes[key]

    def _front_of(self, portions: list[PortionOnDay]) -> CombinedFront:
        judged = [on_day.portion for on_day in _counted(portions)]
        key = tuple(map(id, judged))  # each is cached too
        if key not in self._fronts:
            self._fronts[key] = combine_fronts(judged)
        return self._fronts[key]

    def _outcome(self, portions: list[PortionOnDay]) -> Outcome:
        combined = self._front_of(portions)
        front, statements = combined.front, combined.statements
        contradictions = self._contradictions.concerning(combined, _speaking(portions))
        return Outcome(
            status=front.status,
            certainty=front.certainty,
            disputed=front.is_disputed or bool(contradictions),
            partial=all(statement.claim.part for statement in statements),
            pending=tuple(statement.claim.id for statement in combined.pending),
            values=tuple(value_fields(statements, front, _precedence(portions)).items()),
        )


def _counted(portions: list[PortionOnDay]) -> list[PortionOnDay]:
    """The whole alone, if any statement about it is heard; otherwise all parts."""
    return portions[:1] if not portions[0].heard[0].statement.claim.part else portions


def _precedence(portions: list[PortionOnDay]) -> Precedence:
    since = {each.statement.claim.id: each.since for on_day in portions for each in on_day.speaking}
    return Precedence(frozenset().union(*(on_day.covering for on_day in portions)), since)


def _speaking(portions: list[PortionOnDay]) -> frozenset[str]:
    return frozenset(each.statement.claim.id for on_day in portions for each in on_day.speaking)
