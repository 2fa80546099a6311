"""What HTTP asks of every answer, also of those that the framework gives: HEAD, codings, tags, and no ranges."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.api.conditions import NOTHING_TAKEN, Taken, is_known, read_conditions
from graph_service.api.problems import refusal
from graph_service.api.service import WORTH_COMPRESSING

# Bytes are packed on their way out, so a part of them is no part of the file; and no answer of ours is large.
_NOT_PASSED_ON = (b"range", b"if-range")
_OF_A_BODY = ("content-length", "content-type", "content-encoding", "content-disposition")


class HeadAsGet:
    """Answers HEAD with what GET would say; the server leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        await self.app(head_as_get(scope), receive, send)


def head_as_get(scope: Scope) -> Scope:
    """The scope of a request, with GET for HEAD."""
    return {**scope, "method": "GET"} if scope["type"] == "http" and scope["method"] == "HEAD" else scope


class Negotiation:
    """Packs bytes for who takes them so, and sends none that the asker has already."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        known, taken = read_conditions(scope["headers"])
        if taken is Taken.NOTHING:
            await refusal(406, NOTHING_TAKEN, scope["path"])(scope, receive, send)
            return
        app = self.app
        if taken is not Taken.PLAIN:
            app = GZipResponder(app, WORTH_COMPRESSING if taken is Taken.PACKED else 1, compresslevel=1)
        headers = [(name, value) for name, value in scope["headers"] if name not in _NOT_PASSED_ON]
        sending = _Sending(send, known if scope["method"] in ("GET", "HEAD") else b"")
        await app({**scope, "headers": headers}, receive, sending)


class _Sending:
    """Sends an answer with a weak tag, as its bytes may be packed or not; of what is known the head alone."""

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
