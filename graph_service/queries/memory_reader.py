"""A reader over records in memory: for questions that suppose something, or leave something out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from graph_service.domain.claim import Claim
from graph_service.domain.claim_gist import Gist, read_gist
from graph_service.domain.entity import Entity
from graph_service.domain.names import index_keys, normal_form
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import EntityKind, Service


class MemoryReader:
    """Looks up entities, versions and claims as a store does. It derives nothing."""

    def __init__(
        self,
        entities: Iterable[Entity] = (),
        versions: Iterable[RelationshipVersion] = (),
        sourced: Iterable[tuple[Claim, Source]] = (),
        figures: Iterable[Figure] = (),
        retractions: Iterable[Retraction] = (),
    ) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self._sourced = {claim.id: (claim, source) for claim, source in sourced}
        self._figures = list(figures)
        self._retractions = list(retractions)
        self._versions: dict[str, list[RelationshipVersion]] = defaultdict(list)
        self._outgoing: dict[tuple[str, str], list[RelationshipVersion]] = defaultdict(list)
        self._incoming: dict[tuple[str, str], list[RelationshipVersion]] = defaultdict(list)
        for version in versions:
            self._versions[version.id].append(version)
            self._outgoing[version.subject, version.type].append(version)
            self._incoming[version.object, version.type].append(version)

    def with_versions(self, relationships: Iterable[str], versions: Iterable[RelationshipVersion]) -> "MemoryReader":
        """A copy in which these relationships have these versions and no others."""
        changed = set(relationships)
        kept = (each for id_, held in self._versions.items() if id_ not in changed for each in held)
        return MemoryReader(
            self._entities.values(), [*kept, *versions], self._sourced.values(), self._figures, self._retractions
        )

    def entity(self, id_: str) -> Entity | None:
        """The entity of this id."""
        return self._entities.get(id_)

    def is_group(self, id_: str) -> bool:
        """Whether the entity is a group."""
        return self._entities[id_].is_group

    def versions(self, relationship: str) -> Sequence[RelationshipVersion]:
        """The versions of one relationship."""
        return self._versions.get(relationship, ())

    def outgoing(self, entity: str, type_: TypeName) -> Sequence[RelationshipVersion]:
        """The versions of which the entity is the subject."""
        return self._outgoing.get((entity, type_), ())

    def incoming(self, entity: str, type_: TypeName) -> Sequence[RelationshipVersion]:
        """The versions of which the entity is the object."""
        return self._incoming.get((entity, type_), ())

    def either(self, entity: str, type_: TypeName) -> Sequence[RelationshipVersion]:
        """The versions of which the entity is the subject, then those of which it is the object."""
        return [*self.outgoing(entity, type_), *self.incoming(entity, type_)]

    def every(self, type_: TypeName) -> Iterator[RelationshipVersion]:
        """The versions of every relationship of the type."""
        return (each for held in self._versions.values() for each in held if each.type == type_)

    def sellers(self, service: Service) -> Iterator[tuple[str, int]]:
        """The vendors that sell the service, each with how many versions of contracts say so: the most first."""
        sold = Counter(contract.object for contract in self.every("CLIENT_OF") if service in contract.services)
        return iter(sold.most_common())

    def sales(self, vendor: str, service: Service) -> Sequence[RelationshipVersion]:
        """The versions of the vendor's contracts in which the service is sold."""
        return [contract for contract in self.incoming(vendor, "CLIENT_OF") if service in contract.services]

    def figures(self, entity: str) -> Sequence[Figure]:
        """The versions of the entity's figures."""
        return [figure for figure in self._figures if figure.subject == entity]

    def claims(self, ids: Sequence[str]) -> dict[str, tuple[Claim, Source]]:
        """The claims of these ids, each with its source; unknown ids are left out."""
        return {id_: self._sourced[id_] for id_ in ids if id_ in self._sourced}

    def gists(self, ids: Sequence[str]) -> dict[str, Gist]:
        """What the claims of these ids say, in short; unknown ids are left out."""
        return {id_: read_gist(self._sourced[id_][0].canonical()) for id_ in ids if id_ in self._sourced}

    def claims_about(self, id_: str) -> Sequence[tuple[Claim, Source]]:
        """All claims about a relationship or a figure."""
        return [(claim, source) for claim, source in self._sourced.values() if claim.about == id_]

    def retractions_of(self, claims: Collection[str], sources: Collection[str]) -> list[Retraction]:
        """The retractions of these claims, and of these sources."""
        return [each for each in self._retractions if each.claim in claims or each.source in sources]

    def opponents(self, ids: Collection[str]) -> list[tuple[Claim, Source]]:
        """The claims that dispute one of these, or that one of these disputes."""
        named = {id_ for asked in ids if asked in self._sourced for id_ in self._sourced[asked][0].disputes}
        return [
            (claim, source)
            for _, (claim, source) in sorted(self._sourced.items())
            if claim.id in named or not set(claim.disputes).isdisjoint(ids)
        ]

    def candidates(
        self, keys: Sequence[str], limit: int, kind: EntityKind | None
    ) -> list[tuple[str, Sequence[str], int]]:
        """Entities that share index keys with a name, most shared first, then by id."""
        found = []
        for entity in self._entities.values():
            normals = sorted({normal for name in (*entity.all_names, entity.id) if (normal := normal_form(name))})
            shared = len(set(index_keys(normals)).intersection(keys))
            if shared and kind in (None, entity.kind):
                found.append((-shared, entity.id, normals))
        return [(id_, normals, self._relationships(id_)) for _, id_, normals in sorted(found)[:limit]]

    def _relationships(self, entity: str) -> int:
        """How many relationships the entity has, at any time."""
        return sum(entity in (held[0].subject, held[0].object) for held in self._versions.values() if held)
