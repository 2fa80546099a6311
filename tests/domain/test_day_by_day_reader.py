"""Histories of which the rules, by their letter, said what no careful reader would."""

import pytest

from graph_service.domain.claim import RelationshipClaim
from tests.domain.saying import contract, holding
from tests.domain.test_day_by_day import held, reading


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (holding("a", valid_from="2024", on="2024-02-01"), holding("n", "ended", on="2024-06-15")),
        (holding("a", valid_from="2024", on="2024-03-01"), holding("n", "ended", valid_to="2024-11", on="2024-12-15")),
        (
            holding("a", valid_from="2024", on="2024-02-01"),
            holding("n", "ended", valid_from="2020", valid_to="2024", on="2025-02-01"),
        ),
        (holding("a", valid_from="2024-06", on="2024-06-15"), holding("n", "ended", on="2024-06-15")),
        (
            holding("a", valid_from="2024", on="2024-03-01"),
            holding("n", "denied", on="2024-06-01", certainty="confirmed"),
        ),
    ],
)
def test_what_began_in_the_year_in_which_it_is_then_said_to_be_over_is_over(
    first: RelationshipClaim, last: RelationshipClaim
) -> None:
    assert held(first, last, days=["2025-03-01", "2026-01-01"]) == ["no", "no"]
    assert reading(first, last, on="2025-03-01").status == last.status


@pytest.mark.parametrize("when", ["2027", "2025-06"])
@pytest.mark.parametrize("refused", ["called_off", "denied"])
def test_what_was_announced_for_later_and_then_refused_is_not_announced_anew(when: str, refused: str) -> None:
    plan = holding("plan", "announced", valid_from=when, on="2025-01-01")
    off = holding("off", "called_off" if refused == "called_off" else "denied", on="2025-06-13")
    assert [reading(plan, off, on=day).status for day in ("2025-07-01", "2028-01-01")] == [refused, refused]


def test_a_tranche_that_was_announced_before_the_end_of_all_is_no_renewal() -> None:
    first = holding("first", valid_from="2020-01-01", on="2021-01-01")
    tranche = holding("next", "announced", valid_from="2026", on="2025-05-01")
    ended = holding("ended", "ended", on="2025-08-01")
    assert reading(first, tranche, ended, on="2025-09-01").status == "ended"


def test_a_planned_end_that_has_come_is_not_undone_by_older_word_that_it_goes_on() -> None:
    active = contract("active", valid_from="2020-01-01", on="2021-01-01")
    leaving = contract("leaving", "planned_end", valid_to="2026-01-31", on="2025-06-01")
    days = ["2024-06-01", "2026-01-31", "2026-02-01"]
    assert held(active, leaving, days=days) == ["certain", "certain", "no"]


def test_a_stake_that_one_claim_states_is_not_hidden_by_another_that_states_none() -> None:
    invested = holding("invested", valid_from="2020-01-01", on="2021-01-01")
    stake = holding("stake", on="2025-01-01", stake_percent=14)
    assert reading(invested, stake, on="2022-06-01").stake_percent == 14


def test_nothing_is_pending_before_it_was_announced() -> None:
    active = holding("active", valid_from="2020-01-01", on="2021-01-01")
    tranche = holding("next", "announced", on="2025-01-01")
    assert [reading(active, tranche, on=day).pending for day in ("2024-12-31", "2025-01-01")] == [(), ("next",)]


def test_what_was_announced_is_not_the_stake_of_the_days_before_the_holding_was_reported() -> None:
    plan = holding("plan", "announced", on="2025-01-01", stake_percent=10)
    active = holding("active", on="2025-06-01", stake_percent=20)
    assert reading(plan, active, on="2025-03-01").stake_percent == 20


@pytest.mark.parametrize("status", ["active", "planned_end", "ended"])
def test_a_source_that_names_an_end_later_does_not_leave_its_older_word_standing_after_it(status: str) -> None:
    old = holding("old", valid_from="2020-01-01", on="2021-01-01", source="paper")
    new = RelationshipClaim.model_validate(
        {
            **holding("new", on="2023-01-01", source="paper").model_dump(),
            "status": status,
            "valid_from": "2020-01-01",
            "valid_to": "2022-12-31",
        }
    )
    assert held(old, new, days=["2022-12-31", "2023-06-01"]) == ["certain", "no"]


def test_a_correction_of_the_end_leaves_nothing_after_it() -> None:
    wrong = holding("wrong", "ended", valid_from="2020-01-01", valid_to="2024-12-31", on="2025-02-01")
    right = holding(
        "right", "ended", valid_from="2020-01-01", valid_to="2022-12-31", on="2025-03-01", supersedes=["wrong"]
    )
    assert held(wrong, right, days=["2022-12-31", "2023-06-01"]) == ["certain", "no"]


def test_the_service_of_a_pending_contract_is_told_whether_or_not_it_says_since_when() -> None:
    active = contract("active", valid_from="2020-01-01", on="2020-01-10", service="models")
    for since in (None, "2026"):
        more = contract("more", "announced", on="2025-01-10", valid_from=since, service="compute")
        assert reading(active, more, on="2025-06-01").services == ("compute", "models")
