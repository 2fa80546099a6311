"""Retraction: of one claim, or of all that a source says; and what the others come to without it."""

from typing import Any

import pytest
from pydantic import ValidationError

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.dates import END
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.admission import Retractions, collect_context
from graph_service.domain.resolution.resolve import resolve, resolve_figures
from graph_service.domain.retraction import Retraction
from tests.domain.saying import LATE, contract, holding, valuation, visible

WITHDRAWN = {"id": "r1", "claim": "c1", "kind": "withdrawn", "on": "2025-07-01", "note": {"en": "Our own words."}}


def retraction(**change: Any) -> Retraction:
    fields = {**WITHDRAWN, **change}
    return Retraction.model_validate({name: value for name, value in fields.items() if value is not None})


def test_it_is_of_a_claim_or_of_a_source() -> None:
    assert retraction().retracted == ("claim", "c1")
    assert retraction(claim=None, source="wire").retracted == ("source", "wire")


def test_what_is_mistaken_has_no_day() -> None:
    assert retraction(kind="mistaken", on=None).on is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"source": "wire"}, "either the claim or the source"),
        ({"claim": None}, "either the claim or the source"),
        ({"on": None}, "give on"),
        ({"kind": "mistaken"}, "leave on out"),
        ({"on": "2025-07"}, "is not a whole day"),
        ({"kind": "denied"}, "withdrawn"),
        ({"note": {}}, "note"),
        ({"why": "no reason"}, "why"),
    ],
)
def test_bad_input_is_refused_in_words_that_name_the_fix(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as raised:
        retraction(**change)
    assert words in str(raised.value)


# What the others come to


def withdrawn(on: str, **of: str) -> Retraction:
    return retraction(id=f"withdrawn-{on}", on=on, **{"claim": None, **of})


def mistaken(**of: str) -> Retraction:
    return retraction(id="mistaken", kind="mistaken", on=None, **{"claim": None, **of})


def read(claims: list[RelationshipClaim], known_at: str, *retractions: Retraction) -> RelationshipVersion | None:
    return visible(resolve(claims, lambda _: "A", collect_context(claims, [], retractions)), known_at, 0)


@pytest.mark.parametrize("of", [{"claim": "c1"}, {"source": "source-of-c1"}])
def test_what_is_withdrawn_counts_until_the_day_before(of: dict[str, str]) -> None:
    claims = [contract("c1", on="2025-06-27")]
    taken_back = withdrawn("2025-07-01", **of)
    before, since = read(claims, "2025-06-30", taken_back), read(claims, "2025-07-01", taken_back)
    assert before is not None
    assert (before.status, before.known_to) == ("active", "2025-07-01")
    assert since is None


@pytest.mark.parametrize("of", [{"claim": "c1"}, {"source": "source-of-c1"}])
def test_what_is_mistaken_never_counted(of: dict[str, str]) -> None:
    claims = [contract("c1", on="2025-06-27")]
    assert resolve(claims, lambda _: "A", collect_context(claims, [], [mistaken(**of)])) == []


@pytest.mark.parametrize("day", ["2025-06-26", "2025-06-27"])
def test_what_is_withdrawn_before_it_is_known_never_counts(day: str) -> None:
    claims = [contract("c1", on="2025-06-27")]
    assert resolve(claims, lambda _: "A", collect_context(claims, [], [withdrawn(day, claim="c1")])) == []


def test_what_is_withdrawn_and_mistaken_never_counted() -> None:
    claims = [contract("c1", on="2025-06-27")]
    for both in (
        (withdrawn("2025-07-01", claim="c1"), mistaken(source="source-of-c1")),
        (mistaken(claim="c1"), withdrawn("2025-07-01", claim="c1")),
    ):
        assert read(claims, "2025-06-30", *both) is None


def test_of_two_withdrawals_the_earlier_counts() -> None:
    claim = contract("c1")
    twice = withdrawn("2025-09-01", claim="c1"), withdrawn("2025-08-01", source="source-of-c1")
    assert Retractions(twice).known_until(claim) == Retractions(reversed(twice)).known_until(claim) == "2025-08-01"
    assert Retractions(twice).known_until(contract("c2")) == END


def test_a_claim_and_a_source_of_one_id_are_not_mixed_up() -> None:
    assert Retractions([withdrawn("2025-08-01", source="c1")]).known_until(contract("c1")) == END


def test_what_a_withdrawn_claim_replaced_stands_again() -> None:
    claims = [
        holding("c1", on="2024-01-01", stake_percent=49, source="register"),
        holding("c2", "ended", "2025-01-01", valid_to="2024-12-31", source="register"),
        holding("c3", on="2025-02-01", stake_percent=5, source="newspaper", supersedes=["c1"]),
    ]
    taken_back = withdrawn("2025-06-01", claim="c2"), withdrawn("2025-07-01", claim="c3")
    read_on = {day: read(claims, day, *taken_back) for day in ("2024-06-01", "2025-01-15", "2025-06-15", "2025-07-15")}
    told = {day: found and (found.status, found.stake_percent) for day, found in read_on.items()}
    assert told == {
        "2024-06-01": ("active", 49),
        "2025-01-15": ("ended", 49),
        "2025-06-15": ("active", 5),
        "2025-07-15": ("active", 49),
    }


def test_a_withdrawal_is_no_claim_and_changes_no_day_before_it() -> None:
    claims = [contract("c1", on="2025-01-01"), contract("c2", "ended", "2025-03-01")]
    versions = resolve(claims, lambda _: "A", collect_context(claims, [], [withdrawn("2025-06-01", claim="c2")]))
    assert [(v.known_from, v.known_to, v.status, v.claims) for v in versions] == [
        ("2025-01-01", "2025-03-01", "active", ("c1",)),
        ("2025-03-01", "2025-06-01", "ended", ("c1", "c2")),
        ("2025-06-01", END, "active", ("c1",)),
    ]


def test_a_source_is_withdrawn_with_all_that_it_says_and_nobody_elses_word() -> None:
    claims = [holding(f"c{n}", on="2025-01-01", object=f"vendor-{n}", source="wire") for n in range(1000)]
    other = holding("other", on="2025-01-01", object="vendor-0")
    versions = resolve(
        [*claims, other], lambda _: "A", collect_context(claims, [], [withdrawn("2025-06-01", source="wire")])
    )
    assert [v.claims for v in versions if v.known_to == END] == [("other",)]
    assert len([v for v in versions if v.known_to == "2025-06-01"]) == 1000


def test_a_figure_is_without_what_was_withdrawn() -> None:
    claims = [valuation("v1", 28e9, "2025-06-13", valid_from="2025-06"), valuation("v2", 29e9, valid_from="2025-06")]
    found = resolve_figures(claims, lambda _: "A", collect_context(claims, [], [withdrawn("2025-08-01", claim="v2")]))
    assert [(f.known_from, f.value, f.claims) for f in found] == [
        ("2025-06-13", 28e9, ("v1",)),
        ("2025-06-27", 29e9, ("v1", "v2")),
        ("2025-08-01", 28e9, ("v1",)),
    ]


def test_a_floor_sees_the_withdrawal_of_what_it_admits_only() -> None:
    claims = [
        contract("sure", on="2025-01-01", certainty="confirmed"),
        contract("faint", on="2025-01-01", certainty="inferred"),
    ]
    versions = resolve(claims, lambda _: "A", collect_context(claims, [], [withdrawn("2025-06-01", claim="faint")]))
    assert [(v.floor_from, v.floor_to, v.known_from, v.claims) for v in versions] == [
        (0, 1, "2025-01-01", ("faint", "sure")),
        (0, 1, "2025-06-01", ("sure",)),
        (1, 4, "2025-01-01", ("sure",)),
    ]
    assert visible(versions, LATE, 0) is not None
