"""Which answers rest on a single source, and what would its retraction remove?

The answers are the conflicts of `shared_vendors`. For each source behind a conflict, the relationships that it speaks
of are resolved again without its claims, and the conflict is looked for again:

* `falls`: without this source there is no such conflict. `single_sources` lists all sources for which
  this is so: the conflict rests on each of them alone.
* `weakens`: the conflict is still there, but only `possible`, less certain, or with a smaller or unknown stake.
* `alters`: it is still there and no weaker, but its standing, dispute, votes or range of stakes differ.

A row is one source and one conflict. `changes` says what differs. The witness shows the relationships of the conflict
that the source speaks of, each with all its claims. The sources on which most conflicts fall come first. Only the
sources behind each conflict are looked at. A source may also hide a conflict, by saying that something is over: which
conflicts would come back without it is another question. At most 500 contracts in conflict are looked at, the first by
client and vendor. The certificate says if there are more.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.admission import collect_context
from graph_service.domain.resolution.resolve import resolve_on_day
from graph_service.queries import shared_vendors
from graph_service.queries.base import EntityName, Parameters, Row, SourceId
from graph_service.queries.briefs import EntityBrief, SourceBrief, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import CandidatesToFinish, Finding, Values
from graph_service.queries.memory_reader import MemoryReader
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared import conflicts
from graph_service.queries.shared.conflicts import ALL_CONFLICTS, Candidate, ConflictState, show_state
from graph_service.queries.shared.holdings import vendors_below
from graph_service.queries.shared_vendors import Conflict, SharedVendorsParameters

Effect = Literal["falls", "weakens", "alters"]
Change = Literal["stake", "voting", "standing", "disputed", "verdict", "certainty"]

CONTRACTS = 500
"""The most contracts in conflict that are looked at."""

_EFFECTS: tuple[Effect, ...] = ("falls", "weakens", "alters")
_FIELDS: dict[Change, tuple[str, ...]] = {
    "stake": ("stake_percent", "effective_stake_percent", "effective_stake_min", "effective_stake_max", "chain"),
    "voting": ("voting",),
    "standing": ("standing",),
    "disputed": ("disputed",),
    "verdict": ("verdict",),
    "certainty": ("certainty",),
}


class FragilityParameters(Parameters):
    """For one entity, one source, or all."""

    entity: EntityName | None = Field(None, description="Only conflicts in which this entity has a part.")
    source: SourceId | None = Field(None, description="Only the retraction of this source.")


class Fragile(Row):
    """What the retraction of one source would do to one conflict."""

    source: SourceBrief
    effect: Effect
    client: EntityBrief
    vendor: EntityBrief
    investor: EntityBrief
    changes: list[Change] = Field(description="What would differ; empty where the conflict falls.")
    before: ConflictState
    after: ConflictState | None = Field(description="Without the source; null where the conflict falls.")
    single_sources: list[str] = Field(description="The sources on each of which this conflict rests alone.")
    sources_count: int = Field(description="How many sources speak of the relationships that this conflict rests on.")
    witness: list[Witness]


class Dependence(Values, frozen=True):
    """What the retraction of the source would do to the conflict; the fields mean what they mean in the row."""

    source: str
    effect: Effect
    before: Conflict
    after: Conflict | None
    single_sources: tuple[str, ...]
    sources_count: int


def find(graph: ScopedReader, p: FragilityParameters) -> Iterator[Finding[Candidate]]:
    """What the conflicts rest on, with its claims: for one contract more than is looked at, to notice more."""
    uses = {use.id: use for use in _read_contracts(graph, p.entity)}
    for version in conflicts.find_basis(graph, uses.values(), CONTRACTS + 1).values():
        yield conflicts.fetch_candidate(graph, version, with_claims=True)


def _read_contracts(graph: ScopedReader, entity: str | None) -> Iterator[RelationshipVersion]:
    if entity is None:
        yield from filter(graph.holds, graph.reader.every("CLIENT_OF"))
        return
    yield from graph.outgoing(entity, "CLIENT_OF")
    for vendor in vendors_below(graph, entity, ALL_CONFLICTS.chain_rules):
        yield from graph.incoming(vendor, "CLIENT_OF")


def _list_contracts(findings: Iterable[Finding[Candidate]]) -> list[tuple[str, str]]:
    """List the contracts among the candidates, by client and vendor."""
    versions = [version for finding in findings for version in finding.witness]
    return sorted(
        (version.subject, version.object)
        for version in versions
        if isinstance(version, RelationshipVersion) and version.type == "CLIENT_OF"
    )


def describe_cap(findings: list[Finding[Candidate]], _: FragilityParameters) -> str | None:
    """Say what was left out, if anything was."""
    if len(_list_contracts(findings)) <= CONTRACTS:
        return None
    return f"only the first {CONTRACTS:,} contracts in conflict, by client and vendor, were looked at: name an entity"


def finish(findings: list[Finding[Candidate]], p: FragilityParameters) -> list[Finding[Dependence]]:
    """What each source's retraction would do."""
    graph = ScopedReader(conflicts.read_candidates(findings), p.scope)
    looked_at = set(_list_contracts(findings)[:CONTRACTS])
    retraction = _Retraction(graph)
    dependences: list[Finding[Dependence]] = []
    for conflict in shared_vendors.find_conflicts(graph, ALL_CONFLICTS):
        client, vendor, _ = conflict.values.ends
        if (client, vendor) in looked_at and (p.entity is None or p.entity in _list_parties(conflict)):
            dependences += retraction.find_effects(conflict, p.source)
    falls = Counter(finding.values.source for finding in dependences if finding.values.effect == "falls")
    return [
        Finding(
            key=(-falls[found.source], found.source, _EFFECTS.index(found.effect), *finding.key),
            values=found,
            witness=finding.witness,
            entities=finding.entities,
        )
        for finding in dependences
        for found in [finding.values]
    ]


def _list_parties(conflict: Finding[Conflict]) -> set[str]:
    return {end for v in conflict.witness if isinstance(v, RelationshipVersion) for end in (v.subject, v.object)}


class _Retraction:
    """Looks for conflicts again without a source. Each relationship is resolved once without each of its sources."""

    def __init__(self, graph: ScopedReader) -> None:
        self._graph = graph
        self._left: dict[tuple[str, str], RelationshipVersion | None] = {}
        self._sources: dict[str, set[str]] = {}

    def find_effects(self, conflict: Finding[Conflict], only: str | None) -> Iterator[Finding[Dependence]]:
        """Find what the retraction of each source, or of only one, would do to the conflict."""
        hops = list({v.id: v for v in conflict.witness if isinstance(v, RelationshipVersion)}.values())
        sources = sorted(set().union(*(self._sources_of(hop) for hop in hops)))
        without = {source: self._find_without(source, conflict, hops) for source in sources}
        single = tuple(source for source, after in without.items() if after is None)
        before = conflict.values
        for source, after in without.items():
            if only in (None, source) and (after is None or list_changes(before, after)):
                yield Finding(
                    key=before.ends,
                    values=Dependence(
                        source=source,
                        effect="falls" if after is None else "weakens" if _is_weaker(before, after) else "alters",
                        before=before,
                        after=after,
                        single_sources=single,
                        sources_count=len(sources),
                    ),
                    witness=tuple(hop for hop in hops if source in self._sources_of(hop)),
                    entities=before.ends,
                )

    def _sources_of(self, hop: RelationshipVersion) -> set[str]:
        if hop.id not in self._sources:
            sourced = self._graph.reader.claims(hop.claims)
            self._sources[hop.id] = {source.id for _, source in sourced.values()}
        return self._sources[hop.id]

    def _find_without(
        self, source: str, conflict: Finding[Conflict], hops: list[RelationshipVersion]
    ) -> Conflict | None:
        """Find the conflict by the other sources alone, if it is still there."""
        client, vendor, investor = conflict.values.ends
        left = [version for hop in hops if (version := self._resolve_without(source, hop))]
        entities = [self._graph.entity(id_) for id_ in sorted(_list_parties(conflict))]
        graph = ScopedReader(MemoryReader(entities, left), self._graph.scope)
        asked = SharedVendorsParameters(client=client, vendor=vendor, investor=investor)
        return next((found.values for found in shared_vendors.find_conflicts(graph, asked)), None)

    def _resolve_without(self, source: str, hop: RelationshipVersion) -> RelationshipVersion | None:
        if source not in self._sources_of(hop):
            return hop
        if (source, hop.id) not in self._left:
            reader = self._graph.reader
            sourced = reader.claims_about(hop.id)
            left = [c for c, other in sourced if other.id != source and isinstance(c, RelationshipClaim)]
            opponents = [each for each in reader.opponents([c.id for c in left]) if each[1].id != source]
            tiers = {other.id: other.tier for _, other in (*sourced, *opponents)}
            self._left[source, hop.id] = resolve_on_day(
                left,
                tiers.__getitem__,
                self._graph.scope.as_of,
                collect_context(left, [other for other, _ in opponents]),
            )
        return self._left[source, hop.id]


def _is_weaker(before: Conflict, after: Conflict) -> bool:
    stake, left = before.effective_stake_percent, after.effective_stake_percent
    return (
        (before.verdict == "certain" and after.verdict == "possible")
        or after.certainty < before.certainty
        or (stake is not None and (left is None or left < stake))
    )


def shape(finding: Finding[Dependence], evidence: Evidence) -> Fragile:
    """The row as shown."""
    values = finding.values
    client, vendor, investor = finding.entities
    claims = (evidence.claim(id_) for version in finding.witness for id_ in version.claims)
    return Fragile(
        source=next(claim.source for claim in claims if claim.source.id == values.source),
        effect=values.effect,
        client=evidence.entity(client),
        vendor=evidence.entity(vendor),
        investor=evidence.entity(investor),
        changes=list_changes(values.before, values.after) if values.after else [],
        before=show_state(values.before),
        after=show_state(values.after) if values.after else None,
        single_sources=list(values.single_sources),
        sources_count=values.sources_count,
        witness=evidence.witness(finding.witness),
    )


def list_changes(before: Conflict, after: Conflict) -> list[Change]:
    """List what differs between two states. The window doesn't count, as nearly every source moves its ends."""
    return [
        change
        for change, fields in _FIELDS.items()
        if any(getattr(before, field) != getattr(after, field) for field in fields)
    ]


QUERY = CandidatesToFinish(
    name="fragility",
    version=1,
    question="Which answers rest on a single source, and what would its retraction remove?",
    parameters=FragilityParameters,
    values=Candidate,
    row=Fragile,
    reads=("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN"),
    order="how many conflicts fall with the source (most first), source, effect (falls, weakens, alters), "
    "client, vendor, investor",
    find=find,
    shape=shape,
    finish=finish,
    capped=describe_cap,
    cypher_parameters=lambda _: {
        "depth": ALL_CONFLICTS.depth,
        "chain_threshold": ALL_CONFLICTS.chain_threshold,
        "contracts": CONTRACTS + 1,
    },
    example={"entity": "scale-ai"},
)
