"""The command and its subcommands; every error of ours ends it with a sentence and status 1."""

import sys

import click

from graph_service import __version__
from graph_service.cli.check import check
from graph_service.cli.load import load
from graph_service.cli.query import query
from graph_service.cli.serve import serve
from graph_service.cli.verify_source import verify_source
from graph_service.errors import GraphServiceError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="graph-service")
def cli() -> None:
    """Who invests in whom, who is whose client, who competes with whom in the AI industry, and who says so."""


for command in (serve, load, query, check, verify_source):
    cli.add_command(command)


def main() -> None:
    """The entry point."""
    try:
        cli()
    except GraphServiceError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
