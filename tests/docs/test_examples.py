"""The examples run as their own words say, and print what they are for."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from graph_service import open_graph
from graph_service.support.resources import shipped_folder
from tests.api.client import Client

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where examples are run: the article's facts in graph.db, and the examples themselves."""
    with open_graph(tmp_path / "graph.db") as graph:
        graph.load(shipped_folder("seed_data") / "article")
    (tmp_path / "examples").symlink_to(EXAMPLES)
    return tmp_path


def printed(folder: Path, *words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()


def test_a_program_asks_and_shows_who_says_so(folder: Path) -> None:
    lines = printed(folder, "examples/embed.py")
    assert lines[::2] == [
        f"{client}: scale-ai, of which meta has 49%" for client in ("google", "microsoft", "openai", "xai")
    ]
    assert lines[1].startswith("    Reuters, citing informed sources: Google intends to stop")


def test_a_list_of_vendors_is_screened(folder: Path) -> None:
    lines = printed(folder, "examples/screen.py", "google", "examples/vendors.csv")
    assert lines == ["Scale AI: conflict (meta)", "Surge: unresolved"]


def test_own_facts_join_the_article_s(folder: Path) -> None:
    first, *rest = printed(folder, "examples/own_facts.py", "examples/own_facts")
    assert first.startswith("19 claims; the graph is ")
    assert [line.partition(":")[0] for line in rest] == ["example-labs", "google", "microsoft", "openai", "xai"]
    assert rest[0] == "example-labs: reported, 3 relationships to check"


@pytest.fixture
def mounted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    """The app of examples/mount.py."""
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(str(EXAMPLES))
    import mount

    yield mount.app
    mount.graph.close()
    del sys.modules["mount"]


def test_the_graph_is_mounted_beside_other_routes(mounted: FastAPI) -> None:
    client = Client(mounted)
    assert client.get("/hello").json() == "hello"
    assert len(client.get("/graph/queries/shared-vendors").json()["rows"]) == 4


def test_each_example_is_told_of_and_tested() -> None:
    told = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    tested = Path(__file__).read_text(encoding="utf-8")
    programs = sorted(path.name for path in EXAMPLES.glob("*.py"))
    assert programs
    assert [name for name in programs if f"`{name}`" not in told or f"examples/{name}" not in tested] == []
