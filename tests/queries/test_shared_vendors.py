"""Whichever parameter the conflicts are entered by, they are those of the whole graph that it names."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.relationship import RelationshipVersion
from graph_service.queries.kinds import Finding
from graph_service.queries.reader import ScopedReader
from graph_service.queries.shared import contracts
from graph_service.queries.shared.contracts import ContractSearch
from graph_service.queries.shared.holdings import vendors_below
from graph_service.queries.shared_vendors import Conflict, SharedVendorsParameters, find_conflicts
from tests.queries.webs import DAY, PARTIES, read, related, version

Web = list[RelationshipVersion]


@st.composite
def webs(draw: st.DrawFn) -> Web:
    """Relationships of which some are over, with stakes known and unknown."""
    pairs = draw(related("CLIENT_OF", "COMPETES_WITH", "INVESTS_IN", most=40))
    ends = st.sampled_from([DAY, "9999-12-31", "9999-12-31"])
    stakes = st.sampled_from([None, 0.5, 15.0, 60.0])
    return [
        version(*pair, valid_to=draw(ends), stake_percent=draw(stakes) if pair[1] == "INVESTS_IN" else None)
        for pair in pairs
    ]


ASKED = st.fixed_dictionaries(
    {"depth": st.integers(1, 4), "chain_threshold": st.sampled_from([0, 1, 20]), "include_closed": st.booleans()}
)


def found(graph: ScopedReader, **asked: Any) -> dict[Any, Finding[Conflict]]:
    return {finding.key: finding for finding in find_conflicts(graph, SharedVendorsParameters(**asked))}


@pytest.mark.parametrize("many", [0, 1, 1000])
@given(web=webs(), asked=ASKED, named=st.sampled_from(PARTIES), other=st.sampled_from(PARTIES))
def test_conflicts_are_the_same_by_whomever_they_are_entered(
    many: int, web: Web, asked: dict[str, Any], named: str, other: str
) -> None:
    graph = read(web)
    every = found(graph, **asked)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(contracts, "MANY", many)
        for what in ("client", "vendor", "investor"):
            assert found(graph, **asked, **{what: named}) == {
                key: conflict for key, conflict in every.items() if getattr(conflict.values, what) == named
            }
        assert found(graph, **asked, vendor=named, investor=other) == {
            key: conflict
            for key, conflict in every.items()
            if (conflict.values.vendor, conflict.values.investor) == (named, other)
        }


def test_many_clients_and_many_holdings(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []

    def noted(word: str, look: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*asked: Any) -> Any:
            looked_at.append(word)
            return look(*asked)

        return noting

    monkeypatch.setattr(contracts, "vendors_below", noted("below", vendors_below))
    competitors = ContractSearch._competitors_of
    monkeypatch.setattr(ContractSearch, "_competitors_of", noted("competitors", competitors))
    graph = read(
        [
            version("a", "INVESTS_IN", "f", stake_percent=30.0),
            version("a", "COMPETES_WITH", "b"),
            *(version(client, "CLIENT_OF", "f") for client in "bcdehijklmnop"),
        ]
    )
    assert len(found(graph, vendor="f")) == len(found(graph, investor="a")) == 1
    assert looked_at == ["below"]


def test_what_is_held_directly_and_unknown_is_reached_through_a_chain_too() -> None:
    graph = read(
        [
            version("a", "INVESTS_IN", "b"),  # nobody says how much, so no chain leads on from here
            version("a", "INVESTS_IN", "c", stake_percent=60.0),
            version("c", "INVESTS_IN", "b", stake_percent=60.0),
            version("b", "INVESTS_IN", "d", stake_percent=60.0),
            version("a", "COMPETES_WITH", "e"),
            *(version("e", "CLIENT_OF", vendor) for vendor in "bcd"),
        ]
    )
    assert {conflict.values.vendor for conflict in found(graph, investor="a").values()} == set("bcd")
