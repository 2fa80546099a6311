"""Where do sources disagree about a relationship, and what rests on it?

A row is one relationship and one thing that its claims disagree about. Each side of it is what some of the claims say.
The graph goes by the first side, and `why` says why: its claim is the `surest`; among equally sure ones it is the
`latest`, or the more `cautious` (of statuses, one that may still hold goes before one that is over), or just the last
by `id`.

* `status`: the relationship is marked disputed. The sides are the claims that still stand against each other.
* `stake`: two stakes that can't both be true: numbers that differ, or ranges that don't overlap.
* `amount`: two sums of one currency, period and kind that can't both be true. Prices are one kind, whether
  they are called paid, committed, planned, estimated or just named. (The paid part of a commitment may be
  less: see the side's `bases`.) The total of a round, the sum of several parties, a running total, a
  holding's value and a ceiling are each a kind of their own.
* `contradiction`: a claim says that it contradicts a claim about something else: another relationship, a figure,
  or another time of this relationship. Both are disputed and neither is preferred, so `why` is null. A side's
  `about` says what it is about, and `against` has the claims about something else.

Two numbers are the same if they differ by rounding only: the longer one is rounded to as many significant digits as the
shorter one has, at least two, and is then the shorter one. If one is called approximate, they are also the same within
5%. Of two ranges that are open on the same side ("more than 10", "more than 20") the bounds are compared. Claims about
different times don't disagree: something changed, or it was another deal. Times differ if each claim names one, or if
one claim was made before the other's time came. Claims about a part of a relationship stand beside (`part`) and make no
dispute.

What rests on a relationship are the conflicts of `shared_vendors` that it is part of. At most 20 are named, all are
counted. Two things are not covered. One is disagreement about a figure: a profile gives its range and whether it is
disputed. The other is relationships of two types that exclude each other, such as a stake and an acquisition. At most
2,000 relationships that may be disputed, by id, and 1,000 contracts in conflict, by client and vendor, are looked at.
The certificate says if there are more.
"""

from collections import defaultdict
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import day_before
from graph_service.domain.money import Amount
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import TYPE_NAMES, TypeName
from graph_service.domain.resolution.admission import admit
from graph_service.domain.resolution.disagreement import (
    Disagreement,
    DisagreementKind,
    HeldBecause,
    Position,
    Side,
    contradictions,
    disagreements,
)
from graph_service.domain.stake import PercentRange
from graph_service.domain.vocabulary import CERTAINTIES, Basis, Certainty, Status
from graph_service.queries import shared_vendors
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import ClaimBrief, EntityBrief, RelationshipBrief, Witness, relationship_brief
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import CandidatesToFinish, Finding, Values
from graph_service.queries.memory_reader import MemoryReader
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared import conflicts
from graph_service.queries.shared.conflicts import ALL_CONFLICTS, Candidate, Versions

CANDIDATES = 2000
"""The most relationships whose claims are compared."""

CONTRACTS = 1000
"""The most contracts in conflict that are looked at for what rests on a dispute."""

SHOWN = 20
"""The most conflicts that a row names."""

_KINDS: tuple[DisagreementKind, ...] = ("status", "stake", "amount", "contradiction")


class DisputesParameters(Parameters):
    """At one entity, of one type or kind, or all."""

    entity: EntityName | None = Field(None, description="Only relationships of this entity.")
    type: TypeName | None = Field(None, description="Only relationships of this type.")
    kind: DisagreementKind | None = Field(None, description="Only disputes about this.")


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DisputeSide(_Shown):
    """What some of the claims say: a status, a number, or a range."""

    held: bool = Field(description="Whether the graph goes by this side.")
    status: Status | None = Field(description="The status, in a dispute about it or in a contradiction.")
    value: float | None = Field(description="The stake in percent, or the sum.")
    min: float | None
    max: float | None
    approximate: bool
    bases: list[Basis] = Field(description="What kinds of sum the claims call it.")
    about: str | None = Field(description="The relationship or figure that this is about, if it is another one.")
    part: str | None = Field(description="The part of the relationship that this is about; null: the whole.")
    certainty: Certainty = Field(description="Of the surest of the claims.")
    statuses: list[Status] = Field(description="What the claims say of the relationship itself.")
    valid_from: list[str] = Field(description="The times that the claims name; empty: none.")
    claims: list[str] = Field(description="The claims that say so, the surest first; in full in the witness.")


class RestingConflict(_Shown):
    """A conflict of `shared_vendors`."""

    client: str
    vendor: str
    investor: str


class Dispute(Row):
    """One thing that the claims about one relationship disagree about."""

    kind: DisagreementKind
    subject: EntityBrief
    object: EntityBrief
    relationship: RelationshipBrief = Field(description="What the graph makes of all the claims.")
    currency: str | None
    period: str | None
    why: HeldBecause | None = Field(description="Why the graph goes by the held side; null: it goes by none.")
    sides: list[DisputeSide]
    conflicts: list[RestingConflict] = Field(description=f"Conflicts that it is part of: the first {SHOWN}.")
    conflicts_count: int = Field(description="How many conflicts it is part of.")
    against: list[ClaimBrief] = Field(description="In a contradiction, the claims about something else.")
    witness: list[Witness]


class DisputeFound(Values, frozen=True):
    """What is disputed about the relationship of the witness, and the conflicts that rest on it."""

    dispute: Disagreement
    conflicts: tuple[tuple[str, str, str], ...]
    """The client, the vendor and the investor of each."""


def find(graph: ScopedReader, p: DisputesParameters) -> Iterator[Finding[Candidate]]:
    """What may be disputed with its claims, and the conflicts that rest on it: one more of each than is looked at."""
    candidates = sorted(_find_candidates(graph, p).values(), key=lambda version: version.id)[: CANDIDATES + 1]
    uses: Versions = {}
    for version in candidates:
        for some in conflicts.find_affected_contracts(graph, version, ALL_CONFLICTS.chain_rules):
            uses |= some
    bearing = conflicts.find_basis(graph, uses.values(), CONTRACTS + 1)
    for version in candidates:
        bears = bearing.pop(version.id, None) is not None
        yield conflicts.fetch_candidate(graph, version, with_claims=True, in_conflict=bears)
    for version in bearing.values():
        yield conflicts.fetch_candidate(graph, version, in_conflict=True)


def _find_candidates(graph: ScopedReader, p: DisputesParameters) -> Versions:
    found: Versions = {}
    for type_ in [p.type] if p.type else TYPE_NAMES:
        seen = graph.seen_at(p.entity, type_) if p.entity else filter(graph.sees, graph.reader.every(type_))
        found |= {version.id: version for version in seen if _may_be_disputed(version)}
    return found


def _may_be_disputed(version: RelationshipVersion) -> bool:
    return version.disputed or (
        len(version.claims) > 1 and (version.stake_min != version.stake_max or version.amount_basis is not None)
    )


def _split_findings(findings: list[Finding[Candidate]]) -> tuple[list[RelationshipVersion], list[tuple[str, str]]]:
    """Split the findings into what may be disputed, by id, and contracts in conflict, by client and vendor."""
    candidates, uses = [], []
    for finding in findings:
        (version,) = finding.witness
        assert isinstance(version, RelationshipVersion)
        if finding.values.claims_about:
            candidates.append(version)
        if finding.values.in_conflict and version.type == "CLIENT_OF":
            uses.append((version.subject, version.object))
    return sorted(candidates, key=lambda version: version.id), sorted(uses)


def describe_cap(findings: list[Finding[Candidate]], _: DisputesParameters) -> str | None:
    """Say what was left out, if anything was."""
    candidates, uses = _split_findings(findings)
    if len(candidates) > CANDIDATES:
        return (
            f"only the first {CANDIDATES:,} relationships that may be disputed, by id, were looked at: name an entity"
        )
    if len(uses) > CONTRACTS:
        return f"only the first {CONTRACTS:,} contracts, by client and vendor, were looked at for conflicts"
    return None


def finish(findings: list[Finding[Candidate]], p: DisputesParameters) -> list[Finding[DisputeFound]]:
    """The disputes, each with what rests on it."""
    reader = conflicts.read_candidates(findings)
    candidates, uses = _split_findings(findings)
    resting = _find_resting_conflicts(ScopedReader(reader, p.scope), set(uses[:CONTRACTS]))
    found = []
    for version in candidates[:CANDIDATES]:
        for dispute in _find_disputes(reader, version, p.scope.as_of):
            if p.kind in (None, dispute.kind):
                rests = tuple(sorted(resting[version.id]))
                key = -len(rests), version.id, _KINDS.index(dispute.kind), dispute.measure
                others = [s.claim.id for side in dispute.sides for s in side.claims if s.claim.id not in version.claims]
                found.append(Finding(key, DisputeFound(dispute, rests), witness=(version,), claims=tuple(others)))
    return found


def _find_disputes(reader: MemoryReader, version: RelationshipVersion, as_of: str) -> Iterator[Disagreement]:
    """Find what is disputed about the relationship, on the day asked about or the nearest one that it has."""
    pairs = reader.claims_about(version.id)
    opposing = reader.opponents([claim.id for claim, _ in pairs])
    tiers = {source.id: source.tier for _, source in (*pairs, *opposing)}
    statements = admit([claim for claim, _ in pairs if isinstance(claim, RelationshipClaim)], tiers.__getitem__)
    day = as_of
    if version.valid_from < version.valid_to:
        day = min(max(as_of, version.valid_from), day_before(version.valid_to))
    yield from disagreements(statements, day)
    if version.disputed:
        others = admit([claim for claim, _ in opposing if claim.about != version.id], tiers.__getitem__)
        yield from contradictions(statements, others, day)


def _find_resting_conflicts(
    graph: ScopedReader, looked_at: set[tuple[str, str]]
) -> dict[str, set[tuple[str, str, str]]]:
    """Find the conflicts that each relationship is part of."""
    resting: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for conflict in shared_vendors.find_conflicts(graph, ALL_CONFLICTS):
        ends = conflict.values.ends
        if ends[:2] in looked_at:
            for hop in conflict.witness:
                resting[hop.id].add(ends)
    return resting


def shape(finding: Finding[DisputeFound], evidence: Evidence) -> Dispute:
    """The row as shown."""
    dispute, rests = finding.values.dispute, finding.values.conflicts
    (version,) = finding.witness
    assert isinstance(version, RelationshipVersion)
    says = dispute.sides[0].position
    return Dispute(
        kind=dispute.kind,
        subject=evidence.entity(version.subject),
        object=evidence.entity(version.object),
        relationship=relationship_brief(version),
        currency=says.currency if isinstance(says, Amount) else None,
        period=says.period if isinstance(says, Amount) else None,
        why=None if dispute.kind == "contradiction" else dispute.held_because,
        sides=[_show_side(side, dispute.kind, version.id) for side in (*dispute.sides, *dispute.part_sides)],
        conflicts=[RestingConflict(client=c, vendor=v, investor=i) for c, v, i in rests[:SHOWN]],
        conflicts_count=len(rests),
        against=evidence.list_claims(finding.claims),
        witness=evidence.witness([version]),
    )


def _number(position: Position) -> float | None:
    """The stake or the sum, where it is a number and no range."""
    exact = position.value if isinstance(position, Amount) else position
    return exact if isinstance(exact, int | float) else None


def _show_side(side: Side, kind: DisagreementKind, relationship: str) -> DisputeSide:
    claims = [s.claim for s in side.claims]
    of_sums = [claim for claim in claims if kind == "amount" and isinstance(claim, RelationshipClaim)]
    amounts = [claim.amount for claim in of_sums if claim.amount]
    ranged = side.position if isinstance(side.position, Amount | PercentRange) else None
    return DisputeSide(
        held=side.is_held,
        status=side.position if isinstance(side.position, str) else None,
        value=_number(side.position),
        min=ranged.min if ranged else None,
        max=ranged.max if ranged else None,
        approximate=any(amount.approximate for amount in amounts),
        bases=sorted({amount.basis for amount in amounts}),
        about=None if side.about == relationship else side.about,
        part=side.part,
        certainty=CERTAINTIES[side.claims[0].rank],
        statuses=sorted({claim.status for claim in claims}),
        valid_from=sorted({claim.valid_from for claim in claims if claim.valid_from}),
        claims=[claim.id for claim in claims],
    )


QUERY = CandidatesToFinish(
    name="disputes",
    version=2,
    question="Where do sources disagree about a relationship, and what rests on it?",
    parameters=DisputesParameters,
    values=Candidate,
    row=Dispute,
    reads=TYPE_NAMES,
    order="conflicts that rest on it (most first), relationship, kind (status, stake, amount, contradiction), "
    "currency and period",
    find=find,
    shape=shape,
    finish=finish,
    capped=describe_cap,
    cypher_parameters=lambda _: {
        "depth": ALL_CONFLICTS.depth,
        "chain_threshold": ALL_CONFLICTS.chain_threshold,
        "candidates": CANDIDATES + 1,
        "contracts": CONTRACTS + 1,
    },
    example={"entity": "scale-ai"},
)
