"""Turns errors into RFC 9457 problems, by one table of HTTP statuses."""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph_service.errors import (
    AmbiguousName,
    BadCursor,
    BadInput,
    BadParameter,
    ForeignData,
    GraphMoved,
    GraphServiceError,
    InvalidFacts,
    MissingPackage,
    NotFound,
    StoreAccessDenied,
    StoreBusy,
    StoreError,
    StoreFull,
    StoreInterrupted,
    StoreUnavailable,
    UnknownEntity,
    UnknownQuery,
    UnknownRecord,
    WrongSchema,
    shorten,
)

MEDIA_TYPE = "application/problem+json"

STATUSES: dict[type[GraphServiceError], tuple[int, str]] = {
    BadParameter: (422, "A parameter is wrong"),
    BadCursor: (400, "The cursor is not one of ours"),
    InvalidFacts: (422, "The facts have defects"),
    BadInput: (400, "The request can't be used"),
    AmbiguousName: (404, "The name is ambiguous"),
    UnknownEntity: (404, "Unknown entity"),
    UnknownRecord: (404, "Unknown record"),
    UnknownQuery: (404, "Unknown question"),
    NotFound: (404, "Not found"),
    MissingPackage: (500, "A package is missing"),
    StoreUnavailable: (503, "The graph can't be reached"),
    StoreInterrupted: (503, "The graph broke off"),
    StoreBusy: (503, "Too much is asked at once"),
    StoreAccessDenied: (503, "The graph refuses the service"),
    GraphMoved: (503, "The graph is being written to"),
    StoreFull: (507, "No room is left for the graph"),
    ForeignData: (503, "The database is not a graph of this service"),
    WrongSchema: (503, "The graph has another schema"),
    StoreError: (500, "The graph failed"),
    GraphServiceError: (500, "The service failed"),
}
"""An error has the status of the first of its base classes that is in this table, itself included."""


def problem(error: GraphServiceError, instance: str) -> Response:
    """The error as a problem, with `suggestions` and `parameter` beside the standard members."""
    status, title = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
    extra: dict[str, Any] = {}
    if suggestions := getattr(error, "suggestions", None):
        extra["suggestions"] = suggestions
    if isinstance(error, BadParameter):
        extra["parameter"] = error.parameter
    headers = {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    kind = type(error).__name__
    return _response(status, f"urn:graph-service:{kind}", title, str(error), instance, extra, headers)


def http_problem(request: Request, error: Exception) -> Response:
    """A request that the framework refuses (no such path, a wrong method) as a problem."""
    assert isinstance(error, HTTPException)
    path = request.scope["path"]
    headers = dict(error.headers or {})
    detail = error.detail
    if error.status_code == HTTPStatus.NOT_FOUND:
        detail = f"there is nothing at {shorten(path)}; the questions are listed at /v1/queries, the API at /docs"
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = allow_head(headers.get("Allow", "GET"))
        detail = f"{shorten(request.method)} isn't for {shorten(path)}; it takes {headers['Allow']}"
    return refusal(error.status_code, detail, path, headers)


def allow_head(methods: str) -> str:
    """The methods of an Allow header. Where GET is allowed, HEAD is too."""
    each = {method.strip() for method in methods.split(",")}
    return ", ".join(sorted(each | {"HEAD"} if "GET" in each else each))


def refusal(status: int, detail: str, instance: str, headers: dict[str, str] | None = None) -> Response:
    """A request that is refused by the rules of HTTP, as a problem."""
    return _response(status, "about:blank", HTTPStatus(status).phrase, detail, instance, {}, headers or {})


def unexpected_problem(request: Request, _error: Exception) -> Response:
    """An error of our own: the log has it, the answer doesn't."""
    detail = "the service met an error that it does not know; its log says more"
    return _response(500, "about:blank", "Internal Server Error", detail, request.scope["path"], {}, {})


def _response(
    status: int, type_: str, title: str, detail: str, instance: str, extra: dict[str, Any], headers: dict[str, str]
) -> Response:
    # A URI reference is ASCII, but the path is decoded.
    body = {
        "type": type_,
        "title": title,
        "status": status,
        "detail": detail,
        "instance": quote(instance, safe="/:"),
        **extra,
    }
    return Response(json.dumps(body, ensure_ascii=False), status, headers, MEDIA_TYPE)
