"""The questions, answered before the framework looks at the request: that would take longer than most answers."""

from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.api.queries import Question
from graph_service.api.service import Service
from graph_service.queries.registry import QUERIES


class Direct:
    """Passes on what is no plain question; `GET` of one is answered as its route would answer it."""

    def __init__(self, app: ASGIApp, service: Service, prefix: str = "/v1") -> None:
        self.app = app
        self._questions = {f"{prefix}/queries/{query.path}": Question(query, service) for query in QUERIES.values()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] == "http" and scope["method"] == "GET":
            question = self._questions.get(scope["path"])
            if question is not None:
                reply = await question.reply(scope)
                await reply(scope, receive, send)
                return
        await self.app(scope, receive, send)
