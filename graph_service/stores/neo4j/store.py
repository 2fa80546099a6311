"""The Neo4j store behind the port: every answer is a `.cypher` file with parameters."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from operator import attrgetter
from threading import local
from time import sleep
from typing import Any

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Record, Session
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

from graph_service.domain.digest import EMPTY
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.domain.scope import Scope
from graph_service.errors import ForeignData, GraphMoved, StoreError, StoreUnavailable, WrongSchema
from graph_service.queries.base import Parameters
from graph_service.queries.evidence import Evidence
from graph_service.queries.kinds import CandidatesToFinish, Finding, Key, Query, V
from graph_service.stores.neo4j.errors import translated, without_password
from graph_service.stores.neo4j.nodes import edge_types, to_derived, to_values
from graph_service.stores.neo4j.reading import Moment, MovedAround, Reading, read
from graph_service.stores.neo4j.statements import answer_statement, evidence_statement, findings_statement
from graph_service.stores.neo4j.writer import Neo4jWriter
from graph_service.stores.port import FILTERS, SCHEMA_VERSION, UNFINISHED, Look, Resource, State
from graph_service.stores.records import READ_JSON
from graph_service.support.resources import cypher, split_statements
from graph_service.support.retry import retry_moved

INDEXING_SECONDS = 24 * 3600

_NOT_VALUES = ("key", "witness", "entities", "claims")
_PAUSES = [0.01] * 10 + [0.05] * 20


class Neo4jStore:
    """One database of a Neo4j server or cluster; nothing of another application's in it is touched."""

    name = "neo4j"
    quick = False

    def __init__(self, uri: str, user: str, password: str, database: str | None = None) -> None:
        self.uri = without_password(uri)
        self._database = database
        self._threads = local()
        self._last: Moment | None = None
        # In a cluster: whoever reads waits for what was written or read by way of this object before.
        self._bookmarks = GraphDatabase.bookmark_manager()
        try:
            with translated(self.uri):
                self._driver: Driver = GraphDatabase.driver(
                    uri,
                    auth=(user, password),
                    user_agent="graph-service",
                    notifications_min_severity="OFF",
                    telemetry_disabled=True,  # else another message goes with each statement
                )
        except (ConfigurationError, ValueError) as error:
            raise StoreUnavailable(f"the graph at {self.uri}: the address can't be used: {error}") from error
        try:
            self._prepare()
        except BaseException:
            self._driver.close()
            raise

    def _prepare(self) -> None:
        """See that the database is ours or free of our labels, and has our schema."""
        with translated(self.uri), self._open(WRITE_ACCESS) as session:
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
        """A session; a cluster's followers answer those that only read."""
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._driver.close()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        """The session of the thread's reading, or one of its own."""
        if (reading := self._reading) is not None:
            yield reading.session
            return
        with translated(self.uri), self._open(READ_ACCESS) as session:
            yield session

    @property
    def _reading(self) -> Reading | None:
        """The reading that this thread is in."""
        return getattr(self._threads, "reading", None)

    @contextmanager
    def reading(self, *, again: bool = False) -> Iterator[str]:
        """Neo4j reads what is committed as it goes: so the moment is compared before and after.

        Only the outermost block compares, at its end, and only if something was read in it since the last look.
        """
        if (around := self._reading) is not None:
            try:
                yield around.moment.digest
            except GraphMoved as error:
                raise MovedAround(str(error)) from error
            return
        with self._session() as session:
            last = self._last if again else None
            reading = self._threads.reading = Reading(session, last or self._whole(session), seen=last is None)
            try:
                yield reading.moment.digest
                if not reading.up_to_date:
                    self._compare(reading)
            except MovedAround as error:
                raise GraphMoved(str(error)) from error
            except (Neo4jError, DriverError, StoreError):
                raise
            except Exception:
                if not reading.up_to_date:  # what seemed to be missing may have been moving
                    self._compare(reading)
                raise
            finally:
                self._threads.reading = None

    def _compare(self, reading: Reading) -> None:
        """See that the graph has not moved since; if it has, who reads again begins with what it is now."""
        if self._whole(reading.session) != reading.moment:
            raise GraphMoved("the graph was written to while it was being read")
        reading.saw_the_moment()

    def _whole(self, session: Session) -> Moment:
        """The moment, once no commit is becoming visible, of a graph that is not being copied into."""
        moment = self._still(session)
        if moment.copying:
            raise StoreUnavailable(f"the graph at {self.uri}: {UNFINISHED}")
        self._last = moment
        return moment

    def _still(self, session: Session) -> Moment:
        for pause in _PAUSES:
            moment = self._moment(session)
            if not moment.moving:
                return moment
            sleep(pause)
        # A long commit, or a writer that was killed in its own: a step that writes nothing waits for the one
        # and sets the other right.
        with self.write():
            pass
        return self._moment(session)

    def _moment(self, session: Session) -> Moment:
        row = self._one(session, cypher("digest"), {})
        return Moment(row["digest"], row["turn"], row["copying"] is not None)

    def _one(self, session: Session, statement: str, parameters: dict[str, Any]) -> Record:
        """The one row of a statement that looks at the mark too."""
        rows = read(session, statement, parameters)
        if not rows:
            raise StoreUnavailable(f"the graph at {self.uri}: its mark is gone; load the facts again")
        return rows[0]

    def _rows(self, name: str, parameters: dict[str, Any]) -> list[Record]:
        """The rows of a file of Cypher; in a reading the moment is looked at before them, and at its end."""
        with self._session() as session:
            if (reading := self._reading) is not None:
                if not reading.seen:
                    self._compare(reading)
                reading.read()
            return read(session, cypher(name), parameters)

    def _row(self, statement: str, parameters: dict[str, Any]) -> Record:
        """The one row of a statement that looks at the moment itself, before and after."""
        with self._session() as session:
            row = self._one(session, statement, parameters)
            if (reading := self._reading) is not None:
                if Moment(*row["before"]) == Moment(*row["after"]) == reading.moment:
                    reading.saw_the_moment()
                else:
                    self._compare(reading)
                    reading.read()
            return row

    def digest(self) -> str:
        """Which graph this is now."""
        with self.reading() as digest:
            return digest

    def place(self) -> str:
        """The database, by the server's own id for it."""
        return f"neo4j {self._rows('place', {})[0]['id']}"

    def state(self) -> State:
        """Which graph this is now."""

        def read_state() -> State:
            with self.reading():
                (record,) = self._rows("state", {"edge_types": edge_types()})
                return State(**record.data())

        return retry_moved(read_state)

    def look(self, query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int) -> Look:
        """All of it by one statement, made around the Cypher file of the question's name."""
        statement = findings_statement if isinstance(query, CandidatesToFinish) else answer_statement
        row = self._row(statement(query.name), answer_parameters(query, parameters, scope, after, limit))
        found = sorted((_finding(each, query.values) for each in row["found"]), key=attrgetter("key"))
        return Look(found, _evidence(row), _coverage(query.reads, row))

    def evidence(self, entities: Collection[str], claims: Collection[str]) -> Evidence:
        """These entities and claims with their sources."""
        if not entities and not claims:
            return Evidence({}, {})
        return _evidence(self._row(evidence_statement(), {"entities": list(entities), "claims": list(claims)}))

    def about(self, id_: str) -> bool:
        """Whether any claim is about the relationship or figure of this id."""
        return bool(self._rows("about", {"id": id_})[0]["known"])

    def page(
        self, resource: Resource, where: Mapping[str, str], scope: Scope | None, after: Key | None, limit: int
    ) -> list[Any]:
        """Records by id, or the versions that can be seen, or all."""
        given = {
            **dict.fromkeys(FILTERS[resource]),
            **where,
            **(_scope(scope) if scope else _NO_SCOPE),
            "edge_types": edge_types(),
            "after": None if after is None else list(after),
            "limit": limit,
        }
        rows = self._rows(f"listing/{resource}", given)
        if resource in ("relationships", "figures"):
            return [to_derived(row["version"]) for row in rows]
        read = READ_JSON[resource]
        return [read(row["record"]) for row in rows]

    @contextmanager
    def write(self) -> Iterator[Neo4jWriter]:
        """One transaction; a second writer waits for the first at the graph's node."""
        with (
            translated(self.uri),
            self._open(WRITE_ACCESS) as session,
            session.begin_transaction() as transaction,
        ):
            transaction.run(cypher("write_lock")).consume()
            self._end_a_killed_writer_s_turn()
            writer = Neo4jWriter(transaction)
            yield writer
            writer.finish()
            with self._turn():
                transaction.commit()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Readers wait while the block commits: Neo4j makes a commit visible piece by piece."""
        with self._open(WRITE_ACCESS) as session:
            turn = session.run(cypher("turn_begins")).single(strict=True)["turn"]
            yield  # if this fails, whether anything was written is not known here: the turn is left to who comes next
            with suppress(Neo4jError, DriverError):  # likewise: the facts are there
                session.run(cypher("turn_ends"), turn=turn).consume()

    def _end_a_killed_writer_s_turn(self) -> None:
        """Whoever holds the writers' lock knows that nothing is becoming visible."""
        with self._open(WRITE_ACCESS) as session:
            moment = self._moment(session)
            if moment.moving:
                session.run(cypher("turn_ends"), turn=moment.turn).consume()


def _make_schema(session: Session) -> None:
    """Make the constraints and indexes, and wait until they can be used, of a big graph too."""
    for statement in split_statements(cypher("schema"), "//"):
        session.run(statement).consume()
    session.run("CALL db.awaitIndexes($seconds)", seconds=INDEXING_SECONDS).consume()


def statement_parameters(
    query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int
) -> dict[str, Any]:
    """What the Cypher file of the question's name takes."""
    return {
        **parameters.model_dump(include=query.parameters.own_parameters()),
        **query.cypher_parameters(parameters),
        **_scope(scope),
        "edge_types": edge_types(),
        "after": None if after is None else list(after),
        "limit": limit,
    }


_NO_SCOPE = dict.fromkeys(("as_of", "known_at", "floor", "include_disputed"))


def _scope(scope: Scope) -> dict[str, Any]:
    return {
        "as_of": scope.as_of,
        "known_at": scope.known_at,
        "floor": scope.floor,
        "include_disputed": scope.include_disputed,
    }


def answer_parameters(
    query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int
) -> dict[str, Any]:
    """What the statement takes that is made around that file."""
    given = statement_parameters(query, parameters, scope, after, limit)
    return given | coverage_parameters(query.reads, parameters.entities_named(), scope)


def coverage_parameters(types: Sequence[TypeName], named: Collection[str], scope: Scope) -> dict[str, Any]:
    """What counting relationships of these types takes."""
    return {**_scope(scope), "named": list(named), "counted": edge_types(types)}


def _coverage(types: Sequence[TypeName], row: Record) -> dict[str, int]:
    """The relationships of each type, in the order of the table of types."""
    counted = dict(row["coverage"])
    return {
        name: sum(counted.get(edge, 0) for edge in entry.edges)
        for name, entry in RELATIONSHIP_TYPES.items()
        if name in types
    }


def _evidence(row: Record) -> Evidence:
    said = {id_: (text, source) for source, claims in row["claims"] for id_, text in claims}
    return Evidence(dict(row["entities"]), said)


def _finding(found: Mapping[str, Any], values: type[V]) -> Finding[V]:
    return Finding(
        key=tuple(found["key"]),
        values=to_values({name: value for name, value in found.items() if name not in _NOT_VALUES}, values),
        witness=tuple(map(to_derived, found.get("witness") or ())),
        entities=tuple(found.get("entities") or ()),
        claims=tuple(found.get("claims") or ()),
    )
