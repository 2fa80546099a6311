"""Disputes work wherever claims stand: between relationships, types and figures, and between times."""

from typing import Any

import pytest

from graph_service.domain.claim import Claim, RelationshipClaim
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.admission import collect_context
from graph_service.domain.resolution.resolve import resolve, resolve_figures
from graph_service.domain.retraction import Retraction
from tests.domain.saying import LATE, contract, holding, rivalry, spells, valuation, version, visible

DAY, LATER = "2024-01-10", "2024-02-01"


def read(
    *claims: Claim, known_at: str = LATE, floor: int = 0, retractions: tuple[Retraction, ...] = ()
) -> dict[str, bool]:
    """Whether each relationship and figure is disputed, by its type or metric."""
    context = collect_context(claims, claims, retractions)
    relationships = resolve([c for c in claims if isinstance(c, RelationshipClaim)], lambda _: "A", context)
    by_type: dict[str, list[RelationshipVersion]] = {}
    for each in relationships:
        by_type.setdefault(each.type, []).append(each)
    seen = {type_: visible(versions, known_at, floor) for type_, versions in by_type.items()}
    figures = resolve_figures([c for c in claims if not isinstance(c, RelationshipClaim)], lambda _: "A", context)
    return {type_: found.disputed for type_, found in seen.items() if found} | {
        f.metric: f.disputed
        for f in figures
        if f.known_from <= known_at < f.known_to and f.floor_from <= floor < f.floor_to
    }


def retracted(claim: str, on: str | None) -> tuple[Retraction, ...]:
    kind = "withdrawn" if on else "mistaken"
    return (Retraction.model_validate({"id": "r", "claim": claim, "kind": kind, "on": on, "note": {"en": "Wrong."}}),)


WRONG_BUYER = holding("wrong", on=DAY, stake_percent=40)
RIGHT = contract("right", on=LATER, disputes=["wrong"], certainty="confirmed")


def test_what_is_named_in_another_relationship_is_disputed_and_so_is_what_names_it() -> None:
    assert read(WRONG_BUYER, RIGHT) == {"INVESTS_IN": True, "CLIENT_OF": True}


def test_without_the_dispute_neither_is() -> None:
    assert read(WRONG_BUYER, contract("right", on=LATER)) == {"INVESTS_IN": False, "CLIENT_OF": False}


def test_it_changes_nothing_but_that() -> None:
    context = collect_context([WRONG_BUYER], [RIGHT])
    disputed, alone = version(WRONG_BUYER, context=context), version(WRONG_BUYER)
    assert disputed.verdict(LATER) == alone.verdict(LATER) == "certain"
    assert (disputed.status, disputed.stake_percent) == (alone.status, alone.stake_percent) == ("active", 40)


def test_a_figure_disputes_a_relationship() -> None:
    assert read(WRONG_BUYER, valuation("v", 28e9, LATER, disputes=["wrong"])) == {"INVESTS_IN": True, "valuation": True}


def test_a_relationship_disputes_a_figure() -> None:
    assert read(valuation("v", 28e9, DAY), holding("h", on=LATER, disputes=["v"])) == {
        "INVESTS_IN": True,
        "valuation": True,
    }


def test_in_a_ring_all_are_disputed() -> None:
    assert read(
        holding("h", on=DAY, disputes=["c"]),
        contract("c", on=DAY, disputes=["r"]),
        rivalry("r", on=DAY, disputes=["h"]),
    ) == {"INVESTS_IN": True, "CLIENT_OF": True, "COMPETES_WITH": True}


def test_a_dispute_with_what_is_not_there_is_none() -> None:
    assert read(holding("h", on=DAY, disputes=["nobody"])) == {"INVESTS_IN": False}


def test_there_is_none_before_the_other_claim_is_known() -> None:
    assert read(WRONG_BUYER, RIGHT, known_at="2024-01-31") == {"INVESTS_IN": False}
    assert read(WRONG_BUYER, RIGHT, known_at=LATER) == {"INVESTS_IN": True, "CLIENT_OF": True}


def test_word_against_a_claim_that_is_not_known_yet_is_no_news() -> None:
    claims = [holding("early", on=DAY), holding("late", on="2024-06-01")]
    context = collect_context(claims, [contract("c", on=LATER, disputes=["late"])])
    found = resolve(claims, lambda _: "A", context)
    assert [(v.known_from, v.disputed) for v in found] == [(DAY, False), ("2024-06-01", True)]


def test_there_is_none_with_a_claim_less_sure_than_asked_for() -> None:
    faint = RIGHT.model_copy(update={"certainty": "inferred"})
    assert read(WRONG_BUYER, faint, floor=0)["INVESTS_IN"]
    assert read(WRONG_BUYER, faint, floor=1) == {"INVESTS_IN": False}


def test_there_is_none_once_either_claim_is_withdrawn() -> None:
    for taken_back, other in (("right", "INVESTS_IN"), ("wrong", "CLIENT_OF")):
        retractions = retracted(taken_back, "2024-06-01")
        assert read(WRONG_BUYER, RIGHT, known_at="2024-05-31", retractions=retractions)[other]
        assert read(WRONG_BUYER, RIGHT, known_at="2024-06-01", retractions=retractions) == {other: False}


def test_there_never_was_one_with_what_is_mistaken() -> None:
    assert read(WRONG_BUYER, RIGHT, known_at=LATER, retractions=retracted("right", None)) == {"INVESTS_IN": False}


def test_a_claim_that_a_step_forward_replaced_and_that_gives_no_value_bears_on_nothing_any_more() -> None:
    replaced = contract("plan", "announced", DAY)
    claims = replaced, contract("now", on=LATER), rivalry("r", on=LATER, disputes=["plan"])
    assert read(*claims, known_at=LATER) == {"CLIENT_OF": False, "COMPETES_WITH": True}


@pytest.mark.parametrize(
    "value",
    [
        {"stake_percent": 40},
        {"amount": {"value": 1, "currency": "USD", "basis": "paid"}},
    ],
)
def test_a_claim_that_was_replaced_but_still_gives_the_value_bears_on_it(value: dict[str, Any]) -> None:
    claims = holding("plan", "announced", DAY, **value), holding("now", on=LATER), contract("c", disputes=["plan"])
    assert read(*claims) == {"INVESTS_IN": True, "CLIENT_OF": True}


def test_a_value_that_its_source_replaced_bears_on_nothing_any_more() -> None:
    claims = (
        holding("old", on=DAY, stake_percent=40, source="register"),
        holding("new", on=LATER, stake_percent=5, source="register"),
        contract("c", disputes=["old"]),
    )
    assert read(*claims) == {"INVESTS_IN": False, "CLIENT_OF": True}


# Between times


def test_spells_that_dispute_each_other_are_both_disputed() -> None:
    found = spells(
        contract("first", "ended", "2020-06-01", valid_from="2018-01-01", valid_to="2020-05-31"),
        contract("second", "active", "2023-03-01", valid_from="2023-02-01", disputes=["first"]),
    )
    assert [(v.claims, v.disputed) for v in found] == [(("first",), True), (("second",), True)]


def test_a_dispute_about_one_spell_leaves_the_other() -> None:
    claims = [
        contract("first", "ended", "2020-06-01", valid_from="2018-01-01", valid_to="2020-05-31"),
        contract("second", "active", "2023-03-01", valid_from="2023-02-01"),
    ]
    context = collect_context(claims, [rivalry("r", on="2020-01-01", disputes=["first"])])
    assert [v.disputed for v in spells(*claims, context=context)] == [True, False]


def test_claims_of_one_relationship_are_beside_nothing() -> None:
    claims = [contract("a"), contract("b", disputes=["a"])]
    assert collect_context(claims, claims).contradictions == {}
