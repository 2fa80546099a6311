"""What every route needs: the store, the answers kept, and the way from a request to bytes."""

from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from gzip import compress
from hashlib import blake2b
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from graph_service.api.metrics import Metrics
from graph_service.api.problems import problem
from graph_service.domain.scope import today
from graph_service.errors import BadParameter, GraphMoved, GraphServiceError, StoreUnavailable, shorten
from graph_service.stores.port import Store

JSON = "application/json"
ATTEMPTS = 8
WORTH_COMPRESSING = 2048
"""The fewest bytes of an answer that are compressed for who takes them so."""

KEPT_BYTES = 64 * 1024 * 1024
"""The most memory for answers that are kept, however few they are."""

Work = Callable[[Store], bytes]
"""What computes an answer's bytes."""


@dataclass(frozen=True)
class Form:
    """What an answer's bytes are to those who get them."""

    media_type: str = JSON
    filename: str | None = None
    """The name of the file to save them as; without one they are shown."""
    kept: bool = True
    """Whether they are kept for who asks the same again."""

    @property
    def headers(self) -> dict[str, str]:
        """Those that say so."""
        return {"Content-Disposition": f'attachment; filename="{self.filename}"'} if self.filename else {}


AS_JSON = Form()


class Kept:
    """Answers as bytes, the least recently asked dropped first; all dropped when the graph moves on."""

    def __init__(self, most: int, most_bytes: int = KEPT_BYTES) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._answers: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._digest = ""
        self._lock = Lock()

    def get(self, digest: str, tag: str) -> bytes | None:
        """The answer with this tag, on this version of the graph."""
        with self._lock:
            if digest != self._digest:
                return None
            answer = self._answers.get(tag)
            if answer is not None:
                self._answers.move_to_end(tag)
            return answer

    def put(self, digest: str, tag: str, answer: bytes) -> None:
        """Keep an answer."""
        with self._lock:
            if digest != self._digest:
                self._answers.clear()
                self._bytes = 0
                self._digest = digest
            self._bytes += len(answer) - len(self._answers.pop(tag, b""))
            self._answers[tag] = answer
            while len(self._answers) > self._most or self._bytes > self._most_bytes:
                self._bytes -= len(self._answers.popitem(last=False)[1])


@dataclass
class Service:
    """A store being served."""

    store: Store
    answers_kept: int = 4096
    metrics: Metrics = field(default_factory=Metrics)

    def __post_init__(self) -> None:
        self._kept = Kept(self.answers_kept)

    async def respond(
        self, request: Request, route: str, work: Work, *, long: bool = False, form: Form = AS_JSON
    ) -> Response:
        """Answer inline what is quick, in a thread what would hold others up; errors become problems."""
        with self.metrics.timed(route) as outcome:
            if self.store.quick and not long:
                response = self._respond(request, work, form)
            else:
                response = await run_in_threadpool(self._respond, request, work, form)
            outcome.status = response.status_code
        return response

    def _respond(self, request: Request, work: Work, form: Form) -> Response:
        try:
            for _ in range(ATTEMPTS):
                try:
                    return self._answer(request.scope, work, form)
                except GraphMoved:
                    continue
            raise StoreUnavailable("the graph is being written to too often to be read; try again")
        except GraphServiceError as error:
            return problem(error, request.scope["path"])

    def _answer(self, scope: Scope, work: Work, form: Form) -> Response:
        # The day is part of every question: what is asked without a date is asked of today.
        question = f"{today()} {scope['path']}?{scope['query_string'].decode('latin-1')}"
        known, coding = _conditions(scope)
        with self.store.reading() as digest:
            tag = f'"{blake2b(f"{digest} {question}".encode(), digest_size=16).hexdigest()}"'
            # Weak, as it is the same for the compressed bytes; so W/ is no part of the comparison (RFC 9110, 8.8.3.2).
            headers = {"ETag": f"W/{tag}", "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
            if tag in known:
                return Response(status_code=304, headers=headers)
            answer = kept = self._kept.get(digest, coding + tag)
            if answer is None:
                answer = self._kept.get(digest, tag) or work(self.store)
        if coding and len(answer) < WORTH_COMPRESSING:
            coding = ""
        if kept is None:  # only now is it certain that all of it is of this version
            if form.kept:
                self._kept.put(digest, tag, answer)
            if coding:
                answer = compress(answer, compresslevel=1, mtime=0)
                if form.kept:
                    self._kept.put(digest, coding + tag, answer)
        if coding:
            headers["Content-Encoding"] = coding
        return Response(answer, headers={**headers, **form.headers}, media_type=form.media_type)


def _conditions(scope: Scope) -> tuple[str, str]:
    """The tags of the answers that the asker has already, and how the bytes may be coded: `gzip`, or not at all."""
    known, accepted = b"", b""
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            known += value
        elif name == b"accept-encoding":
            accepted += value
    return known.decode("latin-1"), "gzip" if b"gzip" in accepted else ""


def given(request: Request, lists: Collection[str] = ()) -> dict[str, Any]:
    """The request's parameters; only those that are lists may be given more than once."""
    parameters: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name in lists:
            parameters.setdefault(name, []).append(value)
        elif name in parameters:
            raise BadParameter(shorten(name), "it is given more than once")
        else:
            parameters[name] = value
    return parameters
