"""A list of vendors, a list of competitors: what is wrong with each?

Names in any spelling, as a file has them. A name that one entity has is resolved, with its legal form, without it or
with another, which the score says; so is an id. Any other is the finding `unresolved`, with those whose names are near,
if there are any, and how well they fit; it is never guessed. First the vendors in the order of the list, with a row for
each finding, or one that says that there is none; then the competitors, each with whether it could be checked.

* Competitors are those listed; where none are, those that are known to compete with the `client`. A listed one
  counts whether or not anybody says that it competes; if the client is known to compete with it, the evidence is
  added. A vendor that competes with the client is in conflict, listed or not.
* `conflict`: a competitor is the vendor, owns it or holds a part of it. `second_order`: it owns or holds a part of
  one who owns or holds a part of it (whether or not the stakes are known), or is a client of it too, whatever it
  buys. The tie says which, how sure that is, and whether claims disagree on it or know only a part.
* `none_found` is said where somebody is known who owns or holds the vendor, and at least one competitor was checked;
  otherwise it is `unknown`. Neither says that the vendor is clean: what nobody wrote about isn't here.
* `not_screened`: a group ("governments") is nobody in particular; and the client is not screened against itself.

Limits: holdings are followed over two steps; what a competitor's parents and subsidiaries do is not its doing: list
them too.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from graph_service.errors import BadParameter
from graph_service.queries.base import AnyName, EntityName, Finding, Parameters, Query, Row
from graph_service.queries.evidence import EntityBrief, Evidence, Witness
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.ties import (
    DIRECT,
    Reach,
    Rivals,
    TieShown,
    owners,
    reach_of,
    rivals_of,
    shown_tie,
    ties,
)

Found = Literal["conflict", "second_order", "none_found", "unknown", "unresolved", "not_screened", "checked"]
Reason = Literal["no_such_name", "ambiguous_name", "group", "the_client"]

MOST = 200
"""The most names in a list."""

Named = dict[str, Any]
"""A name of a list: as `asked`, the `id` it means, the `nearest` with their scores, and why it means nobody."""


class ScreenParameters(Parameters):
    """Vendors, and competitors or a client that has some."""

    vendors: list[AnyName] = Field(
        max_length=MOST, description=f"Names or ids, {MOST} at most; give the parameter once for each."
    )
    competitors: list[AnyName] = Field(
        default_factory=list, max_length=MOST, description="Names or ids; left out: the client's known competitors."
    )
    client: EntityName | None = Field(None, description="For whom the vendors are screened.")

    def with_ids(self, called: Callable[[str], str]) -> Self:
        """The same with the client's id; somebody must be there to screen for."""
        if self.client is None and not self.competitors:
            raise BadParameter("competitors", "name a competitor, or a client, whose known competitors then count")
        return super().with_ids(called)

    def entities_named(self) -> list[str]:
        """The client, and whom the names of the lists mean."""
        meant = [self.match(text).id for text in self.names_sought()]
        return list(dict.fromkeys([*super().entities_named(), *(id_ for id_ in meant if id_ is not None)]))

    def named(self, texts: list[str]) -> list[Named]:
        """What the names of a list mean."""
        found = []
        for text in texts:
            match = self.match(text)
            found.append(
                {
                    "asked": text,
                    "id": match.id,
                    "nearest": [{"id": id_, "score": score} for id_, score in match.nearest],
                    "because": None if match.id else "ambiguous_name" if match.ambiguous else "no_such_name",
                }
            )
        return found


class Nearest(BaseModel):
    """One whose name is like the one asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entity: EntityBrief
    score: float


class Screened(Row):
    """One finding about one vendor, or what became of the name of one competitor."""

    section: Literal["vendor", "competitor"]
    asked: str | None = Field(description="The name as given; null: not given, but known to compete with the client.")
    entity: EntityBrief | None = Field(description="Whom it means; null: unresolved.")
    score: float | None = Field(description="How well the name fits: 100, or 95 to 99 but for its legal form.")
    alternatives: list[Nearest] = Field(description="Where unresolved: whom it may mean, the nearest first.")
    finding: Found
    because: Reason | None = Field(description="Why it is unresolved or not screened.")
    tie: TieShown | None = Field(description="How a competitor is tied to the vendor.")
    already_client: bool | None = Field(description="Whether the client buys from the vendor; null: nobody to ask of.")
    clients_known: int | None = Field(description="How many clients of the vendor are known.")
    investors_known: int | None = Field(description="How many are known to own or hold a part of the vendor.")
    competitors_checked: int | None = Field(description="How many competitors' ties were looked for.")
    witness: list[Witness]


def answer(graph: ScopedReader, p: ScreenParameters) -> Iterator[Finding]:
    """The findings, in no particular order."""
    known: Rivals = rivals_of(graph, p.client) if p.client else {}
    listed = p.named(p.competitors)
    named = [each["id"] for each in listed if _because(graph, p, each) is None]
    rivals = {id_: known.get(id_) for id_ in named} if listed else known
    reach = reach_of(graph, rivals)
    for at, vendor in enumerate(p.named(p.vendors)):
        yield from _vendor(graph, p, at, vendor, rivals, reach, known)
    unlisted: list[Named] = [{"asked": None, "id": id_, "nearest": [], "because": None} for id_ in sorted(known)]
    for at, competitor in enumerate(listed or unlisted):
        because = _because(graph, p, competitor)
        rivalry = known.get(competitor["id"]) if because is None else None
        yield _finding((1, at, 0), competitor, because, "checked", witness=(rivalry,) if rivalry else ())


def _because(graph: ScopedReader, p: ScreenParameters, named: Named) -> Reason | None:
    if named["because"]:
        reason: Reason = named["because"]
        return reason
    if graph.is_group(named["id"]):
        return "group"
    return "the_client" if named["id"] == p.client else None


def _vendor(
    graph: ScopedReader,
    p: ScreenParameters,
    at: int,
    named: Named,
    rivals: Rivals,
    reach: Reach,
    known: Rivals,
) -> Iterator[Finding]:
    because, vendor = _because(graph, p, named), named["id"]
    if because:
        yield _finding((0, at, 0), named, because, "unknown")
        return
    clients = [use.subject for use in graph.incoming(vendor, "CLIENT_OF")]
    investors_known = len({owner for owner, _ in owners(graph, vendor)})
    counts = {
        "already_client": p.client in clients if p.client else None,
        "clients_known": sum(not graph.is_group(client) for client in clients),
        "investors_known": investors_known,
        "competitors_checked": len(rivals),
    }
    against = {**rivals, vendor: known[vendor]} if vendor in known else rivals
    found = ties(graph, vendor, against, reach, p.client)
    for place, tie in enumerate(found):
        finding: Found = "conflict" if tie.kind in DIRECT else "second_order"
        told = {**counts, "tie": tie.values(graph.scope.as_of)}
        yield _finding((0, at, place), named, None, finding, witness=tie.hops, **told)
    if not found:
        yield _finding((0, at, 0), named, None, "none_found" if investors_known and rivals else "unknown", **counts)


def _finding(
    key: tuple[int, int, int], named: Named, because: Reason | None, finding: Found, *, witness: Any = (), **more: Any
) -> Finding:
    unresolved = because in ("no_such_name", "ambiguous_name")
    return Finding(
        key=key,
        values={
            "asked": named["asked"],
            "id": named["id"],
            "nearest": named["nearest"],
            "because": because,
            "finding": "unresolved" if unresolved else "not_screened" if because else finding,
            "tie": None,
            "already_client": None,
            "clients_known": None,
            "investors_known": None,
            "competitors_checked": None,
            **more,
        },
        witness=witness,
        entities=tuple(id_ for id_ in (named["id"], *(each["id"] for each in named["nearest"])) if id_),
    )


def shape(finding: Finding, evidence: Evidence) -> Screened:
    """The row as shown."""
    values = dict(finding.values)
    id_, nearest, tie = values.pop("id"), values.pop("nearest"), values.pop("tie")
    return Screened(
        **values,
        section="competitor" if finding.key[0] else "vendor",
        entity=evidence.entity(id_) if id_ else None,
        score=nearest[0]["score"] if id_ and nearest else None,
        alternatives=[
            Nearest(entity=evidence.entity(each["id"]), score=each["score"]) for each in ([] if id_ else nearest)
        ],
        tie=shown_tie(tie, evidence) if tie else None,
        witness=evidence.witness(finding.witness),
    )


QUERY = Query(
    name="screen",
    version=1,
    question="A list of vendors, a list of competitors: what is wrong with each?",
    parameters=ScreenParameters,
    row=Screened,
    reads=("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN", "ACQUIRED", "SUBSIDIARY_OF"),
    order="vendors before competitors, place in the list (competitors that were not listed by id), the most direct tie "
    "first, competitor, relationships",
    answer=answer,
    shape=shape,
    cypher_parameters=lambda p: {"vendors": p.named(p.vendors), "competitors": p.named(p.competitors)},
    example={"client": "google", "vendors": ["Scale AI", "Skale"]},
)
