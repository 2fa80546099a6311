"""Rows as CSV for a spreadsheet. Text that others wrote is never run as a formula."""

import csv
import io
from collections.abc import Mapping, Sequence

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""A spreadsheet runs a cell that begins with one of these. Source: OWASP, "CSV Injection"."""


def csv_report(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> bytes:
    """A header and the rows, with every cell quoted and neutralised. Lines end with CRLF, as RFC 4180 wants it.

    The bytes are UTF-8 with a byte order mark, whatever the terminal's encoding. Without the mark a spreadsheet reads
    Arabic names as Latin letters.
    """
    text = io.StringIO()
    # All cells are quoted: a spreadsheet may take another character than the comma for the separator.
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([neutralise(_text(row[column])) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def neutralise(cell: str) -> str:
    """The cell, with an apostrophe before it if it begins like a formula, with or without blanks before that."""
    return f"'{cell}" if cell[:1] in _FORMULA or cell.lstrip()[:1] in _FORMULA else cell


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
