"""granian beside uvicorn: an empty endpoint, and the headline question when the answer is known already."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.figures import figure, ratio, shown, table
from benchmarks.http_load import CONNECTIONS, Load, drive, get
from benchmarks.parts.http import gets
from benchmarks.processes import ROOT, cpu_seconds, processes_of
from benchmarks.run import Run, say
from benchmarks.serving import EMPTY, SERVERS
from benchmarks.workloads import workloads
from graph_service import open_graph

REQUESTS = 4_000
Turn = tuple[Load, float]
"""What a turn took, and how many seconds the server's processors worked for it."""
_STARTING = 60.0

Address = tuple[str, int]


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    address: Address
    pid: int

    def cpu_seconds(self) -> float:
        """What it has worked until now, with the processes that it has started."""
        return sum(cpu_seconds(pid) for pid in processes_of(self.pid))


def measure(run: Run) -> dict[str, Any]:
    with open_graph(run.graph()) as graph:
        say("choosing clients")
        (any_client, *_) = workloads(graph, run.size, run.rounds)
    turns: dict[str, dict[str, list[Turn]]] = {}
    with ExitStack() as until_the_end:
        empty, ours = (
            {server: until_the_end.enter_context(serving(server, *store)) for server in SERVERS}
            for store in ((), (str(run.graph()),))
        )
        for number, clients in enumerate(any_client.rounds):  # the first is for warming up
            say(f"servers, round {number} of {run.rounds}")
            first = gets(clients)
            again = first * (REQUESTS // len(clients))
            for what, servers, requests in (
                ("an empty endpoint", empty, [get(EMPTY)] * REQUESTS),
                ("the headline question, first time", ours, first),
                ("the same again", ours, again),
            ):
                for server in SERVERS if number % 2 else reversed(SERVERS):
                    before = servers[server].cpu_seconds()
                    load = drive(servers[server].address, requests)
                    worked = servers[server].cpu_seconds() - before
                    if number:
                        turns.setdefault(what, {}).setdefault(server, []).append((load, worked))
    return {"connections": CONNECTIONS, "contests": {what: _told(by_server) for what, by_server in turns.items()}}


def _told(turns: Mapping[str, Sequence[Turn]]) -> dict[str, Any]:
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
def serving(server: str, *store: str, workers: int = 1) -> Iterator[Server]:
    """The empty endpoint, or the service over a store, served by so many workers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        address: Address = free.getsockname()
    command = [sys.executable, "-m", "benchmarks.serving", server, str(address[1]), str(workers), *store]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            deadline = time.monotonic() + _STARTING
            while not _answers(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{server} did not serve; see above")
                time.sleep(0.1)
            yield Server(address, process.pid)
        finally:
            process.terminate()


def _answers(address: Address) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(address) == 0


def tables(told: dict[str, Any]) -> list[str]:
    figures = {"requests_per_second": "requests/s", "p99_ms": "p99 ms", "cpu_us": "µs of processor each"}
    rows = [
        (
            what,
            *(shown(each[server][figure]) for server in SERVERS for figure in figures),
            *(shown(each["granian_of_uvicorn"][figure]) for figure in ("requests_per_second", "cpu_us")),
        )
        for what, each in told["contests"].items()
    ]
    head = (*(f"{server}, {title}" for server in SERVERS for title in figures.values()),)
    beside = ("granian's requests/s, of uvicorn's", "its work, of uvicorn's")
    return [
        f"## granian beside uvicorn: one worker, {told['connections']} connections",
        "",
        *table(("", *head, *beside), rows),
    ]
