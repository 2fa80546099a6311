"""Pauses Python's garbage collector, which searches for cycles, where many objects are made without any."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_gc() -> Iterator[None]:
    """In the block, memory is freed by reference counts alone.

    As records are made, the collector searches all objects again and again. It took two thirds of the time of reading
    a big file, and found nothing, since records don't refer to each other.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def reduce_gc() -> None:
    """Collects a thirtieth as often as usual, and never what exists now; for a process that answers questions.

    Answers hardly make cycles. The collector took a fourteenth of the time of answering, and made some answers slow.
    """
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
