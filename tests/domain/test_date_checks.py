"""Dates in the future are defects where only the past makes sense; dates before 1900 look like slips."""

from typing import Any

import pytest

from graph_service.domain.claim import CLAIM
from graph_service.domain.date_checks import check_dates, early_dates
from graph_service.domain.entity import Entity
from graph_service.domain.facts import Facts, Fragment, Place
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source
from graph_service.errors import Defect
from tests.importers.folders import OMITTED, claim, entity, figure, source

TODAY = "2026-11-29"


def facts(*, claims: Any = (), sources: Any = (), entities: Any = (), retractions: Any = ()) -> Facts:
    return Facts(
        claims={each["id"]: CLAIM.validate_python(each) for each in claims},
        sources={each["id"]: Source.model_validate(each) for each in sources},
        entities={each["id"]: Entity.model_validate(each) for each in entities},
        retractions={each["id"]: Retraction.model_validate(each) for each in retractions},
    )


def the_defect(**records: Any) -> Defect:
    (defect,) = check_dates(facts(**records), TODAY)
    return defect


def withdrawal(on: str) -> dict[str, Any]:
    return {"id": "r1", "claim": "c1", "kind": "withdrawn", "on": on, "note": {"en": "A correction."}}


@pytest.mark.parametrize(
    ("records", "pointer"),
    [
        ({"claims": [claim(reported_on="2052-06-13")]}, "claim c1 /reported_on"),
        ({"claims": [figure("c1", reported_on=OMITTED, recorded_on="2052-06-13")]}, "claim c1 /recorded_on"),
        ({"claims": [claim(review={"by": "A reader", "on": "2052-06-13"})]}, "claim c1 /review/on"),
        ({"sources": [source(published="2052-06-13")]}, "source page /published"),
        ({"retractions": [withdrawal("2052-06-13")]}, "retraction r1 /on"),
    ],
)
def test_what_was_said_or_done_was_not_in_the_future(records: dict[str, Any], pointer: str) -> None:
    defect = the_defect(**records)
    assert (defect.file, defect.place, defect.nearest) == ("facts", pointer, ("2025-06-13",))
    assert "2052-06-13 lies in the future" in defect.problem


@pytest.mark.parametrize(
    ("date", "meant"),
    [
        ("2052-06-13", "2025-06-13"),  # swapped
        ("2062-06-13", "2026-06-13"),
        ("2062-12-13", "2022-12-13"),  # December of 2026 has not come
        ("2027-02", "2026-02"),
        ("2052", "2025"),
        ("3019-01-01", "2019-01-01"),
        ("2052-02-29", "2012-02-29"),  # there was no such day in 2025
        ("2026-12-01", "2025-12-01"),
        ("2026-11-30", "2025-11-30"),
    ],
)
def test_the_nearest_likely_year_is_told(date: str, meant: str) -> None:
    assert the_defect(sources=[source(published=date)]).nearest == (meant,)


@pytest.mark.parametrize("date", ["2026", "2026-11", TODAY, "1987-01-01"])
def test_a_date_that_has_begun_is_no_defect(date: str) -> None:
    assert check_dates(facts(claims=[claim(reported_on=date)], sources=[source(published=date)]), TODAY) == []


def test_what_holds_and_who_lives_may_lie_in_the_future() -> None:
    ahead = facts(
        claims=[claim(valid_from="2027", valid_to="2052-06-13")],
        entities=[entity(founded="2027-01", dissolved="2052")],
    )
    assert check_dates(ahead, TODAY) == []


def test_a_record_with_another_defect_is_judged_all_the_same() -> None:
    place = Place("claims.yaml", "line 9 /3")
    broken = Facts(fragments=[Fragment("claim", place, {"id": "c1", "reported_on": "2052-06-13"})])
    (defect,) = check_dates(broken, TODAY)
    assert (defect.file, defect.place) == ("claims.yaml", "line 9 /3/reported_on")


def test_a_hundred_thousand_dates_of_the_future_are_told_in_no_time() -> None:
    one = Fragment("claim", Place("f", "line 1"), {"reported_on": "2052-06-13"})
    assert len(check_dates(Facts(fragments=[one] * 100_000), TODAY)) == 100_000


def test_what_is_dated_before_1900_is_told() -> None:
    early = facts(
        claims=[claim(valid_from="1025-06-13", reported_on="1899-12-31", recorded_on="2026-01-01")],
        entities=[entity(founded="1802"), entity("meta", founded="1900")],
        sources=[source(published="1899")],
    )
    assert early_dates(early) == [
        "source page: published is 1899",
        "entity google: founded is 1802",
        "claim c1: reported_on is 1899-12-31",
        "claim c1: valid_from is 1025-06-13",
    ]
