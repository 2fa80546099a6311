"""What happened, in order, for an entity or a pair?

One row for each thing that a claim dates: `began` (its `valid_from`: a start, an announcement, or the
day as of which it was so), `ended` (its `valid_to`), or, where it gives neither, `said` (the day on
which the source said it). In order of the first day that the date may stand for; what has no date at
all comes last, with `on` null. A claim is read as its source has it, also where others disagree:
`disputed` says so of the relationship.
"""

from collections.abc import Iterator
from operator import itemgetter
from typing import Literal

from pydantic import Field

from graph_service.domain.claim import Gist
from graph_service.domain.dates import first_day
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TYPE_NAMES
from graph_service.domain.vocabulary import Status
from graph_service.queries.base import EntityName, Finding, Key, Parameters, Query, Row
from graph_service.queries.evidence import ClaimBrief, Evidence
from graph_service.reader import ScopedReader

What = Literal["began", "said", "ended"]
_ORDER: dict[What, int] = {"began": 0, "said": 1, "ended": 2}


class TimelineParameters(Parameters):
    """One entity, or two and what is between them."""

    entity: EntityName = Field(description="An id, or any name that only one entity has.")
    other: EntityName | None = Field(None, description="Only what is between the entity and this one.")


class Happening(Row):
    """One dated thing."""

    on: str | None = Field(description="A day, month or year as the claim gives it; null: undated.")
    what: What
    about: str = Field(description="The id of the relationship or figure.")
    status: Status
    disputed: bool = Field(description="Whether claims disagree about the relationship.")
    known_on: str = Field(description="The day from which it could be read.")
    witness: list[ClaimBrief]


def answer(graph: ScopedReader, p: TimelineParameters) -> Iterator[Finding]:
    """The happenings."""
    return ordered(graph, p, None)


def ordered(graph: ScopedReader, p: TimelineParameters, after: Key | None) -> Iterator[Finding]:
    """The happenings after a key, in order: of the others no more is worked out than when they were."""
    found: list[RelationshipVersion | Figure] = []
    for type_ in TYPE_NAMES:
        found += [v for v in graph.seen(p.entity, type_) if p.other in (None, v.other_end(p.entity))]
    if p.other is None:
        found += filter(graph.sees, graph.reader.figures(p.entity))
    said = graph.reader.gists([id_ for each in found for id_ in each.claims])
    happened: list[tuple[Key, What, str | None, Gist, RelationshipVersion | Figure]] = []
    for each in found:
        for claim in (said[id_] for id_ in each.claims):
            for what, on in _dates(claim):
                key: Key = (1 if on is None else 0, first_day(on) if on else "", _ORDER[what], claim.known_on, claim.id)
                if after is None or key > after:
                    happened.append((key, what, on, claim, each))
    for key, what, on, claim, each in sorted(happened, key=itemgetter(0)):
        yield Finding(
            key=key,
            values={
                "on": on,
                "what": what,
                "about": each.id,
                "status": claim.status,
                "disputed": isinstance(each, RelationshipVersion) and each.disputed,
                "known_on": claim.known_on,
            },
            claims=(claim.id,),
        )


def _dates(claim: Gist) -> Iterator[tuple[What, str | None]]:
    if claim.valid_from:
        yield "began", claim.valid_from
    if claim.valid_to:
        yield "ended", claim.valid_to
    if not claim.valid_from and not claim.valid_to:
        yield "said", claim.reported_on


def shape(finding: Finding, evidence: Evidence) -> Happening:
    """The row as shown."""
    return Happening(**finding.values, witness=evidence.said(finding.claims))


QUERY = Query(
    name="timeline",
    version=1,
    question="What happened, in order, for an entity or a pair?",
    parameters=TimelineParameters,
    row=Happening,
    reads=TYPE_NAMES,
    order="dated before undated, first day of the date, what (began, said, ended), known_on, claim",
    answer=answer,
    ordered=ordered,
    shape=shape,
    example={"entity": "openai", "other": "scale-ai"},
)
