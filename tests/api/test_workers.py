"""Several workers behind one address: each sees a load at once, one that dies is replaced, all end together."""

import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
import httpx
import pytest

from graph_service import open_graph
from graph_service.cli.workers import serve_by_workers
from graph_service.settings import Settings
from tests.api.served import PATIENCE_S, Served, run, serving

pytestmark = pytest.mark.processes

SHARED = "/v1/queries/shared-vendors"
CONNECTIONS = 16


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workers") / "graph.db"


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[Served]:
    with two_workers(store) as running:
        yield running
        running.interrupt()


@contextmanager
def two_workers(store: Path) -> Iterator[Served]:
    open_graph(store).close()
    with serving("--workers", "2", "--store", store) as running:
        until(lambda: len(answering(running)) == 2, "both workers answer")
        yield running


def on_all_connections(served: Served, path: str) -> list[httpx.Response]:
    """The answers over connections that are open at once, so that no one worker takes them all."""
    with ExitStack() as opened:
        clients = [
            opened.enter_context(httpx.Client(base_url=served.address, timeout=PATIENCE_S)) for _ in range(CONNECTIONS)
        ]
        return [client.get(path) for client in clients]


def answering(served: Served) -> set[str]:
    """A count of its own for each worker: how many have answered, told by when each has begun to count."""
    on_all_connections(served, SHARED)  # of what was asked
    began = re.compile(r"^graph_service_request_seconds_created\{[^}]*\} (\S+)$", re.MULTILINE)
    return {found[1] for told in on_all_connections(served, "/metrics") if (found := began.search(told.text))}


def workers_of(served: Served) -> set[int]:
    listed = subprocess.run(
        ["pgrep", "-P", str(served.process.pid), "-f", "spawn_main"], capture_output=True, text=True, check=False
    )
    return set(map(int, listed.stdout.split()))


def until(so: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not so():
        assert time.monotonic() < deadline, f"never came to be: {what}"
        time.sleep(0.05)


def nobody_listens(served: Served) -> bool:
    host, port = served.address.removeprefix("http://").split(":")
    with socket.socket() as asking:
        return asking.connect_ex((host, int(port))) != 0


def test_both_workers_answer_and_see_a_load_at_once(served: Served, store: Path) -> None:
    assert [answer.json()["rows"] for answer in on_all_connections(served, SHARED)] == [[]] * CONNECTIONS
    assert run("load", "--store", store).returncode == 0
    assert [len(answer.json()["rows"]) for answer in on_all_connections(served, SHARED)] == [4] * CONNECTIONS
    assert len(answering(served)) == 2


def test_a_worker_that_died_is_replaced(served: Served) -> None:
    before = workers_of(served)
    died = before.pop()
    assert len(before) == 1
    subprocess.run(["kill", "-KILL", str(died)], check=True)
    until(lambda: len(workers_of(served) - {died}) == 2, "a worker takes the place of the one that died")
    until(lambda: len(answering(served)) == 2, "both workers answer")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_them_all(store: Path, how: signal.Signals) -> None:
    with two_workers(store) as served:
        assert len(workers_of(served)) == 2
        assert served.interrupt(how) == 0
        assert nobody_listens(served)


def test_a_parent_that_was_killed_leaves_no_worker_behind(store: Path) -> None:
    with two_workers(store) as served:
        served.process.kill()
        until(lambda: nobody_listens(served), "the port is free")


def test_workers_that_cannot_open_the_store_are_not_started_again_and_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = [signal.getsignal(how) for how in (signal.SIGINT, signal.SIGTERM)]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        no_file = Settings(store=str(tmp_path))
        with pytest.raises(click.ClickException, match="ended before it served"):
            serve_by_workers(2, no_file, listening)
    assert [signal.getsignal(how) for how in (signal.SIGINT, signal.SIGTERM)] == before
    assert "can't be opened" in capfd.readouterr().err
