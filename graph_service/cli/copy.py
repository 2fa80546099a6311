"""`graph-service copy`: copies a graph from one store into another, and shows that both are the same."""

import json
from dataclasses import asdict

import click

from graph_service.cli.options import json_option, open_chosen_graph
from graph_service.cli.progress import report_progress
from graph_service.use_cases.copy import Copied
from graph_service.use_cases.copy import copy as copy_graph

_ADDRESS = "A file, or a neo4j:// or bolt:// address."


@click.command(epilog="Example: graph-service copy --from graph.db --to neo4j://localhost:7687")
@click.option("--from", "from_", metavar="PATH|URI", required=True, help=f"The graph to copy. {_ADDRESS}")
@click.option("--to", metavar="PATH|URI", required=True, help=f"Where to. {_ADDRESS}")
@click.option("--replace", is_flag=True, help="Take away first what the graph there holds.")
@json_option
def copy(from_: str, to: str, replace: bool, as_json: bool) -> None:
    """Copy a graph from one store into another: all that it holds, in steps, each checked and resolved anew.

    Until the copy ends nobody can read the graph that is copied into. A copy that was broken off goes on where it was
    when the command is run again. Neo4j's user, password and database come from NEO4J_USERNAME, NEO4J_PASSWORD and
    NEO4J_DATABASE.
    """
    with (
        open_chosen_graph(from_) as source,
        open_chosen_graph(to, make=True) as target,
        report_progress() as report_step,
    ):
        result = copy_graph(source.store, target.store, replace=replace, progress=report_step)
    click.echo(json.dumps(asdict(result)) if as_json else result_text(result, from_, to))


def result_text(result: Copied, from_: str, to: str) -> str:
    """The result for people."""
    held = result.target
    counts = {
        "entities": held.entities,
        "sources": held.sources,
        "claims": held.claims,
        "relationships": held.relationships,
        "figures": held.figures,
    }
    width = max(len(from_), len(to))
    return "\n".join(
        (
            ("there already: " if result.changed_nothing else "copied ")
            + ", ".join(f"{count:,} {what}" for what, count in counts.items()),
            f"from {from_:<{width}}  digest {result.source.digest}",
            f"to   {to:<{width}}  digest {held.digest}",
        )
    )
