"""The command and its subcommands. Every error of ours ends it with a sentence and status 1."""

import io
import sys
from typing import Any

import click

from graph_service import __version__
from graph_service.cli.browser_kit import browser_kit
from graph_service.cli.check import check
from graph_service.cli.copy import copy
from graph_service.cli.export import export
from graph_service.cli.init import init
from graph_service.cli.load import load
from graph_service.cli.query import query
from graph_service.cli.schema import schema
from graph_service.cli.screen import screen
from graph_service.cli.serve import serve
from graph_service.cli.verify_source import verify_source
from graph_service.errors import GraphServiceError


class _Commands(click.Group):
    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except GraphServiceError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="graph-service")
def cli() -> None:
    """Who invests in whom, who is whose client, who competes with whom in the AI industry, and who says so."""


for command in (serve, load, query, screen, export, copy, init, check, schema, verify_source, browser_kit):
    cli.add_command(command)


def main() -> None:
    """The entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # If the terminal has no Arabic letters, they are escaped; the command doesn't fail.
            stream.reconfigure(errors="backslashreplace")
    cli()
