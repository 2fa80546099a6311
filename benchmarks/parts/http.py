"""The headline question over HTTP: contestants take turns at the same questions, round by round."""

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

from benchmarks.figures import Figure, figure, ratio, shown, table
from benchmarks.http_load import CONNECTIONS, Load, drive, get, post
from benchmarks.processes import Served, holds, served, service
from benchmarks.run import Run, load_in_process_of_its_own, say
from benchmarks.workloads import Workload, workloads
from graph_service import Graph, open_graph
from graph_service.stores.neo4j.store import statement_parameters
from graph_service.support.resources import cypher
from graph_service.use_cases.ask import applied_scope, query_named, read_parameters
from tests.neo4j_server import Neo4jServer

ENOUGH = 2_000
"""Quick contestants answer a round's questions over and over, up to about so many requests."""

Contestant = Callable[[Sequence[str]], Load]
"""Answers the question for each of these clients."""

FEWER_ON_NEO4J = 4
"""Neo4j is asked about every fourth client only: it takes longer."""

PATH = "/v1/queries/shared-vendors"


@dataclass(frozen=True)
class Contest:
    """Whom a question is about, round by round, and the bytes that are due for each."""

    workload: Workload
    answers: dict[str, bytes]


def measure(run: Run) -> dict[str, Any]:
    with open_graph(run.graph()) as graph:
        say("choosing clients")
        asked = [
            Contest(workload, {client: _bytes(graph, client) for client in workload.clients})
            for workload in workloads(graph, run.size, run.rounds)
        ]
    say("over HTTP, embedded store")
    told: dict[str, Any] = {"connections": CONNECTIONS, "stores": {"embedded": embedded(run.graph(), asked)}}
    if run.server:
        if not holds(run.server.uri, run.size.entities):
            say("loading into Neo4j")
            load_in_process_of_its_own(run.server.uri, run.size_name)
        say("over HTTP, Neo4j")
        told["stores"]["neo4j"] = neo4j(run.server, asked)
    return told


def _bytes(graph: Graph, client: str) -> bytes:
    answer: bytes = graph.shared_vendors(client=client).model_dump_json().encode()
    return answer


def embedded(store: Path, asked: Sequence[Contest]) -> dict[str, Any]:
    """`graph-service serve` on the embedded store, beside an empty endpoint that returns the same bytes."""
    with same_bytes(asked) as empty, served(service(str(store))) as ours:
        at_rest = ours.resident_mib
        contests = {}
        for contest in asked:
            contestants = {
                "empty": lambda clients: drive(empty.address, over_and_over(clients)),
                "first": lambda clients: drive(ours.address, gets(clients)),
                "again": lambda clients: drive(ours.address, over_and_over(clients)),
            }
            contests[contest.workload.name] = _contest(contest, contestants, reference="empty")
        return {"contests": contests, "resident_mib": {"ready": round(at_rest), "after": round(ours.resident_mib)}}


def neo4j(server: Neo4jServer, asked: Sequence[Contest]) -> dict[str, Any]:
    """`graph-service serve` on Neo4j, beside Neo4j's own HTTP Query API with the same Cypher and parameters.

    The raw driver stands behind a bare endpoint, and sends the statement that the service sends.
    """
    api = urlsplit(server.http)
    with served(["-m", "benchmarks.raw_driver", server.uri]) as raw, served(service(server.uri)) as ours:
        at_rest = ours.resident_mib
        contests = {}
        for all_of_it in asked:
            name, rounds = all_of_it.workload.name, all_of_it.workload.rounds
            contest = Contest(Workload(name, [clients[::FEWER_ON_NEO4J] for clients in rounds]), all_of_it.answers)
            contestants = {
                "query api": lambda clients: drive((api.hostname or "", api.port or 0), _posts(server, clients)),
                "raw driver": lambda clients: drive(raw.address, gets(clients)),
                "first": lambda clients: drive(ours.address, gets(clients)),
                "again": lambda clients: drive(ours.address, gets(clients)),
            }
            contests[name] = _contest(contest, contestants, reference="query api", same_bytes=("first", "again"))
        return {"contests": contests, "resident_mib": {"ready": round(at_rest), "after": round(ours.resident_mib)}}


def _contest(
    contest: Contest,
    contestants: Mapping[str, Contestant],
    reference: str,
    same_bytes: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Every contestant in every round; in turn the reference goes first and last, as what follows finds caches warm."""
    runs: dict[str, list[Load]] = {name: [] for name in contestants}
    workload, answers = contest.workload, contest.answers
    for contestant in contestants.values():
        contestant(workload.warm_up)
    for number, clients in enumerate(workload.measured):
        names = [name for name in contestants if name != reference]
        for name in [reference, *names] if number % 2 else [*names, reference]:
            load = contestants[name](clients)
            if name in (same_bytes or contestants):
                _see_that_it_answered(name, load, contest, clients)
            runs[name].append(load)
    beside = runs[reference]
    told = {name: _told(loads, beside) for name, loads in runs.items()}
    if raw := runs.get("raw driver"):
        told["first"]["time_of_raw_driver"] = ratio((r.throughput for r in raw), (r.throughput for r in runs["first"]))
    return {
        "clients_each_round": len(workload.measured[0]),
        "bytes_each_answer": round(sum(map(len, answers.values())) / len(answers)),
        "generator_busy": round(max(load.busy for loads in runs.values() for load in loads), 2),
        **told,
    }


def _told(loads: Sequence[Load], beside: Sequence[Load]) -> dict[str, Figure]:
    throughput = [load.throughput for load in loads]
    p99 = [load.latency(0.99) for load in loads]
    return {
        "requests_per_second": figure(throughput),
        "of_reference": ratio(throughput, [load.throughput for load in beside]),
        "p50_ms": figure(1000 * load.latency(0.5) for load in loads),
        "p99_ms": figure(1000 * each for each in p99),
        "p99_of_reference": ratio(p99, [load.latency(0.99) for load in beside]),
    }


def _see_that_it_answered(name: str, load: Load, contest: Contest, clients: Sequence[str]) -> None:
    """A contestant that gives other bytes than the graph in process is not in the contest."""
    due = sum(len(contest.answers[client]) for client in clients)
    times, rest = divmod(len(load.latencies), len(clients))
    if rest or load.body_bytes != due * times:
        raise AssertionError(f"{name} gave {load.body_bytes} bytes for {contest.workload.name}, {due * times} were due")


def query_string(client: str) -> str:
    """The question as a query string."""
    return f"client={client}"


def gets(clients: Sequence[str]) -> list[bytes]:
    return [get(f"{PATH}?{query_string(client)}") for client in clients]


def over_and_over(clients: Sequence[str]) -> list[bytes]:
    return gets(clients) * max(1, ENOUGH // len(clients))


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
def same_bytes(asked: Sequence[Contest]) -> Iterator[Served]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bodies.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            for contest in asked:
                for client, answer in contest.answers.items():
                    lines.write(json.dumps([query_string(client), answer.decode()]) + os.linesep)
        with served(["-m", "benchmarks.empty", str(path)]) as empty:
            yield empty


_CONTESTANTS = {
    "empty": "empty FastAPI endpoint, same bytes",
    "query api": "Neo4j's Query API, same Cypher",
    "raw driver": "raw driver behind a bare endpoint, same statement",
    "first": "graph service, asked for the first time",
    "again": "graph service, asked again",
}


def tables(told: dict[str, Any]) -> list[str]:
    lines = []
    for store, http in told["stores"].items():
        beside = "the empty endpoint" if store == "embedded" else "the Query API"
        lines += ["", f"## Over HTTP, {store} store: one worker, {told['connections']} connections", ""]
        lines += table(
            ("question about", "answered by", "requests/s", f"of {beside}'s", "p50 ms", "p99 ms", f"of {beside}'s"),
            [
                (
                    f"{workload} ({contest['bytes_each_answer']:,} bytes)",
                    _CONTESTANTS[name],
                    *(
                        shown(figures[what])
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
