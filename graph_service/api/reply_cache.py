"""The cache of replies, and the middleware that sends them without any other work."""

from collections import OrderedDict
from collections.abc import Awaitable
from threading import Lock
from time import perf_counter
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.api.conditions import AcceptedCoding, read_conditions
from graph_service.api.metrics import Metrics
from graph_service.api.replies import Reply, not_modified_if_known
from graph_service.domain.scope import today
from graph_service.errors import GraphServiceError
from graph_service.stores.port import Store

MOST_BYTES = 64 * 1024 * 1024
"""The most memory for cached replies, however few they are."""


class Question(NamedTuple):
    """The request that a reply answers, and how the client accepts bytes."""

    day: str
    """Part of every question: without a date, today is asked about."""
    path: str
    query: bytes
    accepted: AcceptedCoding


def read_question(asked: Scope, accepted: AcceptedCoding) -> Question:
    """Read what a request asks."""
    return Question(today(), asked["path"], asked["query_string"], accepted)


class ReplyCache:
    """Caches replies. The least recently used are dropped first, and all when the graph changes."""

    def __init__(self, most: int, most_bytes: int = MOST_BYTES) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._replies: OrderedDict[Question, Reply] = OrderedDict()
        self._bytes = 0
        self._digest = ""
        self._lock = Lock()

    def holds(self, question: Question) -> bool:
        """Whether there is a reply of any version. Only then the graph is asked for its digest."""
        return question in self._replies

    def get(self, digest: str, question: Question) -> Reply | None:
        """The reply to the question, from this version of the graph."""
        with self._lock:
            if digest != self._digest:
                return None
            reply = self._replies.get(question)
            if reply is not None:
                self._replies.move_to_end(question)
            return reply

    def put(self, digest: str, question: Question, reply: Reply) -> None:
        """Cache a reply."""
        with self._lock:
            if digest != self._digest:
                self._replies.clear()
                self._bytes = 0
                self._digest = digest
            before = self._replies.pop(question, None)
            self._bytes += len(reply.body) - (len(before.body) if before else 0)
            self._replies[question] = reply
            while len(self._replies) > self._most or self._bytes > self._most_bytes:
                self._bytes -= len(self._replies.popitem(last=False)[1].body)


class CachedReplies:
    """Sends a cached reply before the framework looks at the request: the framework takes longer than all the rest.

    All other requests go on to the routes. If the graph can't be read, the routes say so.
    """

    def __init__(self, app: ASGIApp, replies: ReplyCache, store: Store, metrics: Metrics) -> None:
        self.app = app
        self._replies = replies
        self._store = store
        self._metrics = metrics

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Send the cached reply, or pass the request on."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            began = perf_counter()
            known, accepted = read_conditions(scope["headers"])
            cached = self._reply_to(read_question(scope, accepted))
            if cached is not None:
                reply = not_modified_if_known(known, cached)
                self._metrics.count(cached.route, reply.status, perf_counter() - began)
                return reply(scope, receive, send)
        return self.app(scope, receive, send)

    def _reply_to(self, question: Question) -> Reply | None:
        if not self._replies.holds(question):
            return None
        try:
            return self._replies.get(self._store.digest(), question)
        except GraphServiceError:
            return None
