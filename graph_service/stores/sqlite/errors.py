"""Translates SQLite's errors, once, at the store's edge."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_service.errors import ForeignData, StoreAccessDenied, StoreError, StoreFull, StoreUnavailable

_MEANINGS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_FULL: (StoreFull, "no room is left on the disk; nothing was written"),
    sqlite3.SQLITE_READONLY: (StoreAccessDenied, "it is read-only; choose a path that can be written to"),
    sqlite3.SQLITE_PERM: (StoreAccessDenied, "access is denied"),
    sqlite3.SQLITE_AUTH: (StoreAccessDenied, "access is denied"),
    sqlite3.SQLITE_CANTOPEN: (StoreAccessDenied, "it can't be opened or created; is the folder there, and writable?"),
    sqlite3.SQLITE_BUSY: (StoreUnavailable, "another process is writing to it; try again"),
    sqlite3.SQLITE_LOCKED: (StoreUnavailable, "another process is writing to it; try again"),
    sqlite3.SQLITE_NOTADB: (ForeignData, "it is not an SQLite file; it was not touched"),
    sqlite3.SQLITE_CORRUPT: (StoreError, "the file is damaged; restore it, or load the facts into a new one"),
    sqlite3.SQLITE_IOERR: (StoreUnavailable, "the disk can't be read or written"),
}


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """For any error of SQLite's, raise a StoreError that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise as_store_error(path, error) from error


def as_store_error(path: Path, error: sqlite3.Error) -> StoreError:
    """The error as a StoreError."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest its detail
    kind, meaning = _MEANINGS.get(code, (StoreError, str(error)))
    return kind(f"the graph at {path}: {meaning}")
