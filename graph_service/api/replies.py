"""Replies: an answer's bytes with their headers, ready to send."""

from dataclasses import dataclass
from gzip import compress
from hashlib import blake2b
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph_service.api.conditions import AcceptedCoding, is_known

JSON = "application/json"
WORTH_COMPRESSING = 2048
"""The fewest bytes of an answer that are compressed, if the client accepts that."""


Headers = tuple[tuple[bytes, bytes], ...]
_FOR_CACHES: Headers = ((b"cache-control", b"no-cache"), (b"vary", b"Accept-Encoding"))


@dataclass(frozen=True)
class Form:
    """What kind of file an answer's bytes are."""

    media_type: str = JSON
    filename: str | None = None
    """The name of the file to save them as. Without a name they are shown."""
    is_cached: bool = True
    """Whether they are cached for the next such request."""


AS_JSON = Form()


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to a request, ready to send."""

    tag: str
    """It is sent as a weak tag, as the compressed bytes have the same one (RFC 9110, 8.8.3.2)."""
    headers: Headers
    body: bytes
    status: int = 200
    route: str = ""
    """The name under which it is counted."""

    def response(self) -> Response:
        """The reply as a response of Starlette's."""
        response = Response(self.body, self.status)
        response.raw_headers = list(self.headers)  # a copy: middleware may change it, and the reply may be cached
        return response

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send the reply. A response of Starlette's would build the same headers again each time."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


def make_tag(code: str, digest: str, day: str, path: str, query: bytes) -> str:
    """Make the tag of an answer. It differs for other code, another graph, another day or another question."""
    text = f"{code} {digest} {day} {path}?".encode() + query
    return f'"{blake2b(text, digest_size=16).hexdigest()}"'


def make_reply(tag: str, body: bytes, form: Form, route: str, coding: Headers = ()) -> Reply:
    """Make a reply of these bytes."""
    headers: Headers = (
        (b"content-length", str(len(body)).encode()),
        (b"content-type", form.media_type.encode()),
        (b"etag", f"W/{tag}".encode()),
        *_FOR_CACHES,
    )
    if form.filename:
        headers += ((b"content-disposition", f'attachment; filename="{form.filename}"'.encode()),)
    return Reply(tag, headers + coding, body, route=route)


def encode_reply(plain: Reply, accepted: AcceptedCoding, form: Form) -> Reply:
    """Encode the reply as the client accepts it: packed, if that is worth it or nothing else is accepted."""
    if accepted is AcceptedCoding.PACKED_ONLY or (
        accepted is AcceptedCoding.PACKED and len(plain.body) >= WORTH_COMPRESSING
    ):
        packed = compress(plain.body, compresslevel=1, mtime=0)
        return make_reply(plain.tag, packed, form, plain.route, ((b"content-encoding", b"gzip"),))
    return plain


def not_modified_if_known(known: bytes, reply: Reply) -> Reply:
    """The reply, or a 304 if the client already has it."""
    return not_modified(reply.tag) if is_known(known, reply.tag) else reply


def not_modified(tag: str) -> Reply:
    """The reply that the client already has the answer of this tag."""
    return Reply(tag, ((b"etag", f"W/{tag}".encode()), *_FOR_CACHES), b"", HTTPStatus.NOT_MODIFIED)
