"""The aims, and whether they are reached: a row for each, from the parts' figures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.figures import Figure, format_figure, table

Found = Mapping[str, Any]
"""The results of the parts, by name."""


@dataclass(frozen=True)
class Aim:
    """A figure, what it is compared with, and its bound."""

    what: str
    beside: str
    reached: Callable[[Found], Figure]
    at_least: float | None = None
    at_most: float | None = None
    unit: str = ""

    def row(self, found: Found) -> tuple[str, ...]:
        figure = self.reached(found)
        met = (self.at_least is None or figure["median"] >= self.at_least) and (
            self.at_most is None or figure["median"] <= self.at_most
        )
        bound = f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"
        return (
            self.what,
            self.beside,
            f"{bound}{self.unit}",
            format_figure(figure, self.unit),
            "yes" if met else "**no**",
        )


KINDS = ("any client", "a client with a conflict", "a hub")


def aims(relationships: int) -> Iterator[Aim]:
    """All aims, for a graph with this number of relationships."""
    at_least = 0.6 if relationships > 1_000_000 else 0.8
    for kind in KINDS:
        embedded = ("http", "stores", "embedded", "contests", kind)
        for what, path, bound in (
            ("first time asked: requests/s", ("first", "of_reference"), {"at_least": at_least}),
            ("asked again: requests/s", ("again", "of_reference"), {"at_least": 1.0}),
            ("first time asked: p99", ("first", "p99_of_reference"), {"at_most": 3.0}),
        ):
            yield Aim(f"over HTTP, {kind}, {what}", "empty endpoint", _at(*embedded, *path), unit="×", **bound)
    for kind in KINDS:
        of_index = _at("contestants", "contestants", "graph service, rows", "one_client", kind, "of_index")
        at_most = 2 if kind == "a hub" else 4
        yield Aim(f"in process, {kind}", "hand-written index", of_index, at_most=at_most, unit="×")
    for what, name, seconds in (("first row", "first_s", 0.05), ("all rows", "all_s", 3.0)):
        reached = _at("all_conflicts", "contestants", "graph service, rows", name)
        yield Aim(f"all conflicts of the graph: {what}", "", reached, at_most=seconds, unit=" s")
    opening = ("opening", "stores", "embedded")
    yield Aim("opening to the first answer", "", _at(*opening, "to_first_answer_ms"), at_most=200, unit=" ms")
    yield Aim("resident before", "", _at(*opening, "mib_before"), at_most=100, unit=" MiB")
    yield Aim("resident after 10,000 varied questions", "", _at(*opening, "mib_after"), at_most=400, unit=" MiB")
    yield Aim("rate of loading", "bare `executemany`", _at("loading", "of_bare"), at_least=0.5, unit="×")
    yield Aim(
        "one claim written durably, while reads go on",
        "SQLite's FULL commit",
        _at("writing", "claim_beside_reads_of_commit"),
        at_most=5,
        unit="×",
    )
    yield Aim(
        "reads' p99 while ten claims a second are written",
        "without a writer",
        _at("writing", "reads", "ten claims a second", "p99_of_no_writer"),
        at_most=2,
        unit="×",
    )
    two_workers = _at("workers", "contests", "the headline question, first time", "two_of_one")
    yield Aim("two workers: requests/s", "one worker", two_workers, at_least=1.7, unit="×")
    for kind in KINDS:
        on_neo4j = f"over HTTP on Neo4j, {kind}, first time asked"
        first = ("http", "stores", "neo4j", "contests", kind, "first")
        yield Aim(f"{on_neo4j}: requests/s", "its Query API", _at(*first, "of_reference"), at_least=3, unit="×")
        yield Aim(f"{on_neo4j}: time", "the raw driver", _at(*first, "time_of_raw_driver"), at_most=1.15, unit="×")


def _at(*path: str) -> Callable[[Found], Figure]:
    """A function that reads the figure at this path from the results."""

    def reached(found: Found) -> Figure:
        figure: Any = found
        for name in path:
            figure = figure[name]
        return dict(figure)

    return reached


def aims_table(relationships: int, found: Found) -> list[str]:
    """A Markdown table of the aims that have figures."""
    rows = []
    for aim in aims(relationships):
        try:
            rows.append(aim.row(found))
        except KeyError:  # its part wasn't measured, or was too slow to give a figure
            continue
    return ["## Aims", "", *table(("what", "beside", "aim", "reached", "met"), rows)] if rows else []
