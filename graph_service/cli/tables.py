"""Answers for people: the rows as tables (or, where the terminal is too narrow, as a list), then who says so."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import click
from pydantic import BaseModel
from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

from graph_service.errors import shorten
from graph_service.queries.disputes import DisputeSide, RestingConflict
from graph_service.queries.evidence import (
    AmountShown,
    ClaimBrief,
    EntityBrief,
    RelationshipBrief,
    RetractionBrief,
    SourceBrief,
    Window,
)
from graph_service.queries.profile import FigureShown
from graph_service.queries.shared.conflicts import ConflictState
from graph_service.use_cases.ask import Answer

_TITLE = "section"
"""Rows of several kinds name theirs in this field; each kind gets a table of its own."""

_DETAILS = frozenset({"chain", "amounts", "segment", "conflicts"})
"""In a list only: a table has no room for them."""

_OMITTED = frozenset({"witness", _TITLE, "effective_stake_min", "effective_stake_max"})

_EFFECTIVE = "effective_stake_percent"

_UNDATED = "on"
"""The field in which it says something that there is no date."""

_TELLING = frozenset({"counts", "direct", "voting"})
"""The fields that say something where they are false; others are left out where they are so in every row."""

_UNLIMITED = 100_000
_LONGEST = 100
_NUMBERED = "said by"

_IN_ONE_CELL = (EntityBrief, Window, SourceBrief, ConflictState)

Cells = dict[str, str]


class _No(str):
    """The cell of what is false."""

    __slots__ = ()


def show(answer: Answer[Any], console: Console | None = None) -> None:
    """Print the rows, their evidence, and what was looked at."""
    # Into a pipe or a file each row goes on one line, however long: that is what grep and sort want.
    console = console or Console(width=None if sys.stdout.isatty() else _UNLIMITED)
    said = {claim.id: claim for row in answer.rows for claim in _evidence(row)}
    taken_back = {claim.id: getattr(row, "retractions", []) for row in answer.rows for claim in _evidence(row)}
    numbers = {id_: at for at, id_ in enumerate(said, 1)}
    with console.capture() as capture:
        for title, rows in groupby(answer.rows, lambda row: getattr(row, _TITLE, None)):
            _print(console, title, _laid_out(console, [_cells(row, numbers) for row in rows]))
        if not answer.rows:
            _print(console, None, Text("No rows."))
        if said:
            _print(console, "who says so", _numbered(_said(claim, taken_back[claim.id]) for claim in said.values()))
        console.print(Text("\n".join(_certified(answer)), style="dim"))
    # Tables are padded to their full width, which spoils lines that are copied.
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()), file=console.file)


def _print(console: Console, title: str | None, shown: RenderableType) -> None:
    if title:
        console.print(Text(title, style="bold"))
    console.print(shown)
    console.print()


def _laid_out(console: Console, rows: list[Cells]) -> RenderableType:
    names = dict.fromkeys(name for row in rows for name in row)
    filled = [name for name in names if any(_is_told(name, row.get(name, "")) for row in rows)]
    shown = [name for name in filled if name not in _DETAILS]
    columns = [_column(name, [row.get(name, "") for row in rows]) for name in shown]
    table = Table(*columns, box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    for row in rows:
        table.add_row(*[Text(row.get(name, "")) for name in shown])
    measured = Measurement.get(console, console.options.update(max_width=_UNLIMITED), table)
    if measured.minimum <= console.width:
        if measured.maximum > console.width:
            _share(console.width - measured.minimum, table.columns)
        return table
    return _numbered(Text("; ").join(_pairs(row, filled)) for row in rows)


def _share(room: int, columns: list[Column]) -> None:
    """Set the columns' widths: what their words need, and of the room beyond that the narrowest wishes first."""
    # Rich would take from the widest columns until all fit, and break ids and dates on the way.
    needs = [_measured(column) for column in columns]
    for at, (need, column) in enumerate(sorted(zip(needs, columns, strict=True), key=lambda each: each[0].span)):
        more = min(need.span, room // (len(columns) - at))
        column.width = need.minimum + more
        room -= more


def _measured(column: Column) -> Measurement:
    """How wide a column has to be for its words, and would be for its lines."""
    lines = [line for text in (column.header, *column.cells) for line in str(text).split("\n")]
    widest = max(map(cell_len, lines))
    return Measurement(
        widest if column.no_wrap else max(cell_len(w) for line in lines for w in line.split(" ")), widest
    )


def _is_told(name: str, cell: str) -> bool:
    return bool(cell) and (name in _TELLING or not isinstance(cell, _No))


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
            case _ if name == _EFFECTIVE:
                cells[name] = _effective_stake(row, value)
            case RelationshipBrief():
                cells |= _relationship(value)
            case FigureShown():
                cells |= _figure(value)
            case BaseModel() if not isinstance(value, _IN_ONE_CELL):
                cells |= {inner: _named_cell(inner, getattr(value, inner)) for inner in type(value).model_fields}
            case _:
                cells[name] = _named_cell(name, value)
    said = sorted({numbers[claim.id] for claim in _claims(getattr(row, "witness", ()))})
    return cells | {_NUMBERED: " ".join(_runs(said))}


def _named_cell(name: str, value: Any) -> str:
    return "undated" if value is None and name == _UNDATED else _cell(value)


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
        "as_shown": _days(brief),
        "stake_percent": _stake(brief),
        "amount": _cell(brief.amount),
        "role": _cell(brief.role),
    }


def _days(brief: RelationshipBrief) -> str:
    """The days on which it is as shown, where it holds longer than that."""
    start, end = brief.spell.start, brief.spell.end
    if (start, end) == (brief.window.from_, brief.window.to):
        return ""
    return " ".join(filter(None, (f"since {start}" if start else "", f"until {end}" if end else "")))


def _stake(brief: RelationshipBrief) -> str:
    """The stake, or its bounds: those that don't belong to it are "more than" and "less than"."""
    least, most = brief.stake_min, brief.stake_max
    said = _cell(brief.stake_percent)
    if not said and least is not None and most is not None:
        said = _bounds(
            least, most, ">" if brief.stake_min_exclusive else "≥", "<" if brief.stake_max_exclusive else "≤"
        )
    return f"{said} indirect".strip() if brief.direct is False else said


def _effective_stake(row: BaseModel, percent: float | None) -> str:
    """The effective stake, and its bounds where claims leave room between them."""
    least, most = getattr(row, "effective_stake_min", None), getattr(row, "effective_stake_max", None)
    if least is None or most is None or least == most == percent:
        return _cell(percent)
    bounds = _bounds(least, most)
    return f"{_cell(percent)} ({bounds})" if percent is not None and bounds else _cell(percent) or bounds


def _bounds(least: float, most: float, from_: str = "≥", to: str = "≤") -> str:
    # Without a bound of its own a stake lies between nothing and all.
    low, high = f"{from_}{_cell(least)}", f"{to}{_cell(most)}"
    return " ".join([low] * (low != "≥0") + [high] * (high != "≤100"))


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
            return "yes" if value else _No("no")
        case int() | float():
            return f"{value:,.10g}" if abs(value) < 1e10 else f"{value:,.0f}"
        case EntityBrief():
            return shorten(value.names.get("en") or next(iter(value.names.values())), _LONGEST)
        case Window():
            return _window(value)
        case AmountShown():
            return _amount(value)
        case SourceBrief() | ClaimBrief():
            return value.id
        case RetractionBrief():
            return _retraction(value)
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
    of = [*([side.about] if side.about else []), *([f"of {side.part}"] if side.part else [])]
    marks = [*["held"] * side.held, *of, *map(_cell, side.bases), *side.claims]
    return f"{about} ({', '.join(marks)})"


def _retraction(retraction: RetractionBrief) -> str:
    day = f" {retraction.on}" if retraction.on else ""
    return f"{retraction.kind}{day}"


def _evidence(row: Any) -> Iterator[ClaimBrief]:
    """The claims that a row rests on, and those that it contradicts."""
    return _claims((*getattr(row, "witness", ()), *getattr(row, "against", ())))


def _claims(witness: Iterable[Any]) -> Iterator[ClaimBrief]:
    for item in witness:
        if isinstance(item, ClaimBrief):
            yield item
        else:
            yield from item.claims


def _said(claim: ClaimBrief, retractions: Iterable[RetractionBrief]) -> Text:
    day = claim.reported_on or claim.source.published or "undated"
    told = [claim.attribution, f"{claim.source.publisher}, {day}", claim.certainty, claim.id]
    if claim.supersedes:
        told.append(f"replaces {', '.join(claim.supersedes)}")
    # Struck out where the terminal can; the words say it everywhere.
    why = "; ".join(f"{_retraction(each)}: {_in_english(each.note)}" for each in retractions)
    return Text.assemble(
        (f"RETRACTED ({why}) " if why else "", "bold"),
        (_in_english(claim.note), "strike" if why else ""),
        (f" ({'; '.join(told)})", "dim"),
    )


def _in_english(note: Mapping[str, str]) -> str:
    return note.get("en") or next(iter(note.values()))


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
