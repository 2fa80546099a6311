"""What a named query is made of, and what every one of them takes and gives."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph_service.domain.dates import Day
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.vocabulary import Certainty
from graph_service.queries.evidence import Evidence
from graph_service.reader import ScopedReader

LIMIT = 1000
"""The most rows that one page carries."""

Key = tuple[str | float | int, ...]
"""Where a finding stands in its question's order: ascending, no two alike."""


@dataclass(frozen=True)
class NamesEntity:
    """Marks a parameter that names an entity: an id, or any name that only one entity has."""


@dataclass(frozen=True)
class NamesRelationship:
    """Marks a parameter that holds the id of a relationship or of a figure."""


EntityName = Annotated[str, Field(min_length=1, max_length=20_000), NamesEntity()]
RelationshipId = Annotated[str, Field(min_length=1, max_length=400), NamesRelationship()]


class Parameters(BaseModel):
    """What every question takes: the scope, and the page. A question's own parameters come on top."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: Day | None = Field(None, description="The day that the answer is about, YYYY-MM-DD; today if left out.")
    known_at: Day | None = Field(
        None, description="Only what could be read by that day, YYYY-MM-DD, not in the future; today if left out."
    )
    min_certainty: Certainty = Field("inferred", description="Leave out claims that are less sure than this.")
    include_disputed: bool = Field(True, description="Count relationships about which claims disagree.")
    limit: int = Field(100, ge=1, le=LIMIT, description=f"The most rows to give, 1 to {LIMIT}.")
    cursor: str | None = Field(None, max_length=4000, description="Where the page before ended: its `next`.")

    @classmethod
    def marked(cls, marker: type) -> list[str]:
        """The parameters that carry a marker, such as `NamesEntity`."""
        return [name for name, info in cls.model_fields.items() if any(isinstance(m, marker) for m in _metadata(info))]

    @classmethod
    def own_parameters(cls) -> list[str]:
        """The parameters that the question adds to those which all take."""
        return [name for name in cls.model_fields if name not in Parameters.model_fields]


class Row(BaseModel):
    """One row of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Finding:
    """One row as a store finds it, before names, claims and sources are put to it."""

    key: Key
    values: dict[str, Any]
    witness: tuple[RelationshipVersion | Figure, ...] = ()
    entities: tuple[str, ...] = ()
    """Entities the row speaks of that stand at no end of its witness."""
    claims: tuple[str, ...] = ()
    """Claims the row shows beside those of its witness."""


P = TypeVar("P", bound=Parameters)
R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Query(Generic[P, R]):
    """A named query: the question, and its answer over a reader. Its Cypher has the same name."""

    name: str
    version: int
    question: str
    parameters: type[P]
    row: type[R]
    reads: tuple[TypeName, ...]
    """The relationship types it looks at: the answer's coverage counts these."""
    order: str
    """The total order of its rows, in words."""
    answer: Callable[[ScopedReader, P], Iterable[Finding]]
    shape: Callable[[Finding, Evidence], R]
    example: dict[str, str] = field(default_factory=dict)
    cypher_parameters: Callable[[P], dict[str, Any]] = lambda _: {}
    """Parameters of the Cypher that follow from the question's, such as the index keys of a name."""
    finish: Callable[[list[Finding], P], list[Finding]] | None = None
    """Scores and orders candidates after the store found them (the store then gives all it has)."""

    @property
    def path(self) -> str:
        """The name as it stands in an address."""
        return self.name.replace("_", "-")


def _metadata(info: Any) -> Iterable[object]:
    yield from info.metadata
    # `EntityName | None` keeps the marker inside the union.
    for part in getattr(info.annotation, "__args__", ()):
        yield from getattr(part, "__metadata__", ())
