"""Measures one client's conflicts in process, for the service and for other tools, each in a process of its own."""

from collections.abc import Iterator
from contextlib import ExitStack
from math import isclose
from typing import Any

from benchmarks.contestants import Conflict, FactsFiles
from benchmarks.contestants.worker import CONTESTANTS, contestant_class, start_contestant
from benchmarks.figures import figure, format_figure, percentile, ratio, table
from benchmarks.run import Run, log_progress
from benchmarks.worker_process import TooSlow, Worker
from benchmarks.workloads import Workload, workloads
from graph_service import Graph, open_graph

REFERENCE = "index"


def measure(run: Run) -> dict[str, Any]:
    with open_graph(run.graph_file()) as graph:
        log_progress("choosing clients")
        asked = workloads(graph, run.size, run.rounds)
        sample = [client for workload in asked for client in workload.warm_up]
        due = [conflicts_of(graph, client) for client in sample]
    results: dict[str, Any] = {}
    with ExitStack() as until_the_end:
        there: dict[str, Worker] = {}
        for name in CONTESTANTS:
            contestant = until_the_end.enter_context(start_contestant(name, run.facts_files()))
            try:
                results[name] = open_contestant(name, contestant, run)
                results[name]["answers_otherwise"] = _first_difference(contestant, sample, due, run.patience)
            except TooSlow as slow:
                results[name] = {**results.get(name, {}), "too_slow": str(slow)}
                continue
            if results[name]["answers_otherwise"] is None:
                there[name] = contestant
        taken = _time_all(there, asked, run)
        for name, by_workload in taken.items():
            results[name]["one_client"] = {
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
            log_progress(f"{run.questions:,} varied questions: {name}")
            try:
                contestant.run_order("time", run.varied_clients(), within=run.patience)
                results[name]["mib_after"] = contestant.run_order("memory", within=run.patience)
            except TooSlow as slow:
                results[name]["too_slow"] = str(slow)
    return {"questions": run.questions, "contestants": results}


def open_contestant(name: str, contestant: Worker, run: Run) -> dict[str, Any]:
    """Open the contestant. If it has a file of its own that is missing, build that first."""
    facts = run.facts_files()
    suffix = contestant_class(name).suffix
    log_progress(f"opening {name}")
    built = contestant.run_order("build", within=run.patience) if suffix and suffix != ".db" else {}
    return {
        "build_s": built.get("seconds"),
        **contestant.run_order("open", within=run.patience),
        "disk_mib": _disk_mib(facts, suffix) if suffix else None,
    }


def conflicts_of(graph: Graph, client: str) -> list[Conflict]:
    """The conflicts that every contestant must find."""
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


def _first_difference(contestant: Worker, clients: list[str], due: list[list[Conflict]], patience: float) -> str | None:
    """The first client for whom the contestant finds other conflicts than the graph. It then leaves the contest."""
    found = contestant.run_order("answer", clients, within=patience)
    for client, theirs, ours in zip(clients, found, due, strict=True):
        if not _same(theirs, ours):
            return client
    return None


def _same(ones: list[Conflict], others: list[Conflict]) -> bool:
    """Whether both have the same ids and stakes. The last digits may differ: each adds up in an order of its own."""
    mine, theirs = _by_name(ones), _by_name(others)
    return mine.keys() == theirs.keys() and all(_alike(stake, theirs[name]) for name, stake in mine.items())


def _by_name(conflicts: list[Conflict]) -> dict[tuple[str, str, str], float | None]:
    return {(client, vendor, investor): stake for client, vendor, investor, stake in conflicts}


def _alike(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else isclose(one, other, rel_tol=1e-9)


def _time_all(there: dict[str, Worker], asked: list[Workload], run: Run) -> dict[str, dict[str, list[list[float]]]]:
    """The sorted seconds of each question, by contestant, workload and round."""
    taken: dict[str, dict[str, list[list[float]]]] = {name: {} for name in there}
    for workload in asked:
        for number, clients in enumerate(workload.measured_rounds):
            log_progress(f"{workload.name}, round {number + 1} of {run.rounds}")
            names = list(there)
            for name in names if number % 2 else reversed(names):
                seconds = there[name].run_order("time", clients, within=run.patience)
                taken[name].setdefault(workload.name, []).append(sorted(seconds))
    return taken


def _disk_mib(facts: FactsFiles, suffix: str) -> float:
    file = facts.file_for(suffix)
    files = [file, *(file.with_name(f"{file.name}{more}") for more in ("-wal", "-shm", ".wal"))]
    return round(sum(file.stat().st_size for file in files if file.exists()) / 2**20, 1)


def tables(results: dict[str, Any]) -> list[str]:
    contestants = results["contestants"]
    kinds = next(each["one_client"] for each in contestants.values() if "one_client" in each)
    lines = ["## In process, beside what one would use instead: one client's conflicts", ""]
    lines += table(
        ("median ms", *(f"{kind}{more}" for kind in kinds for more in ("", ", of the index", ", p99"))),
        [
            (
                name,
                *(
                    format_figure(figures[what])
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
        ("", "build s", "open s", "MiB open", f"MiB after {results['questions']:,} questions", "disk MiB"),
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
