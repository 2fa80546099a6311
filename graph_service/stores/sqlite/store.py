"""The embedded store behind the port."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from pathlib import Path
from threading import Lock, local
from types import TracebackType
from typing import Any, Self
from weakref import WeakSet, finalize

from graph_service.domain.scope import Scope
from graph_service.queries.base import Parameters
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import CandidatesToFinish, Finding, Key, Query, RowsInOrder, RowsToSort, list_shown_ids
from graph_service.queries.reader import ScopedReader
from graph_service.stores.port import Look, Resource, State
from graph_service.stores.sqlite.about import about_condition
from graph_service.stores.sqlite.connection import connect, prepare
from graph_service.stores.sqlite.errors import as_store_error, translate_errors
from graph_service.stores.sqlite.listing import page
from graph_service.stores.sqlite.reader import SqliteReader
from graph_service.stores.sqlite.state import read_digest, read_moment, read_state
from graph_service.stores.sqlite.writer import SqliteWriter
from graph_service.support.lru_cache import LruCache

WRITE_CACHE_KIB = 256 * 1024
"""The most memory for pages that a writer has changed. With SQLite's usual 2 MiB each page is written many times."""

READ_CACHE_KIB = 16 * 1024
"""The most memory for pages that a thread has read. In a large graph these are inner pages of the trees."""

WHOLE_ANSWERS = 4
"""For how many answers about the whole graph the part that takes long is cached, for all threads."""

SCOPES = 4
"""The most scopes for which a thread caches what holds: nearly all questions are about today."""


class _Session:
    """One thread's connection, with caches for one version of the graph. A block of it is a snapshot."""

    def __init__(self, path: Path, whole_answers: LruCache[Any]) -> None:
        self._path = path
        self._whole_answers = whole_answers
        self.connection = connect(path)
        self.connection.execute(f"PRAGMA cache_size = {-READ_CACHE_KIB}")
        # Only its thread holds a session, so the connection is closed when the thread ends.
        finalize(self, self.connection.close)
        self.reader = SqliteReader(self.connection)
        self.scoped = lru_cache(SCOPES)(self._make_scoped_reader)
        self.digest = self._turn = ""
        self.state: State | None = None
        self._depth = 0

    def _make_scoped_reader(self, scope: Scope) -> ScopedReader:
        return ScopedReader(self.reader, scope, self.digest, self._whole_answers)

    def __enter__(self) -> Self:
        if self._depth == 0:  # an inner block reads the same snapshot
            try:
                self.connection.execute("BEGIN")
                self._drop_if_changed(*read_moment(self.connection))
            except BaseException as error:
                self._end_transaction(error)
                raise
        self._depth += 1
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._end_transaction(error)

    def _end_transaction(self, error: BaseException | None) -> None:
        with translate_errors(self._path):
            if self.connection.in_transaction:
                self.connection.execute("COMMIT")
        if isinstance(error, sqlite3.Error):
            raise as_store_error(self._path, error) from error

    def _drop_if_changed(self, digest: str, turn: str) -> None:
        """Drop the caches if they are of another version of the graph, or of the same one under other keys."""
        if (digest, turn) != (self.digest, self._turn):
            self.reader.forget()
            self.scoped.cache_clear()
            self.state = None
            self.digest, self._turn = digest, turn

    def current_digest(self) -> str:
        """Which graph this is: within a block the one that is read, otherwise found by a look-up without a snapshot."""
        if self._depth:
            return self.digest
        with translate_errors(self._path):
            return read_digest(self.connection)


class SqliteStore:
    """One SQLite file. Many threads and processes may read while one writes."""

    name = "embedded"
    is_quick = True

    def __init__(self, path: Path, *, make: bool = True) -> None:
        self.path = path
        prepare(path, make=make)
        self._threads = local()
        self._open: WeakSet[_Session] = WeakSet()
        self._whole_answers: LruCache[Any] = LruCache(WHOLE_ANSWERS)
        self._idle_writer: sqlite3.Connection | None = None
        self._lock = Lock()

    def close(self) -> None:
        """Close the connections of all threads."""
        self._return_writer(None)
        with self._lock:
            for session in list(self._open):
                session.connection.close()
            self._open.clear()
            self._threads = local()

    def _session(self) -> _Session:
        session: _Session | None = getattr(self._threads, "session", None)
        if session is None:
            session = self._threads.session = _Session(self.path, self._whole_answers)
            with self._lock:
                self._open.add(session)
        return session

    @contextmanager
    def reading(self, *, again: bool = False) -> Iterator[str]:  # noqa: ARG002 - a snapshot never moves
        """A snapshot of the file, which WAL keeps for this thread until the block ends."""
        with self._session() as session:
            yield session.digest

    def digest(self) -> str:
        """Which graph this is now."""
        return self._session().current_digest()

    def place(self) -> str:
        """The file itself, whichever link leads to it."""
        found = self.path.stat()
        return f"file {found.st_dev}:{found.st_ino}"

    def state(self) -> State:
        """Which graph this is now."""
        with self.reading():
            session = self._session()
            session.state = session.state or read_state(session.connection)
            return session.state

    def look(self, query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int) -> Look:
        """Read all of it from one snapshot."""
        with self._session() as session:
            reader, named = session.reader, parameters.entities_named()
            evidence = reader.evidence(named, ())
            if not evidence.entity_texts.keys() >= set(named):
                return Look([], evidence, {})
            found = _find(query, session.scoped(scope), parameters, after, limit)
            if not isinstance(query, CandidatesToFinish):
                entities, claims = list_shown_ids(found)
                evidence = reader.evidence(entities.union(named), claims)
            return Look(found, evidence, reader.coverage(query.reads, named, scope))

    def evidence(self, entities: Collection[str], claims: Collection[str]) -> Evidence:
        """These entities and claims with their sources."""
        with self._session() as session:
            return session.reader.evidence(entities, claims)

    def has_claims_about(self, id_: str) -> bool:
        """Whether any claim is about the relationship or figure of this id."""
        with self._session() as session:
            condition, given = about_condition(id_)
            sql = f"SELECT 1 FROM claim WHERE {condition} LIMIT 1"  # noqa: S608 - fixed text
            return session.connection.execute(sql, given).fetchone() is not None

    def page(
        self, resource: Resource, where: Mapping[str, str], scope: Scope | None, after: Key | None, limit: int
    ) -> list[Any]:
        """Records by id; or versions, those that the scope shows or all."""
        with self._session() as session:
            return page(session.connection, resource, where, scope, after, limit)

    @contextmanager
    def write(self) -> Iterator[SqliteWriter]:
        """One transaction. A second writer waits for the first."""
        connection = self._borrow_writer()
        try:
            with translate_errors(self.path):
                connection.execute("BEGIN IMMEDIATE")
                try:
                    writer = SqliteWriter(connection)
                    yield writer
                    writer.finish()
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:  # a full disk has rolled back already
                        connection.execute("ROLLBACK")
                    raise
                connection.execute("PRAGMA shrink_memory")  # frees what a large load has used
        except BaseException:
            connection.close()
            raise
        self._return_writer(connection)

    def _borrow_writer(self) -> sqlite3.Connection:
        """Take the connection that the last writer left, or open one. Opening takes as long as writing a claim."""
        with self._lock:
            idle, self._idle_writer = self._idle_writer, None
        if idle is not None:
            return idle
        connection = connect(self.path)
        connection.execute(f"PRAGMA cache_size = {-WRITE_CACHE_KIB}")
        return connection

    def _return_writer(self, connection: sqlite3.Connection | None) -> None:
        """Leave the connection to the next writer, in place of any left before."""
        with self._lock:
            before, self._idle_writer = self._idle_writer, connection
        if before is not None:
            before.close()


def _find(
    query: Query[Any, Any], graph: ScopedReader, parameters: Parameters, after: Key | None, limit: int
) -> list[Finding[Any]]:
    """Find the page's findings, or all candidates."""
    match query:
        case CandidatesToFinish():
            return list(query.find(graph, parameters))
        case RowsInOrder():
            return list(islice(query.find(graph, parameters, after), limit))
        case RowsToSort():
            found = sorted(query.find(graph, parameters), key=attrgetter("key"))
            return [finding for finding in found if after is None or finding.key > after][:limit]
    raise TypeError(f"{query.name} is of no kind that a store knows")
