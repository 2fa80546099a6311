"""One contestant in a process of its own, so that its memory and its time are nobody else's.

    python -m benchmarks.beside.alone CONTESTANT FOLDER

takes orders as lines of JSON on standard input and answers each with a line on standard output.
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

from benchmarks.beside import Conflict, Contestant, Facts
from benchmarks.orders import Worker, obey
from benchmarks.processes import resident_mib

CONTESTANTS = {
    "graph service, rows": "ours:Rows",
    "graph service, whole answers": "ours:Answers",
    "index": "index:Index",
    "networkx": "resident_networkx:Resident",
    "plain SQL": "plain_sqlite:PlainSql",
    "DuckDB": "in_duckdb:InDuckdb",
    "ladybug": "in_ladybug:InLadybug",
}


def alone(name: str, facts: Facts) -> Worker:
    """The contestant's process, which has yet to be told to open it."""
    return Worker("benchmarks.beside.alone", name, str(facts.folder))


class _Orders:
    """What a contestant can be told to do."""

    def __init__(self, kind: type[Contestant], facts: Facts) -> None:
        self.kind = kind
        self.facts = facts
        self.contestant: Contestant | None = None

    def build(self) -> dict[str, Any]:
        """Write its file, unless it is there."""
        assert self.kind.suffix is not None, "who keeps no file is only opened"
        kept = self.facts.kept(self.kind.suffix)
        if kept.exists():
            return {}
        seconds = _seconds(lambda: self.kind.build(self.facts))
        return {"seconds": seconds}

    def open(self) -> dict[str, float]:
        """Get ready to answer, and answer once."""
        # Whoever keeps millions of objects tells Python's collector not to look for garbage among them.
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
        """How many seconds each client's conflicts took."""
        conflicts = self._open().conflicts
        taken = []
        for client in clients:
            start = perf_counter()
            conflicts(client)
            taken.append(perf_counter() - start)
        return taken

    def time_all(self) -> dict[str, float]:
        """Seconds to the first of all conflicts and to the last, and how many there are."""
        start = perf_counter()
        conflicts = self._open().all_conflicts()
        deque(islice(conflicts, 1), maxlen=0)
        first = perf_counter() - start
        rest = sum(1 for _ in conflicts)
        return {"first": first, "all": perf_counter() - start, "rows": 1 + rest, "mib": resident_mib()}

    def memory(self) -> float:
        """MiB that are resident now."""
        return resident_mib()

    def _open(self) -> Contestant:
        assert self.contestant is not None, "it has to be opened first"
        return self.contestant


def _seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def kind_of(name: str) -> type[Contestant]:
    """The class of a contestant; only now is the library imported that it needs."""
    module, _, class_ = CONTESTANTS[name].partition(":")
    try:
        kind: type[Contestant] = getattr(import_module(f"benchmarks.beside.{module}"), class_)
    except ImportError as error:
        raise SystemExit(f"{name} can't be measured: {error}; `make bench` installs requirements/bench.txt") from error
    return kind


def main(name: str, folder: str) -> None:
    obey(_Orders(kind_of(name), Facts(Path(folder))))


if __name__ == "__main__":
    main(*sys.argv[1:])
