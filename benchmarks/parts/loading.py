"""Measures loading, and compares it with bare `executemany` of the same rows into the same schema; also into Neo4j."""

import json
import subprocess
import sys
from math import ceil
from pathlib import Path
from typing import Any

from benchmarks.figures import figure, format_figure, ratio, table
from benchmarks.load_worker import CHUNK
from benchmarks.processes import ROOT
from benchmarks.run import Run, load_in_process_of_its_own, log_progress


def measure(run: Run) -> dict[str, Any]:
    ours, bare = [], []
    records = run.size.entities + run.size.relationships
    for number in range(run.loads):
        log_progress(f"loading into the embedded store, {number + 1} of {run.loads}")
        fresh = run.folder / f"{run.size_name}.fresh.db"
        _remove(fresh)
        ours.append(load_in_process_of_its_own(str(fresh), run.size_name))
        log_progress(f"the same rows by executemany, {number + 1} of {run.loads}")
        other = run.folder / f"{run.size_name}.bare.db"
        _remove(other)
        bare.append(_insert_bare(fresh, other, ceil(records / CHUNK["embedded"])))
        _remove(other)
        kept = run.folder / f"{run.size_name}.db"
        if kept.exists():
            _remove(fresh)
        else:
            fresh.rename(kept)
            run.save_loading(run.size_name, ours[-1])
    results = {
        "records": records,
        "embedded": {
            "seconds": figure(load["seconds"] for load in ours),
            "relationships_per_second": figure(load["relationships_per_second"] for load in ours),
            "peak_mib": max(load["peak_mib"] for load in ours),
            "disk_mib": ours[-1]["disk_mib"],
        },
        "bare": {
            "seconds": figure(load["seconds"] for load in bare),
            "rows": bare[-1]["rows"],
            "peak_mib": max(load["peak_mib"] for load in bare),
        },
        "of_bare": ratio((load["seconds"] for load in bare), (load["seconds"] for load in ours)),
    }
    if run.server:
        log_progress("loading into Neo4j")
        results["neo4j"] = load_in_process_of_its_own(run.server.uri, run.size_name)
    return results


def _insert_bare(loaded: Path, empty: Path, steps: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.bare_insert", str(loaded), str(empty), str(steps)]
    return dict(json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout))


def _remove(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def tables(results: dict[str, Any]) -> list[str]:
    ours, bare = results["embedded"], results["bare"]
    rows = [
        (
            "graph service, embedded",
            format_figure(ours["seconds"]),
            format_figure(ours["relationships_per_second"]),
            format_figure(results["of_bare"]),
            f"{ours['peak_mib']:,}",
            f"{ours['disk_mib']:,.0f}",
        ),
        (
            f"bare `executemany` of its {bare['rows']:,} rows",
            format_figure(bare["seconds"]),
            "",
            "1",
            f"{bare['peak_mib']:,}",
            "",
        ),
    ]
    if "neo4j" in results:
        loaded = results["neo4j"]
        rows.append(
            (
                "graph service, Neo4j",
                f"{loaded['seconds']:,.0f}",
                f"{loaded['relationships_per_second']:,}",
                "",
                f"{loaded['peak_mib']:,}",
                "",
            )
        )
    head = ("loaded by", "seconds", "relationships/s", "rate, of bare", "peak MiB", "disk MiB")
    return ["## Loading", "", *table(head, rows)]
