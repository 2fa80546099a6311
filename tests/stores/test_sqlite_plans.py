"""How SQLite goes about what each question asks of it: by an index at every entry."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph_service.queries.base import Scoped
from graph_service.queries.registry import QUERIES
from graph_service.stores.sqlite import SqliteStore, connection
from graph_service.stores.sqlite import store as sqlite_store
from graph_service.use_cases.ask import apply_scope, ask, read_parameters
from graph_service.use_cases.load import load
from tests.cases import article

WHOLE_GRAPH = {"rankings"}
"""The questions whose example is about every relationship there is."""

TABLES = ("entity", "source", "claim", "adjacent", "sold", "figure")


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that SQLite is told from now on, by stores that are opened from now on."""
    told: list[str] = []

    def listened_to(at: Path) -> sqlite3.Connection:
        opened = connection.connect(at)
        opened.set_trace_callback(told.append)
        return opened

    monkeypatch.setattr(sqlite_store, "connect", listened_to)
    return told


def scans(path: Path, statements: list[str]) -> Iterator[str]:
    """The steps in which a table of ours is read from one end to the other, each with its statement."""
    with closing(sqlite3.connect(path)) as explaining:
        for statement in statements:
            for *_, step in explaining.execute(f"EXPLAIN QUERY PLAN {statement}"):
                # The groups, which are few, have an index of their own.
                if step.startswith("SCAN") and step.split()[1] in TABLES and "entity_group" not in step:
                    yield f"{step}: {statement}"


@pytest.mark.parametrize("name", [name for name in QUERIES if name not in WHOLE_GRAPH])
def test_a_question_enters_by_an_index(tmp_path: Path, said: list[str], name: str) -> None:
    with closing(SqliteStore(tmp_path / "graph.db")) as store:
        load(store, article())
        said.clear()
        ask(store, QUERIES[name], read_parameters(QUERIES[name], QUERIES[name].example))
    # What the index of names does within itself comes as comments.
    read = [statement for statement in said if "SELECT" in statement and not statement.startswith("--")]
    assert read
    assert list(scans(tmp_path / "graph.db", read)) == []


def test_the_whole_graph_is_counted_without_being_read(tmp_path: Path, said: list[str]) -> None:
    with closing(SqliteStore(tmp_path / "graph.db")) as store:
        load(store, article())
        said.clear()
        with store.reading():
            counted = store._session().reader.coverage(["CLIENT_OF"], [], apply_scope(Scoped()))
        state = store.state()
    assert (counted, state.relationships) == ({"CLIENT_OF": 5}, 12)
    assert not any("adjacent" in statement for statement in said)


def test_a_scan_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    SqliteStore(path).close()
    assert len(list(scans(path, ["SELECT version FROM adjacent WHERE slot = 2"]))) == 1
    assert not list(scans(path, ["SELECT version FROM adjacent WHERE entity = 1"]))
