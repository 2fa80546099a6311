"""One client's conflicts in process, beside what one would use instead, each contestant in a process of its own."""

from collections.abc import Iterator
from contextlib import ExitStack
from math import isclose
from typing import Any

from benchmarks.beside import Conflict, Facts
from benchmarks.beside.alone import CONTESTANTS, alone, kind_of
from benchmarks.figures import figure, percentile, ratio, shown, table
from benchmarks.orders import TooSlow, Worker
from benchmarks.run import Run, say
from benchmarks.workloads import Workload, workloads
from graph_service import Graph, open_graph

REFERENCE = "index"


def measure(run: Run) -> dict[str, Any]:
    with open_graph(run.graph()) as graph:
        say("choosing clients")
        asked = workloads(graph, run.size, run.rounds)
        sample = [client for workload in asked for client in workload.warm_up]
        due = [conflicts_of(graph, client) for client in sample]
    told: dict[str, Any] = {}
    with ExitStack() as until_the_end:
        there: dict[str, Worker] = {}
        for name in CONTESTANTS:
            contestant = until_the_end.enter_context(alone(name, run.facts()))
            try:
                told[name] = opened(name, contestant, run)
                told[name]["answers_otherwise"] = _otherwise(contestant, sample, due, run.patience)
            except TooSlow as slow:
                told[name] = {**told.get(name, {}), "too_slow": str(slow)}
                continue
            if told[name]["answers_otherwise"] is None:
                there[name] = contestant
        taken = _timed(there, asked, run)
        for name, by_workload in taken.items():
            told[name]["one_client"] = {
                workload: {
                    "median_ms": figure(1000 * percentile(each, 0.5) for each in rounds),
                    "p99_ms": figure(1000 * percentile(each, 0.99) for each in rounds),
                    "of_index": ratio(
                        (percentile(each, 0.5) for each in rounds),
                        (percentile(each, 0.5) for each in taken[REFERENCE][workload]),
                    ),
                }
                for workload, rounds in by_workload.items()
            }
        for name, contestant in there.items():
            say(f"{run.questions:,} varied questions: {name}")
            try:
                contestant.does("time", run.varied_clients(), within=run.patience)
                told[name]["mib_after"] = contestant.does("memory", within=run.patience)
            except TooSlow as slow:
                told[name]["too_slow"] = str(slow)
    return {"questions": run.questions, "contestants": told}


def opened(name: str, contestant: Worker, run: Run) -> dict[str, Any]:
    """Build the contestant's file, if it keeps one that isn't there, and open it."""
    facts = run.facts()
    suffix = kind_of(name).suffix
    say(f"opening {name}")
    built = contestant.does("build", within=run.patience) if suffix and suffix != ".db" else {}
    return {
        "build_s": built.get("seconds"),
        **contestant.does("open", within=run.patience),
        "disk_mib": _on_disk(facts, suffix) if suffix else None,
    }


def conflicts_of(graph: Graph, client: str) -> list[Conflict]:
    """What all have to find."""
    return [
        (row.client.id, row.vendor.id, row.investor.id, row.effective_stake_percent) for row in _all_rows(graph, client)
    ]


def _all_rows(graph: Graph, client: str) -> Iterator[Any]:
    cursor = None
    while True:
        answer = graph.shared_vendors(client=client, limit=1000, cursor=cursor)
        yield from answer.rows
        cursor = answer.next
        if cursor is None:
            return


def _otherwise(contestant: Worker, clients: list[str], due: list[list[Conflict]], patience: float) -> str | None:
    """For whom the contestant's conflicts aren't those that the graph gives: then it is not in the contest."""
    found = contestant.does("answer", clients, within=patience)
    for client, theirs, ours in zip(clients, found, due, strict=True):
        if not _same(theirs, ours):
            return client
    return None


def _same(ones: list[Conflict], others: list[Conflict]) -> bool:
    """The same names, and the same stakes but for the last digits: each adds them up in an order of its own."""
    mine, theirs = _by_name(ones), _by_name(others)
    return mine.keys() == theirs.keys() and all(_alike(stake, theirs[name]) for name, stake in mine.items())


def _by_name(conflicts: list[Conflict]) -> dict[tuple[str, str, str], float | None]:
    return {(client, vendor, investor): stake for client, vendor, investor, stake in conflicts}


def _alike(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else isclose(one, other, rel_tol=1e-9)


def _timed(there: dict[str, Worker], asked: list[Workload], run: Run) -> dict[str, dict[str, list[list[float]]]]:
    """Sorted seconds of each question, by contestant, kind of client and round."""
    taken: dict[str, dict[str, list[list[float]]]] = {name: {} for name in there}
    for workload in asked:
        for number, clients in enumerate(workload.measured):
            say(f"{workload.name}, round {number + 1} of {run.rounds}")
            names = list(there)
            for name in names if number % 2 else reversed(names):
                seconds = there[name].does("time", clients, within=run.patience)
                taken[name].setdefault(workload.name, []).append(sorted(seconds))
    return taken


def _on_disk(facts: Facts, suffix: str) -> float:
    kept = facts.kept(suffix)
    files = [kept, *(kept.with_name(f"{kept.name}{more}") for more in ("-wal", "-shm", ".wal"))]
    return round(sum(file.stat().st_size for file in files if file.exists()) / 2**20, 1)


def tables(told: dict[str, Any]) -> list[str]:
    contestants = told["contestants"]
    kinds = next(each["one_client"] for each in contestants.values() if "one_client" in each)
    lines = ["## In process, beside what one would use instead: one client's conflicts", ""]
    lines += table(
        ("median ms", *(f"{kind}{more}" for kind in kinds for more in ("", ", of the index", ", p99"))),
        [
            (
                name,
                *(
                    shown(figures[what])
                    for figures in each["one_client"].values()
                    for what in ("median_ms", "of_index", "p99_ms")
                ),
            )
            for name, each in contestants.items()
            if "one_client" in each
        ],
    )
    sizes = ("build_s", "seconds", "mib", "mib_after", "disk_mib")
    lines += [""]
    lines += table(
        ("", "build s", "open s", "MiB open", f"MiB after {told['questions']:,} questions", "disk MiB"),
        [(name, *(_number(each.get(what)) for what in sizes)) for name, each in contestants.items() if "mib" in each],
    )
    for name, each in contestants.items():
        if "too_slow" in each:
            lines += ["", f"{name}: {each['too_slow']}."]
        elif each["answers_otherwise"]:
            lines += ["", f"{name} is not in the contest: it has other conflicts for {each['answers_otherwise']}."]
    return lines


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
