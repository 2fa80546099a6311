"""The oracle reads as a person would, and `resolve` reads as the oracle does."""

from typing import Any

import pytest

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.resolution.resolve import resolve
from graph_service.domain.vocabulary import Status, Tier
from tests.domain.day_by_day import Reading, on_the_day
from tests.domain.resolved_by_day import alike, as_read, context_of, seen, told_of
from tests.domain.saying import LATE, contract, holding, rivalry, spells, valuation


def reading(*claims: RelationshipClaim, on: str, known_at: str = LATE, floor: int = 0, **more: Any) -> Reading:
    """What the claims come to on a day, by the oracle and by `resolve`."""
    found = on_the_day(claims, lambda _: "A", on, known_at, floor, **more)
    assert found is not None, "nothing was known by then, or nothing so sure"
    versions = resolve(claims, lambda _: "A", context_of(claims, **more))
    told, read = told_of(on, seen(versions, known_at, floor)), as_read(found)
    assert alike(told, read), (told, read)
    return found


def held(*claims: RelationshipClaim, days: list[str], **more: Any) -> list[str]:
    """Whether it held, day by day."""
    return [reading(*claims, on=day, **more).held for day in days]


# --- One claim ---


def test_what_began_on_a_day_holds_from_that_day_on() -> None:
    began = contract("a", valid_from="2024-03-01", on="2024-03-10")
    assert held(began, days=["2024-02-29", "2024-03-01", "2026-11-29"]) == ["no", "certain", "certain"]


def test_what_began_in_some_year_may_hold_in_it_and_surely_does_at_its_end() -> None:
    began = contract("a", valid_from="2024", on="2025-01-10")
    days = ["2023-12-31", "2024-01-01", "2024-12-30", "2024-12-31"]
    assert held(began, days=days) == ["no", "possible", "possible", "certain"]


def test_what_began_nobody_says_when_surely_holds_from_when_it_was_said() -> None:
    said = contract("a", on="2025-06-13")
    assert held(said, days=["0001-01-01", "2025-06-12", "2025-06-13"]) == ["possible", "possible", "certain"]


def test_what_was_said_in_some_month_was_known_at_its_end() -> None:
    said = contract("a", on="2025-02")
    assert on_the_day([said], lambda _: "A", "2025-02-28", "2025-02-27", 0) is None
    assert held(said, days=["2025-02-27", "2025-02-28"]) == ["possible", "certain"]


def test_what_we_hold_was_known_when_we_recorded_it() -> None:
    said = contract("a", on="2025", recorded_on="2025-06-27")
    assert held(said, days=["2025-06-26", "2025-06-27"], known_at="2025-06-27") == ["possible", "certain"]


def test_a_contract_for_a_leap_day_holds_on_that_day_alone() -> None:
    leap = contract("a", valid_from="2024-02-29", valid_to="2024-02-29", on="2024-03-10")
    assert held(leap, days=["2024-02-28", "2024-02-29", "2024-03-01"]) == ["no", "certain", "no"]


@pytest.mark.parametrize(("month", "end"), [("2023-02", "28"), ("2024-02", "29"), ("2100-02", "28"), ("2024-12", "31")])
def test_what_ended_in_a_month_may_hold_until_its_last_day(month: str, end: str) -> None:
    ended = contract("a", "ended", valid_from="2020-01-01", valid_to=month, on="2024-03-10")
    year, number = int(month[:4]), int(month[5:])
    next_month = f"{year + number // 12}-{number % 12 + 1:02}-01"
    days = [f"{month}-01", f"{month}-02", f"{month}-{end}", next_month]
    assert held(ended, days=days) == ["certain", "possible", "possible", "no"]


def test_what_is_planned_to_end_holds_until_then() -> None:
    leaving = contract("a", "planned_end", valid_from="2020-01-01", valid_to="2026-01-31", on="2025-06-13")
    assert held(leaving, days=["2025-12-31", "2026-01-31", "2026-02-01"]) == ["certain", "certain", "no"]
    assert reading(leaving, on="2025-12-31").status == "planned_end"


def test_what_is_announced_does_not_hold_yet() -> None:
    coming = holding("a", "announced", valid_from="2026-03", on="2025-06-13")
    assert held(coming, days=["2025-06-13", "2026-02-28", "2026-04-01"]) == ["no", "no", "no"]
    assert reading(coming, on="2026-01-01").status == "announced"


def test_nothing_is_read_before_anything_was_known() -> None:
    assert on_the_day([contract("a", on="2025-06-13")], lambda _: "A", "2025-06-13", "2025-06-12", 0) is None


def test_a_reprint_is_no_surer_than_reported() -> None:
    reprint = contract("a", certainty="confirmed", on="2025-06-13")
    tier: Tier = "C"
    found = on_the_day([reprint], lambda _: tier, "2025-06-13", LATE, 1)
    assert found is not None
    assert found.certainty == 1
    assert on_the_day([reprint], lambda _: tier, "2025-06-13", LATE, 2) is None


# --- Spells ---

FIRST = holding("first", "ended", valid_from="2020-03-01", valid_to="2022-06-30", on="2022-07-10", stake_percent=10)
SECOND = holding("second", valid_from="2024-01-01", on="2024-01-10", stake_percent=20)


def test_a_renewal_after_an_end_begins_anew_and_the_days_between_are_left_out() -> None:
    days = ["2020-03-01", "2022-06-30", "2022-07-01", "2023-12-31", "2024-01-01", "2026-01-01"]
    assert held(FIRST, SECOND, days=days) == ["certain", "certain", "no", "no", "certain", "certain"]


def test_each_spell_has_its_own_status_and_stake_and_nobody_is_contradicted() -> None:
    before, after = reading(FIRST, SECOND, on="2021-01-01"), reading(FIRST, SECOND, on="2024-06-01")
    assert (before.status, before.stake_percent, before.stake_min, before.stake_max) == ("ended", 10, 10, 10)
    assert (after.status, after.stake_percent, after.stake_min, after.stake_max) == ("active", 20, 20, 20)
    assert not before.disputed
    assert not after.disputed
    assert (before.speaking, after.speaking) == (("first",), ("second",))


def test_between_two_spells_it_is_over() -> None:
    assert reading(FIRST, SECOND, on="2023-01-01").status == "ended"


def test_a_renewal_that_is_not_known_yet_is_not_read() -> None:
    assert held(FIRST, SECOND, days=["2021-01-01", "2024-06-01"], known_at="2024-01-09") == ["certain", "no"]


def test_an_older_word_that_it_goes_on_does_not_outlast_the_end_into_the_renewal() -> None:
    older = holding("older", valid_from="2020-03-01", on="2020-03-10", stake_percent=9)
    days = ["2021-01-01", "2023-01-01", "2024-06-01"]
    assert held(older, FIRST, SECOND, days=days) == ["certain", "no", "certain"]
    assert reading(older, FIRST, SECOND, on="2024-06-01").stake_min == 20


@pytest.mark.parametrize("end", ["2023-12-31", "2024-01-01"])
def test_spells_that_touch_or_share_a_day_hold_throughout(end: str) -> None:
    first = holding("first", "ended", valid_from="2020-03-01", valid_to=end, on="2024-01-05")
    days = ["2023-12-31", "2024-01-01", "2024-01-02"]
    assert held(first, SECOND, days=days) == ["certain"] * 3
    assert not any(reading(first, SECOND, on=day).disputed for day in days)


def test_a_renewal_in_the_year_of_the_end_follows_it() -> None:
    first = holding("first", "ended", valid_from="2020", valid_to="2023", on="2024-01-05")
    second = holding("second", valid_from="2023", on="2024-02-05")
    days = ["2022-12-31", "2023-01-01", "2023-06-01", "2023-12-31", "2024-01-01"]
    assert held(first, second, days=days) == ["certain", "certain", "possible", "possible", "certain"]


def test_three_spells() -> None:
    years: list[tuple[str, str | None, Status]] = [
        ("2010", "2011", "ended"),
        ("2015", "2016", "ended"),
        ("2020", None, "active"),
    ]
    claims = [
        holding(f"c{first}", status, valid_from=f"{first}-01-01", valid_to=end and f"{end}-12-31", on="2021-01-01")
        for first, end, status in years
    ]
    days = ["2010-06-01", "2013-06-01", "2015-06-01", "2018-06-01", "2022-06-01"]
    assert held(*claims, days=days) == ["certain", "no", "certain", "no", "certain"]


def test_a_period_inside_another_leaves_the_rest_merely_possible() -> None:
    long = contract("long", "ended", valid_from="2020-01-01", valid_to="2024-12-31", on="2025-02-01")
    short = contract("short", "ended", valid_from="2021-03-01", valid_to="2022-02-28", on="2025-03-01")
    days = ["2021-06-01", "2022-02-28", "2023-01-01", "2024-12-31", "2025-01-01"]
    assert held(long, short, days=days) == ["certain", "certain", "possible", "possible", "no"]


def test_three_sources_with_three_ends() -> None:
    claims = [
        contract(f"c{year}", "ended", valid_from="2020-01-01", valid_to=f"{year}-06-30", on="2025-01-01")
        for year in (2022, 2023, 2024)
    ]
    days = ["2022-06-30", "2022-07-01", "2023-12-01", "2024-06-30", "2024-07-01"]
    assert held(*claims, days=days) == ["certain", "possible", "possible", "possible", "no"]
    assert not reading(*claims, on="2023-12-01").disputed


def test_an_end_that_only_one_source_gives_leaves_the_days_after_it_possible() -> None:
    endless = contract("a", valid_from="2020-01-01", on="2021-01-01")
    ending = contract("b", valid_from="2020-01-01", valid_to="2022-12-31", on="2021-01-01")
    days = ["2022-12-31", "2023-01-01"]
    assert held(endless, ending, days=days) == ["certain", "possible"]


def test_what_ended_nobody_says_when_surely_held_when_last_seen_and_is_over_when_that_was_said() -> None:
    seen = contract("seen", valid_from="2020-01-01", on="2021-05-01")
    ended = contract("ended", "ended", on="2023-05-01")
    days = ["2020-01-01", "2021-05-01", "2021-05-02", "2023-04-30", "2023-05-01"]
    assert held(seen, ended, days=days) == ["certain", "certain", "possible", "possible", "no"]
    assert reading(seen, ended, on="2022-01-01").status == "ended"


def test_what_was_never_seen_to_hold_may_have_held_before_it_is_said_to_be_over() -> None:
    ended = contract("ended", "ended", on="2023-05-01")
    assert held(ended, days=["2020-01-01", "2023-04-30", "2023-05-01"]) == ["possible", "possible", "no"]


def test_what_is_said_to_go_on_after_its_end_is_disputed() -> None:
    ended = contract("ended", "ended", valid_from="2020-01-01", valid_to="2022-12-31", on="2023-01-10")
    going_on = contract("going-on", on="2023-06-01")
    found = reading(ended, going_on, on="2023-07-01")
    assert (found.held, found.disputed) == ("possible", True)


def test_what_begins_nobody_says_when_is_of_the_latest_spell() -> None:
    seen = holding("seen", on="2024-06-01", stake_percent=21)
    days = ["2021-01-01", "2023-01-01", "2024-01-01"]
    assert held(FIRST, SECOND, seen, days=days) == ["certain", "no", "certain"]
    assert reading(FIRST, SECOND, seen, on="2021-01-01").stake_max == 10


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


def test_a_planned_end_that_has_come_is_not_undone_by_older_word_that_it_goes_on() -> None:
    active = contract("active", valid_from="2020-01-01", on="2021-01-01")
    leaving = contract("leaving", "planned_end", valid_to="2026-01-31", on="2025-06-01")
    days = ["2024-06-01", "2026-01-31", "2026-02-01"]
    assert held(active, leaving, days=days) == ["certain", "certain", "no"]


@pytest.mark.parametrize(("began", "verdicts"), [("2020-03-01", ["certain", "certain"]), (None, ["certain", "no"])])
def test_who_began_on_the_day_of_the_end_begins_anew_if_the_end_names_an_earlier_start(
    began: str | None, verdicts: list[str]
) -> None:
    ended = holding("ended", "ended", valid_from=began, valid_to="2024-01-01", on="2024-02-05")
    assert held(ended, SECOND, days=["2024-01-01", "2024-06-01"]) == verdicts


def test_what_began_in_the_year_of_an_end_of_no_date_and_is_told_of_later_begins_anew() -> None:
    ended = holding("ended", "ended", on="2023-05-01")
    new = holding("new", valid_from="2023", on="2024-02-01")
    found = reading(ended, new, on="2024-06-01")
    assert (found.held, found.status, found.disputed) == ("certain", "active", False)


def test_what_began_on_the_day_on_which_it_was_said_to_be_over_is_no_renewal() -> None:
    ended = holding("ended", "ended", on="2023-05-01")
    new = holding("new", valid_from="2023-05-01", on="2023-06-01")
    assert reading(ended, new, on="2023-07-01").disputed


def test_what_began_when_it_may_have_ended_and_is_told_of_later_begins_anew() -> None:
    ended = holding("ended", "ended", valid_from="2020-01-01", valid_to="2023", on="2024-01-05")
    new = holding("new", valid_from="2023-01-01", on="2024-02-05")
    found = reading(ended, new, on="2024-03-01")
    assert (found.held, found.disputed) == ("certain", False)


def test_what_may_have_begun_before_what_is_over_did_is_no_renewal() -> None:
    ended = holding("ended", "ended", valid_from="2023-03-01", valid_to="2023-06-30", on="2023-07-10")
    other = holding("other", valid_from="2023", on="2023-08-01")
    assert reading(ended, other, on="2023-09-01").disputed


def test_an_end_of_no_date_is_not_renewed_by_a_claim_of_no_day() -> None:
    ended = contract("ended", "ended", on="2023-05-01")
    undated = recorded("undated", valid_from="2024-01-01", on="2024-06-01")
    assert held(ended, undated, days=["2024-07-01"]) == ["no"]


def test_an_announcement_for_after_a_planned_end_is_not_pending_until_then() -> None:
    leaving = holding("leaving", "planned_end", valid_from="2020-01-01", valid_to="2025-12-31", on="2025-06-01")
    again = holding("again", "announced", valid_from="2027", on="2025-08-01")
    days = ["2025-09-01", "2026-01-01"]
    assert [reading(leaving, again, on=day).pending for day in days] == [(), ()]
    assert [reading(leaving, again, on=day).status for day in days] == ["planned_end", "announced"]


def test_an_end_before_the_start_that_a_claim_names_is_an_end() -> None:
    active = contract("active", on="2024-12-31")
    ended = contract("ended", "ended", valid_from="2025-01-31", on="2024-12-31")
    assert held(active, ended, days=["2024-12-30", "2025-01-15", "2025-02-15"]) == ["possible", "no", "no"]


def test_what_is_over_surely_held_on_no_day_that_nobody_names() -> None:
    claims = [contract(id_, "ended", valid_to="2025-12-31", on="2025-06-13") for id_ in ("a", "b")]
    assert held(*claims, days=["2025-07-01"]) == held(claims[0], days=["2025-07-01"]) == ["possible"]


def test_of_what_is_over_nobody_was_sure_after_the_end_that_they_named() -> None:
    seen = contract("seen", valid_from="2020-01-01", valid_to="2022-12-31", on="2023-03-01")
    ended = contract("ended", "ended", valid_from="2020-01-01", on="2023-05-01")
    assert held(seen, ended, days=["2022-12-31", "2023-02-01", "2023-05-01"]) == ["certain", "possible", "no"]


def test_who_saw_it_hold_on_the_day_on_which_it_is_said_to_be_over_saw_nothing_before() -> None:
    seen = contract("seen", valid_from="2020-01-01", on="2023-05-01")
    ended = contract("ended", "ended", on="2023-05-01")
    assert held(seen, ended, days=["2022-01-01", "2023-05-01"]) == ["possible", "no"]


def test_what_ended_nobody_says_since_when_it_held_began_before_it_ended() -> None:
    ended = contract("ended", "ended", valid_to="2021-12-31", on="2024-03-01")
    new = contract("new", valid_from="2023-01-01", on="2023-02-01")
    assert held(ended, new, days=["2020-01-01", "2022-06-01", "2023-06-01"]) == ["possible", "no", "certain"]


def test_what_was_seen_the_day_before_another_start_began_before_that() -> None:
    seen = contract("seen", on="2023-01-01")
    new = contract("new", valid_from="2023-01-02", on="2023-01-02")
    assert held(seen, new, days=["2022-06-01", "2023-01-01"]) == ["possible", "certain"]


def test_a_start_that_was_announced_is_not_that_of_what_holds() -> None:
    plan = contract("plan", "announced", valid_from="2024-01-01", on="2023-01-01")
    active = contract("active", on="2025-06-01")
    assert held(plan, active, days=["2023-06-01"]) == ["possible"]


@pytest.mark.parametrize("certainty", ["reported", "stated", "confirmed"])
def test_word_of_the_day_of_the_end_that_it_goes_on_however_sure_does_not_outlast_it_into_the_renewal(
    certainty: str,
) -> None:
    nearby = holding("beside", valid_from="2020-03-01", on="2022-07-10", stake_percent=9, certainty=certainty)
    assert reading(nearby, FIRST, SECOND, on="2024-06-01").stake_min == 20


def test_word_of_an_own_end_outlasts_another_end_into_the_renewal() -> None:
    long = holding("long", valid_from="2020-03-01", valid_to="2025-12-31", on="2020-03-10", stake_percent=9)
    found = reading(long, FIRST, SECOND, on="2024-06-01")
    assert (found.stake_min, found.stake_max) == (9, 20)


def test_a_renewal_that_is_replaced_by_name_renews_nothing() -> None:
    right = holding("right", on="2024-02-10", supersedes=["second"])
    assert reading(FIRST, SECOND, right, on="2024-06-01").disputed


def test_an_end_that_is_replaced_by_name_bounds_nothing() -> None:
    wrong = holding("wrong", valid_from="2020-01-01", valid_to="2022-12-31", on="2021-01-01")
    right = holding("right", valid_from="2020-01-01", on="2021-06-01", supersedes=["wrong"])
    assert held(wrong, right, days=["2023-06-01"]) == ["certain"]


def test_certain_days_after_merely_possible_ones_begin_a_spell_of_their_own() -> None:
    first = contract("first", valid_from="2020-01-01", valid_to="2021", on="2020-02-01")
    second = contract("second", valid_from="2022-01-01", on="2022-02-01")
    assert held(first, second, days=["2021-01-01", "2021-06-01", "2022-01-01"]) == ["certain", "possible", "certain"]
    assert [(v.valid_from, v.certain_from, v.certain_to) for v in spells(first, second)] == [
        ("2020-01-01", "2020-01-01", "2021-01-02"),
        ("2022-01-01", "2022-01-01", "9999-12-31"),
    ]


# --- The later word ---


def test_the_later_word_of_a_source_replaces_its_earlier_one_from_the_days_it_speaks_of() -> None:
    old = holding("old", valid_from="2022-01-01", on="2022-02-01", stake_percent=10, source="register")
    new = holding("new", valid_from="2024-01-01", on="2024-02-01", stake_percent=20, source="register")
    before, after = reading(old, new, on="2023-06-01"), reading(old, new, on="2024-06-01")
    assert (before.stake_percent, before.stake_min, before.stake_max) == (10, 10, 10)
    assert (after.stake_percent, after.stake_min, after.stake_max) == (20, 20, 20)
    assert after.speaking == ("old", "new")


def test_a_source_that_later_says_no_more_than_that_it_goes_on_takes_no_stake_back() -> None:
    deal = holding("deal", valid_from="2025-06-12", on="2025-06-13", stake_percent=49, voting=False, source="paper")
    mention = holding("mention", on="2025-09-01", source="paper")
    found = reading(deal, mention, on="2025-10-01")
    assert (found.status, found.stake_percent, found.stake_max, found.voting) == ("active", 49, 49, False)


def test_a_source_that_states_another_kind_of_sum_keeps_the_first() -> None:
    paid = {"value": 100, "currency": "USD", "basis": "paid"}
    pledged = {"value": 900, "currency": "USD", "basis": "committed"}
    old = holding("old", valid_from="2022-01-01", on="2022-02-01", amount=paid, source="paper", certainty="confirmed")
    new = holding("new", valid_from="2022-01-01", on="2023-02-01", amount=pledged, source="paper")
    assert reading(old, new, on="2024-01-01").amount == 100
    restated = holding("new", valid_from="2022-01-01", on="2023-02-01", amount={**paid, "value": 200}, source="paper")
    found = reading(old, restated, on="2024-01-01")
    assert (found.amount, found.amount_low) == (200, 200)


def test_a_source_that_contradicts_its_earlier_word_is_disputed() -> None:
    old = holding("old", valid_from="2022-01-01", on="2022-02-01", stake_percent=10, source="paper")
    new = holding("new", valid_from="2022-01-01", on="2023-02-01", stake_percent=20, source="paper", disputes=["old"])
    found = reading(old, new, on="2024-01-01")
    assert (found.disputed, found.stake_min, found.stake_max) == (True, 10, 20)


def test_the_earlier_word_of_another_source_stays_in_the_range() -> None:
    old = holding("old", valid_from="2022-01-01", on="2022-02-01", stake_percent=10)
    new = holding("new", valid_from="2024-01-01", on="2024-02-01", stake_percent=20)
    after = reading(old, new, on="2024-06-01")
    assert (after.stake_percent, after.stake_min, after.stake_max) == (20, 10, 20)


def test_a_stake_whose_period_is_over_is_none_of_the_new_one() -> None:
    old = holding("old", valid_from="2022-01-01", valid_to="2023-12-31", on="2022-02-01", stake_percent=10)
    new = holding("new", valid_from="2024-01-01", on="2024-02-01", stake_percent=20)
    for day, stake in {"2023-12-31": 10, "2024-01-01": 20}.items():
        found = reading(old, new, on=day)
        assert (found.held, found.stake_percent, found.stake_min, found.stake_max) == ("certain", stake, stake, stake)


def test_a_source_that_announces_a_further_tranche_does_not_take_back_the_first() -> None:
    first = holding("first", valid_from="2022-01-01", on="2022-02-01", stake_percent=10, source="register")
    tranche = holding("next", "announced", on="2024-02-01", stake_percent=20, source="register")
    found = reading(first, tranche, on="2024-06-01")
    assert (found.held, found.status, found.stake_percent, found.pending) == ("certain", "active", 10, ("next",))


def test_a_source_that_said_two_things_on_one_day_said_both() -> None:
    one = holding("one", valid_from="2022-01-01", on="2022-02-01", stake_percent=10, source="register")
    two = holding("two", valid_from="2022-01-01", on="2022-02-01", stake_percent=20, source="register")
    assert (reading(one, two, on="2023-01-01").stake_min, reading(one, two, on="2023-01-01").stake_max) == (10, 20)


def test_a_correction_replaces_what_it_names_once_it_is_known() -> None:
    wrong = holding("wrong", valid_from="2022-01-01", on="2022-02-01", stake_percent=49, certainty="confirmed")
    right = holding("right", valid_from="2022-01-01", on="2022-03-01", stake_percent=48, supersedes=["wrong"])
    assert reading(wrong, right, on="2022-06-01", known_at="2022-02-28").stake_percent == 49
    found = reading(wrong, right, on="2022-06-01")
    assert (found.stake_percent, found.stake_min, found.stake_max) == (48, 48, 48)
    assert found.speaking == ("wrong", "right")


def test_a_correction_less_sure_than_asked_for_corrects_nothing() -> None:
    wrong = holding("wrong", valid_from="2022-01-01", on="2022-02-01", stake_percent=49, certainty="confirmed")
    right = holding("right", valid_from="2022-01-01", on="2022-03-01", stake_percent=48, supersedes=["wrong"])
    assert reading(wrong, right, on="2022-06-01", floor=3).stake_percent == 49


def test_nothing_is_replaced_by_what_was_said_before() -> None:
    old = holding("old", valid_from="2022-01-01", on="2022-02-01", stake_percent=49, supersedes=["new"])
    new = holding("new", valid_from="2022-01-01", on="2022-03-01", stake_percent=48)
    assert reading(old, new, on="2022-06-01").stake_max == 49


def test_of_two_that_name_each_other_the_later_is_heard() -> None:
    one = holding("one", valid_from="2022-01-01", on="2022-02-01", stake_percent=10, supersedes=["two"])
    two = holding("two", valid_from="2022-01-01", on="2022-02-01", stake_percent=20, supersedes=["one"])
    assert (reading(one, two, on="2023-01-01").stake_min, reading(one, two, on="2023-01-01").stake_max) == (20, 20)


def test_of_three_that_name_each_other_in_a_ring_all_are_heard() -> None:
    ring = [
        holding(me, valid_from="2022-01-01", on="2022-02-01", stake_percent=stake, supersedes=[other])
        for me, other, stake in [("a", "b", 10), ("b", "c", 20), ("c", "a", 30)]
    ]
    found = reading(*ring, on="2023-01-01")
    assert (found.held, found.stake_min, found.stake_max) == ("certain", 10, 30)


def test_a_chain_of_corrections_leaves_the_last() -> None:
    chain = [
        holding("a", valid_from="2022-01-01", on="2022-02-01", stake_percent=10),
        holding("b", valid_from="2022-01-01", on="2022-03-01", stake_percent=20, supersedes=["a"]),
        holding("c", valid_from="2022-01-01", on="2022-04-01", stake_percent=30, supersedes=["b"]),
    ]
    assert reading(*chain, on="2023-01-01").stake_min == 30


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


def test_a_later_word_replaces_nothing_on_days_that_surely_are_the_earlier_ones_alone() -> None:
    leaving = contract("leaving", "planned_end", valid_from="2022-01-01", on="2022-02-01", source="paper")
    stays = contract("stays", valid_from="2024", on="2025-01-01", source="paper")
    assert [reading(leaving, stays, on=day).disputed for day in ("2024-06-01", "2024-12-31")] == [True, False]


def test_a_source_that_takes_its_word_back_less_surely_takes_it_back_from_that_day_on() -> None:
    said = holding("said", valid_from="2020-01-01", on="2021-01-01", source="paper")
    denial = holding("denial", "denied", on="2024-01-01", source="paper", certainty="reported")
    assert held(said, denial, days=["2022-06-01", "2024-06-01"]) == ["possible", "no"]


def test_a_source_that_takes_its_word_back_takes_back_its_stake_too() -> None:
    said = holding("said", valid_from="2020-01-01", on="2021-01-01", stake_percent=10, source="paper")
    denial = holding("denial", "denied", on="2024-01-01", source="paper", certainty="reported")
    other = holding("other", valid_from="2020-01-01", on="2021-01-01", stake_percent=20)
    found = reading(said, denial, other, on="2024-06-01")
    assert (found.held, found.disputed, found.stake_min) == ("possible", True, 20)


def test_a_source_that_later_tells_of_an_earlier_period_leaves_its_word_on_the_next_one() -> None:
    new = holding("new", valid_from="2023-06-01", on="2023-07-01", source="paper")
    old = holding("old", "ended", valid_from="2020-01-01", valid_to="2022-12-31", on="2024-01-10", source="paper")
    assert held(new, old, days=["2022-06-01", "2023-01-01", "2024-06-01"]) == ["certain", "no", "certain"]


def test_a_source_that_names_no_day_of_the_end_leaves_the_stake_it_told_of() -> None:
    said = holding("said", valid_from="2020-01-01", on="2021-01-01", stake_percent=10, source="paper")
    ended = holding("ended", "ended", on="2023-01-01", source="paper")
    other = holding("other", on="2023-06-01")
    found = reading(said, ended, other, on="2023-07-01")
    assert (found.held, found.disputed, found.stake_percent) == ("possible", True, 10)


# --- Announced, called off, denied ---


def test_a_further_tranche_is_pending_once_it_is_announced() -> None:
    first = holding("first", valid_from="2020-01-01", on="2020-01-10", stake_percent=10)
    tranche = holding("next", "announced", valid_from="2026", on="2025-03-01", stake_percent=20)
    before, after = reading(first, tranche, on="2025-02-28"), reading(first, tranche, on="2025-03-01")
    assert (before.held, before.pending, before.stake_max) == ("certain", (), 10)
    assert (after.held, after.status, after.pending, after.stake_max) == ("certain", "active", ("next",), 10)


def test_later_word_that_it_goes_on_covers_what_was_pending() -> None:
    first = holding("first", valid_from="2020-01-01", on="2020-01-10")
    tranche = holding("next", "announced", valid_from="2025-03-01", on="2025-03-01")
    done = holding("done", valid_from="2025-06-01", on="2025-06-10", stake_percent=20)
    assert reading(first, tranche, done, on="2025-07-01").pending == ()
    assert reading(first, tranche, done, on="2025-05-01").pending == ("next",)


def test_what_was_announced_and_came_about_is_active_and_undisputed() -> None:
    announced = holding("plan", "announced", valid_from="2025-06", on="2025-03-01")
    active = holding("done", valid_from="2025-06-12", on="2025-06-13")
    found = reading(announced, active, on="2025-06-12")
    assert (found.held, found.status, found.disputed, found.pending) == ("certain", "active", False, ())
    assert reading(announced, active, on="2025-06-11").held == "no"


def test_what_was_called_off_never_held() -> None:
    plan = holding("plan", "announced", on="2025-03-01")
    off = holding("off", "called_off", on="2025-06-01")
    found = reading(plan, off, on="2025-07-01")
    assert (found.held, found.status, found.disputed) == ("no", "called_off", False)


def test_what_was_called_off_may_come_about_later() -> None:
    plan = holding("plan", "announced", on="2025-03-01", stake_percent=30)
    off = holding("off", "called_off", on="2025-06-01")
    deal = holding("deal", valid_from="2026-01-15", on="2026-01-20", stake_percent=20)
    assert held(plan, off, deal, days=["2025-07-01", "2026-01-14", "2026-01-15"]) == ["no", "no", "certain"]
    found = reading(plan, off, deal, on="2026-02-01")
    assert (found.status, found.disputed, found.stake_percent, found.stake_max) == ("active", False, 20, 20)
    assert reading(plan, off, deal, on="2025-07-01").status == "called_off"


def test_what_was_called_off_may_be_announced_anew() -> None:
    plan = holding("plan", "announced", on="2025-03-01")
    off = holding("off", "called_off", on="2025-06-01")
    again = holding("again", "announced", valid_from="2027", on="2026-01-20")
    assert [reading(plan, off, again, on=day).status for day in ("2025-07-01", "2026-02-01")] == [
        "called_off",
        "announced",
    ]


def test_a_denial_as_sure_as_what_it_denies_removes_it() -> None:
    said = contract("said", valid_from="2020-01-01", on="2023-01-01")
    denial = contract("denial", "denied", on="2024-01-01")
    assert held(said, denial, days=["2021-01-01", "2024-06-01"]) == ["no", "no"]
    assert not reading(said, denial, on="2024-06-01").disputed
    assert held(said, denial, days=["2021-01-01"], known_at="2023-12-31") == ["certain"]


def test_a_denial_less_sure_than_what_it_denies_makes_it_disputed() -> None:
    said = contract("said", valid_from="2020-01-01", on="2023-01-01")
    denial = contract("denial", "denied", certainty="reported", on="2024-01-01")
    found = reading(said, denial, on="2024-06-01")
    assert (found.held, found.status, found.disputed) == ("possible", "active", True)
    assert reading(said, denial, on="2024-06-01", floor=2).held == "certain"


def test_a_denial_of_one_year_leaves_the_other_years_alone() -> None:
    said = contract("said", valid_from="2020-01-01", on="2023-01-01")
    denial = contract("denial", "denied", valid_from="2021-01-01", valid_to="2021-12-31", on="2024-01-01")
    days = ["2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01"]
    assert held(said, denial, days=days) == ["certain", "no", "no", "certain"]


def test_what_begins_after_a_denial_is_not_denied() -> None:
    said = contract("said", valid_from="2020-01-01", on="2023-01-01")
    denial = contract("denial", "denied", on="2024-01-01")
    new = contract("new", valid_from="2025-01-01", on="2025-01-10")
    assert held(said, denial, new, days=["2021-01-01", "2024-06-01", "2025-01-01"]) == ["no", "no", "certain"]
    assert not reading(said, denial, new, on="2025-01-01").disputed


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


def test_nothing_is_pending_before_it_was_announced() -> None:
    active = holding("active", valid_from="2020-01-01", on="2021-01-01")
    tranche = holding("next", "announced", on="2025-01-01")
    assert [reading(active, tranche, on=day).pending for day in ("2024-12-31", "2025-01-01")] == [(), ("next",)]


def test_nothing_is_pending_beside_what_ended() -> None:
    active = holding("active", valid_from="2020-01-01", on="2021-01-01")
    tranche = holding("next", "announced", on="2022-01-01")
    ended = holding("ended", "ended", valid_to="2023-12-31", on="2024-01-10")
    found = reading(active, tranche, ended, on="2023-06-01")
    assert (found.held, found.status, found.pending) == ("certain", "ended", ())


# --- Parts ---


def tranche(id_: str, part: str, status: Any = "active", on: str = "2025-06-27", **more: Any) -> RelationshipClaim:
    return holding(id_, status, on, part=part, **more)


def test_parts_in_sequence_leave_out_the_days_between() -> None:
    first = tranche("a", "first", "ended", valid_from="2020-01-01", valid_to="2021-12-31")
    second = tranche("b", "second", valid_from="2023-01-01")
    assert held(first, second, days=["2021-12-31", "2022-06-01", "2023-01-01"]) == ["certain", "no", "certain"]
    assert all(reading(first, second, on=day).partial for day in ("2021-01-01", "2022-06-01", "2023-01-01"))


def test_parts_beside_each_other_hold_while_any_does() -> None:
    first = tranche("a", "first", "ended", valid_from="2020-01-01", valid_to="2022-12-31", stake_percent=10)
    second = tranche("b", "second", valid_from="2021-01-01", stake_percent=20)
    assert held(first, second, days=["2020-06-01", "2022-06-01", "2023-06-01"]) == ["certain"] * 3
    found = reading(first, second, on="2022-06-01")
    assert (found.status, found.stake_min, found.stake_max, found.disputed) == ("active", 10, 20, False)


def test_a_part_that_was_called_off_takes_nothing_from_another() -> None:
    first = tranche("a", "first", valid_from="2020-01-01")
    second = tranche("b", "second", "called_off")
    found = reading(first, second, on="2026-01-01")
    assert (found.held, found.status, found.disputed) == ("certain", "active", False)


def test_a_part_that_is_announced_is_pending_beside_another() -> None:
    first = tranche("a", "first", valid_from="2020-01-01", stake_percent=10)
    second = tranche("b", "second", "announced", valid_from="2026", stake_percent=20)
    found = reading(first, second, on="2025-12-31")
    assert (found.held, found.status, found.pending, found.stake_max) == ("certain", "active", ("b",), 10)


def test_where_the_whole_is_spoken_of_a_part_adds_nothing() -> None:
    whole = holding("whole", valid_from="2024-01-01", stake_percent=10)
    part = tranche("part", "first", valid_from="2020-01-01", stake_percent=20)
    before, after = reading(whole, part, on="2023-12-31"), reading(whole, part, on="2024-01-01")
    assert (before.held, before.partial, before.stake_percent) == ("certain", True, 20)
    assert (after.held, after.partial, after.stake_percent, after.stake_max) == ("certain", False, 10, 10)


def test_two_names_of_which_one_disputes_the_other_are_one_part() -> None:
    one = tranche("one", "the first tranche", valid_from="2020-01-01", on="2021-01-01")
    other = tranche("other", "tranche 1", "denied", on="2022-01-01", disputes=["one"])
    assert reading(one, other, on="2023-01-01").held == "no"


def test_of_one_part_with_two_names_a_source_has_one_latest_word_on_the_status_and_a_stake_by_each_name() -> None:
    leaving = tranche("leaving", "tranche 1", "planned_end", on="2020-06-01", source="paper", stake_percent=10)
    names_both = tranche("names-both", "the first tranche", on="2020-07-01", disputes=["leaving"])
    stays = tranche("stays", "the first tranche", on="2021-06-01", source="paper", stake_percent=20)
    found = reading(leaving, names_both, stays, on="2021-07-01")
    assert (found.held, found.status, found.disputed) == ("certain", "active", False)
    assert (found.stake_min, found.stake_max) == (10, 20)


def test_a_part_began_nobody_says_when_with_the_last_start_of_the_whole() -> None:
    whole = holding("whole", valid_from="2020-01-01", valid_to="2021-12-31", on="2022-01-10")
    part = tranche("part", "first", on="2025-01-10")
    assert held(whole, part, days=["2019-06-01", "2022-06-01"]) == ["no", "possible"]


def test_a_start_of_the_whole_that_is_replaced_by_name_is_not_that_of_a_part() -> None:
    wrong = holding("wrong", valid_from="2020-01-01", valid_to="2021-12-31", on="2022-01-10")
    right = holding("right", valid_from="2018-01-01", valid_to="2018-12-31", on="2022-02-10", supersedes=["wrong"])
    part = tranche("part", "first", on="2025-01-10")
    assert held(wrong, right, part, days=["2017-06-01", "2019-06-01"]) == ["no", "possible"]


@pytest.mark.parametrize("who", ["whole", "part"])
def test_a_whole_and_a_part_of_which_one_contradicts_the_other_are_disputed(who: str) -> None:
    disputes = {"whole": ["part"]} if who == "whole" else {"part": ["whole"]}
    whole = holding("whole", valid_from="2020-01-01", disputes=disputes.get("whole", []))
    part = tranche("part", "first", valid_from="2020-01-01", disputes=disputes.get("part", []))
    found = reading(whole, part, on="2024-01-01")
    assert (found.held, found.disputed, found.partial) == ("certain", True, False)


def test_the_service_of_a_part_that_is_announced_is_told_beside_that_of_another() -> None:
    first = contract("first", valid_from="2020-01-01", service="compute", part="the first contract")
    second = contract("second", "announced", service="models", part="the second contract")
    assert reading(first, second, on="2026-01-01").services == ("compute", "models")


def test_a_part_that_may_hold_goes_before_one_that_is_announced_whatever_its_status() -> None:
    active = tranche("active", "first", valid_from="2020-01-01", certainty="reported")
    off = tranche("off", "first", "called_off", certainty="confirmed")
    coming = tranche("coming", "second", "announced")
    found = reading(active, off, coming, on="2026-01-01")
    assert (found.held, found.status, found.disputed, found.pending) == ("possible", "called_off", True, ("coming",))


# --- Undated, taken back, contradicted from elsewhere ---


def recorded(id_: str, status: Any = "active", on: str = "2025-06-27", **more: Any) -> RelationshipClaim:
    return contract(id_, status, on, recorded_on=on, **more).model_copy(update={"reported_on": None})


def test_a_claim_of_no_day_is_not_the_later_word() -> None:
    ended = contract("ended", "ended", valid_from="2020-01-01", valid_to="2022-12-31", on="2023-01-10")
    found = reading(ended, recorded("undated", on="2024-01-01"), on="2024-06-01")
    assert (found.status, found.disputed) == ("ended", False)


def test_a_claim_of_no_day_replaces_no_word_of_its_source() -> None:
    old = holding("old", valid_from="2022-01-01", on="2022-02-01", stake_percent=10, source="register")
    undated = holding("new", valid_from="2022-01-01", on="2024-02-01", stake_percent=20, source="register")
    undated = undated.model_copy(update={"reported_on": None, "recorded_on": "2024-02-01"})
    assert reading(old, undated, on="2024-06-01").stake_min == 10


@pytest.mark.parametrize("taken_back", ["said", "source-of-said"])
def test_what_was_withdrawn_counts_until_that_day(taken_back: str) -> None:
    said = contract("said", valid_from="2020-01-01", on="2021-01-01")
    other = contract("other", "denied", certainty="reported", on="2021-01-01")
    back: dict[str, Any] = {"withdrawn": {taken_back: "2024-01-01"}}
    assert reading(said, other, on="2022-01-01", known_at="2023-12-31", **back).held == "possible"
    assert reading(said, other, on="2022-01-01", known_at="2024-01-01", **back).status == "denied"
    assert on_the_day([said], lambda _: "A", "2022-01-01", "2024-01-01", 0, **back) is None


@pytest.mark.parametrize("mistaken", ["said", "source-of-said"])
def test_what_was_never_said_counts_at_no_time(mistaken: str) -> None:
    said = contract("said", valid_from="2020-01-01", on="2021-01-01")
    assert on_the_day([said], lambda _: "A", "2022-01-01", "2021-06-01", 0, mistaken={mistaken}) is None


def test_a_claim_about_something_else_that_contradicts_one_makes_the_day_disputed() -> None:
    said = holding("said", valid_from="2020-01-01", on="2021-01-01")
    other = contract("other", on="2022-01-01", disputes=["said"])
    figure = valuation("figure", 29e9, on="2022-01-01", disputes=["said"])
    assert reading(said, on="2023-01-01", elsewhere=[other]).disputed
    assert reading(said, on="2023-01-01", elsewhere=[figure]).disputed
    assert not reading(said, on="2023-01-01", elsewhere=[other], known_at="2021-12-31").disputed
    assert not reading(said, on="2023-01-01", elsewhere=[figure], mistaken=["figure"]).disputed


def test_a_claim_that_names_one_about_something_else_is_disputed_too() -> None:
    said = holding("said", valid_from="2020-01-01", on="2021-01-01", disputes=["figure"])
    figure = valuation("figure", 29e9, on="2022-01-01")
    assert reading(said, on="2023-01-01", elsewhere=[figure]).disputed


def test_a_pending_tranche_that_is_contradicted_leaves_what_is_held_undisputed() -> None:
    first = holding("first", valid_from="2020-01-01", on="2021-01-01", stake_percent=10)
    tranche = holding("next", "announced", on="2022-01-01", stake_percent=20)
    figure = valuation("figure", 29e9, on="2022-02-01", disputes=["next"])
    found = reading(first, tranche, on="2023-01-01", elsewhere=[figure])
    assert (found.pending, found.stake_max, found.disputed) == (("next",), 10, False)


def test_a_claim_of_other_days_contradicts_too() -> None:
    said = contract("said", valid_from="2020-01-01", on="2021-01-01")
    other = contract("other", valid_from="2018-01-01", valid_to="2019-12-31", on="2021-02-01", disputes=["said"])
    assert reading(said, other, on="2022-01-01").disputed


@pytest.mark.parametrize("ends", [[("2020-06", "2024-06"), (None, None)], [(None, "2024-06"), ("2020-06", None)]])
def test_nothing_holds_while_an_end_does_not_exist(ends: list[tuple[str | None, str | None]]) -> None:
    said = contract("said", valid_from="2019-01-01", on="2021-01-01")
    days = ["2020-05-31", "2020-06-01", "2024-06-30", "2024-07-01"]
    assert held(said, days=days, lifetimes=ends) == ["no", "certain", "certain", "no"]


def test_a_replaced_claim_whose_revenue_counts_is_contradicted_still() -> None:
    revenue = {"percent": 17, "of": "revenue", "period": "2024"}
    old = contract("old", valid_from="2020-01-01", on="2021-01-01", revenue=revenue, source="paper")
    new = contract("new", valid_from="2020-01-01", on="2022-01-01", source="paper")
    figure = valuation("figure", 29e9, on="2022-02-01", disputes=["old"])
    assert reading(old, new, on="2023-01-01", elsewhere=[figure]).disputed


def test_a_stake_that_its_source_states_anew_is_contradicted_no_more() -> None:
    old = holding("old", valid_from="2020-01-01", on="2021-01-01", stake_percent=10, source="paper")
    new = holding("new", valid_from="2020-01-01", on="2022-01-01", stake_percent=20, source="paper")
    figure = valuation("figure", 29e9, on="2022-02-01", disputes=["old"])
    assert not reading(old, new, on="2023-01-01", elsewhere=[figure]).disputed


# --- Values ---


def test_the_surest_stake_is_shown_with_the_range_of_all() -> None:
    sure = holding("sure", valid_from="2022-01-01", on="2022-02-01", stake_percent=49, certainty="confirmed")
    later = holding("later", valid_from="2022-01-01", on="2023-02-01", stake_percent={"min": 10, "max": 30})
    found = reading(sure, later, on="2024-01-01")
    assert (found.stake_percent, found.stake_min, found.stake_max, found.certainty) == (49, 10, 49, 3)
    assert reading(sure, later, on="2024-01-01", floor=3).stake_min == 49


def test_a_stake_whose_period_covers_the_day_goes_before_one_that_may() -> None:
    covers = holding("covers", valid_from="2022-01-01", on="2022-02-01", stake_percent=10, certainty="reported")
    may = holding("may", valid_from="2024", on="2024-12-31", stake_percent=20, certainty="confirmed")
    assert [reading(covers, may, on=day).stake_percent for day in ("2024-06-01", "2024-12-31")] == [10, 20]


def test_a_partys_own_sum_goes_before_a_total() -> None:
    total = {"value": 900, "currency": "USD", "basis": "round_total"}
    own = {"value": 200, "currency": "USD", "basis": "paid"}
    other = {"min": 100, "max": 300, "currency": "USD", "basis": "paid"}
    claims = [
        holding("total", valid_from="2022-01-01", amount=total, certainty="confirmed"),
        holding("own", valid_from="2022-01-01", amount=own),
        holding("other", valid_from="2022-01-01", amount=other, certainty="reported"),
    ]
    found = reading(*claims, on="2024-01-01")
    assert (found.amount, found.amount_basis, found.amount_low, found.amount_high) == (200, "paid", 100, 300)


def test_whether_it_votes_is_unknown_where_nobody_knows() -> None:
    unknown = holding("a", valid_from="2022-01-01", voting="unknown", certainty="confirmed")
    known = holding("b", valid_from="2022-01-01", voting=False)
    assert reading(unknown, on="2024-01-01").voting is None
    assert reading(unknown, known, on="2024-01-01").voting is False


def test_services_are_those_of_the_day_and_those_to_come() -> None:
    first = contract("first", valid_from="2020-01-01", valid_to="2022-12-31", on="2020-01-10", service="compute")
    second = contract("second", valid_from="2023-01-01", on="2023-01-10", service="models")
    more = contract("more", "announced", on="2025-01-10", service="data_labelling")
    services = [reading(first, second, more, on=day).services for day in ("2021-01-01", "2024-01-01", "2025-02-01")]
    assert services == [("compute",), ("models",), ("data_labelling", "models")]


def test_a_rivalry_is_in_the_segments_of_the_day() -> None:
    first = rivalry("first", valid_from="2020-01-01", valid_to="2022-12-31", segment="search")
    second = rivalry("second", valid_from="2021-01-01", segment="cloud")
    both, after = reading(first, second, on="2022-01-01"), reading(first, second, on="2024-01-01")
    assert (both.segment, both.segments) == ("cloud", ("cloud", "search"))
    assert (after.segment, after.segments) == ("cloud", ("cloud",))


def test_a_stake_that_one_claim_states_is_not_hidden_by_another_that_states_none() -> None:
    invested = holding("invested", valid_from="2020-01-01", on="2021-01-01")
    stake = holding("stake", on="2025-01-01", stake_percent=14)
    assert reading(invested, stake, on="2022-06-01").stake_percent == 14


def test_until_the_holding_is_reported_the_stake_is_the_one_that_was_announced() -> None:
    plan = holding("plan", "announced", on="2025-01-01", stake_percent=10)
    active = holding("active", on="2025-06-01", stake_percent=20)
    days = ["2024-12-31", "2025-03-01", "2025-06-01"]
    assert [reading(plan, active, on=day).stake_percent for day in days] == [20, 10, 20]


def test_the_service_of_a_pending_contract_is_told_once_its_period_surely_has_the_day() -> None:
    active = contract("active", valid_from="2020-01-01", on="2020-01-10", service="models")
    soon = contract("more", "announced", on="2025-01-10", service="compute")
    later = contract("more", "announced", on="2025-01-10", valid_from="2026", service="compute")
    assert reading(active, soon, on="2025-06-01").services == ("compute", "models")
    services = [reading(active, later, on=day).services for day in ("2026-12-30", "2026-12-31")]
    assert services == [("models",), ("compute", "models")]


def test_a_start_that_was_announced_is_that_of_the_stake_which_is_told_without_one() -> None:
    plan = holding("plan", "announced", valid_from="2024-01-01", on="2023-01-01")
    told = holding("told", on="2025-06-01", stake_percent=20)
    older = holding("older", valid_from="2022-01-01", on="2025-07-01", stake_percent=10)
    assert reading(plan, told, older, on="2025-08-01").stake_percent == 20


def test_the_stake_that_a_source_states_anew_counts_once_its_period_surely_has_the_day() -> None:
    old = holding("old", valid_from="2020-01-01", on="2020-02-01", stake_percent=10, source="register")
    new = holding("new", valid_from="2024", on="2025-01-10", stake_percent=20, source="register")
    assert [reading(old, new, on=day).stake_percent for day in ("2024-06-01", "2024-12-31")] == [10, 20]


def test_a_sum_whose_period_surely_has_the_day_goes_before_a_surer_one_of_another_kind_that_may() -> None:
    paid, pledged = (
        {"value": n, "currency": "USD", "basis": basis} for n, basis in ((100, "paid"), (900, "committed"))
    )
    covers = holding("covers", valid_from="2020-01-01", on="2020-02-01", amount=paid)
    may = holding("may", valid_from="2024", on="2025-01-10", amount=pledged, certainty="confirmed")
    assert [reading(covers, may, on=day).amount for day in ("2024-06-01", "2024-12-31")] == [100, 900]


def test_a_pending_announcement_may_tell_the_segment() -> None:
    active = rivalry("active", valid_from="2020-01-01", on="2020-02-01", segment="cloud")
    coming = rivalry("coming", "announced", on="2025-01-10", segment="search", certainty="confirmed")
    found = reading(active, coming, on="2025-06-01")
    assert (found.segment, found.segments, found.pending) == ("search", ("cloud", "search"), ("coming",))


def test_what_a_source_tells_later_of_an_older_time_takes_nothing_back_of_what_it_saw_since() -> None:
    seen = contract("seen", on="2022-01-10", source="s1")
    older = contract("older", valid_from="2019-01-01", valid_to="2019-12-31", on="2023-01-10", source="s1")
    days = ["2018-12-31", "2019-06-01", "2021-06-01", "2022-01-10", "2026-11-29"]
    assert held(seen, older, days=days) == ["no", "certain", "possible", "certain", "certain"]


def test_a_later_word_on_one_year_within_the_years_told_before_leaves_those_as_they_were() -> None:
    years = holding(
        "years", valid_from="2018-01-01", valid_to="2022-12-31", on="2023-01-01", source="s1", stake_percent=10
    )
    one = holding("one", valid_from="2020-01-01", valid_to="2020-12-31", on="2023-02-01", source="s1", stake_percent=20)
    stakes = [reading(years, one, on=day).stake_percent for day in ("2019-06-01", "2020-06-01", "2021-06-01")]
    assert stakes == [10, 20, 10]
    assert held(years, one, days=["2019-06-01", "2020-06-01", "2021-06-01", "2023-01-01"]) == [*["certain"] * 3, "no"]


def test_an_end_that_a_source_names_later_for_what_it_told_is_an_end() -> None:
    open_ended = holding("open", valid_from="2018-01-01", on="2024-02-01", source="s1", stake_percent=60)
    with_end = holding(
        "end", valid_from="2018-01-01", valid_to="2022-12-31", on="2024-03-01", source="s1", stake_percent=60
    )
    assert held(open_ended, with_end, days=["2022-12-31", "2023-01-01", "2025-01-01"]) == ["certain", "no", "no"]
    without_start = contract("until", valid_to="2019-12-31", on="2023-01-10", source="s1")
    assert held(contract("seen", on="2022-01-10", source="s1"), without_start, days=["2022-06-01"]) == ["no"]
