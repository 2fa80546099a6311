"""Whose word is replaced: by name, or by the later word of the same source."""

from typing import Any

import pytest

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import END
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import Status
from tests.domain.saying import contract, held, holding, office, spells, version

REGISTER: dict[str, Any] = {"source": "register"}
DAY, LATER = "2024-01-01", "2025-01-01"


def stake(found: RelationshipVersion) -> tuple[float | None, float | None, float | None]:
    return found.stake_percent, found.stake_min, found.stake_max


def usd(value: float, **more: Any) -> dict[str, Any]:
    return {"value": value, "currency": "USD", "basis": "paid", **more}


# The later word of one source


@pytest.mark.parametrize(
    ("before", "after"), [("ended", "active"), ("denied", "active"), ("planned_end", "active"), ("active", "denied")]
)
def test_a_source_that_changes_its_mind_does_not_disagree_with_itself(before: Status, after: Status) -> None:
    claims = contract("a", before, DAY, **REGISTER), contract("b", after, LATER, **REGISTER)
    found = version(*claims)
    assert (found.status, found.disputed) == (after, False)
    assert found.claims == ("a", "b")
    assert version(*(claim.model_copy(update={"source": claim.id}) for claim in claims)).disputed == (after == "active")


def test_a_later_word_is_not_known_before_it_is_said() -> None:
    claims = holding("a", on=DAY, stake_percent=49, **REGISTER), holding("b", on=LATER, stake_percent=5, **REGISTER)
    assert version(*claims, known_at=DAY).stake_percent == 49


def test_a_later_word_replaces_the_stake_and_its_place_in_the_range() -> None:
    found = version(
        holding("a", on=DAY, stake_percent=49, **REGISTER), holding("b", on=LATER, stake_percent=5, **REGISTER)
    )
    assert stake(found) == (5, 5, 5)


def test_a_less_sure_later_word_of_the_same_source_replaces_too() -> None:
    found = version(
        holding("a", on=DAY, stake_percent=49, certainty="confirmed", **REGISTER),
        holding("b", on=LATER, stake_percent=5, certainty="reported", **REGISTER),
    )
    assert (found.stake_percent, found.certainty) == (5, 1)


def test_another_sources_later_word_stands_beside_it() -> None:
    assert stake(version(holding("a", on=DAY, stake_percent=49), holding("b", on=LATER, stake_percent=5))) == (5, 5, 49)


def test_a_later_word_without_a_stake_leaves_the_stake() -> None:
    assert stake(version(holding("a", on=DAY, stake_percent=49, **REGISTER), holding("b", on=LATER, **REGISTER))) == (
        49,
        49,
        49,
    )


def test_a_later_sum_replaces_only_one_of_its_kind() -> None:
    found = version(
        holding("a", on=DAY, amount=usd(1), **REGISTER),
        holding("b", on=DAY, amount=usd(7, period="2024"), **REGISTER),
        holding("c", on=LATER, amount=usd(3), **REGISTER),
    )
    assert (found.amount, found.amount_low, found.amount_high) == (3, 3, 3)
    other = version(
        holding("a", on=DAY, amount=usd(1), **REGISTER), holding("b", on=LATER, stake_percent=5, **REGISTER)
    )
    assert (other.amount, other.stake_percent) == (1, 5)


def test_an_announcement_replaces_no_word_of_what_is_held() -> None:
    found = version(
        holding("a", on=DAY, stake_percent=5, **REGISTER),
        holding("b", "announced", LATER, stake_percent=49, **REGISTER),
    )
    assert (found.status, found.pending, found.stake_percent) == ("active", ("b",), 5)


def test_undated_word_is_never_the_later_one() -> None:
    undated = holding("b", reported_on=None, recorded_on=LATER, stake_percent=5, **REGISTER)
    assert stake(version(holding("a", on=DAY, stake_percent=49, **REGISTER), undated)) == (49, 5, 49)


def test_word_of_the_same_day_stands_beside_it() -> None:
    assert stake(
        version(holding("a", on=DAY, stake_percent=49, **REGISTER), holding("b", on=DAY, stake_percent=5, **REGISTER))
    )[1:] == (5, 49)


def test_a_source_that_says_it_contradicts_itself_is_heard_twice() -> None:
    found = version(
        holding("a", on=DAY, stake_percent=49, **REGISTER),
        holding("b", on=LATER, stake_percent=5, disputes=["a"], **REGISTER),
    )
    assert (found.disputed, found.stake_min, found.stake_max) == (True, 5, 49)


def test_the_later_word_leaves_the_earlier_one_to_the_days_that_only_that_covers() -> None:
    found = spells(
        office("a", on="2020-01-10", valid_from="2020-01-01", role="CFO", **REGISTER),
        office("b", on="2022-01-10", valid_from="2022-01-01", role="CEO", **REGISTER),
    )
    assert [v.role for v in found] == ["CFO", "CEO"]
    assert held(found) == [("2020-01-01", "2022-01-01"), ("2022-01-01", END)]


def test_a_later_word_about_a_part_replaces_none_about_the_whole() -> None:
    found = version(
        contract("a", on=DAY, **REGISTER), contract("b", "ended", LATER, part="the second contract", **REGISTER)
    )
    assert (found.status, found.partial) == ("active", False)


# By name


def test_what_is_superseded_by_name_is_not_heard_whoever_says_so_and_however_sure() -> None:
    found = version(
        holding("a", "ended", DAY, stake_percent=49, certainty="confirmed"),
        holding("b", on=LATER, stake_percent=5, certainty="reported", supersedes=["a"]),
    )
    assert (found.status, found.disputed, found.certainty, stake(found)) == ("active", False, 1, (5, 5, 5))
    assert found.claims == ("a", "b")


def test_what_is_superseded_by_name_has_no_say_in_what_its_successor_leaves_out() -> None:
    assert stake(version(holding("a", on=DAY, stake_percent=49), holding("b", on=LATER, supersedes=["a"])))[0] is None


def test_a_correction_of_the_same_day_supersedes() -> None:
    assert stake(
        version(holding("a", on=DAY, stake_percent=5, supersedes=["b"]), holding("b", on=DAY, stake_percent=49))
    ) == (5, 5, 5)


def test_nothing_supersedes_what_is_known_later() -> None:
    claims = holding("a", on=LATER, stake_percent=49), holding("b", on=DAY, stake_percent=5, supersedes=["a"])
    assert stake(version(*claims))[1:] == (5, 49)


def test_what_supersedes_may_be_superseded_and_the_first_stays_replaced() -> None:
    found = version(
        holding("a", on="2023-01-01", stake_percent=49),
        holding("b", on=DAY, stake_percent=20, supersedes=["a"]),
        holding("c", on=LATER, stake_percent=5, supersedes=["b"]),
    )
    assert stake(found) == (5, 5, 5)


def test_of_two_that_supersede_each_other_the_later_does() -> None:
    claims = (
        holding("a", on=DAY, stake_percent=49, supersedes=["b"]),
        holding("b", on=DAY, stake_percent=5, supersedes=["a"]),
    )
    assert stake(version(*claims)) == (5, 5, 5)


def test_in_a_ring_of_three_all_are_heard() -> None:
    ring: list[RelationshipClaim] = [
        holding("a", on=DAY, stake_percent=49, supersedes=["b"]),
        holding("b", on=DAY, stake_percent=20, supersedes=["c"]),
        holding("c", on=DAY, stake_percent=5, supersedes=["a"]),
    ]
    assert stake(version(*ring))[1:] == (5, 49)


def test_what_is_not_admitted_supersedes_nothing() -> None:
    claims = (
        holding("a", on=DAY, stake_percent=49),
        holding("b", on=LATER, stake_percent=5, certainty="inferred", supersedes=["a"]),
    )
    assert version(*claims, floor="stated").stake_percent == 49
    assert version(*claims, known_at=DAY).stake_percent == 49


def test_an_end_that_is_superseded_bounds_nobody() -> None:
    found = version(
        contract("term", on=DAY, valid_from="2020-01-01", valid_to="2025-12-31"),
        contract("longer", on=LATER, valid_from="2020-01-01", supersedes=["term"]),
    )
    assert (found.certain_from, found.certain_to) == ("2020-01-01", END)
