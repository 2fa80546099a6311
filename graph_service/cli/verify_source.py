"""`graph-service verify-source`: checks whether locators point to the right places in a source's text."""

import sys
from pathlib import Path

import click

from graph_service.cli.options import article_folder
from graph_service.errors import BadParameter
from graph_service.importers import read_folders
from graph_service.use_cases.verify_source import verify_source as check_locators


@click.command("verify-source")
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--facts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of facts whose locators are checked. Default: the article's.",
)
@click.option("--source", metavar="ID", help="The source that TEXT is the text of; not needed if the facts have one.")
def verify_source(text: Path, facts: Path | None, source: str | None) -> None:
    """Check every locator of a source against its text: TEXT is a file in UTF-8."""
    data = read_folders([facts or article_folder()])
    known = sorted(data.sources)
    if source is None and len(known) != 1:
        raise BadParameter("--source", f"the facts have {len(known)} sources; say which one {text} is the text of")
    id_ = source or known[0]
    if id_ not in data.sources:
        raise BadParameter("--source", f"the facts have no source {id_!r}", suggestions=known[:5])
    results = check_locators(data.sources[id_], data.claims.values(), text.read_bytes())
    located = [result for result in results if result.outcome != "no locator"]
    wrong = [result for result in located if not result.ok]
    for result in results:
        if result.problem:
            click.echo(f"{result.record} {result.id}: {result.problem}", err=result in wrong)
    if not located:
        raise BadParameter("--source", f"{id_} has neither a checksum nor a claim with a locator: nothing was checked")
    click.echo(f"{len(located) - len(wrong)} of {len(located)} places of {id_} are as recorded")
    if wrong:
        sys.exit(1)
