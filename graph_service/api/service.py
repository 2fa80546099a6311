"""What every route needs: the store, the answers kept, and the way from a request to bytes."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from gzip import compress
from hashlib import blake2b
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

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
        return {"content-disposition": f'attachment; filename="{self.filename}"'} if self.filename else {}


AS_JSON = Form()


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said in reply to a request, ready to be sent."""

    tag: str
    headers: list[tuple[bytes, bytes]]
    body: bytes
    status: int = 200

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send it: a response of Starlette's would put the same headers together anew each time."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


class Kept:
    """Replies, the least recently asked for dropped first; all dropped when the graph moves on."""

    def __init__(self, most: int, most_bytes: int = KEPT_BYTES) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._replies: OrderedDict[Hashable, Reply] = OrderedDict()
        self._bytes = 0
        self._digest = ""
        self._lock = Lock()

    def holds(self, asked: Hashable) -> bool:
        """Whether there is a reply at all, of whichever version: only then the graph is asked which it is."""
        return asked in self._replies

    def get(self, digest: str, asked: Hashable) -> Reply | None:
        """The reply to what was asked, on this version of the graph."""
        with self._lock:
            if digest != self._digest:
                return None
            reply = self._replies.get(asked)
            if reply is not None:
                self._replies.move_to_end(asked)
            return reply

    def put(self, digest: str, asked: Hashable, reply: Reply) -> None:
        """Keep a reply."""
        with self._lock:
            if digest != self._digest:
                self._replies.clear()
                self._bytes = 0
                self._digest = digest
            before = self._replies.pop(asked, None)
            self._bytes += len(reply.body) - (len(before.body) if before else 0)
            self._replies[asked] = reply
            while len(self._replies) > self._most or self._bytes > self._most_bytes:
                self._bytes -= len(self._replies.popitem(last=False)[1].body)


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
        reply = await self.reply(request.scope, route, work, long=long, form=form)
        if isinstance(reply, Response):
            return reply
        response = Response(reply.body, reply.status)
        response.raw_headers = reply.headers
        return response

    async def reply(
        self, asked: Scope, route: str, work: Work, *, long: bool = False, form: Form = AS_JSON
    ) -> Reply | Response:
        """The same for who asks without a framework: an error's response, or a reply that can be sent as it is."""
        with self.metrics.timed(route) as outcome:
            if self.store.quick and not long:
                reply = self._reply(asked, work, form)
            else:
                reply = await run_in_threadpool(self._reply, asked, work, form)
            outcome.status = reply.status_code if isinstance(reply, Response) else reply.status
        return reply

    def _reply(self, asked: Scope, work: Work, form: Form) -> Reply | Response:
        try:
            for _ in range(ATTEMPTS):
                try:
                    return self._answer(asked, work, form)
                except GraphMoved:
                    continue
            raise StoreUnavailable("the graph is being written to too often to be read; try again")
        except GraphServiceError as error:
            return problem(error, asked["path"])

    def _answer(self, asked: Scope, work: Work, form: Form) -> Reply:
        known, coding = _conditions(asked)
        # The day is part of every question: what is asked without a date is asked of today.
        question = today(), asked["path"], asked["query_string"]
        kept = self._kept.holds((coding, *question))
        reply = self._kept.get(self.store.digest(), (coding, *question)) if kept else None
        if reply is None:
            with self.store.reading(again=True) as digest:
                tag = _tag(digest, *question)
                if tag in known:
                    return _not_modified(tag)
                plain = self._kept.get(digest, ("", *question))
                body = plain.body if plain else work(self.store)
            # Only now is it certain that all of it is of this version.
            reply = plain or _reply(tag, body, form)
            if form.kept and not plain:
                self._kept.put(digest, ("", *question), reply)
            if coding:
                reply = _reply(tag, body, form, coding) if len(body) >= WORTH_COMPRESSING else reply
                if form.kept:
                    self._kept.put(digest, (coding, *question), reply)
        return _not_modified(reply.tag) if reply.tag in known else reply


def _conditions(asked: Scope) -> tuple[str, str]:
    """The tags of the answers that the asker has already, and how the bytes may be coded: `gzip`, or not at all."""
    known, accepted = b"", b""
    for name, value in asked["headers"]:
        if name == b"if-none-match":
            known += value
        elif name == b"accept-encoding":
            accepted += value
    return known.decode("latin-1"), "gzip" if b"gzip" in accepted else ""


def _tag(digest: str, day: str, path: str, query: bytes) -> str:
    return f'"{blake2b(f"{digest} {day} {path}?".encode() + query, digest_size=16).hexdigest()}"'


def _reply(tag: str, body: bytes, form: Form, coding: str = "") -> Reply:
    if coding:
        body = compress(body, compresslevel=1, mtime=0)
    headers = {"content-length": str(len(body)), "content-type": form.media_type, **_cached(tag), **form.headers}
    if coding:
        headers["content-encoding"] = coding
    return Reply(tag, _encoded(headers), body)


def _not_modified(tag: str) -> Reply:
    return Reply(tag, _encoded(_cached(tag)), b"", 304)


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


def _cached(tag: str) -> dict[str, str]:
    # Weak, as it is the same for the compressed bytes; so W/ is no part of the comparison (RFC 9110, 8.8.3.2).
    return {"etag": f"W/{tag}", "cache-control": "no-cache", "vary": "Accept-Encoding"}


def given(query: QueryParams, lists: Collection[str] = ()) -> dict[str, Any]:
    """The parameters of a request; only those that are lists may be given more than once."""
    parameters: dict[str, Any] = {}
    for name, value in query.multi_items():
        if name in lists:
            parameters.setdefault(name, []).append(value)
        elif name in parameters:
            raise BadParameter(shorten(name), "it is given more than once")
        else:
            parameters[name] = value
    return parameters
