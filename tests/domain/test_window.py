"""When a relationship holds: by some of its claims, and by all of them."""

import pytest
from hypothesis import given

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.resolve import resolve
from graph_service.domain.vocabulary import Status
from tests.domain.saying import contract, holding, spells, version
from tests.strategies import histories, tier_of

DAY, LATER = "2025-06-13", "2025-06-27"


def valid(found: RelationshipVersion) -> tuple[str, str]:
    return found.valid_from, found.valid_to


def certain(found: RelationshipVersion) -> tuple[str, str]:
    return found.certain_from, found.certain_to


def is_empty(window: tuple[str, str]) -> bool:
    return window[0] == window[1]


# What never held


@pytest.mark.parametrize("status", ["announced", "called_off", "denied"])
def test_what_was_only_announced_or_called_off_or_denied_never_holds(status: Status) -> None:
    found = version(contract("c1", status))
    assert is_empty(valid(found))
    assert is_empty(certain(found))
    assert found.verdict(DAY) == "no"


def test_an_announced_start_is_not_a_start() -> None:
    assert is_empty(valid(version(holding("c1", "announced", DAY, valid_from="2025-06-12"))))


# Starts


def test_without_a_start_it_possibly_held_before_it_was_first_reported_and_certainly_since() -> None:
    found = version(contract("c1", "active", DAY))
    assert valid(found) == (BEGINNING, END)
    assert certain(found) == (DAY, END)
    assert [found.verdict(day) for day in ("1999-01-01", "2025-06-12", DAY, LATER)] == [
        "possible",
        "possible",
        "certain",
        "certain",
    ]


def test_a_whole_day_is_a_start_for_all() -> None:
    found = version(contract("c1", valid_from="2024-09-30"))
    assert valid(found) == certain(found) == ("2024-09-30", END)
    assert found.verdict("2024-09-29") == "no"


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29")],
)
def test_a_partial_start_is_possible_from_its_first_day_and_certain_from_its_last(
    partial: str, first: str, last: str
) -> None:
    found = version(contract("c1", valid_from=partial))
    assert valid(found) == (first, END)
    assert certain(found) == (last, END)


def test_a_later_start_says_nothing_against_an_earlier_one() -> None:
    found = version(contract("c1", valid_from="2023"), contract("c2", valid_from="2024-06-01"))
    assert valid(found) == ("2023-01-01", END)
    assert certain(found) == ("2023-12-31", END)


def test_what_was_seen_before_it_is_said_to_have_begun_is_certain_since_it_was_seen() -> None:
    found = version(contract("c1", "active", "2023-05-01"), contract("c2", valid_from="2024-06-01"))
    assert valid(found) == (BEGINNING, END)
    assert certain(found) == ("2023-05-01", END)


def test_an_unknown_start_is_the_last_one_that_somebody_names_before_it_was_seen() -> None:
    found = version(contract("c1", "active", "2024-07-01"), contract("c2", valid_from="2024-06-01"))
    assert valid(found) == certain(found) == ("2024-06-01", END)


def test_what_was_over_before_it_is_said_to_have_begun_held_twice() -> None:
    before, since = spells(
        contract("c1", "active", DAY, valid_from="2024-06-01"), contract("c2", "ended", LATER, valid_to="2023-06-30")
    )
    assert valid(before) == (BEGINNING, "2023-07-01")
    assert is_empty(certain(before))
    assert valid(since) == certain(since) == ("2024-06-01", END)


def test_what_ended_on_the_day_it_is_said_to_have_begun_held_before() -> None:
    found = version(contract("c1", "active", DAY, valid_from=DAY), contract("c2", "ended", DAY))
    assert valid(found) == (BEGINNING, DAY)


# Ends


def test_the_last_day_is_included() -> None:
    found = version(contract("c1", "ended", LATER, valid_from="2024-01-01", valid_to="2025-06-01"))
    assert valid(found) == certain(found) == ("2024-01-01", "2025-06-02")
    assert found.verdict("2025-06-01") == "certain"
    assert found.verdict("2025-06-02") == "no"


def test_a_single_day_is_a_window() -> None:
    found = version(contract("c1", "ended", LATER, valid_from=DAY, valid_to=DAY))
    assert valid(found) == certain(found) == (DAY, "2025-06-14")


@pytest.mark.parametrize(
    ("partial", "surely", "possibly"),
    [("2024", "2024-01-02", "2025-01-01"), ("2024-02", "2024-02-02", "2024-03-01")],
)
def test_a_partial_end_is_certain_up_to_its_first_day_and_possible_to_its_last(
    partial: str, surely: str, possibly: str
) -> None:
    found = version(contract("c1", "ended", LATER, valid_from="2023-01-01", valid_to=partial))
    assert valid(found) == ("2023-01-01", possibly)
    assert certain(found) == ("2023-01-01", surely)


def test_what_began_and_ended_within_one_vague_year_certainly_held_on_no_day() -> None:
    found = version(contract("c1", "ended", LATER, valid_from="2024", valid_to="2024"))
    assert valid(found) == ("2024-01-01", "2025-01-01")
    assert is_empty(certain(found))


def test_what_ended_without_a_date_is_over_when_it_was_said_and_held_while_it_was_seen_to() -> None:
    found = version(
        contract("c1", "active", "2024-06-01", valid_from="2023-01-01"), contract("c2", "ended", "2025-06-27")
    )
    assert valid(found) == ("2023-01-01", "2025-06-27")
    assert certain(found) == ("2023-01-01", "2024-06-02")


def test_what_ended_without_any_date_certainly_held_on_no_day() -> None:
    found = version(contract("c1", "ended", DAY))
    assert valid(found) == (BEGINNING, DAY)
    assert is_empty(certain(found))


def test_a_source_that_says_it_held_and_is_over_does_not_say_until_when_it_held() -> None:
    found = version(
        contract("c1", "active", DAY, valid_from="2023-01-01", source="reuters"),
        contract("c2", "ended", DAY, source="reuters"),
    )
    assert valid(found) == ("2023-01-01", DAY)
    assert is_empty(certain(found))


def test_a_planned_end_with_a_date_ends_then_and_holds_till_then() -> None:
    found = version(contract("c1", "planned_end", DAY, valid_from="2024-01-01", valid_to="2026-12-31"))
    assert valid(found) == certain(found) == ("2024-01-01", "2027-01-01")


def test_a_planned_end_without_a_date_goes_on() -> None:
    found = version(contract("c1", "active", DAY), contract("c2", "planned_end", LATER))
    assert valid(found) == (BEGINNING, END)
    assert certain(found) == (DAY, END)


def test_a_plan_to_end_some_day_does_not_prolong_a_term_that_was_named() -> None:
    found = version(
        contract("c1", "active", DAY, valid_from="2024-01-01", valid_to="2025-12-31"),
        contract("c2", "planned_end", LATER),
    )
    assert valid(found) == ("2024-01-01", END)
    assert certain(found) == ("2024-01-01", "2026-01-01")


def test_a_later_end_that_is_named_replaces_an_earlier_one() -> None:
    found = version(
        contract("c1", "active", DAY, valid_from="2024-01-01", valid_to="2025-12-31"),
        contract("c2", "planned_end", LATER, valid_to="2026-12-31"),
    )
    assert valid(found) == certain(found) == ("2024-01-01", "2027-01-01")


def test_what_was_said_to_last_until_then_is_not_seen_to_hold_longer() -> None:
    found = version(
        contract("c1", "active", "2024-06-01", valid_from="2020-01-01", valid_to="2023-12-31"),
        contract("c2", "ended", "2025-06-27"),
    )
    assert certain(found) == ("2020-01-01", "2024-01-01")


def test_of_two_ends_the_earlier_is_certain_and_the_later_possible() -> None:
    found = version(
        contract("c1", "ended", DAY, valid_from="2020-01-01", valid_to="2024-12-31"),
        contract("c2", "ended", LATER, valid_to="2025-03-31"),
    )
    assert valid(found) == ("2020-01-01", "2025-04-01")
    assert certain(found) == ("2020-01-01", "2025-01-01")


# Disputes


def test_where_one_says_it_ended_and_another_that_it_goes_on_it_possibly_goes_on() -> None:
    found = version(
        contract("c1", "ended", DAY, valid_from="2024-01-01", valid_to="2025-03-31"),
        contract("c2", "active", LATER, valid_from="2024-01-01"),
    )
    assert found.disputed
    assert found.verdict("2025-03-31") == "certain"
    assert found.verdict("2025-04-01") == "possible"
    assert found.verdict("2030-01-01") == "possible"


@pytest.mark.parametrize("status", ["denied", "called_off"])
def test_where_one_says_that_it_does_not_hold_nothing_is_certain(status: Status) -> None:
    found = version(
        contract("c1", "active", DAY, certainty="confirmed", valid_from="2024-01-01"),
        contract("c2", status, LATER, certainty="stated", disputes=["c1"]),
    )
    assert valid(found) == ("2024-01-01", END)
    assert is_empty(certain(found))
    assert found.verdict(LATER) == "possible"


def test_an_announcement_that_disputes_it_leaves_the_days_before_it_was_made() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="confirmed", valid_from="2024-01-01"),
        contract("c2", "announced", LATER, certainty="stated", disputes=["c1"]),
    )
    assert valid(found) == ("2024-01-01", END)
    assert certain(found) == ("2024-01-01", LATER)
    assert found.verdict(LATER) == "possible"


# For all histories


@given(histories())
def test_the_certain_window_lies_inside_the_valid_one(claims: list[RelationshipClaim]) -> None:
    for found in resolve(claims, tier_of):
        assert found.valid_from <= found.valid_to
        assert is_empty(certain(found)) or found.valid_from <= found.certain_from < found.certain_to <= found.valid_to


@given(histories())
def test_an_empty_window_lies_at_the_end_of_time_where_nothing_can_be_asked(claims: list[RelationshipClaim]) -> None:
    for found in resolve(claims, tier_of):
        assert not is_empty(valid(found)) or valid(found) == (END, END)
        assert not is_empty(certain(found)) or certain(found) == (END, END)


@given(histories())
def test_what_is_active_or_planned_to_end_has_a_window(claims: list[RelationshipClaim]) -> None:
    for found in resolve(claims, tier_of):
        assert found.status not in ("active", "planned_end") or not is_empty(valid(found))


@given(histories())
def test_what_nobody_disputes_and_never_came_to_hold_has_none(claims: list[RelationshipClaim]) -> None:
    for found in resolve(claims, tier_of):
        if found.status in ("announced", "called_off", "denied"):
            assert is_empty(certain(found))
            assert found.disputed or is_empty(valid(found))
