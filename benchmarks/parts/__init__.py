"""What is measured: a file for each part, with `measure` and the table that shows what it found.

In this order, as what is loaded first is kept for the others.
"""

from types import ModuleType

from benchmarks.parts import (
    all_conflicts,
    contestants,
    growth,
    http,
    in_process,
    loading,
    opening,
    questions,
    servers,
    workers,
    writing,
)

PARTS: dict[str, ModuleType] = {
    "loading": loading,
    "opening": opening,
    "contestants": contestants,
    "all_conflicts": all_conflicts,
    "http": http,
    "workers": workers,
    "servers": servers,
    "in_process": in_process,
    "questions": questions,
    "writing": writing,
    "growth": growth,
}
