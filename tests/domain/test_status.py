"""From claims to a status: steps forward, denials, disputes, tranches, parts and floors of certainty."""

from itertools import combinations
from typing import Any

import pytest

from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.vocabulary import CERTAINTY_RANK, Certainty, Status
from tests.domain.saying import contract, holding, version

DAY, NEXT_DAY, LATER, LAST = "2025-06-13", "2025-06-14", "2025-06-27", "2025-07-01"
LIFECYCLE: list[Status] = ["announced", "active", "planned_end", "ended"]


def holds_never(found: RelationshipVersion) -> bool:
    return found.valid_from == found.valid_to and found.certain_from == found.certain_to


# Steps forward


@pytest.mark.parametrize(("before", "after"), [*combinations(LIFECYCLE, 2), ("announced", "called_off")])
def test_a_later_step_forward_replaces_even_if_it_is_less_sure(before: Status, after: Status) -> None:
    found = version(
        contract("c1", before, DAY, certainty="confirmed"), contract("c2", after, LATER, certainty="reported")
    )
    assert found.status == after
    assert not found.disputed
    assert found.certainty == CERTAINTY_RANK["reported"]
    assert found.claims == ("c1", "c2")


def test_each_day_with_news_starts_a_version_and_the_last_one_is_open() -> None:
    claims = contract("c1", "active", DAY), contract("c2", "planned_end", LATER)
    assert version(*claims, known_at=DAY).status == "active"
    assert version(*claims, known_at="2025-06-26").status == "active"
    assert version(*claims, known_at=LATER).status == "planned_end"
    assert version(*claims).known_to == "9999-12-31"


def test_what_is_said_twice_is_as_sure_as_the_surest_who_says_it() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="confirmed"), contract("c2", "active", LATER, certainty="inferred")
    )
    assert found.certainty == CERTAINTY_RANK["confirmed"]
    assert not found.disputed


# One day


@pytest.mark.parametrize("certainty", ["inferred", "reported", "stated", "confirmed"])
def test_a_source_that_says_a_client_and_means_to_leave_does_not_disagree_with_itself(certainty: Certainty) -> None:
    found = version(
        contract("c1", "active", DAY, source="reuters", certainty="confirmed"),
        contract("c2", "planned_end", DAY, source="reuters", certainty=certainty),
    )
    assert (found.status, found.disputed) == ("planned_end", False)


def test_on_one_day_another_source_less_sure_of_a_later_stage_disputes() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="stated"), contract("c2", "planned_end", DAY, certainty="reported")
    )
    assert (found.status, found.disputed) == ("active", True)
    assert found.certainty == CERTAINTY_RANK["stated"]


@pytest.mark.parametrize("certainty", ["stated", "confirmed"])
def test_on_one_day_another_source_as_sure_of_a_later_stage_is_progress(certainty: Certainty) -> None:
    found = version(
        contract("c1", "active", DAY, certainty="stated"), contract("c2", "planned_end", DAY, certainty=certainty)
    )
    assert (found.status, found.disputed) == ("planned_end", False)


def test_a_source_does_not_speak_for_another_on_the_same_day() -> None:
    found = version(
        contract("c1", "active", DAY, source="reuters", certainty="stated"),
        contract("c2", "active", DAY, source="wsj", certainty="stated"),
        contract("c3", "planned_end", DAY, source="reuters", certainty="reported"),
    )
    assert (found.status, found.disputed) == ("active", True)


def test_the_next_day_settles_what_one_day_left_open() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="stated"),
        contract("c2", "planned_end", DAY, certainty="reported"),
        contract("c3", "planned_end", NEXT_DAY, certainty="reported"),
    )
    assert (found.status, found.disputed) == ("planned_end", False)


# Further tranches


@pytest.mark.parametrize("status", ["active", "planned_end"])
def test_an_announcement_after_it_holds_is_pending_and_no_step_back(status: Status) -> None:
    found = version(holding("c1", status, DAY), holding("c2", "announced", LATER, certainty="confirmed"))
    assert found.status == status
    assert found.pending == ("c2",)
    assert not found.disputed
    assert found.certainty == CERTAINTY_RANK["stated"]


def test_later_word_that_it_is_active_clears_what_was_pending() -> None:
    found = version(holding("c1", "active", DAY), holding("c2", "announced", NEXT_DAY), holding("c3", "active", LATER))
    assert (found.status, found.pending) == ("active", ())


def test_word_of_the_same_day_does_not_clear_what_is_pending() -> None:
    found = version(holding("c1", "active", DAY), holding("c2", "announced", LATER), holding("c3", "active", LATER))
    assert found.pending == ("c2",)


def test_nothing_is_pending_of_what_is_over() -> None:
    found = version(holding("c1", "active", DAY), holding("c2", "announced", NEXT_DAY), holding("c3", "ended", LATER))
    assert (found.status, found.pending) == ("ended", ())


def test_a_tranche_is_pending_still_where_fainter_word_has_it_called_off() -> None:
    found = version(
        holding("c1", "active", DAY, certainty="confirmed"),
        holding("c2", "announced", NEXT_DAY, certainty="confirmed"),
        holding("c3", "called_off", LATER, certainty="reported"),
    )
    assert (found.status, found.disputed, found.pending) == ("active", True, ("c2",))


def test_several_announcements_are_pending_side_by_side() -> None:
    found = version(
        holding("c1", "active", DAY), holding("c2", "announced", NEXT_DAY), holding("c3", "announced", LATER)
    )
    assert found.pending == ("c2", "c3")


def test_an_announcement_that_says_it_disputes_is_a_dispute_and_not_a_tranche() -> None:
    found = version(
        holding("c1", "active", DAY, certainty="reported"),
        holding("c2", "announced", LATER, certainty="confirmed", disputes=["c1"]),
    )
    assert (found.status, found.disputed, found.pending) == ("announced", True, ())


def test_a_disputed_announcement_leaves_the_others_pending() -> None:
    found = version(
        holding("c1", "active", DAY),
        holding("c2", "announced", NEXT_DAY),
        holding("c3", "announced", LATER, certainty="reported", disputes=["c1"]),
    )
    assert (found.status, found.disputed, found.pending) == ("active", True, ("c2",))


def test_a_pending_announcement_that_is_disputed_is_pending_no_longer() -> None:
    found = version(
        holding("c1", "active", DAY),
        holding("c2", "announced", LATER),
        holding("c3", "active", LATER, disputes=["c2"]),
    )
    assert (found.status, found.disputed, found.pending) == ("active", True, ())


# Explicit disputes


@pytest.mark.parametrize("disputing_first", [True, False])
@pytest.mark.parametrize("known_first", ["active", "planned_end"])
def test_a_claim_that_says_it_disputes_is_heard_whichever_was_known_first(
    known_first: Status, disputing_first: bool
) -> None:
    known_second: Status = "planned_end" if known_first == "active" else "active"
    found = version(
        contract("c1", known_first, DAY, certainty="reported", disputes=["c2"] if disputing_first else []),
        contract("c2", known_second, LATER, certainty="confirmed", disputes=[] if disputing_first else ["c1"]),
    )
    assert (found.status, found.disputed) == (known_second, True)


def test_a_step_forward_that_is_disputed_does_not_replace() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="confirmed", disputes=["c2"]),
        contract("c2", "planned_end", LATER, certainty="reported"),
    )
    assert (found.status, found.disputed) == ("active", True)


def test_a_source_may_dispute_what_it_reports_itself() -> None:
    found = version(
        contract("c6", "planned_end", LATER, source="article", certainty="reported"),
        contract("c7", "active", LATER, source="article", certainty="confirmed", disputes=["c6"]),
    )
    assert (found.status, found.disputed) == ("active", True)


def test_of_two_who_disagree_equally_surely_on_one_day_the_more_cautious_keeps_the_conflict_visible() -> None:
    found = version(
        contract("c1", "ended", DAY, disputes=["c2"]),
        contract("c2", "active", DAY),
    )
    assert (found.status, found.disputed) == ("active", True)


def test_two_who_say_the_same_may_still_dispute_each_other() -> None:
    found = version(
        holding("c1", stake_percent=49),
        holding("c2", stake_percent=51, disputes=["c1"]),
    )
    assert (found.status, found.disputed) == ("active", True)


def test_what_was_replaced_stands_again_when_a_later_claim_disputes_it() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="confirmed"),
        contract("c2", "planned_end", NEXT_DAY, certainty="reported"),
        contract("c3", "planned_end", LATER, certainty="reported", disputes=["c1"]),
    )
    assert (found.status, found.disputed) == ("active", True)


def test_a_later_step_forward_ends_a_dispute_about_the_stages_before_it() -> None:
    found = version(
        contract("c1", "planned_end", DAY, certainty="reported"),
        contract("c2", "active", LATER, certainty="confirmed", disputes=["c1"]),
        contract("c3", "ended", LAST, certainty="stated"),
    )
    assert (found.status, found.disputed) == ("ended", False)


def test_a_dispute_is_not_known_before_the_other_side_is() -> None:
    claims = contract("c1", "active", DAY, disputes=["c2"]), contract("c2", "planned_end", LATER)
    assert not version(*claims, known_at=DAY).disputed


# Steps back


def test_a_step_back_disputes_and_the_surest_decides() -> None:
    found = version(
        contract("c1", "planned_end", DAY, certainty="confirmed"), contract("c2", "active", LATER, certainty="stated")
    )
    assert (found.status, found.disputed) == ("planned_end", True)
    assert found.claims == ("c1", "c2")


def test_of_two_as_sure_the_latest_decides() -> None:
    found = version(contract("c1", "ended", DAY), contract("c2", "active", LATER))
    assert (found.status, found.disputed) == ("active", True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ended", "announced"),
        ("ended", "planned_end"),
        ("planned_end", "active"),
        ("active", "called_off"),
        ("called_off", "active"),
        ("called_off", "announced"),
        ("denied", "active"),
        ("denied", "announced"),
    ],
)
def test_any_other_move_is_a_dispute(before: Status, after: Status) -> None:
    assert version(contract("c1", before, DAY), contract("c2", after, LATER)).disputed


# Denials


@pytest.mark.parametrize("certainty", ["stated", "confirmed"])
@pytest.mark.parametrize("status", ["announced", "active", "planned_end", "ended"])
def test_a_denial_at_least_as_sure_removes(status: Status, certainty: Certainty) -> None:
    found = version(contract("c1", status, DAY), contract("c2", "denied", LATER, certainty=certainty))
    assert (found.status, found.disputed) == ("denied", False)
    assert holds_never(found)
    assert found.claims == ("c1", "c2")


def test_a_denial_less_sure_disputes_and_what_it_denies_may_still_hold() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="confirmed"), contract("c2", "denied", LATER, certainty="stated")
    )
    assert (found.status, found.disputed) == ("active", True)
    assert found.verdict("2025-07-01") == "possible"


def test_a_denial_must_be_as_sure_as_all_it_contradicts() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="reported"),
        contract("c2", "active", DAY, certainty="confirmed"),
        contract("c3", "denied", LATER, certainty="stated"),
    )
    assert (found.status, found.disputed) == ("active", True)


def test_a_faint_plan_to_end_does_not_lay_a_confirmed_contract_open_to_denial() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="confirmed"),
        contract("c2", "planned_end", NEXT_DAY, certainty="reported"),
        contract("c3", "denied", LATER, certainty="reported"),
    )
    assert (found.status, found.disputed) == ("active", True)
    assert not holds_never(found)


def test_a_denial_less_sure_than_a_pending_announcement_disputes() -> None:
    found = version(
        holding("c1", "active", DAY, certainty="reported"),
        holding("c2", "announced", NEXT_DAY, certainty="confirmed"),
        holding("c3", "denied", LATER, certainty="stated"),
    )
    assert found.disputed
    assert found.pending == ()
    assert not holds_never(found)


def test_a_faint_denial_of_what_is_active_does_not_make_it_what_is_pending() -> None:
    found = version(
        holding("c1", "active", DAY, certainty="confirmed", stake_percent=11),
        holding("c2", "announced", NEXT_DAY, certainty="confirmed", stake_percent=13),
        holding("c3", "denied", LATER, certainty="stated"),
    )
    assert (found.status, found.disputed, found.pending, found.stake_percent) == ("active", True, ("c2",), 11.0)


def test_a_further_fainter_denial_does_not_revive_what_was_removed() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="stated"),
        contract("c2", "denied", NEXT_DAY, certainty="confirmed"),
        contract("c3", "denied", LATER, certainty="inferred"),
    )
    assert (found.status, found.disputed) == ("denied", False)
    assert found.certainty == CERTAINTY_RANK["confirmed"]
    assert holds_never(found)


def test_a_denial_of_the_same_day_removes_too() -> None:
    found = version(contract("c2", "active", DAY), contract("c1", "denied", DAY))
    assert (found.status, found.disputed) == ("denied", False)


def test_what_is_claimed_anew_after_a_denial_is_disputed_and_the_surest_decides() -> None:
    denied = contract("c1", "denied", DAY, certainty="stated")
    assert version(denied, contract("c2", "active", LATER, certainty="confirmed")).status == "active"
    assert version(denied, contract("c2", "active", LATER, certainty="reported")).status == "denied"


def test_a_denial_that_names_what_it_contradicts_is_a_denial_like_any_other() -> None:
    denial = contract("c2", "denied", LATER, certainty="stated", disputes=["c1"])
    surer, as_sure = contract("c1", on=DAY, certainty="confirmed"), contract("c1", on=DAY, certainty="stated")
    assert (version(surer, denial).status, version(surer, denial).disputed) == ("active", True)
    assert (version(as_sure, denial).status, version(as_sure, denial).disputed) == ("denied", False)


def test_a_denial_alone_is_a_relationship_that_never_held() -> None:
    found = version(contract("c1", "denied"))
    assert found.status == "denied"
    assert holds_never(found)


# Claims of which nobody knows when they were said

UNDATED: dict[str, Any] = {"reported_on": None, "recorded_on": "2026-11-22"}


def test_an_undated_step_forward_as_sure_is_progress() -> None:
    found = version(contract("c1", "active", DAY), contract("c2", "planned_end", **UNDATED))
    assert (found.status, found.disputed) == ("planned_end", False)


def test_an_undated_step_forward_less_sure_is_a_dispute_and_not_the_later_word() -> None:
    found = version(
        contract("c1", "active", DAY, certainty="confirmed"),
        contract("c2", "planned_end", certainty="stated", **UNDATED),
    )
    assert (found.status, found.disputed) == ("active", True)


def test_an_undated_claim_of_an_earlier_stage_is_no_step_back() -> None:
    found = version(contract("c1", "planned_end", DAY), contract("c2", "active", **UNDATED))
    assert (found.status, found.disputed) == ("planned_end", False)
    assert found.claims == ("c1", "c2")


def test_an_undated_claim_of_an_earlier_stage_that_is_surer_disputes() -> None:
    found = version(
        contract("c1", "planned_end", DAY, certainty="reported"),
        contract("c2", "active", certainty="stated", **UNDATED),
    )
    assert (found.status, found.disputed) == ("active", True)


def test_an_undated_announcement_is_not_a_further_tranche() -> None:
    found = version(holding("c1", "active", DAY), holding("c2", "announced", **UNDATED))
    assert (found.status, found.disputed, found.pending) == ("active", False, ())


def test_undated_word_that_it_is_active_does_not_clear_what_is_pending() -> None:
    found = version(holding("c1", "active", DAY), holding("c2", "announced", LATER), holding("c3", "active", **UNDATED))
    assert found.pending == ("c2",)


def test_an_undated_claim_that_says_it_disputes_is_heard_though_another_has_overtaken_it() -> None:
    found = version(
        contract("c1", "planned_end", DAY),
        contract("c2", "planned_end", DAY),
        contract("c3", "active", disputes=["c1"], **UNDATED),
    )
    assert found.disputed


def test_an_undated_claim_that_was_overtaken_can_still_be_disputed() -> None:
    found = version(
        contract("c1", "planned_end", DAY),
        contract("c2", "active", **UNDATED),
        contract("c3", "planned_end", "2026-12-01", disputes=["c2"]),
    )
    assert found.disputed


def test_an_undated_denial_as_sure_is_a_dispute_and_not_the_later_word() -> None:
    found = version(contract("c1", "active", DAY), contract("c2", "denied", **UNDATED))
    assert (found.status, found.disputed) == ("active", True)
    assert found.verdict("2025-07-01") == "possible"


def test_an_undated_denial_of_what_is_undated_too_is_a_dispute() -> None:
    assert version(contract("c1", "active", **UNDATED), contract("c2", "denied", **UNDATED)).disputed


def test_an_undated_denial_that_is_surer_removes() -> None:
    found = version(contract("c1", "active", DAY), contract("c2", "denied", certainty="confirmed", **UNDATED))
    assert (found.status, found.disputed) == ("denied", False)


def test_a_source_that_denies_what_it_says_as_surely_itself_removes_it_though_it_is_undated() -> None:
    found = version(
        contract("c1", "active", source="page", **UNDATED), contract("c2", "denied", source="page", **UNDATED)
    )
    assert (found.status, found.disputed) == ("denied", False)


def test_a_denial_removes_what_is_undated_and_was_recorded_before() -> None:
    found = version(contract("c1", "active", **UNDATED), contract("c2", "denied", "2026-12-01"))
    assert (found.status, found.disputed) == ("denied", False)


def test_of_two_as_sure_the_dated_one_decides() -> None:
    found = version(contract("c1", "planned_end", DAY, disputes=["c2"]), contract("c2", "active", **UNDATED))
    assert (found.status, found.disputed) == ("planned_end", True)


# Parts


@pytest.mark.parametrize("status", ["announced", "planned_end", "ended", "called_off", "denied"])
def test_a_part_never_changes_the_status_of_the_whole(status: Status) -> None:
    whole = contract("c1", "active", DAY)
    part = contract("c2", status, LATER, certainty="confirmed", part="the second contract")
    found = version(whole, part)
    assert (found.status, found.disputed, found.partial) == ("active", False, False)
    assert (found.valid_to, found.certain_from) == (version(whole).valid_to, version(whole).certain_from)


def test_a_part_is_evidence_for_the_whole() -> None:
    found = version(contract("c1", "active", DAY), contract("c2", "active", LATER, part="the second contract"))
    assert found.claims == ("c1", "c2")


def test_parts_alone_carry_the_relationship_and_mark_it_partial() -> None:
    found = version(contract("c1", "active", DAY, part="the Llama API"))
    assert (found.status, found.partial) == ("active", True)
    assert not holds_never(found)


def test_word_of_the_whole_takes_over_from_the_parts_when_it_is_known() -> None:
    claims = contract("c1", "ended", DAY, part="direct access"), contract("c2", "active", LATER)
    assert version(*claims, known_at=DAY).partial
    found = version(*claims)
    assert (found.status, found.partial, found.disputed) == ("active", False, False)


def test_where_only_a_part_is_sure_enough_the_relationship_stands_on_it() -> None:
    claims = (
        contract("c1", "active", DAY, certainty="reported"),
        contract("c2", "active", DAY, certainty="confirmed", part="the second contract"),
    )
    assert not version(*claims, floor="reported").partial
    assert version(*claims, floor="confirmed").partial


# Certainty and its floors


def test_a_tier_c_source_counts_as_reported_whatever_voice_it_takes() -> None:
    claim = contract("c1", certainty="confirmed")
    assert version(claim, tier="C").certainty == CERTAINTY_RANK["reported"]
    assert version(claim, tier="B").certainty == CERTAINTY_RANK["confirmed"]


def test_a_tier_c_source_is_not_heard_where_stated_is_asked_for() -> None:
    with pytest.raises(AssertionError, match="nothing so sure"):
        version(contract("c1", certainty="confirmed"), tier="C", floor="stated")


def test_a_floor_leaves_out_what_is_less_sure_and_says_what_the_rest_comes_to() -> None:
    claims = (
        contract("c1", "active", DAY, certainty="confirmed"),
        contract("c2", "planned_end", LATER, certainty="reported"),
        contract("c3", "ended", LAST, certainty="inferred"),
    )
    assert version(*claims, floor="inferred").status == "ended"
    assert version(*claims, floor="reported").status == "planned_end"
    assert version(*claims, floor="stated").status == "active"
    assert version(*claims, floor="confirmed").status == "active"


def test_floors_between_which_nothing_changes_share_a_version() -> None:
    claims = (
        contract("c1", "active", DAY, certainty="confirmed"),
        contract("c2", "planned_end", LATER, certainty="reported"),
    )
    assert [(v.floor_from, v.floor_to) for v in (version(*claims, floor=f) for f in ("inferred", "confirmed"))] == [
        (0, 2),
        (2, 4),
    ]


def test_a_dispute_is_over_where_the_less_sure_side_is_not_admitted() -> None:
    claims = (
        contract("c1", "active", DAY, certainty="confirmed", disputes=["c2"]),
        contract("c2", "planned_end", LATER, certainty="reported"),
    )
    assert version(*claims, floor="reported").disputed
    assert not version(*claims, floor="stated").disputed


def test_only_the_version_that_rests_on_all_that_is_known_now_is_current() -> None:
    claims = (
        contract("c1", "active", DAY, certainty="confirmed"),
        contract("c2", "planned_end", LATER, certainty="reported"),
    )
    assert version(*claims).is_current
    assert not version(*claims, known_at=DAY).is_current
    assert not version(*claims, floor="confirmed").is_current
