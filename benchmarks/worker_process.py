"""Worker processes, which take orders as lines of JSON and answer each with a line of JSON.

A worker has its time and memory to itself, and can be stopped if it takes too long.
"""

import json
import select
import subprocess
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from benchmarks.processes import ROOT


class TooSlow(Exception):
    """The worker didn't answer in time, and was stopped."""


class Worker:
    """A process that runs a module of ours, which calls `serve_orders`, until the block ends."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run_order(self, order: str, *given: Any, within: float = 60.0) -> Any:
        """The answer to an order. Raises TooSlow after `within` seconds."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([order, *given]) + "\n")
        process.stdin.flush()
        if not select.select([process.stdout], [], [], within)[0]:
            process.kill()
            raise TooSlow(f"not done within {within:,.0f} s")
        result = process.stdout.readline()
        if not result:
            raise RuntimeError(f"{order} ended the process; see above")
        return json.loads(result)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()


def serve_orders(orders: object) -> None:
    """Read orders from standard input, and answer each with the object's method of that name."""
    for line in sys.stdin:
        order, *given = json.loads(line)
        answer(getattr(orders, order)(*given))


def answer(result: Any) -> None:
    """Print the answer to an order."""
    print(json.dumps(result), flush=True)


def read_order(of: Sequence[str]) -> str:
    """The next order, which must be one of these; an empty text at the end of the input."""
    line = sys.stdin.readline()
    order: str = json.loads(line)[0] if line else ""
    assert order in ("", *of), f"there is no order {order!r}"
    return order
