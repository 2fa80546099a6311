"""Partial dates: which texts are dates, and which days they may stand for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.dates import (
    BEGINNING,
    END,
    check_day,
    check_partial_date,
    day_after,
    first_day,
    last_day,
)

DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31)).map(date.isoformat)
PARTIAL = st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(lambda drawn: drawn[0][: drawn[1]])


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-09", "2024-09-01", "2024-09-30"),
        ("2024-09-30", "2024-09-30", "2024-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2024-12", "2024-12-01", "2024-12-31"),
    ],
)
def test_a_partial_date_stands_for_the_days_of_its_year_or_month(partial: str, first: str, last: str) -> None:
    assert (first_day(partial), last_day(partial)) == (first, last)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2025-13", "there is no month 13"),
        ("2025-00", "there is no month 00"),
        ("2025-02-30", "2025-02 has 28 days"),
        ("2023-02-29", "2023-02 has 28 days"),
        ("2025-04-31", "2025-04 has 30 days"),
        ("2025-01-00", "2025-01 has 31 days"),
        ("2025-6", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2025-06-1", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("27/06/2025", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("20250627", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2025-06-27T00:00", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2025-06-27\n", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        (" 2025", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("٢٠٢٥", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("0999", "1000 to 9998"),
        ("9999-12-31", "1000 to 9998"),
    ],
)
def test_what_is_no_date_is_refused_and_the_error_says_why(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        check_partial_date(text)


@pytest.mark.parametrize("text", ["2025", "2025-06"])
def test_a_whole_day_is_asked_for_where_a_month_will_not_do(text: str) -> None:
    with pytest.raises(ValueError, match="write YYYY-MM-DD"):
        check_day(text)


def test_the_leap_day_is_a_day() -> None:
    assert check_day("2024-02-29") == "2024-02-29"


@pytest.mark.parametrize(
    ("day", "after"), [("2024-02-28", "2024-02-29"), ("2023-02-28", "2023-03-01"), ("2024-12-31", "2025-01-01")]
)
def test_the_day_after_crosses_months_and_years(day: str, after: str) -> None:
    assert day_after(day) == after


@given(PARTIAL)
def test_a_date_is_kept_as_written_and_its_days_lie_around_it(partial: str) -> None:
    first, last = first_day(partial), last_day(partial)
    assert check_partial_date(partial) == partial
    assert first <= last
    assert first.startswith(partial)
    assert last.startswith(partial)


@given(PARTIAL)
def test_the_days_just_outside_a_partial_date_do_not_belong_to_it(partial: str) -> None:
    before = date.fromisoformat(first_day(partial)) - timedelta(days=1)
    assert not before.isoformat().startswith(partial)
    assert not day_after(last_day(partial)).startswith(partial)


@given(DAYS)
def test_every_day_lies_between_the_open_ends(day: str) -> None:
    assert BEGINNING < day < day_after(day) < END


@given(DAYS, DAYS)
def test_days_sort_as_text_as_they_do_in_time(one: str, other: str) -> None:
    assert (one < other) == (date.fromisoformat(one) < date.fromisoformat(other))
