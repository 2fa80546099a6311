"""Runs one contestant. It is a process of its own, so that nothing else counts in its memory and time.

    python -m benchmarks.contestants.worker CONTESTANT FOLDER

It takes orders as lines of JSON on standard input, and answers each with a line on standard output.
"""

import gc
import sys
from collections import deque
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.contestants import Conflict, Contestant, FactsFiles
from benchmarks.processes import resident_mib
from benchmarks.worker_process import Worker, serve_orders

CONTESTANTS = {
    "graph service, rows": "service:Rows",
    "graph service, whole answers": "service:Answers",
    "index": "index:Index",
    "networkx": "networkx_graph:NetworkxGraph",
    "plain SQL": "sqlite_sql:SqliteSql",
    "DuckDB": "duckdb_sql:DuckDbSql",
    "ladybug": "ladybug_cypher:LadybugCypher",
}


def start_contestant(name: str, facts: FactsFiles) -> Worker:
    """Start the contestant's process. It opens the contestant when it gets the order."""
    return Worker("benchmarks.contestants.worker", name, str(facts.folder))


class _Orders:
    """The orders that a contestant takes."""

    def __init__(self, kind: type[Contestant], facts: FactsFiles) -> None:
        self.kind = kind
        self.facts = facts
        self.contestant: Contestant | None = None

    def build(self) -> dict[str, Any]:
        """Write its file, unless it exists."""
        assert self.kind.suffix is not None, "who keeps no file is only opened"
        file = self.facts.file_for(self.kind.suffix)
        if file.exists():
            return {}
        seconds = _seconds(lambda: self.kind.build(self.facts))
        return {"seconds": seconds}

    def open(self) -> dict[str, float]:
        """Open the contestant. Returns the seconds and the memory in MiB."""
        # A program with millions of objects would tell Python's garbage collector to leave them alone.
        before = resident_mib()
        gc.disable()
        start = perf_counter()
        self.contestant = self.kind(self.facts)
        gc.freeze()
        gc.enable()
        return {"seconds": perf_counter() - start, "mib": resident_mib(), "mib_before": before}

    def answer(self, clients: Sequence[str]) -> list[list[Conflict]]:
        """The conflicts of each client."""
        return [sorted(self._open().conflicts(client)) for client in clients]

    def time(self, clients: Sequence[str]) -> list[float]:
        """The seconds that each client's conflicts took."""
        conflicts = self._open().conflicts
        taken = []
        for client in clients:
            start = perf_counter()
            conflicts(client)
            taken.append(perf_counter() - start)
        return taken

    def time_all(self) -> dict[str, float]:
        """The seconds to the first of all conflicts and to the last, and their number."""
        start = perf_counter()
        conflicts = self._open().all_conflicts()
        deque(islice(conflicts, 1), maxlen=0)
        first = perf_counter() - start
        rest = sum(1 for _ in conflicts)
        return {"first": first, "all": perf_counter() - start, "rows": 1 + rest, "mib": resident_mib()}

    def memory(self) -> float:
        """The resident memory now, in MiB."""
        return resident_mib()

    def _open(self) -> Contestant:
        assert self.contestant is not None, "it has to be opened first"
        return self.contestant


def _seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def contestant_class(name: str) -> type[Contestant]:
    """The class of a contestant. Its library is imported only here."""
    module, _, class_ = CONTESTANTS[name].partition(":")
    try:
        kind: type[Contestant] = getattr(import_module(f"benchmarks.contestants.{module}"), class_)
    except ImportError as error:
        raise SystemExit(f"{name} can't be measured: {error}; `make bench` installs requirements/bench.txt") from error
    return kind


def main(name: str, folder: str) -> None:
    serve_orders(_Orders(contestant_class(name), FactsFiles(Path(folder))))


if __name__ == "__main__":
    main(*sys.argv[1:])
