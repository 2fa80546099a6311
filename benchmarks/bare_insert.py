"""The yardstick for loading: copies the rows of a loaded file into an empty one by `executemany` alone.

    python -m benchmarks.bare_insert LOADED EMPTY STEPS

The schema and the indexes are the same. Tables are filled one after the other, in as many transactions as the load had
steps. Within a step rows come in the order of their table's key, which is fastest. Rows are read before, so only
inserting and committing is timed.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from itertools import islice
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.processes import resident_mib
from graph_service import open_graph

BATCH = 10_000
CACHE_KIB = 256 * 1024
_SEED = 1


def insert_rows(loaded: Path, empty: Path, steps: int) -> dict[str, Any]:
    """Insert all rows of a loaded file into a new one. Returns the rows, the seconds, and the peak memory in MiB."""
    open_graph(empty).close()  # makes the schema
    source = sqlite3.connect(f"{loaded.absolute().as_uri()}?mode=ro", uri=True)
    target = sqlite3.connect(empty, isolation_level=None)
    for pragma in ("foreign_keys = ON", "synchronous = FULL", f"cache_size = {-CACHE_KIB}"):
        target.execute(f"PRAGMA {pragma}")
    seconds, rows = 0.0, 0
    for table, without_rowid in _tables(source):
        columns = [row[1] for row in source.execute(f"PRAGMA table_info ({table})")]
        there = target.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - the schema's own names
        # An empty file already has some rows (its digest, the start of a full-text index), which are overwritten.
        verb, places = "INSERT OR REPLACE" if there else "INSERT", ", ".join("?" * len(columns))
        insert = f"{verb} INTO {table} VALUES ({places})"
        for step in range(steps):
            of_step = _of_step(source, table, columns, without_rowid, step, steps)
            start = time.perf_counter()
            target.execute("BEGIN IMMEDIATE")
            seconds += time.perf_counter() - start
            while batch := list(islice(of_step, BATCH)):
                start = time.perf_counter()
                target.executemany(insert, batch)
                seconds += time.perf_counter() - start
                rows += len(batch)
            start = time.perf_counter()
            target.execute("COMMIT")
            seconds += time.perf_counter() - start
        print(f"  {table}: {rows:,} rows in all, {seconds:.0f} s", file=sys.stderr, flush=True)
    target.close()
    return {"rows": rows, "seconds": round(seconds, 3), "peak_mib": round(resident_mib(what="VmHWM"))}


def _tables(source: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    """The tables with rows, in the order in which they were made, and whether they have no rowid.

    The tables of a full-text index are among them; their rows are the index itself.
    """
    listed = {row[1]: row for row in source.execute("PRAGMA table_list") if row[0] == "main"}
    for (name,) in source.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").fetchall():
        kind, without_rowid = listed[name][2], bool(listed[name][4])
        if kind in ("table", "shadow") and not name.startswith("sqlite_"):
            yield name, without_rowid


def _of_step(
    source: sqlite3.Connection, table: str, columns: list[str], without_rowid: bool, step: int, steps: int
) -> Iterator[tuple[Any, ...]]:
    """The rows of one step: by rowid, which is the order of loading; otherwise random ones, in order of the key."""
    names = ", ".join(columns)
    if without_rowid:
        lot = Random(_SEED)
        return (row for row in source.execute(f"SELECT {names} FROM {table}") if lot.randrange(steps) == step)  # noqa: S608
    last = source.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0  # noqa: S608
    width = ceil((last + 1) / steps)
    sql = f"SELECT {names} FROM {table} WHERE rowid >= ? AND rowid < ? ORDER BY rowid"  # noqa: S608
    return source.execute(sql, (step * width, (step + 1) * width))


if __name__ == "__main__":
    print(json.dumps(insert_rows(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))
