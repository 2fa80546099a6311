"""Who says so: the claims and sources of a relationship, or of a figure?

Every claim that could be read by `known_at` and is sure enough is given, oldest first. Claims that were overtaken or
contradicted since are among them, and so are retracted ones: `retractions` say why and from when. `counts` is false if
the claim doesn't count any more (`withdrawn`) or never did (`mistaken`). `counts_as` is the certainty with the source's
tier applied.
"""

from collections.abc import Iterator

from pydantic import Field

from graph_service.domain.claim import certainty_rank
from graph_service.domain.vocabulary import CERTAINTIES, Certainty
from graph_service.queries.base import Parameters, RelationshipId, Row
from graph_service.queries.briefs import ClaimBrief, RetractionBrief
from graph_service.queries.evidence import Evidence, retraction_brief
from graph_service.queries.kinds import Finding, RowsToSort, Values
from graph_service.queries.reader import ScopedReader


class ClaimsBehindParameters(Parameters):
    """One relationship, or one figure."""

    relationship: RelationshipId = Field(
        description="The id of a relationship (google:CLIENT_OF:scale-ai) or of a figure, as rows give it."
    )


class ClaimBehind(Row):
    """One claim, with its source."""

    relationship: str
    counts_as: Certainty = Field(description="The certainty after the source's tier: a reprint's is at most reported.")
    known_on: str = Field(description="The day from which it could be read.")
    counts: bool = Field(description="Whether it counts in the scope; false: it is retracted.")
    retractions: list[RetractionBrief] = Field(description="Of the claim or of its source, as known by then.")
    witness: list[ClaimBrief]


class ClaimStanding(Values, frozen=True):
    """How a claim stands, as a store finds it."""

    relationship: str
    counts_as: int
    known_on: str
    retractions: tuple[str, ...]
    """As canonical JSON."""


def find(graph: ScopedReader, p: ClaimsBehindParameters) -> Iterator[Finding[ClaimStanding]]:
    """The claims, in no particular order."""
    sourced = list(graph.reader.claims_about(p.relationship))
    retractions = graph.reader.retractions_of({claim.id for claim, _ in sourced}, {source.id for _, source in sourced})
    known = [each for each in retractions if each.on is None or each.on <= graph.scope.known_at]
    for claim, source in sourced:
        rank = certainty_rank(claim, source.tier)
        if claim.known_on <= graph.scope.known_at and rank >= graph.scope.floor:
            of_it = sorted((r for r in known if r.claim == claim.id or r.source == source.id), key=lambda r: r.id)
            yield Finding(
                key=(claim.known_on, rank, claim.id),
                values=ClaimStanding(
                    relationship=p.relationship,
                    counts_as=rank,
                    known_on=claim.known_on,
                    retractions=tuple(each.canonical() for each in of_it),
                ),
                claims=(claim.id,),
            )


def shape(finding: Finding[ClaimStanding], evidence: Evidence) -> ClaimBehind:
    """The row as shown."""
    standing = finding.values
    return ClaimBehind(
        relationship=standing.relationship,
        counts_as=CERTAINTIES[standing.counts_as],
        known_on=standing.known_on,
        counts=not standing.retractions,
        retractions=[retraction_brief(text) for text in standing.retractions],
        witness=evidence.list_claims(finding.claims),
    )


QUERY = RowsToSort(
    name="claims_behind",
    version=2,
    question="Who says so: the claims and sources of a relationship, or of a figure?",
    parameters=ClaimsBehindParameters,
    values=ClaimStanding,
    row=ClaimBehind,
    reads=(),
    order="known_on, certainty, claim",
    find=find,
    shape=shape,
    example={"relationship": "openai:CLIENT_OF:scale-ai"},
)
