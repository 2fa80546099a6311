"""Every question beside what its neighbourhood grew by: on this graph, and on one of 50,000 relationships.

Each is asked for the first time, about conflicts that no round has in common, and about the greatest hubs of at most
10,000 relationships. A neighbourhood is counted as far as one hop from the entities that a question names, and as far
as two: a question that looks at no more than that grows no faster.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.beside import Facts, rows
from benchmarks.figures import figure, ratio, shown, table
from benchmarks.questions import asked_of
from benchmarks.run import Run, say
from graph_service import Graph, open_graph
from graph_service.ask import applied_scope, ask, query_named, read_parameters
from graph_service.queries.base import Parameters
from graph_service.queries.registry import QUERIES

BESIDE = "10k"
CONFLICTS = 12
"""How many conflicts each question is asked about in a round."""

HUBS = 3
"""Likewise hubs."""

HUB = 10_000
"""The most relationships of a hub that is asked about."""

KINDS = ("a conflict", "a hub")
Conflict = tuple[str, str, str]
"""Client, vendor, investor."""


class _Neighbourhoods:
    """How many relationships there are around entities."""

    def __init__(self, facts: Facts) -> None:
        self.degrees: Counter[str] = Counter()
        for path in (facts.contracts, facts.holdings, facts.rivalries):
            for one, other, *_ in rows(path):
                self.degrees[one] += 1
                self.degrees[other] += 1
        self.relationships = self.degrees.total() // 2

    def within_hops(self, graph: Graph, entities: Sequence[str]) -> tuple[int, int]:
        """Relationships within one hop, and within two; a question that names nobody is about all of them."""
        if not entities:
            return self.relationships, self.relationships
        around = {other for entity in entities for other in _neighbours(graph, entity)}
        return sum(self.degrees[e] for e in entities), sum(self.degrees[e] for e in around)


def _neighbours(graph: Graph, entity: str) -> Iterator[str]:
    scope = applied_scope(Parameters())
    for end, other in (("subject", "object"), ("object", "subject")):
        for version in graph.store.page("relationships", {end: entity}, scope, None, 10 * HUB):
            yield getattr(version, other)


def measure(run: Run) -> dict[str, Any]:
    sizes = (BESIDE, run.size_name)
    with ExitStack() as until_the_end:
        graphs = {size: until_the_end.enter_context(open_graph(run.graph(size))) for size in sizes}
        around = {size: _Neighbourhoods(run.facts(size)) for size in graphs}
        asked = {size: _asked(run, graphs[size], around[size], size) for size in graphs}
        taken: dict[str, Any] = {name: {kind: {size: [] for size in graphs} for kind in KINDS} for name in QUERIES}
        hops: dict[str, Any] = {name: {kind: {size: [] for size in graphs} for kind in KINDS} for name in QUERIES}
        truncated: set[str] = set()
        for number in range(run.rounds):
            say(f"every question, round {number + 1} of {run.rounds}")
            for name in QUERIES:
                for size, graph in graphs.items():
                    for kind in KINDS:
                        seconds = []
                        for conflict in asked[size][kind][number]:
                            took, named, cut = _timed(graph, name, conflict)
                            seconds.append(took)
                            hops[name][kind][size].append(around[size].within_hops(graph, named))
                            if cut and kind == "a hub" and size == run.size_name:
                                truncated.add(name)
                        taken[name][kind][size].append(median(seconds))
    return {
        "beside": BESIDE,
        "hubs": {size: _degrees(asked[size]["a hub"], around[size]) for size in graphs},
        "questions": {
            name: {kind: _told(taken[name][kind], hops[name][kind], run.size_name) for kind in KINDS}
            for name in QUERIES
        },
        "truncated": sorted(truncated),
    }


def _asked(run: Run, graph: Graph, around: _Neighbourhoods, size_name: str) -> dict[str, list[list[Conflict]]]:
    """The conflicts that each round asks about, and those of the hubs."""
    say(f"choosing conflicts of {size_name}")
    wanted = CONFLICTS * run.rounds
    clients = list(around.degrees)
    found: dict[Conflict, None] = {}
    for client in Random(run.rounds).sample(clients, len(clients)):
        if len(found) >= wanted:
            break
        if conflict := _direct(graph, client=client):
            found[conflict] = None
    conflicts = list(found)
    if len(conflicts) < wanted:
        raise SystemExit(f"{size_name} has too few clients with a conflict for {run.rounds} rounds")
    hubs: list[Conflict] = []
    for entity, degree in around.degrees.most_common():
        if degree <= HUB and (conflict := _direct(graph, vendor=entity)):
            hubs.append(conflict)
        if len(hubs) == HUBS * run.rounds:
            break
    return {
        "a conflict": [conflicts[at :: run.rounds] for at in range(run.rounds)],
        "a hub": [hubs[at :: run.rounds] for at in range(run.rounds)],
    }


def _direct(graph: Graph, **of: str) -> Conflict | None:
    """A conflict that rests on a direct stake: some questions name it."""
    rows = graph.shared_vendors(**of, limit=20).rows
    return next(((row.client.id, row.vendor.id, row.investor.id) for row in rows if len(row.chain) == 2), None)


def _timed(graph: Graph, name: str, conflict: Conflict) -> tuple[float, list[str], bool]:
    """Seconds, the entities that the question names, and whether the answer says that it was cut."""
    query = query_named(name)
    given = asked_of(*conflict)[name]
    parameters = read_parameters(query, given)
    start = perf_counter()
    answer = ask(graph.store, query, parameters)
    seconds = perf_counter() - start
    named = parameters.entities_named() or [id_ for each in given.values() for id_ in _ends(each)]
    return seconds, named, answer.certificate.capped is not None or answer.certificate.truncated


def _ends(given: Any) -> list[str]:
    """The entities of a relationship's id; those that are looked for by name."""
    texts = given if isinstance(given, list) else [given]
    return [part for text in texts for part in str(text).split(":") if part.startswith("firm-")]


def _told(seconds: Mapping[str, list[float]], hops: Mapping[str, list[tuple[int, int]]], size: str) -> dict[str, Any]:
    grew = {
        f"{word}_grew_by": median(h[at] for h in hops[size]) / max(1, median(h[at] for h in hops[BESIDE]))
        for at, word in enumerate(("one_hop", "two_hops"))
    }
    return {
        "beside_ms": figure(1000 * s for s in seconds[BESIDE]),
        "ms": figure(1000 * s for s in seconds[size]),
        "grew_by": ratio(seconds[size], seconds[BESIDE]),
        **{name: float(f"{value:.3g}") for name, value in grew.items()},
    }


def _degrees(hubs: list[list[Conflict]], around: _Neighbourhoods) -> list[int]:
    return sorted({around.degrees[vendor] for each in hubs for _, vendor, _ in each}, reverse=True)


def tables(told: dict[str, Any]) -> list[str]:
    lines = [f"## Every question, beside the same on {told['beside']}", ""]
    head = ("question about {}", f"ms on {told['beside']}", "ms here", "grew by", "one hop grew by", "two hops")
    for kind in KINDS:
        lines += table(
            [head[0].format(kind), *head[1:]],
            [
                (
                    name,
                    *(shown(by_kind[kind][what]) for what in ("beside_ms", "ms", "grew_by")),
                    f"{by_kind[kind]['one_hop_grew_by']:g}",
                    f"{by_kind[kind]['two_hops_grew_by']:g}",
                )
                for name, by_kind in told["questions"].items()
            ],
        )
        lines += [""]
    degrees = {size: f"{each[-1]:,} to {each[0]:,}" for size, each in told["hubs"].items()}
    lines += [
        f"Hubs have {' and '.join(f'{span} relationships ({size})' for size, span in degrees.items())}. Of a hub these "
        f"answers say that they were cut: {', '.join(told['truncated']) or 'none'}.",
    ]
    return lines
