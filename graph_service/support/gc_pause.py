"""Python's search for cycles of garbage, put off while much is made that has none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """A block in which memory is freed by reference counts alone.

    The search goes through all that there is again and again as records are made: it took two thirds of the time in
    which a big file was read, and found nothing, as records don't refer to each other.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def search_seldom() -> None:
    """For a process that answers questions: hardly anything that an answer makes has cycles.

    What is there already is left alone for good, and the rest is looked through a thirtieth as often as usual: it took
    a fourteenth of the time of answering, and the longest of answers.
    """
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
