"""A list of vendors, a list of competitors: what is wrong with each?

Names may be in any spelling, as a file has them. A name is resolved if one entity has it, also without its legal form
or with another one: the score says so. An id is resolved too. Any other name is the finding `unresolved`, with the
entities whose names are near and how well they fit. It is never guessed.

First come the vendors in the order of the list, with a row for each finding, or one row that says that there is none.
Then come the competitors, each with whether it could be checked.

* Competitors are those listed. If none are listed, they are those known to compete with the `client`. A listed
  one counts whether or not anybody says that it competes. If the client is known to compete with it, the
  evidence is added. A vendor that competes with the client is in conflict, listed or not.
* `conflict`: a competitor is the vendor, owns it or holds a part of it. `second_order`: it owns or holds a part
  of an entity that owns or holds a part of the vendor (whether or not the stakes are known). Or it is a client
  of the vendor too, whatever it buys. The tie says which, how sure that is, whether claims disagree about it,
  and whether it is known only in part.
* `none_found` means that somebody is known who owns or holds the vendor, and that at least one competitor was
  checked. Otherwise it is `unknown`. Neither says that the vendor is clean: what nobody wrote about isn't here.
* `not_screened`: a group ("governments") is nobody in particular; and the client is not screened against itself.

Limits: holdings are followed over two steps. What a competitor's parents and subsidiaries do is not counted as its own:
list them too.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple, Self

from msgspec import to_builtins
from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.errors import BadParameter
from graph_service.queries.base import AnyName, EntityName, Parameters, Row
from graph_service.queries.briefs import EntityBrief, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, RowsToSort, Values
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.ties import (
    DIRECT,
    Competitors,
    Reach,
    TieShown,
    TieValues,
    count_owners,
    describe_tie,
    find_competitors,
    find_ties,
    read_reach,
    show_tie,
)

Outcome = Literal["conflict", "second_order", "none_found", "unknown", "unresolved", "not_screened", "checked"]
Unresolved = Literal["no_such_name", "ambiguous_name"]
Reason = Literal[Unresolved, "group", "the_client"]

MOST = 200
"""The most names in a list."""


class NearName(Values, frozen=True):
    """An entity whose name is like the one asked for, and how much."""

    id: str
    score: float


class ListedName(Values, frozen=True):
    """A name of a list, and the entity that it means."""

    asked: str | None
    """As given; None: not listed, but known to compete with the client."""
    id: str | None
    nearest: tuple[NearName, ...]
    """The entity that it means, or else those that it may mean: the best first."""
    because: Unresolved | None
    """Why it means no entity; None: it means one."""


class ScreenParameters(Parameters):
    """Vendors, and competitors or a client that has some."""

    vendors: list[AnyName] = Field(
        max_length=MOST, description=f"Names or ids, {MOST} at most; give the parameter once for each."
    )
    competitors: list[AnyName] = Field(
        default_factory=list, max_length=MOST, description="Names or ids; if left out, the client's known competitors."
    )
    client: EntityName | None = Field(None, description="For whom the vendors are screened.")

    def with_ids(self, id_of: Callable[[str], str]) -> Self:
        """These parameters with the client's id. There must be a client or a competitor."""
        if self.client is None and not self.competitors:
            raise BadParameter("competitors", "name a competitor, or a client, whose known competitors then count")
        return super().with_ids(id_of)

    def entities_named(self) -> list[str]:
        """The client, and the entities that the names of the lists mean."""
        meant = [self.match(text).id for text in self.names_sought()]
        return list(dict.fromkeys([*super().entities_named(), *(id_ for id_ in meant if id_ is not None)]))

    def resolve_names(self, texts: list[str]) -> list[ListedName]:
        """The names of a list, each with the entity that it means."""
        return [self._resolve_name(text) for text in texts]

    def _resolve_name(self, text: str) -> ListedName:
        match = self.match(text)
        return ListedName(
            asked=text,
            id=match.id,
            nearest=tuple(NearName(id_, score) for id_, score in match.nearest),
            because=None if match.id else "ambiguous_name" if match.is_ambiguous else "no_such_name",
        )


def _cypher_parameters(p: ScreenParameters) -> dict[str, Any]:
    """The names with the entities that they mean, as maps."""
    return {
        "vendors": to_builtins(p.resolve_names(p.vendors)),
        "competitors": to_builtins(p.resolve_names(p.competitors)),
    }


class Nearest(BaseModel):
    """An entity whose name is like the one asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entity: EntityBrief
    score: float


class Screened(Row):
    """One finding about one vendor, or what became of the name of one competitor."""

    section: Literal["vendor", "competitor"]
    asked: str | None = Field(description="The name as given; null: not listed, a known competitor of the client.")
    entity: EntityBrief | None = Field(description="The entity that it means; null: unresolved.")
    score: float | None = Field(description="How well the name fits: 100, or 95 to 99 but for its legal form.")
    alternatives: list[Nearest] = Field(description="If unresolved: the entities that it may mean, the nearest first.")
    finding: Outcome
    because: Reason | None = Field(description="Why it is unresolved or not screened.")
    tie: TieShown | None = Field(description="How a competitor is tied to the vendor.")
    already_client: bool | None = Field(
        description="Whether the client buys from the vendor; null: no client is given."
    )
    clients_known: int | None = Field(description="How many clients of the vendor are known.")
    investors_known: int | None = Field(description="How many are known to own or hold a part of the vendor.")
    competitors_checked: int | None = Field(description="How many competitors' ties were looked for.")
    witness: list[Witness]


class ScreenFinding(Values, frozen=True):
    """A finding as a store has it; the fields mean what they mean in the row."""

    asked: str | None
    id: str | None
    nearest: tuple[NearName, ...]
    because: Reason | None
    finding: Outcome
    tie: TieValues | None
    already_client: bool | None
    clients_known: int | None
    investors_known: int | None
    competitors_checked: int | None


class _Counts(NamedTuple):
    """How much is known of a vendor."""

    already_client: bool | None = None
    clients_known: int | None = None
    investors_known: int | None = None
    competitors_checked: int | None = None


_NOT_COUNTED = _Counts()
"""For names that are not screened, and for competitors."""


def find(graph: ScopedReader, p: ScreenParameters) -> Iterator[Finding[ScreenFinding]]:
    """The findings, in no particular order."""
    known = find_competitors(graph, p.client) if p.client else {}
    listed = p.resolve_names(p.competitors)
    competitors: Competitors = known
    if listed:
        checked = [name.id for name in listed if name.id is not None and _find_reason(graph, p, name) is None]
        competitors = {id_: known.get(id_) for id_ in checked}
    reach = read_reach(graph, competitors)
    for at, vendor in enumerate(p.resolve_names(p.vendors)):
        yield from _screen_vendor(graph, p, at, vendor, competitors, reach, known)
    unlisted = [ListedName(asked=None, id=id_, nearest=(), because=None) for id_ in sorted(known)]
    for at, name in enumerate(listed or unlisted):
        because = _find_reason(graph, p, name)
        rivalry = known.get(name.id) if name.id is not None and because is None else None
        yield _make_finding((1, at, 0), name, because, "checked", witness=(rivalry,) if rivalry else ())


def _find_reason(graph: ScopedReader, p: ScreenParameters, name: ListedName) -> Reason | None:
    """Find why the name's entity can't be screened; None: it can."""
    if name.id is None:
        return name.because
    if graph.is_group(name.id):
        return "group"
    return "the_client" if name.id == p.client else None


def _screen_vendor(
    graph: ScopedReader,
    p: ScreenParameters,
    at: int,
    name: ListedName,
    competitors: Competitors,
    reach: Reach,
    known: Competitors,
) -> Iterator[Finding[ScreenFinding]]:
    """Give a finding for each tie, or one that says that there is none. `known` are the client's known competitors."""
    because, vendor = _find_reason(graph, p, name), name.id
    if because or vendor is None:
        yield _make_finding((0, at, 0), name, because, "unknown")
        return
    clients = [use.subject for use in graph.incoming(vendor, "CLIENT_OF")]
    investors_known = count_owners(graph, vendor)
    counts = _Counts(
        already_client=p.client in clients if p.client else None,
        clients_known=sum(not graph.is_group(client) for client in clients),
        investors_known=investors_known,
        competitors_checked=len(competitors),
    )
    # A vendor that competes with the client is in conflict, listed or not.
    against = {**competitors, vendor: known[vendor]} if vendor in known else competitors
    ties = find_ties(graph, vendor, against, reach, p.client)
    for place, tie in enumerate(ties):
        outcome: Outcome = "conflict" if tie.kind in DIRECT else "second_order"
        described = describe_tie(tie, graph.scope.as_of)
        yield _make_finding((0, at, place), name, None, outcome, counts=counts, tie=described, witness=tie.hops)
    if not ties:
        outcome = "none_found" if investors_known and competitors else "unknown"
        yield _make_finding((0, at, 0), name, None, outcome, counts=counts)


def _make_finding(
    key: Key,
    name: ListedName,
    because: Reason | None,
    outcome: Outcome,
    *,
    counts: _Counts = _NOT_COUNTED,
    tie: TieValues | None = None,
    witness: tuple[RelationshipVersion, ...] = (),
) -> Finding[ScreenFinding]:
    """Make the finding about the name. A name that can't be screened has its own outcome."""
    return Finding(
        key=key,
        values=ScreenFinding(
            asked=name.asked,
            id=name.id,
            nearest=name.nearest,
            because=because,
            finding="unresolved" if name.id is None else "not_screened" if because else outcome,
            tie=tie,
            already_client=counts.already_client,
            clients_known=counts.clients_known,
            investors_known=counts.investors_known,
            competitors_checked=counts.competitors_checked,
        ),
        witness=witness,
        entities=(*([] if name.id is None else [name.id]), *(near.id for near in name.nearest)),
    )


def shape(finding: Finding[ScreenFinding], evidence: Evidence) -> Screened:
    """The row as shown."""
    found = finding.values
    is_resolved = found.id is not None
    return Screened(
        section="competitor" if finding.key[0] else "vendor",
        asked=found.asked,
        entity=None if found.id is None else evidence.entity(found.id),
        score=found.nearest[0].score if is_resolved and found.nearest else None,
        alternatives=[
            Nearest(entity=evidence.entity(near.id), score=near.score)
            for near in (() if is_resolved else found.nearest)
        ],
        finding=found.finding,
        because=found.because,
        tie=None if found.tie is None else show_tie(found.tie, evidence),
        already_client=found.already_client,
        clients_known=found.clients_known,
        investors_known=found.investors_known,
        competitors_checked=found.competitors_checked,
        witness=evidence.witness(finding.witness),
    )


QUERY = RowsToSort(
    name="screen",
    version=1,
    question="A list of vendors, a list of competitors: what is wrong with each?",
    parameters=ScreenParameters,
    values=ScreenFinding,
    row=Screened,
    reads=("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN", "ACQUIRED", "SUBSIDIARY_OF"),
    order="vendors before competitors, place in the list (competitors that were not listed by id), the most direct tie "
    "first, competitor, relationships",
    find=find,
    shape=shape,
    cypher_parameters=_cypher_parameters,
    example={"client": "google", "vendors": ["Scale AI", "Skale"]},
)
