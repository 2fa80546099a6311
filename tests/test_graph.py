"""The graph as a Python object."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service import Graph, open_graph
from graph_service.errors import (
    BadParameter,
    GraphServiceError,
    InvalidFacts,
    StoreUnavailable,
    UnknownEntity,
    UnknownQuery,
)
from graph_service.queries.registry import QUERIES
from graph_service.queries.shared_vendors import SharedVendor
from graph_service.questions import Questions
from graph_service.settings import Settings
from graph_service.support.resources import shipped_folder
from graph_service.use_cases.ask import Answer
from tests.importers.folders import claim, write

ARTICLE = shipped_folder("seed_data") / "article"


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "graph.db") as opened:
        opened.load(ARTICLE)
        yield opened


def test_a_question_is_a_method_and_its_rows_are_typed(graph: Graph) -> None:
    answer = graph.shared_vendors(client="google")
    (row,) = answer.rows
    assert isinstance(answer, Answer)
    assert isinstance(row, SharedVendor)
    assert (row.vendor.names["en"], row.stake_percent, row.standing) == ("Scale AI", 49, "narrowing")
    assert row.witness[0].claims[0].source.publisher == "unnamed Arabic news outlet"


def test_an_answer_is_its_rows_to_a_loop_and_to_len(graph: Graph) -> None:
    answer = graph.shared_vendors()
    assert [row.client.id for row in answer] == ["google", "microsoft", "openai", "xai"]
    assert len(answer) == 4
    assert not graph.shared_vendors(client="meta")


def test_a_row_can_t_be_changed(graph: Graph) -> None:
    row = graph.shared_vendors().rows[0]
    with pytest.raises(ValueError, match="frozen"):
        row.standing = "open"  # type: ignore[misc]


def test_every_question_is_a_method(graph: Graph) -> None:
    assert graph.queries == tuple(QUERIES)
    assert [name for name in QUERIES if name not in vars(Questions)] == [], "run `make docs`"
    for name, query in QUERIES.items():
        assert getattr(graph, name)(**query.example) == graph.ask(name, **query.example)


def test_a_question_may_be_asked_by_its_path(graph: Graph) -> None:
    assert len(graph.ask("shared-vendors", client="google")) == 1


def test_a_method_that_is_none_is_told_the_questions(graph: Graph) -> None:
    with pytest.raises(AttributeError, match="a graph has no 'share_vendors'; its questions are shared_vendors, "):
        graph.share_vendors  # type: ignore[attr-defined]  # noqa: B018 - the access is what fails


def test_a_question_that_is_none_is_told_the_nearest(graph: Graph) -> None:
    with pytest.raises(UnknownQuery) as refused:
        graph.ask("share_vendors")
    assert refused.value.suggestions[0] == "shared_vendors"


def test_a_wrong_parameter_is_named(graph: Graph) -> None:
    with pytest.raises(BadParameter) as refused:
        graph.shared_vendors(clint="google")  # type: ignore[call-arg]
    assert (refused.value.parameter, refused.value.suggestions) == ("clint", ["client"])


def test_a_wrong_value_is_named(graph: Graph) -> None:
    with pytest.raises(BadParameter, match="min_stake: Input should be less than or equal to 100"):
        graph.shared_vendors(min_stake=149)


def test_a_near_miss_is_suggested(graph: Graph) -> None:
    with pytest.raises(UnknownEntity) as refused:
        graph.profile(entity="opnai")
    assert refused.value.suggestions[0] == "openai"


def test_every_error_of_ours_is_one_kind(graph: Graph) -> None:
    with pytest.raises(GraphServiceError):
        graph.profile(entity="nobody at all")


def test_a_part_of_the_graph_is_a_file(graph: Graph) -> None:
    file = graph.export("cytoscape", entities=["google", "Scale AI"])
    assert [node["data"]["id"] for node in json.loads(file)["elements"]["nodes"]] == ["google", "scale-ai"]
    with pytest.raises(BadParameter, match="format: "):
        graph.export("png")


def test_a_load_tells_what_it_did_and_a_second_one_that_nothing_changed(graph: Graph) -> None:
    before = graph.state()
    report = graph.load(str(ARTICLE))
    assert report.changed_nothing
    assert (report.claims.added, report.claims.unchanged) == (0, 17)
    assert graph.state() == before


def test_bad_facts_are_refused_with_every_defect(graph: Graph, tmp_path: Path) -> None:
    folder = write(tmp_path / "bad", "claims.jsonl", [claim("c1", stake_percent=149), claim("c2", object="meta")])
    before = graph.state()
    with pytest.raises(InvalidFacts) as refused:
        graph.load(folder)
    assert len(refused.value.defects) >= 2
    assert graph.state() == before


def test_the_environment_says_where_the_graph_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", str(tmp_path / "named.db"))
    open_graph().close()
    assert (tmp_path / "named.db").is_file()


def test_where_nothing_is_said_the_graph_is_in_this_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # An empty variable says nothing; and STORE is some other program's.
    monkeypatch.setenv("GRAPH_SERVICE_STORE", "")
    monkeypatch.setenv("STORE", str(tmp_path / "another.db"))
    open_graph().close()
    assert [path.name for path in tmp_path.glob("*.db")] == ["graph.db"]


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_ANSWERS_KEPT", "many")
    with pytest.raises(BadParameter, match=r"^GRAPH_SERVICE_ANSWERS_KEPT: "):
        open_graph(tmp_path / "graph.db")


def test_origins_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_CORS_ORIGINS", "https://a.example, https://b.example")
    assert Settings().cors_origins == ("https://a.example", "https://b.example")


def test_a_home_folder_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    open_graph("~/new/graph.db").close()
    assert (tmp_path / "new" / "graph.db").is_file()


def test_an_address_of_something_else_is_refused() -> None:
    with pytest.raises(StoreUnavailable, match="give a file's path, or one of neo4j://"):
        open_graph("postgresql://localhost/graph")


def test_leaving_the_block_closes_the_store(tmp_path: Path) -> None:
    with open_graph(tmp_path / "graph.db") as graph:
        graph.load(ARTICLE)
        assert len(graph.shared_vendors()) == 4
        assert (tmp_path / "graph.db-wal").exists()
    assert not (tmp_path / "graph.db-wal").exists()


def test_two_open_graphs_of_one_file_see_the_same(tmp_path: Path) -> None:
    with open_graph(tmp_path / "graph.db") as one, open_graph(tmp_path / "graph.db") as other:
        assert len(other.shared_vendors()) == 0
        one.load(ARTICLE)
        assert len(other.shared_vendors()) == 4


def test_importing_it_starts_neither_a_server_nor_a_driver() -> None:
    imported = "import sys, graph_service; print({'neo4j', 'fastapi', 'uvicorn', 'rich'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", imported], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"
