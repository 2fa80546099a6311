"""Threads that work out answers, so that the event loop never does: so many at once, so many that wait, no more."""

from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from graph_service.errors import StoreBusy

T = TypeVar("T")


class Pool:
    """A few threads that stay: each has a connection and caches of its own in the store."""

    def __init__(self, threads: int, waiting: int) -> None:
        # A thread is started when there is work for it.
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="answers")
        self._most = threads + waiting
        self._asked = 0

    async def run(self, work: Callable[[], T]) -> T:
        """What the work comes to; StoreBusy where too much waits already."""
        if self._asked >= self._most:
            raise StoreBusy(f"{self._asked} questions wait for an answer already; try again")
        self._asked += 1
        try:
            return await get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._asked -= 1
