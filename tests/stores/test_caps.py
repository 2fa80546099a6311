"""What isn't looked at is said in the certificate, and the rest is what it would be."""

from typing import Any

import pytest

from graph_service.domain.facts import Facts
from graph_service.queries import disputes, fragility
from graph_service.stores.port import Store
from graph_service.use_cases.ask import Answer, ask, query_named, read_parameters
from tests.cases import article, facts
from tests.cases.shared_vendors import buys, holds, rivals
from tests.stores.conftest import Holding


def answer(store: Store, name: str, **asked: Any) -> Answer[Any]:
    query = query_named(name)
    return ask(store, query, read_parameters(query, asked))


@pytest.mark.parametrize(("contracts", "left"), [(1, ["google"]), (3, ["google", "microsoft", "openai"])])
def test_fragility_looks_at_the_first_contracts_and_says_so(
    holding: Holding, monkeypatch: pytest.MonkeyPatch, contracts: int, left: list[str]
) -> None:
    monkeypatch.setattr(fragility, "CONTRACTS", contracts)
    found = answer(holding(article()), "fragility")
    assert [row.client.id for row in found] == left
    assert found.certificate.capped is not None
    assert f"the first {contracts} contracts" in found.certificate.capped


def test_fragility_that_looks_at_all_says_nothing(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragility, "CONTRACTS", 4)
    found = answer(holding(article()), "fragility")
    assert len(found) == 4
    assert found.certificate.capped is None


def disputed() -> Facts:
    """Two clients whose contracts are disputed, and a stake; a conflict of each client rests on both."""
    denied = [buys(client, id=f"no-{client}", status="denied", certainty="reported") for client in ("c1", "c2")]
    stakes = [holds(30), holds(40, id="more", source="other")]
    return facts(*(buys(client) for client in ("c1", "c2")), *denied, rivals("c1"), rivals("c2"), *stakes)


def rows(found: Answer[Any]) -> list[tuple[str, int]]:
    return [(row.relationship.id, row.conflicts_count) for row in found]


def test_disputes_looks_at_the_first_relationships_and_says_so(
    holding: Holding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disputes, "CANDIDATES", 2)
    found = answer(holding(disputed()), "disputes")
    assert rows(found) == [("c1:CLIENT_OF:vendor", 1), ("c2:CLIENT_OF:vendor", 1)]
    assert found.certificate.capped is not None
    assert "the first 2 relationships" in found.certificate.capped


def test_disputes_counts_the_conflicts_of_the_first_contracts_and_says_so(
    holding: Holding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disputes, "CONTRACTS", 1)
    found = answer(holding(disputed()), "disputes")
    assert rows(found) == [
        ("c1:CLIENT_OF:vendor", 1),
        ("investor:INVESTS_IN:vendor", 1),
        ("c2:CLIENT_OF:vendor", 0),
    ]
    assert found.certificate.capped is not None
    assert "the first 1 contracts" in found.certificate.capped


def test_disputes_that_looks_at_all_says_nothing(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disputes, "CANDIDATES", 3)
    monkeypatch.setattr(disputes, "CONTRACTS", 2)
    found = answer(holding(disputed()), "disputes")
    assert rows(found) == [
        ("investor:INVESTS_IN:vendor", 2),
        ("c1:CLIENT_OF:vendor", 1),
        ("c2:CLIENT_OF:vendor", 1),
    ]
    assert found.certificate.capped is None
