"""The endpoint to beat: FastAPI, `async def`, ready-made bodies (`python -m benchmarks.empty_endpoint BODIES`).

BODIES is a JSON Lines file of `[query string, body]`. The server has the settings of `graph-service serve`.
"""

import json
import socket
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response


def create_app(bodies: dict[bytes, bytes]) -> FastAPI:
    app = FastAPI()

    @app.get("/v1/queries/shared-vendors")
    async def answer(request: Request) -> Response:
        return Response(bodies[request.scope["query_string"]], media_type="application/json")

    return app


def main(path: Path) -> None:
    with path.open(encoding="utf-8") as lines:
        bodies = {query.encode(): body.encode() for query, body in map(json.loads, lines)}
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(f"served at http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        config = uvicorn.Config(create_app(bodies), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
