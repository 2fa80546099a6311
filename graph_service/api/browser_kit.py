"""Serves the Neo4j Browser kit, with links to the address that the request came to."""

import re
from typing import Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.service import Service
from graph_service.browser_kit.files import SERVICE_URL, shipped_files, with_service_address

# The Browser is a page of another origin. What it fetches here is public.
HEADERS: Final = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
MEDIA_TYPES = {"html": "text/html", "csv": "text/csv", "md": "text/markdown"}
"""Media types by file ending. No other ending has a registered type: such files are plain text."""

_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_LOOPBACK = re.compile(r"(?:127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])(?=:|$)")


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the kit's files under /browser."""

    @app.get("/browser/{path:path}", include_in_schema=False)
    async def file(request: Request, path: str) -> Response:
        with service.metrics.time_request("browser") as outcome:
            text = shipped_files().get(path)
            outcome.status = 200 if text is not None else 404
        if text is None:
            raise HTTPException(404)
        media_type = MEDIA_TYPES.get(path.rpartition(".")[2], "text/plain")
        return Response(with_service_address(text, requested_address(request)), headers=HEADERS, media_type=media_type)


def requested_address(request: Request) -> str:
    """The address that the request came to, as the Browser trusts it: `localhost`, not 127.0.0.1."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return SERVICE_URL
    return f"{request.url.scheme}://{_LOOPBACK.sub('localhost', host)}{request.scope.get('root_path', '')}"
