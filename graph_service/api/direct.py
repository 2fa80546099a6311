"""The questions, answered before the framework looks at the request: that would take longer than most answers."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.api.queries import endpoint
from graph_service.api.service import Service
from graph_service.queries.registry import QUERIES


class Direct:
    """Passes on what is no plain question; `GET` of one is answered as its route would answer it."""

    def __init__(self, app: ASGIApp, service: Service, prefix: str = "/v1") -> None:
        self.app = app
        self._endpoints = {f"{prefix}/queries/{query.path}": endpoint(query, service) for query in QUERIES.values()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] == "http" and scope["method"] == "GET":
            answering = self._endpoints.get(scope["path"])
            if answering is not None:
                response = await answering(Request(scope))
                await response(scope, receive, send)
                return
        await self.app(scope, receive, send)
