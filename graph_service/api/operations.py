"""For those who run the service: health, readiness and metrics."""

from dataclasses import asdict, dataclass
from typing import Literal

from anyio import fail_after
from anyio.to_thread import run_sync
from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from graph_service.api.openapi import problem_responses
from graph_service.api.problems import problem
from graph_service.api.replies import JSON
from graph_service.api.service import Service
from graph_service.errors import GraphServiceError, StoreUnavailable
from graph_service.stores.port import State
from graph_service.support.json_bytes import encode_json

TIMEOUT_SECONDS = 5.0
"""The most seconds for a look at the graph here: Prometheus and probes don't wait longer."""


@dataclass(frozen=True)
class Health:
    """The process is alive."""

    status: Literal["ok"]


@dataclass(frozen=True, kw_only=True)
class Readiness(State):
    """Which graph is served, by which store."""

    status: Literal["ready"]
    store: str


def add_routes(app: FastAPI, service: Service) -> None:
    """Put /healthz, /readyz and /metrics on the app."""

    @app.get(
        "/healthz",
        operation_id="get_health",
        tags=["operations"],
        summary="The process is alive",
        responses=problem_responses(of_graph=False),
    )
    async def healthz() -> Health:
        return Health("ok")

    @app.get(
        "/readyz",
        operation_id="get_readiness",
        tags=["operations"],
        summary="The graph can be read",
        responses={200: {"model": Readiness, "description": "It can."}, **problem_responses()},
    )
    async def readyz(request: Request) -> Response:
        try:
            state = await _state(service)
        except GraphServiceError as error:
            return problem(error, request.scope["path"])
        return Response(
            encode_json(Readiness(**asdict(state), status="ready", store=service.store.name)), media_type=JSON
        )

    @app.get(
        "/metrics",
        operation_id="get_metrics",
        tags=["operations"],
        summary="Metrics for Prometheus",
        response_class=PlainTextResponse,
        responses=problem_responses(of_graph=False),
    )
    async def metrics() -> Response:
        try:
            state = await _state(service)
        except GraphServiceError:
            state = None  # requests are still counted
        return Response(service.metrics.text(state), media_type=CONTENT_TYPE_LATEST)


async def _state(service: Service) -> State:
    """Read which graph is served. Raises StoreUnavailable if that takes too long."""
    try:
        with fail_after(TIMEOUT_SECONDS):
            return await run_sync(service.store.state, abandon_on_cancel=True)
    except TimeoutError as error:
        raise StoreUnavailable(f"the graph doesn't say within {TIMEOUT_SECONDS:g} seconds which it is") from error
