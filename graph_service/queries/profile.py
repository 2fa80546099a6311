"""What is known of one entity: its relationships by type, its figures, and what happened, in order?

Four sections, in this order: the entity's own record; each relationship as it stands, whatever its
status (`verdict` says whether it holds on the day asked about); each figure; and each event, a day
on which a relationship's status or dispute changed for those who could read. Disputes are the
relationships marked `disputed`.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.entity import Entity
from graph_service.domain.relationship import Figure, RelationshipVersion, Verdict
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TYPE_NAMES
from graph_service.domain.vocabulary import CERTAINTIES, METRICS, Certainty, Metric, Status
from graph_service.queries.base import EntityName, Finding, Key, Parameters, Query, Row
from graph_service.queries.evidence import (
    EntityBrief,
    Evidence,
    FigureWitness,
    RelationshipBrief,
    Witness,
    relationship_brief,
)
from graph_service.reader import ScopedReader

Section = Literal["entity", "relationship", "figure", "event"]
_ENTITY, _RELATIONSHIP, _FIGURE, _EVENT = range(4)


class ProfileParameters(Parameters):
    """One entity."""

    entity: EntityName = Field(description="An id, or any name that only one entity has.")
    section: Section | None = Field(None, description="Only this section.")


class FigureShown(BaseModel):
    """A figure: the surest claim's value, and the range over all claims."""

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


class Event(BaseModel):
    """A day on which a relationship came to be read differently."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: str
    relationship: str
    status: Status
    disputed: bool


class ProfileRow(Row):
    """One thing known of the entity; which of the fields is filled depends on the section."""

    section: Section
    entity: Entity | None = None
    label: dict[str, str] | None = Field(None, description="How the entity stands to the other one, in words.")
    other: EntityBrief | None = None
    relationship: RelationshipBrief | None = None
    verdict: Verdict | None = None
    figure: FigureShown | None = None
    event: Event | None = None
    witness: list[Witness | FigureWitness]


def answer(graph: ScopedReader, p: ProfileParameters) -> Iterator[Finding]:
    """All sections."""
    return ordered(graph, p, None)


def ordered(graph: ScopedReader, p: ProfileParameters, after: Key | None) -> Iterator[Finding]:
    """The sections after a key, in order: each is read when those before it are given."""
    for some in _sections(graph, p):
        for finding in sorted(some, key=lambda finding: finding.key):
            if after is None or finding.key > after:
                yield finding


def _sections(graph: ScopedReader, p: ProfileParameters) -> Iterator[Iterable[Finding]]:
    """The sections in order, the relationships by type and direction."""
    if p.section in (None, "entity"):
        yield [Finding((_ENTITY, "", "", ""), {"section": "entity"}, entities=(p.entity,))]
    ways = [
        (read, type_, direction)
        for type_ in sorted(TYPE_NAMES)
        for direction, read in (("in", graph.reader.incoming), ("out", graph.reader.outgoing))
    ]
    if p.section in (None, "relationship"):
        for read, type_, direction in ways:
            versions = graph.visible(read(p.entity, type_))
            yield (_relationship(version, direction, p.entity, graph.scope.as_of) for version in versions)
    if p.section in (None, "figure"):
        yield map(_figure, filter(graph.sees, graph.reader.figures(p.entity)))
    if p.section in (None, "event"):
        yield chain.from_iterable(_events(graph, read(p.entity, type_)) for read, type_, _ in ways)


def _figure(figure: Figure) -> Finding:
    return Finding((_FIGURE, figure.metric, figure.moment, figure.id), {"section": "figure"}, witness=(figure,))


def _relationship(version: RelationshipVersion, direction: str, entity: str, as_of: str) -> Finding:
    return Finding(
        key=(_RELATIONSHIP, version.type, direction, version.other_end(entity)),
        values={"section": "relationship", "direction": direction, "verdict": version.verdict(as_of)},
        witness=(version,),
    )


def _events(graph: ScopedReader, versions: Any) -> Iterator[Finding]:
    scope = graph.scope
    readable = [v for v in versions if v.known_from <= scope.known_at and v.floor_from <= scope.floor < v.floor_to]
    for _, history in groupby(sorted(readable, key=lambda v: (v.id, v.known_from)), key=lambda v: v.id):
        before: tuple[Status, bool] | None = None
        for version in history:
            if (version.status, version.disputed) != before and (scope.include_disputed or not version.disputed):
                yield Finding(
                    key=(_EVENT, version.known_from, version.id, version.status),
                    values={"section": "event"},
                    witness=(version,),
                )
            before = (version.status, version.disputed)


def shape(finding: Finding, evidence: Evidence) -> ProfileRow:
    """The row as shown."""
    section: Section = finding.values["section"]
    if section == "entity":
        return ProfileRow(section=section, entity=evidence.entities[finding.entities[0]], witness=[])
    (found,) = finding.witness
    if isinstance(found, Figure):
        claims = FigureWitness(figure=found.id, claims=evidence.said(found.claims))
        return ProfileRow(section=section, figure=figure_shown(found), witness=[claims])
    witness: list[Witness | FigureWitness] = [*evidence.witness([found])]
    if section == "event":
        event = Event(on=found.known_from, relationship=found.id, status=found.status, disputed=found.disputed)
        return ProfileRow(section=section, event=event, witness=witness)
    entry = RELATIONSHIP_TYPES[found.type]
    outgoing = finding.values["direction"] == "out"
    return ProfileRow(
        section=section,
        label=entry.label if outgoing else entry.reverse_label,
        other=evidence.entity(found.object if outgoing else found.subject),
        relationship=relationship_brief(found),
        verdict=finding.values["verdict"],
        witness=witness,
    )


def figure_shown(figure: Figure) -> FigureShown:
    """The figure with its metric in words."""
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
    )


QUERY = Query(
    name="profile",
    version=1,
    question="What is known of one entity: its relationships by type, its figures, and what happened, in order?",
    parameters=ProfileParameters,
    row=ProfileRow,
    reads=TYPE_NAMES,
    order="section (entity, relationship, figure, event), then type, direction and other entity; "
    "metric and moment; day and relationship",
    answer=answer,
    ordered=ordered,
    shape=shape,
    example={"entity": "scale-ai"},
)
