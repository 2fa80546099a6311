"""Lists a resource in order, page by page. The filters come from a closed list."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.relationship_types import TYPE_NAMES, TypeName
from graph_service.domain.scope import Scope
from graph_service.queries.kinds import Key
from graph_service.stores.port import FILTERS, Resource
from graph_service.stores.records import READ_JSON
from graph_service.stores.sqlite.about import about_condition
from graph_service.stores.sqlite.rows import AS_OBJECT, AS_SUBJECT, FIGURE, NUMBER, decode_version, read_figure

READ = "known_from <= :known_at AND :known_at < known_to AND floor_from <= :floor AND :floor < floor_to"
"""What a scope reads, of whatever day, disputed or not."""

SEEN = f"{READ} AND shown_from <= :as_of AND :as_of < shown_to"
"""What a scope shows of a relationship, disputed or not: one spell."""

_KEY_OF = {
    # columns of claims that hold a key, and how the key is found
    "subject": "(SELECT key FROM entity WHERE id = :subject)",
    "object": "(SELECT key FROM entity WHERE id = :object)",
    "source": "(SELECT key FROM source WHERE id = :source)",
}


def page(
    connection: sqlite3.Connection,
    resource: Resource,
    where: Mapping[str, str],
    scope: Scope | None,
    after: Key | None,
    limit: int,
) -> list[Any]:
    """Records, or versions that the scope shows, or all versions: after the key `after`, in order, at most `limit`."""
    for name in where:
        assert name in FILTERS[resource], f"{resource} can't be listed by {name}"
    if resource == "relationships":
        return list(islice(_list_relationships(connection, where, scope, after), limit))
    conditions: list[str] = []
    values: dict[str, Any] = {"limit": limit}
    for name, value in where.items():
        conditions.append(_condition(resource, name, value, values))
    order = "id"
    if resource == "figures" and scope is None:
        order = "id, known_from, floor_from"
    elif resource == "figures" and scope is not None:
        conditions.append(READ)
        values |= {"known_at": scope.known_at, "floor": scope.floor}
        if not scope.include_disputed:
            conditions.append("NOT disputed")
    if after is not None:
        conditions.append(_after_condition(order, after, values))
    table, columns = _FROM[resource]
    sql = f"SELECT {columns} FROM {table}"  # noqa: S608 - names from the closed lists here
    if conditions:
        sql += " WHERE " + " AND ".join(conditions)
    rows = connection.execute(f"{sql} ORDER BY {order} LIMIT :limit", values)
    return (
        [read_figure(row) for row in rows] if resource == "figures" else [READ_JSON[resource](row[0]) for row in rows]
    )


_FROM: dict[Resource, tuple[str, str]] = {
    "entities": ("entity", "record"),
    "sources": ("source", "record"),
    "claims": ("claim", "record"),
    "retractions": ("retraction", "record"),
    "figures": ("figure", ", ".join(FIGURE)),
}


def _after_condition(order: str, after: Sequence[object], values: dict[str, Any]) -> str:
    """The condition for what stands after this key in an order. Its values are added to `values`."""
    values |= {f"after{at}": part for at, part in enumerate(after)}
    return f"({order}) > ({', '.join(f':after{at}' for at in range(len(after)))})"


def _condition(resource: Resource, name: str, value: str, values: dict[str, Any]) -> str:
    if resource == "claims" and name == "about":
        condition, more = about_condition(value)
        values |= more
        return condition
    values[name] = NUMBER[value] if name == "type" and value in NUMBER else value
    return f"{name} = {_KEY_OF.get(name, f':{name}') if resource == 'claims' else f':{name}'}"


def _list_relationships(
    connection: sqlite3.Connection, where: Mapping[str, str], scope: Scope | None, after: Key | None
) -> Iterable[RelationshipVersion]:
    """List by type, subject and object; without a scope also by day and floor."""
    for type_ in sorted(name for name in TYPE_NAMES if name == where.get("type", name)):
        is_started = after is not None and type_ == after[0]
        if (after is not None and type_ < str(after[0])) or not _has_any(connection, type_):
            continue
        rows = _select_of_type(connection, type_, where, scope, after if is_started else None)
        for version in map(decode_version, (row[0] for row in rows)):
            if "status" not in where or version.status == where["status"]:
                yield version


def _has_any(connection: sqlite3.Connection, type_: TypeName) -> bool:
    sql = "SELECT 1 FROM tally WHERE type = ? AND versions > 0 LIMIT 1"
    return connection.execute(sql, (NUMBER[type_],)).fetchone() is not None


def _select_of_type(
    connection: sqlite3.Connection, type_: TypeName, where: Mapping[str, str], scope: Scope | None, after: Key | None
) -> sqlite3.Cursor:
    """Select from the given end. If none is given, from all entities in order, as subjects."""
    start = "subject" if "subject" in where or "object" not in where else "object"
    order = "one.id, other_end.id" if start == "subject" else "other_end.id, one.id"
    values: dict[str, Any] = {"slot": (AS_SUBJECT if start == "subject" else AS_OBJECT)[type_], **where}
    conditions = ["slot = :slot"]
    if scope is None:
        order += ", known_from, floor_from, shown_from"
    else:
        conditions.append(SEEN)
        values |= {"known_at": scope.known_at, "floor": scope.floor, "as_of": scope.as_of}
    if "subject" in where:
        conditions.append("one.id = :subject")
        if "object" in where:
            conditions.append(f"other = {_KEY_OF['object']}")
    elif "object" in where:
        conditions.append("one.id = :object")
    if scope is not None and not scope.include_disputed:
        conditions.append("NOT disputed")
    if after is not None:
        conditions.append(_after_condition(order, after[1:], values))
        if start == "subject":
            conditions.append("one.id >= :after0")  # so the search in the index starts there
    sql = (
        "SELECT version FROM entity AS one CROSS JOIN adjacent ON adjacent.entity = one.key "  # noqa: S608 - fixed text
        f"CROSS JOIN entity AS other_end ON other_end.key = other WHERE {' AND '.join(conditions)} ORDER BY {order}"
    )
    return connection.execute(sql, values)
