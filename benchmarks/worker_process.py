"""Processes that take orders: lines of JSON in, a line of JSON out for each.

What is measured in one has its time and memory to itself, and can be stopped if it takes too long.
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
    """It hasn't answered in the time that there is; it was stopped."""


class Worker:
    """A process that runs a module of ours with `obey`, until the block ends."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def does(self, order: str, *given: Any, within: float = 60.0) -> Any:
        """What an order came to; TooSlow after so many seconds."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([order, *given]) + "\n")
        process.stdin.flush()
        if not select.select([process.stdout], [], [], within)[0]:
            process.kill()
            raise TooSlow(f"not done within {within:,.0f} s")
        told = process.stdout.readline()
        if not told:
            raise RuntimeError(f"{order} ended the process; see above")
        return json.loads(told)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()


def obey(orders: object) -> None:
    """Do what standard input says, by the object's methods of these names."""
    for line in sys.stdin:
        order, *given = json.loads(line)
        answer(getattr(orders, order)(*given))


def answer(told: Any) -> None:
    """What an order came to."""
    print(json.dumps(told), flush=True)


def read_order(of: Sequence[str]) -> str:
    """The next order, which is one of these; an empty one at the end."""
    line = sys.stdin.readline()
    order: str = json.loads(line)[0] if line else ""
    assert order in ("", *of), f"there is no order {order!r}"
    return order
