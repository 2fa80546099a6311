"""Compares every question on this graph and on one of 50,000 relationships with the growth of its neighbourhood.

Each is asked of a graph that has just been opened, about conflicts that no other round asks about, and about the
greatest hubs of at most 10,000 relationships. Neighbourhoods of one hop and of two hops around the named entities are
counted. A question that looks at no more than these grows no faster than they do.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from random import Random
from statistics import median
from typing import Any

from benchmarks.contestants import FactsFiles, rows
from benchmarks.figures import figure, format_figure, ratio, round_figure, table
from benchmarks.questions import parameters_about
from benchmarks.run import Run, log_progress
from benchmarks.worker_process import TooSlow, Worker
from graph_service import Graph, open_graph
from graph_service.queries.base import Parameters
from graph_service.queries.registry import QUERIES
from graph_service.use_cases.ask import apply_scope

BESIDE = "10k"
CONFLICTS = 12
"""How many conflicts each question is asked about in a round."""

HUBS = 3
"""How many hubs each question is asked about in a round."""

HUB = 10_000
"""The most relationships of a hub that is asked about."""

KINDS = ("a conflict", "a hub")
WHOLE_GRAPH = ("rankings",)
"""The questions that name no entity. One answer a round is enough."""

Conflict = tuple[str, str, str]
"""Client, vendor, investor."""


class _Refused(Exception):
    """The service refuses the question on a graph of this size; the message says why."""


class _Neighbourhoods:
    """The number of relationships around entities."""

    def __init__(self, facts: FactsFiles) -> None:
        self.degrees: Counter[str] = Counter()
        for path in (facts.contracts, facts.holdings, facts.rivalries):
            for one, other, *_ in rows(path):
                self.degrees[one] += 1
                self.degrees[other] += 1
        self.relationships = self.degrees.total() // 2

    def within_hops(self, graph: Graph, named: frozenset[str]) -> tuple[int, int]:
        """The relationships within one hop, and within two; all of them for a question that names no entity."""
        if not named:
            return self.relationships, self.relationships
        around = {other for entity in named for other in _neighbours(graph, entity)}
        return sum(self.degrees[e] for e in named), sum(self.degrees[e] for e in around)


def _neighbours(graph: Graph, entity: str) -> Iterator[str]:
    scope = apply_scope(Parameters())
    for end, other in (("subject", "object"), ("object", "subject")):
        for version in graph.store.page("relationships", {end: entity}, scope, None, 10 * HUB):
            yield getattr(version, other)


def measure(run: Run) -> dict[str, Any]:
    sizes = list(dict.fromkeys((BESIDE, run.size_name)))
    around = {size: _Neighbourhoods(run.facts_files(size)) for size in sizes}
    with ExitStack() as until_chosen:
        graphs = {size: until_chosen.enter_context(open_graph(run.graph_file(size))) for size in sizes}
        asked = {size: _choose_conflicts(run, graphs[size], around[size], size) for size in sizes}
        hops = {size: _count_hops(asked[size], around[size], graphs[size]) for size in sizes}
    results: dict[str, Any] = {name: {} for name in QUERIES}
    cut: set[str] = set()
    for name in QUERIES:
        log_progress(f"every question: {name}")
        for kind in KINDS[:1] if name in WHOLE_GRAPH else KINDS:
            try:
                answers = _time_answers(run, name, {size: asked[size][kind] for size in sizes})
            except (TooSlow, _Refused) as why:
                results[name][kind] = {"no_figure": str(why)}
                continue
            results[name][kind] = _results(answers, {size: hops[size][name, kind] for size in sizes}, run.size_name)
            if kind == "a hub" and any(each["cut"] for each in answers[run.size_name]):
                cut.add(name)
    return {
        "beside": BESIDE,
        "hubs": {size: _degrees(asked[size]["a hub"], around[size]) for size in sizes},
        "questions": results,
        "cut": sorted(cut),
    }


def _choose_conflicts(
    run: Run, graph: Graph, around: _Neighbourhoods, size_name: str
) -> dict[str, list[list[Conflict]]]:
    """The conflicts that each round asks about: any, and those of hubs."""
    log_progress(f"choosing conflicts of {size_name}")
    clients = list(around.degrees)
    random = Random(run.rounds)
    conflicts = _first_conflicts(
        CONFLICTS * run.rounds,
        (_direct_conflict(graph, client=client) for client in random.sample(clients, len(clients))),
    )
    hubs = _first_conflicts(
        HUBS * run.rounds,
        (_direct_conflict(graph, vendor=entity) for entity, degree in around.degrees.most_common() if degree <= HUB),
    )
    return {
        kind: [each[at :: run.rounds] for at in range(run.rounds)]
        for kind, each in zip(KINDS, (conflicts, hubs), strict=True)
    }


def _first_conflicts(wanted: int, found: Iterator[Conflict | None]) -> list[Conflict]:
    conflicts = list(islice((conflict for conflict in found if conflict is not None), wanted))
    if len(conflicts) < wanted:
        raise RuntimeError(f"there are too few conflicts: {len(conflicts)}, where {wanted} are to be asked about")
    return conflicts


def _direct_conflict(graph: Graph, *, client: str | None = None, vendor: str | None = None) -> Conflict | None:
    """A conflict that rests on a direct stake, since some questions name that relationship."""
    rows = graph.shared_vendors(client=client, vendor=vendor, limit=20).rows
    return next(((row.client.id, row.vendor.id, row.investor.id) for row in rows if len(row.chain) == 2), None)


def _time_answers(run: Run, name: str, asked: Mapping[str, list[list[Conflict]]]) -> dict[str, list[dict[str, Any]]]:
    """The times of each round's answers, by the size of the graph."""
    answers: dict[str, list[dict[str, Any]]] = {size: [] for size in asked}
    with ExitStack() as until_asked:
        graphs = {
            size: until_asked.enter_context(Worker("benchmarks.question_worker", str(run.graph_file(size))))
            for size in asked
        }
        for number in range(run.rounds):
            for size, rounds in asked.items():
                conflicts = rounds[number][:1] if name in WHOLE_GRAPH else rounds[number]
                answered = graphs[size].run_order("ask", name, conflicts, within=run.patience)
                if "refused" in answered:
                    raise _Refused(f"refused: {answered['refused']}")
                answers[size].append(answered)
    return answers


def _count_hops(
    asked: Mapping[str, list[list[Conflict]]], around: _Neighbourhoods, graph: Graph
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """The relationships within one hop and two of the entities that a question names, by question and workload."""
    seen: dict[frozenset[str], tuple[int, int]] = {}
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for kind, rounds in asked.items():
        for name in QUERIES:
            for conflict in (each for round_ in rounds for each in round_):
                named = _named_entities(parameters_about(*conflict)[name], set(conflict))
                if named not in seen:
                    seen[named] = around.within_hops(graph, named)
                found.setdefault((name, kind), []).append(seen[named])
    return found


def _named_entities(given: Mapping[str, Any], conflict: set[str]) -> frozenset[str]:
    """The conflict's entities that the parameters name, alone or in a relationship's id."""
    texts = [text for value in given.values() for text in (value if isinstance(value, list) else [value])]
    return frozenset(part for text in texts for part in str(text).split(":") if part in conflict)


def _results(
    answers: Mapping[str, list[dict[str, Any]]], hops: Mapping[str, list[tuple[int, int]]], size: str
) -> dict[str, Any]:
    seconds = {name: [median(each["seconds"]) for each in rounds] for name, rounds in answers.items()}
    one, two = (
        round_figure(median(h[at] for h in hops[size]) / max(1, median(h[at] for h in hops[BESIDE]))) for at in (0, 1)
    )
    return {
        "beside_ms": figure(1000 * each for each in seconds[BESIDE]),
        "ms": figure(1000 * each for each in seconds[size]),
        "grew_by": ratio(seconds[size], seconds[BESIDE]),
        "one_hop_grew_by": one,
        "two_hops_grew_by": two,
        "mib": round(max(each["mib"] for each in answers[size])),
    }


def _degrees(hubs: list[list[Conflict]], around: _Neighbourhoods) -> list[int]:
    return sorted({around.degrees[vendor] for each in hubs for _, vendor, _ in each}, reverse=True)


def tables(results: dict[str, Any]) -> list[str]:
    lines = [f"## Every question, first time asked, beside the same on {results['beside']}", ""]
    for kind in KINDS:
        head = (f"question about {kind}", f"ms on {results['beside']}", "ms here", "grew by", "one hop grew by")
        rows_ = [_row(name, each[kind]) for name, each in results["questions"].items() if kind in each]
        lines += table((*head, "two hops grew by", "MiB then"), rows_)
        lines += [""]
    degrees = {size: f"{each[-1]:,} to {each[0]:,}" for size, each in results["hubs"].items()}
    lines += [
        f"Hubs have {' and '.join(f'{span} relationships ({size})' for size, span in degrees.items())}. Of a hub these "
        f"answers say that not all was looked at: {', '.join(results['cut']) or 'none'}.",
    ]
    return lines


def _row(name: str, each: dict[str, Any]) -> tuple[str, ...]:
    if "no_figure" in each:
        return name, "", each["no_figure"], "", "", "", ""
    grew = (f"{each[f'{word}_grew_by']:g}" for word in ("one_hop", "two_hops"))
    return name, *(format_figure(each[what]) for what in ("beside_ms", "ms", "grew_by")), *grew, str(each["mib"])
