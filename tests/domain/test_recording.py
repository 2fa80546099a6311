"""A claim whose date isn't over is known from the day of loading, and stays what it was then."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.claim import CLAIM, Claim
from graph_service.domain.dates import first_day
from graph_service.domain.recording import with_recorded_on
from tests.importers.folders import OMITTED, claim, figure

TODAY = "2026-11-29"
LATER = "2031-02-01"


def said(**fields: Any) -> Claim:
    return CLAIM.validate_python(claim(**fields))


@pytest.mark.parametrize("reported_on", ["2026", "2026-11"])
def test_a_period_that_is_not_over_is_recorded_on_the_day_of_loading(reported_on: str) -> None:
    kept = with_recorded_on(said(reported_on=reported_on), None, TODAY)
    assert (kept.reported_on, kept.recorded_on, kept.known_on) == (reported_on, TODAY, TODAY)
    assert CLAIM.validate_json(kept.canonical()) == kept


@pytest.mark.parametrize("reported_on", ["2025", "2026-10", "2026-11-01", TODAY])
def test_a_date_that_is_over_needs_no_day_of_loading(reported_on: str) -> None:
    given = said(reported_on=reported_on)
    assert with_recorded_on(given, None, TODAY) is given


def test_the_last_day_of_a_month_is_itself() -> None:
    given = said(reported_on="2026-11")
    assert with_recorded_on(given, None, "2026-11-30") is given


def test_what_the_file_says_goes_first() -> None:
    given = said(reported_on="2026-11", recorded_on="2026-11-12")
    assert with_recorded_on(given, None, TODAY) is given
    given = said(reported_on=OMITTED, recorded_on="2026-11-12")
    assert with_recorded_on(given, None, TODAY) is given


@pytest.mark.parametrize("today", [TODAY, LATER])
@pytest.mark.parametrize("reported_on", ["2026", "2026-11", "2025", "2025-06-27"])
def test_a_second_load_finds_the_same_claim(reported_on: str, today: str) -> None:
    first = with_recorded_on(said(reported_on=reported_on), None, TODAY)
    assert with_recorded_on(said(reported_on=reported_on), first, today) is first


def test_a_claim_that_the_graph_has_without_the_day_stays_without_it() -> None:
    before = said(reported_on="2026-11")
    assert with_recorded_on(said(reported_on="2026-11"), before, TODAY) is before


def test_a_file_that_leaves_the_day_out_later_says_the_same() -> None:
    before = said(reported_on="2025-06-27", recorded_on="2025-07-01")
    assert with_recorded_on(said(reported_on="2025-06-27"), before, TODAY) is before


def test_other_content_is_another_claim() -> None:
    before = with_recorded_on(said(reported_on="2026-11", stake_percent=49), None, TODAY)
    assert with_recorded_on(said(reported_on="2026-11", stake_percent=50), before, LATER) != before
    assert with_recorded_on(said(reported_on="2026-11", stake_percent=49, recorded_on=LATER), before, LATER) != before


def test_a_figure_is_recorded_too() -> None:
    kept = with_recorded_on(CLAIM.validate_python(figure(reported_on="2026")), None, TODAY)
    assert kept.known_on == TODAY


@given(reported_on=st.dates().map(str).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]])))
def test_nothing_that_has_begun_is_known_only_in_the_future(reported_on: str) -> None:
    if reported_on >= "1000" and first_day(reported_on) <= TODAY:
        assert with_recorded_on(said(reported_on=reported_on), None, TODAY).known_on <= TODAY
