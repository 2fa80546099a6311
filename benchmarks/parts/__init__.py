"""The parts of the benchmark. Each is a file with `measure`, and with `tables`, which formats its results.

The order matters: later parts use the graph that the first one loads.
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
