"""Several processes behind one socket: started, replaced if they die, and ended together."""

import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.synchronize import Event
from threading import Thread
from types import FrameType

import click

from graph_service.cli.server import server
from graph_service.graph import Graph
from graph_service.settings import Settings
from graph_service.stores.open import open_store

# Not forked: what a store or its driver keeps in a process (locks, threads) is of that process only.
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    served: Event
    """Set once it has opened the store: what dies before that would die again."""


def serve_by_workers(workers: int, settings: Settings, listening: socket.socket) -> None:
    """Serve by so many processes until interrupted."""
    before = {how: signal.signal(how, _interrupt) for how in (signal.SIGINT, signal.SIGTERM)}

    def started() -> _Worker:
        served = _SPAWN.Event()
        process = _SPAWN.Process(target=_work, args=(settings, listening, served), daemon=True)
        process.start()
        return _Worker(process, served)

    running = [started() for _ in range(workers)]
    try:
        with suppress(KeyboardInterrupt):
            _see_that_they_live(running, started)
    finally:
        for worker in running:
            worker.process.terminate()
        for worker in running:
            worker.process.join()
        for how, handler in before.items():
            signal.signal(how, handler)


def _see_that_they_live(running: list[_Worker], started: Callable[[], _Worker]) -> None:
    while True:
        wait([worker.process.sentinel for worker in running])
        for at, worker in enumerate(running):
            if worker.process.is_alive():
                continue
            if not worker.served.is_set():
                raise click.ClickException("a worker ended before it served; see above, or try it with --workers 1")
            click.echo(f"Worker {worker.process.pid} died; another takes its place", err=True)
            running[at] = started()


def _work(settings: Settings, listening: socket.socket, served: Event) -> None:
    """What a worker does; it opens the store itself, as connections can't be shared."""
    Thread(target=_end_with_the_parent, daemon=True).start()
    with Graph(open_store(settings, make=False)) as graph:
        answering = server(graph, settings)
        served.set()
        with suppress(KeyboardInterrupt):
            answering.run(sockets=[listening])


def _end_with_the_parent() -> None:
    """Also a parent that was killed leaves no worker behind that holds the port."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "a worker is started by another process"
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
