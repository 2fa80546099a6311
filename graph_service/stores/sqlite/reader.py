"""The embedded store's reader: adjacency by entity, cached, for one version of the graph."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph_service.domain.claim import CLAIM, Claim
from graph_service.domain.entity import Entity
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TypeName
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import Kind, Service
from graph_service.stores.sqlite.listing import SEEN
from graph_service.stores.sqlite.rows import FIGURE, VERSION, to_figure, to_version

ADJACENCIES = 65_536
"""The most (entity, type, direction) that are kept in memory; likewise entities and claims."""

SERVICES_KEPT = 4
"""The most services of which the contracts are kept in memory: in a large graph each has many."""

COUNTS = 1024
"""The most counts that are kept: of the whole graph they take long."""

_SELECT = f"SELECT {', '.join(VERSION)} FROM version"  # noqa: S608 - the class's own field names

# From each combination of services that is there to the next, as they are few; the contracts of each stand together.
# INDEXED BY, as the planner takes other indexes for the better ones, through which all contracts are read.
_CONTRACTS_FOR = f"""
    WITH RECURSIVE combination (sold) AS (
      SELECT min(services) FROM version INDEXED BY version_by_services WHERE type = 'CLIENT_OF'
      UNION ALL
      SELECT (
        SELECT min(services) FROM version INDEXED BY version_by_services WHERE type = 'CLIENT_OF' AND services > sold
      ) FROM combination WHERE sold IS NOT NULL
    )
    SELECT {", ".join(VERSION)} FROM combination
      CROSS JOIN version INDEXED BY version_by_services ON type = 'CLIENT_OF' AND services = sold
    WHERE instr(' ' || sold || ' ', ' ' || :service || ' ')"""  # noqa: S608 - the class's own field names

_COUNTED = f"type IN (SELECT value FROM json_each(:types)) AND {SEEN} AND (:include_disputed OR NOT disputed)"  # noqa: S608
_COUNTS = f"SELECT type, count(*) FROM version WHERE {_COUNTED} GROUP BY type"  # noqa: S608 - fixed text
# A scope shows one version of a relationship at most, so its type and ends tell it.
_COUNTS_AT = f"""
    SELECT type, count(*) FROM (
      SELECT type, subject, object FROM version WHERE subject IN (SELECT value FROM json_each(:entities)) AND {_COUNTED}
      UNION
      SELECT type, subject, object FROM version WHERE object IN (SELECT value FROM json_each(:entities)) AND {_COUNTED}
    ) GROUP BY type"""  # noqa: S608 - fixed text


class SqliteReader:
    """Reads through one connection, on one thread; `forget` when the graph has moved on."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.outgoing = lru_cache(ADJACENCIES)(self._outgoing)
        self.incoming = lru_cache(ADJACENCIES)(self._incoming)
        self.entity = lru_cache(ADJACENCIES)(self._entity)
        self.claim = lru_cache(ADJACENCIES)(self._claim)
        self.contracts_for = lru_cache(SERVICES_KEPT)(self._contracts_for)
        self.counts = lru_cache(COUNTS)(self._counts)

    def forget(self) -> None:
        """Drop what is cached."""
        for cached in (self.outgoing, self.incoming, self.entity, self.claim, self.contracts_for, self.counts):
            cached.cache_clear()

    def _outgoing(self, entity: str, type_: TypeName) -> tuple[RelationshipVersion, ...]:
        rows = self._connection.execute(f"{_SELECT} WHERE type = ? AND subject = ?", (type_, entity))
        return tuple(map(to_version, rows))

    def _incoming(self, entity: str, type_: TypeName) -> tuple[RelationshipVersion, ...]:
        rows = self._connection.execute(f"{_SELECT} WHERE type = ? AND object = ?", (type_, entity))
        return tuple(map(to_version, rows))

    def _contracts_for(self, service: Service) -> tuple[RelationshipVersion, ...]:
        return tuple(map(to_version, self._connection.execute(_CONTRACTS_FOR, {"service": service})))

    def _entity(self, id_: str) -> Entity | None:
        row = self._connection.execute("SELECT record FROM entity WHERE id = ?", (id_,)).fetchone()
        return Entity.model_validate_json(row[0]) if row else None

    def _claim(self, id_: str) -> tuple[Claim, Source] | None:
        row = self._connection.execute(
            "SELECT claim.record, source.record FROM claim JOIN source ON source.id = claim.source WHERE claim.id = ?",
            (id_,),
        ).fetchone()
        return (CLAIM.validate_json(row[0]), Source.model_validate_json(row[1])) if row else None

    def _counts(
        self, types: tuple[str, ...], entities: tuple[str, ...], known_at: str, floor: int, include_disputed: bool
    ) -> dict[str, int]:
        """How many relationships of each type can be seen at the entities, or (if there are none) anywhere."""
        given = {
            "types": json.dumps(types),
            "entities": json.dumps(entities),
            "known_at": known_at,
            "floor": floor,
            "include_disputed": include_disputed,
        }
        return dict(self._connection.execute(_COUNTS_AT if entities else _COUNTS, given).fetchall())

    def every(self, type_: TypeName) -> Iterator[RelationshipVersion]:
        """The versions of every relationship of the type."""
        return map(to_version, self._connection.execute(f"{_SELECT} WHERE type = ?", (type_,)))

    def figures(self, entity: str) -> Sequence[Figure]:
        """The versions of the entity's figures."""
        sql = f"SELECT {', '.join(FIGURE)} FROM figure WHERE subject = ?"  # noqa: S608 - the class's own field names
        return [to_figure(row) for row in self._connection.execute(sql, (entity,))]

    def claims(self, ids: Sequence[str]) -> dict[str, tuple[Claim, Source]]:
        """The claims of these ids, each with its source; unknown ids are left out."""
        return {id_: found for id_ in ids if (found := self.claim(id_))}

    def claims_about(self, id_: str) -> Sequence[tuple[Claim, Source]]:
        """All claims about a relationship or a figure."""
        rows = self._connection.execute("SELECT id FROM claim WHERE about = ?", (id_,))
        return list(self.claims([row[0] for row in rows]).values())

    def candidates(self, keys: Sequence[str], limit: int, kind: Kind | None) -> list[tuple[str, Sequence[str]]]:
        """Entities that share index keys with a name, most shared first, then by id: (id, normal forms)."""
        # CROSS JOIN keeps the order of the tables: from the keys to their entities.
        rows = self._connection.execute(
            """
            SELECT entity.id, entity.normals
            FROM json_each(?) AS asked CROSS JOIN name_key ON name_key MATCH asked.value
              CROSS JOIN entity ON entity.key = name_key.rowid
            WHERE ?2 IS NULL OR entity.kind = ?2
            GROUP BY entity.key ORDER BY count(*) DESC, entity.id LIMIT ?3
            """,
            (json.dumps(list(keys)), kind, limit),
        )
        return [(row[0], json.loads(row[1])) for row in rows]
