"""Writes into Neo4j, within one transaction."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeVar, cast

from neo4j import Transaction

from graph_service.domain.claim import CLAIM, Claim
from graph_service.domain.digest import EMPTY
from graph_service.domain.entity import Entity, Lifetime
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import EntityKind
from graph_service.errors import ForeignData
from graph_service.stores.neo4j.nodes import (
    claim_properties,
    edge_types,
    entity_properties,
    figure_properties,
    relationship_row,
    retraction_properties,
    source_properties,
)
from graph_service.support.batched import batched
from graph_service.support.resources import cypher

T = TypeVar("T")

BATCH = 5_000
"""How many rows one statement takes."""

_ALL = 2**31 - 1


class Neo4jWriter:
    """Writes through an open transaction that holds the graph's lock."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._declared_whole = False

    def digest(self) -> str:
        """The digest when the lock was taken, or the one written since."""
        return str(self._run("digest").single(strict=True)["digest"])

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """The entities of these ids that exist."""
        return self._records("read_entities", ids, Entity.model_validate_json)

    def kinds(self, ids: Collection[str]) -> dict[str, EntityKind]:
        """The kinds of these entities, as far as they exist."""
        return {row["id"]: row["kind"] for batch in batched(ids, BATCH) for row in self._run("read_kinds", ids=batch)}

    def sources(self, ids: Collection[str]) -> dict[str, Source]:
        """The sources of these ids that exist."""
        return self._records("read_sources", ids, Source.model_validate_json)

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """The claims of these ids that exist."""
        return self._records("read_claims", ids, CLAIM.validate_json)

    def claims_about(self, ids: Collection[str]) -> list[Claim]:
        """All claims about the relationships or figures of these ids."""
        return list(self._records("read_claims_about", ids, CLAIM.validate_json).values())

    def claims_disputing(self, ids: Collection[str]) -> list[Claim]:
        """The claims that say that they contradict one of these."""
        return list(self._records("read_claims_disputing", ids, CLAIM.validate_json).values())

    def claims_by(self, sources: Collection[str]) -> list[Claim]:
        """All claims of these sources."""
        return list(self._records("read_claims_by", sources, CLAIM.validate_json).values())

    def claims_at(self, entities: Collection[str]) -> list[Claim]:
        """All claims of which one of these entities is the subject or the object."""
        return list(self._records("read_claims_at", entities, CLAIM.validate_json).values())

    def lifetimes(self, entities: Collection[str]) -> dict[str, Lifetime]:
        """When these entities were founded and dissolved, as far as that is known."""
        found = self._records("read_lifetimes", entities, Entity.model_validate_json)
        return {id_: entity.lifetime for id_, entity in found.items()}

    def retractions(self, ids: Collection[str]) -> dict[str, Retraction]:
        """The retractions of these ids that exist."""
        return self._records("read_retractions", ids, Retraction.model_validate_json)

    def retractions_of(self, claims: Collection[str], sources: Collection[str]) -> list[Retraction]:
        """The retractions of these claims, and of these sources."""
        of_claims = self._records("read_retractions_of_claims", claims, Retraction.model_validate_json)
        of_sources = self._records("read_retractions_of_sources", sources, Retraction.model_validate_json)
        return list((of_claims | of_sources).values())

    def clear(self, at_most: int = _ALL, /) -> bool:
        """Delete what is ours. What others attached to our entities stays, and `finish` checks it."""
        for name in ("clear_relationships", "clear_records"):
            cleared = self._run(name, edge_types=edge_types(), at_most=at_most).single(strict=True)["cleared"]
            if cleared == at_most:
                return False
        self.put_digest(EMPTY)
        self.put_writing_position(None)
        return True

    def put_entities(self, entities: Iterable[tuple[Entity, str]]) -> None:
        """Add entities, or overwrite them."""
        self._run_batched("write_entities", (entity_properties(entity) for entity, _ in entities))

    def put_sources(self, sources: Iterable[tuple[Source, str]]) -> None:
        """Add sources, or overwrite them."""
        self._run_batched("write_sources", (source_properties(source) for source, _ in sources))

    def add_claims(self, claims: Iterable[tuple[Claim, str]]) -> None:
        """Add claims. Their subjects, objects and sources exist."""
        self._run_batched("write_claims", (claim_properties(claim) for claim, _ in claims))

    def add_retractions(self, retractions: Iterable[tuple[Retraction, str]]) -> None:
        """Add retractions. What they retract exists."""
        self._run_batched("write_retractions", (retraction_properties(retraction) for retraction, _ in retractions))

    def put_versions(self, versions: Sequence[RelationshipVersion], before: Collection[str]) -> None:
        """Write all versions of some relationships, in place of their earlier ones."""
        ends = (id_.split(":") for id_ in sorted(before))
        self._run_batched(
            "remove_relationships",
            ({"subject": s, "edges": edge_types([cast(TypeName, t)]), "object": o} for s, t, o in ends),
        )
        self._run_batched("write_relationships", map(relationship_row, versions))

    def put_figures(self, figures: Sequence[Figure], before: Collection[str]) -> None:
        """Write all versions of some figures, in place of their earlier ones."""
        self._run("remove_figures", ids=sorted(before))
        self._run_batched("write_figures", map(figure_properties, figures))

    def put_digest(self, digest: str) -> None:
        """Write the digest of what the graph holds after this step."""
        self._run("write_digest", digest=digest)

    def writing_position(self) -> str | None:
        """How far a writing in steps into this database has come."""
        reached: str | None = self._run("digest").single(strict=True)["copying"]
        return reached

    def put_writing_position(self, reached: str | None) -> None:
        """Note how far a writing in steps has come, or that the graph is whole."""
        self._run("write_copying", reached=reached)
        self._declared_whole = reached is None

    def finish(self) -> None:
        """Refuse to commit if others hold on to a cleared entity that was not written again."""
        if not self._declared_whole:
            return
        self._run("clear_leftovers").consume()
        left = self._run("leftovers").single()
        if left:
            raise ForeignData(
                f"another application's relationship {left['type']} is attached to our {left['id']}, which the new "
                "facts don't hold: take that relationship away, or keep the entity; nothing was written"
            )

    def _run(self, name: str, **parameters: Any) -> Any:
        return self._transaction.run(cypher(name), parameters)

    def _run_batched(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        for batch in batched(rows, BATCH):
            self._run(name, rows=batch).consume()

    def _records(self, name: str, ids: Collection[str], read: Callable[[str], T]) -> dict[str, T]:
        return {
            record["id"]: read(record["record"])
            for batch in batched(ids, BATCH)
            for record in self._run(name, ids=batch)
        }
