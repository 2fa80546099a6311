"""Writing into the embedded store, within one transaction.

Whatever is written goes in the order of the index that it goes into: neighbours share a page, and a page that is
touched once is written once.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
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
from graph_service.stores.sqlite.about import ABOUT_RELATIONSHIPS, told_apart
from graph_service.stores.sqlite.rows import AS_SUBJECT, FIGURE, NUMBER, from_figure, from_version
from graph_service.support.batched import batched

T = TypeVar("T")

BATCH = 10_000
"""How many records are put into rows at once."""

AT_ONCE = 200_000
"""How many versions are put beside their neighbours at once: the more, the fewer pages are touched more than once."""

_IN = "IN (SELECT value FROM json_each(?))"
_COUNTED = ("entity", "source", "claim", "retraction")
_SCOPE = ("known_from", "known_to", "floor_from", "floor_to", "shown_from", "shown_to", "disputed")

_ID = attrgetter("id")
_PUT_ADJACENT = f"INSERT INTO adjacent VALUES ({', '.join('?' * (5 + len(_SCOPE)))})"  # noqa: S608 - fixed text
_PUT_TALLY = (
    f"INSERT INTO tally VALUES ({', '.join('?' * (2 + len(_SCOPE)))}) "  # noqa: S608 - fixed text
    "ON CONFLICT DO UPDATE SET versions = versions + excluded.versions"
)

Rows = Iterable[tuple[Any, ...]]


class SqliteWriter:
    """Writes through a connection that has a transaction open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: list[tuple[Any, ...]] = []
        self._sold: list[tuple[Any, ...]] = []
        self._waiting: set[tuple[int, int, int]] = set()

    def digest(self) -> str:
        """The digest of the graph as it stands within the transaction."""
        return self._meta("digest") or EMPTY

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """Those of the entities that exist."""
        return self._records("entity", ids, Entity.model_validate_json)

    def kinds(self, ids: Collection[str]) -> dict[str, EntityKind]:
        """The kinds of those of the entities that exist."""
        sql = f"SELECT id, kind FROM entity WHERE id {_IN}"  # noqa: S608 - fixed text
        return dict(self._connection.execute(sql, (json.dumps(list(ids)),)).fetchall())

    def sources(self, ids: Collection[str]) -> dict[str, Source]:
        """Those of the sources that exist."""
        return self._records("source", ids, Source.model_validate_json)

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """Those of the claims that exist."""
        return self._records("claim", ids, CLAIM.validate_json)

    def claims_about(self, ids: Collection[str]) -> list[Claim]:
        """All claims about the relationships or figures of these ids."""
        related, figures = told_apart(ids)
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
        """When those of the entities were founded and dissolved of which that is known."""
        sql = f"SELECT id, founded, dissolved FROM entity WHERE founded IS NOT NULL AND id {_IN}"  # noqa: S608
        rows = self._connection.execute(sql, (json.dumps(list(entities)),))
        return {id_: (founded, dissolved) for id_, founded, dissolved in rows}

    def retractions(self, ids: Collection[str]) -> dict[str, Retraction]:
        """Those of the retractions that exist."""
        return self._records("retraction", ids, Retraction.model_validate_json)

    def retractions_of(self, claims: Collection[str], sources: Collection[str]) -> list[Retraction]:
        """The retractions of these claims, and of these sources."""
        found = []
        for end, ids in (("claim", claims), ("source", sources)):
            sql = f"SELECT record FROM retraction WHERE {end} {_IN}"  # noqa: S608 - our own column names
            found += self._connection.execute(sql, (json.dumps(list(ids)),)).fetchall()
        return [Retraction.model_validate_json(record) for (record,) in found]

    def clear(self, _at_most: int = 0, /) -> bool:
        """Take away all records and what was derived from them, at once: a file has room for it."""
        self.finish()
        for table in ("adjacent", "sold", "tally", "figure", "retraction", "dispute", "claim", "source", "entity"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table names
        self._connection.execute("INSERT INTO name_key (name_key) VALUES ('delete-all')")
        for table in _COUNTED:
            self._put_meta(table, "0")
        self._count("groups", 1)
        self.put_digest(EMPTY)
        self.put_copying(None)
        return True

    def put_entities(self, entities: Iterable[tuple[Entity, str]]) -> None:
        """Add entities, or write them anew, with their names' index keys."""
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
        """Add sources, or write them anew."""
        rows = [(source.id, source.tier, source.publisher, text) for source, text in sources]
        known = self._keys("source", {row[0] for row in rows})
        self._connection.executemany(
            "INSERT INTO source (id, tier, publisher, record) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
            "SET tier = excluded.tier, publisher = excluded.publisher, record = excluded.record",
            rows,
        )
        self._count("source", len({row[0] for row in rows} - known.keys()))

    def add_claims(self, claims: Iterable[tuple[Claim, str]]) -> None:
        """Add claims; their subjects, objects and sources exist."""
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
        """Add retractions; what they retract exists."""
        rows = [(each.id, each.claim, each.source, text) for each, text in retractions]
        self._connection.executemany("INSERT INTO retraction (id, claim, source, record) VALUES (?, ?, ?, ?)", rows)
        self._count("retraction", len(rows))

    def put_versions(self, versions: Sequence[RelationshipVersion], before: Collection[str]) -> None:
        """All versions of their relationships, in place of those before."""
        earlier = [id_.split(":") for id_ in before]
        named = {end for subject, _, object_ in earlier for end in (subject, object_)}
        ends = self._keys("entity", named | {end for v in versions for end in (v.subject, v.object)})
        versions = sorted(versions, key=_ID)  # those of one relationship together, as they were given
        rows = list(_version_rows(versions, ends))
        relationships = {(row[0], row[1], row[2]) for row in rows}
        if not self._waiting.isdisjoint(relationships):
            self.finish()
        if before:
            self._remove({(ends[s], AS_SUBJECT[cast(TypeName, t)], ends[o]) for s, t, o in earlier})
        self._waiting |= relationships
        self._rows += rows
        self._sold += [
            (" ".join(version.services), row[0], row[2], row[3])
            for version, row in zip(versions, rows, strict=True)
            if version.services
        ]
        if len(self._rows) >= AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Write the rows that wait for others beside which they will stand."""
        twins = [(other, slot + 1, entity, *rest) for entity, slot, other, *rest in self._rows]
        self._connection.executemany(_PUT_ADJACENT, sorted([*self._rows, *twins]))
        self._connection.executemany("INSERT INTO sold VALUES (?, ?, ?, ?)", sorted(self._sold))
        self._tally(Counter((row[1] // 2, *row[4:-1]) for row in self._rows))
        self._waiting, self._rows, self._sold = set(), [], []

    def put_figures(self, figures: Sequence[Figure], before: Collection[str]) -> None:
        """All versions of their figures, in place of those before."""
        self._connection.executemany("DELETE FROM figure WHERE id = ?", sorted((id_,) for id_ in before))
        places = ", ".join("?" * len(FIGURE))
        self._connection.executemany(f"INSERT INTO figure VALUES ({places})", map(from_figure, figures))  # noqa: S608

    def put_digest(self, digest: str) -> None:
        """The digest of what the graph holds after this step."""
        self._put_meta("digest", digest)

    def copying(self) -> str | None:
        """How far a copy into this file has come."""
        return self._meta("copying")

    def put_copying(self, reached: str | None) -> None:
        """Note how far a copy has come, or that the graph is whole."""
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

    def _remove(self, relationships: Collection[tuple[int, int, int]]) -> None:
        """Take away all versions of these relationships: (subject, slot, object)."""
        there = self._connection.execute(
            f"""
            SELECT entity, slot, other, adjacent.number, {", ".join(_SCOPE)}
            FROM json_each(?) AS asked CROSS JOIN adjacent
              ON entity = asked.value ->> 0 AND slot = asked.value ->> 1 AND other = asked.value ->> 2
            """,  # noqa: S608 - our own column names
            (json.dumps(sorted(relationships)),),
        ).fetchall()
        if not there:
            return
        gone = [row[:4] for row in there] + [(other, slot + 1, entity, at) for entity, slot, other, at, *_ in there]
        self._connection.executemany(
            "DELETE FROM adjacent WHERE entity = ? AND slot = ? AND other = ? AND number = ?", sorted(gone)
        )
        sold = AS_SUBJECT["CLIENT_OF"]
        self._connection.executemany(
            # Few combinations of services are there, so each is looked into.
            "DELETE FROM sold WHERE services IN (SELECT DISTINCT services FROM sold) "
            "AND client = ? AND vendor = ? AND number = ?",
            [(entity, other, at) for entity, slot, other, at, *_ in there if slot == sold],
        )
        self._tally(Counter((row[1] // 2, *row[4:]) for row in there), -1)

    def _tally(self, seen: Counter[tuple[Any, ...]], sign: int = 1) -> None:
        self._connection.executemany(_PUT_TALLY, [(*scope, sign * number) for scope, number in sorted(seen.items())])
        if sign < 0:
            self._connection.execute("DELETE FROM tally WHERE versions = 0")

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


def _version_rows(versions: Iterable[RelationshipVersion], ends: Mapping[str, int]) -> Rows:
    """The row of each at its subject, numbered within its relationship; those of one stand together."""
    for _, each in groupby(versions, key=_ID):
        for number, version in enumerate(each):
            yield (
                ends[version.subject],
                AS_SUBJECT[version.type],
                ends[version.object],
                number,
                version.known_from,
                version.known_to,
                version.floor_from,
                version.floor_to,
                version.shown_from,
                version.shown_to,
                version.disputed,
                from_version(version),
            )
