"""A graph in memory answers like the store that holds the same facts."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph_service.domain.claim import FigureClaim, RelationshipClaim
from graph_service.domain.facts import Facts
from graph_service.domain.names import lookup_keys, normal_form
from graph_service.domain.resolution.admission import collect_context
from graph_service.domain.resolution.resolve import resolve, resolve_figures
from graph_service.domain.scope import Scope
from graph_service.domain.vocabulary import EntityKind, Tier
from graph_service.queries.base import Parameters
from graph_service.queries.kinds import CandidatesToFinish, Finding, Key, Query, RowsInOrder, RowsToSort
from graph_service.queries.memory_reader import MemoryReader
from graph_service.queries.reader import ScopedReader
from graph_service.queries.registry import QUERIES
from graph_service.stores.sqlite import SqliteStore, name_search
from graph_service.stores.sqlite.connection import connect
from graph_service.stores.sqlite.reader import SqliteReader
from graph_service.use_cases.load import load
from tests.cases import article, entity, facts
from tests.strategies import KINDS, graphs

SCOPES = st.builds(
    Scope,
    as_of=st.sampled_from(["2024-06-30", "2025-06-13", "2026-01-01"]),
    known_at=st.sampled_from(["2024-12-31", "2025-06-27", "2026-01-01"]),
    min_certainty=st.sampled_from(["inferred", "stated"]),
    include_disputed=st.booleans(),
)
ENTITIES = st.sampled_from(list(KINDS))
SERVICES = st.sampled_from(["compute", "chips", "data_labelling"])
QUESTIONS = st.one_of(
    st.just(("shared_vendors", {"chain_threshold": 0})),
    st.builds(lambda entity: ("shared_vendors", {"investor": entity}), ENTITIES),
    st.builds(lambda entity: ("profile", {"entity": entity}), ENTITIES),
    st.builds(lambda entity: ("neighbourhood", {"entity": entity, "hops": 2, "include_closed": True}), ENTITIES),
    st.builds(lambda text: ("search", {"q": text}), st.sampled_from(["google", "غوغل", "شركة", "e1", "zzz"])),
    st.builds(lambda kind: ("search", {"q": "google", "kind": kind}), st.sampled_from(["company", "lab"])),
    st.sampled_from(
        [
            ("claims_behind", {"relationship": "e0:CLIENT_OF:e1"}),
            ("claims_behind", {"relationship": "e0:valuation:2025-06-27:USD"}),
        ]
    ),
    st.builds(lambda client, service: ("escape_routes", {"client": client, "service": service}), ENTITIES, SERVICES),
    st.builds(lambda client, vendor: ("escape_routes", {"client": client, "vendor": vendor}), ENTITIES, ENTITIES),
    st.builds(lambda vendor: ("departures", {"vendor": vendor}), ENTITIES),
    st.builds(lambda investor: ("departures", {"investor": investor, "competing_only": True}), ENTITIES),
    st.builds(lambda entity: ("timeline", {"entity": entity}), ENTITIES),
    st.builds(lambda vendor: ("concentration", {"vendor": vendor}), ENTITIES),
    st.just(("disputes", {})),
    st.just(("fragility", {})),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    path: Path = tmp_path_factory.mktemp("memory") / "graph.db"
    store = SqliteStore(path)
    yield store
    store.close()


def in_memory(facts: Facts) -> MemoryReader:
    claims = list(facts.claims.values())

    def tier_of(source: str) -> Tier:
        return facts.sources[source].tier

    context = collect_context(claims, claims)
    return MemoryReader(
        facts.entities.values(),
        resolve([claim for claim in claims if isinstance(claim, RelationshipClaim)], tier_of, context),
        [(claim, facts.sources[claim.source]) for claim in claims],
        resolve_figures([claim for claim in claims if isinstance(claim, FigureClaim)], tier_of, context),
    )


def find_all(
    query: Query[Any, Any], graph: ScopedReader, parameters: Parameters, after: Key | None = None
) -> list[Finding[Any]]:
    """What is found in memory; rows in order, as they come."""
    match query:
        case RowsInOrder():
            return list(query.find(graph, parameters, after))
        case RowsToSort() | CandidatesToFinish():
            return list(query.find(graph, parameters))
    raise TypeError(query.name)


def in_order(findings: list[Finding[Any]]) -> list[Finding[Any]]:
    return sorted(findings, key=lambda finding: finding.key)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(facts=graphs(max_claims=9), asked=st.lists(QUESTIONS, min_size=8, max_size=8), scope=SCOPES)
def test_memory_answers_like_the_store(
    store: SqliteStore, facts: Facts, asked: list[tuple[str, dict[str, Any]]], scope: Scope
) -> None:
    load(store, facts, replace=True)
    memory = ScopedReader(in_memory(facts), scope)
    for name, given_ in asked:
        query = QUERIES[name]
        parameters = query.parameters.model_validate(given_)
        found = find_all(query, memory, parameters)
        assert in_order(found) == in_order(store.look(query, parameters, scope, None, 1000).found)
        if isinstance(query, RowsInOrder):
            keys = [finding.key for finding in found]
            assert keys == sorted(keys)
            for at, key in enumerate(keys, 1):
                assert [finding.key for finding in find_all(query, memory, parameters, key)] == keys[at:]


def test_candidates_are_the_same_whichever_of_a_names_keys_are_rare(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    stems = ("Alpha", "Alpine", "Beta Alpha", "Company", "The Company Alpha")
    kinds: tuple[EntityKind, ...] = ("company", "lab")
    crowd = facts(*(entity(f"e{at:03}", kinds[at % 2], en=f"{stems[at % 5]} {at}") for at in range(120)))
    load(store, crowd, replace=True)
    memory = in_memory(crowd)
    monkeypatch.setattr(name_search, "RARE", (5, 40))
    with closing(connect(store.path)) as connection:
        reader = SqliteReader(connection)
        for text in ("alpha 7", "e117", "company", "alpha company 11", "beta", "1", "nobody", ""):
            asked = lookup_keys(normal_form(text))
            for kind in (None, *kinds):
                for limit in (1, 7, 50, 500):
                    assert reader.candidates(asked, limit, kind) == memory.candidates(asked, limit, kind)


def test_one_relationship_may_be_another_and_the_rest_stays() -> None:
    reader = in_memory(article())
    (meta,) = reader.versions("meta:INVESTS_IN:scale-ai")
    less = reader.with_versions([meta.id], [replace(meta, stake_percent=10.0)])
    assert [version.stake_percent for version in less.incoming("scale-ai", "INVESTS_IN")] == [10]
    assert [version.stake_percent for version in reader.incoming("scale-ai", "INVESTS_IN")] == [49]
    assert list(less.every("CLIENT_OF")) == list(reader.every("CLIENT_OF"))
    assert less.with_versions([meta.id], []).outgoing("meta", "INVESTS_IN") == ()
