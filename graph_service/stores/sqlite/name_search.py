"""Searches for entities by the index keys of a name, rare keys first."""

import json
import sqlite3
from collections.abc import Sequence

from graph_service.domain.names import WHOLE_NAME_PREFIX
from graph_service.domain.vocabulary import EntityKind

RARE = (3_000, 30_000)
"""A key is rare if it has at most so many entities: in small graphs, and in large ones."""

COMMON = 9
"""So many keys that aren't rare are too many: the last candidate hardly ever shares more."""

_HOW_RARE = """
    SELECT asked.value,
      (SELECT count(*) FROM (SELECT 1 FROM name_key WHERE name_key MATCH asked.value LIMIT ?2 + 1)) AS entities
    FROM json_each(?1) AS asked ORDER BY entities"""

# CROSS JOIN keeps the order of the tables: from the keys to their entities.
_SHARING = """
    SELECT entity.id, entity.normals, shared, entity.key FROM (
      SELECT name_key.rowid AS key, count(*) AS shared
      FROM json_each(?1) AS asked CROSS JOIN name_key ON name_key MATCH asked.value
      GROUP BY name_key.rowid
    ) CROSS JOIN entity USING (key)
    WHERE ?2 IS NULL OR entity.kind = ?2
    ORDER BY shared DESC, entity.id LIMIT ?3"""

# One version of each relationship has the number 0.
_RELATIONSHIPS = """
    SELECT asked.value, (SELECT count(*) FROM adjacent WHERE entity = asked.value AND number = 0)
    FROM json_each(?) AS asked"""


def find_candidates(
    connection: sqlite3.Connection, keys: Sequence[str], limit: int, kind: EntityKind | None
) -> list[tuple[str, Sequence[str], int]]:
    """Find entities that share index keys with a name, most shared first, then by id.

    Each comes with its normal forms and its number of relationships.
    """
    # An entity with the key of a whole name has the keys of all its letters too. So these say where to look.
    letters = [key for key in keys if not key.startswith(WHOLE_NAME_PREFIX)]
    for most in RARE:
        rare = _find_rare(connection, letters, most)
        common = len(letters) - len(rare)
        if rare and common < COMMON:
            among = " OR ".join(rare)
            narrowed = [key if key in rare else f"{key} AND ({among})" for key in keys]
            found = _find_sharing(connection, narrowed, limit, kind)
            # An entity without any rare key shares only common ones.
            if not common or (len(found) == limit and found[-1][2] > common):
                break
    else:
        found = _find_sharing(connection, keys, limit, kind)
    asked = json.dumps([key for *_, key in found])
    relationships = dict(connection.execute(_RELATIONSHIPS, (asked,)))
    return [(id_, json.loads(normals), relationships[key]) for id_, normals, _, key in found]


def _find_rare(connection: sqlite3.Connection, keys: Sequence[str], most: int) -> list[str]:
    """Find the rarest keys: each has at most so many entities, and all together have not many more."""
    rare = []
    left = 4 * most  # beyond that it is faster to read the common ones
    for key, entities in connection.execute(_HOW_RARE, (json.dumps(list(keys)), most)):
        left -= entities
        if entities > most or left < 0:
            break
        rare.append(key)
    return rare


def _find_sharing(
    connection: sqlite3.Connection, keys: Sequence[str], limit: int, kind: EntityKind | None
) -> list[tuple[str, str, int, int]]:
    """Find entities with these keys, most shared first, then by id: (id, normal forms, shared keys, entity key)."""
    return connection.execute(_SHARING, (json.dumps(list(keys)), kind, limit)).fetchall()
