"""Both stores give the same answers: random facts, random questions, and not a byte between them.

Hypothesis looks for new facts in each run; where the environment has CI, it takes the same ones each time.
"""

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from neo4j import Driver

from graph_service.domain.claim import Claim
from graph_service.domain.facts import Facts
from graph_service.queries import search
from graph_service.stores.port import Store
from graph_service.use_cases.ask import apply_scope
from graph_service.use_cases.load import load
from tests.cases import entity, facts
from tests.stores.conftest import digest_of, fill
from tests.stores.questions import Question, told

pytestmark = pytest.mark.neo4j

GRAPHS = 30


# An example takes a second or two, as it asks one loaded graph all that can be asked.
@settings(max_examples=GRAPHS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=told(), limit=st.integers(1, 3), anew=st.sampled_from([False] * 5 + [True]))
def test_both_stores_agree(
    embedded_store: Store,
    neo4j_store: Store,
    driver: Driver,
    told: tuple[Facts, list[Question]],
    limit: int,
    anew: bool,
) -> None:
    drawn, asked = told
    fill(neo4j_store, drawn)
    if anew:  # else plans are kept, and none of another graph would be tried
        driver.execute_query("CALL db.clearQueryCaches()")
    load_in_two_steps(embedded_store, drawn)
    assert embedded_store.state() == neo4j_store.state()
    for question in asked:
        note(str(question))
        whole = question.outcome(embedded_store)
        assert question.outcome(neo4j_store) == whole
        if whole.startswith("{"):
            rows = question.rows(embedded_store, limit=1000)
            assert question.rows(embedded_store, limit=limit) == rows
            assert question.rows(neo4j_store, limit=limit) == rows


def load_in_two_steps(store: Store, drawn: Facts) -> None:
    """Some of the claims first, so that the rest is resolved anew together with those."""
    first: dict[str, Claim] = {}
    for claim in sorted(drawn.claims.values(), key=lambda claim: claim.known_on):
        if claim.id < "c5" and not claim.disputes and first.keys() >= set(claim.supersedes):
            first[claim.id] = claim
    load(store, Facts(drawn.entities, drawn.sources, first), replace=True)
    load(store, drawn)
    assert store.state().digest == digest_of(drawn)


def test_both_stores_cut_the_candidates_of_a_name_alike(embedded_store: Store, neo4j_store: Store) -> None:
    names = ("Alpha", "Alpha Company", "The Company Alpha of Names", "Company")
    crowd = facts(*(entity(f"e{number:03}", en=f"{names[number % 4]} {number}") for number in range(600)))
    parameters = search.SearchParameters(q="alpha company 7", limit=1000, min_score=0)
    found = []
    for store in (embedded_store, neo4j_store):
        fill(store, crowd)
        found.append(store.look(search.QUERY, parameters, apply_scope(parameters), None, 1).found)
    by_id = [sorted(candidates, key=lambda candidate: candidate.entities) for candidates in found]
    assert len(by_id[0]) == search.CANDIDATES < 600
    assert by_id[0] == by_id[1]
