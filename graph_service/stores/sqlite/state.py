"""Reads which graph a file holds, and how much of it."""

import sqlite3

from graph_service.errors import StoreUnavailable
from graph_service.stores.port import UNFINISHED, State

# `copying` exists until a writing in steps has ended, and sorts first.
_DIGEST = "SELECT name, value FROM meta WHERE name IN ('copying', 'digest') ORDER BY name LIMIT 1"
_MOMENT = "SELECT name, value FROM meta WHERE name IN ('copying', 'digest', 'groups') ORDER BY name"


def read_digest(connection: sqlite3.Connection) -> str:
    """Read which graph this is, by one look-up. Raises StoreUnavailable while the graph is unfinished."""
    return _require_whole(connection, connection.execute(_DIGEST).fetchone())


def read_moment(connection: sqlite3.Connection) -> tuple[str, str]:
    """Read the digest and the turn of the keys. The same graph, loaded again, may have other keys."""
    first, *others = connection.execute(_MOMENT).fetchall()
    return _require_whole(connection, first), str(others)


def _require_whole(connection: sqlite3.Connection, row: tuple[str, str]) -> str:
    name, digest = row
    if name == "copying":
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        raise StoreUnavailable(f"the graph at {file}: {UNFINISHED}")
    return digest


def read_state(connection: sqlite3.Connection) -> State:
    """Read the digest and the counts."""
    held = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    current = "known_to = '9999-12-31' AND floor_from = 0"
    last = "shown_to = '9999-12-31'"

    def count(what: str, where: str) -> int:
        return int(connection.execute(f"SELECT {what} WHERE {where}").fetchone()[0])

    return State(
        digest=read_digest(connection),
        entities=int(held.get("entity", 0)),
        sources=int(held.get("source", 0)),
        claims=int(held.get("claim", 0)),
        retractions=int(held.get("retraction", 0)),
        relationships=count("coalesce(sum(versions), 0) FROM tally", f"{current} AND {last}"),
        figures=count("count(*) FROM figure", current),
    )
