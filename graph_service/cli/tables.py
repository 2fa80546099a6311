"""Answers as tables for people, with who says so below."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from graph_service.ask import Answer
from graph_service.queries.evidence import ClaimBrief, EntityBrief, RelationshipBrief, Window

_HIDDEN = frozenset({"witness", "amounts", "effective_stake_min", "effective_stake_max"})


def show(answer: Answer[Any]) -> None:
    """Print the rows, their evidence, and what was looked at."""
    console = Console(soft_wrap=False)
    if answer.rows:
        console.print(_table(answer.rows))
        for said in _once(claim for row in answer.rows for claim in _claims(row.witness)):
            console.print(_said(said), soft_wrap=True)
    else:
        console.print("No rows.")
    certificate = answer.certificate
    looked_at = ", ".join(f"{count:,} {name}" for name, count in certificate.coverage.relationships.items())
    where = f" at {', '.join(certificate.coverage.at)}" if certificate.coverage.at else ""
    scope = certificate.scope
    console.print(f"\nAs of {scope.as_of}, as known on {scope.known_at}; graph {certificate.digest[:16]}…", style="dim")
    if looked_at:
        console.print(f"Looked at: {looked_at}{where}.", style="dim")
    if answer.next:
        console.print(f"More rows follow: --cursor {answer.next}", style="dim", soft_wrap=True)


def _table(rows: list[Any]) -> Table:
    names = [
        name
        for name in type(rows[0]).model_fields
        if name not in _HIDDEN and any(getattr(row, name) not in (None, (), []) for row in rows)
    ]
    table = Table(*[name.replace("_", " ") for name in names], box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*[escape(_cell(getattr(row, name))) for name in names])
    return table


def _cell(value: Any) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:,.10g}"
        case EntityBrief():
            return value.names.get("en") or next(iter(value.names.values()))
        case Window():
            return f"{value.from_ or '?'} … {value.to or ''}"
        case RelationshipBrief():
            return f"{value.id} ({value.status})"
        case BaseModel():
            shown = value.model_dump(exclude_none=True)
            return str(shown.get("id") or shown.get("relationship") or shown)
        case dict():
            return str(value.get("en", value))
        case list() | tuple():
            return " → ".join(map(_cell, value))
        case _:
            return str(value)


def _claims(witness: Iterable[Any]) -> Iterable[ClaimBrief]:
    for item in witness:
        if isinstance(item, ClaimBrief):
            yield item
        else:
            yield from item.claims


def _once(claims: Iterable[ClaimBrief]) -> Iterable[ClaimBrief]:
    return {claim.id: claim for claim in claims}.values()


def _said(claim: ClaimBrief) -> str:
    note = claim.note.get("en") or next(iter(claim.note.values()))
    day = claim.reported_on or claim.source.published or "undated"
    return escape(f"• {note} [{claim.attribution}; {claim.source.publisher}, {day}; {claim.certainty}; {claim.id}]")
