"""A client that asks an app in this process, without a server between."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx
from starlette.types import ASGIApp

R = TypeVar("R")

# Playwright, once started, keeps a loop running in the tests' own thread.
_THREAD = ThreadPoolExecutor(1, thread_name_prefix="requests")


def awaited(coroutine: Coroutine[Any, Any, R]) -> R:
    """What the coroutine comes to."""
    return _THREAD.submit(asyncio.run, coroutine).result()


class Client:
    """`client.get("/v1/entities", params={"kind": "lab"})`; what the app doesn't catch is a 500, as in a server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def get(self, path: str, **request: Any) -> httpx.Response:
        return self.request("GET", path, **request)

    def request(self, method: str, path: str, **request: Any) -> httpx.Response:
        return awaited(self._request(method, path, **request))

    async def _request(self, method: str, path: str, **request: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
            return await client.request(method, path, **request)


def problem_of(response: httpx.Response) -> dict[str, Any]:
    """The problem that the response is, in the form of RFC 9457."""
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == response.status_code
    assert all(isinstance(body[member], str) and body[member] for member in ("type", "title", "detail", "instance"))
    assert body["instance"].isascii()
    return body
