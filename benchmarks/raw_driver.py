"""Neo4j's driver behind a bare endpoint. It sends the statement that the service sends, with the same parameters.

    python -m benchmarks.raw_driver URI

It checks nothing and adds nothing: the row is returned as JSON. The server has the settings of `graph-service serve`,
and reads user, password and database where that does.
"""

import json
import socket
import sys
from typing import Any

import uvicorn
from neo4j import READ_ACCESS, GraphDatabase
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph_service.settings import Settings
from graph_service.stores.neo4j.answers import answer_parameters
from graph_service.stores.neo4j.statements import answer_statement
from graph_service.use_cases.ask import apply_scope, query_named, read_parameters

QUESTION = "shared_vendors"


def parameters_for(client: str) -> dict[str, Any]:
    """The parameters that the store passes to the statement of the headline question."""
    query = query_named(QUESTION)
    asked = read_parameters(query, {"client": client})
    return answer_parameters(query, asked, apply_scope(asked), None, asked.limit + 1)


class RawDriver:
    """Answers `?client=…`."""

    def __init__(self, settings: Settings) -> None:
        auth = settings.neo4j_username, settings.neo4j_password.get_secret_value()
        self._driver = GraphDatabase.driver(settings.store, auth=auth, notifications_min_severity="OFF")
        self._database = settings.neo4j_database
        self._statement: Any = answer_statement(QUESTION)
        self._parameters = parameters_for("nobody")

    def answer(self, client: str) -> bytes:
        with self._driver.session(database=self._database, default_access_mode=READ_ACCESS) as session:
            rows = list(session.run(self._statement, {**self._parameters, "client": client, "named": [client]}))
        return json.dumps([dict(row) for row in rows], default=dict).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await run_in_threadpool(self.answer, Request(scope).query_params["client"])
        await Response(body, media_type="application/json")(scope, receive, send)


def main(uri: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(f"served at http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        config = uvicorn.Config(RawDriver(Settings(store=uri)), log_level="warning", access_log=False, lifespan="off")
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(sys.argv[1])
