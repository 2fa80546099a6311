"""`graph-service copy`: from one store into another, with both digests."""

import json
from pathlib import Path

from graph_service import open_graph
from tests.cli.conftest import Command


def digest(store: Path) -> str:
    with open_graph(store) as graph:
        return graph.state().digest


def test_a_copy_tells_what_it_copied_and_both_digests(command: Command, article: Path, tmp_path: Path) -> None:
    result = command("copy", "--from", article, "--to", tmp_path / "copy.db")
    assert (result.exit_code, result.stderr) == (0, "")
    said, from_, to = result.stdout.splitlines()
    assert said == "copied 9 entities, 1 sources, 17 claims, 12 relationships, 3 figures"
    assert from_.split() == ["from", str(article), "digest", digest(article)]
    assert to.split() == ["to", str(tmp_path / "copy.db"), "digest", digest(article)]


def test_a_second_copy_says_that_all_is_there(command: Command, article: Path, tmp_path: Path) -> None:
    first, second = (
        json.loads(command("copy", "--from", article, "--to", tmp_path / "copy.db", "--json").stdout) for _ in range(2)
    )
    assert (first["changed_nothing"], second["changed_nothing"]) == (False, True)
    assert first["source"] == first["target"] == second["target"]
    assert first["target"]["digest"] == digest(article)
    again = command("copy", "--from", article, "--to", tmp_path / "copy.db").stdout
    assert again.startswith("there already: 9 entities, ")


def test_another_graph_stays_unless_it_may_be_replaced(command: Command, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    command("load", "--with", "ai_industry", "--store", other)
    before = digest(other)
    result = command("copy", "--from", article, "--to", other)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Error: to: there is another graph; --replace takes it away first" in result.stderr
    assert digest(other) == before
    assert command("copy", "--from", article, "--to", other, "--replace").exit_code == 0
    assert digest(other) == digest(article)


def test_a_file_that_is_not_there_is_told_and_not_made(command: Command, tmp_path: Path) -> None:
    result = command("copy", "--from", tmp_path / "nowhere.db", "--to", tmp_path / "copy.db")
    assert (result.exit_code, f"there is no graph at {tmp_path / 'nowhere.db'}: " in result.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_graph_copies_itself_to_another_in_python(article: Path, tmp_path: Path) -> None:
    with open_graph(article) as graph, open_graph(tmp_path / "copy.db") as other:
        assert graph.copy_to(other).target == graph.state() == other.state()
