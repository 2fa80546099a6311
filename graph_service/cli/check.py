"""`graph-service check`: are these facts fit to be loaded, and how good are they? Nothing is written."""

import dataclasses
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table

from graph_service.cli.checking import COLUMNS, as_fields, content_beside, defects_of, refusal
from graph_service.cli.csv_report import csv_report
from graph_service.cli.options import json_option, opened, seed_article, seed_option, with_option
from graph_service.cli.output import as_json_text
from graph_service.domain.scope import today
from graph_service.importers import read_facts
from graph_service.use_cases.fact_quality import Quality, quality

SHOWN = 10
"""How many ids of each list people are shown; --json has them all."""

_BETWEEN = 3
"""What a column of the table takes beside its text."""

_LISTS = {
    "undated_claims": "claims without a date of their own",
    "single_source": "relationships that one source alone speaks of",
    "tier_c_only": "relationships that only reprints and aggregators speak of",
    "disputed": "relationships about which claims disagree",
    "partial": "relationships known only in part",
    "unrelated_entities": "entities that no claim speaks of",
    "suspicious_amounts": "suspicious amounts",
    "suspicious_dates": "suspicious dates",
    "outside_lifetime": "claims of what held before a party was founded, or after it was dissolved",
    "known_from_loading": "claims dated by a month or year that isn't over: known from the day they are loaded",
    "suspicious_names": "suspicious names and identifiers",
}


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_option
@seed_option
@click.option(
    "--store", metavar="PATH|URI", help="Also the graph into which they would be loaded; it is left as it is."
)
@click.option("--report", is_flag=True, help="Also say how good the facts are: coverage, thin evidence, oddities.")
@click.option("--csv", "as_csv", is_flag=True, help="Print all defects as CSV.")
@json_option
def check(
    folders: tuple[Path, ...],
    with_: tuple[Path, ...],
    seed: bool,
    store: str | None,
    report: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Check the facts in FOLDERS, taken together, without loading them; every defect is listed at once.

    What `load` with the same arguments would refuse is a defect here, and nothing else is: the article's facts are
    there, unless --no-seed is given, and with --store also what that graph holds. The status is 1 if there are
    defects. --json and --csv list all of them, otherwise it is the first 200.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv or --json, not both")
    if as_csv and report:
        raise click.UsageError("--csv lists defects; the report comes as text, or with --json")
    chosen = [*([seed_article()] if seed else []), *with_, *folders]
    if not chosen:
        raise click.UsageError("nothing to check: name a folder, or leave --no-seed out")
    facts = read_facts(list({folder.resolve(): folder for folder in chosen}.values()))
    there = None
    if store is not None and _is_there(store):
        with opened(store) as graph:
            there = content_beside(graph.store, facts)
    defects = defects_of(facts, there)
    counts = {kind: len(getattr(facts, kind)) for kind in ("entities", "sources", "claims", "retractions")}
    found = None
    if report and not defects:
        sources = {**(there.sources if there else {}), **facts.sources}
        found = quality(dataclasses.replace(facts, sources=sources), today())
    if as_csv:
        rows = [{**as_fields(defect), "nearest": " ".join(defect.nearest)} for defect in defects]
        click.echo(csv_report(COLUMNS, rows), nl=False)
    elif as_json:
        told: dict[str, Any] = {**counts, "defects": [as_fields(defect) for defect in defects]}
        click.echo(as_json_text({**told, "report": dataclasses.asdict(found)} if found else told))
    elif defects:
        raise refusal(defects, "none of it would be loaded")
    else:
        click.echo(", ".join(f"{count:,} {kind}" for kind, count in counts.items()) + ": no defects")
        if found:
            _show(found)
    if defects:
        sys.exit(1)


def _is_there(store: str) -> bool:
    """Whether there is a graph to compare with: opening a file that isn't there would make it."""
    return "://" in store or Path(store).expanduser().exists()


def _show(found: Quality) -> None:
    console = Console()
    counted = found.claims_by_type_and_year
    for some in _fitting(counted, console.width):
        table = Table("claims", box=box.SIMPLE_HEAD, pad_edge=False)
        for year in some:
            table.add_column(year, justify="right", no_wrap=True)
        for kind, counts in counted.items():
            if any(year in counts for year in some):
                table.add_row(kind, *(str(counts.get(year, "")) for year in some))
        console.print(table)
    for name, meaning in _LISTS.items():
        _list(meaning, getattr(found, name))


def _fitting(counted: Mapping[str, Mapping[str, int]], width: int) -> Iterator[list[str]]:
    """The years, in so many tables that each fits the width."""
    widths: dict[str, int] = defaultdict(int)
    for counts in counted.values():
        for year, count in counts.items():
            widths[year] = max(widths[year], len(year) + _BETWEEN, len(str(count)) + _BETWEEN)
    names = max(map(len, counted), default=0) + _BETWEEN
    some: list[str] = []
    for year in sorted(widths):
        if some and names + sum(widths[each] for each in (*some, year)) > width:
            yield some
            some = []
        some.append(year)
    if some:
        yield some


def _list(meaning: str, items: Sequence[str]) -> None:
    click.echo(f"{len(items):,} {meaning}")
    for item in items[:SHOWN]:
        click.echo(f"    {item}")
    if len(items) > SHOWN:
        click.echo(f"    … and {len(items) - SHOWN:,} more; --json lists them all")
