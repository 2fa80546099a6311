"""What happened, in order, for an entity or a pair?

There is one row for each thing that a claim dates: `began` (its `valid_from`: a start, an announcement, or a day as of
which it was so), `ended` (its `valid_to`), or `said` if it gives neither. `on` is the day, month or year on which it
happened, as the claim gives it; null if it names none. `reported_on` is when its source said so. Rows are in the order
of the first day that `on` may stand for, or of `reported_on` if `on` is null. Rows without any date come last. A claim
is given as its source has it, even if others disagree: `disputed` says so of the relationship or figure.
"""

from collections.abc import Iterator
from operator import itemgetter

from pydantic import Field

from graph_service.domain.claim_gist import Gist
from graph_service.domain.relationship_types import TYPE_NAMES
from graph_service.domain.vocabulary import Status
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import ClaimBrief
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


class TimelineParameters(Parameters):
    """One entity, or two and what happened between them."""

    entity: EntityName = Field(description="An id, or any name that only one entity has.")
    other: EntityName | None = Field(None, description="Only what happened between the entity and this one.")


class Happening(Row):
    """One dated thing."""

    on: str | None = Field(description="When it happened: a day, month or year as the claim gives it; null: undated.")
    reported_on: str | None = Field(description="When the source said so, as precisely as that is known.")
    what: EventKind
    about: str = Field(description="The id of the relationship or figure.")
    status: Status
    disputed: bool = Field(description="Whether claims disagree about the relationship or figure.")
    known_on: str = Field(description="The day from which it could be read.")
    witness: list[ClaimBrief]


class TimelineFinding(Values, frozen=True):
    """What a claim dates, as a store finds it; the fields mean what they mean in the row."""

    on: str | None
    reported_on: str | None
    what: EventKind
    about: str
    status: Status
    disputed: bool
    known_on: str


def find(graph: ScopedReader, p: TimelineParameters, after: Key | None) -> Iterator[Finding[TimelineFinding]]:
    """The events after a key, in order. Of the others only the dates are read."""
    versions = [
        version
        for type_ in TYPE_NAMES
        for version in graph.reader.either(p.entity, type_)
        if p.other in (None, version.other_end(p.entity))
    ]
    figures = filter(graph.sees, graph.reader.figures(p.entity)) if p.other is None else ()
    found = find_supporting_claims(graph, versions, figures)
    gists = graph.reader.gists(list({each.claim for each in found}))
    happened: list[tuple[Key, DatedEvent, Gist, SupportingClaim]] = []
    for each in found:
        claim = gists[each.claim]
        for event in dated_events(claim):
            key: Key = (*event.rank, claim.known_on, claim.id)
            if after is None or key > after:
                happened.append((key, event, claim, each))
    for key, event, claim, each in sorted(happened, key=itemgetter(0)):
        yield Finding(
            key=key,
            values=TimelineFinding(
                on=event.on,
                reported_on=event.reported_on,
                what=event.what,
                about=each.of.id,
                status=claim.status,
                disputed=each.disputed,
                known_on=claim.known_on,
            ),
            claims=(claim.id,),
        )


def shape(finding: Finding[TimelineFinding], evidence: Evidence) -> Happening:
    """The row as shown."""
    dated = finding.values
    return Happening(
        on=dated.on,
        reported_on=dated.reported_on,
        what=dated.what,
        about=dated.about,
        status=dated.status,
        disputed=dated.disputed,
        known_on=dated.known_on,
        witness=evidence.list_claims(finding.claims),
    )


QUERY = RowsInOrder(
    name="timeline",
    version=2,
    question="What happened, in order, for an entity or a pair?",
    parameters=TimelineParameters,
    values=TimelineFinding,
    row=Happening,
    reads=TYPE_NAMES,
    order="first day of on, or of reported_on where it is null (neither: last), what (began, said, ended), "
    "known_on, claim",
    find=find,
    shape=shape,
    example={"entity": "openai", "other": "scale-ai"},
)
