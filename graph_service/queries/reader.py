"""What a question in Python reads a graph through.

A store provides a `Reader`: every version of everything. A question sees a `ScopedReader`: only what was known, is sure
enough, and (where its methods say so) holds.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from graph_service.domain.claim import Claim
from graph_service.domain.claim_gist import Gist
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.domain.resolution.admission import Retractions, admit
from graph_service.domain.retraction import Retraction
from graph_service.domain.scope import Scope
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import EntityKind, Service
from graph_service.support.lru_cache import LruCache

T = TypeVar("T")

CACHED = 16_384
"""The most (entity, type, direction) for which a scoped reader caches what holds, and the most other results cached."""


class Reader(Protocol):
    """Gives all versions, whatever the scope. An unknown id has none."""

    def entity(self, id_: str) -> Entity | None:
        """The entity of this id."""

    def is_group(self, id_: str) -> bool:
        """Whether the entity is a group. Groups are never joined on."""

    def outgoing(self, entity: str, type_: TypeName) -> Sequence[RelationshipVersion]:
        """The versions of which the entity is the subject."""

    def incoming(self, entity: str, type_: TypeName) -> Sequence[RelationshipVersion]:
        """The versions of which the entity is the object."""

    def either(self, entity: str, type_: TypeName) -> Sequence[RelationshipVersion]:
        """The versions of which the entity is the subject, then those of which it is the object."""

    def every(self, type_: TypeName) -> Iterator[RelationshipVersion]:
        """The versions of every relationship of the type."""

    def sellers(self, service: Service) -> Iterator[tuple[str, int]]:
        """The vendors that sell the service, each with how many versions of contracts say so: the most first."""

    def sales(self, vendor: str, service: Service) -> Sequence[RelationshipVersion]:
        """The versions of the vendor's contracts in which the service is sold."""

    def figures(self, entity: str) -> Sequence[Figure]:
        """The versions of the entity's figures."""

    def claims_about(self, id_: str) -> Sequence[tuple[Claim, Source]]:
        """All claims about a relationship or a figure, by its id."""

    def claims(self, ids: Sequence[str]) -> dict[str, tuple[Claim, Source]]:
        """The claims of these ids, each with its source."""

    def gists(self, ids: Sequence[str]) -> dict[str, Gist]:
        """What the claims of these ids say, in short."""

    def retractions_of(self, claims: Collection[str], sources: Collection[str]) -> list[Retraction]:
        """The retractions of these claims, and of these sources."""

    def opponents(self, ids: Collection[str]) -> list[tuple[Claim, Source]]:
        """The claims that dispute one of these, or that one of these disputes."""

    def candidates(
        self, keys: Sequence[str], limit: int, kind: EntityKind | None
    ) -> list[tuple[str, Sequence[str], int]]:
        """Entities that share index keys with a name, most shared first, then by id.

        Each comes with its normal forms and its number of relationships.
        """


class ScopedReader:
    """A graph in a scope: as of a day, as known on a day, and as sure as asked for. What holds is cached."""

    def __init__(
        self, reader: Reader, scope: Scope, digest: str = "", whole_answers: LruCache[Any] | None = None
    ) -> None:
        """`whole_answers` is a cache shared with other readers; `digest` is part of its keys."""
        self.reader = reader
        self.scope = scope
        self._digest = digest
        self._whole_answers = whole_answers or LruCache(1)
        self._seen = scope.known_at, scope.floor, scope.include_disputed
        self.outgoing = lru_cache(CACHED)(self._outgoing)
        self.incoming = lru_cache(CACHED)(self._incoming)
        self.memoize = lru_cache(CACHED)(self._make)
        self.is_group = reader.is_group

    def sees(self, version: RelationshipVersion | Figure) -> bool:
        """Whether the scope shows it: known by then, from sure enough claims. Of a relationship it shows one spell."""
        scope = self.scope
        return (
            version.known_from <= scope.known_at < version.known_to
            and version.floor_from <= scope.floor < version.floor_to
            and (isinstance(version, Figure) or version.shown_from <= scope.as_of < version.shown_to)
            and (scope.include_disputed or not version.disputed)
        )

    def knows(self, version: RelationshipVersion) -> bool:
        """Whether this spell, of whatever day, could be read then, disputed or not."""
        scope = self.scope
        known = version.known_from <= scope.known_at < version.known_to
        return known and version.floor_from <= scope.floor < version.floor_to

    def reads(self, version: RelationshipVersion) -> bool:
        """Whether this spell, of whatever day, could be read then and may be in the answer."""
        return self.knows(version) and (self.scope.include_disputed or not version.disputed)

    def holds(self, version: RelationshipVersion) -> bool:
        """Whether it holds on the day asked about, by at least one admitted claim."""
        return self.sees(version) and version.valid_from <= self.scope.as_of < version.valid_to

    def entity(self, id_: str) -> Entity:
        """The entity. It exists, as a foreign key refers to it."""
        entity = self.reader.entity(id_)
        assert entity is not None, f"{id_} stands in a relationship and must exist"
        return entity

    def keep_admitted(self, sourced: Iterable[tuple[Claim, Source]]) -> list[tuple[Claim, Source]]:
        """Keep the claims that count in the scope: known by then, not retracted by then, and sure enough."""
        pairs = list(sourced)
        tiers = {source.id: source.tier for _, source in pairs}
        claims = [claim for claim, _ in pairs]
        retracted = Retractions(self.reader.retractions_of([c.id for c in claims], list(tiers)))
        scope = self.scope
        admitted = admit(claims, tiers.__getitem__, retracted)
        counted = {each.claim.id for each in admitted if each.counts(scope.known_at, scope.floor)}
        return [each for each in pairs if each[0].id in counted]

    def keep_seen(self, versions: Iterable[RelationshipVersion]) -> list[RelationshipVersion]:
        """Keep the versions that the scope `sees`."""
        known_at, floor, disputed = self._seen
        as_of = self.scope.as_of
        return [
            version
            for version in versions
            if version.shown_from <= as_of < version.shown_to
            and version.known_from <= known_at < version.known_to
            and version.floor_from <= floor < version.floor_to
            and (disputed or not version.disputed)
        ]

    def keep_holding(self, versions: Iterable[RelationshipVersion]) -> tuple[RelationshipVersion, ...]:
        """Keep the versions that hold, as `holds` says."""
        known_at, floor, disputed = self._seen
        as_of = self.scope.as_of
        return tuple(
            [
                version
                for version in versions
                if version.valid_from <= as_of < version.valid_to
                and version.known_from <= known_at < version.known_to
                and version.floor_from <= floor < version.floor_to
                and (disputed or not version.disputed)
            ]
        )

    def seen_at(self, entity: str, type_: TypeName) -> list[RelationshipVersion]:
        """The relationships of the type at either end of the entity, as the scope sees them."""
        return self.keep_seen(self.reader.either(entity, type_))

    def _make(self, make: Callable[..., T], *asked: Hashable) -> T:
        """Compute `make(graph, *asked)`. Asked for again, it comes from the cache."""
        return make(self, *asked)

    def memoize_for_all(self, make: Callable[..., T], *asked: Hashable) -> T:
        """Compute `make(graph, *asked)` from the whole graph. The few latest results are cached for all threads."""
        key = (self._digest, self.scope, make, asked)
        made: T | None = self._whole_answers.get(key)
        if made is None:
            made = make(self, *asked)
            self._whole_answers.put(key, made)
        return made

    def _outgoing(self, entity: str, type_: TypeName) -> Sequence[RelationshipVersion]:
        """What holds with the entity as subject; if the type is symmetric, at either end."""
        symmetric = RELATIONSHIP_TYPES[type_].symmetric
        return self.keep_holding((self.reader.either if symmetric else self.reader.outgoing)(entity, type_))

    def _incoming(self, entity: str, type_: TypeName) -> Sequence[RelationshipVersion]:
        """What holds with the entity as object; if the type is symmetric, at either end."""
        symmetric = RELATIONSHIP_TYPES[type_].symmetric
        return self.keep_holding((self.reader.either if symmetric else self.reader.incoming)(entity, type_))
