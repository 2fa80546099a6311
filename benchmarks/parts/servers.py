"""Compares granian with uvicorn: on an empty endpoint, and on the headline question."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.figures import figure, format_figure, ratio, table
from benchmarks.http_load import CONNECTIONS, Load, get, send_requests
from benchmarks.parts.http import get_requests
from benchmarks.processes import ROOT, cpu_seconds, processes_of
from benchmarks.run import Run, log_progress
from benchmarks.server_process import EMPTY, SERVERS
from benchmarks.workloads import workloads
from graph_service import open_graph

REQUESTS = 4_000
Turn = tuple[Load, float]
"""The load of one turn, and the seconds for which the server's processors worked."""
_STARTING = 60.0

Address = tuple[str, int]


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: Address
    pid: int

    def cpu_seconds(self) -> float:
        """The processor time of the server and its descendants until now, in seconds."""
        return sum(cpu_seconds(pid) for pid in processes_of(self.pid))


def measure(run: Run) -> dict[str, Any]:
    with open_graph(run.graph_file()) as graph:
        log_progress("choosing clients")
        (any_client, *_) = workloads(graph, run.size, run.rounds)
    turns: dict[str, dict[str, list[Turn]]] = {}
    with ExitStack() as until_the_end:
        empty, ours = (
            {server: until_the_end.enter_context(run_server_process(server, *store)) for server in SERVERS}
            for store in ((), (str(run.graph_file()),))
        )
        for number, clients in enumerate(any_client.rounds):  # the first is for warming up
            log_progress(f"servers, round {number} of {run.rounds}")
            first = get_requests(clients)
            again = first * (REQUESTS // len(clients))
            for what, servers, requests in (
                ("an empty endpoint", empty, [get(EMPTY)] * REQUESTS),
                ("the headline question, first time", ours, first),
                ("the same again", ours, again),
            ):
                for server in SERVERS if number % 2 else reversed(SERVERS):
                    before = servers[server].cpu_seconds()
                    load = send_requests(servers[server].address, requests)
                    worked = servers[server].cpu_seconds() - before
                    if number:
                        turns.setdefault(what, {}).setdefault(server, []).append((load, worked))
    return {"connections": CONNECTIONS, "contests": {what: _results(by_server) for what, by_server in turns.items()}}


def _results(turns: Mapping[str, Sequence[Turn]]) -> dict[str, Any]:
    rates = {server: [load.throughput for load, _ in each] for server, each in turns.items()}
    work = {server: [worked / len(load.latencies) for load, worked in each] for server, each in turns.items()}
    return {
        **{
            server: {
                "requests_per_second": figure(rates[server]),
                "p99_ms": figure(1000 * load.latency(0.99) for load, _ in each),
                "cpu_us": figure(1e6 * seconds for seconds in work[server]),
            }
            for server, each in turns.items()
        },
        "granian_of_uvicorn": {
            "requests_per_second": ratio(rates["granian"], rates["uvicorn"]),
            "cpu_us": ratio(work["granian"], work["uvicorn"]),
        },
    }


@contextmanager
def run_server_process(server: str, *store: str, workers: int = 1) -> Iterator[Server]:
    """Serve the empty endpoint, or a store, with this number of workers until the block ends."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        address: Address = free.getsockname()
    command = [sys.executable, "-m", "benchmarks.server_process", server, str(address[1]), str(workers), *store]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            deadline = time.monotonic() + _STARTING
            while not _accepts_connections(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{server} did not serve; see above")
                time.sleep(0.1)
            yield Server(address, process.pid)
        finally:
            process.terminate()


def _accepts_connections(address: Address) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(address) == 0


def tables(results: dict[str, Any]) -> list[str]:
    figures = {"requests_per_second": "requests/s", "p99_ms": "p99 ms", "cpu_us": "µs of processor each"}
    rows = [
        (
            what,
            *(format_figure(each[server][figure]) for server in SERVERS for figure in figures),
            *(format_figure(each["granian_of_uvicorn"][figure]) for figure in ("requests_per_second", "cpu_us")),
        )
        for what, each in results["contests"].items()
    ]
    head = (*(f"{server}, {title}" for server in SERVERS for title in figures.values()),)
    beside = ("granian's requests/s, of uvicorn's", "its work, of uvicorn's")
    return [
        f"## granian beside uvicorn: one worker, {results['connections']} connections",
        "",
        *table(("", *head, *beside), rows),
    ]
