"""The row of spells that a relationship comes to: apart in valid time, each with one outcome."""

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
from graph_service.domain.resolution.days import ALWAYS, Calendar, Outcome, Run
from graph_service.domain.resolution.spans import NEVER, Days
from graph_service.domain.resolution.status import HOLDING


@dataclass(frozen=True, slots=True)
class _Spell:
    """Days in a row on which it may hold; on one run of them, if on any, it surely does."""

    outcome: Outcome
    valid: Days
    certain: Days
    speaking: frozenset[str]
    shown_from: str

    def goes_on(self, run: Run) -> bool:
        """Whether the run's days are days of this spell."""
        if run.days.start != self.valid.end or run.outcome != self.outcome:
            return False
        return not run.surely_holds or self.certain in (NEVER, Days(self.certain.start, run.days.start))

    def with_run(self, run: Run) -> "_Spell":
        """The spell with the days of one more run."""
        certain = self.certain
        if run.surely_holds:
            certain = Days(run.days.start if certain == NEVER else certain.start, run.days.end)
        valid = Days(self.valid.start, run.days.end)
        return replace(self, valid=valid, certain=certain, speaking=self.speaking | run.speaking)


def spells_of(stage: Stage[RelationshipClaim], lifetime: Lifetime = ALWAYS) -> Iterator[RelationshipVersion]:
    """A version for each spell, in their order; where it holds on no day, one with an empty window."""
    calendar = Calendar(stage, lifetime)
    runs = list(calendar.runs())
    spells = _joined(runs)
    if spells:
        spells += _to_come(runs, after=spells[-1].valid.end)
    else:
        spells = [
            _Spell(calendar.all_at_once(), NEVER, NEVER, frozenset(said.claim.id for said in stage.claims), BEGINNING)
        ]
    begins = [BEGINNING, *(spell.shown_from for spell in spells[1:])]
    shown = [Days(start, end) for start, end in pairwise([*begins, END])]
    for spell, days, row in zip(spells, shown, _rows(spells), strict=True):
        yield _version(stage, spell, days, row)


class _Row(NamedTuple):
    """Spells that adjoin each other: the days on which it holds, and those of them on which it surely does."""

    held: Days
    surely: list[Days]

    def surely_around(self, spell: _Spell) -> Days:
        """The run of certain days that the spell's are part of; if it has none, the last of the row."""
        around = (days for days in self.surely if spell.certain.start in days)
        return next(around, self.surely[-1] if self.surely else NEVER)


def _rows(spells: Sequence[_Spell]) -> list[_Row]:
    """For each spell the row that it is part of."""
    rows: list[_Row] = []
    for spell in spells:
        if rows and rows[-1].held.end == spell.valid.start != END:
            held, surely = rows.pop()
            rows.append(_Row(Days(held.start, spell.valid.end), _with_days(surely, spell.certain)))
        else:
            rows.append(_Row(spell.valid, _with_days([], spell.certain)))
    of = {row.held.start: row for row in rows}
    starts = sorted(of)
    return [of[max(start for start in starts if start <= spell.valid.start)] for spell in spells]


def _with_days(runs: list[Days], more: Days) -> list[Days]:
    if more == NEVER:
        return runs
    if runs and runs[-1].end == more.start:
        return [*runs[:-1], Days(runs[-1].start, more.end)]
    return [*runs, more]


def _joined(runs: Sequence[Run]) -> list[_Spell]:
    spells: list[_Spell] = []
    for run in runs:
        if not run.may_hold or run.outcome is None:
            continue
        if spells and spells[-1].goes_on(run):
            spells[-1] = spells[-1].with_run(run)
        else:
            certain = run.days if run.surely_holds else NEVER
            spells.append(_Spell(run.outcome, run.days, certain, run.speaking, run.days.start))
    return spells


def _to_come(runs: Sequence[Run], after: str) -> list[_Spell]:
    """What is announced, called off or denied for the days after all spells, to the end of time."""
    last = runs[-1]
    if last.may_hold or last.outcome is None or last.outcome.status in HOLDING:
        return []
    start, speaking = END, frozenset[str]()
    for run in reversed(runs):
        if run.days.start < after or run.outcome is None or run.outcome.status != last.outcome.status:
            break
        start, speaking = run.days.start, speaking | run.speaking
    return [_Spell(last.outcome, NEVER, NEVER, speaking, start)]


def _version(stage: Stage[RelationshipClaim], spell: _Spell, shown: Days, row: _Row) -> RelationshipVersion:
    first, outcome = stage.claims[0].claim, spell.outcome
    subject, object_ = ends(first.subject, first.type, first.object)
    values: dict[str, Any] = dict(outcome.values)
    surely = row.surely_around(spell)
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
        held_from=row.held.start,
        held_to=row.held.end,
        surely_from=surely.start,
        surely_to=surely.end,
        shown_from=shown.start,
        shown_to=shown.end,
        status=outcome.status,
        certainty=outcome.certainty,
        disputed=outcome.disputed,
        partial=outcome.partial,
        pending=outcome.pending,
        claims=tuple(said.claim.id for said in stage.claims if said.claim.id in spell.speaking),
        **values,
    )
