"""Measures all conflicts of the graph at once, in the question's order: the time to the first row and to the last."""

from contextlib import ExitStack
from typing import Any

from benchmarks.contestants.worker import CONTESTANTS, start_contestant
from benchmarks.figures import figure, format_figure, table
from benchmarks.parts.contestants import open_contestant
from benchmarks.run import Run, log_progress
from benchmarks.worker_process import TooSlow, Worker

OURS = tuple(name for name in CONTESTANTS if name.startswith("graph service"))


def measure(run: Run) -> dict[str, Any]:
    facts = run.facts_files()
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in CONTESTANTS}
    results: dict[str, Any] = {name: {} for name in CONTESTANTS}
    with ExitStack() as until_the_end:
        resident: dict[str, Worker] = {}
        for number in range(run.rounds):
            for name in CONTESTANTS:
                if "too_slow" in results[name]:
                    continue
                log_progress(f"all conflicts, round {number + 1} of {run.rounds}: {name}")
                try:
                    if name in OURS:  # a new process in each round, so that no cache is filled
                        with start_contestant(name, facts) as ours:
                            ours.run_order("open", within=run.patience)
                            runs[name].append(ours.run_order("time_all", within=run.patience))
                        continue
                    if name not in resident:
                        resident[name] = until_the_end.enter_context(start_contestant(name, facts))
                        open_contestant(name, resident[name], run)
                    runs[name].append(resident[name].run_order("time_all", within=run.patience))
                except TooSlow as slow:
                    results[name]["too_slow"] = str(slow)
    for name, each in runs.items():
        if each:
            results[name] |= {
                "first_s": figure(r["first"] for r in each),
                "all_s": figure(r["all"] for r in each),
                "mib": figure(r["mib"] for r in each),
                "rows": each[-1]["rows"],
            }
    return {"contestants": results}


def tables(results: dict[str, Any]) -> list[str]:
    rows = [
        (
            name,
            format_figure(each["first_s"]),
            format_figure(each["all_s"]),
            f"{each['rows']:,}",
            format_figure(each["mib"]),
        )
        if "all_s" in each
        else (name, each["too_slow"], "", "", "")
        for name, each in results["contestants"].items()
    ]
    head = ("", "first row, s", "all rows, s", "rows", "MiB then")
    return ["## All conflicts of the graph, largest stakes first", "", *table(head, rows)]
