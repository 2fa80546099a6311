"""Writes versions of relationships where the reader finds them: beside their neighbours, at both of their ends.

Rows are written in the order of their index: neighbours share a page, and a page that is touched once is written once.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from graph_service.domain.relationship import RelationshipVersion
from graph_service.stores.sqlite.rows import AS_SUBJECT, encode_version

AT_ONCE = 200_000
"""How many versions are written at once: the more, the fewer pages are touched more than once."""

_SCOPE = ("known_from", "known_to", "floor_from", "floor_to", "shown_from", "shown_to", "disputed")

_ID = attrgetter("id")
_PUT_ADJACENT = f"INSERT INTO adjacent VALUES ({', '.join('?' * (5 + len(_SCOPE)))})"  # noqa: S608 - fixed text
_PUT_TALLY = (
    f"INSERT INTO tally VALUES ({', '.join('?' * (2 + len(_SCOPE)))}) "  # noqa: S608 - fixed text
    "ON CONFLICT DO UPDATE SET versions = versions + excluded.versions"
)

Relationship = tuple[int, int, int]
"""A relationship in the file: the key of its subject, the slot of its type there, the key of its object."""


class AdjacencyWriter:
    """Collects versions and writes many at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: list[tuple[Any, ...]] = []
        self._sold: list[tuple[Any, ...]] = []
        self._waiting: set[Relationship] = set()

    def replace(
        self, removed: Collection[Relationship], versions: Sequence[RelationshipVersion], keys: Mapping[str, int]
    ) -> None:
        """Remove all versions of some relationships, and take these versions. `keys` are those of their ends."""
        versions = sorted(versions, key=_ID)  # those of one relationship together, as they were given
        rows = list(_number_rows(versions, keys))
        relationships = {(row[0], row[1], row[2]) for row in rows}
        if not self._waiting.isdisjoint(relationships):
            self.write()
        if removed:
            self._remove(removed)
        self._waiting |= relationships
        self._rows += rows
        self._sold += [
            (" ".join(version.services), row[0], row[2], row[3])
            for version, row in zip(versions, rows, strict=True)
            if version.services
        ]
        if len(self._rows) >= AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write all versions that were taken."""
        twins = [(other, slot + 1, entity, *rest) for entity, slot, other, *rest in self._rows]
        self._connection.executemany(_PUT_ADJACENT, sorted([*self._rows, *twins]))
        self._connection.executemany("INSERT INTO sold VALUES (?, ?, ?, ?)", sorted(self._sold))
        self._count(Counter((row[1] // 2, *row[4:-1]) for row in self._rows))
        self._waiting, self._rows, self._sold = set(), [], []

    def _remove(self, relationships: Collection[Relationship]) -> None:
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
            # There are few combinations of services, so each is searched.
            "DELETE FROM sold WHERE services IN (SELECT DISTINCT services FROM sold) "
            "AND client = ? AND vendor = ? AND number = ?",
            [(entity, other, at) for entity, slot, other, at, *_ in there if slot == sold],
        )
        self._count(Counter((row[1] // 2, *row[4:]) for row in there), -1)

    def _count(self, scopes: Counter[tuple[Any, ...]], sign: int = 1) -> None:
        """Add to the tally, or with sign -1 subtract from it, how many versions each scope shows."""
        self._connection.executemany(_PUT_TALLY, [(*scope, sign * number) for scope, number in sorted(scopes.items())])
        if sign < 0:
            self._connection.execute("DELETE FROM tally WHERE versions = 0")


def _number_rows(versions: Iterable[RelationshipVersion], keys: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    """Number the versions within their relationships, which stand together. Give the row of each at its subject."""
    for _, each in groupby(versions, key=_ID):
        for number, version in enumerate(each):
            yield (
                keys[version.subject],
                AS_SUBJECT[version.type],
                keys[version.object],
                number,
                version.known_from,
                version.known_to,
                version.floor_from,
                version.floor_to,
                version.shown_from,
                version.shown_to,
                version.disputed,
                encode_version(version),
            )
