"""The Neo4j store behind the port. Every answer comes from `.cypher` files with parameters."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from operator import attrgetter
from threading import local
from time import sleep
from typing import Any

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Record, Session
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

from graph_service.domain.digest import EMPTY
from graph_service.domain.scope import Scope
from graph_service.errors import ForeignData, GraphMoved, StoreError, StoreUnavailable, WrongSchema
from graph_service.queries.base import Parameters
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import CandidatesToFinish, Key, Query
from graph_service.stores.neo4j.answers import (
    NO_SCOPE,
    answer_parameters,
    read_coverage,
    read_evidence,
    read_finding,
    scope_parameters,
)
from graph_service.stores.neo4j.errors import translate_errors, without_password
from graph_service.stores.neo4j.nodes import edge_types, to_derived
from graph_service.stores.neo4j.reading import Moment, OuterBlockMoved, ReadBlock, read
from graph_service.stores.neo4j.statements import answer_statement, evidence_statement, findings_statement
from graph_service.stores.neo4j.writer import Neo4jWriter
from graph_service.stores.port import FILTERS, SCHEMA_VERSION, UNFINISHED, Look, Resource, State
from graph_service.stores.records import READ_JSON
from graph_service.support.resources import cypher, split_statements
from graph_service.support.retry import retry_moved

INDEXING_SECONDS = 24 * 3600

_PAUSES = [0.01] * 10 + [0.05] * 20


class Neo4jStore:
    """One database of a Neo4j server or cluster. Another application's data in it is never touched."""

    name = "neo4j"
    is_quick = False

    def __init__(self, uri: str, user: str, password: str, database: str | None = None) -> None:
        self.uri = without_password(uri)
        self._database = database
        self._threads = local()
        self._last_moment: Moment | None = None
        # In a cluster, a read waits for all that this object wrote or read before.
        self._bookmarks = GraphDatabase.bookmark_manager()
        try:
            with translate_errors(self.uri):
                self._driver: Driver = GraphDatabase.driver(
                    uri,
                    auth=(user, password),
                    user_agent="graph-service",
                    notifications_min_severity="OFF",
                    telemetry_disabled=True,  # otherwise each statement costs another message
                )
        except (ConfigurationError, ValueError) as error:
            raise StoreUnavailable(f"the graph at {self.uri}: the address can't be used: {error}") from error
        try:
            self._prepare()
        except BaseException:
            self._driver.close()
            raise

    def _prepare(self) -> None:
        """Check that the database is ours, or free of our labels, and that it has our schema."""
        with translate_errors(self.uri), self._open(WRITE_ACCESS) as session:
            marked = session.run(cypher("marked")).single()
            if marked is None:
                foreign = session.run(cypher("foreign")).single()
                if foreign:
                    raise ForeignData(
                        f"the graph at {self.uri}: the database holds another application's {foreign['labels']} nodes; "
                        "they were not touched: use another database"
                    )
                _make_schema(session)
                session.run(cypher("mark"), schema_version=SCHEMA_VERSION, digest=EMPTY).consume()
            elif marked["version"] != SCHEMA_VERSION:
                raise WrongSchema(
                    f"the graph at {self.uri} has schema {marked['version']}, this version of the service writes "
                    f"{SCHEMA_VERSION}: load the facts into another database"
                )
            elif marked["imported"]:
                _make_schema(session)
                session.run(cypher("unmark_imported")).consume()

    def _open(self, access: str) -> Session:
        """Open a session. In a cluster, followers answer sessions that only read."""
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        """The session of the thread's read block, or a new one."""
        if (block := self._block) is not None:
            yield block.session
            return
        with translate_errors(self.uri), self._open(READ_ACCESS) as session:
            yield session

    @property
    def _block(self) -> ReadBlock | None:
        """The read block that this thread is in."""
        return getattr(self._threads, "block", None)

    @contextmanager
    def reading(self, *, again: bool = False) -> Iterator[str]:
        """A block of reading. Neo4j reads whatever is committed, so the moments before and after are compared.

        Only the outermost block compares, at its end, and only if something was read since the last look.
        """
        if (outer := self._block) is not None:
            try:
                yield outer.moment.digest
            except GraphMoved as error:
                raise OuterBlockMoved(str(error)) from error
            return
        with self._session() as session:
            last = self._last_moment if again else None
            block = self._threads.block = ReadBlock(
                session, last or self._read_whole_moment(session), was_seen=last is None
            )
            try:
                yield block.moment.digest
                if not block.is_up_to_date:
                    self._compare(block)
            except OuterBlockMoved as error:
                raise GraphMoved(str(error)) from error
            except (Neo4jError, DriverError, StoreError):
                raise
            except Exception:
                if not block.is_up_to_date:  # what seems to be missing may just have been written
                    self._compare(block)
                raise
            finally:
                self._threads.block = None

    def _compare(self, block: ReadBlock) -> None:
        """Raise GraphMoved if the graph has changed since. The next try then begins with the new moment."""
        if self._read_whole_moment(block.session) != block.moment:
            raise GraphMoved("the graph was written to while it was being read")
        block.confirm()

    def _read_whole_moment(self, session: Session) -> Moment:
        """Read the moment when no commit is becoming visible. Raises StoreUnavailable if the graph is unfinished."""
        moment = self._wait_until_still(session)
        if moment.is_unfinished:
            raise StoreUnavailable(f"the graph at {self.uri}: {UNFINISHED}")
        self._last_moment = moment
        return moment

    def _wait_until_still(self, session: Session) -> Moment:
        for pause in _PAUSES:
            moment = self._read_moment(session)
            if not moment.is_moving:
                return moment
            sleep(pause)
        # Either a commit takes long, or its writer was killed. A step that writes nothing waits for the first and
        # mends the second.
        with self.write():
            pass
        return self._read_moment(session)

    def _read_moment(self, session: Session) -> Moment:
        row = self._read_one(session, cypher("digest"), {})
        return Moment(row["digest"], row["turn"], row["copying"] is not None)

    def _read_one(self, session: Session, statement: str, parameters: dict[str, Any]) -> Record:
        """Read the one row of a statement that also reads the graph's mark."""
        rows = read(session, statement, parameters)
        if not rows:
            raise StoreUnavailable(f"the graph at {self.uri}: its mark is gone; load the facts again")
        return rows[0]

    def _read_rows(self, name: str, parameters: dict[str, Any]) -> list[Record]:
        """Read the rows of a Cypher file. In a read block the moment is compared before, and again at the end."""
        with self._session() as session:
            if (block := self._block) is not None:
                if not block.was_seen:
                    self._compare(block)
                block.mark_as_read()
            return read(session, cypher(name), parameters)

    def _read_row(self, statement: str, parameters: dict[str, Any]) -> Record:
        """Read the one row of a statement that itself reads the moment before and after."""
        with self._session() as session:
            row = self._read_one(session, statement, parameters)
            if (block := self._block) is not None:
                if Moment(*row["before"]) == Moment(*row["after"]) == block.moment:
                    block.confirm()
                else:
                    self._compare(block)
                    block.mark_as_read()
            return row

    def digest(self) -> str:
        """Which graph this is now."""
        with self.reading() as digest:
            return digest

    def place(self) -> str:
        """The server's own id of the database."""
        return f"neo4j {self._read_rows('place', {})[0]['id']}"

    def state(self) -> State:
        """Which graph this is now."""

        def read_state() -> State:
            with self.reading():
                (record,) = self._read_rows("state", {"edge_types": edge_types()})
                return State(**record.data())

        return retry_moved(read_state)

    def look(self, query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int) -> Look:
        """Read all of it by one statement, built around the Cypher file of the question's name."""
        statement = findings_statement if isinstance(query, CandidatesToFinish) else answer_statement
        row = self._read_row(statement(query.name), answer_parameters(query, parameters, scope, after, limit))
        found = sorted((read_finding(each, query.values) for each in row["found"]), key=attrgetter("key"))
        return Look(found, read_evidence(row), read_coverage(query.reads, row))

    def evidence(self, entities: Collection[str], claims: Collection[str]) -> Evidence:
        """These entities and claims with their sources."""
        if not entities and not claims:
            return Evidence({}, {})
        return read_evidence(self._read_row(evidence_statement(), {"entities": list(entities), "claims": list(claims)}))

    def has_claims_about(self, id_: str) -> bool:
        """Whether any claim is about the relationship or figure of this id."""
        return bool(self._read_rows("about", {"id": id_})[0]["known"])

    def page(
        self, resource: Resource, where: Mapping[str, str], scope: Scope | None, after: Key | None, limit: int
    ) -> list[Any]:
        """Records by id; or versions, those that the scope shows or all."""
        given = {
            **dict.fromkeys(FILTERS[resource]),
            **where,
            **(scope_parameters(scope) if scope else NO_SCOPE),
            "edge_types": edge_types(),
            "after": None if after is None else list(after),
            "limit": limit,
        }
        rows = self._read_rows(f"listing/{resource}", given)
        if resource in ("relationships", "figures"):
            return [to_derived(row["version"]) for row in rows]
        read = READ_JSON[resource]
        return [read(row["record"]) for row in rows]

    @contextmanager
    def write(self) -> Iterator[Neo4jWriter]:
        """One transaction. A second writer waits at the graph's node for the first."""
        with (
            translate_errors(self.uri),
            self._open(WRITE_ACCESS) as session,
            session.begin_transaction() as transaction,
        ):
            transaction.run(cypher("write_lock")).consume()
            self._end_abandoned_turn()
            writer = Neo4jWriter(transaction)
            yield writer
            writer.finish()
            with self._hold_turn():
                transaction.commit()

    @contextmanager
    def _hold_turn(self) -> Iterator[None]:
        """Let readers wait while the block commits, as Neo4j makes a commit visible piece by piece."""
        with self._open(WRITE_ACCESS) as session:
            turn = session.run(cypher("turn_begins")).single(strict=True)["turn"]
            yield  # if this fails, nobody knows here whether anything was written: the next writer ends the turn
            with suppress(Neo4jError, DriverError):  # the facts are written: here too the next writer ends the turn
                session.run(cypher("turn_ends"), turn=turn).consume()

    def _end_abandoned_turn(self) -> None:
        """End the turn of a killed writer. Whoever holds the writers' lock knows that no commit is becoming visible."""
        with self._open(WRITE_ACCESS) as session:
            moment = self._read_moment(session)
            if moment.is_moving:
                session.run(cypher("turn_ends"), turn=moment.turn).consume()


def _make_schema(session: Session) -> None:
    """Make the constraints and indexes, and wait until they can be used. In a big graph this takes long."""
    for statement in split_statements(cypher("schema"), "//"):
        session.run(statement).consume()
    session.run("CALL db.awaitIndexes($seconds)", seconds=INDEXING_SECONDS).consume()
