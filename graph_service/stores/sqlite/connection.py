"""Opens the file. It is made on demand, and refused if it isn't ours or has another schema."""

import shlex
import sqlite3
from importlib.resources import files
from pathlib import Path

from graph_service.domain.digest import EMPTY
from graph_service.errors import ForeignData, StoreAccessDenied, StoreUnavailable, WrongSchema
from graph_service.stores.port import SCHEMA_VERSION
from graph_service.stores.sqlite.errors import translate_errors
from graph_service.support.resources import split_statements

APPLICATION_ID = 0x4B47_5253
"""Marks the file, in its header, as one of ours."""

BUSY_SECONDS = 60.0


def connect(path: Path, *, make: bool = False) -> sqlite3.Connection:
    """Open a connection in autocommit mode. A missing file is made only on demand."""
    with translate_errors(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={'rwc' if make else 'rw'}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        return connection


def prepare(path: Path, *, make: bool) -> None:
    """Check that the graph there is ours. If there is none, make the file and its schema, or refuse."""
    if make:
        _make_folder(path.parent, path)
    elif _is_missing(path):
        raise _no_graph(path)
    connection = connect(path, make=make)
    try:
        with translate_errors(path):
            if not _is_ours(connection, path):
                if not make:
                    raise _no_graph(path)
                _create(connection, path)
    finally:
        connection.close()


def _make_folder(folder: Path, path: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreAccessDenied(f"the graph at {path}: its folder can't be made: {error.strerror}") from error


def _is_missing(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False  # it may exist: SQLite will say what is wrong
    return False


def _no_graph(path: Path) -> StoreUnavailable:
    command = f"graph-service load --store {shlex.quote(str(path))}"
    return StoreUnavailable(f"there is no graph at {path}: `{command}` makes one of the article's facts")


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is ours; False for a new, empty file. Any other is refused."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application == 0 and tables == 0:
        return False
    if application != APPLICATION_ID:
        raise ForeignData(f"the graph at {path}: the file is another application's; it was not touched")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        raise WrongSchema(
            f"the graph at {path} has schema {version}, this version of the service writes {SCHEMA_VERSION}: "
            "load the facts into a new file"
        )
    return True


def _create(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _is_ours(connection, path):  # unless another process has just made it
            schema = files("graph_service.stores.sqlite").joinpath("schema.sql").read_text(encoding="utf-8")
            # One statement at a time: executescript() would commit what is open first.
            for statement in split_statements(schema, "--"):
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('digest', ?)", (EMPTY,))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
