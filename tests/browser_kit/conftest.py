"""The kit against a real Neo4j.

* `store` (module): the Neo4j store; `fill` puts facts into it where it holds others.
* `article` (module): the same, with the article's facts.
* `run` (module): asks the server itself, as the Browser does, past our own code.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from neo4j import GraphDatabase

from graph_service.importers import read_folders
from graph_service.stores.open import open_store
from graph_service.stores.port import Store
from graph_service.support.resources import shipped_folder
from tests.neo4j_server import Neo4jServer
from tests.stores.conftest import fill, settings_of

Run = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def store(neo4j_server: Neo4jServer) -> Iterator[Store]:
    opened = open_store(settings_of(neo4j_server))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def article(store: Store) -> Store:
    fill(store, read_folders([shipped_folder("seed_data") / "article"]))
    return store


@pytest.fixture(scope="module")
def run(neo4j_server: Neo4jServer) -> Iterator[Run]:
    server = neo4j_server
    with GraphDatabase.driver(
        server.uri, auth=(server.user, server.password), notifications_min_severity="OFF"
    ) as driver:
        yield lambda query: [
            dict(record) for record in driver.execute_query(query, database_=server.database, routing_="r").records
        ]
