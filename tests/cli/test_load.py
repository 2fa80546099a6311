"""`graph-service load`: all or nothing, and in words."""

import json
from pathlib import Path

import pytest

from graph_service.graph import open_graph
from graph_service.support.resources import shipped_folder
from tests.cli.conftest import Command
from tests.importers.folders import claim, entity, source, write

ARTICLE = shipped_folder("seed_data") / "article"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder with four defects in two files."""
    folder = tmp_path / "bad"
    write(folder, "sources.jsonl", [source(tier="D")])
    claims = [claim("c1", stake_percent=149), claim("c2", reported_on="2025-13"), claim("c3", object="meta")]
    return write(folder, "claims.jsonl", claims)


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """A user's own facts, which join the article's."""
    folder = tmp_path / "more"
    write(folder, "sources.jsonl", [source()])
    write(folder, "entities.jsonl", [entity("newcomer")])
    return write(folder, "claims.jsonl", [claim("c1", subject="newcomer", stake_percent=2)])


def digest(store: Path) -> str:
    with open_graph(store) as graph:
        return graph.state().digest


def test_a_load_tells_what_it_did(command: Command, tmp_path: Path) -> None:
    result = command("load", "--store", tmp_path / "graph.db")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[:3] == [
        ["entities", "9", "added", "0", "changed", "0", "unchanged"],
        ["sources", "1", "added", "0", "changed", "0", "unchanged"],
        ["claims", "17", "added", "0", "changed", "0", "unchanged"],
    ]
    assert "resolved 12 relationships and 3 figures" in result.stdout
    assert digest(tmp_path / "graph.db")[:16] in result.stdout


def test_a_second_load_changes_nothing_and_says_so(command: Command, tmp_path: Path) -> None:
    store = tmp_path / "graph.db"
    command("load", "--store", store)
    before = digest(store)
    result = command("load", "--store", store)
    assert result.exit_code == 0
    assert f"nothing changed: the graph's digest is still {before[:16]}…" in result.stdout
    assert digest(store) == before


def test_a_load_in_steps_comes_to_the_same(command: Command, more: Path, tmp_path: Path) -> None:
    at_once, in_steps = tmp_path / "at-once.db", tmp_path / "in-steps.db"
    command("load", more, "--store", at_once)
    result = command("load", more, "--store", in_steps, "--in-steps")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "loaded 10 entities, 2 sources, 18 claims; resolved 13 relationships, 3 figures",
        f"the graph's digest is now {digest(at_once)[:16]}…",
    ]
    again = command("load", more, "--store", in_steps, "--in-steps")
    assert (again.exit_code, "there is another graph; --replace takes it away first" in again.stderr) == (1, True)
    replaced = command("load", more, "--store", in_steps, "--in-steps", "--replace", "--json")
    assert json.loads(replaced.stdout)["digest"] == digest(at_once)


def test_the_report_for_programs(command: Command, tmp_path: Path) -> None:
    store = tmp_path / "graph.db"
    first, second = (json.loads(command("load", "--store", store, "--json").stdout) for _ in range(2))
    assert (first["claims"], first["changed_nothing"]) == ({"added": 17, "changed": 0, "unchanged": 0}, False)
    assert (second["claims"]["unchanged"], second["changed_nothing"]) == (17, True)
    assert second["digest_before"] == second["digest"] == first["digest"] == digest(store)


def test_a_user_s_own_facts_join_the_article_s(command: Command, tmp_path: Path, more: Path) -> None:
    store = tmp_path / "graph.db"
    assert "10 added" in command("load", more, "--store", store).stdout
    assert (
        "newcomer:INVESTS_IN:scale-ai" in command("query", "profile", "--entity", "scale-ai", "--store", store).stdout
    )


def test_without_the_article_its_entities_are_missing(command: Command, tmp_path: Path, more: Path) -> None:
    result = command("load", "--no-seed", more, "--store", tmp_path / "graph.db")
    assert (result.exit_code, "scale-ai" in result.stderr) == (1, True)


def test_nothing_to_load_is_told(command: Command, tmp_path: Path) -> None:
    result = command("load", "--no-seed", "--store", tmp_path / "graph.db")
    assert (result.exit_code, "name a folder" in result.stderr) == (2, True)


def test_replacing_takes_away_what_was_there(command: Command, tmp_path: Path, more: Path) -> None:
    store = tmp_path / "graph.db"
    command("load", "--store", store)
    alone = digest(store)
    command("load", more, "--store", store)
    assert digest(store) != alone
    command("load", "--replace", "--store", store)
    assert digest(store) == alone


def test_every_defect_is_told_and_the_graph_is_as_before(command: Command, tmp_path: Path, bad: Path) -> None:
    store = tmp_path / "graph.db"
    command("load", "--store", store)
    before = digest(store)
    result = command("load", bad, "--store", store)
    assert (result.exit_code, result.stdout) == (1, "")
    first, *defects = result.stderr.splitlines()
    assert first == "Error: 4 defects, nothing was written:"
    assert [defect.split(": ")[1] for defect in defects] == [
        "line 1 /tier",
        "line 1 /stake_percent",
        "line 2 /reported_on",
        "line 3",
    ]
    assert all(defect.startswith(str(bad)) for defect in defects)
    assert digest(store) == before


@pytest.mark.parametrize("name", ["load", "check"])
def test_a_folder_that_is_none_is_told(command: Command, tmp_path: Path, name: str) -> None:
    for wrong, says in ((tmp_path / "nowhere", "does not exist"), (Path(__file__), "is a file.")):
        result = command(name, wrong)
        assert (result.exit_code, says in result.stderr) == (2, True)


def test_an_unknown_data_set_is_told(command: Command) -> None:
    result = command("load", "--with", "nothing")
    assert result.exit_code == 2
    assert "there is no data set 'nothing'" in result.stderr
    assert "article" in result.stderr


def test_a_folder_that_can_t_be_written_to_is_told(command: Command) -> None:
    result = command("load", "--store", "/proc/graph.db")
    assert (result.exit_code, "Error: the graph at /proc/graph.db: " in result.stderr) == (1, True)


def test_what_is_wrong_by_itself_and_beside_the_graph_is_told_at_once(command: Command, tmp_path: Path) -> None:
    store = tmp_path / "graph.db"
    command("load", "--store", store)
    before = digest(store)
    folder = write(tmp_path / "mine", "sources.jsonl", [source(tier="D")])
    write(folder, "entities.jsonl", [entity("google", kind="lab")])
    write(folder, "claims.jsonl", [claim("c1", source="pages"), claim("c2", reported_on="2052-06-13")])
    result = command("load", folder, "--store", store)
    assert result.exit_code == 1
    assert [
        line.split(": ")[0].rpartition("/")[2] + " " + line.split(": ")[1] for line in result.stderr.splitlines()[1:]
    ] == [
        "sources.jsonl line 1 /tier",
        "entities.jsonl line 1",
        "claims.jsonl line 1 /source",
        "claims.jsonl line 2 /reported_on",
    ]
    assert digest(store) == before
