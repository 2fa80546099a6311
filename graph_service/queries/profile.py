"""What is known of one entity: its relationships by type, its figures, and what happened, in order?

There are four sections, in this order:

* the entity's own record;
* each relationship as it stands, whatever its status; `verdict` says whether it holds on the day asked about;
* each figure;
* each event: what happened, `on` a day, month or year as claims give it (null: undated), and when that was
  `first_reported`.

A relationship may have several spells, such as offices held one after the other. Shown is the spell of the day asked
about, or in a gap the one before it. Disputes are the relationships and figures marked `disputed`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.dates import END, first_day
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import Figure, RelationshipVersion, Verdict
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TYPE_NAMES, TypeName
from graph_service.domain.vocabulary import CERTAINTIES, METRICS, Certainty, Metric, Status
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import EntityBrief, FigureWitness, RelationshipBrief, Witness, relationship_brief
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, RowsInOrder, Values
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.events import (
    DatedEvent,
    EventKind,
    SupportingClaim,
    dated_events,
    find_supporting_claims,
)

Section = Literal["entity", "relationship", "figure", "event"]
Direction = Literal["in", "out"]
_ENTITY, _RELATIONSHIP, _FIGURE, _EVENT = range(4)


class ProfileParameters(Parameters):
    """One entity."""

    entity: EntityName = Field(description="An id, or any name that only one entity has.")
    section: Section | None = Field(None, description="Only this section.")


class FigureShown(BaseModel):
    """A figure: the value of the surest claim, and the range over all claims."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    metric: Metric
    label: dict[str, str]
    moment: str
    value: float
    low: float
    high: float
    currency: str | None
    approximate: bool
    status: Status
    certainty: Certainty
    disputed: bool


class Event(BaseModel):
    """Something that happened, as claims date it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: EventKind
    on: str | None = Field(description="A day, month or year; null: undated.")
    first_reported: str | None = Field(description="When a source first said so; null: no report is dated.")
    relationship: str
    status: Status
    disputed: bool
    claims: list[str] = Field(description="The claims that say so, the first report first; in full in the witness.")


class ProfileRow(Row):
    """One thing known of the entity. Which fields are filled depends on the section."""

    section: Section
    entity: Entity | None = None
    label: dict[str, str] | None = Field(None, description="How the entity stands to the other one, in words.")
    other: EntityBrief | None = None
    relationship: RelationshipBrief | None = None
    verdict: Verdict | None = None
    figure: FigureShown | None = None
    event: Event | None = None
    witness: list[Witness | FigureWitness]


class ProfileFinding(Values, frozen=True):
    """One thing known of the entity, as a store finds it. Which fields are filled depends on the section."""

    section: Section
    direction: Direction | None = None
    verdict: Verdict | None = None
    what: EventKind | None = None
    on: str | None = None
    first_reported: str | None = None
    status: Status | None = None
    event_disputed: bool | None = None
    event_claims: tuple[str, ...] | None = None


def find(graph: ScopedReader, p: ProfileParameters, after: Key | None) -> Iterator[Finding[ProfileFinding]]:
    """The sections after a key, in order. Each is read after those before it are given."""
    for some in _read_sections(graph, p):
        for finding in sorted(some, key=lambda finding: finding.key):
            if after is None or finding.key > after:
                yield finding


ReadVersions = Callable[[str, TypeName], Sequence[RelationshipVersion]]


def _read_sections(graph: ScopedReader, p: ProfileParameters) -> Iterator[Iterable[Finding[ProfileFinding]]]:
    """Read the sections in order, the relationships by type and direction."""
    if p.section in (None, "entity"):
        yield [Finding((_ENTITY, "", "", ""), ProfileFinding("entity"), entities=(p.entity,))]
    directions: tuple[tuple[Direction, ReadVersions], ...] = (
        ("in", graph.reader.incoming),
        ("out", graph.reader.outgoing),
    )
    ways = [(read, type_, direction) for type_ in sorted(TYPE_NAMES) for direction, read in directions]
    if p.section in (None, "relationship"):
        for read, type_, direction in ways:
            versions = graph.keep_seen(read(p.entity, type_))
            yield (_make_relationship(version, direction, p.entity, graph.scope.as_of) for version in versions)
    if p.section in (None, "figure"):
        yield map(_make_figure, filter(graph.sees, graph.reader.figures(p.entity)))
    if p.section in (None, "event"):
        yield chain.from_iterable(_find_events(graph, read(p.entity, type_)) for read, type_, _ in ways)


def _make_figure(figure: Figure) -> Finding[ProfileFinding]:
    return Finding((_FIGURE, figure.metric, figure.moment, figure.id), ProfileFinding("figure"), witness=(figure,))


def _make_relationship(
    version: RelationshipVersion, direction: Direction, entity: str, as_of: str
) -> Finding[ProfileFinding]:
    return Finding(
        key=(_RELATIONSHIP, version.type, direction, version.other_end(entity)),
        values=ProfileFinding("relationship", direction=direction, verdict=version.verdict(as_of)),
        witness=(version,),
    )


def _find_events(graph: ScopedReader, versions: Sequence[RelationshipVersion]) -> Iterator[Finding[ProfileFinding]]:
    """Find what happened: each event once, whoever reported it."""
    found = find_supporting_claims(graph, versions)
    gists = graph.reader.gists(list({each.claim for each in found}))
    reports: dict[tuple[str, EventKind, str | None, Status], list[tuple[DatedEvent, SupportingClaim]]] = defaultdict(
        list
    )
    for each in found:
        claim = gists[each.claim]
        for event in dated_events(claim):
            reports[each.of.id, event.what, event.on, claim.status].append((event, each))
    for (relationship, what, on, status), reported in reports.items():
        reported.sort(key=lambda each: _report_rank(*each))
        first, of = reported[0]
        yield Finding(
            key=(_EVENT, *first.rank, relationship, status, on or ""),
            values=ProfileFinding(
                "event",
                what=what,
                on=on,
                first_reported=first.reported_on,
                status=status,
                event_disputed=any(each.disputed for _, each in reported),
                event_claims=tuple(each.claim for _, each in reported),
            ),
            witness=(of.of,),
        )


def _report_rank(event: DatedEvent, supporting: SupportingClaim) -> tuple[str, str, str]:
    """The order of reports: undated ones come last."""
    day = event.reported_on
    return (first_day(day), day, supporting.claim) if day else (END, "", supporting.claim)


def shape(finding: Finding[ProfileFinding], evidence: Evidence) -> ProfileRow:
    """The row as shown."""
    known = finding.values
    section = known.section
    if section == "entity":
        return ProfileRow(section=section, entity=evidence.entities[finding.entities[0]], witness=[])
    (found,) = finding.witness
    if isinstance(found, Figure):
        claims = FigureWitness(figure=found.id, claims=evidence.list_claims(found.claims))
        return ProfileRow(section=section, figure=show_figure(found), witness=[claims])
    witness: list[Witness | FigureWitness] = [*evidence.witness([found])]
    if section == "event":
        assert known.what is not None, "an event is something that happened"
        assert known.status is not None, "its claims have a status"
        assert known.event_disputed is not None, "and agree or don't"
        assert known.event_claims is not None, "and are there"
        event = Event(
            what=known.what,
            on=known.on,
            first_reported=known.first_reported,
            relationship=found.id,
            status=known.status,
            disputed=known.event_disputed,
            claims=list(known.event_claims),
        )
        return ProfileRow(section=section, event=event, witness=witness)
    entry = RELATIONSHIP_TYPES[found.type]
    outgoing = known.direction == "out"
    return ProfileRow(
        section=section,
        label=entry.label if outgoing else entry.reverse_label,
        other=evidence.entity(found.object if outgoing else found.subject),
        relationship=relationship_brief(found),
        verdict=known.verdict,
        witness=witness,
    )


def show_figure(figure: Figure) -> FigureShown:
    """Show the figure, with its metric in words."""
    word = METRICS[figure.metric]
    return FigureShown(
        id=figure.id,
        metric=figure.metric,
        label={"en": word.en, "ar": word.ar},
        moment=figure.moment,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        currency=figure.currency,
        approximate=figure.approximate,
        status=figure.status,
        certainty=CERTAINTIES[figure.certainty],
        disputed=figure.disputed,
    )


QUERY = RowsInOrder(
    name="profile",
    version=2,
    question="What is known of one entity: its relationships by type, its figures, and what happened, in order?",
    parameters=ProfileParameters,
    values=ProfileFinding,
    row=ProfileRow,
    reads=TYPE_NAMES,
    order="section (entity, relationship, figure, event), then type, direction and other entity; "
    "metric and moment; first day of on, or of first_reported where it is null (neither: last), what, "
    "relationship, status, on",
    find=find,
    shape=shape,
    example={"entity": "scale-ai"},
)
