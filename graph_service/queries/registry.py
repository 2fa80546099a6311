"""The catalogue: one line for each question. Routes, commands and methods follow from it."""

from typing import Any

from graph_service.queries import claims_behind, neighbourhood, profile, search, shared_vendors
from graph_service.queries.base import Query

QUERIES: dict[str, Query[Any, Any]] = {
    query.name: query
    for query in (
        shared_vendors.QUERY,
        profile.QUERY,
        neighbourhood.QUERY,
        search.QUERY,
        claims_behind.QUERY,
    )
}
