"""Measures writing one claim durably while reads go on, and compares it with a FULL commit of one row in SQLite.

Claims are written to a copy of the graph. A reader in another process asks about one client after the other, as fast as
it can. Its times are measured while nobody writes, while ten claims a second are written, and while claims are written
without a pause.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from benchmarks.contestants import FactsFiles, rows
from benchmarks.figures import figure, format_figure, percentile, ratio, table
from benchmarks.run import Run, log_progress
from benchmarks.worker_process import Worker
from graph_service import Graph, open_graph
from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.facts import Facts
from graph_service.domain.vocabulary import SERVICES

WRITES = 20
"""How many claims a round writes one after the other."""

SECONDS = 3.0
"""How long the reader is measured."""

PACES = {"nobody writes": None, "ten claims a second": 0.1, "claims without a pause": 0.0}


def measure(run: Run) -> dict[str, Any]:
    claims = _claims(run.facts_files())
    with run.copy_of_graph() as path, open_graph(path) as graph, _bare_commits(run.folder) as commit:
        reads: dict[str, list[dict[str, float]]] = {pace: [] for pace in PACES}
        alone: list[list[float]] = []
        beside_reads: list[list[float]] = []
        bare: list[list[float]] = []
        for number in range(run.rounds):
            log_progress(f"writing, round {number + 1} of {run.rounds}")
            bare.append(_time_each(WRITES, commit))
            alone.append(_time_each(WRITES, lambda: graph.load_facts(next(claims))))
        with Worker("benchmarks.reading_worker", str(path), run.size_name) as reader:
            for number in range(run.rounds):
                log_progress(f"writing while reads go on, round {number + 1} of {run.rounds}")
                for pace, pause in PACES.items():
                    reader.run_order("begin")
                    writes = _write_for(SECONDS, pause, graph, claims)
                    reads[pace].append(reader.run_order("tell"))
                    if pace == "ten claims a second":
                        beside_reads.append(writes)
    return {
        "commit_ms": figure(1000 * percentile(each, 0.5) for each in bare),
        "claim_ms": figure(1000 * percentile(each, 0.5) for each in alone),
        "claim_of_commit": ratio((percentile(e, 0.5) for e in alone), (percentile(e, 0.5) for e in bare)),
        "claim_beside_reads_ms": figure(1000 * percentile(each, 0.5) for each in beside_reads),
        "claim_beside_reads_of_commit": ratio(
            (percentile(e, 0.5) for e in beside_reads), (percentile(e, 0.5) for e in bare)
        ),
        "reads": {
            pace: {
                "p50_ms": figure(each["p50_ms"] for each in rounds),
                "p99_ms": figure(each["p99_ms"] for each in rounds),
                "p99_of_no_writer": ratio(
                    (each["p99_ms"] for each in rounds), (each["p99_ms"] for each in reads["nobody writes"])
                ),
                "reads_per_second": figure(each["reads"] / SECONDS for each in rounds),
            }
            for pace, rounds in reads.items()
        },
    }


def _claims(today: FactsFiles) -> Iterator[Facts]:
    """New claims without end, one by one, about clients and vendors in the graph."""
    contracts = list(islice(rows(today.contracts), 100_000))
    random = Random(len(contracts))
    for number in count():
        (client, _), (_, vendor) = random.sample(contracts, 2)
        if client == vendor:
            continue
        claim = RelationshipClaim(
            id=f"late-{number}",
            subject=client,
            type="CLIENT_OF",
            object=vendor,
            service=next(iter(SERVICES)),
            status="active",
            certainty="stated",
            reported_on="2026-01-01",
            attribution="Example Press, citing sources",
            source="source-00",
            note={"en": "One more contract."},
        )
        yield Facts(claims={claim.id: claim})


@contextmanager
def _bare_commits(folder: Path) -> Iterator[Callable[[], object]]:
    """A function that commits one small row to a file of its own, as durably as the service does."""
    path = folder / "bare-commit.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS small (key INTEGER PRIMARY KEY, value TEXT)")
    try:
        yield lambda: connection.execute("INSERT INTO small (value) VALUES ('one small row')")
    finally:
        connection.close()
        for file in folder.glob(f"{path.name}*"):
            file.unlink()


def _time_each(times: int, act: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(times):
        start = perf_counter()
        act()
        taken.append(perf_counter() - start)
    return sorted(taken)


def _write_for(seconds: float, pause: float | None, graph: Graph, claims: Iterator[Facts]) -> list[float]:
    """Write claims at intervals of `pause` seconds, or none if it is None. Returns the sorted seconds of each."""
    end = perf_counter() + seconds
    if pause is None:
        time.sleep(seconds)
        return []
    taken = []
    while (start := perf_counter()) < end:
        graph.load_facts(next(claims))
        taken.append(perf_counter() - start)
        time.sleep(max(0.0, pause - taken[-1]))
    return sorted(taken)


def tables(results: dict[str, Any]) -> list[str]:
    lines = ["## One claim written durably", ""]
    lines += table(
        ("", "ms", "of SQLite's commit"),
        [
            ("SQLite's own FULL commit of one small row", format_figure(results["commit_ms"]), "1"),
            ("one claim", format_figure(results["claim_ms"]), format_figure(results["claim_of_commit"])),
            (
                "one claim, while reads go on",
                format_figure(results["claim_beside_reads_ms"]),
                format_figure(results["claim_beside_reads_of_commit"]),
            ),
        ],
    )
    lines += [""]
    lines += table(
        ("reads while", "reads/s", "p50 ms", "p99 ms", "p99, of that without a writer"),
        [
            (
                pace,
                *(format_figure(each[what]) for what in ("reads_per_second", "p50_ms", "p99_ms", "p99_of_no_writer")),
            )
            for pace, each in results["reads"].items()
        ],
    )
    return lines
