"""Facts beside what a store holds: looked up as a load would, and nothing is changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from graph_service.cli.fact_defects import find_defects, look_up_content
from graph_service.domain.claim import CLAIM
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts
from graph_service.domain.source import Source
from graph_service.errors import Defect, InvalidFacts
from graph_service.stores.sqlite import SqliteStore
from graph_service.use_cases.load import load
from tests.importers.folders import claim, contract, entity, source
from tests.stores.conftest import Holding
from tests.strategies import graphs

PARTIES = TypeAdapter(list[Entity]).validate_python([entity("google"), entity("meta"), entity("scale-ai")])


def facts(*claims: dict[str, object], parties: list[Entity] | None = None) -> Facts:
    return Facts(
        entities={each.id: each for each in (PARTIES if parties is None else parties)},
        sources={"page": Source.model_validate(source())} if parties is None else {},
        claims={str(each["id"]): CLAIM.validate_python(each) for each in claims},
    )


def test_what_the_graph_holds_counts_and_stays(holding: Holding) -> None:
    held = facts(claim("c1"))
    store = holding(held)
    before = store.state()
    new = facts(contract("c2", disputes=["c1"]), claim("c1", stake_percent=5), parties=[])
    there = look_up_content(store, new)
    assert (set(there.sources), set(there.claims), there.kinds["google"]) == ({"page"}, {"c1"}, "company")
    (defect,) = find_defects(new, there)
    assert defect.problem.startswith("the graph holds another claim with the id c1")
    assert store.state() == before
    assert load(store, held).changed_nothing  # no lock is left behind


@settings(max_examples=40, deadline=None)
@given(held=graphs(), new=graphs(), lacking=st.sets(st.sampled_from(["e0", "e1", "e2", "s0", "s1", "c0", "c1", "c2"])))
def test_there_is_a_defect_where_a_load_refuses_and_none_where_it_does_not(
    held: Facts, new: Facts, lacking: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    part = Facts(
        entities={id_: each for id_, each in new.entities.items() if id_ not in lacking},
        sources={id_: each for id_, each in new.sources.items() if id_ not in lacking},
        claims={id_: each for id_, each in new.claims.items() if id_ not in lacking},
    )
    store = SqliteStore(tmp_path_factory.mktemp("graph") / "graph.db")
    if held.claims:  # otherwise the graph has nothing that the part could lean on
        load(store, held)
    defects = find_defects(part, look_up_content(store, part))
    refused: list[Defect] = []
    try:
        load(store, part)
    except InvalidFacts as error:
        refused = error.defects
    assert set(refused) == set(defects)
    store.close()
