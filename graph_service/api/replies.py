"""Replies: an answer's bytes with their headers, ready to be sent."""

from dataclasses import dataclass
from gzip import compress
from hashlib import blake2b
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph_service.api.conditions import Taken, is_known

JSON = "application/json"
WORTH_COMPRESSING = 2048
"""The fewest bytes of an answer that are compressed for who takes them so."""


Headers = tuple[tuple[bytes, bytes], ...]
_FOR_CACHES: Headers = ((b"cache-control", b"no-cache"), (b"vary", b"Accept-Encoding"))


@dataclass(frozen=True)
class Form:
    """What an answer's bytes are to those who get them."""

    media_type: str = JSON
    filename: str | None = None
    """The name of the file to save them as; without one they are shown."""
    kept: bool = True
    """Whether they are kept for who asks the same again."""


AS_JSON = Form()


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said in reply to a request, ready to be sent."""

    tag: str
    """Sent as a weak one, as it is the same for the compressed bytes (RFC 9110, 8.8.3.2)."""
    headers: Headers
    body: bytes
    status: int = 200
    route: str = ""
    """Under which name it is counted."""

    def response(self) -> Response:
        """The same for a framework."""
        response = Response(self.body, self.status)
        response.raw_headers = list(self.headers)  # what passes it on may change it, and the reply may be kept
        return response

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send it: a response of Starlette's would put the same headers together anew each time."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


def make_tag(code: str, digest: str, day: str, path: str, query: bytes) -> str:
    """The tag of an answer: other code, another graph, another day or another question have another."""
    said = f"{code} {digest} {day} {path}?".encode() + query
    return f'"{blake2b(said, digest_size=16).hexdigest()}"'


def make_reply(tag: str, body: bytes, form: Form, route: str, coding: Headers = ()) -> Reply:
    """The reply that these bytes are."""
    headers: Headers = (
        (b"content-length", str(len(body)).encode()),
        (b"content-type", form.media_type.encode()),
        (b"etag", f"W/{tag}".encode()),
        *_FOR_CACHES,
    )
    if form.filename:
        headers += ((b"content-disposition", f'attachment; filename="{form.filename}"'.encode()),)
    return Reply(tag, headers + coding, body, route=route)


def encode_as_taken(plain: Reply, taken: Taken, form: Form) -> Reply:
    """The reply as it is taken: packed, where that is worth it or nothing else is taken."""
    if taken is Taken.PACKED_ONLY or (taken is Taken.PACKED and len(plain.body) >= WORTH_COMPRESSING):
        packed = compress(plain.body, compresslevel=1, mtime=0)
        return make_reply(plain.tag, packed, form, plain.route, ((b"content-encoding", b"gzip"),))
    return plain


def unless_known(known: bytes, reply: Reply) -> Reply:
    """The reply, or that the asker has it already."""
    return not_modified(reply.tag) if is_known(known, reply.tag) else reply


def not_modified(tag: str) -> Reply:
    """That the asker has the answer of this tag."""
    return Reply(tag, ((b"etag", f"W/{tag}".encode()), *_FOR_CACHES), b"", HTTPStatus.NOT_MODIFIED)
