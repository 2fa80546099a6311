"""Writing into the embedded store, within one transaction."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import starmap
from typing import Any, TypeVar

from graph_service.domain.claim import CLAIM, Claim, RelationshipClaim
from graph_service.domain.digest import EMPTY
from graph_service.domain.entity import Entity
from graph_service.domain.names import keys
from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.source import Source
from graph_service.domain.vocabulary import Kind
from graph_service.errors import StoreUnavailable
from graph_service.stores.port import UNFINISHED, State
from graph_service.stores.records import about, normal_forms
from graph_service.stores.sqlite.rows import FIGURE, VERSION, from_derived

T = TypeVar("T")

_IN = "IN (SELECT value FROM json_each(?))"


class SqliteWriter:
    """Writes through a connection that has a transaction open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def digest(self) -> str:
        """The digest of the graph as it stands within the transaction."""
        return self._meta("digest") or EMPTY

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """Those of the entities that exist."""
        return self._records("entity", ids, Entity.model_validate_json)

    def kinds(self, ids: Collection[str]) -> dict[str, Kind]:
        """The kinds of those of the entities that exist."""
        sql = f"SELECT id, kind FROM entity WHERE id {_IN}"  # noqa: S608 - fixed text
        return dict(self._connection.execute(sql, (json.dumps(list(ids)),)))

    def sources(self, ids: Collection[str]) -> dict[str, Source]:
        """Those of the sources that exist."""
        return self._records("source", ids, Source.model_validate_json)

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """Those of the claims that exist."""
        return self._records("claim", ids, CLAIM.validate_json)

    def claims_about(self, ids: Collection[str]) -> list[Claim]:
        """All claims about the relationships or figures of these ids."""
        sql = f"SELECT record FROM claim WHERE about {_IN}"  # noqa: S608 - fixed text
        rows = self._connection.execute(sql, (json.dumps(list(ids)),))
        return [CLAIM.validate_json(row[0]) for row in rows]

    def clear(self, _at_most: int = 0, /) -> bool:
        """Take away all records and what was derived from them, at once: a file has room for it."""
        for table in ("version", "figure", "claim", "source", "entity"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table names
        self._connection.execute("INSERT INTO name_key (name_key) VALUES ('delete-all')")
        self.put_digest(EMPTY)
        self.put_copying(None)
        return True

    def put_entities(self, entities: Iterable[tuple[Entity, str]]) -> None:
        """Add entities, or write them anew, with their names' index keys."""
        for entity, text in entities:
            old = self._connection.execute("SELECT key, normals FROM entity WHERE id = ?", (entity.id,)).fetchone()
            if old:
                self._connection.execute(
                    "INSERT INTO name_key (name_key, rowid, keys) VALUES ('delete', ?, ?)",
                    (old[0], _indexed(json.loads(old[1]))),
                )
            normals = normal_forms(entity)
            key = self._connection.execute(
                "INSERT INTO entity (id, kind, normals, record) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
                "SET kind = excluded.kind, normals = excluded.normals, record = excluded.record RETURNING key",
                (entity.id, entity.kind, json.dumps(normals), text),
            ).fetchone()[0]
            self._connection.execute("INSERT INTO name_key (rowid, keys) VALUES (?, ?)", (key, _indexed(normals)))

    def put_sources(self, sources: Iterable[tuple[Source, str]]) -> None:
        """Add sources, or write them anew."""
        self._connection.executemany(
            "INSERT INTO source VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
            "SET tier = excluded.tier, publisher = excluded.publisher, record = excluded.record",
            ((source.id, source.tier, source.publisher, text) for source, text in sources),
        )

    def add_claims(self, claims: Iterable[tuple[Claim, str]]) -> None:
        """Add claims; their subjects, objects and sources exist."""
        rows = starmap(_claim_row, claims)
        self._connection.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def put_versions(self, versions: Sequence[RelationshipVersion]) -> None:
        """All versions of their relationships, in place of those before."""
        self._connection.executemany(
            "DELETE FROM version WHERE type = ? AND subject = ? AND object = ?",
            sorted({(v.type, v.subject, v.object) for v in versions}),
        )
        self._insert("version", VERSION, versions)

    def put_figures(self, figures: Sequence[Figure]) -> None:
        """All versions of their figures, in place of those before."""
        self._connection.executemany("DELETE FROM figure WHERE id = ?", sorted({(f.id,) for f in figures}))
        self._insert("figure", FIGURE, figures)

    def put_digest(self, digest: str) -> None:
        """The digest of what the graph holds after this step."""
        self._connection.execute("UPDATE meta SET value = ? WHERE name = 'digest'", (digest,))

    def copying(self) -> str | None:
        """How far a copy into this file has come."""
        return self._meta("copying")

    def put_copying(self, reached: str | None) -> None:
        """Note how far a copy has come, or that the graph is whole."""
        self._connection.execute("DELETE FROM meta WHERE name = 'copying'")
        if reached is not None:
            self._connection.execute("INSERT INTO meta VALUES ('copying', ?)", (reached,))

    def _meta(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _insert(self, table: str, columns: tuple[str, ...], derived: Iterable[RelationshipVersion | Figure]) -> None:
        places = ", ".join("?" * len(columns))
        self._connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608 - our own names
            (from_derived(each, columns) for each in derived),
        )

    def _records(self, table: str, ids: Collection[str], read: Callable[[str], T]) -> dict[str, T]:
        rows = self._connection.execute(
            f"SELECT id, record FROM {table} WHERE id {_IN}",  # noqa: S608 - our own table names
            (json.dumps(list(ids)),),
        )
        return {row[0]: read(row[1]) for row in rows}


def read_digest(connection: sqlite3.Connection) -> str:
    """Which graph this is: one look-up. Raises StoreUnavailable while the graph is being copied."""
    # `copying` is there while a copy into this file has not ended, and comes before `digest`.
    sql = "SELECT name, value FROM meta WHERE name IN ('copying', 'digest') ORDER BY name LIMIT 1"
    name, value = connection.execute(sql).fetchone()
    if name == "copying":
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        raise StoreUnavailable(f"the graph at {file}: {UNFINISHED}")
    return str(value)


def state(connection: sqlite3.Connection) -> State:
    """The digest and the counts."""

    def count(what: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608 - our own names

    current = "known_to = '9999-12-31' AND floor_from = 0"
    return State(
        digest=read_digest(connection),
        entities=count("entity"),
        sources=count("source"),
        claims=count("claim"),
        relationships=count(f"version WHERE {current}"),
        figures=count(f"figure WHERE {current}"),
    )


def _indexed(normals: Iterable[str]) -> str:
    return " ".join(sorted({key for normal in normals for key in keys(normal)}))


def _claim_row(claim: Claim, text: str) -> tuple[Any, ...]:
    related = claim if isinstance(claim, RelationshipClaim) else None
    return (
        claim.id,
        about(claim),
        claim.subject,
        related.object if related else None,
        related.type if related else None,
        None if isinstance(claim, RelationshipClaim) else claim.metric,
        claim.source,
        claim.status,
        text,
    )
