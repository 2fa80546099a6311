"""What was aimed at, beside what was reached: a row for each aim, from the figures that the parts found."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.figures import Figure, shown, table

Found = Mapping[str, Any]
"""What the parts found, by their names."""


@dataclass(frozen=True)
class Aim:
    """A figure, what it stands beside, and where it should be."""

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
        return self.what, self.beside, f"{bound}{self.unit}", shown(figure, self.unit), "yes" if met else "**no**"


def aims(relationships: int) -> Iterator[Aim]:
    """All of them, for a graph of so many relationships."""
    for kind in ("any client", "a client with a conflict", "a hub"):
        yield from _over_http(kind, first=0.6 if relationships > 1_000_000 else 0.8)
    for kind in ("any client", "a client with a conflict", "a hub"):
        yield Aim(
            f"in process, {kind}",
            "hand-written index",
            lambda found, kind=kind: _contestant(found, "graph service, rows")["one_client"][kind]["of_index"],
            at_most=2 if kind == "a hub" else 4,
            unit="×",
        )
    yield from _all_conflicts()
    yield Aim("opening to the first answer", "", _opening("first_answer_ms", "open_ms"), at_most=200, unit=" ms")
    yield Aim("resident before", "", _opening("mib_before"), at_most=100, unit=" MiB")
    yield Aim("resident after varied questions", "", _opening("mib_after"), at_most=400, unit=" MiB")
    yield Aim("loading", "bare `executemany`", lambda found: found["loading"]["of_bare"], at_least=0.5, unit="×")
    yield Aim(
        "one claim written durably, while reads go on",
        "SQLite's FULL commit",
        lambda found: found["writing"]["claim_beside_reads_of_commit"],
        at_most=5,
        unit="×",
    )
    yield Aim(
        "reads' p99 while ten claims a second are written",
        "without a writer",
        lambda found: found["writing"]["reads"]["ten claims a second"]["p99_of_no_writer"],
        at_most=2,
        unit="×",
    )
    yield Aim(
        "two workers",
        "one",
        lambda found: found["workers"]["contests"]["the headline question, first time"]["two_of_one"],
        at_least=1.7,
        unit="×",
    )
    for kind in ("any client", "a client with a conflict", "a hub"):
        yield Aim(
            f"over HTTP on Neo4j, {kind}, first time asked",
            "Neo4j's Query API",
            lambda found, kind=kind: found["http"]["stores"]["neo4j"]["contests"][kind]["first"]["of_reference"],
            at_least=3,
            unit="×",
        )


def _over_http(kind: str, first: float) -> Iterator[Aim]:
    for asked, what, bound in (
        ("first", "of_reference", {"at_least": first}),
        ("again", "of_reference", {"at_least": 1.0}),
        ("first", "p99_of_reference", {"at_most": 3.0}),
    ):

        def reached(found: Found, asked: str = asked, what: str = what) -> Figure:
            figure: Figure = found["http"]["stores"]["embedded"]["contests"][kind][asked][what]
            return figure

        words = "first time asked" if asked == "first" else "asked again"
        rate = "requests/s" if what == "of_reference" else "p99"
        yield Aim(f"over HTTP, {kind}, {words}: {rate}", "empty endpoint", reached, unit="×", **bound)


def _all_conflicts() -> Iterator[Aim]:
    for what, key, bound in (("first row", "first_s", 0.05), ("all rows", "all_s", 3.0)):

        def reached(found: Found, key: str = key) -> Figure:
            figure: Figure = found["all_conflicts"]["contestants"]["graph service, rows"][key]
            return figure

        yield Aim(f"all conflicts of the graph: {what}", "", reached, at_most=bound, unit=" s")


def _contestant(found: Found, name: str) -> Any:
    return found["contestants"]["contestants"][name]


def _opening(*names: str) -> Callable[[Found], Figure]:
    """The sum of these figures."""

    def reached(found: Found) -> Figure:
        embedded = found["opening"]["stores"]["embedded"]
        return {which: sum(embedded[name][which] for name in names) for which in ("median", "min", "max")}

    return reached


def aims_table(relationships: int, found: Found) -> list[str]:
    """The aims of which there are figures."""
    rows = []
    for aim in aims(relationships):
        try:
            rows.append(aim.row(found))
        except KeyError:  # of a part that hasn't been measured, or that had no figure to give
            continue
    return ["## Aims", "", *table(("what", "beside", "aim", "reached", "met"), rows)] if rows else []
