"""Prints answers for people: the rows, then who says so, then what was looked at."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import click
from rich.console import Console, RenderableType
from rich.text import Text

from graph_service.cli.cells import SECTION, claims_of, retraction_cell, row_cells
from graph_service.cli.table_layout import UNLIMITED, lay_out_rows, numbered_list
from graph_service.queries.briefs import ClaimBrief, RetractionBrief
from graph_service.use_cases.ask import Answer


def print_answer(answer: Answer[Any], console: Console | None = None) -> None:
    """Print the rows, the claims behind them, and what was looked at."""
    # In a pipe or a file each row is one line, however long, as grep and sort want it.
    console = console or Console(width=None if sys.stdout.isatty() else UNLIMITED)
    claims = {claim.id: claim for row in answer.rows for claim in _claims_behind(row)}
    retractions = {claim.id: getattr(row, "retractions", []) for row in answer.rows for claim in _claims_behind(row)}
    numbers = {id_: at for at, id_ in enumerate(claims, 1)}
    with console.capture() as capture:
        for title, rows in groupby(answer.rows, lambda row: getattr(row, SECTION, None)):
            _print_section(console, title, lay_out_rows(console, [row_cells(row, numbers) for row in rows]))
        if not answer.rows:
            _print_section(console, None, Text("No rows."))
        if claims:
            _print_section(
                console,
                "who says so",
                numbered_list(_claim_text(claim, retractions[claim.id]) for claim in claims.values()),
            )
        console.print(Text("\n".join(_certificate_lines(answer)), style="dim"))
    # rich pads tables to their full width, which would add blanks to copied lines.
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()), file=console.file)


def _print_section(console: Console, title: str | None, shown: RenderableType) -> None:
    if title:
        console.print(Text(title, style="bold"))
    console.print(shown)
    console.print()


def _claims_behind(row: Any) -> Iterator[ClaimBrief]:
    """The claims that a row rests on, and those that contradict them."""
    return claims_of((*getattr(row, "witness", ()), *getattr(row, "against", ())))


def _claim_text(claim: ClaimBrief, retractions: Iterable[RetractionBrief]) -> Text:
    day = claim.reported_on or claim.source.published or "undated"
    details = [claim.attribution, f"{claim.source.publisher}, {day}", claim.certainty, claim.id]
    if claim.supersedes:
        details.append(f"replaces {', '.join(claim.supersedes)}")
    # The note is struck out if the terminal can do that. The words say it everywhere.
    why = "; ".join(f"{retraction_cell(each)}: {_in_english(each.note)}" for each in retractions)
    return Text.assemble(
        (f"RETRACTED ({why}) " if why else "", "bold"),
        (_in_english(claim.note), "strike" if why else ""),
        (f" ({'; '.join(details)})", "dim"),
    )


def _in_english(note: Mapping[str, str]) -> str:
    return note.get("en") or next(iter(note.values()))


def _certificate_lines(answer: Answer[Any]) -> Iterator[str]:
    certificate, scope = answer.certificate, answer.certificate.scope
    looked_at = ", ".join(f"{count:,} {name}" for name, count in certificate.coverage.relationships.items())
    where = f"at {', '.join(certificate.coverage.at)}" if certificate.coverage.at else "in the whole graph"
    yield f"As of {scope.as_of}, as known on {scope.known_at}; graph {certificate.digest[:16]}…"
    if looked_at:
        yield f"Looked at: {looked_at}, {where}."
    if certificate.capped:
        yield f"Not all was looked at: {certificate.capped}"
    if answer.next:
        yield f"More rows follow: --cursor {answer.next}"
