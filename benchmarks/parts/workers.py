"""Two workers beside one: `graph-service serve --workers`, and what the machine gives an empty endpoint."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from benchmarks.figures import figure, ratio, shown, table
from benchmarks.http_load import CONNECTIONS, drive
from benchmarks.parts.http import gets
from benchmarks.processes import Served, served, service
from benchmarks.run import Run, say
from benchmarks.workloads import workloads
from graph_service import open_graph

CONNECTIONS_EACH = CONNECTIONS
WORKERS = (1, 2)
REQUESTS = 4_000


def measure(run: Run) -> dict[str, Any]:
    with open_graph(run.graph()) as graph:
        say("choosing clients")
        asked = workloads(graph, run.size, run.rounds)
    with ExitStack() as until_the_end:
        ours = {
            workers: until_the_end.enter_context(served(service(str(run.graph()), "--workers", str(workers))))
            for workers in WORKERS
        }
        contests = {}
        for workload in asked:
            # No answer is kept from one question to the next: each is worked out anew, as of a day of its own.
            contests[workload.name] = _contest(run, workload.name, ours, workload.measured)
        return {"connections": CONNECTIONS, "contests": contests}


def _contest(run: Run, name: str, ours: Mapping[int, Served], rounds: Sequence[Sequence[str]]) -> dict[str, Any]:
    rates: dict[int, list[float]] = {workers: [] for workers in ours}
    busy = 0.0
    for number, clients in enumerate(rounds):
        say(f"workers, {name}, round {number + 1} of {run.rounds}")
        for workers, server in ours.items() if number % 2 else reversed(list(ours.items())):
            load = drive(server.address, gets(clients))
            rates[workers].append(load.throughput)
            busy = max(busy, load.busy)
    return {
        "requests_per_second": {workers: figure(each) for workers, each in rates.items()},
        "two_of_one": ratio(rates[2], rates[1]),
        "generator_busy": round(busy, 2),
    }


def tables(told: dict[str, Any]) -> list[str]:
    return [
        f"## Two workers beside one, {told['connections']} connections",
        "",
        *table(
            ("question about", "one worker, requests/s", "two workers", "two, of one", "load generator busy"),
            [
                (
                    name,
                    *(shown(figures) for figures in each["requests_per_second"].values()),
                    shown(each["two_of_one"]),
                    f"{each['generator_busy']:.0%}",
                )
                for name, each in told["contests"].items()
            ],
        ),
    ]
