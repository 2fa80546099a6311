"""`graph-service check`: whether facts can be loaded, and how good they are. Nothing is written."""

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

from graph_service.cli.csv_report import csv_report
from graph_service.cli.fact_defects import COLUMNS, defect_fields, find_defects, look_up_content, refusal_of
from graph_service.cli.json_output import to_json_text
from graph_service.cli.options import article_folder, json_option, open_chosen_graph, seed_option, with_option
from graph_service.domain.scope import today
from graph_service.importers import read_facts
from graph_service.use_cases.fact_quality import Quality, report_quality

SHOWN = 10
"""How many ids of each list are printed; --json has them all."""

_BETWEEN = 3
"""How many characters a column of the table takes besides its text."""

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
    chosen = [*([article_folder()] if seed else []), *with_, *folders]
    if not chosen:
        raise click.UsageError("nothing to check: name a folder, or leave --no-seed out")
    facts = read_facts(list({folder.resolve(): folder for folder in chosen}.values()))
    there = None
    if store is not None and _exists(store):
        with open_chosen_graph(store) as graph:
            there = look_up_content(graph.store, facts)
    defects = find_defects(facts, there)
    counts = {kind: len(getattr(facts, kind)) for kind in ("entities", "sources", "claims", "retractions")}
    found = None
    if report and not defects:
        sources = {**(there.sources if there else {}), **facts.sources}
        found = report_quality(dataclasses.replace(facts, sources=sources), today())
    if as_csv:
        rows = [{**defect_fields(defect), "nearest": " ".join(defect.nearest)} for defect in defects]
        click.echo(csv_report(COLUMNS, rows), nl=False)
    elif as_json:
        output: dict[str, Any] = {**counts, "defects": [defect_fields(defect) for defect in defects]}
        click.echo(to_json_text({**output, "report": dataclasses.asdict(found)} if found else output))
    elif defects:
        raise refusal_of(defects, "none of it would be loaded")
    else:
        click.echo(", ".join(f"{count:,} {kind}" for kind, count in counts.items()) + ": no defects")
        if found:
            _show_report(found)
    if defects:
        sys.exit(1)


def _exists(store: str) -> bool:
    """Whether the graph exists. Opening a missing file would make a new one."""
    return "://" in store or Path(store).expanduser().exists()


def _show_report(found: Quality) -> None:
    console = Console()
    counted = found.claims_by_type_and_year
    for some in _split_years(counted, console.width):
        table = Table("claims", box=box.SIMPLE_HEAD, pad_edge=False)
        for year in some:
            table.add_column(year, justify="right", no_wrap=True)
        for kind, counts in counted.items():
            if any(year in counts for year in some):
                table.add_row(kind, *(str(counts.get(year, "")) for year in some))
        console.print(table)
    for name, meaning in _LISTS.items():
        _show_list(meaning, getattr(found, name))


def _split_years(counted: Mapping[str, Mapping[str, int]], width: int) -> Iterator[list[str]]:
    """The years of each table. There are so many tables that each fits the width."""
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


def _show_list(meaning: str, items: Sequence[str]) -> None:
    click.echo(f"{len(items):,} {meaning}")
    for item in items[:SHOWN]:
        click.echo(f"    {item}")
    if len(items) > SHOWN:
        click.echo(f"    … and {len(items) - SHOWN:,} more; --json lists them all")
