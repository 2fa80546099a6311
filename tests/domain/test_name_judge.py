"""Names by an outside judge: labelled pairs of names of companies.

They are others' data and not in this repository. `GRAPH_SERVICE_JUDGES` names the folder that has them, else they are
looked for beside the clone.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph_service.domain.names import SAME_NAME_SCORE, match_score, normal_form

JUDGES = Path(__file__).parents[3] / "shared" / "judges"
COMPANIES = ("Company", "Organization", "LegalEntity")

Pair = tuple[str, str, bool]


@pytest.fixture(scope="module")
def pairs(shell: Mapping[str, str]) -> list[Pair]:
    cases = Path(shell.get("GRAPH_SERVICE_JUDGES") or JUDGES) / "name_bench" / "cases.csv"
    if not cases.is_file():
        missing = pytest.fail if shell.get("GRAPH_SERVICE_STRICT") == "1" else pytest.skip
        missing(f"the judge of names isn't at {cases}: set GRAPH_SERVICE_JUDGES to the folder of judges")
    with cases.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] in COMPANIES]
    return [(row["name1"], row["name2"], row["is_match"] == "true") for row in rows]


def taken(pairs: list[Pair], least: float) -> list[Pair]:
    return [pair for pair in pairs if match_score(normal_form(pair[0]), [normal_form(pair[1])]) >= least]


def test_names_that_are_taken_for_the_same_are_the_same_but_for_another_legal_form(pairs: list[Pair]) -> None:
    assert [pair[:2] for pair in taken(pairs, SAME_NAME_SCORE) if not pair[2]] == [
        ("Deutsche Bank AG", "Deutsche Bank GmbH")
    ]


@pytest.mark.parametrize(
    ("least", "precision", "recall"), [(SAME_NAME_SCORE, 0.98, 0.42), (85, 0.93, 0.75), (80, 0.9, 0.85)]
)
def test_a_score_is_worth_what_it_was(pairs: list[Pair], least: float, precision: float, recall: float) -> None:
    found = taken(pairs, least)
    right = sum(same for _, _, same in found)
    assert right / len(found) >= precision
    assert right / sum(same for _, _, same in pairs) >= recall
