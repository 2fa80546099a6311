"""Rows as CSV that a spreadsheet may open: what others wrote stays text, and is never run as a formula."""

import csv
import io
from collections.abc import Mapping, Sequence

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""What a cell that a spreadsheet would run begins with. Source: OWASP, "CSV Injection"."""


def csv_report(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> bytes:
    """A header and the rows, every cell quoted and neutralised; lines end as RFC 4180 has it.

    In UTF-8 whatever the terminal has, and marked so: without the mark a spreadsheet takes Arabic names for Latin ones.
    """
    text = io.StringIO()
    # A cell without quotes could be split by a separator that the spreadsheet takes for one.
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([neutralised(_text(row[column])) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def neutralised(cell: str) -> str:
    """The cell with an apostrophe before it if it begins like a formula, blanks aside."""
    return f"'{cell}" if cell[:1] in _FORMULA or cell.lstrip()[:1] in _FORMULA else cell


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
