"""Serves by several processes behind one socket. One that dies is replaced; all end together."""

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

from graph_service.cli.server import make_server
from graph_service.graph import Graph
from graph_service.settings import Settings
from graph_service.stores.open import open_store

# Spawned and not forked: a store or its driver has locks and threads that belong to one process only.
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    ready: Event
    """Set when it has opened the store. A worker that dies earlier isn't replaced, as the next would die too."""


def serve_by_workers(workers: int, settings: Settings, listening: socket.socket) -> None:
    """Serve with this number of processes until interrupted."""
    before = {how: signal.signal(how, _raise_interrupt) for how in (signal.SIGINT, signal.SIGTERM)}

    def start_worker() -> _Worker:
        ready = _SPAWN.Event()
        process = _SPAWN.Process(target=_run_worker, args=(settings, listening, ready), daemon=True)
        process.start()
        return _Worker(process, ready)

    running = [start_worker() for _ in range(workers)]
    try:
        with suppress(KeyboardInterrupt):
            _replace_dead_workers(running, start_worker)
    finally:
        for worker in running:
            worker.process.terminate()
        for worker in running:
            worker.process.join()
        for how, handler in before.items():
            signal.signal(how, handler)


def _replace_dead_workers(running: list[_Worker], start_worker: Callable[[], _Worker]) -> None:
    while True:
        wait([worker.process.sentinel for worker in running])
        for at, worker in enumerate(running):
            if worker.process.is_alive():
                continue
            if not worker.ready.is_set():
                raise click.ClickException("a worker ended before it served; see above, or try it with --workers 1")
            click.echo(f"Worker {worker.process.pid} died; another takes its place", err=True)
            running[at] = start_worker()


def _run_worker(settings: Settings, listening: socket.socket, ready: Event) -> None:
    """Serve in a worker process. It opens the store itself, as connections can't be shared."""
    Thread(target=_end_with_parent, daemon=True).start()
    with Graph(open_store(settings, make=False)) as graph:
        answering = make_server(graph, settings)
        ready.set()
        with suppress(KeyboardInterrupt):
            answering.run(sockets=[listening])


def _end_with_parent() -> None:
    """End this worker when its parent ends, even if that was killed; otherwise the worker would keep the port."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "a worker is started by another process"
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _raise_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
