"""Writes into the embedded store, within one transaction."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from graph_service.domain.claim import CLAIM, Claim, RelationshipClaim
from graph_service.domain.digest import EMPTY
from graph_service.domain.entity import Entity, Lifetime
from graph_service.domain.names import index_keys
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import EntityKind
from graph_service.stores.records import normal_forms
from graph_service.stores.sqlite.about import ABOUT_RELATIONSHIPS, split_ids
from graph_service.stores.sqlite.adjacency import AdjacencyWriter
from graph_service.stores.sqlite.rows import AS_SUBJECT, FIGURE, NUMBER, figure_row
from graph_service.support.batched import batched

T = TypeVar("T")

BATCH = 10_000
"""How many records are written at once."""

_IN = "IN (SELECT value FROM json_each(?))"
_COUNTED = ("entity", "source", "claim", "retraction")


class SqliteWriter:
    """Writes through a connection with an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._adjacency = AdjacencyWriter(connection)

    def digest(self) -> str:
        """The digest of the graph as it stands within the transaction."""
        return self._meta("digest") or EMPTY

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """The entities of these ids that exist."""
        return self._records("entity", ids, Entity.model_validate_json)

    def kinds(self, ids: Collection[str]) -> dict[str, EntityKind]:
        """The kinds of these entities, as far as they exist."""
        sql = f"SELECT id, kind FROM entity WHERE id {_IN}"  # noqa: S608 - fixed text
        return dict(self._connection.execute(sql, (json.dumps(list(ids)),)).fetchall())

    def sources(self, ids: Collection[str]) -> dict[str, Source]:
        """The sources of these ids that exist."""
        return self._records("source", ids, Source.model_validate_json)

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """The claims of these ids that exist."""
        return self._records("claim", ids, CLAIM.validate_json)

    def claims_about(self, ids: Collection[str]) -> list[Claim]:
        """All claims about the relationships or figures of these ids."""
        related, figures = split_ids(ids)
        records = self._connection.execute(ABOUT_RELATIONSHIPS, (json.dumps(related),)).fetchall()
        records += self._connection.execute(f"SELECT record FROM claim WHERE figure {_IN}", (json.dumps(figures),))  # noqa: S608
        return [CLAIM.validate_json(record) for (record,) in records]

    def claims_disputing(self, ids: Collection[str]) -> list[Claim]:
        """The claims that say that they contradict one of these."""
        return self._claims_where("key IN (SELECT claim FROM dispute WHERE disputed IN (SELECT value FROM asked))", ids)

    def claims_by(self, sources: Collection[str]) -> list[Claim]:
        """All claims of these sources."""
        return self._claims_where("source IN (SELECT key FROM source WHERE id IN (SELECT value FROM asked))", sources)

    def claims_at(self, entities: Collection[str]) -> list[Claim]:
        """All claims of which one of these entities is the subject or the object."""
        keys = list(self._keys("entity", entities).values())
        return self._claims_where("subject IN (SELECT value FROM asked) OR object IN (SELECT value FROM asked)", keys)

    def _claims_where(self, condition: str, values: Collection[str] | Collection[int]) -> list[Claim]:
        statement = f"WITH asked AS (SELECT value FROM json_each(?)) SELECT record FROM claim WHERE {condition}"  # noqa: S608
        rows = self._connection.execute(statement, (json.dumps(list(values)),))
        return [CLAIM.validate_json(record) for (record,) in rows]

    def lifetimes(self, entities: Collection[str]) -> dict[str, Lifetime]:
        """When these entities were founded and dissolved, as far as that is known."""
        sql = f"SELECT id, founded, dissolved FROM entity WHERE founded IS NOT NULL AND id {_IN}"  # noqa: S608
        rows = self._connection.execute(sql, (json.dumps(list(entities)),))
        return {id_: (founded, dissolved) for id_, founded, dissolved in rows}

    def retractions(self, ids: Collection[str]) -> dict[str, Retraction]:
        """The retractions of these ids that exist."""
        return self._records("retraction", ids, Retraction.model_validate_json)

    def retractions_of(self, claims: Collection[str], sources: Collection[str]) -> list[Retraction]:
        """The retractions of these claims, and of these sources."""
        found = []
        for end, ids in (("claim", claims), ("source", sources)):
            sql = f"SELECT record FROM retraction WHERE {end} {_IN}"  # noqa: S608 - our own column names
            found += self._connection.execute(sql, (json.dumps(list(ids)),)).fetchall()
        return [Retraction.model_validate_json(record) for (record,) in found]

    def clear(self, _at_most: int = 0, /) -> bool:
        """Delete all records and what was derived from them, in one go: a file has room for it."""
        self.finish()
        for table in ("adjacent", "sold", "tally", "figure", "retraction", "dispute", "claim", "source", "entity"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table names
        self._connection.execute("INSERT INTO name_key (name_key) VALUES ('delete-all')")
        for table in _COUNTED:
            self._put_meta(table, "0")
        self._count("groups", 1)
        self.put_digest(EMPTY)
        self.put_writing_position(None)
        return True

    def put_entities(self, entities: Iterable[tuple[Entity, str]]) -> None:
        """Add entities with the index keys of their names, or overwrite them."""
        for batch in batched(entities, BATCH):
            normals = {entity.id: normal_forms(entity) for entity, _ in batch}
            old = self._connection.execute(
                f"SELECT key, id, normals FROM entity WHERE id {_IN}",  # noqa: S608
                (json.dumps(list(normals)),),
            ).fetchall()
            known = {id_: key for key, id_, _ in old}
            self._connection.executemany(
                "INSERT INTO name_key (name_key, rowid, keys) VALUES ('delete', ?, ?)",
                [(key, " ".join(index_keys(json.loads(names)))) for key, _, names in old],
            )
            self._connection.executemany(
                "UPDATE entity SET kind = ?2, founded = ?3, dissolved = ?4, normals = ?5, record = ?6 WHERE id = ?1",
                [_entity_row(entity, normals[entity.id], text) for entity, text in batch if entity.id in known],
            )
            new = [(entity, text) for entity, text in batch if entity.id not in known]
            known |= {entity.id: key for key, (entity, _) in enumerate(new, self._next_key("entity"))}
            self._connection.executemany(
                "INSERT INTO entity (key, id, kind, founded, dissolved, normals, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(known[entity.id], *_entity_row(entity, normals[entity.id], text)) for entity, text in new],
            )
            self._connection.executemany(
                "INSERT INTO name_key (rowid, keys) VALUES (?, ?)",
                [(known[entity.id], " ".join(index_keys(normals[entity.id]))) for entity, _ in batch],
            )
            self._count("entity", len(new))
            if any(entity.is_group for entity, _ in batch):
                self._count("groups", 1)

    def put_sources(self, sources: Iterable[tuple[Source, str]]) -> None:
        """Add sources, or overwrite them."""
        rows = [(source.id, source.tier, source.publisher, text) for source, text in sources]
        known = self._keys("source", {row[0] for row in rows})
        self._connection.executemany(
            "INSERT INTO source (id, tier, publisher, record) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
            "SET tier = excluded.tier, publisher = excluded.publisher, record = excluded.record",
            rows,
        )
        self._count("source", len({row[0] for row in rows} - known.keys()))

    def add_claims(self, claims: Iterable[tuple[Claim, str]]) -> None:
        """Add claims. Their subjects, objects and sources exist."""
        for batch in batched(claims, BATCH):
            ends = {party for claim, _ in batch for party in claim.parties}
            entities = self._keys("entity", ends)
            sources = self._keys("source", {claim.source for claim, _ in batch})
            self._connection.executemany(
                "INSERT INTO claim (id, subject, object, type, metric, figure, source, status, record) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [_claim_row(claim, text, entities, sources) for claim, text in batch],
            )
            disputing = [(id_, claim.id) for claim, _ in batch for id_ in claim.disputes]
            keys_of = self._keys("claim", {id_ for _, id_ in disputing})
            self._connection.executemany(
                "INSERT INTO dispute VALUES (?, ?)", sorted((disputed, keys_of[id_]) for disputed, id_ in disputing)
            )
            self._count("claim", len(batch))

    def add_retractions(self, retractions: Iterable[tuple[Retraction, str]]) -> None:
        """Add retractions. What they retract exists."""
        rows = [(each.id, each.claim, each.source, text) for each, text in retractions]
        self._connection.executemany("INSERT INTO retraction (id, claim, source, record) VALUES (?, ?, ?, ?)", rows)
        self._count("retraction", len(rows))

    def put_versions(self, versions: Sequence[RelationshipVersion], before: Collection[str]) -> None:
        """Write all versions of some relationships, in place of their earlier ones."""
        earlier = [id_.split(":") for id_ in before]
        named = {end for subject, _, object_ in earlier for end in (subject, object_)}
        ends = self._keys("entity", named | {end for v in versions for end in (v.subject, v.object)})
        removed = {(ends[s], AS_SUBJECT[cast(TypeName, t)], ends[o]) for s, t, o in earlier}
        self._adjacency.replace(removed, versions, ends)

    def finish(self) -> None:
        """Write the versions that still wait for others."""
        self._adjacency.write()

    def put_figures(self, figures: Sequence[Figure], before: Collection[str]) -> None:
        """Write all versions of some figures, in place of their earlier ones."""
        self._connection.executemany("DELETE FROM figure WHERE id = ?", sorted((id_,) for id_ in before))
        places = ", ".join("?" * len(FIGURE))
        self._connection.executemany(f"INSERT INTO figure VALUES ({places})", map(figure_row, figures))  # noqa: S608

    def put_digest(self, digest: str) -> None:
        """Write the digest of what the graph holds after this step."""
        self._put_meta("digest", digest)

    def writing_position(self) -> str | None:
        """How far a writing in steps into this file has come."""
        return self._meta("copying")

    def put_writing_position(self, reached: str | None) -> None:
        """Note how far a writing in steps has come, or that the graph is whole."""
        if reached is None:
            self._connection.execute("DELETE FROM meta WHERE name = 'copying'")
        else:
            self._put_meta("copying", reached)

    def _meta(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _put_meta(self, name: str, value: str) -> None:
        self._connection.execute("REPLACE INTO meta VALUES (?, ?)", (name, value))

    def _count(self, name: str, more: int) -> None:
        self._put_meta(name, str(int(self._meta(name) or 0) + more))

    def _next_key(self, table: str) -> int:
        return int(self._connection.execute(f"SELECT coalesce(max(key), 0) + 1 FROM {table}").fetchone()[0])  # noqa: S608

    def _keys(self, table: str, ids: Collection[str]) -> dict[str, int]:
        sql = f"SELECT id, key FROM {table} WHERE id {_IN}"  # noqa: S608 - our own table names
        return dict(self._connection.execute(sql, (json.dumps(list(ids)),)).fetchall())

    def _records(self, table: str, ids: Collection[str], read: Callable[[str], T]) -> dict[str, T]:
        rows = self._connection.execute(
            f"SELECT id, record FROM {table} WHERE id {_IN}",  # noqa: S608 - our own table names
            (json.dumps(list(ids)),),
        )
        return {row[0]: read(row[1]) for row in rows}


def _entity_row(entity: Entity, normals: Sequence[str], text: str) -> tuple[str | None, ...]:
    lifetime = entity.lifetime if entity.founded or entity.dissolved else (None, None)
    return entity.id, entity.kind, *lifetime, json.dumps(normals), text


def _claim_row(claim: Claim, text: str, entities: Mapping[str, int], sources: Mapping[str, int]) -> tuple[Any, ...]:
    related = claim if isinstance(claim, RelationshipClaim) else None
    return (
        claim.id,
        entities[claim.subject],
        entities[related.object] if related else None,
        NUMBER[related.type] if related else None,
        None if isinstance(claim, RelationshipClaim) else claim.metric,
        None if related else claim.about,
        sources[claim.source],
        claim.status,
        text,
    )
