"""The command in a process of its own: encodings, pipes, ports and interrupts."""

import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.api.served import COMMAND, run, serving

pytestmark = pytest.mark.processes


@pytest.mark.parametrize(
    "env",
    [{"LC_ALL": "C", "LANG": "C"}, {"PYTHONIOENCODING": "ascii"}],
    ids=["C", "ascii"],
)
def test_arabic_does_not_fail_where_the_terminal_has_none(article: Path, env: dict[str, str]) -> None:
    found = run("query", "search", "--q", "سكيل", "--store", article, env=env)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Scale AI" in found.stdout
    missed = run("query", "shared_vendors", "--client", "غوغلل", "--store", article, env=env)
    assert missed.returncode == 1
    assert "did you mean google" in missed.stderr


def test_a_reader_that_has_had_enough_gets_no_traceback(article: Path) -> None:
    asked = [str(COMMAND), "query", "profile", "--entity", "scale-ai", "--store", str(article)]
    for form in ([], ["--json"]):
        with subprocess.Popen([*asked, *form], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == ""


def test_what_is_piped_has_a_row_on_a_line_and_no_colours(article: Path) -> None:
    shown = run("query", "shared_vendors", "--store", article, env={"COLUMNS": "40"}).stdout
    assert "\x1b" not in shown
    assert len([line for line in shown.splitlines() if " Scale AI  Meta Platforms " in line]) == 4
    assert all(line == line.rstrip() for line in shown.splitlines())


@pytest.fixture(scope="module")
def completion(tmp_path_factory: pytest.TempPathFactory) -> Path:
    script = tmp_path_factory.mktemp("completion") / "graph-service.bash"
    script.write_text(run(env={"_GRAPH_SERVICE_COMPLETE": "bash_source"}).stdout, encoding="utf-8")
    return script


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("graph-service scr", ["screen"]),
        ("graph-service query shared", ["shared_vendors"]),
        ("graph-service query shared_vendors --min", ["--min-certainty", "--min-stake"]),
        ("graph-service query shared_vendors --min-certainty s", ["stated"]),
    ],
)
def test_bash_completes_words(words: str, offered: list[str], completion: Path) -> None:
    typed = f"COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _graph_service_completion graph-service"
    completed = subprocess.run(
        ["bash", "-c", f'source {completion}; {typed}; printf "%s\\n" "${{COMPREPLY[@]}}"'],
        env={**os.environ, "PATH": f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert completed.stdout.split() == offered


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = run("serve", "--port", port, "--store", tmp_path / "graph.db")
    assert told.returncode == 1
    assert told.stderr == (
        f"Error: can't listen on 127.0.0.1:{port}: Address already in use; "
        "another service runs there: choose another --port\n"
    )
    assert not (tmp_path / "graph.db").exists()


def test_a_host_that_is_none_is_told(tmp_path: Path) -> None:
    told = run("serve", "--host", "host.invalid", "--port", "0", "--store", tmp_path / "graph.db")
    assert (told.returncode, "can't listen on host.invalid:0: " in told.stderr) == (1, True)


def test_it_listens_on_loopback_unless_told_otherwise(tmp_path: Path) -> None:
    with serving("--load", "--store", tmp_path / "graph.db") as served:
        assert served.address.startswith("http://127.0.0.1:")


def test_it_serves_over_ipv6(tmp_path: Path) -> None:
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    with serving("--load", "--host", "::1", "--store", tmp_path / "graph.db") as served:
        assert served.address.startswith("http://[::1]:")
        assert served.get("/healthz").status_code == 200


@pytest.mark.parametrize(("how", "status"), [(signal.SIGINT, 0), (signal.SIGTERM, -signal.SIGTERM)])
def test_an_interrupt_ends_it_at_once_and_without_a_traceback(tmp_path: Path, how: signal.Signals, status: int) -> None:
    with serving("--load", "--store", tmp_path / "graph.db") as served:
        assert served.get("/healthz").status_code == 200
        assert served.interrupt(how) == status
        assert served.process.stdout is not None
        assert served.process.stdout.read() == ""


def test_the_version_and_the_subcommands_are_told() -> None:
    assert run("--version").stdout.startswith("graph-service, version ")
    shown = run().stderr
    assert all(name in shown for name in ("check", "load", "query", "serve", "verify-source"))
