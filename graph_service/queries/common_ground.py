"""What do two or more entities share: vendors, clients, investors, holdings, rivals, partners?

For each of these kinds of which any is known, there is first a row `index`: how many all of the entities share, how
many they have between them, and the Jaccard index, which is the first divided by the second. Then there is a row
`shared` for each entity that all of them have. If a kind has no row, nothing is known of it. That is not the same as
nothing shared.

Only what holds on the day asked about counts. Groups are not counted, as two sources' "governments" need not be the
same ones. Source of the index: P. Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37 (1901).
"""

from collections.abc import Callable, Iterator
from typing import Literal, Self, get_args

from pydantic import Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import TypeName
from graph_service.errors import BadParameter
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import EntityBrief, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, RowsToSort, Values
from graph_service.queries.reader import ScopedReader

CommonGroundKind = Literal["vendors", "clients", "investors", "holdings", "rivals", "partners"]
COMMON_GROUND_KINDS: tuple[CommonGroundKind, ...] = get_args(CommonGroundKind)
_READ: dict[CommonGroundKind, tuple[TypeName, bool]] = {
    # kind: the relationship's type, and whether the entities are its subjects
    "vendors": ("CLIENT_OF", True),
    "clients": ("CLIENT_OF", False),
    "investors": ("INVESTS_IN", False),
    "holdings": ("INVESTS_IN", True),
    "rivals": ("COMPETES_WITH", True),
    "partners": ("PARTNERS_WITH", True),
}
MOST = 10


class CommonGroundParameters(Parameters):
    """Two entities or more."""

    entities: list[EntityName] = Field(
        min_length=2, max_length=MOST, description=f"Two to {MOST} ids or names; give the parameter once for each."
    )
    kinds: list[CommonGroundKind] = Field(default_factory=list, description="Only these kinds of common ground.")

    def with_ids(self, id_of: Callable[[str], str]) -> Self:
        """These parameters with ids for names; two names of one entity are refused."""
        parameters = super().with_ids(id_of)
        if len(set(parameters.entities)) < len(parameters.entities):
            raise BadParameter("entities", "the same entity is named twice")
        return parameters


class CommonGround(Row):
    """How much is shared of one kind, or one shared entity."""

    section: Literal["index", "shared"]
    kind: CommonGroundKind
    shared: EntityBrief | None = Field(description="The entity that all of them have.")
    shared_count: int | None = Field(description="How many entities all of them have.")
    union_count: int | None = Field(description="How many entities at least one of them has.")
    jaccard: float | None = Field(description="shared_count divided by union_count.")
    witness: list[Witness]


class Shared(Values, frozen=True):
    """The index of one kind, or (without counts) one entity of that kind; the fields mean what they mean in the row."""

    kind: CommonGroundKind
    shared_count: int | None = None
    union_count: int | None = None
    jaccard: float | None = None


def find(graph: ScopedReader, p: CommonGroundParameters) -> Iterator[Finding[Shared]]:
    """The indexes, and what is shared."""
    entities = sorted(p.entities)
    for at, kind in enumerate(COMMON_GROUND_KINDS):
        if p.kinds and kind not in p.kinds:
            continue
        has = [_read_others(graph, entity, kind) for entity in entities]
        union = set().union(*has)
        if not union:
            continue
        shared = sorted(other for other in union if all(other in others for others in has))
        yield Finding(
            key=(at, 0, ""),
            values=Shared(kind, len(shared), len(union), len(shared) / len(union)),
        )
        for other in shared:
            yield Finding(
                key=(at, 1, other),
                values=Shared(kind),
                witness=tuple(others[other] for others in has),
                entities=(other,),
            )


def _read_others(graph: ScopedReader, entity: str, kind: CommonGroundKind) -> dict[str, RelationshipVersion]:
    """Read what stands at the other end, without groups."""
    type_, subject = _READ[kind]
    versions = graph.outgoing(entity, type_) if subject else graph.incoming(entity, type_)
    ends = {version.other_end(entity): version for version in versions}
    return {other: version for other, version in ends.items() if not graph.is_group(other)}


def shape(finding: Finding[Shared], evidence: Evidence) -> CommonGround:
    """The row as shown."""
    found = finding.values
    return CommonGround(
        section="shared" if finding.entities else "index",
        shared=evidence.entity(finding.entities[0]) if finding.entities else None,
        kind=found.kind,
        shared_count=found.shared_count,
        union_count=found.union_count,
        jaccard=found.jaccard,
        witness=evidence.witness(finding.witness),
    )


QUERY = RowsToSort(
    name="common_ground",
    version=1,
    question="What do two or more entities share: vendors, clients, investors, holdings, rivals, partners?",
    parameters=CommonGroundParameters,
    values=Shared,
    row=CommonGround,
    reads=("CLIENT_OF", "INVESTS_IN", "COMPETES_WITH", "PARTNERS_WITH"),
    order="kind (vendors, clients, investors, holdings, rivals, partners), index before shared, entity",
    find=find,
    shape=shape,
    example={"entities": ["google", "microsoft"]},
)
