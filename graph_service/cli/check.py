"""`graph-service check`: are these facts fit to be loaded, and how good are they? Nothing is written."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.table import Table

from graph_service.cli.options import json_option, with_option
from graph_service.domain.check import Known, check_references
from graph_service.errors import InvalidFacts
from graph_service.importers import read_folders
from graph_service.quality import Quality, quality

SHOWN = 10
"""How many ids of each list people are shown; --json has them all."""

WIDTH = 110
"""What the table of years needs: a narrow terminal wraps it, rather than lose what it says."""

_LISTS = {
    "undated_claims": "claims without a date of their own",
    "single_source": "relationships that one source alone speaks of",
    "tier_c_only": "relationships that only reprints and aggregators speak of",
    "disputed": "relationships about which claims disagree",
    "partial": "relationships known only in part",
    "unrelated_entities": "entities that no claim speaks of",
    "suspicious_amounts": "suspicious amounts",
    "suspicious_names": "suspicious names and identifiers",
}


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_option
@click.option("--report", is_flag=True, help="Also say how good the facts are: coverage, thin evidence, oddities.")
@json_option
def check(folders: tuple[Path, ...], with_: tuple[Path, ...], report: bool, as_json: bool) -> None:
    """Check the facts in FOLDERS, taken together, without loading them; every defect is listed at once."""
    chosen = [*with_, *folders]
    if not chosen:
        raise click.UsageError("nothing to check: name a folder, or a data set with --with")
    facts = read_folders(chosen)
    if defects := check_references(facts, Known()):
        raise InvalidFacts(defects)
    counts = {"entities": len(facts.entities), "sources": len(facts.sources), "claims": len(facts.claims)}
    found = quality(facts) if report else None
    if as_json:
        click.echo(json.dumps({**counts, **({"report": asdict(found)} if found else {})}, ensure_ascii=False, indent=2))
        return
    click.echo(", ".join(f"{count:,} {kind}" for kind, count in counts.items()) + ": no defects")
    if found:
        _show(found)


def _show(found: Quality) -> None:
    console = Console(width=max(Console().width, WIDTH))
    years = sorted({year for counts in found.claims_by_type_and_year.values() for year in counts})
    table = Table("claims", *years, box=box.SIMPLE_HEAD, pad_edge=False)
    for kind, counts in found.claims_by_type_and_year.items():
        table.add_row(kind, *(str(counts.get(year, "")) for year in years))
    console.print(table)
    for name, meaning in _LISTS.items():
        _list(meaning, getattr(found, name))


def _list(meaning: str, items: Sequence[str]) -> None:
    click.echo(f"{len(items):,} {meaning}")
    for item in items[:SHOWN]:
        click.echo(f"    {item}")
    if len(items) > SHOWN:
        click.echo(f"    … and {len(items) - SHOWN:,} more; --json lists them all")
