"""The catalogue: one line for each question. Routes, commands and methods follow from it."""

from typing import Any

from graph_service.queries import (
    circular_deals,
    claims_behind,
    common_ground,
    concentration,
    departures,
    disputes,
    escape_routes,
    fragility,
    neighbourhood,
    paths,
    profile,
    rankings,
    screen,
    search,
    shared_vendors,
    timeline,
    vendor_exposure,
    what_if,
)
from graph_service.queries.kinds import Query

QUERIES: dict[str, Query[Any, Any]] = {
    query.name: query
    for query in (
        shared_vendors.QUERY,
        vendor_exposure.QUERY,
        concentration.QUERY,
        departures.QUERY,
        profile.QUERY,
        neighbourhood.QUERY,
        search.QUERY,
        claims_behind.QUERY,
        timeline.QUERY,
        common_ground.QUERY,
        circular_deals.QUERY,
        paths.QUERY,
        rankings.QUERY,
        what_if.QUERY,
        disputes.QUERY,
        fragility.QUERY,
        escape_routes.QUERY,
        screen.QUERY,
    )
}
