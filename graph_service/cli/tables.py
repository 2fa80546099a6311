"""Answers for people: the rows as tables (or, where the terminal is too narrow, as a list), then who says so."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import click
from pydantic import BaseModel
from rich import box
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

from graph_service.ask import Answer
from graph_service.errors import shorten
from graph_service.queries.conflicts import ConflictState
from graph_service.queries.disputes import DisputeSide, RestingConflict
from graph_service.queries.evidence import (
    AmountShown,
    ClaimBrief,
    EntityBrief,
    RelationshipBrief,
    SourceBrief,
    Window,
)
from graph_service.queries.profile import FigureShown

_TITLE = "section"
"""Rows of several kinds name theirs in this field; each kind gets a table of its own."""

_DETAILS = frozenset({"chain", "amounts", "segment", "conflicts"})
"""In a list only: a table has no room for them."""

_OMITTED = frozenset({"witness", _TITLE, "effective_stake_min", "effective_stake_max"})

_UNLIMITED = 100_000
_LONGEST = 100
_NUMBERED = "said by"

_IN_ONE_CELL = (EntityBrief, Window, SourceBrief, ConflictState)

Cells = dict[str, str]


def show(answer: Answer[Any], console: Console | None = None) -> None:
    """Print the rows, their evidence, and what was looked at."""
    # Into a pipe or a file each row goes on one line, however long: that is what grep and sort want.
    console = console or Console(width=None if sys.stdout.isatty() else _UNLIMITED)
    said = {claim.id: claim for row in answer.rows for claim in _claims(row.witness)}
    numbers = {id_: at for at, id_ in enumerate(said, 1)}
    with console.capture() as capture:
        for title, rows in groupby(answer.rows, lambda row: getattr(row, _TITLE, None)):
            _print(console, title, _laid_out(console, [_cells(row, numbers) for row in rows]))
        if not answer.rows:
            _print(console, None, Text("No rows."))
        if said:
            _print(console, "who says so", _numbered(map(_said, said.values())))
        console.print(Text("\n".join(_certified(answer)), style="dim"))
    # Tables are padded to their full width, which spoils lines that are copied.
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()), file=console.file)


def _print(console: Console, title: str | None, shown: RenderableType) -> None:
    if title:
        console.print(Text(title, style="bold"))
    console.print(shown)
    console.print()


def _laid_out(console: Console, rows: list[Cells]) -> RenderableType:
    filled = [
        name for name in dict.fromkeys(name for row in rows for name in row) if any(row.get(name) for row in rows)
    ]
    shown = [name for name in filled if name not in _DETAILS]
    columns = [_column(name, [row.get(name, "") for row in rows]) for name in shown]
    table = Table(*columns, box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    for row in rows:
        table.add_row(*[Text(row.get(name, "")) for name in shown])
    if Measurement.get(console, console.options.update(max_width=_UNLIMITED), table).minimum <= console.width:
        return table
    return _numbered(Text("; ").join(_pairs(row, filled)) for row in rows)


def _column(name: str, cells: list[str]) -> Column:
    # Only what has spaces is wrapped: an id or a date that is broken can't be copied.
    wrapped = any(" " in cell for cell in cells)
    return Column(_heading(name).replace(" ", "\n"), no_wrap=not wrapped, overflow="fold")


def _pairs(row: Cells, names: list[str]) -> Iterator[Text]:
    for name in names:
        if row.get(name):
            yield Text.assemble((f"{_heading(name)} ", "dim"), row[name])


def _heading(name: str) -> str:
    return name.replace("_", " ").replace("percent", "%")


def _numbered(items: Iterable[Text]) -> Table:
    grid = Table(Column(), Column(overflow="fold"), box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    for at, item in enumerate(items, 1):
        grid.add_row(Text(f"{at}", style="dim"), item)
    return grid


def _cells(row: BaseModel, numbers: Mapping[str, int]) -> Cells:
    """The row's cells, by the names of their columns: what lies within a field has columns of its own."""
    cells: Cells = {}
    for name in type(row).model_fields:
        value = getattr(row, name)
        match value:
            case _ if name in _OMITTED:
                pass
            case RelationshipBrief():
                cells |= _relationship(value)
            case FigureShown():
                cells |= _figure(value)
            case BaseModel() if not isinstance(value, _IN_ONE_CELL):
                cells |= {inner: _cell(getattr(value, inner)) for inner in type(value).model_fields}
            case _:
                cells[name] = _cell(value)
    said = sorted({numbers[claim.id] for claim in _claims(getattr(row, "witness", ()))})
    return cells | {_NUMBERED: " ".join(_runs(said))}


def _runs(numbers: list[int]) -> Iterator[str]:
    """1, 2, 3, 7 as "1-3" and "7"."""
    for _, run in groupby(enumerate(numbers), lambda at: at[1] - at[0]):
        first, *rest = (number for _, number in run)
        yield f"{first}-{rest[-1]}" if rest else str(first)


def _relationship(brief: RelationshipBrief) -> Cells:
    marks = [brief.status.replace("_", " "), *["disputed"] * brief.disputed, *["in part"] * brief.partial]
    return {
        "relationship": brief.id,
        "status": ", ".join(marks),
        "certainty": brief.certainty,
        "stake_percent": _cell(brief.stake_percent),
        "amount": _cell(brief.amount),
        "role": _cell(brief.role),
    }


def _figure(shown: FigureShown) -> Cells:
    return {
        "figure": shown.id,
        "metric": shown.label["en"],
        "of": shown.moment,
        "value": f"{'about ' * shown.approximate}{_cell(shown.value)} {shown.currency or ''}",
        "range": "" if shown.low == shown.high else f"{_cell(shown.low)} to {_cell(shown.high)}",
        "status": shown.status.replace("_", " "),
        "certainty": shown.certainty,
    }


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:,.10g}" if abs(value) < 1e10 else f"{value:,.0f}"
        case EntityBrief():
            return shorten(value.names.get("en") or next(iter(value.names.values())), _LONGEST)
        case Window():
            return _window(value)
        case AmountShown():
            return _amount(value)
        case SourceBrief():
            return value.id
        case ConflictState():
            return _conflict(value)
        case DisputeSide():
            return _side(value)
        case RestingConflict():
            return f"{value.client} at {value.vendor} with {value.investor}"
        case BaseModel() if type(value).__str__ is not BaseModel.__str__:  # it says itself how it reads
            return str(value)
        case BaseModel():
            parts = {name: _cell(getattr(value, name)) for name in type(value).model_fields}
            return " ".join(f"{_heading(name)} {part}" for name, part in parts.items() if part)
        case dict():
            return shorten(str(value.get("en") or ", ".join(map(str, value.values()))), _LONGEST)
        case list() | tuple():
            return ", ".join(map(_cell, value))
        case _:
            return shorten(str(value), _LONGEST)


def _window(window: Window) -> str:
    start = f"since {window.from_}" if window.from_ else f"by {window.certain_from}" if window.certain_from else ""
    return " ".join(filter(None, (start, f"until {window.to}" if window.to else "")))


def _amount(amount: AmountShown) -> str:
    bounds = [_cell(bound) for bound in (amount.min, amount.max) if bound is not None]
    about = "about " * amount.approximate
    return f"{amount.basis.replace('_', ' ')} {about}{_cell(amount.value) or ' to '.join(bounds)} {amount.currency}"


def _conflict(state: ConflictState) -> str:
    stake = "stake unknown" if state.effective_stake_percent is None else f"{_cell(state.effective_stake_percent)}%"
    return ", ".join([stake, state.standing, *["disputed"] * state.disputed, state.verdict, state.certainty])


def _side(side: DisputeSide) -> str:
    bounds = [f"{word} {_cell(bound)}" for word, bound in (("from", side.min), ("to", side.max)) if bound is not None]
    says = (side.status or "").replace("_", " ") or _cell(side.value) or " ".join(bounds)
    about = f"{'about ' * side.approximate}{says}"
    marks = [*["held"] * side.held, *([f"of {side.part}"] if side.part else []), *map(_cell, side.bases), *side.claims]
    return f"{about} ({', '.join(marks)})"


def _claims(witness: Iterable[Any]) -> Iterator[ClaimBrief]:
    for item in witness:
        if isinstance(item, ClaimBrief):
            yield item
        else:
            yield from item.claims


def _said(claim: ClaimBrief) -> Text:
    note = claim.note.get("en") or next(iter(claim.note.values()))
    day = claim.reported_on or claim.source.published or "undated"
    return Text.assemble(
        note, (f" ({claim.attribution}; {claim.source.publisher}, {day}; {claim.certainty}; {claim.id})", "dim")
    )


def _certified(answer: Answer[Any]) -> Iterator[str]:
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
