"""Replies that are kept, and the middleware that sends them: whoever asks the same again waits for nobody."""

from collections import OrderedDict
from collections.abc import Awaitable
from threading import Lock
from time import perf_counter
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.api.conditions import Taken, read_conditions
from graph_service.api.metrics import Metrics
from graph_service.api.replies import Reply, unless_known
from graph_service.domain.scope import today
from graph_service.errors import GraphServiceError
from graph_service.stores.port import Store

KEPT_BYTES = 64 * 1024 * 1024
"""The most memory for replies that are kept, however few they are."""


class Question(NamedTuple):
    """What a reply is to, and how its bytes are taken."""

    day: str
    """Part of every question: what is asked without a date is asked of today."""
    path: str
    query: bytes
    taken: Taken


def question_of(asked: Scope, taken: Taken) -> Question:
    """What a request asks."""
    return Question(today(), asked["path"], asked["query_string"], taken)


class ReplyCache:
    """Replies, the least recently asked for dropped first; all dropped when the graph moves on."""

    def __init__(self, most: int, most_bytes: int = KEPT_BYTES) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._replies: OrderedDict[Question, Reply] = OrderedDict()
        self._bytes = 0
        self._digest = ""
        self._lock = Lock()

    def holds(self, question: Question) -> bool:
        """Whether there is a reply at all, of whichever version: only then the graph is asked which it is."""
        return question in self._replies

    def get(self, digest: str, question: Question) -> Reply | None:
        """The reply to what was asked, on this version of the graph."""
        with self._lock:
            if digest != self._digest:
                return None
            reply = self._replies.get(question)
            if reply is not None:
                self._replies.move_to_end(question)
            return reply

    def put(self, digest: str, question: Question, reply: Reply) -> None:
        """Keep a reply."""
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


class KeptReplies:
    """Sends a kept reply before the framework looks at the request, which takes longer than all the rest of it.

    All else goes on to the routes: also where the graph can't be read, which they say.
    """

    def __init__(self, app: ASGIApp, replies: ReplyCache, store: Store, metrics: Metrics) -> None:
        self.app = app
        self._replies = replies
        self._store = store
        self._metrics = metrics

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Send the reply that is kept, or pass the request on."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            began = perf_counter()
            known, taken = read_conditions(scope["headers"])
            kept = self._reply_to(question_of(scope, taken))
            if kept is not None:
                reply = unless_known(known, kept)
                self._metrics.count(kept.route, reply.status, perf_counter() - began)
                return reply(scope, receive, send)
        return self.app(scope, receive, send)

    def _reply_to(self, question: Question) -> Reply | None:
        if not self._replies.holds(question):
            return None
        try:
            return self._replies.get(self._store.digest(), question)
        except GraphServiceError:
            return None
