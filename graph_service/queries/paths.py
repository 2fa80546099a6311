"""How are two entities connected: all the shortest paths between them, or the k best?

A path is a row of entities, none of them twice, each related to the next. Without `k`, all paths of
the least length are given; with it, the k best: the shortest first, then the surest (a hop is as sure
as its surest relationship, a path as its least sure hop), then in the order of their ids.

* Relationships are followed either way round; with `directed`, from subject to object only, and either
  way where the type is symmetric. `types` leaves all others out.
* All relationships between two entities that follow each other stand on one hop: what differs in them
  alone isn't another path.
* What holds on the day asked about counts; with `include_announced`, also what is announced and not yet
  so. A path that rests on such a deal has no verdict and no window.
* Verdict, certainty, window and dispute are those of each hop's surest relationship.
* A group ("governments") may stand at an end, and is never passed through: two sources' groups need not
  be the same.
* The first 1,000 paths are looked at, shortest first, then in the order of their ids; if there are more,
  the certificate says so.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TYPE_NAMES, TypeName
from graph_service.domain.vocabulary import Certainty
from graph_service.errors import BadParameter
from graph_service.queries.base import EntityName, Parameters, Row
from graph_service.queries.briefs import EntityBrief, Window, Witness
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import CandidatesToFinish, Finding, NoValues, Values
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared.routes import RouteVerdict, describe_route, may_lie_on_route, route_rank

LONGEST = 6
MOST = 1_000
"""The most paths that are looked at."""


class PathsParameters(Parameters):
    """From one entity to another."""

    source: EntityName = Field(description="An id, or any name that only one entity has.")
    target: EntityName = Field(description="The entity to come to.")
    k: int | None = Field(
        None, ge=1, le=100, description="How many paths, 1 to 100, the best first; all the shortest if left out."
    )
    max_length: int = Field(4, ge=1, le=LONGEST, description=f"The most hops in a path, 1 to {LONGEST}.")
    types: list[TypeName] = Field(default_factory=list, description="Only relationships of these types.")
    directed: bool = Field(False, description="Only from subject to object.")
    include_announced: bool = Field(False, description="Also what is announced and not yet so.")

    def with_ids(self, id_of: Callable[[str], str]) -> Self:
        """These parameters with ids for names; a path from an entity to itself is refused."""
        parameters = super().with_ids(id_of)
        if parameters.source == parameters.target:
            raise BadParameter("target", "it is the same entity as the source")
        return parameters

    @property
    def enough(self) -> int:
        """With so many paths found, no longer ones are looked for."""
        return self.k or 1


class PathHop(BaseModel):
    """From one entity to the next."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: str
    end: str
    relationships: list[str] = Field(description="All between the two, the surest first.")

    def __str__(self) -> str:
        return " and ".join(self.relationships)


class Path(Row):
    """One path."""

    length: int
    entities: list[EntityBrief] = Field(description="From the source to the target.")
    hops: list[PathHop]
    disputed: bool
    verdict: RouteVerdict = Field(description="Null: a deal on it is only announced.")
    certainty: Certainty
    window: Window | None = Field(description="When all hops hold at once; null: a deal on it is only announced.")
    witness: list[Witness]


class Found(Values, frozen=True):
    """A path: the ids of its entities, and the relationships of each hop, the surest first."""

    path: tuple[str, ...]
    hops: tuple[tuple[RelationshipVersion, ...], ...]
    as_of: str


def find(graph: ScopedReader, p: PathsParameters) -> Iterator[Finding[NoValues]]:
    """What may lie on the paths, read from both ends on: one hop more at a time, until there are enough of them."""
    read: dict[str, RelationshipVersion] = {}
    reached = [{p.source}, {p.target}]
    edges = [{p.source}, {p.target}]
    for length in range(1, p.max_length + 1):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        near = {version.id: version for entity in edges[side] for version in _around(graph, p, entity)}
        read |= near
        edges[side] = {end for version in near.values() for end in (version.subject, version.object)} - reached[side]
        reached[side] |= edges[side]
        if not reached[0].isdisjoint(reached[1]) and len(_found(read.values(), p, length)) >= p.enough:
            break
    for version in read.values():
        yield Finding(key=(version.id,), values=NoValues(), witness=(version,))


def _around(graph: ScopedReader, p: PathsParameters, entity: str) -> Iterator[RelationshipVersion]:
    """What relates the entity to any that a path may come to."""
    for type_ in p.types or TYPE_NAMES:
        for version in graph.seen_at(entity, type_):
            other = version.other_end(entity)
            if may_lie_on_route(graph, version, announced=p.include_announced) and (
                other in (p.source, p.target) or not graph.is_group(other)
            ):
                yield version


def capped(found: list[Finding[NoValues]], p: PathsParameters) -> str | None:
    """Whether there are more paths than are looked at."""
    if len(_found(_versions(found), p, p.max_length)) <= MOST:
        return None
    return (
        f"there are more than {MOST:,} such paths: the first {MOST:,} were looked at, the shortest first, then in the "
        "order of their ids; ask for fewer types, or for one direction"
    )


def finish(found: list[Finding[NoValues]], p: PathsParameters) -> list[Finding[Found]]:
    """The best of the paths that are looked at."""
    as_of = p.scope.as_of
    versions = _versions(found)
    web = _Web(versions, p)
    rows = []
    for path in _found(versions, p, p.max_length)[:MOST]:
        hops = tuple(
            tuple(sorted(web.onwards[start][end], key=lambda v: route_rank([v], as_of)))
            for start, end in pairwise(path)
        )
        rows.append(
            Finding(
                key=(len(hops), -min(hop[0].certainty for hop in hops), *path),
                values=Found(path, hops, as_of),
                witness=tuple(version for hop in hops for version in hop),
            )
        )
    return sorted(rows, key=lambda finding: finding.key)[: p.k]


def _versions(found: Iterable[Finding[NoValues]]) -> list[RelationshipVersion]:
    return [version for finding in found for version in finding.witness if isinstance(version, RelationshipVersion)]


class _Web:
    """Who is related to whom: from where one hop leads where, by which relationships, and back."""

    def __init__(self, versions: Iterable[RelationshipVersion], p: PathsParameters) -> None:
        self.onwards: dict[str, dict[str, list[RelationshipVersion]]] = {}
        self._back: dict[str, set[str]] = {}
        for version in versions:
            self._put(version.subject, version.object, version)
            if not p.directed or RELATIONSHIP_TYPES[version.type].symmetric:
                self._put(version.object, version.subject, version)
        # Sorted once, so that paths are found in the order of their ids.
        self.onwards = {start: dict(sorted(ends.items())) for start, ends in self.onwards.items()}

    def _put(self, start: str, end: str, version: RelationshipVersion) -> None:
        self.onwards.setdefault(start, {}).setdefault(end, []).append(version)
        self._back.setdefault(end, set()).add(start)

    def distances(self, target: str) -> dict[str, int]:
        """How many hops it takes to come to the target, from wherever one can."""
        distances = {target: 0}
        edge = [target]
        while edge:
            edge = [start for start in {s for end in edge for s in self._back.get(end, ())} if start not in distances]
            distances.update(dict.fromkeys(edge, max(distances.values()) + 1))
        return distances


def _found(versions: Iterable[RelationshipVersion], p: PathsParameters, max_length: int) -> list[tuple[str, ...]]:
    """The paths, shortest first, then in the order of their ids, until there are enough, or more than are looked at."""
    web = _Web(versions, p)
    distances = web.distances(p.target)

    def onwards(path: tuple[str, ...], left: int) -> Iterator[tuple[str, ...]]:
        if not left:
            yield path
            return
        for other in web.onwards.get(path[-1], ()):
            # Who is too far from the target to come to it in time isn't followed.
            if other not in path and distances.get(other, left) < left and (other != p.target or left == 1):
                yield from onwards((*path, other), left - 1)

    found: list[tuple[str, ...]] = []
    for length in range(1, max_length + 1):
        found += islice(onwards((p.source,), length), MOST + 1 - len(found))
        if len(found) >= p.enough:
            break
    return found


def shape(finding: Finding[Found], evidence: Evidence) -> Path:
    """The row as shown."""
    path, hops = finding.values.path, finding.values.hops
    return Path(
        length=len(hops),
        entities=[evidence.entity(id_) for id_ in path],
        hops=[
            PathHop(start=start, end=end, relationships=[version.id for version in hop])
            for (start, end), hop in zip(pairwise(path), hops, strict=True)
        ],
        **describe_route([hop[0] for hop in hops], finding.values.as_of),
        witness=evidence.witness(finding.witness),
    )


def _edges(types: Sequence[TypeName]) -> list[str]:
    return [edge for name in types for edge in RELATIONSHIP_TYPES[name].edges]


QUERY = CandidatesToFinish(
    name="paths",
    version=1,
    question="How are two entities connected: all the shortest paths between them, or the k best?",
    parameters=PathsParameters,
    values=NoValues,
    row=Path,
    reads=TYPE_NAMES,
    order="length, certainty (surest first), ids of the entities from the source to the target",
    find=find,
    shape=shape,
    finish=finish,
    capped=capped,
    cypher_parameters=lambda p: {
        "edges": _edges(p.types or TYPE_NAMES),
        "either_way": _edges([name for name in TYPE_NAMES if not p.directed or RELATIONSHIP_TYPES[name].symmetric]),
    },
    example={"source": "google", "target": "meta"},
)
