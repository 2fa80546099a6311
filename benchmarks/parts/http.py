"""Measures the headline question over HTTP. Contestants take turns at the same questions, round by round."""

import base64
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.figures import Figure, figure, format_figure, ratio, table
from benchmarks.http_load import CONNECTIONS, Load, get, post, send_requests
from benchmarks.processes import Served, has_entities, run_server, service_command
from benchmarks.run import Run, load_in_process_of_its_own, log_progress
from benchmarks.workloads import Workload, workloads
from graph_service import Graph, open_graph
from graph_service.stores.neo4j.answers import statement_parameters
from graph_service.support.resources import cypher
from graph_service.use_cases.ask import apply_scope, query_named, read_parameters
from tests.neo4j_server import Neo4jServer

ENOUGH = 2_000
"""Quick contestants answer a round's questions again and again, up to about this number of requests."""

Contestant = Callable[[Sequence[str]], Load]
"""Answers the question for each of these clients."""

FEWER_ON_NEO4J = 4
"""Neo4j is asked about every fourth client only, as it takes longer."""

PATH = "/v1/queries/shared-vendors"


@dataclass(frozen=True)
class Contest:
    """The clients that are asked about, round by round, and the bytes of the right answer for each."""

    workload: Workload
    answers: dict[str, bytes]


def measure(run: Run) -> dict[str, Any]:
    with open_graph(run.graph_file()) as graph:
        log_progress("choosing clients")
        asked = [
            Contest(workload, {client: _bytes(graph, client) for client in workload.clients})
            for workload in workloads(graph, run.size, run.rounds)
        ]
    log_progress("over HTTP, embedded store")
    results: dict[str, Any] = {
        "connections": CONNECTIONS,
        "stores": {"embedded": measure_embedded(run.graph_file(), asked)},
    }
    if run.server:
        if not has_entities(run.server.uri, run.size.entities):
            log_progress("loading into Neo4j")
            load_in_process_of_its_own(run.server.uri, run.size_name)
        log_progress("over HTTP, Neo4j")
        results["stores"]["neo4j"] = measure_neo4j(run.server, asked)
    return results


def _bytes(graph: Graph, client: str) -> bytes:
    answer: bytes = graph.shared_vendors(client=client).model_dump_json().encode()
    return answer


def measure_embedded(store: Path, asked: Sequence[Contest]) -> dict[str, Any]:
    """Compare `graph-service serve` on the embedded store with an empty endpoint that returns the same bytes."""
    with run_empty_endpoint(asked) as empty, run_server(service_command(str(store))) as ours:
        at_rest = ours.resident_mib
        contests = {}
        for contest in asked:
            contestants = {
                "empty": lambda clients: send_requests(empty.address, repeated_requests(clients)),
                "first": lambda clients: send_requests(ours.address, get_requests(clients)),
                "again": lambda clients: send_requests(ours.address, repeated_requests(clients)),
            }
            contests[contest.workload.name] = _contest(contest, contestants, reference="empty")
        return {"contests": contests, "resident_mib": {"ready": round(at_rest), "after": round(ours.resident_mib)}}


def measure_neo4j(server: Neo4jServer, asked: Sequence[Contest]) -> dict[str, Any]:
    """Compare `graph-service serve` on Neo4j with Neo4j's HTTP Query API, and with its driver behind a bare endpoint.

    All get the same parameters. The Query API gets the same Cypher file, the driver the statement that the service
    sends.
    """
    api = urlsplit(server.http)
    with (
        run_server(["-m", "benchmarks.raw_driver", server.uri]) as raw,
        run_server(service_command(server.uri)) as ours,
    ):
        at_rest = ours.resident_mib
        contests = {}
        for all_of_it in asked:
            name, rounds = all_of_it.workload.name, all_of_it.workload.rounds
            contest = Contest(Workload(name, [clients[::FEWER_ON_NEO4J] for clients in rounds]), all_of_it.answers)
            contestants = {
                "query api": lambda clients: send_requests(
                    (api.hostname or "", api.port or 0), _posts(server, clients)
                ),
                "raw driver": lambda clients: send_requests(raw.address, get_requests(clients)),
                "first": lambda clients: send_requests(ours.address, get_requests(clients)),
                "again": lambda clients: send_requests(ours.address, get_requests(clients)),
            }
            contests[name] = _contest(contest, contestants, reference="query api", same_bytes=("first", "again"))
        return {"contests": contests, "resident_mib": {"ready": round(at_rest), "after": round(ours.resident_mib)}}


def _contest(
    contest: Contest,
    contestants: Mapping[str, Contestant],
    reference: str,
    same_bytes: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Run every contestant in every round. The reference goes first and last by turns: the first warms the caches."""
    runs: dict[str, list[Load]] = {name: [] for name in contestants}
    workload, answers = contest.workload, contest.answers
    for contestant in contestants.values():
        contestant(workload.warm_up)
    for number, clients in enumerate(workload.measured_rounds):
        names = [name for name in contestants if name != reference]
        for name in [reference, *names] if number % 2 else [*names, reference]:
            load = contestants[name](clients)
            if name in (same_bytes or contestants):
                _check_answers(name, load, contest, clients)
            runs[name].append(load)
    beside = runs[reference]
    results = {name: _results(loads, beside) for name, loads in runs.items()}
    if raw := runs.get("raw driver"):
        results["first"]["time_of_raw_driver"] = ratio(
            (r.throughput for r in raw), (r.throughput for r in runs["first"])
        )
    return {
        "clients_each_round": len(workload.measured_rounds[0]),
        "bytes_each_answer": round(sum(map(len, answers.values())) / len(answers)),
        "generator_busy": round(max(load.busy for loads in runs.values() for load in loads), 2),
        **results,
    }


def _results(loads: Sequence[Load], beside: Sequence[Load]) -> dict[str, Figure]:
    throughput = [load.throughput for load in loads]
    p99 = [load.latency(0.99) for load in loads]
    return {
        "requests_per_second": figure(throughput),
        "of_reference": ratio(throughput, [load.throughput for load in beside]),
        "p50_ms": figure(1000 * load.latency(0.5) for load in loads),
        "p99_ms": figure(1000 * each for each in p99),
        "p99_of_reference": ratio(p99, [load.latency(0.99) for load in beside]),
    }


def _check_answers(name: str, load: Load, contest: Contest, clients: Sequence[str]) -> None:
    """Raise AssertionError if a contestant gives other bytes than the graph in process."""
    due = sum(len(contest.answers[client]) for client in clients)
    times, rest = divmod(len(load.latencies), len(clients))
    if rest or load.body_bytes != due * times:
        raise AssertionError(f"{name} gave {load.body_bytes} bytes for {contest.workload.name}, {due * times} were due")


def query_string(client: str) -> str:
    """The query string of the question."""
    return f"client={client}"


def get_requests(clients: Sequence[str]) -> list[bytes]:
    return [get(f"{PATH}?{query_string(client)}") for client in clients]


def repeated_requests(clients: Sequence[str]) -> list[bytes]:
    return get_requests(clients) * max(1, ENOUGH // len(clients))


def _posts(server: Neo4jServer, clients: Sequence[str]) -> list[bytes]:
    """The requests to the Query API: our Cypher file, with the parameters that the store passes to it."""
    query = query_named("shared_vendors")
    statement = cypher("queries/shared_vendors")
    credentials = base64.b64encode(f"{server.user}:{server.password}".encode()).decode()
    requests = []
    for client in clients:
        asked = read_parameters(query, {"client": client})
        parameters = statement_parameters(query, asked, apply_scope(asked), None, asked.limit + 1)
        body = json.dumps({"statement": statement, "parameters": parameters}).encode()
        requests.append(post(f"/db/{server.database}/query/v2", body, f"Basic {credentials}"))
    return requests


@contextmanager
def run_empty_endpoint(asked: Sequence[Contest]) -> Iterator[Served]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bodies.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            for contest in asked:
                for client, answer in contest.answers.items():
                    lines.write(json.dumps([query_string(client), answer.decode()]) + os.linesep)
        with run_server(["-m", "benchmarks.empty_endpoint", str(path)]) as empty:
            yield empty


_CONTESTANTS = {
    "empty": "empty FastAPI endpoint, same bytes",
    "query api": "Neo4j's Query API, same Cypher",
    "raw driver": "raw driver behind a bare endpoint, same statement",
    "first": "graph service, asked for the first time",
    "again": "graph service, asked again",
}


def tables(results: dict[str, Any]) -> list[str]:
    lines = []
    for store, http in results["stores"].items():
        beside = "the empty endpoint" if store == "embedded" else "the Query API"
        lines += ["", f"## Over HTTP, {store} store: one worker, {results['connections']} connections", ""]
        lines += table(
            ("question about", "answered by", "requests/s", f"of {beside}'s", "p50 ms", "p99 ms", f"of {beside}'s"),
            [
                (
                    f"{workload} ({contest['bytes_each_answer']:,} bytes)",
                    _CONTESTANTS[name],
                    *(
                        format_figure(figures[what])
                        for what in ("requests_per_second", "of_reference", "p50_ms", "p99_ms", "p99_of_reference")
                    ),
                )
                for workload, contest in http["contests"].items()
                for name, figures in contest.items()
                if name in _CONTESTANTS
            ],
        )
        resident, busy = http["resident_mib"], max(c["generator_busy"] for c in http["contests"].values())
        lines += [
            "",
            f"The service held {resident['ready']} MiB when ready and {resident['after']} MiB after all questions; "
            f"the load generator was busy for {busy:.0%} of the time at most.",
        ]
    return lines[1:]
