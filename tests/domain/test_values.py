"""What a relationship is worth: the surest, then the latest claim's value, beside the range of all."""

from typing import Any

import pytest

from graph_service.domain.resolution.values import stake_bounds
from graph_service.domain.stake import PercentRange
from graph_service.domain.vocabulary import Status
from tests.domain.saying import contract, holding, rivalry, version

DAY, LATER, LAST = "2025-06-13", "2025-06-27", "2025-07-01"


def usd(value: float | None = None, basis: str = "paid", **more: Any) -> dict[str, Any]:
    return {"value": value, "currency": "USD", "basis": basis, **more}


# Stakes


def test_an_exact_stake_is_shown_and_is_its_own_range() -> None:
    found = version(holding("c1", stake_percent=49))
    assert (found.stake_percent, found.stake_min, found.stake_max) == (49.0, 49.0, 49.0)


def test_the_surest_stake_is_shown_beside_the_range_of_all() -> None:
    found = version(
        holding("c1", on=DAY, stake_percent=49, certainty="confirmed"),
        holding("c2", on=LATER, stake_percent=51, certainty="reported"),
        holding("c3", on=LATER, stake_percent={"min": 10, "max": 30}, certainty="inferred"),
    )
    assert (found.stake_percent, found.stake_min, found.stake_max) == (49.0, 10.0, 51.0)


def test_of_two_as_sure_the_latest_stake_is_shown() -> None:
    found = version(holding("c2", on=DAY, stake_percent=20), holding("c1", on=LATER, stake_percent=49))
    assert found.stake_percent == 49.0


def test_a_later_claim_without_a_stake_does_not_hide_one() -> None:
    assert version(holding("c1", on=DAY, stake_percent=49), holding("c2", on=LATER)).stake_percent == 49.0


def test_a_stake_known_by_its_bounds_has_no_exact_value() -> None:
    found = version(holding("c1", stake_percent={"min": 10, "max": 30}))
    assert (found.stake_percent, found.stake_min, found.stake_max) == (None, 10.0, 30.0)


def test_a_surer_range_is_not_replaced_by_a_fainter_number() -> None:
    found = version(
        holding("c1", stake_percent={"min": 10, "max": 30}, certainty="confirmed"),
        holding("c2", stake_percent=20, certainty="reported"),
    )
    assert (found.stake_percent, found.stake_min, found.stake_max) == (None, 10.0, 30.0)


@pytest.mark.parametrize(
    ("stake", "bounds"),
    [
        (49, (49.0, 49.0)),
        (PercentRange(min=51), (51.0, 100.0)),
        (PercentRange(max=10), (0.0, 10.0)),
        (PercentRange(min=10, max=30), (10.0, 30.0)),
    ],
)
def test_a_bound_that_is_not_known_is_nothing_or_all(stake: Any, bounds: tuple[float, float]) -> None:
    assert stake_bounds(stake) == bounds


def test_without_any_stake_there_is_none() -> None:
    found = version(holding("c1"))
    assert (found.stake_percent, found.stake_min, found.stake_max) == (None, None, None)


def test_the_stake_that_was_announced_counts_when_the_deal_has_come_about() -> None:
    found = version(holding("c1", "announced", DAY, stake_percent=49), holding("c2", "active", LATER))
    assert (found.status, found.stake_percent) == ("active", 49.0)


def test_what_was_called_off_has_no_say_in_what_is_held() -> None:
    found = version(
        holding("c1", "active", DAY, stake_percent=10, certainty="confirmed", disputes=["c2"]),
        holding("c2", "called_off", LATER, stake_percent=49, certainty="reported"),
    )
    assert (found.stake_percent, found.stake_min, found.stake_max) == (10.0, 10.0, 10.0)


def test_an_undated_stake_is_never_the_latest() -> None:
    found = version(
        holding("c1", stake_percent=49), holding("c2", stake_percent=20, reported_on=None, recorded_on="2026-11-22")
    )
    assert (found.stake_percent, found.stake_min) == (49.0, 20.0)


def test_a_pending_announcement_has_no_say_in_what_is_held() -> None:
    found = version(
        holding("c1", "active", DAY, stake_percent=11, voting=False, amount=usd(30e9)),
        holding("c2", "announced", LATER, stake_percent=13, voting=True, amount=usd(35e9), certainty="confirmed"),
    )
    assert found.pending == ("c2",)
    assert (found.stake_percent, found.stake_min, found.stake_max) == (11.0, 11.0, 11.0)
    assert (found.amount, found.amount_low, found.amount_high) == (30e9, 30e9, 30e9)
    assert found.voting is False


def test_of_what_is_only_pending_no_stake_or_amount_is_held() -> None:
    found = version(
        holding("c1", "active", DAY), holding("c2", "announced", LATER, stake_percent=49, amount=usd(14.3e9))
    )
    assert (found.stake_percent, found.stake_min, found.stake_max) == (None, None, None)
    assert (found.amount, found.amount_low, found.amount_basis) == (None, None, None)


@pytest.mark.parametrize("status", ["active", "planned_end"])
def test_later_word_that_it_goes_on_brings_about_what_was_pending(status: Status) -> None:
    found = version(
        holding("c1", "active", DAY, stake_percent=11),
        holding("c2", "announced", LATER, stake_percent=13, certainty="confirmed"),
        holding("c3", status, LAST),
    )
    assert (found.pending, found.stake_percent, found.stake_min, found.stake_max) == ((), 13.0, 11.0, 13.0)


@pytest.mark.parametrize("status", ["ended", "called_off"])
def test_word_that_it_is_over_does_not_bring_about_what_was_pending(status: Status) -> None:
    found = version(
        holding("c1", "active", DAY, stake_percent=11, certainty="confirmed"),
        holding("c2", "announced", LATER, stake_percent=13),
        holding("c3", status, LAST),
    )
    assert (found.stake_percent, found.stake_min, found.stake_max) == (11.0, 11.0, 11.0)


def test_a_service_that_is_pending_is_a_service() -> None:
    found = version(contract("c1", on=DAY), contract("c2", "announced", LATER, service="models"))
    assert found.services == ("data_labelling", "models")


@pytest.mark.parametrize("status", ["announced", "called_off"])
def test_of_what_never_held_the_stake_that_was_meant_is_shown(status: Status) -> None:
    assert version(holding("c1", status, stake_percent=49)).stake_percent == 49.0


def test_a_floor_of_certainty_narrows_the_range() -> None:
    claims = (
        holding("c1", stake_percent=49, certainty="confirmed"),
        holding("c2", stake_percent=60, certainty="reported"),
    )
    assert version(*claims, floor="reported").stake_max == 60.0
    assert version(*claims, floor="confirmed").stake_max == 49.0


def test_the_stake_of_a_part_is_not_the_stake_of_the_whole() -> None:
    found = version(holding("c1", stake_percent=49), holding("c2", stake_percent=5, part="the second tranche"))
    assert (found.stake_percent, found.stake_min, found.stake_max) == (49.0, 49.0, 49.0)


def test_where_only_parts_are_known_theirs_is_the_stake() -> None:
    assert version(holding("c1", stake_percent=5, part="the second tranche")).stake_percent == 5.0


# Votes


def test_the_surest_word_on_votes_counts() -> None:
    found = version(holding("c1", on=DAY, voting=False, certainty="confirmed"), holding("c2", on=LATER, voting=True))
    assert found.voting is False


def test_that_it_is_unknown_is_no_word_on_votes() -> None:
    found = version(
        holding("c1", voting=True, certainty="reported"), holding("c2", voting="unknown", certainty="confirmed")
    )
    assert found.voting is True


@pytest.mark.parametrize("voting", [None, "unknown"])
def test_without_word_on_votes_nothing_is_known_of_them(voting: str | None) -> None:
    assert version(holding("c1", voting=voting)).voting is None


# Exclusive bounds, and stakes through others


@pytest.mark.parametrize(
    ("stakes", "bounds", "exclusive"),
    [
        ([{"min": 50, "exclusive_min": True}], (50, 100), (True, False)),
        ([{"max": 10, "exclusive_max": True}], (0, 10), (False, True)),
        ([{"min": 50, "exclusive_min": True}, {"min": 50}], (50, 100), (False, False)),
        ([{"min": 50, "exclusive_min": True}, 50], (50, 100), (False, False)),
        ([{"min": 50, "exclusive_min": True}, {"min": 50, "max": 60, "exclusive_min": True}], (50, 100), (True, False)),
        ([{"min": 50, "exclusive_min": True}, {"min": 40, "max": 60}], (40, 100), (False, False)),
    ],
)
def test_a_bound_is_left_out_of_the_range_if_all_that_name_it_leave_it_out(
    stakes: list[Any], bounds: tuple[float, float], exclusive: tuple[bool, bool]
) -> None:
    found = version(*(holding(f"c{n}", stake_percent=stake) for n, stake in enumerate(stakes)))
    assert (found.stake_min, found.stake_max) == bounds
    assert (found.stake_min_exclusive, found.stake_max_exclusive) == exclusive


def test_equal_bounds_are_an_exact_stake() -> None:
    found = version(holding("c1", stake_percent={"min": 25, "max": 25}))
    assert (found.stake_percent, found.stake_min, found.stake_max) == (25.0, 25.0, 25.0)


def test_the_surest_then_the_latest_word_on_whether_a_stake_is_direct_counts() -> None:
    sure = holding("c1", on=DAY, direct=False, certainty="confirmed")
    assert version(sure, holding("c2", on=LATER, direct=True)).direct is False
    assert version(holding("c1", on=DAY, direct=False), holding("c2", on=LATER, direct=True)).direct is True


def test_that_it_is_unknown_whether_a_stake_is_direct_is_no_word_on_it() -> None:
    assert version(holding("c1", on=DAY, direct=True), holding("c2", on=LATER, direct="unknown")).direct is True
    assert version(holding("c1")).direct is None


# Amounts


def test_the_surest_amount_is_shown_beside_the_range_of_its_kind() -> None:
    found = version(
        holding("c1", amount=usd(14.3e9), certainty="confirmed"),
        holding("c2", amount=usd(14.8e9), certainty="reported"),
        holding("c3", amount=usd(None, min=14e9, max=15e9), certainty="inferred"),
    )
    assert (found.amount, found.amount_low, found.amount_high) == (14.3e9, 14e9, 15e9)
    assert (found.amount_currency, found.amount_basis) == ("USD", "paid")


@pytest.mark.parametrize(
    "other",
    [
        usd(29e9, "round_total"),
        usd(29e9, "holding_value"),
        usd(29e9, "planned"),
        usd(29e9) | {"currency": "SAR"},
        usd(29e9, period="2024"),
    ],
    ids=lambda other: f"{other['currency']} {other['basis']} {other.get('period')}",
)
def test_amounts_of_another_basis_currency_or_period_are_not_mixed_in(other: dict[str, Any]) -> None:
    found = version(
        holding("c1", amount=usd(14e9), certainty="confirmed"), holding("c2", amount=other, certainty="reported")
    )
    assert (found.amount, found.amount_low, found.amount_high) == (14e9, 14e9, 14e9)


def test_amounts_of_the_period_shown_are_its_range() -> None:
    found = version(
        contract("c1", amount=usd(30e6, period="2025"), certainty="confirmed"),
        contract("c2", amount=usd(20e6, period="2025")),
        contract("c3", amount=usd(5e6, period="2024")),
        contract("c4", amount=usd(90e6)),
    )
    assert (found.amount, found.amount_period, found.amount_low, found.amount_high) == (30e6, "2025", 20e6, 30e6)


@pytest.mark.parametrize("total", ["round_total", "joint_total"])
def test_a_surer_total_does_not_hide_the_partys_own_sum(total: str) -> None:
    found = version(
        holding("c1", on=DAY, amount=usd(1e9), certainty="reported"),
        holding("c2", on=LATER, amount=usd(6.6e9, total), certainty="confirmed"),
    )
    assert (found.amount, found.amount_basis, found.amount_low, found.amount_high) == (1e9, "paid", 1e9, 1e9)


@pytest.mark.parametrize("total", ["round_total", "joint_total"])
def test_where_nothing_else_is_known_the_total_is_shown_as_one(total: str) -> None:
    found = version(holding("c1", amount=usd(6.6e9, total)), holding("c2", stake_percent=5))
    assert (found.amount, found.amount_basis) == (6.6e9, total)


def test_an_amount_known_by_its_bounds_has_no_exact_value() -> None:
    found = version(holding("c1", amount=usd(None, min=1e9, max=2e9, period="P5Y", approximate=True)))
    assert (found.amount, found.amount_min, found.amount_max) == (None, 1e9, 2e9)
    assert (found.amount_low, found.amount_high) == (1e9, 2e9)
    assert (found.amount_period, found.amount_approximate) == ("P5Y", True)


def test_a_ceiling_is_shown_as_one() -> None:
    found = version(contract("c1", amount=usd(None, "up_to", max=200e6)))
    assert (found.amount, found.amount_max, found.amount_basis) == (None, 200e6, "up_to")


@pytest.mark.parametrize(
    ("amount", "low"),
    [
        (usd(None, "up_to", max=200e6), 0.0),
        (usd(None, "up_to", min=50e6, max=200e6), 50e6),
        (usd(None, "cumulative", max=200e6), 0.0),
    ],
)
def test_a_ceiling_ranges_from_what_is_certain_of_it_or_from_nothing(amount: dict[str, Any], low: float) -> None:
    found = version(contract("c1", amount=amount))
    assert (found.amount_low, found.amount_high) == (low, 200e6)


def test_of_two_as_sure_the_latest_amount_is_shown_whole() -> None:
    found = version(
        holding("c1", on=DAY, amount=usd(14.8e9, approximate=True, period="2024")),
        holding("c2", on=LATER, amount=usd(14.3e9)),
    )
    assert (found.amount, found.amount_approximate, found.amount_period) == (14.3e9, None, None)


def test_the_amount_of_a_part_is_not_the_amount_of_the_whole() -> None:
    found = version(
        holding("c1", amount=usd(10e9), certainty="reported"),
        holding("c2", amount=usd(1e9), certainty="confirmed", part="the second tranche"),
    )
    assert (found.amount, found.amount_low, found.amount_high) == (10e9, 10e9, 10e9)


def test_without_any_amount_there_is_none() -> None:
    found = version(holding("c1"))
    assert (found.amount, found.amount_low, found.amount_high, found.amount_basis) == (None, None, None, None)


# Words


def test_all_services_that_are_bought_are_shown_each_once() -> None:
    found = version(contract("c1", service="models"), contract("c2"), contract("c3"))
    assert found.services == ("data_labelling", "models")


def test_the_surest_segment_leads_and_all_are_shown() -> None:
    found = version(
        rivalry("c1", segment="foundation_models", certainty="inferred"),
        rivalry("c2", segment="ai_general", certainty="confirmed"),
    )
    assert found.segment == "ai_general"
    assert found.segments == ("ai_general", "foundation_models")


def test_the_surest_then_the_latest_role_is_shown() -> None:
    friar: dict[str, Any] = {"subject": "sarah-friar", "type": "WORKS_FOR", "object": "openai"}
    found = version(
        holding("c1", on=DAY, role="CEO", certainty="reported", **friar),
        holding("c2", on=DAY, role="finance chief", **friar),
        holding("c3", on=LATER, role="CFO", **friar),
    )
    assert found.role == "CFO"
