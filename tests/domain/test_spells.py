"""The row of spells that a relationship comes to: when it held, and as what."""

from typing import Any

import pytest

from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.admission import collect_context
from tests.domain.saying import contract, held, holding, office, spells, surely_held, version

REGISTER: dict[str, Any] = {"source": "register"}


def stakes(found: list[RelationshipVersion]) -> list[float | None]:
    return [v.stake_percent for v in found]


# One contract after another


def test_a_contract_that_ended_and_began_again_did_not_hold_between() -> None:
    claims = [
        contract("first", "ended", "2020-06-01", valid_from="2018-01-01", valid_to="2020-05-31"),
        contract("second", "active", "2023-03-01", valid_from="2023-02-01"),
    ]
    found = spells(*claims)
    assert held(found) == surely_held(found) == [("2018-01-01", "2020-06-01"), ("2023-02-01", END)]
    assert [v.disputed for v in found] == [False, False]
    assert [version(*claims, as_of=day).verdict(day) for day in ("2019-06-01", "2021-06-01", "2024-06-01")] == [
        "certain",
        "no",
        "certain",
    ]


def test_before_the_renewal_was_known_it_was_over() -> None:
    claims = [
        contract("first", "ended", "2020-06-01", valid_from="2018-01-01", valid_to="2020-05-31"),
        contract("second", "active", "2023-03-01", valid_from="2023-02-01"),
    ]
    assert held(spells(*claims, known_at="2023-02-28")) == [("2018-01-01", "2020-06-01")]


def test_what_was_renewed_on_the_day_after_held_throughout_and_is_certain() -> None:
    found = spells(
        contract("first", on="2018-01-05", valid_from="2018-01-01", valid_to="2020-12-31", **REGISTER),
        contract("renewal", on="2021-01-05", valid_from="2021-01-01", **REGISTER),
    )
    assert {
        day: next(v.verdict(day) for v in found if v.shown_from <= day < v.shown_to)
        for day in ("2017-12-31", "2018-01-01", "2020-12-31", "2021-01-01", "2024-06-01")
    } == {
        "2017-12-31": "no",
        "2018-01-01": "certain",
        "2020-12-31": "certain",
        "2021-01-01": "certain",
        "2024-06-01": "certain",
    }
    assert {(v.held_from, v.held_to, v.surely_from, v.surely_to) for v in found} == {
        ("2018-01-01", END, "2018-01-01", END)
    }


def test_the_spells_of_a_row_are_shown_one_after_the_other_from_the_beginning_to_the_end() -> None:
    found = spells(
        contract("first", "ended", "2020-06-01", valid_from="2018-01-01", valid_to="2020-05-31"),
        contract("second", "active", "2023-03-01", valid_from="2023-02-01"),
    )
    assert [(v.shown_from, v.shown_to) for v in found] == [(BEGINNING, "2023-02-01"), ("2023-02-01", END)]
    assert [v.is_current for v in found] == [False, True]


def test_a_spell_rests_on_the_claims_that_speak_of_its_days() -> None:
    found = spells(
        contract("first", "ended", "2020-06-01", valid_from="2018-01-01", valid_to="2020-05-31"),
        contract("second", "active", "2023-03-01", valid_from="2023-02-01"),
    )
    assert [v.claims for v in found] == [("first",), ("second",)]


def test_what_was_over_and_is_announced_anew_is_shown_as_announced_after_its_spell() -> None:
    first, second = spells(
        contract("first", "ended", "2020-06-01", valid_from="2018-01-01", valid_to="2020-05-31"),
        contract("second", "announced", "2023-03-01", valid_from="2024-01-01"),
    )
    assert held([first, second]) == [("2018-01-01", "2020-06-01")]
    assert (first.status, second.status) == ("ended", "announced")
    assert (second.shown_from, second.shown_to, second.disputed) == ("2023-03-01", END, False)


# Stakes that changed


def test_a_stake_that_changed_is_each_number_in_its_time() -> None:
    found = spells(
        holding(
            "held-49", on="2020-01-10", valid_from="2020-01-01", valid_to="2021-12-31", stake_percent=49, **REGISTER
        ),
        holding("held-5", on="2022-01-10", valid_from="2022-01-01", stake_percent=5, **REGISTER),
    )
    assert stakes(found) == [49, 5]
    assert held(found) == surely_held(found) == [("2020-01-01", "2022-01-01"), ("2022-01-01", END)]


@pytest.mark.parametrize("source", ["register", "newspaper"])
def test_a_stake_that_changed_without_an_end_is_each_number_in_its_time(source: str) -> None:
    found = spells(
        holding("held-49", on="2020-01-10", valid_from="2020-01-01", stake_percent=49, **REGISTER),
        holding("held-5", on="2022-01-10", valid_from="2022-01-01", stake_percent=5, source=source),
    )
    assert stakes(found) == [49, 5]
    assert held(found) == surely_held(found) == [("2020-01-01", "2022-01-01"), ("2022-01-01", END)]
    # Another source's word stands beside it in the range; the same source's later word replaces it.
    assert found[1].stake_max == (5 if source == "register" else 49)


@pytest.mark.parametrize("source", ["register", "newspaper"])
def test_a_partial_start_is_the_new_number_from_its_last_day(source: str) -> None:
    found = spells(
        holding("held-49", on="2020-01-10", valid_from="2020-01-01", stake_percent=49, **REGISTER),
        holding("held-5", on="2022-07-01", valid_from="2022-06", stake_percent=5, source=source),
    )
    assert stakes(found) == [49, 5]
    assert [v.valid_from for v in found] == ["2020-01-01", "2022-06-30"]


# Spells that touch, overlap or lie inside each other


def test_spells_of_one_number_that_touch_are_one() -> None:
    (found,) = spells(
        holding("a", on="2020-02-01", valid_from="2019-01-01", valid_to="2020-02-29", stake_percent=5),
        holding("b", on="2020-04-01", valid_from="2020-03-01", valid_to="2021-12-31", stake_percent=5),
    )
    assert held([found]) == surely_held([found]) == [("2019-01-01", "2022-01-01")]
    assert found.claims == ("a", "b")


def test_a_leap_day_between_two_spells_is_a_gap() -> None:
    found = spells(
        holding("a", on="2020-02-01", valid_from="2019-01-01", valid_to="2020-02-28", stake_percent=5),
        holding("b", on="2020-04-01", valid_from="2020-03-01", valid_to="2021-12-31", stake_percent=5),
    )
    assert held(found) == [("2019-01-01", "2020-02-29"), ("2020-03-01", "2022-01-01")]


def test_a_month_that_ends_in_a_leap_day_includes_it() -> None:
    found = spells(holding("a", "ended", "2020-06-01", valid_from="2020-02-29", valid_to="2020-02-29"))
    assert held(found) == surely_held(found) == [("2020-02-29", "2020-03-01")]
    (vague,) = spells(holding("a", "ended", "2020-06-01", valid_from="2019-01-01", valid_to="2020-02"))
    assert held([vague]) == [("2019-01-01", "2020-03-01")]


def test_on_a_day_that_two_spells_share_both_numbers_are_in_the_range() -> None:
    found = spells(
        holding("a", on="2020-02-01", valid_from="2019-01-01", valid_to="2020-03-01", stake_percent=5),
        holding("b", on="2020-04-01", valid_from="2020-03-01", valid_to="2021-12-31", stake_percent=49),
    )
    assert held(found) == [("2019-01-01", "2020-03-01"), ("2020-03-01", "2020-03-02"), ("2020-03-02", "2022-01-01")]
    assert [(v.stake_min, v.stake_max) for v in found] == [(5, 5), (5, 49), (49, 49)]
    assert stakes(found) == [5, 49, 49]


def test_a_spell_inside_another_is_told_by_its_own_number() -> None:
    found = spells(
        holding("a", on="2020-02-01", valid_from="2019-01-01", valid_to="2021-12-31", stake_percent=5),
        holding("b", on="2020-02-01", valid_from="2020-03-01", valid_to="2020-03-31", stake_percent=49),
    )
    assert stakes(found) == [5, 49, 5]
    assert held(found) == [("2019-01-01", "2020-03-01"), ("2020-03-01", "2020-04-01"), ("2020-04-01", "2022-01-01")]


def test_three_sources_with_three_ends_are_certain_until_the_first_and_possible_until_the_last() -> None:
    (found,) = spells(
        contract("a", "ended", "2024-01-01", valid_from="2020-01-01", valid_to="2022-12-31"),
        contract("b", "ended", "2024-01-02", valid_from="2020-01-01", valid_to="2023-03-31"),
        contract("c", "ended", "2024-01-03", valid_from="2020-01-01", valid_to="2023-06-30"),
    )
    assert held([found]) == [("2020-01-01", "2023-07-01")]
    assert surely_held([found]) == [("2020-01-01", "2023-01-01")]


def test_certain_days_after_possible_ones_that_followed_certain_ones_begin_a_spell() -> None:
    found = spells(
        contract("a", on="2020-01-01", valid_from="2019-01-01", valid_to="2020"),
        contract("b", on="2021-03-01", valid_from="2021-01-01"),
    )
    assert held(found) == [("2019-01-01", "2021-01-01"), ("2021-01-01", END)]
    assert surely_held(found) == [("2019-01-01", "2020-01-02"), ("2021-01-01", END)]


# Offices


def test_offices_held_one_after_the_other_are_told_by_their_days() -> None:
    found = spells(
        office("cfo", "ended", "2021-06-01", valid_from="2018-01-01", valid_to="2021-05-31", role="CFO"),
        office("ceo", on="2021-06-01", valid_from="2021-06-01", role="CEO"),
    )
    assert [v.role for v in found] == ["CFO", "CEO"]
    assert held(found) == surely_held(found) == [("2018-01-01", "2021-06-01"), ("2021-06-01", END)]
    assert not any(v.disputed for v in found)


# Lifetimes


def test_nothing_holds_before_one_end_was_founded_nor_after_one_was_dissolved() -> None:
    claim = holding("a", on="2020-01-01")
    context = collect_context(
        [claim], [], lifetimes={"meta": ("2004-02-04", END), "scale-ai": ("2016-01-01", "2025-01-01")}
    )
    (found,) = spells(claim, context=context)
    assert held([found]) == [("2016-01-01", "2025-01-01")]
    assert surely_held([found]) == [("2020-01-01", "2025-01-01")]


def test_what_is_said_to_hold_after_the_end_of_a_party_holds_on_no_day() -> None:
    claim = holding("a", on="2020-01-01", valid_from="2019-01-01")
    (found,) = spells(claim, context=collect_context([claim], [], lifetimes={"scale-ai": (BEGINNING, "2018-01-01")}))
    assert (found.status, held([found])) == ("active", [])


def test_a_lifetime_takes_away_the_spells_outside_it() -> None:
    claims = [
        contract("first", "ended", "2020-06-01", valid_from="2018-01-01", valid_to="2020-05-31"),
        contract("second", "active", "2023-03-01", valid_from="2023-02-01"),
    ]
    context = collect_context(claims, [], lifetimes={"google": (BEGINNING, "2022-01-01")})
    assert held(spells(*claims, context=context)) == [("2018-01-01", "2020-06-01")]
