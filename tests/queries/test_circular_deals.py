"""Rings of any graph are those that networkx finds by brute force: each once, none that comes to an entity twice."""

from collections.abc import Iterator
from itertools import product

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.domain.relationship_types import RELATIONSHIP_TYPES, TypeName
from graph_service.queries import circular_deals
from graph_service.queries.circular_deals import BUYS, CircularDealsParameters
from graph_service.queries.shared.rings import RING_KINDS, RingKind, find_rings
from tests.queries.webs import GROUP, PARTIES, SCOPED, Related, read, related, version

PAYMENTS = related("INVESTS_IN", "CLIENT_OF")
LENGTHS = st.integers(2, circular_deals.LONGEST)
Ring = tuple[str, ...]


def brute_force(paid: list[Related], max_length: int, kind: RingKind) -> set[Ring]:
    """Every simple cycle of entities with a way round that makes it one of the kind, from its smallest id on."""
    graph = nx.DiGraph([(payer, payee) for payer, _, payee in paid if GROUP not in (payer, payee)])
    cycles = (tuple(cycle) for cycle in nx.simple_cycles(graph, length_bound=max_length))
    rotated = (cycle[cycle.index(min(cycle)) :] + cycle[: cycle.index(min(cycle))] for cycle in cycles)
    return {cycle for cycle in rotated if any(is_of(kind, way) for way in ways_round(cycle, paid))}


def ways_round(cycle: Ring, paid: list[Related]) -> Iterator[tuple[TypeName, ...]]:
    hops = zip(cycle, [*cycle[1:], cycle[0]], strict=True)
    return product(*[[type_ for payer, type_, payee in paid if (payer, payee) == hop] for hop in hops])


def is_of(kind: RingKind, way: tuple[TypeName, ...]) -> bool:
    holdings = way.count("INVESTS_IN")
    return {"circular": 0 < holdings < len(way), "cross_holding": holdings == len(way), "mutual_trade": not holdings}[
        kind
    ]


def found(paid: list[Related], **asked: object) -> list[tuple[RingKind, Ring]]:
    """The kind and the entities of each row, in order."""
    p = CircularDealsParameters.model_validate({**SCOPED, **asked})
    candidates = list(circular_deals.find(read([version(*each) for each in paid]), p))
    assert circular_deals.describe_cap(candidates, p) is None
    rows = sorted(circular_deals.finish(candidates, p), key=lambda finding: finding.key)
    return [(row.values.kind, row.values.ring) for row in rows]


@settings(deadline=None)
@given(PAYMENTS, LENGTHS, st.sampled_from(RING_KINDS))
def test_the_rings_of_a_whole_graph_are_those_of_brute_force(
    paid: list[Related], max_length: int, kind: RingKind
) -> None:
    rings = found(paid, max_length=max_length, kinds=[kind])
    assert {ring for _, ring in rings} == brute_force(paid, max_length, kind)
    assert len(rings) == len(set(rings))
    assert [ring for _, ring in rings] == sorted((ring for _, ring in rings), key=lambda ring: (len(ring), ring))


@settings(deadline=None)
@given(PAYMENTS, LENGTHS, st.sampled_from(PARTIES))
def test_the_rings_of_one_entity_are_those_of_the_whole_graph_that_it_is_on(
    paid: list[Related], max_length: int, entity: str
) -> None:
    of_all = found(paid, max_length=max_length, kinds=list(RING_KINDS))
    of_one = found(paid, max_length=max_length, kinds=list(RING_KINDS), entity=entity)
    assert sorted(of_one) == sorted(row for row in of_all if entity in row[1])


@settings(deadline=None)
@given(PAYMENTS, st.permutations(RING_KINDS))
def test_the_kinds_asked_for_together_are_those_asked_for_one_by_one(
    paid: list[Related], kinds: list[RingKind]
) -> None:
    one_by_one = [row for kind in kinds for row in found(paid, kinds=[kind])]
    assert sorted(found(paid, kinds=kinds)) == sorted(one_by_one)


def test_no_more_rings_are_found_than_wanted_and_the_shortest_are() -> None:
    everybody = tuple(
        sorted((one, other, buys) for one in "abcd" for other in "abcd" for buys in ("equity", "service"))
    )
    paid = tuple(each for each in everybody if each[0] != each[1])
    rings = find_rings(paid, None, 4, ("circular",), 4)
    assert rings == (("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"))


def test_money_goes_where_the_table_of_types_says() -> None:
    assert BUYS == {"INVESTS_IN": "equity", "CLIENT_OF": "service"}
    assert all(not RELATIONSHIP_TYPES[type_].symmetric for type_ in BUYS)
