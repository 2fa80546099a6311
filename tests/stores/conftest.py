"""The stores under test: what takes `store` or `holding` runs on both, embedded and Neo4j.

* `embedded`, `neo4j` (session): where each store is, as settings: a new file, and an emptied database.
* `embedded_store`, `neo4j_store` (session): each store, open.
* `settings`, `opened` (session, both stores in turn): the same under one name.
* `store`: the open store, empty.
* `holding`: gives the open store with the facts asked for, and loads them only if it holds others: the
  digest tells. Cases with the same facts run one after another, so that these are loaded once.
* `another`: opens the same store once more, as another process would.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase
from pydantic import SecretStr

from graph_service.domain.digest import EMPTY, combine
from graph_service.domain.facts import Facts
from graph_service.domain.record import Record, content_hash
from graph_service.settings import Settings
from graph_service.stores.open import open_store
from graph_service.stores.port import Store
from graph_service.use_cases.load import load
from tests.neo4j_server import Neo4jServer

Holding = Callable[[Facts], Store]

BOTH = ["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.hookimpl(trylast=True)  # after pytest's own, which puts the tests of one store together
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Cases with the same facts take places one after another, of all places that cases have."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, item in enumerate(items):
        given: dict[str, Any] = (
            item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        )
        if "case" in given:
            places.setdefault((given["settings"], digest_of(given["case"].facts)), []).append(place)
    in_order = [items[place] for same in places.values() for place in same]
    for place, item in zip(sorted(chain.from_iterable(places.values())), in_order, strict=True):
        items[place] = item


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(store=str(tmp_path_factory.mktemp("embedded") / "graph.db"))


@pytest.fixture(scope="session")
def driver(neo4j_server: Neo4jServer) -> Iterator[Driver]:
    """Past our own code, as another application would see the database."""
    server = neo4j_server
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as opened:
        yield opened


@pytest.fixture(scope="session")
def neo4j(neo4j_server: Neo4jServer, driver: Driver) -> Settings:
    # A run that was cut short may have left another application's data here, which no load takes away.
    driver.execute_query("MATCH (n) DETACH DELETE n", database_=neo4j_server.database)
    return settings_of(neo4j_server)


def settings_of(server: Neo4jServer) -> Settings:
    return Settings(
        store=server.uri,
        neo4j_username=server.user,
        neo4j_password=SecretStr(server.password),
        neo4j_database=server.database,
    )


@pytest.fixture(scope="session")
def embedded_store(embedded: Settings) -> Iterator[Store]:
    store = open_store(embedded)
    yield store
    store.close()


@pytest.fixture(scope="session")
def neo4j_store(neo4j: Settings) -> Iterator[Store]:
    store = open_store(neo4j)
    yield store
    store.close()


@pytest.fixture(scope="session", params=BOTH)
def settings(request: pytest.FixtureRequest) -> Settings:
    found: Settings = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def opened(settings: Settings, request: pytest.FixtureRequest) -> Store:
    name = "neo4j_store" if "://" in settings.store else "embedded_store"
    store: Store = request.getfixturevalue(name)
    return store


@pytest.fixture
def store(opened: Store) -> Store:
    fill(opened, Facts())
    return opened


@pytest.fixture(scope="session")
def holding(opened: Store) -> Holding:
    def filled(facts: Facts) -> Store:
        fill(opened, facts)
        return opened

    return filled


@pytest.fixture
def another(settings: Settings) -> Iterator[Callable[[], Store]]:
    stores: list[Store] = []

    def once_more() -> Store:
        stores.append(open_store(settings))
        return stores[-1]

    yield once_more
    for store in stores:
        store.close()


def fill(store: Store, facts: Facts) -> None:
    """See that the store holds these facts and no others."""
    with store.reading() as digest:
        there = digest == digest_of(facts)
    if not there:
        load(store, facts, replace=True)
        with store.reading() as digest:
            assert digest == digest_of(facts), "the digest of the graph is not that of its records"


def digest_of(facts: Facts) -> str:
    """The digest of a graph that holds these facts, worked out from the records alone."""
    kinds: dict[str, Mapping[str, Record]] = {
        "entity": facts.entities,
        "source": facts.sources,
        "claim": facts.claims,
        "retraction": facts.retractions,
    }
    hashes = [content_hash(kind, each.canonical()) for kind, records in kinds.items() for each in records.values()]
    return combine(EMPTY, added=sum(hashes))
