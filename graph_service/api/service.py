"""What every route needs: the store, the answers kept, and the way from a request to bytes."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from functools import partial
from gzip import compress
from hashlib import blake2b
from http import HTTPStatus
from threading import Lock
from types import MappingProxyType
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph_service.api.code import code_digest
from graph_service.api.conditions import NOTHING_TAKEN, Taken, is_any, is_known, read_conditions
from graph_service.api.metrics import Metrics
from graph_service.api.pool import Pool
from graph_service.api.problems import problem, refusal
from graph_service.domain.scope import today
from graph_service.errors import BadParameter, GraphServiceError, StoreBusy, shorten
from graph_service.stores.port import Store
from graph_service.support.lru_cache import LruCache
from graph_service.support.retry import retry_moved

JSON = "application/json"
WORTH_COMPRESSING = 2048
"""The fewest bytes of an answer that are compressed for who takes them so."""

TOOK_LONG = 4096
"""Of how many questions about somebody it is remembered that they took long."""

SHORT, LONG, OF_A_SERVER = (4, 1000), (2, 100), (40, 1000)
"""How many questions are worked out at once, and how many wait: the usual ones, those that are known to take long (so
that the usual ones never wait for them), and all of a store that is a server of its own."""

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

    def response(self) -> Response:
        """The same for a framework."""
        response = Response(self.body, self.status)
        response.raw_headers = list(self.headers)  # what passes it on may change it, and the reply may be kept
        return response

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
        # Of an embedded store threads take turns, and each has memory of its own; Neo4j's only wait for the server.
        self._short = Pool(*(SHORT if self.store.quick else OF_A_SERVER))
        self._long = Pool(*LONG)
        self.took_long: LruCache[bool] = LruCache(TOOK_LONG)  # by what each was about
        self._code = code_digest()
        self._constants: dict[tuple[str, str, Taken], Reply] = {}

    async def respond(
        self, request: Request, route: str, work: Work, *, long: bool = False, form: Form = AS_JSON
    ) -> Response:
        """Answer at once what is kept, in a thread what has to be worked out; errors become problems."""
        reply = await self.reply(request.scope, route, work, long=long, form=form)
        return reply if isinstance(reply, Response) else reply.response()

    async def reply(
        self, asked: Scope, route: str, work: Work, *, long: bool = False, form: Form = AS_JSON
    ) -> Reply | Response:
        """The same for who asks without a framework: an error's response, or a reply that can be sent as it is."""
        with self.metrics.timed(route) as outcome:
            reply = self._kept_reply(asked) if self.store.quick else None
            if reply is None:
                try:
                    reply = await self._pool(long=long).run(partial(self._reply, asked, work, form))
                except StoreBusy as error:
                    reply = problem(error, asked["path"])
            outcome.status = reply.status_code if isinstance(reply, Response) else reply.status
        return reply

    async def respond_constant(
        self, request: Request, route: str, make: Callable[[], bytes], *, of: str = "", form: Form = AS_JSON
    ) -> Response:
        """Answer with what follows from the code alone: it needs no graph, and is made once for each thing it is of."""
        with self.metrics.timed(route) as outcome:
            known, taken = read_conditions(request.scope["headers"])
            reply = self._constants.get((route, of, taken))
            try:
                if reply is None and taken is not Taken.NOTHING:
                    reply = _coded(_reply(_tag(self._code, "", "", route, of.encode()), make(), form), taken, form)
                    self._constants[route, of, taken] = reply
                response = _not_acceptable(request.scope) if reply is None else _unless_known(known, reply).response()
            except GraphServiceError as error:  # it is of nothing that there is, and not kept
                response = problem(error, request.scope["path"])
            outcome.status = response.status_code
        return response

    def _pool(self, *, long: bool) -> Pool:
        return self._long if long and self.store.quick else self._short

    def _kept_reply(self, asked: Scope) -> Reply | Response | None:
        """The reply that is kept of this version of the graph; None where it has to be worked out."""
        known, taken = read_conditions(asked["headers"])
        question = taken, today(), asked["path"], asked["query_string"]
        if not self._kept.holds(question):
            return None
        try:
            reply = self._kept.get(self.store.digest(), question)
        except GraphServiceError as error:
            return problem(error, asked["path"])
        return None if reply is None else _unless_known(known, reply)

    def _reply(self, asked: Scope, work: Work, form: Form) -> Reply | Response:
        known, taken = read_conditions(asked["headers"])
        if taken is Taken.NOTHING:
            return _not_acceptable(asked)
        try:
            reply = retry_moved(lambda: self._answer(asked, work, form, known, taken))
            return _unless_known(known, reply)
        except GraphServiceError as error:
            return problem(error, asked["path"])

    def _answer(self, asked: Scope, work: Work, form: Form, known: bytes, taken: Taken) -> Reply:
        # The day is part of every question: what is asked without a date is asked of today.
        question = today(), asked["path"], asked["query_string"]
        with self.store.reading(again=True) as digest:
            tag = _tag(self._code, digest, *question)
            if is_known(known, tag) and not is_any(known):
                return _not_modified(tag)
            plain = self._kept.get(digest, (Taken.PLAIN, *question))
            body = plain.body if plain else work(self.store)
        # Only now is it certain that all of it is of this version.
        plain = plain or _reply(tag, body, form)
        reply = _coded(plain, taken, form)
        if form.kept:
            self._kept.put(digest, (Taken.PLAIN, *question), plain)
            self._kept.put(digest, (taken, *question), reply)
        return reply


def _not_acceptable(asked: Scope) -> Response:
    return refusal(HTTPStatus.NOT_ACCEPTABLE, NOTHING_TAKEN, asked["path"])


def _unless_known(known: bytes, reply: Reply) -> Reply:
    """The reply, or that the asker has it already."""
    return _not_modified(reply.tag) if is_known(known, reply.tag) else reply


def _tag(code: str, digest: str, day: str, path: str, query: bytes) -> str:
    said = f"{code} {digest} {day} {path}?".encode() + query
    return f'"{blake2b(said, digest_size=16).hexdigest()}"'


def _coded(plain: Reply, taken: Taken, form: Form) -> Reply:
    """The reply as it is taken: packed, where that is worth it or nothing else is taken."""
    if taken is Taken.PACKED_ONLY or (taken is Taken.PACKED and len(plain.body) >= WORTH_COMPRESSING):
        packed = compress(plain.body, compresslevel=1, mtime=0)
        return _reply(plain.tag, packed, form, {"content-encoding": "gzip"})
    return plain


def _reply(tag: str, body: bytes, form: Form, coding: Mapping[str, str] = MappingProxyType({})) -> Reply:
    headers = {"content-length": str(len(body)), "content-type": form.media_type}
    return Reply(tag, _encoded({**headers, **_cached(tag), **form.headers, **coding}), body)


def _not_modified(tag: str) -> Reply:
    return Reply(tag, _encoded(_cached(tag)), b"", HTTPStatus.NOT_MODIFIED)


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
