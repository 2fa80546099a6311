"""`graph-service export`: writes the graph, or a part of it, as a file for other programs."""

import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import click

from graph_service.cli.options import open_chosen_graph, store_option, warn_if_empty
from graph_service.cli.output_files import check_writable, write_file_whole, write_folder_whole
from graph_service.cli.progress import report_progress
from graph_service.cli.query import parameter_option
from graph_service.export import FORMATS, ExportParameters
from graph_service.export import export as export_graph
from graph_service.queries.base import Scoped
from graph_service.use_cases.ask import read_as

_NEO4J_ADMIN = "neo4j-admin"
_REPEATED = {"entities": "--entity", "relationships": "--relationship"}


def _with_parameter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add an option for each parameter to the command."""
    for name in reversed([*ExportParameters.own_parameters(), *Scoped.model_fields]):
        field = ExportParameters.model_fields[name]
        if name == "format":
            help_text = (
                f"{(field.description or '').removesuffix('.')}; or {_NEO4J_ADMIN}: a folder for `neo4j-admin import`."
            )
            choice = click.Choice([*FORMATS, _NEO4J_ADMIN], case_sensitive=False)
            command = click.option("--format", required=True, type=choice, help=help_text)(command)
        elif name in _REPEATED:
            help_text = f"{field.description} May be given more than once."
            command = click.option(_REPEATED[name], name, multiple=True, metavar="ID", help=help_text)(command)
        else:
            command = parameter_option(name, field)(command)
    return command


@click.command(
    epilog="Example: graph-service export --format graphml --entity google --entity scale-ai --out deals.graphml"
)
@_with_parameter_options
@click.option(
    "--out", metavar="FILE|DIR", type=click.Path(path_type=Path), help="Where to write; else standard output."
)
@click.option("--force", is_flag=True, help="Write FILE anew if it is there already.")
@store_option
def export(out: Path | None, force: bool, store: str | None, **given: Any) -> None:
    """Export the graph, or a part of it, for Gephi, yEd, Cytoscape, networkx or Neo4j.

    With relationships named: these, their ends, and the entities named. With entities only: these, and all
    relationships among them that hold. With neither: the whole graph. The format neo4j-admin is for the first load of
    a big graph into an empty Neo4j: always the whole graph, with all that was said of it, as a new folder DIR.
    """
    if force and out is None:
        raise click.UsageError("--force goes with --out")
    asked = {name: value for name, value in given.items() if value not in (None, ())}
    if asked["format"] == _NEO4J_ADMIN:
        _export_folder(out, force=force, store=store, others=asked.keys() - {"format"})
        return
    parameters = read_as(ExportParameters, asked)
    if out:
        check_writable(out, force=force)
    with open_chosen_graph(store) as graph:
        warn_if_empty(graph, "`graph-service load` puts the article's facts into it.")
        file = export_graph(graph.store, parameters)
    if out:
        write_file_whole(out, file, force=force)
    else:
        sys.stdout.buffer.write(file)


def _export_folder(out: Path | None, *, force: bool, store: str | None, others: Collection[str]) -> None:
    """Write the whole graph as a folder. It is written page by page, so it can be of any size."""
    # Imported here, so that other formats don't wait for Neo4j's driver.
    from graph_service.export.neo4j_admin import ARGUMENTS, write_folder

    if others:
        raise click.UsageError(f"{_NEO4J_ADMIN} takes the whole graph: leave {', '.join(sorted(others))} out")
    if out is None or force:
        raise click.UsageError(f"{_NEO4J_ADMIN} needs --out DIR, a new folder, without --force")
    with write_folder_whole(out) as folder, open_chosen_graph(store) as graph, report_progress() as report_step:
        state = write_folder(graph.store, folder, progress=report_step)
    click.echo(
        f"wrote {state.entities:,} entities, {state.claims:,} claims and {state.relationships:,} relationships "
        f"of the graph {state.digest}\nThen, in {out}, with the database stopped: "
        f"neo4j-admin database import full @{ARGUMENTS} neo4j"
    )
