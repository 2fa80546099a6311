"""Gives every answer what HTTP requires, also the framework's own: HEAD, codings and tags, but no ranges."""

from collections.abc import Awaitable

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.api.conditions import NOTHING_ACCEPTABLE, AcceptedCoding, is_known, read_conditions
from graph_service.api.problems import refusal
from graph_service.api.replies import WORTH_COMPRESSING

# Bytes are packed on their way out, so a range of them is no range of the file. And no answer of ours is large.
_NOT_PASSED_ON = (b"range", b"if-range")
_OF_A_BODY = ("content-length", "content-type", "content-encoding", "content-disposition")


class Negotiation:
    """Packs bytes for clients that accept it, and sends no bytes that the client already has.

    HEAD is answered like GET. The server leaves the body out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Pass the request on, and the answer back."""
        if scope["type"] != "http":
            return self.app(scope, receive, send)
        known, accepted = read_conditions(scope["headers"])
        if accepted is AcceptedCoding.NOTHING:
            return refusal(406, NOTHING_ACCEPTABLE, scope["path"])(scope, receive, send)
        app = self.app
        if accepted is not AcceptedCoding.PLAIN:
            app = GZipResponder(app, WORTH_COMPRESSING if accepted is AcceptedCoding.PACKED else 1, compresslevel=1)
        headers = [(name, value) for name, value in scope["headers"] if name not in _NOT_PASSED_ON]
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        sending = _Sending(send, known if method == "GET" else b"")
        return app({**scope, "method": method, "headers": headers}, receive, sending)


class _Sending:
    """Sends an answer with a weak tag, as its bytes may be packed or not. A known answer is sent without its body."""

    def __init__(self, send: Send, known: bytes) -> None:
        self._send = send
        self._known = known
        self._not_modified = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            tag = Headers(raw=message["headers"]).get("etag")
            if tag is not None:
                message = self._tagged(message, tag)
        elif self._not_modified:
            if message.get("more_body", False):
                return
            message = {"type": "http.response.body", "body": b""}
        await self._send(message)

    def _tagged(self, message: Message, tag: str) -> Message:
        headers = MutableHeaders(raw=list(message["headers"]))
        headers["etag"] = f"W/{tag.removeprefix('W/')}"
        if "vary" not in headers:
            headers["vary"] = "Accept-Encoding"
        self._not_modified = message["status"] == 200 and is_known(self._known, tag)
        if not self._not_modified:
            return {**message, "headers": headers.raw}
        for name in _OF_A_BODY:
            del headers[name]
        return {**message, "status": 304, "headers": headers.raw}
