"""What a store does. It knows neither store's language and does not widen with questions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from graph_service.domain.claim import Claim
from graph_service.domain.entity import Entity, Lifetime
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.retraction import Retraction
from graph_service.domain.scope import Scope
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import EntityKind
from graph_service.queries.base import Parameters
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import Finding, Key, Query

SCHEMA_VERSION = 5
"""Raised when what is kept changes shape: a store of another version is refused, not misread."""

UNFINISHED = (
    "it is not all there: run the `graph-service copy` or `graph-service load --in-steps` again that was writing it, "
    "which goes on with it, or take away what is there with `graph-service load --replace`"
)
"""What is wrong with a graph that nobody can read yet."""

RecordKind = Literal["entity", "source", "claim", "retraction"]
Resource = Literal["entities", "sources", "claims", "retractions", "relationships", "figures"]

FILTERS: Mapping[Resource, tuple[str, ...]] = {
    "entities": ("kind",),
    "sources": ("id", "tier", "publisher"),
    "claims": ("about", "subject", "object", "type", "metric", "source", "status"),
    "retractions": ("claim", "source"),
    "relationships": ("subject", "object", "type", "status"),
    "figures": ("id", "subject", "metric"),
}
"""By which fields a resource may be listed; all that are given must be equal."""


def listing_key(resource: Resource, record: Any) -> Key:
    """Where a record stands in its resource's order: by id, relationships by type first."""
    return (record.type, record.subject, record.object) if resource == "relationships" else (record.id,)


def version_key(resource: Resource, version: RelationshipVersion | Figure) -> Key:
    """Where a version stands among all: those of one relationship or figure by day, then by floor, then by spell."""
    key = (*listing_key(resource, version), version.known_from, version.floor_from)
    return (*key, version.shown_from) if isinstance(version, RelationshipVersion) else key


@dataclass(frozen=True)
class State:
    """Which graph this is: its digest, and how much it holds."""

    digest: str
    entities: int
    sources: int
    claims: int
    retractions: int
    relationships: int
    figures: int


@dataclass(frozen=True)
class Look:
    """What an answer is made of, all of it seen in one look at the store."""

    found: list[Finding[Any]]
    evidence: Evidence
    """The entities that the question names, as far as they exist, and what rows of the findings show."""
    coverage: dict[str, int]
    """How many relationships of each type that the question reads can be seen: at the entities named, or anywhere."""


class Writer(Protocol):
    """One atomic step of writing; no other writer works meanwhile."""

    def digest(self) -> str:
        """The digest of the graph as it stands within this step."""

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """Those of the entities that exist."""

    def kinds(self, ids: Collection[str]) -> dict[str, EntityKind]:
        """The kinds of those of the entities that exist."""

    def sources(self, ids: Collection[str]) -> dict[str, Source]:
        """Those of the sources that exist."""

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """Those of the claims that exist."""

    def claims_about(self, ids: Collection[str]) -> list[Claim]:
        """All claims about the relationships or figures of these ids."""

    def claims_disputing(self, ids: Collection[str]) -> list[Claim]:
        """The claims that say that they contradict one of these."""

    def claims_by(self, sources: Collection[str]) -> list[Claim]:
        """All claims of these sources."""

    def claims_at(self, entities: Collection[str]) -> list[Claim]:
        """All claims of which one of these entities is the subject or the object."""

    def lifetimes(self, entities: Collection[str]) -> dict[str, Lifetime]:
        """When those of the entities were founded and dissolved of which that is known."""

    def retractions(self, ids: Collection[str]) -> dict[str, Retraction]:
        """Those of the retractions that exist."""

    def retractions_of(self, claims: Collection[str], sources: Collection[str]) -> list[Retraction]:
        """The retractions of these claims, and of these sources."""

    def clear(self, at_most: int = ..., /) -> bool:
        """Take away all that is ours, and nothing else; then the graph is empty and whole.

        A store whose steps have to be small takes away about `at_most` records, and says that this was not all.
        """

    def put_entities(self, entities: Iterable[tuple[Entity, str]]) -> None:
        """Add entities, each with its canonical text, or write them anew."""

    def put_sources(self, sources: Iterable[tuple[Source, str]]) -> None:
        """Add sources, each with its canonical text, or write them anew."""

    def add_claims(self, claims: Iterable[tuple[Claim, str]]) -> None:
        """Add claims, each with its canonical text; their subjects, objects and sources exist."""

    def add_retractions(self, retractions: Iterable[tuple[Retraction, str]]) -> None:
        """Add retractions, each with its canonical text; what they retract exists."""

    def put_versions(self, versions: Sequence[RelationshipVersion], before: Collection[str]) -> None:
        """All versions of the relationships that they are of, in place of those before.

        `before` are ids of relationships: they alone had any version, and those of which none is given have none left.
        """

    def put_figures(self, figures: Sequence[Figure], before: Collection[str]) -> None:
        """All versions of the figures that they are of, in place of those before; `before` as in `put_versions`."""

    def put_digest(self, digest: str) -> None:
        """The digest of what the graph holds after this step."""

    def copying(self) -> str | None:
        """How far a writing in steps has come, in its own words; None where the graph is whole."""

    def put_copying(self, reached: str | None) -> None:
        """Note how far a writing in steps has come. Until the graph is whole again, or cleared, nobody can read it."""


class Store(Protocol):
    """An open graph. Every method may raise a StoreError; none lets a foreign error through."""

    name: str
    quick: bool
    """Whether it tells its digest fast enough to be asked for it by an event loop."""

    def place(self) -> str:
        """Where the graph is kept: the same by whichever of its addresses it was opened."""

    def state(self) -> State:
        """Which graph this is now."""

    def digest(self) -> str:
        """Which graph this is now, or within a reading that is open, the one that is read."""

    def reading(self, *, again: bool = False) -> AbstractContextManager[str]:
        """A block in which one thread reads one version of the graph; gives its digest.

        A store without snapshots raises GraphMoved, at the block's end or before, if the graph moved on meanwhile. Who
        comes `again` then may be given the digest as it was last seen, which saves a way to the server and back.
        """

    def look(self, query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int) -> Look:
        """The findings in the question's order, at most `limit`, those after the key `after`, with their evidence.

        Of CandidatesToFinish all candidates are found, in any order, and the evidence is of the entities that the
        question names alone: no rows are chosen yet. If an entity that is named does not exist, nothing is found.
        """

    def evidence(self, entities: Collection[str], claims: Collection[str]) -> Evidence:
        """These entities and claims with their sources; unknown ids are left out."""

    def about(self, id_: str) -> bool:
        """Whether any claim is about the relationship or figure of this id."""

    def page(
        self, resource: Resource, where: Mapping[str, str], scope: Scope | None, after: Key | None, limit: int
    ) -> list[Any]:
        """Records (or, of relationships and figures, the versions that can be seen) in order of `listing_key`.

        Without a scope it is all versions that there are, in order of `version_key`.
        """

    def write(self) -> AbstractContextManager[Writer]:
        """One atomic step: all of it is kept when the block ends, and nothing if it raises."""

    def close(self) -> None:
        """Let go of files and connections."""
