"""Which days a claim speaks of, may hold on, and surely covers."""

import pytest

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import BEGINNING, END
from graph_service.domain.resolution.admission import admit
from graph_service.domain.resolution.validity import Days, Validity, validities_of
from graph_service.domain.vocabulary import Status
from tests.domain.saying import contract, held, spells, surely_held, version


def validities(*claims: RelationshipClaim) -> dict[str, Validity]:
    return {each.statement.claim.id: each for each in validities_of(admit(claims, lambda _: "A"))}


def days(validity: Validity) -> list[tuple[str, str] | None]:
    """The days it speaks of, may hold on, and covers."""
    return [
        (each.start, each.end) if each.start < each.end else None
        for each in (validity.speaks_of, validity.may_hold, validity.covers)
    ]


def test_days_are_half_open() -> None:
    assert [
        day in Days("2020-01-01", "2020-01-03") for day in ("2019-12-31", "2020-01-01", "2020-01-02", "2020-01-03")
    ] == [
        False,
        True,
        True,
        False,
    ]


# One claim


def test_partial_dates_widen_what_may_be_and_narrow_what_surely_is() -> None:
    assert days(validities(contract("c", valid_from="2023", valid_to="2024-06"))["c"]) == [
        ("2023-01-01", "2024-07-01"),
        ("2023-01-01", "2024-07-01"),
        ("2023-12-31", "2024-06-02"),
    ]


def test_without_a_start_it_surely_holds_from_the_day_it_was_known() -> None:
    assert days(validities(contract("c", on="2024-06"))["c"]) == [
        (BEGINNING, END),
        (BEGINNING, END),
        ("2024-06-30", END),
    ]


def test_what_ended_goes_on_speaking_after_its_end() -> None:
    validity = validities(contract("c", "ended", "2025-01-01", valid_from="2020-01-01", valid_to="2024-02-29"))["c"]
    assert days(validity) == [("2020-01-01", END), ("2020-01-01", "2024-03-01"), ("2020-01-01", "2024-03-01")]


@pytest.mark.parametrize("status", ["called_off", "denied"])
def test_what_never_held_speaks_of_all_days_but_holds_on_none(status: Status) -> None:
    assert days(validities(contract("c", status, "2025-01-01"))["c"]) == [(BEGINNING, END), None, ("2025-01-01", END)]


def test_an_announcement_speaks_from_the_day_it_is_made_or_the_start_it_names_whichever_is_earlier() -> None:
    assert days(validities(contract("c", "announced", "2025-01-01", valid_from="2026"))["c"]) == [
        ("2025-01-01", END),
        None,
        ("2026-12-31", END),
    ]
    assert (
        validities(contract("c", "announced", "2025-01-01", valid_from="2024-06-01"))["c"].speaks_of.start
        == "2024-06-01"
    )


def test_what_ended_before_it_began_holds_on_no_day() -> None:
    found = spells(contract("c", "ended", "2024-12-31", valid_from="2025-06-01"))
    assert held(found) == []


# Several


def test_an_unknown_start_is_the_last_one_named_before_it_was_seen() -> None:
    found = validities(
        contract("seen", on="2022-01-01"),
        contract("early", on="2019-01-01", valid_from="2018-01-01"),
        contract("late", on="2021-01-01", valid_from="2021-01-01"),
        contract("later", on="2023-01-01", valid_from="2022-01-02"),
    )
    assert found["seen"].may_hold.start == "2021-01-01"


def test_an_end_that_lay_ahead_is_not_undone_by_one_who_names_none() -> None:
    term = contract("term", on="2020-01-01", valid_from="2020-01-01", valid_to="2023-12-31")
    assert validities(term, contract("seen", on="2022-01-01"))["seen"].sure_end == "2024-01-01"
    assert validities(term, contract("seen", on="2024-06-01"))["seen"].sure_end == END


def test_what_ended_without_a_date_surely_held_until_it_was_last_seen() -> None:
    found = validities(
        contract("seen", on="2020-01-01"), contract("again", on="2021-05-01"), contract("over", "ended", "2022-01-01")
    )
    assert found["over"].sure_end == "2021-05-02"
    assert surely_held(spells(*(each.statement.claim for each in found.values()))) == [("2020-01-01", "2021-05-02")]


# Renewals


@pytest.mark.parametrize("status", ["ended", "called_off", "denied"])
def test_a_start_after_an_end_is_a_renewal_and_no_dispute(status: Status) -> None:
    found = version(
        contract("over", status, "2022-01-01", certainty="confirmed"),
        contract("anew", on="2023-02-01", valid_from="2023-02-01"),
    )
    assert (found.status, found.disputed, found.valid_from) == ("active", False, "2023-02-01")
    assert found.claims == ("anew",)


@pytest.mark.parametrize("status", ["ended", "denied"])
def test_without_a_start_what_goes_on_after_an_end_is_a_dispute(status: Status) -> None:
    assert version(contract("over", status, "2022-01-01"), contract("on", on="2023-02-01")).disputed


def test_a_start_before_the_end_is_no_renewal() -> None:
    found = version(
        contract("over", "ended", "2022-01-01", valid_from="2018-01-01", valid_to="2021-12-31"),
        contract("on", on="2023-02-01", valid_from="2019-01-01"),
        as_of="2023-02-01",
    )
    assert (found.disputed, found.verdict("2023-02-01")) == (True, "possible")


def test_an_undated_end_without_a_day_is_renewed_by_nothing() -> None:
    over = contract("over", "ended", reported_on=None, recorded_on="2022-01-01")
    assert version(over, contract("on", on="2023-02-01", valid_from="2023-01-01")).claims == ("over", "on")


def test_a_renewal_leaves_what_went_before_nothing_to_say() -> None:
    found = validities(
        contract("seen", on="2020-01-01"),
        contract("over", "ended", "2022-01-01", valid_to="2021-12-31"),
        contract("anew", on="2023-02-01", valid_from="2023-02-01"),
    )
    assert found["seen"].speaks_of == Days(BEGINNING, "2023-02-01")
    assert found["over"].speaks_of == Days(BEGINNING, "2023-02-01")
    assert found["anew"].speaks_of == Days("2023-02-01", END)


def test_what_was_seen_after_the_end_is_not_silenced_by_a_renewal() -> None:
    found = validities(
        contract("over", "ended", "2022-01-01", valid_to="2021-12-31"),
        contract("seen", on="2022-06-01"),
        contract("anew", on="2023-02-01", valid_from="2023-02-01"),
    )
    assert found["seen"].speaks_of.end == END


def test_a_surer_contract_is_not_silenced_with_its_denial() -> None:
    found = validities(
        contract("sure", on="2020-01-01", certainty="confirmed"),
        contract("faint", on="2020-01-01", certainty="reported"),
        contract("denial", "denied", "2022-01-01", certainty="stated"),
        contract("anew", on="2023-02-01", valid_from="2023-02-01"),
    )
    assert (found["sure"].speaks_of.end, found["faint"].speaks_of.end) == (END, "2023-02-01")


def test_a_renewal_within_a_vague_end_begins_when_that_is_surely_over() -> None:
    found = spells(
        contract("over", "ended", "2023-01-01", valid_from="2020-01-01", valid_to="2022"),
        contract("anew", on="2023-02-01", valid_from="2022-06-01", service="compute"),
    )
    assert held(found) == [("2020-01-01", "2023-01-01"), ("2023-01-01", END)]
    assert surely_held(found) == [("2020-01-01", "2022-01-02"), ("2023-01-01", END)]
