"""What several questions need of the conflicts that `shared_vendors` finds: what bears on them, and how one stands.

A question that supposes, retracts or counts conflicts can't do so inside a store. Its Cypher file and
its `answer` fetch the same relationships as candidates (contracts, the holdings above their vendors,
the rivalries between the clients and those who hold), and its `finish` works with a reader over them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.claim import CLAIM, Claim
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import CERTAINTIES, Certainty
from graph_service.queries.base import Finding
from graph_service.queries.evidence import Window, window
from graph_service.queries.memory_reader import MemoryReader
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared_vendors import SharedVendorsParameters, Standing, largest_first, vendors_below

Versions = dict[str, RelationshipVersion]
"""What is seen of relationships, by their ids."""

ALL = SharedVendorsParameters()
"""All conflicts, as `shared_vendors` gives them unless it is asked for something else."""


class ConflictState(BaseModel):
    """How a conflict stands; the fields mean what they mean in `shared_vendors`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stake_percent: float | None
    effective_stake_percent: float | None
    effective_stake_min: float
    effective_stake_max: float
    voting: bool | None
    chain: list[str]
    standing: Standing
    disputed: bool
    verdict: str = Field(description="`certain` or `possible`.")
    certainty: Certainty
    window: Window


def state_of(conflict: Finding) -> dict[str, Any]:
    """How a finding of `shared_vendors` stands, for `shown_state`."""
    return {name: conflict.values[name] for name in ConflictState.model_fields}


def shown_state(state: dict[str, Any] | None) -> ConflictState | None:
    """The state as rows show it."""
    if state is None:
        return None
    return ConflictState(**{**state, "certainty": CERTAINTIES[state["certainty"]], "window": window(*state["window"])})


def ends_of(conflict: Finding) -> tuple[str, str, str]:
    """The client, the vendor and the investor: no two conflicts have the same."""
    return conflict.values["client"], conflict.values["vendor"], conflict.values["investor"]


# Fetching


def fetched(graph: ScopedReader, version: RelationshipVersion, *, with_claims: bool = False, **values: Any) -> Finding:
    """A relationship as a candidate, with the records of its ends and, if wanted, of the claims for and against it."""
    said = graph.counting(graph.reader.claims_about(version.id)) if with_claims else []
    others = graph.counting(graph.reader.opponents([claim.id for claim, _ in said])) if with_claims else []
    return Finding(
        key=(version.id,),
        values={
            "ends": [graph.entity(version.subject), graph.entity(version.object)],
            "said": said,
            "opponents": others,
            **values,
        },
        witness=(version,),
    )


def reader_over(findings: Iterable[Finding]) -> MemoryReader:
    """A reader over fetched candidates; a store that keeps records as texts gives them as texts."""
    entities: dict[str, Entity] = {}
    said: list[tuple[Claim, Source]] = []
    versions = []
    for finding in findings:
        for end in finding.values["ends"]:
            name = end if isinstance(end, str) else end.id
            if name not in entities:
                entities[name] = Entity.model_validate_json(end) if isinstance(end, str) else end
        for claim, source in (*finding.values["said"], *finding.values.get("opponents", ())):
            texts = isinstance(claim, str)
            said.append((CLAIM.validate_json(claim), Source.model_validate_json(source)) if texts else (claim, source))
        versions += [version for version in finding.witness if isinstance(version, RelationshipVersion)]
    return MemoryReader(entities.values(), versions, said)


def holdings_above(graph: ScopedReader, vendor: str, depth: int, threshold: float) -> Versions:
    """The holdings of which chains down to the vendor may be made: all direct ones, and those worth following."""
    found = {holding.id: holding for holding in graph.incoming(vendor, "INVESTS_IN")}
    reached = {vendor}
    edge = set() if graph.is_group(vendor) else {vendor}
    for _ in range(depth):
        followed = [h for entity in edge for h in graph.once(largest_first, entity, threshold, False)]
        found |= {holding.id: holding for holding in followed}
        edge = {h.subject for h in followed if h.subject not in reached and not graph.is_group(h.subject)}
        reached |= edge
    return found


def contracts(graph: ScopedReader, version: RelationshipVersion, depth: int, threshold: float) -> Iterator[Versions]:
    """The contracts whose conflicts the relationship may be part of."""
    if version.type == "CLIENT_OF" and graph.holds(version):
        yield {version.id: version}
    if version.type == "COMPETES_WITH":
        for client in (version.subject, version.object):
            yield {use.id: use for use in graph.outgoing(client, "CLIENT_OF")}
    if version.type == "INVESTS_IN":
        for vendor in vendors_below(graph, version.object, depth, threshold):
            yield {use.id: use for use in graph.incoming(vendor, "CLIENT_OF")}


def in_conflict(graph: ScopedReader, uses: Iterable[RelationshipVersion], most: int) -> Versions:
    """What the conflicts of these contracts rest on; of the first `most` contracts, by client and vendor."""
    found: Versions = {}
    above: dict[str, Versions] = {}
    holders: dict[str, set[str]] = {}
    rivals: dict[str, set[str]] = defaultdict(set)
    taken = 0
    for use in sorted(uses, key=lambda use: (use.subject, use.object)):
        if taken == most:
            break
        client, vendor = use.subject, use.object
        if graph.is_group(client) or graph.is_group(vendor):
            continue
        competing = graph.outgoing(client, "COMPETES_WITH")
        if competing and vendor not in above:
            above[vendor] = holdings_above(graph, vendor, ALL.depth, ALL.chain_threshold)
            holders[vendor] = {holding.subject for holding in above[vendor].values()}
        rivalries = [rivalry for rivalry in competing if rivalry.other_end(client) in holders[vendor]]
        if rivalries:
            taken += 1
            found |= {use.id: use, **{rivalry.id: rivalry for rivalry in rivalries}}
            rivals[vendor].update(rivalry.other_end(client) for rivalry in rivalries)
    for vendor, competitors in rivals.items():
        found |= _leading_from(competitors, above[vendor])
    return found


def _leading_from(holders: Iterable[str], holdings: Versions) -> Versions:
    """Those of the holdings that lead on from these holders: no chain from one of them has another."""
    by_holder: dict[str, Versions] = defaultdict(dict)
    for id_, holding in holdings.items():
        by_holder[holding.subject][id_] = holding
    found: Versions = {}
    edge = list(holders)
    while edge:
        held = by_holder.pop(edge.pop(), {})
        found |= held
        edge += [holding.object for holding in held.values()]
    return found
