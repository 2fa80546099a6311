"""Lays out rows of cells: as a table or, if the terminal is too narrow, as a numbered list."""

from collections.abc import Iterable, Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

from graph_service.cli.cells import Cells, NoCell, heading

UNLIMITED = 100_000
"""A width in which every row fits on one line."""

_LIST_ONLY = frozenset({"chain", "amounts", "segment", "conflicts"})
"""The columns that only a list shows: a table has no room for them."""

_TELLING_IF_FALSE = frozenset({"counts", "direct", "voting"})
"""The fields that say something if they are false. Others are left out if they are false in every row."""


def lay_out_rows(console: Console, rows: list[Cells]) -> RenderableType:
    """The rows as a table if the console is wide enough for its words; otherwise as a numbered list."""
    names = dict.fromkeys(name for row in rows for name in row)
    filled = [name for name in names if any(_says_something(name, row.get(name, "")) for row in rows)]
    shown = [name for name in filled if name not in _LIST_ONLY]
    columns = [_column(name, [row.get(name, "") for row in rows]) for name in shown]
    table = Table(*columns, box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    for row in rows:
        table.add_row(*[Text(row.get(name, "")) for name in shown])
    measured = Measurement.get(console, console.options.update(max_width=UNLIMITED), table)
    if measured.minimum <= console.width:
        if measured.maximum > console.width:
            _set_widths(console.width - measured.minimum, table.columns)
        return table
    return numbered_list(Text("; ").join(_labelled_cells(row, filled)) for row in rows)


def _set_widths(room: int, columns: list[Column]) -> None:
    """Set the columns' widths: room for their words, and then more room, for the narrowest columns first."""
    # Rich would shrink the widest columns until all fit, and so break ids and dates.
    needs = [_measure_column(column) for column in columns]
    for at, (need, column) in enumerate(sorted(zip(needs, columns, strict=True), key=lambda each: each[0].span)):
        more = min(need.span, room // (len(columns) - at))
        column.width = need.minimum + more
        room -= more


def _measure_column(column: Column) -> Measurement:
    """The width that a column needs for its words, and the width for its whole lines."""
    lines = [line for text in (column.header, *column.cells) for line in str(text).split("\n")]
    widest = max(map(cell_len, lines))
    return Measurement(
        widest if column.no_wrap else max(cell_len(w) for line in lines for w in line.split(" ")), widest
    )


def _says_something(name: str, cell: str) -> bool:
    return bool(cell) and (name in _TELLING_IF_FALSE or not isinstance(cell, NoCell))


def _column(name: str, cells: list[str]) -> Column:
    # Only columns with spaces wrap: a broken id or date can't be copied.
    wrapped = any(" " in cell for cell in cells)
    return Column(heading(name).replace(" ", "\n"), no_wrap=not wrapped, overflow="fold")


def _labelled_cells(row: Cells, names: list[str]) -> Iterator[Text]:
    for name in names:
        if row.get(name):
            yield Text.assemble((f"{heading(name)} ", "dim"), row[name])


def numbered_list(items: Iterable[Text]) -> Table:
    """The items with numbers from 1 before them."""
    grid = Table(Column(), Column(overflow="fold"), box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    for at, item in enumerate(items, 1):
        grid.add_row(Text(f"{at}", style="dim"), item)
    return grid
