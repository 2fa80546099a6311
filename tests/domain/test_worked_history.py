"""The history that docs/method.md works through, step by step."""

from typing import Any

from graph_service.domain.claim import RelationshipClaim
from graph_service.domain.relationship import RelationshipVersion
from graph_service.domain.resolution.admission import collect_context
from graph_service.domain.resolution.resolve import resolve
from graph_service.domain.retraction import Retraction
from tests.domain.saying import holding

REGISTER: dict[str, Any] = {"source": "register"}
PAPER: dict[str, Any] = {"source": "newspaper"}
A = holding("a", on="2018-02-01", stake_percent=60, valid_from="2018-01-01", **REGISTER)
B = holding("b", on="2020-02-01", stake_percent=20, valid_from="2020-01-01", **REGISTER)
C = holding("c", "ended", on="2021-03-10", valid_to="2021-02-28", **PAPER)
D = holding("d", on="2023-05-02", stake_percent=35, valid_from="2023-05-01", **REGISTER)
E = Retraction(id="e", claim="c", kind="withdrawn", on="2023-06-01", note={"en": "It was another year."})


def read(known_at: str) -> list[tuple[float | None, str, str]]:
    """What was known of the stake: each spell's value, first day, and the day after its last; all of it certain."""
    claims: list[RelationshipClaim] = [A, B, C, D]
    versions = resolve(claims, lambda _: "A", collect_context(claims, (), [E]))
    spells: list[RelationshipVersion] = [
        v for v in versions if v.known_from <= known_at < v.known_to and not v.floor_from
    ]
    assert all((v.certain_from, v.certain_to) == (v.valid_from, v.valid_to) and not v.disputed for v in spells)
    return [(v.stake_percent, v.valid_from, v.valid_to) for v in spells]


FIRST: list[Any] = [(60, "2018-01-01", "2020-01-01")]


def test_before_the_end_was_known_the_second_stake_went_on() -> None:
    assert read("2021-03-09") == [*FIRST, (20, "2020-01-01", "9999-12-31")]


def test_then_it_was_over() -> None:
    assert read("2022-01-01") == [*FIRST, (20, "2020-01-01", "2021-03-01")]


def test_a_renewal_is_a_spell_of_its_own_and_no_dispute() -> None:
    gap = [*FIRST, (20, "2020-01-01", "2021-03-01"), (35, "2023-05-01", "9999-12-31")]
    assert read("2023-05-15") == read("2023-05-31") == gap


def test_once_the_end_is_withdrawn_there_was_no_gap() -> None:
    assert read("2023-06-01") == [*FIRST, (20, "2020-01-01", "2023-05-01"), (35, "2023-05-01", "9999-12-31")]
