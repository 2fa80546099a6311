"""Who says so: the claims and sources of a relationship, or of a figure?

Every claim that could be read by `known_at` and is sure enough, oldest first; also those that were
overtaken or contradicted since. `counts_as` is the certainty with the source's tier applied.
"""

from collections.abc import Iterator

from pydantic import Field

from graph_service.domain.claim import certainty_rank
from graph_service.domain.vocabulary import CERTAINTIES, Certainty
from graph_service.queries.base import Finding, Parameters, Query, RelationshipId, Row
from graph_service.queries.evidence import ClaimBrief, Evidence
from graph_service.reader import ScopedReader


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
    witness: list[ClaimBrief]


def answer(graph: ScopedReader, p: ClaimsBehindParameters) -> Iterator[Finding]:
    """The claims, in no particular order."""
    for claim, source in graph.reader.claims_about(p.relationship):
        rank = certainty_rank(claim, source.tier)
        if claim.known_on <= graph.scope.known_at and rank >= graph.scope.floor:
            yield Finding(
                key=(claim.known_on, rank, claim.id),
                values={"relationship": p.relationship, "counts_as": rank, "known_on": claim.known_on},
                claims=(claim.id,),
            )


def shape(finding: Finding, evidence: Evidence) -> ClaimBehind:
    """The row as shown."""
    return ClaimBehind(
        relationship=finding.values["relationship"],
        counts_as=CERTAINTIES[finding.values["counts_as"]],
        known_on=finding.values["known_on"],
        witness=evidence.said(finding.claims),
    )


QUERY = Query(
    name="claims_behind",
    version=1,
    question="Who says so: the claims and sources of a relationship, or of a figure?",
    parameters=ClaimsBehindParameters,
    row=ClaimBehind,
    reads=(),
    order="known_on, certainty, claim",
    answer=answer,
    shape=shape,
    example={"relationship": "openai:CLIENT_OF:scale-ai"},
)
