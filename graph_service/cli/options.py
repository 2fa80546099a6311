"""Options that several commands take."""

from pathlib import Path
from typing import Any

import click

from graph_service.domain.digest import EMPTY
from graph_service.graph import Graph
from graph_service.stores.open import open_store, read_settings
from graph_service.support.resources import shipped_folder

ARTICLE = "article"

store_option = click.option(
    "--store",
    metavar="PATH|URI",
    help="A file, or a neo4j:// or bolt:// address. Default: GRAPH_SERVICE_STORE, or graph.db.",
)
seed_option = click.option(
    "--seed/--no-seed", default=True, help="Whether the article's facts are among them (they are)."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def open_chosen_graph(store: str | None, *, make: bool = False) -> Graph:
    """Open the graph that the flag or the environment names. With `make`, a missing one is made."""
    return Graph(open_store(read_settings(store), make=make))


def warn_if_empty(graph: Graph, remedy: str) -> None:
    """Warn that the graph is empty: every answer is empty then, and a newcomer may wonder why."""
    with graph.store.reading() as digest:
        if digest == EMPTY:
            click.echo(f"The graph is empty: {remedy}", err=True)


def find_data_sets(_context: Any, _parameter: Any, names: tuple[str, ...]) -> tuple[Path, ...]:
    """The folders of the named data sets, which come with the package."""
    root = shipped_folder("seed_data")
    known = sorted(folder.name for folder in root.iterdir() if folder.is_dir())
    for name in names:
        if name not in known:
            raise click.BadParameter(f"there is no data set {name!r}; there are {', '.join(known)}")
    return tuple(root / name for name in names)


with_option = click.option(
    "--with", "with_", multiple=True, metavar="NAME", callback=find_data_sets, help="Also a data set that comes along."
)


def article_folder() -> Path:
    """The folder of the article's facts."""
    return shipped_folder("seed_data") / ARTICLE
