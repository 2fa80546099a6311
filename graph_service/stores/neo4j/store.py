"""The Neo4j store behind the port: every answer is a `.cypher` file with parameters."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import local
from time import sleep
from typing import Any

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Record, Session
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

from graph_service.domain.digest import EMPTY
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.domain.scope import Scope
from graph_service.errors import ForeignData, GraphMoved, StoreError, StoreUnavailable, WrongSchema
from graph_service.queries.base import Finding, Key, Parameters, Query
from graph_service.queries.evidence import Evidence
from graph_service.resources import cypher, statements
from graph_service.stores.neo4j.errors import translated, without_password
from graph_service.stores.neo4j.nodes import edge_types, to_derived
from graph_service.stores.neo4j.writer import Neo4jWriter
from graph_service.stores.port import FILTERS, SCHEMA_VERSION, UNFINISHED, Resource, State
from graph_service.stores.records import READ_JSON

INDEXING_SECONDS = 24 * 3600

_NOT_VALUES = ("key", "witness", "entities", "claims")
_MOVED = "the graph was written to while it was being read"
_PAUSES = [0.01] * 10 + [0.05] * 20


@dataclass(frozen=True)
class _Moment:
    """Which graph it is, and how many commits it has seen: two for each, odd while one is becoming visible."""

    digest: str
    turn: int
    copying: bool

    @property
    def moving(self) -> bool:
        return self.turn % 2 == 1


class Neo4jStore:
    """One database of a Neo4j server or cluster; nothing of another application's in it is touched."""

    name = "neo4j"
    quick = False

    def __init__(self, uri: str, user: str, password: str, database: str | None = None) -> None:
        self.uri = without_password(uri)
        self._database = database
        self._threads = local()
        # In a cluster: whoever reads waits for what was written or read by way of this object before.
        self._bookmarks = GraphDatabase.bookmark_manager()
        try:
            with translated(self.uri):
                self._driver: Driver = GraphDatabase.driver(
                    uri, auth=(user, password), user_agent="graph-service", notifications_min_severity="OFF"
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
        current: Session | None = getattr(self._threads, "session", None)
        if current is not None:
            yield current
            return
        with (
            translated(self.uri),
            self._open(READ_ACCESS) as session,
        ):
            self._threads.session = session
            try:
                yield session
            finally:
                self._threads.session = None

    @contextmanager
    def reading(self) -> Iterator[str]:
        """Neo4j reads what is committed as it goes: so digest and turn are compared before and after.

        Only the outermost block compares, and only if something was read in it.
        """
        around: _Moment | None = getattr(self._threads, "moment", None)
        if around is not None:
            yield around.digest
            return
        with self._session() as session:
            before = self._threads.moment = self._whole(session)
            self._threads.has_read = False
            try:
                yield before.digest
            except (Neo4jError, DriverError, StoreError):
                raise
            except Exception as error:  # what seemed to be missing may have been moving
                if self._moment(session) != before:
                    raise GraphMoved(_MOVED) from error
                raise
            finally:
                self._threads.moment = None
            if self._threads.has_read and self._moment(session) != before:
                raise GraphMoved(_MOVED)

    def _whole(self, session: Session) -> _Moment:
        moment = self._still(session)
        if moment.copying:
            raise StoreUnavailable(f"the graph at {self.uri}: {UNFINISHED}")
        return moment

    def _still(self, session: Session) -> _Moment:
        """The moment, once no commit is becoming visible."""
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

    def _moment(self, session: Session) -> _Moment:
        record = session.run(cypher("digest")).single()
        if record is None:
            raise StoreUnavailable(f"the graph at {self.uri}: its mark is gone; load the facts again")
        return _Moment(record["digest"], record["turn"], record["copying"] is not None)

    def _rows(self, name: str, parameters: Mapping[str, Any]) -> list[Record]:
        with self._session() as session:
            self._threads.has_read = True
            return list(session.run(cypher(name), parameters))  # type: ignore[arg-type]

    def digest(self) -> str:
        """Which graph this is now."""
        with self.reading() as digest:
            return digest

    def place(self) -> str:
        """The database, by the server's own id for it."""
        return f"neo4j {self._rows('place', {})[0]['id']}"

    def state(self) -> State:
        """Which graph this is now."""
        while True:
            with suppress(GraphMoved), self.reading():
                (record,) = self._rows("state", {"edge_types": edge_types()})
                return State(**record.data())

    def find(
        self, query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int
    ) -> list[Finding]:
        """The findings of the Cypher file of the question's name."""
        given = statement_parameters(query, parameters, scope, after, limit)
        return [_finding(record) for record in self._rows(f"queries/{query.name}", given)]

    def evidence(self, entities: Collection[str], claims: Collection[str]) -> Evidence:
        """These entities and claims with their sources."""
        if not entities and not claims:
            return Evidence({}, {})
        (record,) = self._rows("evidence", {"entities": list(entities), "claims": list(claims)})
        return Evidence(dict(record["entities"]), {id_: (claim, source) for id_, claim, source in record["claims"]})

    def about(self, id_: str) -> bool:
        """Whether any claim is about the relationship or figure of this id."""
        return bool(self._rows("about", {"id": id_})[0]["known"])

    def coverage(self, types: Sequence[TypeName], entities: Collection[str], scope: Scope) -> dict[str, int]:
        """How many relationships of each type can be seen at these entities, or anywhere."""
        names: tuple[TypeName, ...] = tuple(name for name in RELATIONSHIP_TYPES if name in types)
        if not names:
            return {}
        given = {**_scope(scope), "entities": list(entities), "edge_types": edge_types(names)}
        counted = {record["type"]: record["relationships"] for record in self._rows("coverage", given)}
        return {name: counted.get(name, 0) for name in names}

    def page(
        self, resource: Resource, where: Mapping[str, str], scope: Scope, after: Key | None, limit: int
    ) -> list[Any]:
        """Records by id, or the versions that can be seen."""
        given = {
            **dict.fromkeys(FILTERS[resource]),
            **where,
            **_scope(scope),
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
    for statement in statements(cypher("schema"), "//"):
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


def _scope(scope: Scope) -> dict[str, Any]:
    return {
        "as_of": scope.as_of,
        "known_at": scope.known_at,
        "floor": scope.floor,
        "include_disputed": scope.include_disputed,
    }


def _finding(record: Record) -> Finding:
    return Finding(
        key=tuple(record["key"]),
        values={name: record[name] for name in set(record.keys()).difference(_NOT_VALUES)},
        witness=tuple(map(to_derived, record.get("witness") or ())),
        entities=tuple(record.get("entities") or ()),
        claims=tuple(record.get("claims") or ()),
    )
