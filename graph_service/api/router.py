"""All routes under one prefix, for our own app or for another one."""

from fastapi import APIRouter

from graph_service.api import queries, records
from graph_service.api.service import Service
from graph_service.graph import Graph


def router(graph: Graph | Service, prefix: str = "/v1") -> APIRouter:
    """The routes over an open graph: `app.include_router(router(open_graph("graph.db")))`.

    Their errors are problems wherever they are mounted; the caller closes the graph.
    """
    service = graph if isinstance(graph, Service) else Service(graph.store)
    routes = APIRouter(prefix=prefix)
    queries.add_routes(routes, service)
    records.add_routes(routes, service)
    return routes
