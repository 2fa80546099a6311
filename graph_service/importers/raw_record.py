"""A record as it stands in its file: JSON-like data, and its place."""

from typing import Any, NamedTuple

Keys = tuple[str | int, ...]
"""The keys and indexes that lead from a record to something in it."""

_NO_LINES: dict[Keys, int] = {}


class RawRecord(NamedTuple):
    """The data of one record, not yet validated.

    `root` is the JSON pointer to the record if its file is one document. `lines` are the lines of the values inside it
    that begin a line.
    """

    data: Any
    line: int
    root: str = ""
    lines: dict[Keys, int] = _NO_LINES

    def place(self, path: Keys = ()) -> str:
        """`line 12`, `line 12 /amount/max`, or in one document `line 12 /3/amount/max`."""
        on_line = path
        while on_line and on_line not in self.lines:  # what is missing gets the line of what would hold it
            on_line = on_line[:-1]
        return f"line {self.lines.get(on_line, self.line)} {self.root}{pointer(path)}".rstrip()


def pointer(path: Keys) -> str:
    """The JSON pointer (RFC 6901) of a path. Very long keys are shortened."""
    return "".join(f"/{_token(str(part))}" for part in path)


def _token(key: str) -> str:
    key = key if len(key) <= 80 else key[:79] + "…"
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in key)
    return shown.replace("~", "~0").replace("/", "~1")
