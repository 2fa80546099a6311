"""Doing again what broke off for a reason that passes."""

from collections.abc import Callable
from time import sleep
from typing import TypeVar

from graph_service.errors import StoreInterrupted

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
