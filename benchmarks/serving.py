"""Serves an empty endpoint, or the service, by uvicorn or by granian, until it is stopped.

    python -m benchmarks.serving SERVER PORT [STORE]

Without a store it is the empty endpoint.
"""

import os
import sys
from typing import Any

SERVERS = ("uvicorn", "granian")
BODY = b"x" * 2_000
EMPTY = "/empty"
_STORE = "BENCHMARK_SERVES"


def made() -> Any:
    """The app, in whichever process the server wants it."""
    store = os.environ[_STORE]
    if store:
        from graph_service import open_graph
        from graph_service.api import create_app

        return create_app(open_graph(store))
    from fastapi import FastAPI
    from starlette.responses import Response

    app = FastAPI()

    @app.get(EMPTY)
    async def nothing() -> Response:
        return Response(BODY, media_type="application/json")

    return app


def main(server: str, port: str, store: str = "") -> None:
    os.environ[_STORE] = store
    if server == "uvicorn":
        import uvicorn

        uvicorn.run(made, factory=True, port=int(port), log_level="warning", access_log=False)
    else:
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        app = "benchmarks.serving:made"
        Granian(app, port=int(port), interface=Interfaces.ASGI, factory=True, log_level=LogLevels.warning).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
