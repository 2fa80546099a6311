"""Every command that a page shows works as written, from a fresh clone, and prints what the page says.

A block marked `console` holds commands after `$ ` and what each prints; `...` stands for anything. They are run in
order, in a folder that holds what a clone holds, with the service running there as `make serve` runs it. Blocks marked
`python` are run too. Blocks marked `sh` start servers or need what a test hasn't; their options are looked at.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

import click
import pytest

from graph_service import open_graph
from graph_service.cli.main import cli
from graph_service.support.resources import shipped_folder
from tests.api.served import Served, serving

ROOT = Path(__file__).parents[2]
SHOWN_AT = "http://127.0.0.1:8000"
WRITTEN_FOR = "118"
"""The width of the terminal that the pages were written for."""

PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md"))
    if "decisions" not in page.parts
)


@dataclass(frozen=True)
class Command:
    """A line that a page shows after `$ `, and what it is said to print."""

    line: str
    printed: str


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(page: str) -> Iterator[Command]:
    for block in blocks(page, "console"):
        before, *shown = re.split(r"^\$ ", block, flags=re.MULTILINE)
        assert before == "", f"{page}: a console block begins with a command"
        for each in shown:
            line, _, printed = each.partition("\n")
            yield Command(line, printed)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder that holds what a clone holds after `make serve` has set it up."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in {".venv", *(file.split("/")[0] for file in listed.split("\0") if file)}:
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@pytest.fixture
def env(clone: Path) -> Mapping[str, str]:
    missing = [tool for tool in ("bash", "curl", "jq") if shutil.which(tool) is None]
    assert missing == [], "the documents' commands need these: install them"
    path = f"{clone / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "COLUMNS": WRITTEN_FOR, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


@pytest.fixture
def served(clone: Path, env: Mapping[str, str]) -> Iterator[Served]:
    with serving("--load", env=env, folder=clone) as running:
        yield running


def output(command: list[str], clone: Path, env: Mapping[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=clone,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.removeprefix("\ufeff").splitlines())


@pytest.mark.processes
@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "console")])
def test_each_command_prints_what_the_page_says(page: str, clone: Path, env: Mapping[str, str], served: Served) -> None:
    checker = OutputChecker()
    for command in commands(page):
        line = command.line.replace(SHOWN_AT, served.address)
        printed = output(["bash", "-o", "pipefail", "-c", line], clone, env).replace(served.address, SHOWN_AT)
        assert checker.check_output(command.printed, printed, ELLIPSIS), f"$ {command.line}\n{printed}"


@pytest.mark.processes
@pytest.mark.parametrize(
    "page", [page for page in PAGES if blocks(page, "python") and not page.startswith(("docs/questions", "docs/ref"))]
)
def test_each_block_of_python_runs(page: str, clone: Path, env: Mapping[str, str]) -> None:
    with open_graph(clone / "graph.db") as graph:
        graph.load(shipped_folder("seed_data") / "article")
    for block in blocks(page, "python"):
        done = subprocess.run([sys.executable, "-W", "error", "-c", block], cwd=clone, env=env, check=False)
        assert done.returncode == 0, block


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "sh")])
def test_each_command_that_is_not_run_has_options_that_there_are(page: str) -> None:
    for line in "".join(blocks(page, "sh")).splitlines():
        words = shlex.split(line, comments=True)
        if "graph-service" not in words:
            continue
        command: click.Command = cli
        # click keeps a command's option for help, under the names that its first context gives.
        context = click.Context(cli, info_name="graph-service", **cli.context_settings)
        rest = words[words.index("graph-service") + 1 :]
        while isinstance(command, click.Group):
            name, found, rest = command.resolve_command(context, rest)
            assert found is not None, line
            context = click.Context(found, info_name=name, parent=context)
            command = found
        command.make_parser(context).parse_args(rest)


def test_make_serve_fills_the_graph_that_the_commands_ask() -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GRAPH_SERVICE_", "MAKE", "ARGS"))}
    shown = subprocess.run(
        ["make", "--dry-run", "--old-file=.venv/run.stamp", "serve"],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert shown.split() == [".venv/bin/graph-service", "serve", "--load"]
    assert "GRAPH_SERVICE_STORE" not in (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nneo4j:")[0]
