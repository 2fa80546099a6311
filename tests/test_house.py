"""The house around the code: what is shipped, what is locked, what is open, and what must not be in the repository."""

import email.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from tests.neo4j_server import IMAGE

ROOT = Path(__file__).parent.parent
LOCKS = ("uv", "build", "run", "dev", "bench")
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)")


# --- the wheel ----------------------------------------------------------------


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


# --- the locks ----------------------------------------------------------------


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


# --- the repository -----------------------------------------------------------


def repository_files() -> list[Path]:
    """What git holds, or would on the next `git add`."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    files = [ROOT / name for name in listed.split("\0") if name]
    return [file for file in files if file.is_file()]  # without those deleted and not yet committed


# The brackets keep this file from naming them itself.
REGISTRY = re.compile(rb"pypi[.]org|python[h]osted|registry[.]npmjs|crates[.]io|repo1?[.]maven|deb[.]debian")
MACHINE_PATH = re.compile(rb"(?<![\w.:/~-])/(?:work|root|home|Users)/[\w.]")  # not the end of a web address


def test_no_file_names_a_package_registry() -> None:
    assert [file.name for file in repository_files() if REGISTRY.search(file.read_bytes())] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert [file.name for file in repository_files() if MACHINE_PATH.search(file.read_bytes())] == []


# --- containers ---------------------------------------------------------------


def services_of(file: str) -> Any:
    return yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))["services"]


@pytest.fixture(scope="module")
def services() -> Any:
    return services_of("docker-compose.yml")


@pytest.fixture(scope="module")
def cluster() -> Any:
    return services_of("docker-compose.cluster.yml")


@pytest.fixture(scope="module")
def servers(cluster: Any) -> Any:
    """The members of the cluster, by the names that the others reach them by."""
    return {name: service for name, service in cluster.items() if service["image"].startswith("neo4j:")}


@pytest.mark.parametrize("file", ["docker-compose.yml", "docker-compose.cluster.yml"])
def test_published_ports_are_open_on_this_machine_only(file: str) -> None:
    published = [port for service in services_of(file).values() for port in service.get("ports", ())]
    assert published
    assert [port for port in published if not port.startswith("127.0.0.1:")] == []


@pytest.mark.parametrize(("file", "secrets"), [("docker-compose.yml", 3), ("docker-compose.cluster.yml", 5)])
def test_no_password_stands_in_a_compose_file(file: str, secrets: int) -> None:
    secret = [
        value
        for service in services_of(file).values()
        for name, value in service["environment"].items()
        if "PASSWORD" in name or "AUTH" in name
    ]
    assert len(secret) == secrets
    assert [value for value in secret if not re.fullmatch(r"(neo4j/)?\$\{NEO4J_PASSWORD:\?[^}]+\}", value)] == []


def test_the_service_waits_for_the_facts_and_the_facts_for_neo4j(services: Any) -> None:
    assert services["loader"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["api"]["depends_on"]["loader"] == {"condition": "service_completed_successfully"}


def test_the_image_runs_as_nobody_in_particular() -> None:
    stages = (ROOT / "Dockerfile").read_text(encoding="utf-8").split("FROM ")
    (user,) = re.findall(r"^USER (\d+)$", stages[-1], re.MULTILINE)
    assert int(user) > 0


def test_the_service_reaches_the_cluster_by_routing(cluster: Any, servers: Any) -> None:
    for ours in (cluster["loader"], cluster["api"]):
        scheme, _, address = ours["environment"]["GRAPH_SERVICE_STORE"].partition("://")
        assert scheme == "neo4j"
        assert address.removesuffix(":7687") in servers


def test_each_member_of_the_cluster_is_told_of_all_and_advertises_an_address_of_its_own(servers: Any) -> None:
    assert len(servers) == 3
    endpoints = ",".join(f"{name}:6000" for name in servers)
    for name, server in servers.items():
        settings = server["environment"]
        assert settings["NEO4J_dbms_cluster_endpoints"] == endpoints
        assert settings["NEO4J_server_default__advertised__address"] == server["hostname"] == name
        assert settings["NEO4J_initial_dbms_default__primaries__count"] == str(len(servers))


def test_members_of_the_cluster_share_no_data(servers: Any) -> None:
    volumes = [volume for server in servers.values() for volume in server["volumes"]]
    assert len(set(volumes)) == len(volumes) == len(servers)


def test_the_cluster_s_service_waits_for_the_facts_and_the_facts_for_all_servers(cluster: Any, servers: Any) -> None:
    assert cluster["loader"]["depends_on"] == {name: {"condition": "service_healthy"} for name in servers}
    assert cluster["api"]["depends_on"]["loader"] == {"condition": "service_completed_successfully"}


def test_nobody_accepts_a_licence_for_who_starts_the_cluster(servers: Any) -> None:
    for server in servers.values():
        accepted = server["environment"]["NEO4J_ACCEPT_LICENSE_AGREEMENT"]
        assert accepted.startswith("${NEO4J_ACCEPT_LICENSE_AGREEMENT:?")


def test_one_version_of_neo4j_is_named_everywhere(services: Any, servers: Any) -> None:
    pom = (ROOT / "tests" / "neo4j_local" / "pom.xml").read_text(encoding="utf-8")
    (version,) = re.findall(r"<neo4j\.version>(.+)</neo4j\.version>", pom)
    assert services["neo4j"]["image"] == f"neo4j:{version}-community"
    assert services["neo4j"]["image"] == IMAGE
    assert {server["image"] for server in servers.values()} == {f"neo4j:{version}-enterprise"}


# --- commands -----------------------------------------------------------------


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
