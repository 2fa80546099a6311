"""`graph-service init` and `schema`: a way into writing facts."""

import json
from pathlib import Path

import pytest

from graph_service.cli.init import NAMES
from graph_service.domain.json_schema import RECORDS, json_schema
from graph_service.importers import read_folders
from tests.cli.conftest import Command


def test_the_example_is_valid_and_answers_the_headline_question(command: Command, tmp_path: Path) -> None:
    folder, store = tmp_path / "my" / "facts", tmp_path / "graph.db"
    result = command("init", folder)
    assert (result.exit_code, sorted(each.name for each in folder.iterdir())) == (0, sorted(NAMES))
    assert f"graph-service check {folder} --report" in result.stdout
    for seed in ("--seed", "--no-seed"):
        assert command("check", seed, folder, "--report").exit_code == 0
    assert command("load", folder, "--store", store).exit_code == 0
    answer = command("query", "shared_vendors", "--client", "amber-clinics", "--store", store, "--json")
    (row,) = json.loads(answer.stdout)["rows"]
    assert (row["vendor"]["id"], row["investor"]["id"]) == ("vend-labelling", "rival-house")


def test_the_example_shows_every_form_of_record_and_explains_itself(command: Command, tmp_path: Path) -> None:
    command("init", tmp_path / "mine")
    facts = read_folders([tmp_path / "mine"])
    assert all((facts.sources, facts.entities, facts.retractions))
    assert {type(claim).__name__ for claim in facts.claims.values()} == {"RelationshipClaim", "FigureClaim"}
    assert any(claim.supersedes for claim in facts.claims.values())
    assert all((tmp_path / "mine" / name).read_text(encoding="utf-8").startswith("# ") for name in NAMES)


def test_nothing_that_is_there_is_written_over(command: Command, tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").write_text("[]")
    result = command("init", tmp_path)
    assert (result.exit_code, "isn't empty (it holds claims.yaml)" in result.stderr) == (1, True)
    assert [each.name for each in tmp_path.iterdir()] == ["claims.yaml"]
    assert (tmp_path / "claims.yaml").read_text() == "[]"


def test_a_place_that_can_not_be_written_to_is_told(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert command("init", tmp_path / "file").exit_code == 2
    result = command("init", tmp_path / "file" / "below")
    assert (result.exit_code, "can't be written to" in result.stderr) == (1, True)


@pytest.mark.parametrize("kind", RECORDS)
def test_a_schema_is_printed(command: Command, kind: str) -> None:
    printed = json.loads(command("schema", kind).stdout)
    assert printed == json.loads(command("schema").stdout)[kind]
    assert printed == next(json_schema(each) for each in RECORDS if each == kind)


def test_a_record_that_is_none_is_told_which_there_are(command: Command) -> None:
    result = command("schema", "relationship")
    assert (result.exit_code, "retraction" in result.stderr) == (2, True)
