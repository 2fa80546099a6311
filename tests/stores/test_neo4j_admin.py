"""`neo4j-admin database import`, really run: the imported database is the one that our own writes make.

* `industry` (module): a file with all facts that come along, and some that are hard to write as CSV.
* `imported` (module): a server whose database was imported from that file's export, and opened by nobody yet.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.export.neo4j_admin import write_folder
from graph_service.importers import read_folders
from graph_service.queries.registry import QUERIES
from graph_service.settings import Settings
from graph_service.stores.open import open_store
from graph_service.stores.port import Store
from graph_service.stores.sqlite import SqliteStore
from graph_service.support.resources import shipped_folder
from graph_service.use_cases.ask import ask, read_parameters
from graph_service.use_cases.copy import copy
from graph_service.use_cases.load import load
from tests.cases import claim, facts, figure
from tests.neo4j_server import Neo4jServer, NoNeo4j, through_maven
from tests.stores.conftest import settings_of

pytestmark = pytest.mark.neo4j

HARD = Entity(
    id="hard",
    kind="company",
    names={"en": 'Say "Hard", Ltd;\nand\tsons', "ar": "«صعب»، ٢"},
    aliases=("a;b", "c,d", "'", '"', "\\", "back\\slash", '","', "end\\"),
    identifiers={"lei": "0042"},
)


def hard_to_write() -> Facts:
    """Quotes, commas, lines and semicolons; numbers great and small; versions that are not current."""
    given = facts(
        claim("hard", "INVESTS_IN", "v", stake_percent=0.1, note={"en": 'He said: "no",\n\nand\tleft; so?'}),
        claim("hard", "INVESTS_IN", "v", id="later", status="ended", reported_on="2025-08-01"),
        claim("w", "CLIENT_OF", "v", id="only-denied", status="denied"),
        claim("w", "COMPETES_WITH", "v", id="dated-in-the-future", reported_on="2025-12-01"),
        figure("v", "revenue", 10**17 + 1, period="2024"),
        figure("v", "net_income", -1.5e-7, period="2024", id="loss"),
        figure("v", "employees", 7, id="staff", valid_from="2024", currency=None),
    )
    given.entities["hard"] = HARD
    return given


@pytest.fixture(scope="module")
def industry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path_factory.mktemp("industry") / "graph.db")
    load(store, read_folders([shipped_folder("seed_data") / name for name in ("article", "ai_industry")]))
    load(store, hard_to_write())
    yield store
    store.close()


@pytest.fixture(scope="module")
def imported(
    neo4j_server: Neo4jServer, industry: SqliteStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Neo4jServer]:
    folder = tmp_path_factory.mktemp("neo4j-admin")
    write_folder(industry, folder)
    reason = ""
    try:
        with through_maven("--import", folder) as server:
            yield server
    except NoNeo4j as why:
        reason = str(why)
    if reason:
        # Where Docker gives the tests their server, its image would have to be given the folder too.
        pytest.skip(f"no importer for the tests: {reason}")


@pytest.fixture(scope="module")
def opened(imported: Neo4jServer) -> Iterator[Store]:
    store = open_store(settings_of(imported))
    yield store
    store.close()


@pytest.fixture(scope="module")
def driver_of_imported(imported: Neo4jServer) -> Iterator[Driver]:
    with GraphDatabase.driver(imported.uri, auth=(imported.user, imported.password)) as driver:
        yield driver


def held(driver: Driver) -> tuple[Counter[str], Counter[str]]:
    """Every node and every relationship, with all its properties and their types."""
    nodes = driver.execute_query("MATCH (n) RETURN labels(n) AS labels, properties(n) AS held").records
    edges = driver.execute_query(
        "MATCH (a)-[r]->(b) RETURN [labels(a), a.id, labels(b), b.id] AS ends, type(r) AS type, properties(r) AS held"
    ).records
    return (
        Counter(f"{sorted(node['labels'])} {in_order(node['held'])}" for node in nodes),
        Counter(f"{edge['ends']} {edge['type']} {in_order(edge['held'])}" for edge in edges),
    )


def in_order(properties: dict[str, Any]) -> str:
    # How many commits there were is not a part of the graph.
    return repr(sorted((name, value) for name, value in properties.items() if name != "turn"))


def test_the_service_takes_the_imported_database_for_its_own(opened: Store, industry: SqliteStore) -> None:
    assert opened.state() == industry.state()


def test_it_holds_property_for_property_what_our_own_writes_make(
    opened: Store, driver_of_imported: Driver, industry: SqliteStore, neo4j: Settings, driver: Driver
) -> None:
    written = open_store(neo4j)
    copy(industry, written, replace=True)
    written.close()
    for theirs, ours in zip(held(driver_of_imported), held(driver), strict=True):
        assert (theirs - ours, ours - theirs) == (Counter(), Counter())


def test_its_constraints_and_indexes_are_made_when_it_is_opened(opened: Store, driver_of_imported: Driver) -> None:
    made = driver_of_imported.execute_query("SHOW INDEXES YIELD name, state RETURN name, state").records
    named = {f"graph_service_{name}" for name in ("graph", "entity", "source", "claim", "retraction")}
    named |= {f"graph_service_{name}" for name in ("claim_about", "figure", "services", "names")}
    assert {row["name"] for row in made} >= named
    assert {row["state"] for row in made} == {"ONLINE"}
    unique = driver_of_imported.execute_query("SHOW CONSTRAINTS YIELD name RETURN count(name) AS found").records
    assert unique[0]["found"] == 5


@pytest.mark.parametrize("name", ["shared_vendors", "profile", "search"])
def test_it_answers_as_the_file_does(opened: Store, industry: SqliteStore, name: str) -> None:
    query = QUERIES[name]
    parameters = read_parameters(query, {**query.example, "as_of": "2026-01-01", "known_at": "2026-01-01"})
    theirs, ours = (ask(store, query, parameters).model_dump_json() for store in (opened, industry))
    assert theirs == ours


def test_it_is_loaded_into_as_any_other(opened: Store, industry: SqliteStore, tmp_path: Path) -> None:
    more = facts(claim("hard", "INVESTS_IN", "v", id="later-still", reported_on="2025-09-01"))
    del more.entities["hard"], more.entities["v"]
    load(opened, more)
    other = SqliteStore(tmp_path / "graph.db")
    copy(industry, other)
    load(other, more)
    assert opened.state() == other.state()
    other.close()
