"""`graph-service load`: loads facts into the graph, all or none of them; or in steps, if there are many."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from graph_service.cli.fact_defects import find_defects, look_up_content, refusal_of
from graph_service.cli.options import (
    article_folder,
    json_option,
    open_chosen_graph,
    seed_option,
    store_option,
    with_option,
)
from graph_service.cli.progress import report_progress
from graph_service.domain.date_checks import check_dates
from graph_service.domain.scope import today
from graph_service.importers import read_facts
from graph_service.stores.port import State
from graph_service.use_cases.chunked_load import load_in_steps
from graph_service.use_cases.load import Counts, Report
from graph_service.use_cases.load import load as load_facts


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_option
@seed_option
@click.option("--replace", is_flag=True, help="Take away all that the graph holds first, in the same step.")
@click.option("--in-steps", is_flag=True, help="For millions of claims, into an empty graph or with --replace.")
@store_option
@json_option
def load(
    folders: tuple[Path, ...],
    with_: tuple[Path, ...],
    seed: bool,
    replace: bool,
    in_steps: bool,
    store: str | None,
    as_json: bool,
) -> None:
    """Load the article's facts, and those in FOLDERS: sources, entities, claims, retractions, each .jsonl or .yaml.

    With --in-steps the files are read as streams, checked, and then written step by step, so that memory doesn't grow
    with them. Until the last step nobody can read the graph. A load that was broken off goes on where it was when the
    command is run again; where a file has changed, it begins anew.
    """
    chosen = [*([article_folder()] if seed else []), *with_, *folders]
    if not chosen:
        raise click.UsageError("nothing to load: name a folder, or leave --no-seed out")
    if in_steps:
        with open_chosen_graph(store, make=True) as graph, report_progress() as report_step:
            state = load_in_steps(graph.store, chosen, replace=replace, progress=report_step)
        click.echo(json.dumps(asdict(state)) if as_json else state_text(state))
        return
    facts = read_facts(chosen)
    with open_chosen_graph(store, make=True) as graph, report_progress() as report_step:
        if facts.defects or check_dates(facts, today()):
            # Then look for other defects too, so that all are reported at once.
            there = None if replace else look_up_content(graph.store, facts)
            raise refusal_of(find_defects(facts, there), "nothing was written")
        report = load_facts(graph.store, facts, replace=replace, progress=report_step)
    click.echo(
        json.dumps({**asdict(report), "changed_nothing": report.changed_nothing}) if as_json else report_text(report)
    )


def report_text(report: Report) -> str:
    """The report for people."""
    kinds = {"entities": report.entities, "sources": report.sources, "claims": report.claims}
    if report.retractions != Counts():
        kinds["retractions"] = report.retractions
    lines = [
        f"{kind:<11} {counts.added:>9,} added {counts.changed:>9,} changed {counts.unchanged:>9,} unchanged"
        for kind, counts in kinds.items()
    ]
    if report.changed_nothing:
        lines.append(f"nothing changed: the graph's digest is still {report.digest[:16]}…")
    else:
        lines.append(f"resolved {report.relationships:,} relationships and {report.figures:,} figures")
        lines.append(f"the graph's digest is now {report.digest[:16]}…")
    return "\n".join(lines)


def state_text(state: State) -> str:
    """What was loaded in steps, for people."""
    return (
        f"loaded {state.entities:,} entities, {state.sources:,} sources, {state.claims:,} claims; "
        f"resolved {state.relationships:,} relationships, {state.figures:,} figures\n"
        f"the graph's digest is now {state.digest[:16]}…"
    )
