"""All routes under one prefix, for our own app or for another one."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api import export, queries, records, schema
from graph_service.api.service import Service
from graph_service.graph import Graph


class OwnReading(APIRoute):
    """A route whose endpoint reads the request itself: FastAPI documents it, and needn't solve for its arguments."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint, with the parts of the path as arguments."""

        async def handler(request: Request) -> Response:
            response: Response = await self.endpoint(request, **request.path_params)
            return response

        return handler


def router(graph: Graph | Service, prefix: str = "/v1") -> APIRouter:
    """The routes over an open graph: `app.include_router(router(open_graph("graph.db")))`.

    Their errors are problems wherever they are mounted; the caller closes the graph.
    """
    service = graph if isinstance(graph, Service) else Service(graph.store)
    routes = APIRouter(prefix=prefix, route_class=OwnReading)
    queries.add_routes(routes, service)
    records.add_routes(routes, service)
    schema.add_routes(routes, service)
    export.add_routes(routes, service)
    # In our own app HEAD comes as GET; another one wouldn't have it, and the document has GET alone.
    documented = [route for route in routes.routes if isinstance(route, APIRoute)]
    routes.routes[:0] = [
        OwnReading(route.path, route.endpoint, methods=["GET", "HEAD"], include_in_schema=False) for route in documented
    ]
    return routes
