"""The SQL that lists a resource: filters from a closed list, in order, page by page."""

from collections.abc import Mapping
from typing import Any

from graph_service.domain.scope import Scope
from graph_service.queries.base import Key
from graph_service.stores.port import FILTERS, Resource
from graph_service.stores.sqlite.rows import FIGURE, VERSION

_FROM: dict[Resource, tuple[str, str, str]] = {
    # resource: (columns, table, order)
    "entities": ("record", "entity", "id"),
    "sources": ("record", "source", "id"),
    "claims": ("record", "claim", "id"),
    "relationships": (", ".join(VERSION), "version", "type, subject, object"),
    "figures": (", ".join(FIGURE), "figure", "id"),
}
SEEN = "known_from <= :known_at AND :known_at < known_to AND floor_from <= :floor AND :floor < floor_to"
"""What can be read in a scope, whether it is disputed or not."""


def listing(
    resource: Resource, where: Mapping[str, str], scope: Scope | None, after: Key | None, limit: int
) -> tuple[str, dict[str, Any]]:
    """The statement and its values; only the names of columns enter the text."""
    columns, table, order = _FROM[resource]
    conditions: list[str] = []
    values: dict[str, Any] = {"limit": limit}
    for name, value in where.items():
        assert name in FILTERS[resource], f"{resource} can't be listed by {name}"
        conditions.append(f"{name} = :{name}")
        values[name] = value
    if resource in ("relationships", "figures"):
        if scope is None:
            order += ", known_from, floor_from"
        else:
            conditions.append(SEEN)
            values |= {"known_at": scope.known_at, "floor": scope.floor}
    if resource == "relationships" and scope is not None and not scope.include_disputed:
        conditions.append("NOT disputed")
    if after is not None:
        places = ", ".join(f":after{at}" for at in range(len(after)))
        conditions.append(f"({order}) > ({places})")
        values |= {f"after{at}": part for at, part in enumerate(after)}
    sql = f"SELECT {columns} FROM {table}"  # noqa: S608 - names from the closed lists above
    if conditions:
        sql += " WHERE " + " AND ".join(conditions)
    return f"{sql} ORDER BY {order} LIMIT :limit", values
