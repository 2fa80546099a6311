"""`graph-service init FOLDER`: writes example facts, with each field explained."""

from importlib.resources import files
from pathlib import Path

import click

NAMES = ("sources.yaml", "entities.yaml", "claims.yaml", "retractions.yaml")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Write an example of facts into FOLDER, which is made if it isn't there: valid, with comments, to be changed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if found := sorted(each.name for each in folder.iterdir()):
            raise click.ClickException(
                f"{folder} isn't empty (it holds {found[0]}): name a new folder; nothing was written"
            )
        for name in NAMES:
            text = files("graph_service.cli").joinpath("example_facts", name).read_text(encoding="utf-8")
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{folder} can't be written to: {error.strerror}") from error
    click.echo(f"{folder} holds {', '.join(NAMES)}. What next:")
    click.echo(f"  graph-service check {folder} --report")
    click.echo(f"  graph-service load {folder}")
    click.echo("  graph-service query shared_vendors --client amber-clinics")
    click.echo("All fields: docs/reference/facts.md, or `graph-service schema`.")
