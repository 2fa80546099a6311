"""Every package is locked, with its hashes, and the locks are those of the project."""

import re
import tomllib
from collections.abc import Mapping

import pytest
from packaging.requirements import Requirement

from tests.repository.files import ROOT

LOCKS = ("uv", "build", "run", "dev", "bench")
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)")


def pins(lock: str) -> list[tuple[str, str]]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return [(pin["name"], pin["version"]) for line in text.splitlines() if (pin := PIN.match(line))]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_or_its_hash(lock: str) -> None:
    lines = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
    hash_ = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in lines if not PIN.match(line) and not hash_.fullmatch(line)] == []
    followers = [after for line, after in zip(lines, [*lines[1:], ""], strict=True) if PIN.match(line)]
    assert followers
    assert all(hash_.fullmatch(after) for after in followers)


@pytest.mark.parametrize("lock", ["run", "build"])
def test_what_is_tested_is_what_is_shipped(lock: str) -> None:
    assert set(pins(lock)) <= set(pins("dev"))


def test_the_locks_satisfy_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = {
        "run": project["project"]["dependencies"] + project["project"]["optional-dependencies"]["fast"],
        "build": project["build-system"]["requires"] + groups["build"],
        "dev": [wanted for wanted in groups["dev"] if isinstance(wanted, str)],
        "bench": groups["bench"],
    }
    for lock, wanted in asked.items():
        locked: Mapping[str, str] = dict(pins(lock))
        for requirement in map(Requirement, wanted):
            assert requirement.specifier.contains(locked[requirement.name]), f"{requirement} in {lock}.txt"
