"""Tries again what failed for a reason that passes."""

from collections.abc import Callable
from time import sleep
from typing import TypeVar

from graph_service.errors import GraphMoved, StoreInterrupted, StoreUnavailable

T = TypeVar("T")

PAUSES = (0.5, 1.0, 2.0)
"""Seconds before each further try. A cluster that has lost its leader has a new one within them."""


def retry_interrupted(act: Callable[[], T]) -> T:
    """What the act returns. It is repeated a few times if it is interrupted, so repeating it must be safe."""
    for pause in PAUSES:
        try:
            return act()
        except StoreInterrupted:
            sleep(pause)
    return act()


ATTEMPTS = 8
"""How often a graph is read that others write to meanwhile, in a store without snapshots."""


def retry_moved(read: Callable[[], T]) -> T:
    """What is read of one version of the graph. It is read again if the graph was written to meanwhile."""
    for _ in range(ATTEMPTS):
        try:
            return read()
        except GraphMoved:
            continue
    raise StoreUnavailable("the graph is being written to too often to be read; try again")
