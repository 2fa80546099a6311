"""`python -m benchmarks`: the headline question on both stores, beside what one would use instead.

Prints a Markdown table and writes it, with the figures as JSON, into a folder. The default, 10,000 entities and
50,000 relationships on both stores, takes about five minutes; a million entities take about an hour to load.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks import over_http
from benchmarks.generate import SIZES, entity_id
from benchmarks.http_load import CONNECTIONS
from benchmarks.in_process import in_process
from benchmarks.opening import opening
from benchmarks.processes import ROOT
from benchmarks.report import report
from benchmarks.workloads import workloads
from graph_service import open_graph
from tests.neo4j_server import Neo4jServer, NoNeo4j, neo4j_for_tests

FEWER_ON_NEO4J = 4
"""Neo4j is asked about every fourth client only: it takes longer."""


def main() -> None:
    asked = _arguments()
    with ExitStack() as until_the_end:
        folder = asked.folder or Path(until_the_end.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        server = until_the_end.enter_context(_neo4j()) if asked.neo4j else None
        if server:  # for this process and those it starts
            os.environ |= {
                "NEO4J_USERNAME": server.user,
                "NEO4J_PASSWORD": server.password,
                "NEO4J_DATABASE": server.database,
            }
        results = measure(asked.size, asked.rounds, folder, server)
    told = report(results)
    asked.results.mkdir(parents=True, exist_ok=True)
    (asked.results / f"{asked.size}.json").write_text(json.dumps(results, indent=1) + "\n")
    (asked.results / f"{asked.size}.md").write_text(told)
    print(told)


def measure(size: str, rounds: int, folder: Path, server: Neo4jServer | None) -> dict[str, Any]:
    """All figures of one size, on the embedded store and (with a server) on Neo4j."""
    embedded = folder / f"{size}.db"
    stores = {"embedded": str(embedded), **({"neo4j": server.uri} if server else {})}
    loading = {name: _loaded(name, store, size, folder) for name, store in stores.items()}
    opened = {name: opening(store, entity_id(SIZES[size], 0), rounds) for name, store in stores.items()}
    with ExitStack() as until_the_end:
        graphs = {name: until_the_end.enter_context(open_graph(store)) for name, store in stores.items()}
        _say("choosing clients")
        asked = workloads(graphs["embedded"], SIZES[size], rounds)
        _say("over HTTP, embedded store")
        http = {"embedded": over_http.embedded(embedded, asked)}
        if server:
            _say("over HTTP, Neo4j")
            http["neo4j"] = over_http.neo4j(server, asked, FEWER_ON_NEO4J)
    _say("in process")
    with ExitStack() as until_the_end:  # anew, so that nothing is cached
        graphs = {name: until_the_end.enter_context(open_graph(store)) for name, store in stores.items()}
        inside = in_process(graphs, asked)
    return {
        "size": size,
        "entities": loading["embedded"]["entities"],
        "relationships": loading["embedded"]["relationships"],
        "rounds": rounds,
        "connections": CONNECTIONS,
        "machine": f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}",
        "http": http,
        "in_process": inside,
        "loading": loading,
        "opening": opened,
    }


@contextmanager
def _neo4j() -> Iterator[Neo4jServer]:
    """The server that the tests would use."""
    try:
        with neo4j_for_tests(os.environ) as server:
            yield server
    except NoNeo4j as why:
        raise SystemExit(f"no Neo4j: {why}; leave it out with --no-neo4j") from why


def _loaded(name: str, store: str, size: str, folder: Path) -> dict[str, Any]:
    """What loading took; a file that is kept in the folder isn't loaded again."""
    kept = folder / f"{size}.loading.json"
    if name == "embedded" and kept.exists():
        return dict(json.loads(kept.read_text()))
    _say(f"loading {size} into the {name} store")
    command = [sys.executable, "-m", "benchmarks.loading", store, size]
    loaded = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(loaded.stdout)
    if name == "embedded":
        kept.write_text(json.dumps(told))
    return told


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="10k", help="entities; five times as many relationships")
    parser.add_argument(
        "--neo4j", action=argparse.BooleanOptionalAction, help="on Neo4j too (as it is, but for the size 1M)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each contestant takes its turn")
    parser.add_argument("--folder", type=Path, help="where the embedded store's file is kept, for another run")
    parser.add_argument("--results", type=Path, default=ROOT / ".local" / "benchmarks", help="where the results go")
    asked = parser.parse_args()
    if asked.rounds < 3:
        parser.error("a median needs three rounds at least")
    if asked.neo4j is None:
        asked.neo4j = asked.size != "1M"
    return asked


if __name__ == "__main__":
    main()
