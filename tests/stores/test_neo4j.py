"""What is the Neo4j store's own: its server, its Cypher, and the database that it shares with others."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import pytest
from neo4j import READ_ACCESS, Driver, Record, Session
from pydantic import SecretStr

import graph_service
from graph_service.domain.digest import EMPTY
from graph_service.domain.facts import Facts
from graph_service.errors import (
    ForeignData,
    GraphMoved,
    GraphServiceError,
    InvalidFacts,
    StoreAccessDenied,
    StoreUnavailable,
    UnknownEntity,
    WrongSchema,
)
from graph_service.queries.kinds import Query
from graph_service.queries.registry import QUERIES
from graph_service.settings import Settings
from graph_service.stores.neo4j import Neo4jStore
from graph_service.stores.neo4j import store as store_module
from graph_service.stores.neo4j.reading import read
from graph_service.stores.neo4j.statements import answer_statement, between_moments, findings_statement
from graph_service.stores.open import open_store
from graph_service.stores.port import Store
from graph_service.support.cypher_text import returned_columns
from graph_service.support.resources import cypher, shipped_folder, split_statements
from graph_service.support.retry import ATTEMPTS
from graph_service.use_cases.ask import ask, read_parameters
from graph_service.use_cases.load import load
from tests.cases import article, claim, entity, facts, figure
from tests.neo4j_server import Neo4jServer, free_port
from tests.stores.cable import Cable
from tests.stores.conftest import digest_of, fill

pytestmark = pytest.mark.neo4j

PARTS = ("around", "rules")
"""The folders of what is no statement by itself."""
CYPHER = sorted(
    path.relative_to(shipped_folder("cypher")).with_suffix("").as_posix()
    for path in shipped_folder("cypher").rglob("*.cypher")
    if path.parent.name not in PARTS
)


class Database:
    """The database as another application sees it."""

    def __init__(self, driver: Driver, name: str) -> None:
        self._driver = driver
        self._name = name

    def run(self, text: str, **parameters: Any) -> list[dict[str, Any]]:
        return [record.data() for record in self._driver.execute_query(text, parameters, database_=self._name).records]

    def plan(self, text: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """What PROFILE says of a statement, or EXPLAIN."""
        summary = self._driver.execute_query(text, dict(parameters), database_=self._name).summary
        plan = summary.profile or summary.plan
        assert plan is not None
        return plan

    def columns(self, text: str, parameters: Mapping[str, Any]) -> list[str]:
        """The names of what a statement returns."""
        return self._driver.execute_query(text, dict(parameters), database_=self._name).keys

    def foreign(self) -> list[Any]:
        """Every node and relationship that carries `mine`, as it stands."""
        nodes = self.run("MATCH (n) WHERE n.mine RETURN labels(n) AS labels, properties(n) AS held ORDER BY held.name")
        edges = self.run(
            "MATCH (a)-[r]->(b) WHERE r.mine RETURN coalesce(a.id, a.name) AS a, type(r) AS type, "
            "properties(r) AS held, coalesce(b.id, b.name) AS b ORDER BY held.name"
        )
        return [nodes, edges]


@pytest.fixture
def database(driver: Driver, neo4j_server: Neo4jServer, neo4j: Settings) -> Iterator[Database]:
    """Our database, from which what others put there is taken away at the end."""
    found = Database(driver, neo4j_server.database)
    yield found
    found.run("MATCH ()-[r]->() WHERE r.mine DELETE r")
    found.run("MATCH (n) WHERE n.mine DETACH DELETE n")


@pytest.fixture
def unmarked(database: Database, neo4j: Settings) -> Iterator[Database]:
    """A database that we have never used."""
    database.run("MATCH (n) DETACH DELETE n")
    for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
        for name in ours(database, kinds):
            database.run(f"DROP {kind} {name} IF EXISTS")
    yield database
    database.run("MATCH (n) DETACH DELETE n")
    open_store(neo4j).close()


def ours(database: Database, kinds: str) -> list[str]:
    """The names of our constraints or indexes."""
    return [row["name"] for row in database.run(f"SHOW {kinds}") if row["name"].startswith("graph_service_")]


@pytest.fixture
def another(neo4j: Settings) -> Iterator[Callable[[], Store]]:
    """The store as another process opens it."""
    stores: list[Store] = []

    def once_more() -> Store:
        stores.append(open_store(neo4j))
        return stores[-1]

    yield once_more
    for each in stores:
        each.close()


@pytest.fixture
def store(neo4j_store: Store, database: Database) -> Store:
    fill(neo4j_store, Facts())
    return neo4j_store


def clients(store: Store) -> list[str]:
    query = QUERIES["shared_vendors"]
    return [row.client.id for row in ask(store, query, read_parameters(query, {}))]


FOUR = ["google", "microsoft", "openai", "xai"]

# Addresses that don't lead to a graph


def refused(**changes: Any) -> Any:
    """Settings of an address, with a short way to say the rest."""
    return Settings(**{"store": "neo4j://127.0.0.1:1", "neo4j_password": SecretStr("x"), **changes})


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_where_no_server_answers_the_error_asks_whether_it_runs(scheme: str) -> None:
    address = f"{scheme}://127.0.0.1:{free_port()}"
    with pytest.raises(StoreUnavailable, match="is it running, and is the address right") as raised:
        open_store(refused(store=address))
    assert address in str(raised.value)


def test_a_host_that_does_not_exist_is_unavailable() -> None:
    with pytest.raises(StoreUnavailable, match=r"no-such-host\.invalid"):
        open_store(refused(store="neo4j://no-such-host.invalid:7687"))


@pytest.mark.parametrize("address", ["http://127.0.0.1:7474", "postgres://127.0.0.1", "neo4j+sss://127.0.0.1", "://"])
def test_another_scheme_is_refused_with_those_that_there_are(address: str) -> None:
    with pytest.raises(StoreUnavailable, match="give a file's path, or one of neo4j://"):
        open_store(refused(store=address))


@pytest.mark.parametrize("address", ["bolt://127.0.0.1:port", "neo4j://127.0.0.1:99999", "bolt://127.0.0.1?x=1"])
def test_an_address_that_is_malformed_is_refused(address: str) -> None:
    with pytest.raises(StoreUnavailable, match=r"is no address of a graph|the address can't be used"):
        open_store(refused(store=address))


def test_the_port_of_the_browser_is_not_the_port_of_the_graph(neo4j_server: Neo4jServer) -> None:
    browser = urlsplit(neo4j_server.http)
    with pytest.raises(StoreUnavailable, match="is it running, and is the address right"):
        open_store(refused(store=f"bolt://{browser.hostname}:{browser.port}"))


def test_a_server_without_encryption_is_not_asked_in_secret(neo4j: Settings) -> None:
    address = f"bolt+s://{urlsplit(neo4j.store).netloc}"
    with pytest.raises(StoreUnavailable, match="is the address right"):
        open_store(neo4j.model_copy(update={"store": address}))


def test_an_unknown_database_is_refused_with_the_setting_to_mend(neo4j: Settings) -> None:
    with pytest.raises(StoreUnavailable, match="set NEO4J_DATABASE"):
        open_store(neo4j.model_copy(update={"neo4j_database": "nosuchdatabase"}))


# A database that others use


@pytest.mark.parametrize("label", ["Entity", "Claim", "Source", "Figure"])
def test_a_database_with_another_application_s_nodes_under_our_labels_is_refused(
    unmarked: Database, neo4j: Settings, label: str
) -> None:
    unmarked.run(f"CREATE (:{label} {{name: 'one', mine: true}}), (:{label} {{name: 'one', mine: true}})")
    before = unmarked.foreign()
    with pytest.raises(ForeignData, match=f"another application's .*{label}.* nodes.*use another database"):
        open_store(neo4j)
    assert unmarked.foreign() == before
    assert unmarked.run("MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 2}]
    assert ours(unmarked, "INDEXES") == []


def test_a_database_with_other_labels_only_is_taken(unmarked: Database, neo4j: Settings) -> None:
    unmarked.run("CREATE (:Customer {name: 'one', mine: true})")
    store = open_store(neo4j)
    assert store.state().digest == EMPTY
    store.close()


def test_a_database_of_another_schema_is_refused(store: Store, database: Database, neo4j: Settings) -> None:
    version = database.run("MATCH (g:GraphService {id: 'graph'}) RETURN g.schema_version AS version")[0]["version"]
    database.run("MATCH (g:GraphService {id: 'graph'}) SET g.schema_version = $v", v=version + 1)
    try:
        with pytest.raises(WrongSchema, match="load the facts into another database"):
            open_store(neo4j)
    finally:
        database.run("MATCH (g:GraphService {id: 'graph'}) SET g.schema_version = $v", v=version)


ANOTHER_APPLICATION = """
MATCH (google:Entity {id: 'google'}), (meta:Entity {id: 'meta'}), (scale:Entity {id: 'scale-ai'})
MATCH (said:Claim {id: 'article-01'}), (source:Source)
CREATE (ann:Customer {name: 'Ann', mine: true, id: 'google', record: '{}'}),
       (shop:Shop {name: 'Shop', mine: true, kind: 'company'}),
       (ann)-[:CLIENT_OF {name: 'among theirs', mine: true, services: ['data_labelling']}]->(shop),
       (shop)-[:SUBJECT {name: 'as our claims do', mine: true}]->(ann),
       (shop)-[:FIGURE_OF {name: 'as our figures do', mine: true}]->(ann),
       (ann)-[:LIKES {name: 'to ours', mine: true}]->(google),
       (meta)-[:INVESTS_IN {name: 'from ours', mine: true, stake_percent: 99.0}]->(shop),
       (shop)-[:CLIENT_OF {name: 'to ours, in our words', mine: true}]->(scale),
       (google)-[:CLIENT_OF {name: 'between ours, in our words', mine: true, services: ['data_labelling']}]->(scale),
       (google)-[:COMPETES_WITH_VERSION {name: 'of an older one', mine: true}]->(meta),
       (google)-[:SUBJECT {name: 'between ours, as claims have', mine: true}]->(meta),
       (ann)-[:READ {name: 'of a claim', mine: true}]->(said),
       (source)-[:STATED_IN {name: 'of a source', mine: true}]->(shop)
"""
AGAIN = facts(claim("google", "CLIENT_OF", "scale-ai", id="once-more", status="ended", reported_on="2025-08-01"))


def test_what_others_put_there_changes_no_answer(store: Store, database: Database) -> None:
    load(store, article())
    before = [answered(store, name) for name in QUERIES], store.state()
    database.run(ANOTHER_APPLICATION)
    assert len(database.foreign()[1]) == 11
    assert ([answered(store, name) for name in QUERIES], store.state()) == before


def answered(store: Store, name: str) -> str:
    query = QUERIES[name]
    return str(ask(store, query, read_parameters(query, query.example)).model_dump_json())


def test_what_others_put_there_outlives_a_load(store: Store, database: Database) -> None:
    load(store, article())
    database.run(ANOTHER_APPLICATION)
    before = database.foreign()
    google = facts(entity("google", ar="غوغل"), *AGAIN.claims.values())
    del google.entities["scale-ai"]
    load(store, google)
    assert clients(store) == ["microsoft", "openai", "xai"]
    assert database.foreign() == before


def test_what_others_put_there_outlives_a_replace(store: Store, database: Database) -> None:
    load(store, article())
    database.run(ANOTHER_APPLICATION)
    before = database.foreign()
    load(store, article(), replace=True)
    assert store.state().digest == digest_of(article())
    assert clients(store) == FOUR
    assert database.foreign() == before


def test_an_entity_that_others_hold_on_to_is_not_taken_away(store: Store, database: Database) -> None:
    load(store, article())
    database.run("MATCH (x:Entity {id: 'xai'}) CREATE (x)<-[:LIKES {mine: true}]-(:Customer {mine: true})")
    before = store.state()
    with pytest.raises(ForeignData, match="relationship LIKES is attached to our xai"):
        load(store, AGAIN, replace=True)
    assert store.state() == before
    assert clients(store) == FOUR
    database.run("MATCH ()-[r:LIKES]->() WHERE r.mine DELETE r")
    load(store, AGAIN, replace=True)
    assert store.state().digest == digest_of(AGAIN)


def test_a_figure_that_others_hold_on_to_is_not_written_anew(store: Store, database: Database) -> None:
    load(store, article())
    database.run("MATCH (f:Figure {metric: 'earnings'}) CREATE (f)<-[:LIKES {mine: true}]-(:Customer {mine: true})")
    with pytest.raises(ForeignData, match="another application"):
        load(store, facts(figure("scale-ai", "earnings", 900, period="2024"), entity("scale-ai", ar="سكيل")))
    assert store.state().digest == digest_of(article())


def test_an_empty_replace_leaves_nothing_of_ours_but_the_mark(store: Store, database: Database) -> None:
    load(store, article())
    database.run("CREATE (:Customer {name: 'Ann', mine: true})")
    load(store, Facts(), replace=True)
    left = database.run("MATCH (n) RETURN DISTINCT labels(n) AS labels ORDER BY labels")
    assert [row["labels"] for row in left] == [["Customer"], ["GraphService"]]
    assert database.run("MATCH ()-[r]->() RETURN count(r) AS edges") == [{"edges": 0}]


# A server that stops, and starts again


@pytest.fixture
def cable(neo4j_server: Neo4jServer) -> Iterator[Cable]:
    server = urlsplit(neo4j_server.uri)
    laid = Cable(server.hostname or "127.0.0.1", server.port or 7687)
    yield laid
    laid.cut()


@pytest.fixture
def far(cable: Cable, store: Store, neo4j: Settings) -> Iterator[Store]:
    """The store, at the other end of the cable."""
    # bolt:// asks that address alone; neo4j:// would be told the server's own.
    found = open_store(neo4j.model_copy(update={"store": f"bolt://127.0.0.1:{cable.port}"}))
    yield found
    found.close()


def test_a_server_that_stops_is_unavailable_and_answers_when_it_is_back(far: Store, cable: Cable) -> None:
    load(far, article())
    assert clients(far) == FOUR
    cable.cut()
    with pytest.raises(StoreUnavailable, match="is it running"):
        clients(far)
    cable.mend()
    assert clients(far) == FOUR


def test_a_server_that_stops_within_an_answer_is_unavailable(far: Store, cable: Cable) -> None:
    load(far, article())
    with pytest.raises(StoreUnavailable, match="is it running"):
        cut_within_an_answer(far, cable)
    cable.mend()
    assert clients(far) == FOUR


def cut_within_an_answer(store: Store, cable: Cable) -> None:
    with store.reading():
        cable.cut()
        store.has_claims_about("google:CLIENT_OF:scale-ai")


@pytest.mark.parametrize("when", ["entities", "claims"])
def test_a_server_that_stops_within_a_load_holds_what_it_held(
    far: Store, cable: Cable, store: Store, when: str
) -> None:
    load(far, AGAIN)

    def cut(what: str, done: int, of: int) -> None:
        if what == when and done == of:
            cable.cut()

    with pytest.raises(StoreUnavailable, match="is it running"):
        load(far, article(), replace=True, progress=cut)
    assert store.state().digest == digest_of(AGAIN)
    cable.mend()
    assert load(far, article()).claims.added == 17


def test_a_question_outlives_a_short_interruption(far: Store, cable: Cable) -> None:
    load(far, article())
    cable.cut()
    with mended_soon(cable):
        assert clients(far) == FOUR


@pytest.mark.parametrize("when", ["entities", "claims"])
def test_a_load_outlives_a_short_interruption(far: Store, cable: Cable, store: Store, when: str) -> None:
    load(far, AGAIN)
    cuts: list[str] = []

    def cut_once(what: str, done: int, of: int) -> None:
        if what == when and not cuts:
            cuts.append(what)
            cable.cut()

    with mended_soon(cable):
        load(far, article(), replace=True, progress=cut_once)
    assert cuts == [when]
    assert store.state().digest == digest_of(article())


@contextmanager
def mended_soon(cable: Cable) -> Iterator[None]:
    """While the block runs, the cable is mended as soon as it is found cut."""
    done = Event()

    def mend() -> None:
        while not done.wait(0.2):
            if cable.is_cut:
                cable.mend()

    with ThreadPoolExecutor(1) as mending:
        mending.submit(mend)
        try:
            yield
        finally:
            done.set()


def test_invalid_facts_are_told_as_such_from_afar(far: Store) -> None:
    dangling = facts(claim("a", "CLIENT_OF", "b"))
    del dangling.entities["b"]
    with pytest.raises(InvalidFacts):
        load(far, dangling)


def test_who_reads_waits_for_what_was_written_before(store: Store) -> None:
    """Of a cluster's followers, which may lag behind; one server is always up to date."""
    assert isinstance(store, Neo4jStore)
    load(store, article())
    written = set(store._bookmarks.get_bookmarks())
    load(store, AGAIN)
    assert written
    assert set(store._bookmarks.get_bookmarks()).isdisjoint(written)
    with store._open(READ_ACCESS) as session:
        session.run("RETURN 1").consume()
        assert session.last_bookmarks().raw_values


# One way to the server and back


ASKED_AT_ONCE = [
    ("shared_vendors", {"client": "google"}, 1),
    ("shared_vendors", {}, 1),
    ("profile", {"entity": "meta"}, 1),
    ("neighbourhood", {"entity": "meta"}, 1),
    ("paths", {"source": "google", "target": "meta"}, 2),  # what it finds are candidates: evidence comes after
    ("claims_behind", {"relationship": "google:CLIENT_OF:scale-ai"}, 3),  # there has to be such a relationship
]


@pytest.mark.parametrize(("name", "asked", "statements_sent"), ASKED_AT_ONCE)
def test_a_question_is_one_statement(
    store: Store, monkeypatch: pytest.MonkeyPatch, name: str, asked: Mapping[str, Any], statements_sent: int
) -> None:
    load(store, article())
    query = QUERIES[name]
    ask(store, query, read_parameters(query, asked))  # the store comes to know the graph's moment
    ran = recorded(monkeypatch)
    assert ask(store, query, read_parameters(query, asked)).rows
    assert len(ran) == statements_sent


def test_a_name_is_looked_up_and_the_question_asked_again(store: Store) -> None:
    load(store, article())
    query = QUERIES["shared_vendors"]
    answer = ask(store, query, read_parameters(query, {"client": "غوغل"}))
    assert [row.client.id for row in answer.rows] == ["google"]
    with pytest.raises(UnknownEntity, match="gooogle"):
        ask(store, query, read_parameters(query, {"client": "gooogle"}))


def test_what_another_store_wrote_is_seen_at_once(store: Store, another: Callable[[], Store]) -> None:
    load(store, article())
    assert clients(store) == FOUR
    load(another(), AGAIN, replace=True)
    assert clients(store) == []
    assert store.state().digest == digest_of(AGAIN)


def test_who_reads_again_is_not_told_of_a_graph_that_is_gone(store: Store, another: Callable[[], Store]) -> None:
    load(store, article())
    assert clients(store) == FOUR
    load(another(), AGAIN, replace=True)
    with pytest.raises(GraphMoved), store.reading(again=True) as digest:
        assert digest == digest_of(article())
    with store.reading(again=True) as digest:
        assert digest == digest_of(AGAIN)


def test_who_asks_within_a_reading_leaves_it_to_that_to_begin_again(store: Store, another: Callable[[], Store]) -> None:
    load(store, article())
    assert clients(store) == FOUR
    load(another(), AGAIN, replace=True)
    tries = 0
    while True:
        tries += 1
        try:
            with store.reading(again=True):
                found = clients(store)
        except GraphMoved:
            continue
        break
    assert (found, tries) == ([], 2)


def test_the_state_of_a_graph_that_never_stands_still_is_given_up(
    store: Store, another: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, article())
    writing, read, tries = another(), store._read_rows, []  # type: ignore[attr-defined]

    def read_while_another_writes(name: str, parameters: Mapping[str, Any]) -> list[Record]:
        rows: list[Record] = read(name, parameters)
        tries.append(name)
        load(writing, AGAIN if len(tries) % 2 else article(), replace=True)
        return rows

    with monkeypatch.context() as busy:
        busy.setattr(store, "_read_rows", read_while_another_writes)
        with pytest.raises(StoreUnavailable, match="written to too often"):
            store.state()
    assert tries == ["state"] * ATTEMPTS
    assert store.state().digest == digest_of(article())


def test_the_moments_lie_before_and_after_what_a_statement_reads(store: Store, database: Database) -> None:
    """By the plan they may: a statement that takes its time, while the graph is written to."""
    load(store, article())
    slow = between_moments("UNWIND range(1, 20000000) AS number RETURN count(number) AS numbers")
    first = turn(database)
    with ThreadPoolExecutor(1) as asking:
        asked = asking.submit(database.run, slow)
        while not asked.done():
            database.run(cypher("turn_begins"))
            database.run(cypher("turn_ends"), turn=turn(database))
    (row,) = asked.result()
    assert first <= row["before"][1] < row["after"][1] <= turn(database)


# A writer that was killed while its commit became visible


def test_a_turn_that_a_killed_writer_left_is_ended_by_the_next_reader(store: Store, database: Database) -> None:
    load(store, article())
    left_behind(database)
    assert clients(store) == FOUR
    assert turn(database) % 2 == 0


def test_a_turn_that_a_killed_writer_left_is_ended_by_the_next_writer(store: Store, database: Database) -> None:
    load(store, article())
    left_behind(database)
    load(store, AGAIN)
    assert turn(database) % 2 == 0


def left_behind(database: Database) -> None:
    database.run(cypher("turn_begins"))
    assert turn(database) % 2 == 1


def turn(database: Database) -> int:
    return int(database.run(cypher("digest"))[0]["turn"])


# Cypher

SAMPLES: dict[str, Any] = {
    "ids": ["google"],
    "id": "google",
    "rows": [],
    "edge_types": ["CLIENT_OF"],
    "entities": ["google"],
    "claims": ["article-01"],
    "named": ["google"],
    "counted": ["CLIENT_OF"],
    "limit": 10,
    "floor": 0,
    "depth": 3,
    "chain_threshold": 1.0,
    "hops": 2,
    "fanout": 5,
    "candidates": 5,
    "keys": ["k"],
    "types": [],
    "include_disputed": True,
    "include_closed": False,
    "schema_version": 1,
    "digest": EMPTY,
    "turn": 1,
    "service": "compute",
    "as_of": "2025-01-01",
    "known_at": "2025-01-01",
}


@pytest.mark.parametrize("name", CYPHER)
def test_each_cypher_file_is_valid(database: Database, name: str) -> None:
    texts = split_statements(cypher(name), "//")
    assert texts
    for text in texts:
        assert database.plan(f"EXPLAIN {text}", samples(text))["operatorType"]


def samples(text: str) -> dict[str, Any]:
    return {name: SAMPLES.get(name) for name in re.findall(r"\$([a-z_]+)", text)}


@pytest.mark.parametrize("name", QUERIES)
def test_a_statement_made_of_files_names_what_the_question_s_file_returns(database: Database, name: str) -> None:
    text = cypher(f"queries/{name}")
    assert returned_columns(text) == database.columns(f"EXPLAIN {text}", samples(text))
    for whole in (answer_statement(name), findings_statement(name)):
        given = database.columns(f"EXPLAIN {whole}", samples(whole))
        assert sorted(given) == ["after", "before", "claims", "coverage", "entities", "found"]


def test_no_value_enters_the_text_of_a_statement() -> None:
    for path in shipped_folder("cypher").rglob("*.cypher"):
        assert "%s" not in path.read_text("utf-8")
        assert "{}" not in path.read_text("utf-8")


def named_in(query: Query[Any, Any]) -> list[str]:
    """The entities and relationships that the question's example is about."""
    parameters = read_parameters(query, query.example)
    return [*parameters.entities_named(), *parameters.relationships_named()]


ABOUT_ONE = [
    *((name, query.example) for name, query in QUERIES.items() if named_in(query)),
    ("shared_vendors", {"vendor": "scale-ai"}),
    ("shared_vendors", {"investor": "meta"}),
    ("shared_vendors", {"client": "google", "investor": "meta", "depth": 4, "chain_threshold": 0}),
    ("neighbourhood", {"entity": "google", "hops": 3}),
    ("escape_routes", {"client": "google"}),
    ("escape_routes", {"client": "google", "service": "data_labelling"}),
]


@pytest.fixture
def crowded(neo4j_store: Store, database: Database) -> Store:
    """The article among many that it doesn't speak of."""
    types = ("CLIENT_OF", "INVESTS_IN", "COMPETES_WITH")
    crowd = facts(*(claim(f"c{number}", type_, "v") for number in range(300) for type_ in types))
    whole = Facts(
        {**article().entities, **crowd.entities},
        {**article().sources, **crowd.sources},
        {**article().claims, **crowd.claims},
    )
    if neo4j_store.state().digest != digest_of(whole):
        fill(neo4j_store, whole)
        # Plans follow the statistics of the indexes, which come some time after the facts.
        database.run("CALL db.prepareForReplanning(60)")
    return neo4j_store


@pytest.mark.parametrize(("name", "asked"), ABOUT_ONE, ids=[f"{name}-{'-'.join(asked)}" for name, asked in ABOUT_ONE])
def test_a_question_about_one_entity_scans_nothing(
    crowded: Store, database: Database, monkeypatch: pytest.MonkeyPatch, name: str, asked: Mapping[str, Any]
) -> None:
    ran = recorded(monkeypatch)
    query = QUERIES[name]
    ask(crowded, query, read_parameters(query, asked))
    sent = {answer_statement(name), findings_statement(name), cypher(f"queries/{name}")}
    assert sent.intersection(text for text, _ in ran)
    for text, parameters in ran:
        assert list(scans(database.plan(f"PROFILE {text}", parameters))) == [], text


def recorded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Mapping[str, Any]]]:
    """Each statement that the store reads by from now on, with its parameters."""
    ran: list[tuple[str, Mapping[str, Any]]] = []

    def record(session: Session, text: str, parameters: dict[str, Any]) -> list[Record]:
        ran.append((text, parameters))
        return read(session, text, parameters)

    monkeypatch.setattr(store_module, "read", record)
    return ran


def scans(plan: Mapping[str, Any]) -> Iterator[str]:
    """The operators that went through all nodes or relationships of a kind."""
    if "Scan" in plan["operatorType"] and plan.get("dbHits"):
        yield f"{plan['operatorType']}: {plan['dbHits']} hits: {plan['args'].get('Details')}"
    for child in plan.get("children", ()):
        yield from scans(child)


# The driver


def test_only_the_neo4j_store_knows_the_driver() -> None:
    package = Path(graph_service.__file__).parent
    knowing = {
        path.relative_to(package).parts[:2]
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] == "neo4j")
        or (isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "neo4j" for alias in node.names))
    }
    assert knowing == {("stores", "neo4j")}


def test_who_uses_a_file_does_not_wait_for_the_driver(tmp_path: Path) -> None:
    code = (
        "import sys; from graph_service import open_graph;"
        "open_graph(sys.argv[1]).load_facts(__import__('graph_service.domain.facts', fromlist=['x']).Facts());"
        "sys.exit('neo4j' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "graph.db")], check=False).returncode == 0


# Last, as a server may refuse everybody for a while after wrong passwords


def test_a_wrong_password_is_refused_with_the_settings_to_mend(neo4j: Settings) -> None:
    with pytest.raises(StoreAccessDenied, match="set NEO4J_USERNAME and NEO4J_PASSWORD") as raised:
        open_store(neo4j.model_copy(update={"neo4j_password": SecretStr("not the password")}))
    assert isinstance(raised.value, GraphServiceError)
    assert "not the password" not in str(raised.value)
