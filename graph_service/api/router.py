"""All routes under one prefix, for our own app or another."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api import export, queries, records, schema
from graph_service.api.metrics import Metrics
from graph_service.api.parameters import check_query_string
from graph_service.api.problems import problem
from graph_service.api.service import Service
from graph_service.errors import GraphServiceError
from graph_service.graph import Graph
from graph_service.use_cases.ask import bad_parameter


def counted_route(metrics: Metrics) -> type[APIRoute]:
    """The class of our routes. Each is counted under its name, and its errors become problems in any app."""

    class CountedRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            """FastAPI's handler, with ours around it."""
            handler = super().get_route_handler()
            model: Any = next((read.field_info.annotation for read in self.dependant.query_params), None)

            async def answer(request: Request) -> Response:
                with metrics.time_request(self.name) as outcome:
                    try:
                        if model is not None:
                            check_query_string(request.query_params, model)
                        response = await handler(request)
                    except RequestValidationError as error:
                        first = error.errors()[0]
                        wrong = bad_parameter({**first, "loc": first["loc"][1:]}, list(model.model_fields))
                        response = problem(wrong, request.scope["path"])
                    except GraphServiceError as error:
                        response = problem(error, request.scope["path"])
                    outcome.status = response.status_code
                return response

            return answer

    return CountedRoute


def router(graph: Graph | Service, prefix: str = "/v1") -> APIRouter:
    """The routes over an open graph: `app.include_router(router(open_graph("graph.db")))`.

    Their errors become problems in any app. What none of them answers is an error of that app's own.
    The caller closes the graph.
    """
    service = graph if isinstance(graph, Service) else Service(graph.store)
    routes = APIRouter(prefix=prefix, route_class=counted_route(service.metrics))
    queries.add_routes(routes, service)
    records.add_routes(routes, service)
    schema.add_routes(routes, service)
    export.add_routes(routes, service)
    # In our own app HEAD comes as GET. Another app needs routes for it. So each stands before its documented twin,
    # which shows GET only and is there for the document.
    documented = [route for route in routes.routes if isinstance(route, APIRoute)]
    routes.routes[:0] = [
        type(route)(
            route.path,
            route.endpoint,
            name=route.name,
            methods=["GET", "HEAD"],
            include_in_schema=False,
        )
        for route in documented
    ]
    queries.add_other_spellings(routes, service)
    return routes
