"""The wheel carries what is shipped, and works by itself."""

import email.parser
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.repository.files import ROOT, repository_files

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: the build fills a folder anew from which other tests' pages are served."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = tmp_path_factory.mktemp("checkout")
    for file in repository_files():
        to = copy / file.relative_to(ROOT)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, to)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.parametrize("tree", ["cypher", "seed_data", "graph_service"])
def test_the_wheel_carries_every_file_as_it_is(wheel: Path, tree: str) -> None:
    inside = "graph_service" if tree == "graph_service" else f"graph_service/{tree}"
    files = [file for file in repository_files() if file.is_relative_to(ROOT / tree)]
    assert files
    with zipfile.ZipFile(wheel) as archive:
        for file in files:
            name = f"{inside}/{file.relative_to(ROOT / tree).as_posix()}"
            assert archive.read(name) == file.read_bytes(), name


def test_the_wheel_carries_the_guide(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert b"<title>Tutorial" in archive.read("graph_service/web/guide/tutorial.html")


def test_the_wheel_carries_the_licence_and_says_which(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        fields = email.parser.Parser().parsestr(archive.read(metadata).decode())
        licence = archive.read(metadata.replace("METADATA", "licenses/LICENSE"))
    assert fields["License-Expression"] == "Apache-2.0"
    assert licence == (ROOT / "LICENSE").read_bytes()
    assert b"Version 2.0, January 2004" in licence


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"graph_service"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".db"))]


def test_the_wheel_alone_answers_the_headline_question(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    assert command_of(tmp_path, "load", "--json")["changed_nothing"] is False
    rows = command_of(tmp_path, "query", "shared_vendors", "--json")["rows"]
    assert [row["client"]["id"] for row in rows] == ["google", "microsoft", "openai", "xai"]


def command_of(folder: Path, *words: str) -> Any:
    """What `graph-service` prints, run from the unpacked wheel and from nothing of this checkout."""
    script = "import sys; sys.path.insert(0, sys.argv.pop(1)); from graph_service.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, folder / "site", *words, "--store", folder / "graph.db"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)
