"""How are two entities connected: all the shortest paths between them, or the k best?

A path is a row of entities, none of them twice, each related to the next. Without `k`, all paths of the least length
are given. With `k`, the k best are given: the shortest first, then the surest, then in the order of their ids. A hop is
as sure as its surest relationship, a path as its least sure hop.

* Relationships are followed either way round. With `directed` they are followed from subject to object only,
  and either way if the type is symmetric. With `types`, all other types are left out.
* All relationships between two neighbours on the path stand on one hop: a path through the same entities
  is the same path.
* Relationships count if they hold on the day asked about; with `include_announced`, also if they are
  announced and not yet in force. A path that rests on an announced one has no verdict and no window.
* Verdict, certainty, window and dispute are those of each hop's surest relationship.
* A group ("governments") may stand at an end, and is never passed through: two sources' groups need not
  be the same.
* The first 1,000 paths are looked at, shortest first, then in the order of their ids. If there are more,
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
    target: EntityName = Field(description="The entity where the paths end.")
    k: int | None = Field(
        None, ge=1, le=100, description="How many paths, 1 to 100, the best first; all the shortest if left out."
    )
    max_length: int = Field(4, ge=1, le=LONGEST, description=f"The most hops in a path, 1 to {LONGEST}.")
    types: list[TypeName] = Field(default_factory=list, description="Only relationships of these types.")
    directed: bool = Field(False, description="Only from subject to object.")
    include_announced: bool = Field(False, description="Also deals that are announced and not yet in force.")

    def with_ids(self, id_of: Callable[[str], str]) -> Self:
        """These parameters with ids for names. A path from an entity to itself is refused."""
        parameters = super().with_ids(id_of)
        if parameters.source == parameters.target:
            raise BadParameter("target", "it is the same entity as the source")
        return parameters

    @property
    def wanted(self) -> int:
        """If so many paths are found, no longer ones are looked for."""
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


class PathFound(Values, frozen=True):
    """A path: the ids of its entities, and the relationships of each hop, the surest first."""

    path: tuple[str, ...]
    hops: tuple[tuple[RelationshipVersion, ...], ...]
    as_of: str


def find(graph: ScopedReader, p: PathsParameters) -> Iterator[Finding[NoValues]]:
    """What may lie on the paths. It is read from both ends, one hop more at a time, until there are enough paths."""
    read: dict[str, RelationshipVersion] = {}
    reached = [{p.source}, {p.target}]
    edges = [{p.source}, {p.target}]
    for length in range(1, p.max_length + 1):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        near = {version.id: version for entity in edges[side] for version in _read_around(graph, p, entity)}
        read |= near
        edges[side] = {end for version in near.values() for end in (version.subject, version.object)} - reached[side]
        reached[side] |= edges[side]
        if not reached[0].isdisjoint(reached[1]) and len(_find_paths(read.values(), p, length)) >= p.wanted:
            break
    for version in read.values():
        yield Finding(key=(version.id,), values=NoValues(), witness=(version,))


def _read_around(graph: ScopedReader, p: PathsParameters, entity: str) -> Iterator[RelationshipVersion]:
    """Read what relates the entity to those that a path may come to."""
    for type_ in p.types or TYPE_NAMES:
        for version in graph.seen_at(entity, type_):
            other = version.other_end(entity)
            if may_lie_on_route(graph, version, announced=p.include_announced) and (
                other in (p.source, p.target) or not graph.is_group(other)
            ):
                yield version


def describe_cap(found: list[Finding[NoValues]], p: PathsParameters) -> str | None:
    """Say that there are more paths than are looked at, if there are."""
    if len(_find_paths(_list_versions(found), p, p.max_length)) <= MOST:
        return None
    return (
        f"there are more than {MOST:,} such paths: the first {MOST:,} were looked at, the shortest first, then in the "
        "order of their ids; ask for fewer types, or for one direction"
    )


def finish(found: list[Finding[NoValues]], p: PathsParameters) -> list[Finding[PathFound]]:
    """The best of the paths that are looked at."""
    as_of = p.scope.as_of
    versions = _list_versions(found)
    connections = _Connections(versions, p)
    rows = []
    for path in _find_paths(versions, p, p.max_length)[:MOST]:
        hops = tuple(
            tuple(sorted(connections.onwards[start][end], key=lambda v: route_rank([v], as_of)))
            for start, end in pairwise(path)
        )
        rows.append(
            Finding(
                key=(len(hops), -min(hop[0].certainty for hop in hops), *path),
                values=PathFound(path, hops, as_of),
                witness=tuple(version for hop in hops for version in hop),
            )
        )
    return sorted(rows, key=lambda finding: finding.key)[: p.k]


def _list_versions(found: Iterable[Finding[NoValues]]) -> list[RelationshipVersion]:
    return [version for finding in found for version in finding.witness if isinstance(version, RelationshipVersion)]


class _Connections:
    """Who is related to whom: where one hop leads from each entity, and by which relationships."""

    def __init__(self, versions: Iterable[RelationshipVersion], p: PathsParameters) -> None:
        self.onwards: dict[str, dict[str, list[RelationshipVersion]]] = {}
        self._back: dict[str, set[str]] = {}
        for version in versions:
            self._put(version.subject, version.object, version)
            if not p.directed or RELATIONSHIP_TYPES[version.type].symmetric:
                self._put(version.object, version.subject, version)
        # Sorted, so that paths are found in the order of their ids.
        self.onwards = {start: dict(sorted(ends.items())) for start, ends in self.onwards.items()}

    def _put(self, start: str, end: str, version: RelationshipVersion) -> None:
        self.onwards.setdefault(start, {}).setdefault(end, []).append(version)
        self._back.setdefault(end, set()).add(start)

    def distances(self, target: str) -> dict[str, int]:
        """How many hops lead to the target, for each entity from which it can be reached."""
        distances = {target: 0}
        edge = [target]
        while edge:
            edge = [start for start in {s for end in edge for s in self._back.get(end, ())} if start not in distances]
            distances.update(dict.fromkeys(edge, max(distances.values()) + 1))
        return distances


def _find_paths(versions: Iterable[RelationshipVersion], p: PathsParameters, max_length: int) -> list[tuple[str, ...]]:
    """Find paths, shortest first, then in the order of their ids, until there are enough or too many."""
    connections = _Connections(versions, p)
    distances = connections.distances(p.target)

    def onwards(path: tuple[str, ...], left: int) -> Iterator[tuple[str, ...]]:
        if not left:
            yield path
            return
        for other in connections.onwards.get(path[-1], ()):
            # An entity too far from the target to reach it in time isn't followed.
            if other not in path and distances.get(other, left) < left and (other != p.target or left == 1):
                yield from onwards((*path, other), left - 1)

    found: list[tuple[str, ...]] = []
    for length in range(1, max_length + 1):
        found += islice(onwards((p.source,), length), MOST + 1 - len(found))
        if len(found) >= p.wanted:
            break
    return found


def shape(finding: Finding[PathFound], evidence: Evidence) -> Path:
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
    capped=describe_cap,
    cypher_parameters=lambda p: {
        "edges": _edges(p.types or TYPE_NAMES),
        "either_way": _edges([name for name in TYPE_NAMES if not p.directed or RELATIONSHIP_TYPES[name].symmetric]),
    },
    example={"source": "google", "target": "meta"},
)
