"""Compares two workers with one: of `graph-service serve --workers`, and of an empty endpoint."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from benchmarks.figures import figure, format_figure, ratio, table
from benchmarks.http_load import Load, get, send_requests
from benchmarks.parts.http import get_requests
from benchmarks.parts.servers import run_server_process
from benchmarks.processes import run_server, service_command
from benchmarks.run import Run, log_progress
from benchmarks.server_process import EMPTY
from benchmarks.workloads import workloads
from graph_service import open_graph

CONNECTIONS = 64
"""More than in other parts: chance decides which worker gets a connection, and of few one worker gets most."""

REQUESTS = 4_000
WORKERS = (1, 2)

Address = tuple[str, int]


def measure(run: Run) -> dict[str, Any]:
    with open_graph(run.graph_file()) as graph:
        log_progress("choosing clients")
        any_client, *_ = workloads(graph, run.size, run.rounds)
    loads: dict[str, dict[int, list[Load]]] = {}
    with ExitStack() as until_the_end:
        empty = {n: until_the_end.enter_context(run_server_process("uvicorn", workers=n)).address for n in WORKERS}
        ours = {n: until_the_end.enter_context(_service(run, n)) for n in WORKERS}
        for number, clients in enumerate(any_client.rounds):  # the first is for warming up
            log_progress(f"workers, round {number} of {run.rounds}")
            first = get_requests(clients)
            for what, addresses, requests in (
                ("an empty endpoint", empty, [get(EMPTY)] * REQUESTS),
                ("the headline question, first time", ours, first),
                ("the same again", ours, first * (REQUESTS // len(first))),
            ):
                for workers, load in _by_turns(addresses, requests, number).items():
                    if number:
                        loads.setdefault(what, {}).setdefault(workers, []).append(load)
    return {"connections": CONNECTIONS, "contests": {what: _results(each) for what, each in loads.items()}}


@contextmanager
def _service(run: Run, workers: int) -> Iterator[Address]:
    with run_server(service_command(str(run.graph_file()), "--workers", str(workers))) as ours:
        yield ours.address


def _by_turns(addresses: Mapping[int, Address], requests: Sequence[bytes], number: int) -> dict[int, Load]:
    order = WORKERS if number % 2 else WORKERS[::-1]
    return {workers: send_requests(addresses[workers], requests, CONNECTIONS) for workers in order}


def _results(loads: Mapping[int, Sequence[Load]]) -> dict[str, Any]:
    rates = {workers: [load.throughput for load in each] for workers, each in loads.items()}
    return {
        "one": figure(rates[1]),
        "two": figure(rates[2]),
        "two_of_one": ratio(rates[2], rates[1]),
        "generator_busy": round(max(load.busy for each in loads.values() for load in each), 2),
    }


def tables(results: dict[str, Any]) -> list[str]:
    return [
        f"## Two workers beside one, {results['connections']} connections",
        "",
        *table(
            ("", "one worker, requests/s", "two workers", "two, of one", "load generator busy"),
            [
                (
                    what,
                    *(format_figure(each[name]) for name in ("one", "two", "two_of_one")),
                    f"{each['generator_busy']:.0%}",
                )
                for what, each in results["contests"].items()
            ],
        ),
    ]
