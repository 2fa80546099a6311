"""The service as people run it: `graph-service serve` in a process of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.neo4j_server import Neo4jServer

COMMAND = Path(sys.executable).with_name("graph-service")

# Other tests run beside, and a first question takes Neo4j seconds to plan.
PATIENCE_S = 60


@dataclass
class Served:
    """A running service."""

    address: str
    process: subprocess.Popen[str]
    said: list[str]

    def get(self, path: str, **request: object) -> httpx.Response:
        return httpx.get(self.address + path, timeout=PATIENCE_S, **request)  # type: ignore[arg-type]

    def interrupt(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl+C does; gives its exit status."""
        self.process.send_signal(how)
        return self.process.wait(timeout=PATIENCE_S)


def run(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command, once."""
    return subprocess.run(
        [COMMAND, *arguments],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@contextmanager
def serving(
    *arguments: str | Path, env: Mapping[str, str] | None = None, folder: Path | None = None
) -> Iterator[Served]:
    """The service on a free port, until the block ends."""
    with subprocess.Popen(
        [COMMAND, "serve", "--port", "0", *arguments],
        cwd=folder,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line.rstrip("\n"))
                if line.startswith("Docs: "):
                    break
            (address,) = re.findall(r"is served at (http://\S+)", "\n".join(said))
            yield Served(address, process, said)
        finally:
            process.kill()


@contextmanager
def article_embedded(folder: Path) -> Iterator[Served]:
    """The service over the article's facts in a file of this folder."""
    with serving("--load", "--store", folder / "graph.db") as served:
        yield served


@contextmanager
def article_on_neo4j(server: Neo4jServer) -> Iterator[Served]:
    """The service over the article's facts, and nothing else of ours, in Neo4j."""
    env = {
        "GRAPH_SERVICE_STORE": server.uri,
        "NEO4J_USERNAME": server.user,
        "NEO4J_PASSWORD": server.password,
        "NEO4J_DATABASE": server.database,
    }
    loaded = run("load", "--replace", env=env)
    assert loaded.returncode == 0, loaded.stderr
    with serving(env=env) as served:
        yield served
