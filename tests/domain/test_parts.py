"""Where only parts are known: each is judged by itself, and the relationship holds while any of them does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.resolution.resolve import resolve, resolve_on_day
from graph_service.domain.vocabulary import CERTAINTY_RANK, Status
from tests.domain.saying import all_but, contract, holding, spells, version
from tests.strategies import histories, tier_of

DAY, NEXT_DAY, LATER = "2025-06-13", "2025-06-14", "2025-06-27"
FIRST, SECOND = PARTS = {"part": "the first tranche"}, {"part": "the second tranche"}
DAYS = (BEGINNING, "2024-01-01", "2024-06-15", DAY, LATER, "2025-07-02", "2030-01-01")
OF_EVIDENCE = {"claims", "known_from", "pending", "services"}
OF_SPELLS = {
    "valid_from",
    "valid_to",
    "certain_from",
    "certain_to",
    "surely_from",
    "surely_to",
    "shown_from",
    "shown_to",
}


def of_part(claims: list[RelationshipClaim], part: dict[str, str]) -> list[RelationshipClaim]:
    return [claim for claim in claims if claim.part == part["part"]]


@st.composite
def of_parts(draw: st.DrawFn) -> list[RelationshipClaim]:
    """Claims about two parts of one relationship, which dispute nothing."""
    return [
        claim.model_copy(update={**draw(st.sampled_from([FIRST, SECOND])), "disputes": ()})
        for claim in draw(histories())
    ]


@pytest.mark.parametrize("status", ["announced", "planned_end", "ended", "called_off", "denied"])
def test_a_part_does_not_change_what_another_part_is(status: Status) -> None:
    alone = contract("c1", "active", DAY, **FIRST)
    found = version(alone, contract("c2", status, LATER, certainty="confirmed", **SECOND))
    assert (found.status, found.disputed, found.partial) == ("active", False, True)
    assert found.certainty == CERTAINTY_RANK["stated"]
    assert (found.certain_to, found.valid_to) == (END, END)
    assert found.claims == ("c1", "c2")


def test_a_tranche_that_was_called_off_leaves_the_one_that_is_held() -> None:
    found = version(
        holding("c1", "active", DAY, stake_percent=5, **FIRST),
        holding("c2", "announced", NEXT_DAY, stake_percent=49, certainty="confirmed", **SECOND),
        holding("c3", "called_off", LATER, stake_percent=49, certainty="confirmed", **SECOND),
    )
    assert (found.status, found.disputed, found.pending) == ("active", False, ())
    assert (found.stake_percent, found.stake_min, found.stake_max) == (5.0, 5.0, 5.0)


@pytest.mark.parametrize("status", ["planned_end", "ended", "called_off", "denied"])
def test_what_is_so_of_every_part_is_so_of_all_of_them(status: Status) -> None:
    found = version(contract("c1", status, DAY, **FIRST), contract("c2", status, LATER, **SECOND))
    assert (found.status, found.disputed) == (status, False)


def test_a_tranche_that_is_only_announced_is_pending_beside_one_that_is_held() -> None:
    found = version(
        holding("c1", "announced", DAY, stake_percent=20, **SECOND),
        holding("c2", "active", LATER, stake_percent=5, **FIRST),
    )
    assert (found.status, found.pending) == ("active", ("c1",))
    assert (found.stake_percent, found.stake_min, found.stake_max) == (5.0, 5.0, 5.0)


def test_a_further_announcement_about_a_part_that_is_held_is_pending() -> None:
    found = version(holding("c1", "active", DAY, **FIRST), holding("c2", "announced", LATER, **FIRST))
    assert (found.status, found.pending) == ("active", ("c2",))


def test_of_parts_that_never_held_the_one_that_may_still_come_counts() -> None:
    found = version(
        holding("c1", "called_off", LATER, stake_percent=49, certainty="confirmed", **FIRST),
        holding("c2", "announced", DAY, stake_percent=5, **SECOND),
    )
    assert (found.status, found.disputed, found.pending, found.stake_percent) == ("announced", False, (), 5.0)
    assert found.verdict(LATER) == "no"


def test_a_part_that_is_over_goes_before_one_that_has_not_begun() -> None:
    found = version(
        contract("c1", "ended", DAY, valid_from="2023-01-01", valid_to="2024-12-31", **FIRST),
        contract("c2", "announced", "2024-06-01", **SECOND),
    )
    assert (found.status, found.pending) == ("ended", ("c2",))
    assert (found.valid_from, found.valid_to) == ("2024-06-01", "2025-01-01")
    assert (found.held_from, found.held_to) == ("2023-01-01", "2025-01-01")


def test_a_dispute_about_a_part_is_one_about_what_stands_on_it() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="confirmed", **FIRST),
        contract("c2", "denied", LATER, **FIRST),
        contract("c3", "active", LATER, valid_from="2025-01-01", **SECOND),
    )
    assert (found.status, found.disputed) == ("active", True)
    assert found.verdict(LATER) == "certain"  # by the part that nobody disputes


def test_claims_that_dispute_each_other_are_about_one_part_whatever_it_is_called() -> None:
    found = version(
        contract("c1", "active", DAY, **FIRST),
        contract("c2", "denied", LATER, certainty="reported", disputes=["c1"], **SECOND),
    )
    assert (found.status, found.disputed, found.verdict(LATER)) == ("active", True, "possible")


def test_what_holds_by_one_part_and_then_by_another_holds_throughout() -> None:
    first, second = spells(
        contract("c1", "ended", LATER, valid_from="2020-01-01", valid_to="2022-12-31", **FIRST),
        contract("c2", "active", LATER, valid_from="2023-01-01", **SECOND),
    )
    assert (first.valid_from, first.valid_to) == (first.certain_from, first.certain_to) == ("2020-01-01", "2023-01-01")
    assert (second.valid_from, second.valid_to) == (second.certain_from, second.certain_to) == ("2023-01-01", END)
    assert (first.status, second.status) == ("ended", "active")
    for each in (first, second):
        assert (each.held_from, each.held_to) == (each.surely_from, each.surely_to) == ("2020-01-01", END)


def test_between_parts_with_a_gap_it_does_not_hold() -> None:
    first, second = spells(
        contract("c1", "ended", LATER, valid_from="2020-01-01", valid_to="2021-12-31", **FIRST),
        contract("c2", "active", LATER, valid_from="2023-01-01", **SECOND),
    )
    assert (first.valid_from, first.valid_to) == (first.certain_from, first.certain_to) == ("2020-01-01", "2022-01-01")
    assert (second.valid_from, second.valid_to) == (second.certain_from, second.certain_to) == ("2023-01-01", END)
    assert (second.held_from, second.held_to) == ("2023-01-01", END)


def test_a_part_that_surely_held_all_along_makes_the_relationship_certain() -> None:
    found = version(
        contract("c1", "active", DAY, valid_from="2020-01-01", **FIRST),
        contract("c2", "ended", LATER, valid_from="2021-01-01", valid_to="2021-12-31", **SECOND),
    )
    assert (found.valid_from, found.valid_to) == (found.certain_from, found.certain_to) == ("2020-01-01", END)


@given(of_parts())
def test_it_holds_when_some_part_does_and_certainly_only_when_some_part_certainly_does(
    claims: list[RelationshipClaim],
) -> None:
    for day in DAYS:
        verdicts = {
            each.verdict(day) for part in PARTS if (each := resolve_on_day(of_part(claims, part), tier_of, day))
        }
        together = resolve_on_day(claims, tier_of, day)
        assert together is not None
        assert together.verdict(day) != "no" or verdicts == {"no"}
        assert together.verdict(day) != "certain" or "certain" in verdicts


@given(of_parts())
def test_what_a_part_is_does_not_depend_on_parts_that_came_to_nothing(claims: list[RelationshipClaim]) -> None:
    if any(now.valid_from < now.valid_to for now in resolve(of_part(claims, SECOND), tier_of) if now.known_to == END):
        return
    for day in DAYS:
        held = resolve_on_day(of_part(claims, FIRST), tier_of, day)
        if held and held.verdict(day) != "no":
            together = resolve_on_day(claims, tier_of, day)
            assert together is not None
            assert together.verdict(day) == held.verdict(day)
            # What is pending of another part may cut its days in two; it holds on the same days.
            assert all_but(together, {*OF_EVIDENCE, *OF_SPELLS}) == all_but(held, {*OF_EVIDENCE, *OF_SPELLS})
            assert set(held.pending) <= set(together.pending)
