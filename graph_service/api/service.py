"""What every route needs: the store, the answers kept, and the way from a request to bytes."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.metrics import Metrics
from graph_service.api.problems import problem
from graph_service.domain.scope import today
from graph_service.errors import GraphMoved, GraphServiceError, StoreUnavailable
from graph_service.stores.port import Store

JSON = "application/json"
ATTEMPTS = 8

Work = Callable[[Store], bytes]
"""What computes an answer's bytes."""


class Kept:
    """Answers as bytes, the least recently asked dropped first; all dropped when the graph moves on."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[str, bytes] = OrderedDict()
        self._digest = ""
        self._lock = Lock()

    def get(self, digest: str, question: str) -> bytes | None:
        """The answer to this question on this version of the graph."""
        with self._lock:
            if digest != self._digest:
                return None
            answer = self._answers.get(question)
            if answer is not None:
                self._answers.move_to_end(question)
            return answer

    def put(self, digest: str, question: str, answer: bytes) -> None:
        """Keep an answer."""
        with self._lock:
            if digest != self._digest:
                self._answers.clear()
                self._digest = digest
            self._answers[question] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)


@dataclass
class Service:
    """A store being served."""

    store: Store
    answers_kept: int = 4096
    metrics: Metrics = field(default_factory=Metrics)

    def __post_init__(self) -> None:
        self._kept = Kept(self.answers_kept)

    async def respond(self, request: Request, route: str, work: Work) -> Response:
        """Answer inline where the store is quick, in a thread where it isn't; errors become problems."""
        with self.metrics.timed(route) as outcome:
            if self.store.quick:
                response = self._respond(request, work)
            else:
                response = await run_in_threadpool(self._respond, request, work)
            outcome.status = response.status_code
        return response

    def _respond(self, request: Request, work: Work) -> Response:
        try:
            for _ in range(ATTEMPTS):
                try:
                    return self._answer(request, work)
                except GraphMoved:
                    continue
            raise StoreUnavailable("the graph is being written to too often to be read; try again")
        except GraphServiceError as error:
            return problem(error, request.url.path)

    def _answer(self, request: Request, work: Work) -> Response:
        # The day is part of every question: what is asked without a date is asked of today.
        question = f"{today()} {request.scope['path']}?{request.scope['query_string'].decode('latin-1')}"
        with self.store.reading() as digest:
            etag = f'W/"{hashlib.blake2b(f"{digest} {question}".encode(), digest_size=16).hexdigest()}"'
            headers = {"ETag": etag, "Cache-Control": "no-cache"}
            if etag in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers=headers)
            answer = self._kept.get(digest, question)
            if answer is None:
                answer = work(self.store)
                self._kept.put(digest, question, answer)
        return Response(answer, headers=headers, media_type=JSON)


def given(request: Request, lists: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The request's parameters; those that are lists may be given more than once."""
    parameters = request.query_params
    return {name: parameters.getlist(name) if name in lists else value for name, value in parameters.items()}
