"""What counts as a contradiction between claims; the rules one by one are the cases of `disputes`."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.resolution.admission import admit
from graph_service.domain.resolution.disagreement import Disagreement, contradictions, disagreements
from graph_service.domain.resolution.resolve import resolve_on_day
from tests.domain.saying import LATE, contract, holding, version
from tests.strategies import Triple, histories, tier_of

TRIPLES: list[Triple] = [("e2", "INVESTS_IN", "e1"), ("e0", "CLIENT_OF", "e1")]


def found(claims: list[RelationshipClaim], day: str = LATE) -> list[Disagreement]:
    return list(disagreements(admit(claims, tier_of if claims[0].source in ("s0", "s1", "s2") else lambda _: "A"), day))


@given(histories(TRIPLES[0], min_size=1) | histories(TRIPLES[1], min_size=1))
def test_it_is_told_about_what_there_is_a_dispute_where_the_relationship_is_disputed(
    claims: list[RelationshipClaim],
) -> None:
    for day in ("2023-06-01", "2024-06-15", "2025-06-12", LATE):
        version = resolve_on_day(claims, tier_of, day)
        assert version is not None
        if version.verdict(day) == "no":
            continue
        about = [each for each in found(claims, day) if each.kind == "status"]
        assert [each.sides[0].position for each in about] == [version.status] * len(about)
        elsewhere = list(contradictions(admit(claims, tier_of), [], day))
        assert bool(about or elsewhere) == version.disputed


def test_a_claim_that_speaks_of_other_days_only_contradicts_from_elsewhere() -> None:
    claims = [contract("a", on="2025-01-01", disputes=["b"]), contract("b", on="2024-01-01", valid_to="2024-06-30")]
    assert version(*claims).disputed
    assert found(claims) == []
    (each,) = contradictions(admit(claims, lambda _: "A"), [], LATE)
    assert each.kind == "contradiction"
    assert [[s.claim.id for s in side.claims] for side in each.sides] == [["a"], ["b"]]


@given(histories(TRIPLES[0], min_size=1) | histories(TRIPLES[1], min_size=1))
def test_the_first_of_several_sides_is_held(claims: list[RelationshipClaim]) -> None:
    for each in found(claims):
        assert len(each.sides) > 1
        assert [side.is_held for side in each.sides] == [True] + [False] * (len(each.sides) - 1)
        assert not any(side.is_held for side in each.part_sides)


@given(histories(TRIPLES[0], min_size=2, max_size=8), st.randoms())
def test_disagreements_do_not_depend_on_the_order_of_claims(claims: list[RelationshipClaim], random: Random) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert found(shuffled) == found(claims)


@given(histories(TRIPLES[0], min_size=1))
def test_no_claim_is_on_two_sides(claims: list[RelationshipClaim]) -> None:
    for each in found(claims):
        ids = [s.claim.id for side in (*each.sides, *each.part_sides) for s in side.claims]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (49, 49.4, True),
        (49, 49.6, False),
        (5, 5.04, True),
        (5, 5.06, False),
        (0.5, 0.504, True),
        (33.3, 33.33, True),
        (33.3, 33.36, False),
        (100, 99.6, True),
        (100, 99.4, False),
        (10, 14.3, False),
    ],
)
def test_numbers_are_the_same_if_rounding_makes_them_so(one: float, other: float, same: bool) -> None:
    claims = [holding("a", stake_percent=one), holding("b", stake_percent=other)]
    assert (found(claims) == []) is same


def test_a_further_tranche_does_not_contradict_the_stake_that_is_held() -> None:
    assert found([holding("a", stake_percent=11), holding("b", "announced", "2025-07-01", stake_percent=13)]) == []


def test_a_contract_without_numbers_is_disagreed_about_in_status_only() -> None:
    claims = [contract("a"), contract("b", "denied", certainty="reported")]
    assert [(each.kind, each.held_because) for each in found(claims)] == [("status", "surest")]
