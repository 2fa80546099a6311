"""Rings and paths beyond the cap are left out alike by both stores, and the certificate says so."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest

from graph_service.domain.facts import Facts
from graph_service.queries import circular_deals, paths
from graph_service.queries.shared.rings import find_rings
from graph_service.stores.port import Store
from graph_service.use_cases.ask import Answer, ask, query_named, read_parameters
from tests.cases import claim, facts
from tests.stores.conftest import Holding

# Each of four holds a part of each other and buys from it: six rings of two, eight of three, six of four.
EVERYBODY = facts(
    *(claim(one, type_, other) for one, other in permutations("abcd", 2) for type_ in ("INVESTS_IN", "CLIENT_OF"))
)
# From "a" to "z" through any of five, of which the last is the surest.
FAN: Facts = facts(
    *(claim("a", "PARTNERS_WITH", middle) for middle in "bcdef"),
    *(claim(middle, "PARTNERS_WITH", "z") for middle in "bcde"),
    claim("f", "PARTNERS_WITH", "z", certainty="confirmed"),
    claim("a", "PARTNERS_WITH", "f", id="surer", certainty="confirmed"),
)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    find_rings.cache_clear()
    yield
    find_rings.cache_clear()


def answer(store: Store, name: str, **asked: Any) -> Answer[Any]:
    query = query_named(name)
    return ask(store, query, read_parameters(query, asked))


def ids(found: Answer[Any]) -> list[str]:
    return ["".join(entity.id for entity in row.entities) for row in found]


def test_the_shortest_rings_are_looked_at_first(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circular_deals, "MOST", 8)
    found = answer(holding(EVERYBODY), "circular_deals")
    assert ids(found) == ["ab", "ac", "ad", "bc", "bd", "cd", "abc", "abd"]
    assert found.certificate.capped is not None
    assert "more than 8 rings" in found.certificate.capped


def test_the_rings_of_one_entity_are_capped_by_themselves(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circular_deals, "MOST", 8)
    store = holding(EVERYBODY)
    assert answer(store, "circular_deals", entity="d", max_length=2).certificate.capped is None
    found = answer(store, "circular_deals", entity="d")
    assert ids(found) == ["ad", "bd", "cd", "abd", "acd", "adb", "bcd", "adc"]
    assert found.certificate.capped is not None


def test_as_many_rings_as_the_cap_are_all_of_them(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circular_deals, "MOST", 20)
    found = answer(holding(EVERYBODY), "circular_deals")
    assert len(found) == 20
    assert found.certificate.capped is None


def test_a_cap_is_said_on_every_page(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circular_deals, "MOST", 8)
    store = holding(EVERYBODY)
    first = answer(store, "circular_deals", limit=5)
    rest = answer(store, "circular_deals", limit=5, cursor=first.next)
    assert [len(first), len(rest)] == [5, 3]
    assert first.certificate.capped == rest.certificate.capped is not None
    assert rest.next is None


def test_of_too_many_paths_the_first_by_id_are_looked_at(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    store = holding(FAN)
    assert ids(answer(store, "paths", source="a", target="z")) == ["afz", "abz", "acz", "adz", "aez"]
    monkeypatch.setattr(paths, "MOST", 3)
    found = answer(store, "paths", source="a", target="z")
    assert ids(found) == ["abz", "acz", "adz"]
    assert found.certificate.capped is not None
    assert "more than 3 such paths" in found.certificate.capped


def test_a_cap_on_paths_is_the_same_for_the_k_best(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MOST", 4)
    found = answer(holding(FAN), "paths", source="a", target="z", k=2)
    assert ids(found) == ["abz", "acz"]
    assert found.certificate.capped is not None
