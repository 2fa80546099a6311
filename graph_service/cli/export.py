"""`graph-service export`: a part of the graph, or all of it, as a file for other programs."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from graph_service.ask import read_as
from graph_service.cli.files import see_that_it_may_be_written, write_file
from graph_service.cli.options import opened, store_option, tell_if_empty
from graph_service.cli.query import parameter_option
from graph_service.export import ExportParameters
from graph_service.export import export as exported
from graph_service.queries.base import Scoped

_MANY = {"entities": "--entity", "relationships": "--relationship"}


def _asked(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each parameter."""
    for name in reversed([*ExportParameters.own_parameters(), *Scoped.model_fields]):
        field = ExportParameters.model_fields[name]
        if name in _MANY:
            said = f"{field.description} May be given more than once."
            command = click.option(_MANY[name], name, multiple=True, metavar="ID", help=said)(command)
        else:
            command = parameter_option(name, field)(command)
    return command


@click.command(
    epilog="Example: graph-service export --format graphml --entity google --entity scale-ai --out deals.graphml"
)
@_asked
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Where to write; else standard output.")
@click.option("--force", is_flag=True, help="Write FILE anew if it is there already.")
@store_option
def export(out: Path | None, force: bool, store: str | None, **given: Any) -> None:
    """Export the graph, or a part of it, for Gephi, yEd, Cytoscape, networkx or Neo4j.

    With relationships named: these, their ends, and the entities named. With entities only: these, and all
    relationships among them that hold. With neither: the whole graph.
    """
    if force and out is None:
        raise click.UsageError("--force goes with --out")
    parameters = read_as(ExportParameters, {name: value for name, value in given.items() if value not in (None, ())})
    if out:
        see_that_it_may_be_written(out, force=force)
    with opened(store) as graph:
        tell_if_empty(graph, "`graph-service load` puts the article's facts into it.")
        file = exported(graph.store, parameters)
    if out:
        write_file(out, file, force=force)
    else:
        sys.stdout.buffer.write(file)
