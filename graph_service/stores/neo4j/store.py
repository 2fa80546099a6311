"""The Neo4j store behind the port: every answer is a `.cypher` file with parameters."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import local
from typing import Any

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Record, Session
from neo4j.exceptions import ConfigurationError

from graph_service.domain.claim import CLAIM, Claim
from graph_service.domain.digest import EMPTY
from graph_service.domain.entity import Entity
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.domain.scope import Scope
from graph_service.domain.source import Source
from graph_service.errors import ForeignData, GraphMoved, StoreUnavailable, WrongSchema
from graph_service.queries.base import Finding, Key, Parameters, Query
from graph_service.queries.evidence import Evidence
from graph_service.resources import cypher, statements
from graph_service.stores.neo4j.errors import translated
from graph_service.stores.neo4j.nodes import edge_types, to_derived
from graph_service.stores.neo4j.writer import Neo4jWriter
from graph_service.stores.port import FILTERS, SCHEMA_VERSION, Resource, State
from graph_service.stores.records import READ_JSON

_NOT_VALUES = ("key", "witness", "entities", "claims")


class Neo4jStore:
    """One database of a Neo4j server or cluster; nothing of another application's in it is touched."""

    name = "neo4j"
    quick = False

    def __init__(self, uri: str, user: str, password: str, database: str | None = None) -> None:
        self.uri = uri
        self._database = database
        self._threads = local()
        try:
            with translated(uri):
                self._driver: Driver = GraphDatabase.driver(
                    uri, auth=(user, password), user_agent="graph-service", notifications_min_severity="OFF"
                )
        except (ConfigurationError, ValueError) as error:
            raise StoreUnavailable(f"the graph at {uri}: the address can't be used: {error}") from error
        try:
            self._prepare()
        except BaseException:
            self._driver.close()
            raise

    def _prepare(self) -> None:
        """See that the database is ours or free of our labels, and has our schema."""
        with translated(self.uri), self._driver.session(database=self._database) as session:
            marked = session.run("MATCH (g:GraphService {id: 'graph'}) RETURN g.schema_version AS version").single()
            if marked is None:
                foreign = session.run(cypher("foreign")).single()
                if foreign:
                    raise ForeignData(
                        f"the graph at {self.uri}: the database holds another application's {foreign['labels']} nodes; "
                        "they were not touched: use another database"
                    )
                for statement in statements(cypher("schema"), "//"):
                    session.run(statement).consume()
                session.run(cypher("mark"), schema_version=SCHEMA_VERSION, digest=EMPTY).consume()
                session.run("CALL db.awaitIndexes()").consume()
            elif marked["version"] != SCHEMA_VERSION:
                raise WrongSchema(
                    f"the graph at {self.uri} has schema {marked['version']}, this version of the service writes "
                    f"{SCHEMA_VERSION}: load the facts into another database"
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
            self._driver.session(database=self._database, default_access_mode=READ_ACCESS) as session,
        ):
            self._threads.session = session
            try:
                yield session
            finally:
                self._threads.session = None

    @contextmanager
    def reading(self) -> Iterator[str]:
        """Neo4j reads what is committed as it goes: so the digest is compared before and after."""
        with self._session() as session:
            digest = self._digest(session)
            yield digest
            if self._digest(session) != digest:
                raise GraphMoved("the graph was written to while it was being read")

    def _digest(self, session: Session) -> str:
        record = session.run(cypher("digest")).single()
        if record is None:
            raise StoreUnavailable(f"the graph at {self.uri}: its mark is gone; load the facts again")
        return str(record["digest"])

    def _rows(self, name: str, parameters: Mapping[str, Any]) -> list[Record]:
        with self._session() as session:
            return list(session.run(cypher(name), parameters))  # type: ignore[arg-type]

    def state(self) -> State:
        """Which graph this is now."""
        (record,) = self._rows("state", {"edge_types": edge_types()})
        return State(**record.data())

    def find(
        self, query: Query[Any, Any], parameters: Parameters, scope: Scope, after: Key | None, limit: int
    ) -> list[Finding]:
        """The findings of the Cypher file of the question's name."""
        given = {
            **parameters.model_dump(include=set(query.parameters.own_parameters())),
            **query.cypher_parameters(parameters),
            **_scope(scope),
            "edge_types": edge_types(),
            "after": None if after is None else list(after),
            "limit": limit,
        }
        return [_finding(record) for record in self._rows(f"queries/{query.name}", given)]

    def evidence(self, entities: Collection[str], claims: Collection[str]) -> Evidence:
        """These entities and claims with their sources."""
        (record,) = self._rows("evidence", {"entities": list(entities), "claims": list(claims)})
        held = [Entity.model_validate_json(text) for text in record["entities"]]
        said: dict[str, tuple[Claim, Source]] = {}
        for claim_text, source_text in record["claims"]:
            claim = CLAIM.validate_json(claim_text)
            said[claim.id] = claim, Source.model_validate_json(source_text)
        return Evidence({entity.id: entity for entity in held}, said)

    def about(self, id_: str) -> bool:
        """Whether any claim is about the relationship or figure of this id."""
        return bool(self._rows("about", {"id": id_})[0]["known"])

    def coverage(self, types: Sequence[str], entities: Collection[str], scope: Scope) -> dict[str, int]:
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
            self._driver.session(database=self._database, default_access_mode=WRITE_ACCESS) as session,
            session.begin_transaction() as transaction,
        ):
            transaction.run(cypher("write_lock")).consume()
            writer = Neo4jWriter(transaction)
            yield writer
            writer.finish()
            transaction.commit()


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
