"""For those who run the service: is it alive, is it ready, how does it fare."""

from dataclasses import asdict

from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graph_service.api.openapi import problems
from graph_service.api.problems import problem
from graph_service.api.service import Service
from graph_service.errors import GraphServiceError


def add_routes(app: FastAPI, service: Service) -> None:
    """Put /healthz, /readyz and /metrics on the app."""

    @app.get("/healthz", tags=["operations"], summary="The process is alive")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz", tags=["operations"], summary="The graph can be read", responses=problems())
    async def readyz(request: Request) -> Response:
        try:
            state = await run_in_threadpool(service.store.state)
        except GraphServiceError as error:
            return problem(error, request.scope["path"])
        return JSONResponse({"status": "ready", "store": service.store.name, **asdict(state)})

    @app.get("/metrics", tags=["operations"], summary="Metrics for Prometheus", responses=problems())
    async def metrics(request: Request) -> Response:
        try:
            state = await run_in_threadpool(service.store.state)
        except GraphServiceError as error:
            return problem(error, request.scope["path"])
        return Response(service.metrics.text(state), media_type=CONTENT_TYPE_LATEST)
