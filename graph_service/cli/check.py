"""`graph-service check`: are these facts fit to be loaded? Nothing is written."""

from pathlib import Path

import click

from graph_service.domain.check import Known, check_references
from graph_service.errors import InvalidFacts
from graph_service.importers import read_folders


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folders: tuple[Path, ...]) -> None:
    """Check the facts in FOLDERS, taken together, without loading them; every defect is listed at once."""
    facts = read_folders(list(folders))
    if defects := check_references(facts, Known()):
        raise InvalidFacts(defects)
    click.echo(
        f"{len(facts.entities):,} entities, {len(facts.sources):,} sources, {len(facts.claims):,} claims: no defects"
    )
