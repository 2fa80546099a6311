"""The catalogue: one line for each question. Routes, commands and methods follow from it."""

from typing import Any

from graph_service.queries import (
    claims_behind,
    common_ground,
    neighbourhood,
    profile,
    search,
    shared_vendors,
    timeline,
)
from graph_service.queries.base import Query

QUERIES: dict[str, Query[Any, Any]] = {
    query.name: query
    for query in (
        shared_vendors.QUERY,
        profile.QUERY,
        neighbourhood.QUERY,
        search.QUERY,
        claims_behind.QUERY,
        timeline.QUERY,
        common_ground.QUERY,
    )
}
