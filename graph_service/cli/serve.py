"""`graph-service serve`: runs the REST service."""

import errno
import socket
from contextlib import suppress
from pathlib import Path

import click

from graph_service.cli.load import report_text
from graph_service.cli.options import article_folder, open_chosen_graph, store_option, warn_if_empty, with_option
from graph_service.stores.open import read_settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 for any.")
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1), help="How many processes answer, one a core."
)
@click.option("--load", "seed", is_flag=True, help="Load the article's facts first.")
@with_option
@store_option
def serve(host: str, port: int, workers: int, seed: bool, with_: tuple[Path, ...], store: str | None) -> None:
    """Serve the graph, over REST and as a web page, until interrupted."""
    # First of all: a port that is taken is reported before the store is opened and the framework imported.
    listening = _listen(host, port)
    folders = [*([article_folder()] if seed else []), *with_]
    with listening, open_chosen_graph(store, make=bool(folders)) as graph:
        if folders:
            report = graph.load(*folders)
            if not report.changed_nothing:
                click.echo(report_text(report))
        warn_if_empty(graph, "--load puts the article's facts into it.")
        settings = read_settings(store)
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
        by = f" by {workers} workers" if workers > 1 else ""
        click.echo(f"The graph in {settings.store} is served at {address}{by} (Ctrl+C ends it)")
        click.echo(f"See:  {address}/")
        click.echo(f"Try:  curl '{address}/v1/queries/shared-vendors?client=google'")
        click.echo(f"Docs: {address}/docs")
        if workers > 1:
            from graph_service.cli.workers import serve_by_workers

            graph.close()  # each worker opens its own
            serve_by_workers(workers, settings, listening)
            return
        from graph_service.cli.server import make_server

        with suppress(KeyboardInterrupt):
            make_server(graph, settings).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        advice = "; another service runs there: choose another --port" if error.errno == errno.EADDRINUSE else ""
        raise click.ClickException(f"can't listen on {host}:{port}: {error.strerror}{advice}") from error
    listening.listen(2048)
    return listening
