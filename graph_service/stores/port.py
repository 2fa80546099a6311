"""What a store does. The port knows no store's language, and a new question adds nothing to it."""

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
"""Raised when the stored form changes. A store of another version is refused, not misread."""

UNFINISHED = (
    "it is not all there: run the `graph-service copy` or `graph-service load --in-steps` again that was writing it, "
    "which goes on with it, or take away what is there with `graph-service load --replace`"
)
"""The message about a graph that nobody can read yet."""

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
"""The fields by which a resource may be filtered. All given values must be equal."""


def listing_key(resource: Resource, record: Any) -> Key:
    """A record's place in its resource's order: by id, but relationships by type first."""
    return (record.type, record.subject, record.object) if resource == "relationships" else (record.id,)


def version_key(resource: Resource, version: RelationshipVersion | Figure) -> Key:
    """A version's place among all versions. Those of one relationship or figure stand by day, floor and spell."""
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
    """All that an answer is made of, read in one look at the store."""

    found: list[Finding[Any]]
    evidence: Evidence
    """The entities that the question names, if they exist, and what the rows of the findings show."""
    coverage: dict[str, int]
    """How many relationships the scope shows of each type that the question reads.

    They are counted at the entities that it names, or anywhere if it names none.
    """


class Writer(Protocol):
    """One atomic step of writing. No other writer works meanwhile."""

    def digest(self) -> str:
        """The digest of the graph as it stands within this step."""

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """The entities of these ids that exist."""

    def kinds(self, ids: Collection[str]) -> dict[str, EntityKind]:
        """The kinds of these entities, as far as they exist."""

    def sources(self, ids: Collection[str]) -> dict[str, Source]:
        """The sources of these ids that exist."""

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """The claims of these ids that exist."""

    def claims_about(self, ids: Collection[str]) -> list[Claim]:
        """All claims about the relationships or figures of these ids."""

    def claims_disputing(self, ids: Collection[str]) -> list[Claim]:
        """The claims that say that they contradict one of these."""

    def claims_by(self, sources: Collection[str]) -> list[Claim]:
        """All claims of these sources."""

    def claims_at(self, entities: Collection[str]) -> list[Claim]:
        """All claims of which one of these entities is the subject or the object."""

    def lifetimes(self, entities: Collection[str]) -> dict[str, Lifetime]:
        """When these entities were founded and dissolved, as far as that is known."""

    def retractions(self, ids: Collection[str]) -> dict[str, Retraction]:
        """The retractions of these ids that exist."""

    def retractions_of(self, claims: Collection[str], sources: Collection[str]) -> list[Retraction]:
        """The retractions of these claims, and of these sources."""

    def clear(self, at_most: int = ..., /) -> bool:
        """Delete all that is ours, and nothing else. Then the graph is empty and whole; True says so.

        A store whose steps must be small deletes about `at_most` records. False says that more are left.
        """

    def put_entities(self, entities: Iterable[tuple[Entity, str]]) -> None:
        """Add entities, each with its canonical text, or overwrite them."""

    def put_sources(self, sources: Iterable[tuple[Source, str]]) -> None:
        """Add sources, each with its canonical text, or overwrite them."""

    def add_claims(self, claims: Iterable[tuple[Claim, str]]) -> None:
        """Add claims, each with its canonical text. Their subjects, objects and sources exist."""

    def add_retractions(self, retractions: Iterable[tuple[Retraction, str]]) -> None:
        """Add retractions, each with its canonical text. What they retract exists."""

    def put_versions(self, versions: Sequence[RelationshipVersion], before: Collection[str]) -> None:
        """Write all versions of some relationships, in place of their earlier ones.

        `before` are the ids of the relationships that had versions. Those of which none is given have none left.
        """

    def put_figures(self, figures: Sequence[Figure], before: Collection[str]) -> None:
        """Write all versions of some figures, in place of their earlier ones; `before` as in `put_versions`."""

    def put_digest(self, digest: str) -> None:
        """Write the digest of what the graph holds after this step."""

    def writing_position(self) -> str | None:
        """How far a writing in steps has come, in its own words; None: the graph is whole."""

    def put_writing_position(self, reached: str | None) -> None:
        """Note how far a writing in steps has come. Nobody can read the graph until it is whole again, or cleared."""


class Store(Protocol):
    """An open graph. Every method may raise a StoreError. None lets a foreign error through."""

    name: str
    is_quick: bool
    """Whether it gives its digest so fast that an event loop may ask for it."""

    def place(self) -> str:
        """Where the graph is kept. It is the same for every address of the graph."""

    def state(self) -> State:
        """Which graph this is now."""

    def digest(self) -> str:
        """Which graph this is now; within an open `reading`, the graph that is read."""

    def reading(self, *, again: bool = False) -> AbstractContextManager[str]:
        """A block in which one thread reads one version of the graph. It gives the digest.

        A store without snapshots raises GraphMoved, at the end of the block or earlier, if the graph changed meanwhile.
        A caller that would then try `again` may get the last seen digest, which saves a request to the server.
        """

    def look(self, query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int) -> Look:
        """The findings after the key `after` in the question's order, at most `limit`, with their evidence.

        For CandidatesToFinish it finds all candidates, in any order. The evidence is then only of the entities that the
        question names, as no rows are chosen yet. If a named entity does not exist, nothing is found.
        """

    def evidence(self, entities: Collection[str], claims: Collection[str]) -> Evidence:
        """These entities, and these claims with their sources. Unknown ids are left out."""

    def has_claims_about(self, id_: str) -> bool:
        """Whether any claim is about the relationship or figure of this id."""

    def page(
        self, resource: Resource, where: Mapping[str, str], scope: Scope | None, after: Key | None, limit: int
    ) -> list[Any]:
        """Records, or the versions of relationships and figures that the scope shows, in the order of `listing_key`.

        Without a scope it gives all versions, in the order of `version_key`.
        """

    def write(self) -> AbstractContextManager[Writer]:
        """One atomic step. All of it is stored when the block ends, and nothing if it raises."""

    def close(self) -> None:
        """Close files and connections."""
