"""`graph-service verify-source`: do the locators point where they say?

The article's text isn't in this repository: `tests/seed_data/test_article.py` says where it is looked for.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.importers.folders import claim, entity, source, write
from tests.seed_data.test_article import TEXT

LINES = ["Heading", "Meta has a part of Scale AI."]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    place = {"paragraph": 2, "span": [0, 4], "sha256": hashlib.sha256(b"Meta").hexdigest()}
    write(folder, "sources.jsonl", [source("page"), source("other")])
    write(folder, "entities.jsonl", [entity("meta"), entity("scale-ai")])
    return write(folder, "claims.jsonl", [claim("c1", locator=place), claim("c2", source="other")])


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


def test_locators_that_fit_are_counted(command: Command, facts: Path, text: Path) -> None:
    result = command("verify-source", text, "--facts", facts, "--source", "page")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1 of 1 places of page are as recorded\n"


def test_a_locator_that_does_not_fit_fails_by_name(command: Command, facts: Path, text: Path) -> None:
    text.write_text("\n".join(LINES).replace("Meta", "Beta"), encoding="utf-8")
    result = command("verify-source", text, "--facts", facts, "--source", "page")
    assert (result.exit_code, "0 of 1" in result.stdout) == (1, True)
    assert result.stderr.startswith("claim c1: line 2, characters 0 to 4: other words stand there")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "the facts have 2 sources; say which one"),
        (["--source", "pge"], "no source 'pge'"),
        (["--source", "other"], "nothing was checked"),
    ],
)
def test_what_can_t_be_checked_is_told(
    command: Command, facts: Path, text: Path, arguments: list[str], says: str
) -> None:
    result = command("verify-source", text, "--facts", facts, *arguments)
    assert (result.exit_code, says in result.stderr) == (1, True)


def test_a_text_that_is_not_utf_8_is_told(command: Command, facts: Path, text: Path) -> None:
    text.write_bytes("Ünited".encode("latin-1"))
    result = command("verify-source", text, "--facts", facts, "--source", "page")
    assert (result.exit_code, "isn't UTF-8" in result.stderr) == (1, True)


def test_a_text_that_is_not_there_is_told(command: Command, tmp_path: Path) -> None:
    assert command("verify-source", tmp_path / "nowhere.txt").exit_code == 2


def test_the_article_is_as_recorded_and_a_spoiled_copy_is_not(
    command: Command, tmp_path: Path, shell: Mapping[str, str]
) -> None:
    article = Path(shell.get("GRAPH_SERVICE_ARTICLE") or TEXT)
    if not article.is_file():
        missing = pytest.fail if shell.get("GRAPH_SERVICE_STRICT") == "1" else pytest.skip
        missing("the article's text isn't here: set GRAPH_SERVICE_ARTICLE to its path")
    whole = command("verify-source", article)
    assert (whole.exit_code, whole.stdout.startswith("18 of 18 places ")) == (0, True)
    spoiled = tmp_path / "spoiled.txt"
    spoiled.write_text(article.read_text(encoding="utf-8").replace("49", "50"), encoding="utf-8")
    result = command("verify-source", spoiled)
    assert (result.exit_code, "claim article-01: " in result.stderr) == (1, True)
