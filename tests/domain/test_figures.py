"""Figures: the versions of one number, from all who give it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.claim import FigureClaim
from graph_service.domain.dates import END
from graph_service.domain.relationship import Figure
from graph_service.domain.resolution.resolve import resolve_figures
from graph_service.domain.vocabulary import CERTAINTY_RANK
from tests.domain.saying import LATE, all_but, valuation, visible_figure
from tests.strategies import figure_claims, tier_of

DAY, LATER = "2025-06-13", "2025-06-27"
FIGURES = st.lists(figure_claims(), max_size=6, unique_by=lambda claim: claim.id)
FLOORS = range(4)


def figures(*claims: FigureClaim) -> list[Figure]:
    return resolve_figures(claims, lambda _: "A")


def figure(*claims: FigureClaim, known_at: str = LATE, floor: int = 0) -> Figure:
    found = visible_figure(figures(*claims), known_at, floor)
    assert found is not None
    return found


def test_the_surest_value_is_shown_beside_the_range_of_all() -> None:
    found = figure(
        valuation("f1", 29e9, DAY, valid_from="2025-06", certainty="confirmed"),
        valuation("f2", 28e9, LATER, valid_from="2025-06", certainty="reported", approximate=True),
    )
    assert (found.value, found.low, found.high) == (29e9, 28e9, 29e9)
    assert (found.certainty, found.approximate) == (CERTAINTY_RANK["confirmed"], False)
    assert found.claims == ("f1", "f2")


def test_of_two_as_sure_the_latest_value_is_shown() -> None:
    found = figure(valuation("f2", 28e9, DAY, valid_from="2025-06"), valuation("f1", 29e9, LATER, valid_from="2025-06"))
    assert found.value == 29e9


def test_a_value_reported_later_is_not_known_before() -> None:
    claims = valuation("f1", 28e9, DAY, valid_from="2025-06"), valuation("f2", 29e9, LATER, valid_from="2025-06")
    assert figure(*claims, known_at=DAY).value == 28e9
    assert figure(*claims, known_at=LATER).value == 29e9


def test_a_floor_of_certainty_narrows_the_range() -> None:
    claims = (
        valuation("f1", 28e9, valid_from="2025-06", certainty="confirmed"),
        valuation("f2", 29e9, valid_from="2025-06", certainty="reported"),
    )
    assert figure(*claims, floor=1).high == 29e9
    assert figure(*claims, floor=2).high == 28e9


@pytest.mark.parametrize(
    "other",
    [
        {"valid_from": "2025-07"},
        {"valid_from": "2025-06", "currency": "SAR"},
        {"valid_from": "2025-06", "metric": "target_valuation"},
        {"valid_from": "2025-06", "status": "announced"},
        {"valid_from": "2025-06", "subject": "meta"},
    ],
    ids=str,
)
def test_another_moment_currency_metric_status_or_subject_is_another_figure(other: dict[str, str]) -> None:
    found = figures(valuation("f1", 14e9, valid_from="2025-06"), valuation("f2", 29e9, **other))
    assert len({each.id for each in found}) == 2
    assert {(each.low, each.high) for each in found} == {(14e9, 14e9), (29e9, 29e9)}


def test_a_flow_is_of_its_period() -> None:
    claim = valuation("f1", 870e6, metric="earnings", period="2024", valid_from="2024-01")
    assert (figure(claim).moment, figure(claim).id) == ("2024", "scale-ai:earnings:2024:USD")


def test_an_undated_figure_is_of_the_day_on_which_it_was_said() -> None:
    assert figure(valuation("f1", 29e9, LATER)).moment == LATER


def test_a_headcount_has_no_currency() -> None:
    claim = valuation("f1", 900, metric="employees", currency=None, valid_from="2024")
    assert (figure(claim).id, figure(claim).currency) == ("scale-ai:employees:2024", None)


def test_a_figure_that_is_announced_says_so_in_its_id() -> None:
    assert valuation("f1", 29e9, valid_from="2025", status="announced").about.endswith(":USD:announced")


@given(FIGURES.flatmap(lambda claims: st.tuples(st.just(claims), st.permutations(claims))))
def test_the_order_of_claims_does_not_matter(drawn: tuple[list[FigureClaim], list[FigureClaim]]) -> None:
    claims, shuffled = drawn
    assert resolve_figures(shuffled, tier_of) == resolve_figures(claims, tier_of)


@given(FIGURES)
def test_saying_it_twice_changes_nothing(claims: list[FigureClaim]) -> None:
    assert resolve_figures([*claims, *claims], tier_of) == resolve_figures(claims, tier_of)


@given(FIGURES)
def test_the_value_lies_in_the_range(claims: list[FigureClaim]) -> None:
    assert all(found.low <= found.value <= found.high for found in resolve_figures(claims, tier_of))


@given(FIGURES)
def test_a_claim_known_later_does_not_change_what_was_read_before(claims: list[FigureClaim]) -> None:
    all_of_them = resolve_figures(claims, tier_of)
    for new in claims:
        before = resolve_figures([claim for claim in claims if claim is not new], tier_of)
        days = [claim.known_on for claim in claims if claim.known_on < new.known_on]
        for id_, day, floor in {(c.about, day, floor) for c in claims for day in days for floor in FLOORS}:
            assert _read(all_of_them, id_, day, floor) == _read(before, id_, day, floor)


@given(FIGURES)
def test_at_each_floor_the_versions_follow_each_other_to_the_end_of_time(claims: list[FigureClaim]) -> None:
    found = resolve_figures(claims, tier_of)
    for id_ in {each.id for each in found}:
        for floor in FLOORS:
            versions = [v for v in found if v.id == id_ and v.floor_from <= floor < v.floor_to]
            assert [v.known_to for v in versions] == [*(v.known_from for v in versions[1:]), END][: len(versions)]


def _read(found: list[Figure], id_: str, day: str, floor: int) -> dict[str, object] | None:
    seen = visible_figure([each for each in found if each.id == id_], day, floor)
    return all_but(seen, {"known_to", "floor_from", "floor_to"}) if seen else None
