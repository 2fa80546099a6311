"""What all routes share: the store, the cached replies, and the threads that work out the others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from graph_service.api.code import code_digest
from graph_service.api.conditions import NOTHING_ACCEPTABLE, AcceptedCoding, is_any, is_known, read_conditions
from graph_service.api.metrics import Metrics
from graph_service.api.pool import Pool
from graph_service.api.problems import refusal
from graph_service.api.replies import (
    AS_JSON,
    Form,
    Reply,
    encode_reply,
    make_reply,
    make_tag,
    not_modified,
    not_modified_if_known,
)
from graph_service.api.reply_cache import ReplyCache, read_question
from graph_service.stores.port import Store
from graph_service.support.lru_cache import LruCache

TOOK_LONG = 4096
"""The most questions about somebody that are remembered as long."""

SHORT, LONG, OF_A_SERVER = (4, 1000), (2, 100), (40, 1000)
"""How many questions run at once, and how many wait: usual ones, long ones, and all of a store that is a server.

The long ones have their own threads, so that the usual ones never wait for them."""

Work = Callable[[Store], tuple[str, bytes]]
"""Works out an answer from one version of the graph: gives that version's digest, and the answer's bytes."""


@dataclass
class Service:
    """Serves a store."""

    store: Store
    answers_kept: int = 4096
    metrics: Metrics = field(default_factory=Metrics)

    def __post_init__(self) -> None:
        self.replies = ReplyCache(self.answers_kept)
        # On an embedded store threads take turns, and each has its own caches. On Neo4j they only wait for the server.
        self._short = Pool(*(SHORT if self.store.is_quick else OF_A_SERVER))
        self._long = Pool(*LONG)
        self.took_long: LruCache[bool] = LruCache(TOOK_LONG)  # by question and named entities
        self._code = code_digest()
        self._constants: dict[tuple[str, str, AcceptedCoding], Reply] = {}

    async def respond(self, request: Request, work: Work, *, long: bool = False, form: Form = AS_JSON) -> Response:
        """Answer from a thread, with the cached reply or the result of the work."""
        pool = self._long if long and self.store.is_quick else self._short
        return await pool.run(partial(self._response, request.scope, work, form))

    async def respond_constant(
        self, request: Request, make: Callable[[], bytes], *, of: str = "", form: Form = AS_JSON
    ) -> Response:
        """Answer with what depends only on the code. It needs no graph, and is made once for each `of`."""
        route = request.scope["route"].name
        known, accepted = read_conditions(request.scope["headers"])
        if accepted is AcceptedCoding.NOTHING:
            return _not_acceptable(request.scope)
        reply = self._constants.get((route, of, accepted))
        if reply is None:
            tag = make_tag(self._code, "", "", route, of.encode())
            reply = encode_reply(make_reply(tag, make(), form, route), accepted, form)
            self._constants[route, of, accepted] = reply
        return not_modified_if_known(known, reply).response()

    def _response(self, asked: Scope, work: Work, form: Form) -> Response:
        known, accepted = read_conditions(asked["headers"])
        if accepted is AcceptedCoding.NOTHING:
            return _not_acceptable(asked)
        question = read_question(asked, AcceptedCoding.PLAIN)
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
        reply = encode_reply(plain, accepted, form)
        if form.is_cached:
            self.replies.put(digest, question, plain)
            self.replies.put(digest, question._replace(accepted=accepted), reply)
        return not_modified_if_known(known, reply).response()


def _not_acceptable(asked: Scope) -> Response:
    return refusal(HTTPStatus.NOT_ACCEPTABLE, NOTHING_ACCEPTABLE, asked["path"])
