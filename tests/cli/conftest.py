"""The command in this process.

* `article` (module): the path of a graph that holds the article's facts.
* `command`: runs the command with arguments, as a shell would.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph_service import open_graph
from graph_service.cli.main import cli
from graph_service.support.resources import shipped_folder

Command = Callable[..., Result]


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("article") / "graph.db"
    with open_graph(path) as graph:
        graph.load(shipped_folder("seed_data") / "article")
    return path


@pytest.fixture
def command() -> Command:
    def run(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Result:
        result = CliRunner().invoke(cli, [str(argument) for argument in arguments], env=dict(env or {}))
        # Whatever goes wrong is told in words: an exception that gets here would be a traceback.
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run
