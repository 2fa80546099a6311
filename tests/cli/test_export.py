"""`graph-service export`: a file on standard output, or where --out says, whole or not at all."""

import io
import json
import os
from pathlib import Path

import networkx as nx
import pytest

from graph_service import open_graph
from tests.cli.conftest import Command

GOOGLE = ("--entity", "google", "--entity", "Scale AI")


def test_the_file_goes_to_standard_output(command: Command, article: Path) -> None:
    result = command("export", "--format", "graphml", *GOOGLE, "--store", article)
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(nx.read_graphml(io.BytesIO(result.stdout_bytes)).nodes) == {"google", "scale-ai"}


@pytest.mark.parametrize("format_", ["graphml", "gexf", "cytoscape", "cypher"])
def test_it_is_what_python_gives(command: Command, article: Path, tmp_path: Path, format_: str) -> None:
    out = tmp_path / "out"
    scope = (
        "--as-of",
        "2026-01-01",
        "--known-at",
        "2025-07-01",
        "--min-certainty",
        "reported",
        "--no-include-disputed",
    )
    named = ("--relationship", "google:CLIENT_OF:scale-ai", "--entity", "meta")
    result = command("export", "--format", format_, *named, *scope, "--out", out, "--store", article)
    assert (result.exit_code, result.output) == (0, "")
    with open_graph(article) as graph:
        assert out.read_bytes() == graph.export(
            format_,
            relationships=["google:CLIENT_OF:scale-ai"],
            entities=["meta"],
            as_of="2026-01-01",
            known_at="2025-07-01",
            min_certainty="reported",
            include_disputed=False,
        )


def test_what_is_there_is_written_over_only_by_force(command: Command, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "deals.json"
    out.write_text("mine", encoding="utf-8")
    export = ("export", "--format", "cytoscape", *GOOGLE, "--out", out, "--store", article)
    result = command(*export)
    assert (result.exit_code, out.read_text(encoding="utf-8")) == (1, "mine")
    assert f"--out: {out} is there already; --force writes it anew" in result.stderr
    assert command(*export, "--force").exit_code == 0
    assert json.loads(out.read_bytes())["directed"]
    assert os.listdir(tmp_path) == ["deals.json"]


def test_a_link_stays_a_link(command: Command, article: Path, tmp_path: Path) -> None:
    goal, link = tmp_path / "goal", tmp_path / "link"
    goal.write_text("old", encoding="utf-8")
    link.symlink_to(goal)
    assert command("export", "--format", "cypher", "--out", link, "--force", "--store", article).exit_code == 0
    assert link.is_symlink()
    assert goal.read_bytes().startswith(b"// ")


@pytest.mark.parametrize(
    ("out", "says"), [(".", "is no file"), ("/dev/null", "is no file"), ("nowhere/deals.gexf", "there is no folder")]
)
def test_where_nothing_can_be_written_nothing_is_tried(
    command: Command, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = command("export", "--format", "gexf", "--out", out, "--force", "--store", article)
    assert (result.exit_code, says in result.stderr) == (1, True)
    assert os.listdir(tmp_path) == []


def test_a_file_that_cannot_be_finished_leaves_nothing_behind(
    command: Command, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = command("export", "--format", "gexf", "--out", tmp_path / "out", "--store", article)
    assert (result.exit_code, "can't be written: No space left on device" in result.stderr) == (1, True)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--format", "png"), 2, "'png' is not one of"),
        ((), 2, "Missing option '--format'"),
        (("--format", "gexf", "--force"), 2, "--force goes with --out"),
        (("--format", "gexf", "--entity", "gogle"), 1, "did you mean google"),
        (
            ("--format", "gexf", "--relationship", "gogle:CLIENT_OF:scale-ai"),
            1,
            "did you mean google:CLIENT_OF:scale-ai",
        ),
        (("--format", "gexf", "--as-of", "2025-13"), 1, "there is no month 13"),
    ],
)
def test_what_is_wrong_is_told(
    command: Command, article: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    result = command("export", *arguments, "--store", article)
    assert (result.exit_code, says in result.stderr, result.stdout) == (code, True, "")


def test_an_empty_graph_says_so_beside_the_file(command: Command, tmp_path: Path) -> None:
    open_graph(tmp_path / "new.db").close()
    result = command("export", "--format", "cytoscape", "--store", tmp_path / "new.db")
    assert "The graph is empty" in result.stderr
    assert json.loads(result.stdout_bytes)["elements"] == {"nodes": [], "edges": []}


def test_the_whole_graph_as_a_folder_for_neo4j_admin(command: Command, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "folder"
    result = command("export", "--format", "neo4j-admin", "--out", out, "--store", article)
    assert (result.exit_code, result.stderr) == (0, "")
    with open_graph(article) as graph:
        digest = graph.state().digest
    assert digest in result.stdout
    assert f"in {out}, with the database stopped: neo4j-admin database import full @neo4j-admin.args" in result.stdout
    assert digest in (out / "README.txt").read_text("utf-8")
    named = [line.partition("=./")[2] for line in (out / "neo4j-admin.args").read_text("utf-8").splitlines()]
    assert sorted(filter(None, named)) == sorted(path.name for path in out.glob("*.csv"))
    assert {
        name: len((out / f"{name}.csv").read_text("utf-8").splitlines()) - 1 for name in ("entities", "claims")
    } == {
        "entities": 9,
        "claims": 17,
    }
    assert os.listdir(tmp_path) == ["folder"]


def test_a_folder_that_holds_something_stays_as_it_is(command: Command, article: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", "utf-8")
    result = command("export", "--format", "neo4j-admin", "--out", tmp_path, "--store", article)
    assert (result.exit_code, f"--out: {tmp_path} is there already; name a new folder" in result.stderr) == (1, True)
    assert os.listdir(tmp_path) == ["mine"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--out", "new", "--entity", "google"), "neo4j-admin takes the whole graph: leave entities out"),
        (("--out", "new", "--as-of", "2026-01-01"), "neo4j-admin takes the whole graph: leave as_of out"),
        ((), "neo4j-admin needs --out DIR"),
        (("--out", "new", "--force"), "neo4j-admin needs --out DIR, a new folder, without --force"),
    ],
)
def test_what_a_folder_can_t_be_is_told(
    command: Command,
    article: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = command("export", "--format", "neo4j-admin", *arguments, "--store", article)
    assert (result.exit_code, says in result.stderr) == (2, True)
    assert os.listdir(tmp_path) == []


def test_a_folder_that_cannot_be_finished_leaves_nothing_behind(
    command: Command, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    result = command("export", "--format", "neo4j-admin", "--out", tmp_path / "out", "--store", article)
    assert (result.exit_code, "can't be written: No space left on device" in result.stderr) == (1, True)
    assert os.listdir(tmp_path) == []
