"""`graph-service query`: every question on the command line, for people and for programs."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from graph_service.api import create_app
from graph_service.graph import open_graph
from graph_service.queries.kinds import Query
from graph_service.queries.registry import QUERIES
from graph_service.settings import Settings
from tests.api.client import Client
from tests.api.served import serving
from tests.cli.conftest import Command

EACH = pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))


def flags(parameters: dict[str, Any]) -> list[str]:
    pairs = [
        (name, each) for name, value in parameters.items() for each in ([value] if isinstance(value, str) else value)
    ]
    return [text for name, value in pairs for text in (f"--{name.replace('_', '-')}", value)]


def test_the_headline_row_is_shown_with_who_says_so(command: Command, article: Path) -> None:
    result = command("query", "shared_vendors", "--client", "google", "--store", article)
    assert result.exit_code == 0
    (row,) = [line for line in result.stdout.splitlines() if line.startswith("Google ")]
    cells = ["Google", "Scale AI", "Meta Platforms", "49", "49", "narrowing", "certain", "inferred"]
    assert re.split("  +", row) == [*cells, "by 2025-06-27", "1-4"]
    said = [line for line in result.stdout.splitlines() if line[:2] in ("1 ", "2 ", "3 ", "4 ")]
    assert [line.rpartition("; ")[2] for line in said] == ["article-03)", "article-02)", "article-08)", "article-01)"]
    assert "Reuters, citing informed sources" in said[0]


def test_all_four_rows_are_shown(command: Command, article: Path) -> None:
    lines = command("query", "shared_vendors", "--store", article).stdout.splitlines()
    assert [line.split()[0] for line in lines if " Scale AI  Meta Platforms " in line] == [
        "Google",
        "Microsoft",
        "OpenAI",
        "xAI",
    ]


@EACH
def test_json_is_what_rest_gives(command: Command, article: Path, query: Query[Any, Any]) -> None:
    result = command("query", query.name, *flags(query.example), "--store", article, "--json")
    with open_graph(article) as graph:
        response = Client(create_app(graph, Settings())).get(f"/v1/queries/{query.path}", params=query.example)
    assert json.loads(result.stdout) == response.json()


@EACH
def test_the_example_is_shown_with_what_was_looked_at(command: Command, article: Path, query: Query[Any, Any]) -> None:
    result = command("query", query.name, *flags(query.example), "--store", article)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "As of " in result.stdout
    assert ("Looked at: " in result.stdout) == bool(query.reads)


@EACH
def test_help_lists_every_parameter_and_an_example_that_runs(
    command: Command, article: Path, query: Query[Any, Any]
) -> None:
    shown = command("query", query.name, "--help").stdout
    assert " ".join(query.question.split()[:6]) in shown
    for name in query.parameters.model_fields:
        assert f"--{name.replace('_', '-')}" in shown
    example = " ".join(shown.partition("Example: graph-service ")[2].split())
    assert command(*shlex.split(example), "--store", article).exit_code == 0


def test_the_questions_are_listed(command: Command) -> None:
    shown = command("query", "--help").stdout
    assert all(f"  {name} " in shown for name in QUERIES)


def test_a_question_may_be_written_with_hyphens(command: Command, article: Path) -> None:
    one = command("query", "shared-vendors", "--client", "google", "--store", article)
    assert one.stdout == command("query", "shared_vendors", "--client", "google", "--store", article).stdout


def test_an_unknown_question_is_told_the_nearest(command: Command) -> None:
    result = command("query", "sharedvendors")
    assert (result.exit_code, "shared_vendors" in result.stderr) == (2, True)


def test_an_unknown_name_is_told_the_nearest(command: Command, article: Path) -> None:
    result = command("query", "shared_vendors", "--client", "Gooogle", "--store", article)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: no entity is called 'Gooogle' (did you mean google?)\n"


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["--min-stake", "149"], 1, "min_stake: Input should be less than or equal to 100"),
        (["--limit", "0"], 1, "limit: Input should be greater than or equal to 1"),
        (["--as-of", "2025-02-30"], 1, "as_of: '2025-02-30': 2025-02 has 28 days"),
        (["--known-at", "9998-01-01"], 1, "lies in the future"),
        (["--cursor", "x"], 1, "leave the cursor out to begin again"),
        (["--min-certainty", "sure"], 2, "'sure' is not one of 'inferred', 'reported', 'stated', 'confirmed'"),
        (["--clint", "google"], 2, "--client"),
        (["--client"], 2, "requires an argument"),
        (["google"], 2, "unexpected extra argument"),
    ],
)
def test_a_wrong_parameter_is_named(
    command: Command, article: Path, arguments: list[str], status: int, says: str
) -> None:
    result = command("query", "shared_vendors", "--store", article, *arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert says in result.stderr


def test_a_missing_parameter_is_named(command: Command) -> None:
    result = command("query", "neighbourhood")
    assert (result.exit_code, "--entity" in result.stderr) == (2, True)


def test_words_of_a_closed_list_may_be_in_small_letters(command: Command, article: Path) -> None:
    result = command("query", "neighbourhood", "--entity", "google", "--types", "makes", "--store", article)
    assert "google:MAKES:gemini" in result.stdout


def test_a_flag_is_given_or_taken_back(command: Command, article: Path) -> None:
    shown = command("query", "shared_vendors", "--no-include-disputed", "--store", article).stdout
    assert "Google" in shown
    assert "OpenAI " not in shown


def test_no_rows_are_told_with_what_was_looked_at(command: Command, article: Path) -> None:
    lines = command("query", "shared_vendors", "--client", "meta", "--store", article).stdout.splitlines()
    assert lines[0] == "No rows."
    assert lines[-1] == "Looked at: 1 INVESTS_IN, 0 CLIENT_OF, 4 COMPETES_WITH, at meta."


def test_the_cursor_that_is_shown_gives_the_next_page(command: Command, article: Path) -> None:
    asked = ("query", "shared_vendors", "--limit", "3", "--store", article)
    last = command(*asked).stdout.splitlines()[-1]
    cursor = last.removeprefix("More rows follow: --cursor ")
    rest = command(*asked, "--cursor", cursor).stdout
    assert "xAI " in rest
    assert "More rows" not in rest


def test_an_empty_graph_is_told(command: Command, tmp_path: Path) -> None:
    open_graph(tmp_path / "new.db").close()
    result = command("query", "shared_vendors", "--store", tmp_path / "new.db")
    assert (result.exit_code, "No rows." in result.stdout) == (0, True)
    assert result.stderr == "The graph is empty: `graph-service load` puts the article's facts into it.\n"


# Where the graph is


@pytest.mark.parametrize(
    "reading",
    [
        ("query", "shared_vendors"),
        ("screen", "names.csv"),
        ("export", "--format", "gexf"),
        ("export", "--format", "neo4j-admin", "--out", "folder"),
        ("copy", "--to", "copy.db"),
        ("serve", "--port", "0"),
    ],
    ids=" ".join,
)
def test_a_graph_that_is_not_there_is_told_and_not_made(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reading: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("names.csv").write_text("name,role\nScale AI,vendor\nGoogle,client\n", encoding="utf-8")
    result = command(*reading, "--from" if reading[0] == "copy" else "--store", "nowhere/my graph.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Error: there is no graph at nowhere/my graph.db: "
        "`graph-service load --store 'nowhere/my graph.db'` makes one of the article's facts\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["names.csv"]


@pytest.mark.processes
def test_serving_with_facts_makes_the_graph(tmp_path: Path) -> None:
    with serving("--with", "ai_industry", "--store", tmp_path / "new.db") as served:
        assert served.get("/v1/queries/search?q=scale").json()["rows"]


def test_the_flag_goes_before_the_environment(command: Command, article: Path, tmp_path: Path) -> None:
    env = {"GRAPH_SERVICE_STORE": str(tmp_path / "other.db")}
    assert "Scale AI" in command("query", "search", "--q", "scale", "--store", article, env=env).stdout
    assert not (tmp_path / "other.db").exists()


def test_the_environment_names_the_graph(command: Command, article: Path) -> None:
    env = {"GRAPH_SERVICE_STORE": str(article)}
    assert "Scale AI" in command("query", "search", "--q", "scale", env=env).stdout


@pytest.mark.parametrize(
    ("store", "says"),
    [
        ("http://localhost", "give a file's path, or one of neo4j://"),
        ("sqlite:///graph.db", "give a file's path, or one of neo4j://"),
        ("neo4j://127.0.0.1:1", "no Neo4j server answers there"),
        ("neo4j://", "neo4j://"),
        ("bolt://127.0.0.1:nine", "is no address of a graph: Port could not be cast to integer"),
        ("bolt://[::1", "is no address of a graph: Invalid IPv6 URL"),
        (__file__, "it is not an SQLite file; it was not touched"),
        (str(Path(__file__).parent), "it can't be opened or created"),
    ],
)
def test_a_store_that_is_none_is_told(command: Command, store: str, says: str) -> None:
    result = command("query", "shared_vendors", "--store", store)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("GRAPH_SERVICE_ANSWERS_KEPT", "-1", "greater than or equal to 0"),
        ("GRAPH_SERVICE_ANSWERS_KEPT", "x", "integer"),
    ],
)
def test_a_wrong_setting_is_named(command: Command, article: Path, name: str, value: str, says: str) -> None:
    result = command("query", "shared_vendors", "--store", article, env={name: value})
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: {name}: ")
    assert says in result.stderr
