"""Add or remove a deal: which conflicts of shared vendors open and close? Nothing is written.

`add` and `remove` are deals: holdings (INVESTS_IN), contracts (CLIENT_OF) and rivalries (COMPETES_WITH). First the
deals to remove are taken away, whatever the claims say of them. Then the deals to add are taken as true. An added deal
replaces what the claims say of the same relationship. What it leaves out (the stake, votes, sums, the service) stays
as it is, unless the deal was removed too. An added deal is `active` unless it says otherwise, begins on the day asked
about unless it names a day, and counts as confirmed. So a deal that is only `announced`, or begins later, opens nothing
yet: ask with a later `as_of`.

The conflicts before and after are those of `shared_vendors` with the same `depth` and `chain_threshold`:

* `opens`, `closes`: the conflict exists only after, or only before.
* `widens`, `narrows`: it exists before and after. The client now means to stay or to leave, or else the
  effective stake grows or shrinks.
* `changes`: something else differs: how sure it is, what is known of the stake or its votes, a dispute.

A supposed deal retracts no claim: what its relationship's claims contradict elsewhere stays disputed.

`because` names the deals that the change comes from. In the witness, a relationship that is only supposed is marked
`hypothetical` and has no claims. One that the deals took away or replaced is marked `removed`. A relationship may stand
only once in each list.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.suggestions import join_or
from graph_service.domain.vocabulary import Segment
from graph_service.errors import BadParameter
from graph_service.queries import shared_vendors
from graph_service.queries.base import Parameters, Row
from graph_service.queries.briefs import EntityBrief, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import CandidatesToFinish, Finding, Values
from graph_service.queries.memory_reader import MemoryReader
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared import conflicts
from graph_service.queries.shared.conflicts import Candidate, ConflictState, Versions, show_state, stands_alike
from graph_service.queries.shared.deals import Deal, Ends, read_deals, read_ends
from graph_service.queries.shared.holdings import DEPTH, ChainRules, vendors_below
from graph_service.queries.shared_vendors import Conflict, SharedVendorsParameters

Change = Literal["opens", "closes", "widens", "narrows", "changes"]
_CHANGES: tuple[Change, ...] = ("opens", "closes", "widens", "narrows", "changes")

MOST = 50
"""The most deals to add, and the most to remove."""

_ITEMS = {"type": "array", "items": {"type": ["string", "object"]}, "maxItems": MOST}
E = TypeVar("E", bound=Ends)


class WhatIfParameters(Parameters):
    """Deals to add and deals to remove, at least one."""

    add: Annotated[list[Deal], BeforeValidator(read_deals), WithJsonSchema(_ITEMS)] = Field(
        default_factory=list,
        max_length=MOST,
        description="A deal to suppose, as `meta INVESTS_IN surge-ai 49%` or as a JSON object with a claim's subject, "
        "type, object and, if wanted, status, stake_percent, direct, voting, amount, valid_from, valid_to, service, "
        f"segment, certainty. Ends are ids or names. Give the parameter once for each deal, {MOST} at most.",
    )
    remove: Annotated[list[Ends], BeforeValidator(read_ends), WithJsonSchema(_ITEMS)] = Field(
        default_factory=list,
        max_length=MOST,
        description="A deal to take away, as `meta:INVESTS_IN:scale-ai` or as a JSON object with subject, type and "
        f"object. Give the parameter once for each deal, {MOST} at most.",
    )
    depth: int = Field(3, ge=1, le=DEPTH, description="The most holdings in a chain; 1 is direct stakes only.")
    chain_threshold: float = Field(
        1.0, ge=0, le=100, description="The least effective stake of a chain of two or more, in percent; 0 follows all."
    )

    def entities_named(self) -> list[str]:
        """The ends of the deals."""
        return list(dict.fromkeys(end for deal in (*self.add, *self.remove) for end in (deal.subject, deal.object)))

    def relationships_named(self) -> list[str]:
        """The deals to remove. They must exist."""
        return [deal.relationship for deal in self.remove]

    def with_ids(self, id_of: Callable[[str], str]) -> Self:
        """These parameters with ids for names. No deals at all, or one deal twice, are refused."""
        if not self.add and not self.remove:
            raise BadParameter("add", "name a deal to add, or one to remove")
        return self.model_copy(
            update={
                "add": _replace_names("add", self.add, id_of),
                "remove": _replace_names("remove", self.remove, id_of),
            }
        )


def _replace_names(parameter: str, deals: list[E], id_of: Callable[[str], str]) -> list[E]:
    found: dict[str, E] = {}
    for at, named in enumerate(deals, 1):
        try:
            deal = named.with_ids(id_of)
        except ValueError as error:
            raise BadParameter(parameter, f"deal {at}: {error}") from error
        if deal.relationship in found:
            raise BadParameter(parameter, f"deal {at}: {deal.relationship} is in the list twice")
        found[deal.relationship] = deal
    return list(found.values())


@dataclass(frozen=True, slots=True)
class SupposedHop(Witness):
    """A relationship of the conflict, and what the deals did to it."""

    hypothetical: Annotated[bool, Field(description="Only supposed: no source says so.")]
    removed: Annotated[bool, Field(description="Taken away or replaced by the deals.")]


class Changed(Row):
    """What the deals would do to one conflict."""

    change: Change
    client: EntityBrief
    vendor: EntityBrief
    investor: EntityBrief
    before: ConflictState | None = Field(description="As the graph has it; null: the conflict opens.")
    after: ConflictState | None = Field(description="With the deals; null: the conflict closes.")
    segment: Segment | None = Field(description="What the client and the investor compete in.")
    because: list[str] = Field(description="The relationships among the deals that the change comes from.")
    witness: list[SupposedHop] = Field(description="What the conflict rests on, and what the deals took away from it.")


class Difference(Values, frozen=True):
    """What the deals would do to one conflict; the fields mean what they mean in the row."""

    change: Change
    before: Conflict | None
    after: Conflict | None
    segment: Segment | None
    because: tuple[str, ...]
    removed: tuple[bool, ...]
    """For each relationship of the witness, whether the deals took it away."""


def find(graph: ScopedReader, p: WhatIfParameters) -> Iterator[Finding[Candidate]]:
    """The graph's relationships that bear on conflicts which the deals may change."""
    for id_ in p.entities_named():
        yield Finding((id_,), Candidate(ends=(graph.entity(id_),)))
    at, rules = _find_anchors(p), ChainRules(p.depth, p.chain_threshold)
    found: Versions = {}
    uses: Versions = {}
    for deal in (*p.add, *p.remove):
        found |= {v.id: v for v in graph.seen_at(deal.subject, deal.type) if v.id == deal.relationship}
    holdings: Versions = {}
    for holder in at["holders"]:
        holdings |= conflicts.holdings_above(graph, holder, rules)
    investors = {*at["holders"], *(holding.subject for holding in holdings.values())}
    vendors = {v for held in at["held"] for v in vendors_below(graph, held, rules)}
    rivals = {r.other_end(i) for i in investors for r in graph.outgoing(i, "COMPETES_WITH")} if vendors else set()
    for rival in rivals:
        uses |= {use.id: use for use in graph.outgoing(rival, "CLIENT_OF") if use.object in vendors}
    for rival in at["rivals"]:
        uses |= {use.id: use for use in graph.outgoing(rival, "CLIENT_OF")}
    for vendor in {*(use.object for use in uses.values()), *at["vendors"]}:
        holdings |= conflicts.holdings_above(graph, vendor, rules)
    holders = {*(holding.subject for holding in holdings.values()), *at["holders"]}
    for client in {*(use.subject for use in uses.values()), *at["clients"]}:
        found |= {r.id: r for r in graph.outgoing(client, "COMPETES_WITH") if r.other_end(client) in holders}
    for version in (found | uses | holdings).values():
        yield conflicts.fetch_candidate(graph, version)


def _find_anchors(p: WhatIfParameters) -> dict[str, list[str]]:
    """Find where the deals touch the graph: what they hold and who holds it, clients and their vendors, rivals."""
    at: dict[str, set[str]] = {name: set() for name in ("held", "holders", "clients", "vendors", "rivals")}
    for deal in (*p.add, *p.remove):
        if deal.type == "INVESTS_IN":
            at["holders"].add(deal.subject)
            at["held"].add(deal.object)
        elif deal.type == "CLIENT_OF":
            at["clients"].add(deal.subject)
            at["vendors"].add(deal.object)
        else:
            at["rivals"] |= {deal.subject, deal.object}
    return {name: sorted(ids) for name, ids in at.items()}


def finish(candidates: list[Finding[Candidate]], p: WhatIfParameters) -> list[Finding[Difference]]:
    """The conflicts before and after, compared."""
    reader = conflicts.read_candidates(candidates)
    _check_kinds(reader, p.add)
    graph = ScopedReader(reader, p.scope)
    removed = {deal.relationship for deal in p.remove}
    known = {v.id: v for deal in p.add for v in graph.seen_at(deal.subject, deal.type) if v.id not in removed}
    supposed = [deal.version(known.get(deal.relationship), p.scope.as_of) for deal in p.add]
    touched = removed | {version.id for version in supposed}
    before = _find_conflicts(graph, p)
    after = _find_conflicts(ScopedReader(reader.with_versions(touched, supposed), p.scope), p)
    return [
        finding
        for ends in before.keys() | after.keys()
        if (finding := _compare(ends, before.get(ends), after.get(ends), touched))
    ]


def _check_kinds(reader: MemoryReader, deals: list[Deal]) -> None:
    for at, deal in enumerate(deals, 1):
        entry = RELATIONSHIP_TYPES[deal.type]
        for end, id_, allowed in (
            ("subject", deal.subject, entry.from_kinds),
            ("object", deal.object, entry.to_kinds),
        ):
            entity = reader.entity(id_)
            assert entity is not None, "the ends of the deals are fetched"
            if entity.kind not in allowed:
                problem = (
                    f"the {end} of {deal.type} can't be a {entity.kind}, as {id_} is; it may be a {join_or(allowed)}"
                )
                raise BadParameter("add", f"deal {at}: {problem}")


def _find_conflicts(graph: ScopedReader, p: WhatIfParameters) -> dict[tuple[str, str, str], Finding[Conflict]]:
    asked = SharedVendorsParameters(depth=p.depth, chain_threshold=p.chain_threshold)
    return {conflict.values.ends: conflict for conflict in shared_vendors.find_conflicts(graph, asked)}


def _compare(
    ends: tuple[str, str, str], before: Finding[Conflict] | None, after: Finding[Conflict] | None, touched: set[str]
) -> Finding[Difference] | None:
    was, would_be = before.values if before else None, after.values if after else None
    change = _name_change(was, would_be)
    stands = after or before
    if change is None or stands is None:
        return None
    hops = _list_hops(stands)
    removed_hops = {id_: hop for id_, hop in _list_hops(before).items() if id_ in touched}
    shown = hops if after is None else {**hops, **{id_: hop for id_, hop in removed_hops.items() if id_ not in hops}}
    return Finding(
        key=(_CHANGES.index(change), *stands.key),
        values=Difference(
            change=change,
            before=was,
            after=would_be,
            segment=stands.values.segment,
            because=tuple(sorted(removed_hops.keys() | (hops.keys() & touched))),
            removed=tuple(hop == removed_hops.get(id_) for id_, hop in shown.items()),
        ),
        witness=tuple(shown.values()),
        entities=ends,
    )


def _list_hops(conflict: Finding[Conflict] | None) -> Versions:
    return {v.id: v for v in (conflict.witness if conflict else ()) if isinstance(v, RelationshipVersion)}


def _name_change(before: Conflict | None, after: Conflict | None) -> Change | None:
    if before is None or after is None:
        return "opens" if before is None else "closes"
    if before.standing != after.standing:
        return "widens" if after.standing == "open" else "narrows"
    stake, new = before.effective_stake_percent, after.effective_stake_percent
    if stake is not None and new is not None and stake != new:
        return "widens" if new > stake else "narrows"
    return None if stands_alike(before, after) else "changes"


def shape(finding: Finding[Difference], evidence: Evidence) -> Changed:
    """The row as shown."""
    values = finding.values
    client, vendor, investor = finding.entities
    hops = zip(finding.witness, evidence.witness(finding.witness), values.removed, strict=True)
    return Changed(
        change=values.change,
        client=evidence.entity(client),
        vendor=evidence.entity(vendor),
        investor=evidence.entity(investor),
        before=show_state(values.before) if values.before else None,
        after=show_state(values.after) if values.after else None,
        segment=values.segment,
        because=list(values.because),
        witness=[
            SupposedHop(shown.relationship, shown.claims, hypothetical=not version.claims, removed=removed)
            for version, shown, removed in hops
        ],
    )


def _cypher_parameters(p: WhatIfParameters) -> dict[str, Any]:
    return {
        **_find_anchors(p),
        "named": p.entities_named(),
        "deals": sorted({deal.relationship for deal in (*p.add, *p.remove)}),
    }


QUERY = CandidatesToFinish(
    name="what_if",
    version=1,
    question="Add or remove a deal: which conflicts of shared vendors open and close?",
    parameters=WhatIfParameters,
    values=Candidate,
    row=Changed,
    reads=("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN"),
    order="change (opens, closes, widens, narrows, changes), effective_stake_percent (largest first, unknown last; "
    "after the deals, or before where it closes), client, vendor, investor",
    find=find,
    shape=shape,
    finish=finish,
    cypher_parameters=_cypher_parameters,
    example={"remove": ["meta:INVESTS_IN:scale-ai"]},
)
