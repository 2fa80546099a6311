"""Threads that work out answers in place of the event loop. Only so many questions run, and so many wait."""

from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from graph_service.errors import StoreBusy

T = TypeVar("T")


class Pool:
    """A few lasting threads, each with its own connection and caches in the store."""

    def __init__(self, threads: int, waiting: int) -> None:
        # A thread starts when there is work for it.
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="answers")
        self._most = threads + waiting
        self._asked = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Run the work and give its result. Raises StoreBusy if too much already waits."""
        if self._asked >= self._most:
            raise StoreBusy(f"{self._asked} questions wait for an answer already; try again")
        self._asked += 1
        try:
            return await get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._asked -= 1
