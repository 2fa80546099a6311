"""The kinds of question: rows to sort, rows in order, candidates to finish."""

import inspect
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from msgspec import Struct

from graph_service.domain.claim import Claim
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.source import Source
from graph_service.queries.base import Parameters, Row
from graph_service.queries.evidence import Evidence
from graph_service.queries.reader import ScopedReader

Key = tuple[str | float | int, ...]
"""A finding's place in its question's order: ascending, no two alike."""


class Values(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What a store finds for one row: entities by id, certainties by rank. Each question adds its own fields.

    The embedded store makes values in Python. Neo4j's columns are read into them and checked.
    """


class SourcedClaim:
    """The records of a claim and its source. It is no dataclass, so msgspec leaves reading it to the store."""

    __slots__ = ("claim", "source")

    def __init__(self, claim: Claim, source: Source) -> None:
        self.claim = claim
        self.source = source

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourcedClaim) and (self.claim, self.source) == (other.claim, other.source)

    def __hash__(self) -> int:
        return hash((self.claim.id, self.source.id))


class NoValues(Values, frozen=True):
    """For findings whose key and witness say all."""


P = TypeVar("P", bound=Parameters)
V = TypeVar("V", bound=Values)
V_co = TypeVar("V_co", bound=Values, covariant=True)
C = TypeVar("C", bound=Values)
R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Finding(Generic[V_co]):
    """One row or candidate as a store finds it, still without names, claims and sources."""

    key: Key
    values: V_co
    witness: tuple[RelationshipVersion | Figure, ...] = ()
    entities: tuple[str, ...] = ()
    """Entities that the row shows beside the ends of its witness."""
    claims: tuple[str, ...] = ()
    """Claims that the row shows beside those of its witness."""


@dataclass(frozen=True, kw_only=True)
class Query(Generic[P, R]):
    """A named question. Its Cypher file has the same name. Use one of the kinds below."""

    name: str
    version: int
    question: str
    parameters: type[P]
    row: type[R]
    values: type[Values]
    """What a store finds for each row or candidate."""
    reads: tuple[TypeName, ...]
    """The relationship types that it looks at. The answer's coverage counts these."""
    order: str
    """The total order of its rows, in words."""
    shape: Callable[[Finding[Any], Evidence], R]
    """The row as shown."""
    example: dict[str, Any] = field(default_factory=dict)
    cypher_parameters: Callable[[P], dict[str, Any]] = lambda _: {}
    """Further parameters of the Cypher, made from the question's, such as the index keys of a name."""

    @property
    def path(self) -> str:
        """The name as it stands in an address."""
        return self.name.replace("_", "-")

    @property
    def documentation(self) -> str:
        """The docstring of its module: the question, how it decides, its limits."""
        return inspect.getdoc(inspect.getmodule(self.shape)) or self.question


@dataclass(frozen=True, kw_only=True)
class RowsToSort(Query[P, R], Generic[P, V, R]):
    """Finds all rows in any order. The store sorts them by key and cuts the page."""

    values: type[V]
    shape: Callable[[Finding[V], Evidence], R]
    find: Callable[[ScopedReader, P], Iterable[Finding[V]]]


@dataclass(frozen=True, kw_only=True)
class RowsInOrder(Query[P, R], Generic[P, V, R]):
    """Finds rows one by one in the order of their keys. The store stops at the end of the page."""

    values: type[V]
    shape: Callable[[Finding[V], Evidence], R]
    find: Callable[[ScopedReader, P, Key | None], Iterator[Finding[V]]]
    """Finds the rows after a key, or all."""


@dataclass(frozen=True, kw_only=True)
class CandidatesToFinish(Query[P, R], Generic[P, C, V, R]):
    """Finds candidates in the store, then works out the rows from them, by the same code for every store."""

    values: type[C]
    shape: Callable[[Finding[V], Evidence], R]
    find: Callable[[ScopedReader, P], Iterable[Finding[C]]]
    finish: Callable[[list[Finding[C]], P], list[Finding[V]]]
    """The rows, in any order."""
    candidates_key: Callable[[P], Hashable] | None = None
    """If finding the candidates takes long: what they depend on. They are found once for each key."""
    capped: Callable[[list[Finding[C]], P], str | None] = lambda _candidates, _parameters: None
    """Says in words what was not looked at, if there were too many candidates."""


def list_shown_ids(findings: Iterable[Finding[Values]]) -> tuple[set[str], set[str]]:
    """List the ids of the entities and of the claims that the rows of these findings show."""
    entities: set[str] = set()
    claims: set[str] = set()
    for finding in findings:
        entities.update(finding.entities)
        claims.update(finding.claims)
        for derived in finding.witness:
            claims.update(derived.claims)
            entities.add(derived.subject)
            if isinstance(derived, RelationshipVersion):
                entities.add(derived.object)
    return entities, claims
