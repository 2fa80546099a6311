"""One run of the benchmark: the size, the number of rounds, and the graphs, which another run can use again."""

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

from benchmarks.contestants import FactsFiles
from benchmarks.contestants.facts_files import write_facts_files
from benchmarks.generator import SIZES, Size, entity_id
from benchmarks.processes import ROOT
from graph_service import open_graph
from tests.neo4j_server import Neo4jServer

_STARTED = time.monotonic()


def log_progress(what: str) -> None:
    """Print a line of progress on standard error."""
    minutes, seconds = divmod(round(time.monotonic() - _STARTED), 60)
    print(f"[{minutes:3d}:{seconds:02d}] {what}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Run:
    """What is measured, how often, and where its files are."""

    size_name: str
    rounds: int
    folder: Path
    results: Path
    questions: int
    """How many varied questions are asked before memory is looked at again."""
    patience: float
    """The seconds after which a contestant without an answer is stopped."""
    loads: int
    server: Neo4jServer | None

    @property
    def size(self) -> Size:
        return SIZES[self.size_name]

    def graph_file(self, size_name: str | None = None) -> Path:
        """The file of a graph of this size. It is loaded unless an earlier run has left it."""
        name = size_name or self.size_name
        path = self.folder / f"{name}.db"
        if not path.exists():
            log_progress(f"loading {name} into the embedded store")
            results = load_in_process_of_its_own(str(path), name)
            self.save_loading(name, results)
        return path

    def save_loading(self, size_name: str, results: dict[str, Any]) -> None:
        """Save the figures of loading a graph of this size."""
        (self.folder / f"{size_name}.loading.json").write_text(json.dumps(results) + "\n")

    def read_loading(self, size_name: str) -> dict[str, Any]:
        """The figures of loading a graph of this size."""
        self.graph_file(size_name)
        return dict(json.loads((self.folder / f"{size_name}.loading.json").read_text()))

    def facts_files(self, size_name: str | None = None) -> FactsFiles:
        """Files of what holds today in that graph. They are written unless an earlier run has left them."""
        name = size_name or self.size_name
        folder = self.folder / f"{name}.today"
        if not folder.exists():
            log_progress(f"writing out what holds today in {name}")
            relationships = SIZES[name].relationships
            with open_graph(self.graph_file(name)) as graph:
                write_facts_files(
                    graph.store,
                    folder,
                    lambda done: log_progress(f"  {done:,} of {relationships:,} relationships"),
                )
        return FactsFiles(folder)

    def varied_clients(self) -> list[str]:
        """Clients all over the graph; most of them were never asked about."""
        random = Random(self.questions)
        return [entity_id(self.size, random.randrange(self.size.entities)) for _ in range(self.questions)]

    @contextmanager
    def copy_of_graph(self) -> Iterator[Path]:
        """A copy of the graph, to write to."""
        path = self.folder / f"{self.size_name}.copy.db"
        with open_graph(self.graph_file()) as graph:
            graph.state()  # opening and closing puts all writes into the one file
        log_progress("copying the graph, to write into the copy")
        subprocess.run(["cp", "--reflink=auto", self.graph_file(), path], check=True)
        try:
            yield path
        finally:
            for file in self.folder.glob(f"{path.name}*"):
                file.unlink()


def load_in_process_of_its_own(store: str, size_name: str) -> dict[str, Any]:
    """Load a graph of this size in a new process. Returns the figures."""
    command = [sys.executable, "-m", "benchmarks.load_worker", store, size_name]
    loaded = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return dict(json.loads(loaded.stdout))
