"""All conflicts of the graph at once, in the question's order: to the first row, and to the last."""

from contextlib import ExitStack
from typing import Any

from benchmarks.beside.alone import CONTESTANTS, alone
from benchmarks.figures import figure, shown, table
from benchmarks.orders import TooSlow, Worker
from benchmarks.parts.contestants import opened
from benchmarks.run import Run, say

OURS = tuple(name for name in CONTESTANTS if name.startswith("graph service"))


def measure(run: Run) -> dict[str, Any]:
    facts = run.facts()
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in CONTESTANTS}
    told: dict[str, Any] = {name: {} for name in CONTESTANTS}
    with ExitStack() as until_the_end:
        resident: dict[str, Worker] = {}
        for number in range(run.rounds):
            for name in CONTESTANTS:
                if "too_slow" in told[name]:
                    continue
                say(f"all conflicts, round {number + 1} of {run.rounds}: {name}")
                try:
                    if name in OURS:  # anew in each round, so that nothing is known from the one before
                        with alone(name, facts) as ours:
                            ours.does("open", within=run.patience)
                            runs[name].append(ours.does("time_all", within=run.patience))
                        continue
                    if name not in resident:
                        resident[name] = until_the_end.enter_context(alone(name, facts))
                        opened(name, resident[name], run)
                    runs[name].append(resident[name].does("time_all", within=run.patience))
                except TooSlow as slow:
                    told[name]["too_slow"] = str(slow)
    for name, each in runs.items():
        if each:
            told[name] |= {
                "first_s": figure(r["first"] for r in each),
                "all_s": figure(r["all"] for r in each),
                "mib": figure(r["mib"] for r in each),
                "rows": each[-1]["rows"],
            }
    return {"contestants": told}


def tables(told: dict[str, Any]) -> list[str]:
    rows = [
        (name, shown(each["first_s"]), shown(each["all_s"]), f"{each['rows']:,}", shown(each["mib"]))
        if "all_s" in each
        else (name, each["too_slow"], "", "", "")
        for name, each in told["contestants"].items()
    ]
    head = ("", "first row, s", "all rows, s", "rows", "MiB then")
    return ["## All conflicts of the graph, largest stakes first", "", *table(head, rows)]
