"""Compares loading into Neo4j with plain batches of `UNWIND … CREATE` of the same rows.

    python -m benchmarks.neo4j_load [--relationships 20000] [--rounds 3]

The contestants take turns on one server. Each starts from an empty database with our constraints and indexes. The bare
one gets ready-made rows, checks nothing and resolves nothing. Their transactions have the same records.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from time import perf_counter
from typing import Any

from neo4j import Driver, GraphDatabase

from benchmarks.figures import figure, format_figure, ratio
from benchmarks.generator import Size, generate_facts
from graph_service.domain.facts import Facts
from graph_service.domain.resolution.resolve import resolve
from graph_service.graph import Graph
from graph_service.stores.neo4j import Neo4jStore
from graph_service.stores.neo4j.nodes import (
    claim_properties,
    entity_properties,
    relationship_row,
    source_properties,
)
from tests.neo4j_server import Neo4jServer, neo4j_for_tests

STEP = 20_000
"""How many records go into one transaction."""

BATCH = 5_000
"""How many rows the bare contestant passes to a statement."""

EMPTIED = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"

BARE = {
    "entities": "UNWIND $rows AS row CREATE (e:Entity:$(row.label)) SET e = row",
    "sources": "UNWIND $rows AS row CREATE (s:Source) SET s = row",
    "claims": (
        "UNWIND $rows AS row MATCH (subject:Entity {id: row.subject}) MATCH (object:Entity {id: row.object}) "
        "MATCH (source:Source {id: row.source}) CREATE (c:Claim) SET c = row "
        "CREATE (c)-[:SUBJECT]->(subject) CREATE (c)-[:OBJECT]->(object) CREATE (c)-[:STATED_IN]->(source)"
    ),
    "relationships": (
        "UNWIND $rows AS row MATCH (subject:Entity {id: row.subject}) MATCH (object:Entity {id: row.object}) "
        "CREATE (subject)-[r:$(row.edge)]->(object) SET r = row.properties"
    ),
}

Rows = Mapping[str, Sequence[dict[str, Any]]]


def run_contest(server: Neo4jServer, size: Size, rounds: int) -> dict[str, Any]:
    """The relationships a second of both, and their ratio."""
    steps = list(generate_facts(size, STEP))
    tier_of = {id_: source.tier for step in steps for id_, source in step.sources.items()}.__getitem__
    all_rows = [_rows(step, tier_of) for step in steps]
    seconds: dict[str, list[float]] = {"bare": [], "ours": []}
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        for number in range(rounds + 1):  # the first warms the server up
            for name in ("bare", "ours") if number % 2 else ("ours", "bare"):
                _empty(driver, server)
                with Graph(Neo4jStore(server.uri, server.user, server.password, server.database)) as graph:
                    start = perf_counter()
                    if name == "bare":
                        _bare(driver, server, all_rows)
                    else:
                        for step in steps:
                            graph.load_facts(step)
                    taken = perf_counter() - start
                print(f"  {name}: {size.relationships / taken:,.0f} relationships/s", file=sys.stderr, flush=True)
                if number:
                    seconds[name].append(taken)
    return {
        "relationships": size.relationships,
        **{name: figure(size.relationships / each for each in taken) for name, taken in seconds.items()},
        "of_bare": ratio(seconds["bare"], seconds["ours"]),
    }


def _rows(facts: Facts, tier_of: Callable[[str], Any]) -> Rows:
    claims: list[Any] = list(facts.claims.values())
    return {
        "entities": [entity_properties(each) for each in facts.entities.values()],
        "sources": [source_properties(each) for each in facts.sources.values()],
        "claims": [claim_properties(each) for each in claims],
        "relationships": [relationship_row(each) for each in resolve(claims, tier_of)],
    }


def _bare(driver: Driver, server: Neo4jServer, all_rows: Sequence[Rows]) -> None:
    for rows in all_rows:
        with driver.session(database=server.database) as session, session.begin_transaction() as transaction:
            for name, statement in BARE.items():
                rest = iter(rows[name])
                while batch := list(islice(rest, BATCH)):
                    transaction.run(statement, rows=batch).consume()
            transaction.commit()


def _empty(driver: Driver, server: Neo4jServer) -> None:
    with driver.session(database=server.database) as session:
        session.run(EMPTIED).consume()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.neo4j_load", description=__doc__)
    parser.add_argument("--relationships", type=int, default=20_000, help="a fifth as many entities")
    parser.add_argument("--rounds", type=int, default=3, help="how often each contestant takes its turn")
    asked = parser.parse_args()
    with neo4j_for_tests(os.environ) as server:
        results = run_contest(server, Size(asked.relationships // 5, asked.relationships), asked.rounds)
    print(json.dumps(results, indent=1))
    print(f"ours loads {format_figure(results['of_bare'])} of what bare UNWIND … CREATE loads in the same time")


if __name__ == "__main__":
    main()
