"""`graph-service screen FILE`: asks the question `screen` with names from a file, and prints all rows at once."""

from typing import Any, BinaryIO

import click

from graph_service.cli.answers import print_answer
from graph_service.cli.csv_report import csv_report
from graph_service.cli.options import json_option, open_chosen_graph, store_option, warn_if_empty
from graph_service.cli.query import parameter_option
from graph_service.cli.screening_list import read_screening_list
from graph_service.errors import BadParameter
from graph_service.graph import Graph
from graph_service.queries.base import LIMIT, Scoped
from graph_service.queries.screen import QUERY, Screened
from graph_service.use_cases.ask import Answer, ask, read_parameters

_TIE_COLUMNS = ("stake_percent", "status", "segment", "disputed", "partial", "verdict", "certainty")
_COUNT_COLUMNS = ("already_client", "clients_known", "investors_known", "competitors_checked")
_COLUMNS = (
    *("section", "asked", "id", "name", "score", "alternatives", "finding", "because"),
    *("tie", "competitor", "via", *_TIE_COLUMNS, *_COUNT_COLUMNS),
    *("claims", "sources", "as_of", "known_at", "graph"),
)


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--client", metavar="CLIENT", help="For whom the vendors are screened; else as FILE says.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a report as CSV, one line for each finding.")
@json_option
@store_option
def screen(file: BinaryIO, client: str | None, as_csv: bool, as_json: bool, store: str | None, **scope: Any) -> None:
    """Screen the vendors in FILE against the competitors in it, or against the client's known ones.

    FILE (or - for standard input) is JSON, {"vendors": [...], "competitors": [...], "client": ...}, or CSV with the
    columns name and role (vendor, competitor or client), or with the columns vendors and competitors.
    `graph-service query screen --help` says how it is decided.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv or --json, not both")
    names = read_screening_list(file.read())
    if client and names.client and client != names.client:
        raise BadParameter("--client", f"FILE names another client, {names.client}")
    given = {
        "client": client or names.client,
        "vendors": names.vendors,
        "competitors": names.competitors,
        **{name: value for name, value in scope.items() if value is not None},
    }
    with open_chosen_graph(store) as graph:
        warn_if_empty(graph, "`graph-service load` puts the article's facts into it.")
        answer = _ask_all_pages(graph, given)
    if as_csv:
        click.echo(csv_report(_COLUMNS, [_report_line(row, answer) for row in answer.rows]), nl=False)
    elif as_json:
        click.echo(answer.model_dump_json(indent=2))
    else:
        print_answer(answer)


for _name, _field in reversed(Scoped.model_fields.items()):
    screen = parameter_option(_name, _field)(screen)


def _ask_all_pages(graph: Graph, given: dict[str, Any]) -> Answer[Screened]:
    """The answer with the rows of all pages, from one version of the graph."""
    with graph.store.reading():
        answer = ask(graph.store, QUERY, read_parameters(QUERY, {**given, "limit": LIMIT}))
        rows = list(answer.rows)
        while answer.next:
            answer = ask(graph.store, QUERY, read_parameters(QUERY, {**given, "limit": LIMIT, "cursor": answer.next}))
            rows += answer.rows
    return answer.model_copy(update={"rows": rows})


def _report_line(row: Screened, answer: Answer[Screened]) -> dict[str, object]:
    """The row as a line of the report, with the name that was asked for."""
    claims = [claim for hop in row.witness for claim in hop.claims]
    tie = row.tie
    certificate = answer.certificate
    return {
        **{name: getattr(row, name) for name in ("section", "asked", "score", "finding", "because", *_COUNT_COLUMNS)},
        **{name: getattr(tie, name) if tie else None for name in _TIE_COLUMNS},
        "id": row.entity.id if row.entity else None,
        "name": (row.entity.names.get("en") or next(iter(row.entity.names.values()))) if row.entity else None,
        "alternatives": "; ".join(f"{each.entity.id} ({each.score:g})" for each in row.alternatives),
        "tie": tie.kind if tie else None,
        "competitor": tie.competitor.id if tie else None,
        "via": tie.via.id if tie and tie.via else None,
        "claims": " ".join(dict.fromkeys(claim.id for claim in claims)),
        "sources": "; ".join(dict.fromkeys(claim.source.url or claim.source.publisher for claim in claims)),
        "as_of": certificate.scope.as_of,
        "known_at": certificate.scope.known_at,
        "graph": certificate.digest,
    }
