"""The headline question over HTTP: contestants take turns at the same questions, round by round."""

import base64
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.figures import Figure, figure, ratio
from benchmarks.http_load import Load, drive, get, post
from benchmarks.processes import Served, served, service
from benchmarks.workloads import PATH, Workload, query_string
from graph_service.ask import applied_scope, query_named, read_parameters
from graph_service.resources import cypher
from graph_service.stores.neo4j.store import statement_parameters
from tests.neo4j_server import Neo4jServer

ENOUGH = 2_000
"""Quick contestants answer a round's questions over and over, up to about so many requests."""

Contestant = Callable[[Sequence[str]], Load]
"""Answers the question for each of these clients."""


def embedded(store: Path, asked: Sequence[Workload]) -> dict[str, Any]:
    """`graph-service serve` on the embedded store, beside an empty endpoint that returns the same bytes."""
    with _same_bytes(asked) as empty, served(service(str(store))) as ours:
        at_rest = ours.resident_mib
        contests = {}
        for workload in asked:
            contestants = {
                "empty": lambda clients: drive(empty.address, _over_and_over(clients)),
                "first": lambda clients: drive(ours.address, _gets(clients)),
                "again": lambda clients: drive(ours.address, _over_and_over(clients)),
            }
            contests[workload.name] = _contest(workload, contestants, reference="empty")
        return {"contests": contests, "resident_mib": {"ready": round(at_rest), "after": round(ours.resident_mib)}}


def neo4j(server: Neo4jServer, asked: Sequence[Workload], share: int) -> dict[str, Any]:
    """`graph-service serve` on Neo4j, beside Neo4j's own HTTP Query API with the same Cypher and parameters."""
    api = urlsplit(server.http)
    with served(service(server.uri)) as ours:
        at_rest = ours.resident_mib
        contests = {}
        for workload in asked:
            fewer = Workload(workload.name, [clients[::share] for clients in workload.rounds], workload.answers)
            contestants = {
                "query api": lambda clients: drive((api.hostname or "", api.port or 0), _posts(server, clients)),
                "first": lambda clients: drive(ours.address, _gets(clients)),
                "again": lambda clients: drive(ours.address, _gets(clients)),
            }
            contests[fewer.name] = _contest(fewer, contestants, reference="query api", same_bytes=("first", "again"))
        return {"contests": contests, "resident_mib": {"ready": round(at_rest), "after": round(ours.resident_mib)}}


def _contest(
    workload: Workload,
    contestants: Mapping[str, Contestant],
    reference: str,
    same_bytes: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Every contestant in every round; in turn the reference goes first and last, as what follows finds caches warm."""
    runs: dict[str, list[Load]] = {name: [] for name in contestants}
    for contestant in contestants.values():
        contestant(workload.warm_up)
    for number, clients in enumerate(workload.measured):
        names = [name for name in contestants if name != reference]
        for name in [reference, *names] if number % 2 else [*names, reference]:
            load = contestants[name](clients)
            if name in (same_bytes or contestants):
                _see_that_it_answered(name, load, workload, clients)
            runs[name].append(load)
    beside = [load.throughput for load in runs[reference]]
    return {
        "clients_each_round": len(workload.measured[0]),
        "bytes_each_answer": round(sum(map(len, workload.answers.values())) / len(workload.answers)),
        "generator_busy": round(max(load.busy for loads in runs.values() for load in loads), 2),
        **{name: _told(loads, beside) for name, loads in runs.items()},
    }


def _told(loads: Sequence[Load], beside: Sequence[float]) -> dict[str, Figure]:
    throughput = [load.throughput for load in loads]
    return {
        "requests_per_second": figure(throughput),
        "of_reference": ratio(throughput, beside),
        "p50_ms": figure(1000 * load.latency(0.5) for load in loads),
        "p99_ms": figure(1000 * load.latency(0.99) for load in loads),
    }


def _see_that_it_answered(name: str, load: Load, workload: Workload, clients: Sequence[str]) -> None:
    """A contestant that gives other bytes than the graph in process is not in the contest."""
    due = sum(len(workload.answers[client]) for client in clients)
    times, rest = divmod(len(load.latencies), len(clients))
    if rest or load.body_bytes != due * times:
        raise AssertionError(f"{name} gave {load.body_bytes} bytes for {workload.name}, {due * times} were due")


def _gets(clients: Sequence[str]) -> list[bytes]:
    return [get(f"{PATH}?{query_string(client)}") for client in clients]


def _over_and_over(clients: Sequence[str]) -> list[bytes]:
    return _gets(clients) * max(1, ENOUGH // len(clients))


def _posts(server: Neo4jServer, clients: Sequence[str]) -> list[bytes]:
    """The Query API's requests: our Cypher file, with the parameters that the store gives it."""
    query = query_named("shared_vendors")
    statement = cypher("queries/shared_vendors")
    credentials = base64.b64encode(f"{server.user}:{server.password}".encode()).decode()
    requests = []
    for client in clients:
        asked = read_parameters(query, {"client": client})
        parameters = statement_parameters(query, asked, applied_scope(asked), None, asked.limit + 1)
        body = json.dumps({"statement": statement, "parameters": parameters}).encode()
        requests.append(post(f"/db/{server.database}/query/v2", body, f"Basic {credentials}"))
    return requests


@contextmanager
def _same_bytes(asked: Sequence[Workload]) -> Iterator[Served]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bodies.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            for workload in asked:
                for client, answer in workload.answers.items():
                    lines.write(json.dumps([query_string(client), answer.decode()]) + os.linesep)
        with served(["-m", "benchmarks.empty", str(path)]) as empty:
            yield empty
