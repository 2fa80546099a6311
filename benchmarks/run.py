"""One run of the benchmark: a size, how often, and the graphs that are kept for another run."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.beside import Facts
from benchmarks.beside.today import write_today
from benchmarks.generate import SIZES, Size, entity_id
from benchmarks.processes import ROOT
from graph_service import open_graph
from tests.neo4j_server import Neo4jServer

_STARTED = time.monotonic()


def say(what: str) -> None:
    """How far it is, for who waits."""
    minutes, seconds = divmod(round(time.monotonic() - _STARTED), 60)
    print(f"[{minutes:3d}:{seconds:02d}] {what}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Run:
    """What is measured, how often, and where files are kept."""

    size_name: str
    rounds: int
    folder: Path
    results: Path
    questions: int
    """How many varied questions are asked before memory is looked at again."""
    patience: float
    """Seconds after which a contestant is stopped that hasn't answered."""
    loads: int
    server: Neo4jServer | None

    @property
    def size(self) -> Size:
        return SIZES[self.size_name]

    def graph(self, size_name: str | None = None) -> Path:
        """The file of a graph of this size, loaded unless it is kept from before."""
        name = size_name or self.size_name
        path = self.folder / f"{name}.db"
        if not path.exists():
            say(f"loading {name} into the embedded store")
            told = load_in_process_of_its_own(str(path), name)
            self.keep_loading(name, told)
        return path

    def keep_loading(self, size_name: str, told: dict[str, Any]) -> None:
        """What loading the kept file took."""
        (self.folder / f"{size_name}.loading.json").write_text(json.dumps(told) + "\n")

    def loading(self, size_name: str) -> dict[str, Any]:
        """The same."""
        self.graph(size_name)
        return dict(json.loads((self.folder / f"{size_name}.loading.json").read_text()))

    def facts(self, size_name: str | None = None) -> Facts:
        """What holds today in that graph, written out unless it is kept from before."""
        name = size_name or self.size_name
        folder = self.folder / f"{name}.today"
        if not folder.exists():
            say(f"writing out what holds today in {name}")
            relationships = SIZES[name].relationships
            with open_graph(self.graph(name)) as graph:
                write_today(graph.store, folder, lambda done: say(f"  {done:,} of {relationships:,} relationships"))
        return Facts(folder)

    def varied_clients(self) -> list[str]:
        """Clients over the whole graph, most of which nobody has asked about."""
        random = Random(self.questions)
        return [entity_id(self.size, random.randrange(self.size.entities)) for _ in range(self.questions)]

    @contextmanager
    def copy_of_graph(self) -> Iterator[Path]:
        """A copy that may be written to."""
        path = self.folder / f"{self.size_name}.copy.db"
        with open_graph(self.graph()) as graph:
            graph.state()  # opened and closed once more: all that was written is in the one file
        say("copying the graph, to write into the copy")
        subprocess.run(["cp", "--reflink=auto", self.graph(), path], check=True)
        try:
            yield path
        finally:
            for file in self.folder.glob(f"{path.name}*"):
                file.unlink()


def load_in_process_of_its_own(store: str, size_name: str) -> dict[str, Any]:
    """Load a graph of this size; what that took."""
    command = [sys.executable, "-m", "benchmarks.loading", store, size_name]
    loaded = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return dict(json.loads(loaded.stdout))
