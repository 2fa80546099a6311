"""What every route has in common: the store, the replies that are kept, and the threads that work out the others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from graph_service.api.code import code_digest
from graph_service.api.conditions import NOTHING_TAKEN, Taken, is_any, is_known, read_conditions
from graph_service.api.metrics import Metrics
from graph_service.api.pool import Pool
from graph_service.api.problems import refusal
from graph_service.api.replies import (
    AS_JSON,
    Form,
    Reply,
    encode_as_taken,
    make_reply,
    make_tag,
    not_modified,
    unless_known,
)
from graph_service.api.reply_cache import ReplyCache, question_of
from graph_service.stores.port import Store
from graph_service.support.lru_cache import LruCache

TOOK_LONG = 4096
"""Of how many questions about somebody it is remembered that they took long."""

SHORT, LONG, OF_A_SERVER = (4, 1000), (2, 100), (40, 1000)
"""How many questions are worked out at once, and how many wait: the usual ones, those that are known to take long (so
that the usual ones never wait for them), and all of a store that is a server of its own."""

Work = Callable[[Store], tuple[str, bytes]]
"""What works an answer out, all of it from one version of the graph: that version's digest, and the answer's bytes."""


@dataclass
class Service:
    """A store being served."""

    store: Store
    answers_kept: int = 4096
    metrics: Metrics = field(default_factory=Metrics)

    def __post_init__(self) -> None:
        self.replies = ReplyCache(self.answers_kept)
        # Of an embedded store threads take turns, and each has memory of its own; Neo4j's only wait for the server.
        self._short = Pool(*(SHORT if self.store.is_quick else OF_A_SERVER))
        self._long = Pool(*LONG)
        self.took_long: LruCache[bool] = LruCache(TOOK_LONG)  # by what each was about
        self._code = code_digest()
        self._constants: dict[tuple[str, str, Taken], Reply] = {}

    async def respond(self, request: Request, work: Work, *, long: bool = False, form: Form = AS_JSON) -> Response:
        """Answer from a thread: with what is kept, or what the work comes to."""
        pool = self._long if long and self.store.is_quick else self._short
        return await pool.run(partial(self._response, request.scope, work, form))

    async def respond_constant(
        self, request: Request, make: Callable[[], bytes], *, of: str = "", form: Form = AS_JSON
    ) -> Response:
        """Answer with what follows from the code alone: it needs no graph, and is made once for each thing it is of."""
        route = request.scope["route"].name
        known, taken = read_conditions(request.scope["headers"])
        if taken is Taken.NOTHING:
            return _not_acceptable(request.scope)
        reply = self._constants.get((route, of, taken))
        if reply is None:
            tag = make_tag(self._code, "", "", route, of.encode())
            reply = encode_as_taken(make_reply(tag, make(), form, route), taken, form)
            self._constants[route, of, taken] = reply
        return unless_known(known, reply).response()

    def _response(self, asked: Scope, work: Work, form: Form) -> Response:
        known, taken = read_conditions(asked["headers"])
        if taken is Taken.NOTHING:
            return _not_acceptable(asked)
        question = question_of(asked, Taken.PLAIN)
        digest, plain = "", None
        if known or self.replies.holds(question):
            digest = self.store.digest()
            tag = make_tag(self._code, digest, *question[:3])
            if is_known(known, tag) and not is_any(known):
                return not_modified(tag).response()
            plain = self.replies.get(digest, question)
        if plain is None:
            digest, body = work(self.store)
            plain = make_reply(make_tag(self._code, digest, *question[:3]), body, form, asked["route"].name)
        reply = encode_as_taken(plain, taken, form)
        if form.kept:
            self.replies.put(digest, question, plain)
            self.replies.put(digest, question._replace(taken=taken), reply)
        return unless_known(known, reply).response()


def _not_acceptable(asked: Scope) -> Response:
    return refusal(HTTPStatus.NOT_ACCEPTABLE, NOTHING_TAKEN, asked["path"])
