"""What mypy sees with the settings of pyproject: every file, what a question finds, and what a row is made of."""

import tomllib
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from graph_service.queries.kinds import CandidatesToFinish, Query, Values
from graph_service.queries.registry import QUERIES
from tests.repository.files import ROOT, repository_files
from tests.type_checker import assert_errors_are_those_named, errors_in

ALL = pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))

SLIPS = """
from graph_service.domain.resolution.disagreement import Disagreement
from graph_service.queries.disputes import RestingConflict
from graph_service.queries.kinds import Finding
from graph_service.queries.shared.routes import describe_route
from graph_service.queries.shared_vendors import Conflict, SharedVendor

def read(finding: Finding[Conflict], dispute: Disagreement, row: SharedVendor) -> list[str | None]:
    finding.values.clinet  # error: "Conflict" has no attribute "clinet"; maybe "client"
    finding.valeus  # error: "Finding.Conflict." has no attribute "valeus"; maybe "values"
    row.clinet  # error: "SharedVendor" has no attribute "clinet"; maybe "client"
    dispute.sides[0].clams  # error: "Side" has no attribute "clams"; maybe "claims"
    dispute.sides[0].claims[0].claim.amount  # error: Item "FigureClaim" .* has no attribute "amount"
    describe_route([], "2026-01-01")["verdit"]  # error: TypedDict "RouteStanding" has no key "verdit"
    return [finding.values.client, row.client.id, dispute.sides[0].claims[0].claim.about, dispute.sides[0].part]

RestingConflict(client="a", vendor="b", investor="c")
RestingConflict(client="a", vendor="b", investor=3)  # error: Argument "investor" .* "int"; expected "str"
RestingConflict(client="a", vendor="b", investro="c")  # error: Unexpected keyword argument "investro"
"""


@pytest.mark.slow
def test_a_misspelt_field_and_a_value_of_another_type_are_errors(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    cache = pytestconfig.cache.mkdir("mypy-as-linted")
    errors = errors_in(SLIPS, tmp_path, config=ROOT / "pyproject.toml", cache=cache)
    assert_errors_are_those_named(SLIPS, errors)


@ALL
def test_no_question_hides_what_it_finds_from_mypy(query: Query[Any, Any]) -> None:
    finding = get_type_hints(query.shape)["finding"]
    (shown,) = get_args(finding)
    assert issubclass(shown, Values)
    assert shown is not Values
    if isinstance(query, CandidatesToFinish):
        assert get_args(get_type_hints(query.finish)["return"]) == (finding,)
    else:
        assert shown is query.values


def test_mypy_reads_every_file() -> None:
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]["files"]
    python = [file.relative_to(ROOT) for file in repository_files() if file.suffix == ".py"]
    assert [str(file) for file in python if file.parts[0] not in read] == []
