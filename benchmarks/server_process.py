"""Serves an empty endpoint, or the service, by uvicorn or by granian, until it is stopped.

    python -m benchmarks.serving SERVER PORT WORKERS [STORE]

Without a store it is the empty endpoint.
"""

import os
import sys
from typing import Any

SERVERS = ("uvicorn", "granian")
BODY = b"x" * 2_000
EMPTY = "/empty"
_MADE = "benchmarks.serving:made"
_STORE = "BENCHMARK_SERVES"
_PATIENCE = 60
"""Seconds in which a worker must have started: with uvicorn's own five it never would on a busy machine."""


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


def main(server: str, port: str, workers: str, store: str = "") -> None:
    os.environ[_STORE] = store
    if server == "uvicorn":
        import uvicorn

        uvicorn.run(
            _MADE,
            factory=True,
            port=int(port),
            workers=int(workers),
            log_level="warning",
            access_log=False,
            timeout_worker_healthcheck=_PATIENCE,
        )
    else:
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        granian = Granian(
            _MADE,
            port=int(port),
            workers=int(workers),
            interface=Interfaces.ASGI,
            factory=True,
            log_level=LogLevels.warning,
        )
        granian.serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
