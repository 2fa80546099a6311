"""granian beside uvicorn: an empty endpoint, and the headline question when the answer is known already."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

from benchmarks.figures import figure, ratio, shown, table
from benchmarks.http_load import CONNECTIONS, Load, drive, get
from benchmarks.parts.http import gets
from benchmarks.processes import ROOT
from benchmarks.run import Run, say
from benchmarks.serving import EMPTY, SERVERS
from benchmarks.workloads import workloads
from graph_service import open_graph

REQUESTS = 4_000
_STARTING = 60.0

Address = tuple[str, int]


def measure(run: Run) -> dict[str, Any]:
    with open_graph(run.graph()) as graph:
        say("choosing clients")
        (any_client, *_) = workloads(graph, run.size, run.rounds)
    loads: dict[str, dict[str, list[Load]]] = {}
    with ExitStack() as until_the_end:
        empty, ours = (
            {server: until_the_end.enter_context(_serving(server, *store)) for server in SERVERS}
            for store in ((), (str(run.graph()),))
        )
        for number, clients in enumerate(any_client.rounds):  # the first is for warming up
            say(f"servers, round {number} of {run.rounds}")
            first = gets(clients)
            again = first * (REQUESTS // len(clients))
            for what, addresses, requests in (
                ("an empty endpoint", empty, [get(EMPTY)] * REQUESTS),
                ("the headline question, first time", ours, first),
                ("the same again", ours, again),
            ):
                for server in SERVERS if number % 2 else reversed(SERVERS):
                    load = drive(addresses[server], requests)
                    if number:
                        loads.setdefault(what, {}).setdefault(server, []).append(load)
    return {
        "connections": CONNECTIONS,
        "contests": {
            what: {
                **{server: figure(load.throughput for load in each) for server, each in by_server.items()},
                **{
                    f"{server}_p99_ms": figure(1000 * load.latency(0.99) for load in by_server[server])
                    for server in SERVERS
                },
                "granian_of_uvicorn": ratio(*([load.throughput for load in by_server[s]] for s in reversed(SERVERS))),
            }
            for what, by_server in loads.items()
        },
    }


@contextmanager
def _serving(server: str, *store: str) -> Iterator[Address]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        address: Address = free.getsockname()
    command = [sys.executable, "-m", "benchmarks.serving", server, str(address[1]), *store]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            deadline = time.monotonic() + _STARTING
            while not _answers(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{server} did not serve; see above")
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()


def _answers(address: Address) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(address) == 0


def tables(told: dict[str, Any]) -> list[str]:
    head = (
        "",
        *(f"{server}{more}" for server in SERVERS for more in (", requests/s", ", p99 ms")),
        "granian, of uvicorn",
    )
    rows = [
        (
            what,
            *(shown(each[f"{server}{more}"]) for server in SERVERS for more in ("", "_p99_ms")),
            shown(each["granian_of_uvicorn"]),
        )
        for what, each in told["contests"].items()
    ]
    return [f"## granian beside uvicorn: one worker, {told['connections']} connections", "", *table(head, rows)]
