"""The spells of a relationship: rows of days with one outcome. No two spells share a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.entity import Lifetime
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import ends
from graph_service.domain.resolution.admission import Stage
from graph_service.domain.resolution.calendar import ALWAYS, Calendar, DayRun, Outcome
from graph_service.domain.resolution.status import HOLDING
from graph_service.domain.resolution.validity import NEVER, Days


@dataclass(frozen=True, slots=True)
class _Spell:
    """Days in a row on which it may hold. Those on which it surely does, if any, are a row too."""

    outcome: Outcome
    valid: Days
    certain: Days
    speaking: frozenset[str]
    shown_from: str

    def is_continued_by(self, run: DayRun) -> bool:
        """Whether the days of the run belong to this spell too."""
        if run.days.start != self.valid.end or run.outcome != self.outcome:
            return False
        return not run.surely_holds or self.certain in (NEVER, Days(self.certain.start, run.days.start))

    def with_run(self, run: DayRun) -> "_Spell":
        """The spell with the days of one more run."""
        certain = self.certain
        if run.surely_holds:
            certain = Days(run.days.start if certain == NEVER else certain.start, run.days.end)
        valid = Days(self.valid.start, run.days.end)
        return replace(self, valid=valid, certain=certain, speaking=self.speaking | run.speaking)


def spells_of(stage: Stage[RelationshipClaim], lifetime: Lifetime = ALWAYS) -> Iterator[RelationshipVersion]:
    """A version for each spell, in order of days. If it never holds, there is one version without days."""
    calendar = Calendar(stage, lifetime)
    runs = list(calendar.runs())
    spells = _join_runs(runs)
    if spells:
        spells += _future_spell(runs, after=spells[-1].valid.end)
    else:
        everybody = frozenset(statement.claim.id for statement in stage.claims)
        spells = [_Spell(calendar.outcome_on_any_day(), NEVER, NEVER, everybody, BEGINNING)]
    begins = [BEGINNING, *(spell.shown_from for spell in spells[1:])]
    shown = [Days(start, end) for start, end in pairwise([*begins, END])]
    for spell, days, stretch in zip(spells, shown, _stretches(spells), strict=True):
        yield _version(stage, spell, days, stretch)


class _Stretch(NamedTuple):
    """Spells that adjoin each other: all their days, and the rows of those on which it surely holds."""

    held: Days
    surely: list[Days]

    def sure_days_around(self, spell: _Spell) -> Days:
        """The row of certain days that those of the spell belong to; the last row if the spell has none."""
        around = (days for days in self.surely if spell.certain.start in days)
        return next(around, self.surely[-1] if self.surely else NEVER)


def _stretches(spells: Sequence[_Spell]) -> list[_Stretch]:
    """For each spell the stretch that it is part of."""
    stretches: list[_Stretch] = []
    for spell in spells:
        if stretches and stretches[-1].held.end == spell.valid.start != END:
            held, surely = stretches.pop()
            stretches.append(_Stretch(Days(held.start, spell.valid.end), _append_days(surely, spell.certain)))
        else:
            stretches.append(_Stretch(spell.valid, _append_days([], spell.certain)))
    by_start = {stretch.held.start: stretch for stretch in stretches}
    starts = sorted(by_start)
    return [by_start[max(start for start in starts if start <= spell.valid.start)] for spell in spells]


def _append_days(rows: list[Days], more: Days) -> list[Days]:
    if more == NEVER:
        return rows
    if rows and rows[-1].end == more.start:
        return [*rows[:-1], Days(rows[-1].start, more.end)]
    return [*rows, more]


def _join_runs(runs: Sequence[DayRun]) -> list[_Spell]:
    spells: list[_Spell] = []
    for run in runs:
        if not run.may_hold or run.outcome is None:
            continue
        if spells and spells[-1].is_continued_by(run):
            spells[-1] = spells[-1].with_run(run)
        else:
            certain = run.days if run.surely_holds else NEVER
            spells.append(_Spell(run.outcome, run.days, certain, run.speaking, run.days.start))
    return spells


def _future_spell(runs: Sequence[DayRun], after: str) -> list[_Spell]:
    """What is announced, called off or denied for all days after the spells: a spell without days, if there is one."""
    last = runs[-1]
    if last.may_hold or last.outcome is None or last.outcome.status in HOLDING:
        return []
    start, speaking = END, frozenset[str]()
    for run in reversed(runs):
        if run.days.start < after or run.outcome is None or run.outcome.status != last.outcome.status:
            break
        start, speaking = run.days.start, speaking | run.speaking
    return [_Spell(last.outcome, NEVER, NEVER, speaking, start)]


def _version(stage: Stage[RelationshipClaim], spell: _Spell, shown: Days, stretch: _Stretch) -> RelationshipVersion:
    first, outcome = stage.claims[0].claim, spell.outcome
    subject, object_ = ends(first.subject, first.type, first.object)
    values: dict[str, Any] = dict(outcome.values)
    surely = stretch.sure_days_around(spell)
    return RelationshipVersion(
        subject=subject,
        type=first.type,
        object=object_,
        known_from=stage.known_from,
        known_to=stage.known_to,
        floor_from=stage.floor_from,
        floor_to=stage.floor_to,
        valid_from=spell.valid.start,
        valid_to=spell.valid.end,
        certain_from=spell.certain.start,
        certain_to=spell.certain.end,
        held_from=stretch.held.start,
        held_to=stretch.held.end,
        surely_from=surely.start,
        surely_to=surely.end,
        shown_from=shown.start,
        shown_to=shown.end,
        status=outcome.status,
        certainty=outcome.certainty,
        disputed=outcome.disputed,
        partial=outcome.partial,
        pending=outcome.pending,
        claims=tuple(each.claim.id for each in stage.claims if each.claim.id in spell.speaking),
        **values,
    )
