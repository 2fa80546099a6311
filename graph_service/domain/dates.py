"""Partial dates (`2024`, `2024-09`, `2024-09-30`) and the days that they may stand for.

Days are ISO text (`2024-09-30`), which sorts by time in Python, SQLite and Neo4j.
Source: the forms are the reduced-precision calendar dates of ISO 8601-1:2019, 5.2.2.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field

BEGINNING = "0001-01-01"
"""The open end of an interval to the left: since when is not known."""

END = "9999-12-31"
"""The open end of an interval to the right: no end is known."""

_CACHED_DAYS = 1 << 14
"""Millions of claims have only a few thousand different days."""

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@lru_cache(_CACHED_DAYS)
def check_partial_date(text: str) -> str:
    """The text itself if it is a partial date in the years 1000 to 9998; otherwise raises ValueError."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if not 1000 <= year <= 9998:
        raise ValueError(f"{text!r}: the year is out of range (1000 to 9998)")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"{text!r}: there is no month {month:02}")
    if day is not None and month is not None and not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError(f"{text!r}: {year}-{month:02} has {monthrange(year, month)[1]} days")
    return text


def check_day(text: str) -> str:
    """The text itself if it is a whole day, `YYYY-MM-DD`; otherwise raises ValueError."""
    if len(check_partial_date(text)) != 10:
        raise ValueError(f"{text!r} is not a whole day; write YYYY-MM-DD")
    return text


PartialDate = Annotated[
    str,
    AfterValidator(check_partial_date),
    Field(json_schema_extra={"pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}),
]
Day = Annotated[str, AfterValidator(check_day), Field(json_schema_extra={"format": "date"})]


def first_day(partial: str) -> str:
    """The earliest day that the partial date may stand for."""
    return partial + "-01-01"[len(partial) - 4 :] if len(partial) < 10 else partial


def last_day(partial: str) -> str:
    """The latest day that the partial date may stand for."""
    if len(partial) == 10:
        return partial
    if len(partial) == 4:
        return partial + "-12-31"
    return f"{partial}-{monthrange(int(partial[:4]), int(partial[5:]))[1]:02}"


def day_before(day: str) -> str:
    """The day before. It turns the end of a half-open interval into its last day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


@lru_cache(_CACHED_DAYS)
def day_after(day: str) -> str:
    """The day after. It turns a last day into the end of a half-open interval."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
