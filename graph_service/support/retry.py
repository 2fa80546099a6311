"""Doing again what broke off for a reason that passes."""

from collections.abc import Callable
from time import sleep
from typing import TypeVar

from graph_service.errors import GraphMoved, StoreInterrupted, StoreUnavailable

T = TypeVar("T")

PAUSES = (0.5, 1.0, 2.0)
"""Seconds before each further try: a cluster that has lost its leader has another after some of them."""


def until_it_passes(act: Callable[[], T]) -> T:
    """What the act gives; it is done again, some times, where it was interrupted, and must bear that."""
    for pause in PAUSES:
        try:
            return act()
        except StoreInterrupted:
            sleep(pause)
    return act()


ATTEMPTS = 8
"""How often a graph is read again that is written to meanwhile, in a store without snapshots."""


def until_it_stands_still(read: Callable[[], T]) -> T:
    """What is read of one version of the graph: read again, some times, where that was written to meanwhile."""
    for _ in range(ATTEMPTS):
        try:
            return read()
        except GraphMoved:
            continue
    raise StoreUnavailable("the graph is being written to too often to be read; try again")
