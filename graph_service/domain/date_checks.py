"""Checks of dates that depend on what day it is today."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any

from rapidfuzz.distance import OSA

from graph_service.domain.dates import check_partial_date, first_day
from graph_service.domain.facts import Facts, Place, RecordKind, field_of
from graph_service.errors import Defect

EARLY = "1900"
"""A date before this year is more likely a typing error than history."""

_OF_THE_PAST: Mapping[RecordKind, tuple[str, ...]] = MappingProxyType(
    {
        "source": ("published",),
        "entity": (),
        "claim": ("reported_on", "recorded_on", "review/on"),
        "retraction": ("on",),
    }
)
"""The fields whose date can't lie in the future."""

_OF_ANY_TIME: Mapping[RecordKind, tuple[str, ...]] = MappingProxyType(
    {"source": (), "entity": ("founded", "dissolved"), "claim": ("valid_from", "valid_to"), "retraction": ()}
)


def check_dates(facts: Facts, today: str) -> list[Defect]:
    """A defect for each date that can't lie in the future and does, with the date that was probably meant."""
    return [
        Defect(
            place.file,
            place.with_pointer(f"/{field}"),
            f"{field.replace('/', '.')} {date} lies in the future: today is {today} (UTC)",
            _nearest_past(date, today),
        )
        for _, place, field, date in _dates(facts, _OF_THE_PAST)
        if first_day(date) > today
    ]


def early_dates(facts: Facts) -> list[str]:
    """A sentence for each date before 1900."""
    both = {kind: (*_OF_THE_PAST[kind], *_OF_ANY_TIME[kind]) for kind in _OF_THE_PAST}
    return [
        f"{name}: {field.replace('/', '.')} is {date}" for name, _, field, date in _dates(facts, both) if date < EARLY
    ]


def _dates(facts: Facts, fields: Mapping[RecordKind, tuple[str, ...]]) -> Iterator[tuple[str, Place, str, str]]:
    """Every date in these fields, as: the record's name, its place, the field, the date."""
    for kind, record in _records(facts):
        for field in fields[kind]:
            value: Any = record
            for part in field.split("/"):
                value = field_of(value, part)
            if value is not None:
                yield f"{kind} {record.id}", facts.place_of_any(kind, record), field, value


def _records(facts: Facts) -> Iterator[tuple[RecordKind, Any]]:
    return chain(
        (("source", each) for each in facts.sources.values()),
        (("entity", each) for each in facts.entities.values()),
        (("claim", each) for each in facts.claims.values()),
        (("retraction", each) for each in facts.retractions.values()),
        ((each.kind, each) for each in facts.fragments),
    )


@lru_cache(1 << 10)
def _nearest_past(date: str, today: str) -> tuple[str, ...]:
    """The same day in a past year. The year with the fewest digits changed or swapped is taken, then the latest."""
    meant = [
        (OSA.distance(date[:4], str(year)), -year, f"{year}{date[4:]}")
        for year in range(int(EARLY), int(today[:4]) + 1)
        if _is_a_day_that_has_come(f"{year}{date[4:]}", today)
    ]
    return (min(meant)[2],) if meant else ()


def _is_a_day_that_has_come(date: str, today: str) -> bool:
    try:
        return first_day(check_partial_date(date)) <= today
    except ValueError:  # 29 February of most years
        return False
