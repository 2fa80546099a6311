"""What claims come to on each day: the runs of days between which nothing changes, each with what is so on it."""

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
from graph_service.domain.resolution.replaced_words import Replacement, heard, replacements
from graph_service.domain.resolution.spans import Days, Span, spans_of
from graph_service.domain.resolution.status import HOLDING, Said
from graph_service.domain.resolution.things import Footing, Judged, footing, things
from graph_service.domain.resolution.values import Weights, give_the_same, values
from graph_service.domain.vocabulary import Status

ALWAYS: Lifetime = (BEGINNING, END)
"""The lifetime of whoever is not known to have been founded or dissolved."""


class Outcome(NamedTuple):
    """What the claims come to, but for whether it holds. Days of one outcome may be days of one spell."""

    status: Status
    certainty: int
    disputed: bool
    partial: bool
    pending: tuple[str, ...]
    values: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row of which the same is so, and the claims that speak of them; `outcome` is None where none does."""

    days: Days
    speaking: frozenset[str]
    outcome: Outcome | None = None
    may_hold: bool = False
    surely_holds: bool = False


@dataclass(frozen=True)
class Reading:
    """Who speaks of a day about one thing, who of them covers it and who is heard, and where these stand."""

    speaking: tuple[Span, ...]
    covering: frozenset[str]
    heard: tuple[Span, ...]
    judged: Judged

    @cached_property
    def standing(self) -> list[Span]:
        """Those who stand in the front."""
        ids = {said.claim.id for said in self.judged.front.standing}
        return [span for span in self.heard if span.said.claim.id in ids]

    def may_hold(self, day: str) -> bool:
        """Whether it holds on the day by any claim that stands."""
        return any(day in span.may for span in self.standing)

    def surely_holds(self, day: str) -> bool:
        """Whether it holds by all that stand, and one who is heard covers the day."""
        return all(span.said.claim.status in HOLDING and day < span.sure_end for span in self.standing) and any(
            span.said.claim.status in HOLDING and day in span.covers for span in self.heard
        )


class _Thing:
    """The claims about the whole, or about one part, on the calendar."""

    def __init__(self, said: Sequence[Said], whole: Sequence[Said], *, alike: bool) -> None:
        self.spans = spans_of(said, whole)
        self._replacements = replacements(said)
        self._wholly = [replacement for replacement in self._replacements if replacement.wholly]
        # It changes nothing who covers a day where nobody is replaced and everybody gives the same values.
        self._coverage_matters = bool(self._replacements) or not alike
        self._readings: dict[tuple[tuple[int, ...], tuple[int, ...]], Reading] = {}
        self._judged: dict[tuple[tuple[int, ...], tuple[int, ...]], Judged] = {}

    def edges(self) -> Iterator[str]:
        """The days on which something may change."""
        for span in self.spans:
            for days in (span.speaks, span.may, span.covers):
                yield days.start
                yield days.end
            yield span.sure_end

    def on(self, day: str) -> Reading | None:
        """Who speaks of the day, if anybody does; days with the same words share one reading."""
        outlasted = {each.at for each in self._replacements if self._has_outlasted(day, each)}
        speaking = tuple(at for at, span in enumerate(self.spans) if day in span.speaks and at not in outlasted)
        if not speaking:
            return None
        covering: tuple[int, ...] = ()
        if self._coverage_matters:
            covering = tuple(at for at in speaking if day in self.spans[at].covers)
        if (speaking, covering) not in self._readings:
            self._readings[speaking, covering] = self._reading(speaking, covering)
        return self._readings[speaking, covering]

    def _has_outlasted(self, day: str, replacement: Replacement) -> bool:
        """Whether what replaces a word had an end, which has come: what it replaced does not come back after that."""
        later, earlier = self.spans[replacement.by], self.spans[replacement.at]
        ends = later.said.claim.status in HOLDING and later.said.claim.valid_to is not None
        if not ends or not earlier.speaks.start < later.may.end <= day:
            return False
        return replacement.wholly or _retells(later, earlier)

    def at_once(self) -> Reading:
        """All of them, whatever their days."""
        return self._reading(tuple(range(len(self.spans))), ())

    def _reading(self, speaking: tuple[int, ...], covering: tuple[int, ...]) -> Reading:
        listened = heard(speaking, covering, self._replacements)
        return Reading(
            tuple(self.spans[at] for at in speaking),
            frozenset(self.spans[at].said.claim.id for at in covering),
            tuple(self.spans[at] for at in listened),
            self._judge(listened, heard(speaking, covering, self._wholly)),
        )

    def _judge(self, listened: tuple[int, ...], stating: tuple[int, ...]) -> Judged:
        """Where those who are heard stand, and those who state what it is worth; the same words are judged once."""
        if (listened, stating) not in self._judged:
            said, worth = (tuple(self.spans[at].said for at in places) for places in (listened, stating))
            self._judged[listened, stating] = Judged(said, worth)
        return self._judged[listened, stating]


def _retells(later: Span, earlier: Span) -> bool:
    """Whether a later word with an end tells all of what the source told earlier, and not of an older time alone."""
    told, now = earlier.said.claim, later.said.claim
    assert now.valid_to is not None, "it has an end"
    if now.valid_from is None or earlier.said.known_on <= last_day(now.valid_to):
        return True
    if told.valid_from is None:
        return False
    return first_day(now.valid_from) <= first_day(told.valid_from) and last_day(told.valid_from) < first_day(
        now.valid_to
    )


class Calendar:
    """The claims of one stage, with the days that they speak of."""

    def __init__(self, stage: Stage[RelationshipClaim], lifetime: Lifetime = ALWAYS) -> None:
        self._lifetime = Days(*lifetime)
        whole = [said for said in stage.claims if not said.claim.part]
        alike = give_the_same(stage.claims)
        self._things = [
            _Thing(thing, whole if thing[0].claim.part else (), alike=alike) for thing in things(stage.claims)
        ]
        self._contradictions = Contradictions(stage)
        self._outcomes: dict[tuple[int, ...], Outcome] = {}
        self._footings: dict[tuple[int, ...], Footing] = {}

    def runs(self) -> Iterator[Run]:
        """The runs of days, from the beginning of time to its end."""
        edges = {BEGINNING, END, self._lifetime.start, self._lifetime.end}
        for thing in self._things:
            edges.update(thing.edges())
        ordered = sorted(edges)
        for start, end in pairwise(ordered):
            yield self._run(Days(start, end))

    def all_at_once(self) -> Outcome:
        """What all the claims come to, whatever their days."""
        return self._outcome([thing.at_once() for thing in self._things])

    def stands(self, day: str) -> tuple[Footing, Weights]:
        """What it stands on that day, and what claims weigh; where nobody speaks of the day, that of all at once."""
        readings = self._readings_on(day)
        return self._footing_of(readings), _weights(readings)

    def contradicted(self, day: str) -> list[Contradiction]:
        """The disputes with what is said elsewhere, or of other days, that bear on the day."""
        readings = self._readings_on(day)
        return self._contradictions.bearing_on(self._footing_of(readings), _speaking(readings))

    def _readings_on(self, day: str) -> list[Reading]:
        readings = [reading for thing in self._things if (reading := thing.on(day))]
        return readings or [thing.at_once() for thing in self._things]

    def _run(self, days: Days) -> Run:
        day = days.start
        readings = [reading for thing in self._things if (reading := thing.on(day))]
        if not readings:
            return Run(days, frozenset())
        counted = _judged(readings)
        may_hold = day in self._lifetime and any(each.may_hold(day) for each in counted)
        return Run(
            days,
            _speaking(readings),
            self._outcome_of(readings),
            may_hold,
            surely_holds=may_hold and any(each.may_hold(day) and each.surely_holds(day) for each in counted),
        )

    def _outcome_of(self, readings: list[Reading]) -> Outcome:
        key = tuple(map(id, readings))  # each reading is kept by its thing, and so keeps its id
        if key not in self._outcomes:
            self._outcomes[key] = self._outcome(readings)
        return self._outcomes[key]

    def _footing_of(self, readings: list[Reading]) -> Footing:
        judged = [reading.judged for reading in _judged(readings)]
        key = tuple(map(id, judged))  # each is kept by its thing too
        if key not in self._footings:
            self._footings[key] = footing(judged)
        return self._footings[key]

    def _outcome(self, readings: list[Reading]) -> Outcome:
        on = self._footing_of(readings)
        return Outcome(
            status=on.front.status,
            certainty=on.front.certainty,
            disputed=on.front.disputed or bool(self._contradictions.bearing_on(on, _speaking(readings))),
            partial=all(said.claim.part for said in on.said),
            pending=tuple(said.claim.id for said in on.pending),
            values=tuple(values(on.said, on.front, _weights(readings)).items()),
        )


def _judged(readings: list[Reading]) -> list[Reading]:
    """The reading of the whole, if anybody is heard who speaks of it; else those of the parts."""
    return readings[:1] if not readings[0].heard[0].said.claim.part else readings


def _weights(readings: list[Reading]) -> Weights:
    since = {span.said.claim.id: span.since for reading in readings for span in reading.speaking}
    return Weights(frozenset().union(*(reading.covering for reading in readings)), since)


def _speaking(readings: list[Reading]) -> frozenset[str]:
    return frozenset(span.said.claim.id for reading in readings for span in reading.speaking)
