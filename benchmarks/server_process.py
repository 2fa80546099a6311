"""Serves an empty endpoint or the service, by uvicorn or by granian, until it is stopped.

    python -m benchmarks.server_process SERVER PORT WORKERS [STORE]

Without a store it serves the empty endpoint.
"""

import os
import sys
from typing import Any

SERVERS = ("uvicorn", "granian")
BODY = b"x" * 2_000
EMPTY = "/empty"
_FACTORY = "benchmarks.server_process:make_app"
_STORE = "BENCHMARK_SERVES"
_PATIENCE = 60
"""Seconds in which a worker must start. uvicorn's default of five is too short on a busy machine."""


def make_app() -> Any:
    """The app. The server calls this in each of its processes."""
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
            _FACTORY,
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
            _FACTORY,
            port=int(port),
            workers=int(workers),
            interface=Interfaces.ASGI,
            factory=True,
            log_level=LogLevels.warning,
        )
        granian.serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
