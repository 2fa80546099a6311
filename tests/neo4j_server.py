"""The real Neo4j that the tests talk to: found, or started and stopped by them.

Looked for in this order:

1. `NEO4J_TEST_URI`, with `NEO4J_USERNAME`, `NEO4J_PASSWORD`, `NEO4J_DATABASE` and `NEO4J_TEST_HTTP`
   where they differ from the usual. The tests empty that database.
2. Docker, where an engine answers.
3. Maven and a JDK (`neo4j_local/neo4j-local`).

What is started here listens on loopback only and ends with the tests, even where these are killed:
it is held through a pipe, and stops when the pipe closes.
"""

import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph_service.browser_kit import files
from graph_service.support.resources import shipped_folder

LOCAL = Path(__file__).parent / "neo4j_local" / "neo4j-local"
IMAGE = "neo4j:2026.08.1-community"

NAMES = {
    "db.createLabel": re.compile(r":([A-Z][a-z]\w*)"),
    "db.createRelationshipType": re.compile(r"[:|]([A-Z][A-Z_]+)\b"),
    "db.createProperty": re.compile(r"(?<=\.)[a-z]\w*|\b[a-z]\w*(?=: )"),
}
"""What makes the database know a name of each kind, and the form of such names in a statement."""


def settings_for_tests() -> dict[str, str]:
    """What a server that only tests use is told."""
    kit = f"http://localhost:{free_port()}"
    return {
        # Tests of wrong passwords would lock the right one out for seconds.
        "dbms.security.auth_max_failed_attempts": "0",
        # Nearly all of the server's time goes into plans. A plan is not made anew for each graph that a test loads,
        "dbms.cypher.min_replan_interval": "1h",
        # nor for its eleventh use, when it would get code of its own,
        "internal.cypher.expression_recompilation_limit": "1000000",
        # nor for a name or a list of another length.
        "internal.cypher.use_parameter_size": "false",
        # The Browser fetches style and guide by itself, from a port that is free for the tests to serve them on.
        "browser.post_connect_cmd": files.command_after_login(kit),
    }


class NoNeo4j(Exception):
    """No server could be had in this way, and why."""


@dataclass(frozen=True)
class Neo4jServer:
    """Where a server answers, and who may ask it."""

    uri: str
    http: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = "neo4j"


@contextmanager
def neo4j_for_tests(environment: Mapping[str, str]) -> Iterator[Neo4jServer]:
    """The first server to be had; `NoNeo4j` says why there is none."""
    if environment.get("NEO4J_TEST_URI"):
        server = given(environment)
        create_names(server)
        yield server
        return
    refusals: list[str] = []
    with ExitStack() as until_the_end:
        for start in (in_docker, through_maven):
            try:
                server = until_the_end.enter_context(start())
            except NoNeo4j as why:
                refusals.append(str(why))
            else:
                create_names(server)
                yield server
                return
    raise NoNeo4j("; ".join(refusals))


def given(environment: Mapping[str, str]) -> Neo4jServer:
    uri = environment["NEO4J_TEST_URI"]
    server = Neo4jServer(
        uri=uri,
        http=environment.get("NEO4J_TEST_HTTP", f"http://{urlsplit(uri).hostname}:7474"),
        user=environment.get("NEO4J_USERNAME", "neo4j"),
        password=environment.get("NEO4J_PASSWORD", ""),
        database=environment.get("NEO4J_DATABASE", "neo4j"),
    )
    wait_until_it_answers(server, seconds=30)
    return server


@contextmanager
def in_docker() -> Iterator[Neo4jServer]:
    if not engine_answers():
        raise NoNeo4j("no Docker engine answers")
    password, bolt, http = secrets.token_urlsafe(16), free_port(), free_port()
    name = f"graph-service-tests-{secrets.token_hex(4)}"
    settings = {
        **settings_for_tests(),
        "server.bolt.advertised_address": f"127.0.0.1:{bolt}",
        "server.http.advertised_address": f"127.0.0.1:{http}",
    }
    command = ["docker", "run", "--detach", "--name", name, "--env", "NEO4J_AUTH"]
    command += ["--publish", f"127.0.0.1:{bolt}:7687", "--publish", f"127.0.0.1:{http}:7474"]
    for setting, value in settings.items():
        command += ["--env", f"NEO4J_{as_docker_spells(setting)}={value}"]
    with afterwards("docker", "rm", "--force", "--volumes", name):
        started = subprocess.run(
            [*command, IMAGE],
            env={**os.environ, "NEO4J_AUTH": f"neo4j/{password}"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if started.returncode:
            raise NoNeo4j(f"Docker could not run {IMAGE}: {started.stderr.strip()}")
        server = Neo4jServer(f"neo4j://127.0.0.1:{bolt}", f"http://127.0.0.1:{http}", password=password)
        wait_until_it_answers(server, seconds=180)
        yield server


@contextmanager
def through_maven(*arguments: str | Path) -> Iterator[Neo4jServer]:
    if sys.platform != "linux":
        raise NoNeo4j("without Docker the tests can start a server on Linux only")
    password = secrets.token_urlsafe(16)
    configuration = [word for setting in settings_for_tests().items() for word in ("--conf", "=".join(setting))]
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(
            [LOCAL, "run", *configuration, *arguments],
            env={**os.environ, "NEO4J_LOCAL_PASSWORD": password},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            start_new_session=True,  # an interrupt at the terminal is ours to deal with first
        ) as holder,
    ):
        assert holder.stdin is not None
        assert holder.stdout is not None
        try:
            told = dict(line.rstrip("\n").split("=", 1) for line in lines_until("NEO4J_PASSWORD", holder.stdout))
            if "NEO4J_PASSWORD" not in told:
                complaints.seek(0)
                raise NoNeo4j(complaints.read().strip())
            server = Neo4jServer(told["NEO4J_URI"], told["NEO4J_HTTP"], password=password)
            wait_until_it_answers(server, seconds=60)
            yield server
        finally:
            holder.stdin.close()


def lines_until(name: str, output: Iterable[str]) -> Iterator[str]:
    """The lines up to the one that sets this name: the pipe stays open after it."""
    for line in output:
        yield line
        if line.startswith(f"{name}="):
            return


@contextmanager
def afterwards(*command: str) -> Iterator[None]:
    """Runs the command at the end of the block or of this process, whichever comes first."""
    with subprocess.Popen(
        ["sh", "-c", 'cat; exec "$@"', "sh", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as watcher:
        assert watcher.stdin is not None
        try:
            yield
        finally:
            watcher.stdin.close()


def engine_answers() -> bool:
    try:
        return subprocess.run(["docker", "info"], capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def as_docker_spells(setting: str) -> str:
    """The image reads settings from the environment, dots as `_` and underscores as `__`."""
    return setting.replace("_", "__").replace(".", "_")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_it_answers(server: Neo4jServer, *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            ask_once(server)
        except AuthError as why:
            raise NoNeo4j(f"{server.uri} refuses {server.user}: {why}") from why
        except (Neo4jError, DriverError, urllib.error.URLError, OSError) as why:
            if time.monotonic() > deadline:
                raise NoNeo4j(f"{server.uri} does not answer: {why}") from why
            time.sleep(0.5)
        else:
            return


def ask_once(server: Neo4jServer) -> None:
    with urllib.request.urlopen(server.http, timeout=5):
        pass
    with (
        GraphDatabase.driver(server.uri, auth=(server.user, server.password), connection_timeout=5) as driver,
        driver.session(database=server.database) as session,
    ):
        session.run("RETURN 1").consume()


def create_names(server: Neo4jServer) -> None:
    """Let the database know each name in our statements: a plan with a name that it doesn't know is soon made anew."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in shipped_folder("cypher").rglob("*.cypher"))
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        for procedure, form in NAMES.items():
            statement = f"UNWIND $names AS name CALL {procedure}(name)"
            driver.execute_query(statement, names=sorted(set(form.findall(text))), database_=server.database)
