"""The commands of who works on the project."""

import os
import subprocess

import pytest
import yaml

from tests.repository.files import ROOT


def test_make_alone_shows_what_there_is_to_make() -> None:
    shown = subprocess.run(["make", "-C", ROOT, "--silent"], check=True, capture_output=True, text=True).stdout
    targets = {line.split()[0] for line in shown.splitlines()}
    assert {"serve", "test", "check", "format", "docs", "guide", "bench", "lock", "neo4j", "clean"} <= targets


def test_each_hook_of_pre_commit_runs_what_the_project_holds() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    hooks = config["repos"][0]["hooks"]
    programs = {hook["entry"].split()[0] for hook in hooks}
    scripts = {word for hook in hooks for word in hook["entry"].split() if word.endswith(".py")}
    assert {hook["language"] for hook in hooks} == {"system"}
    assert [name for name in programs | scripts if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("script", [".ci/run", "tests/neo4j_local/neo4j-local"])
def test_a_script_may_be_run_and_is_bash_throughout(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    subprocess.run(["bash", "-n", ROOT / script], check=True)
