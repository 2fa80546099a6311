"""Fixtures: the strategy.

* `shell` (session, always on): the variables that would set our settings, taken out of the environment, so that no test
  depends on the shell it was started from. Only the search for a server reads them.
* `neo4j_server` (session): a real Neo4j, found or started when the first test asks for it, stopped at the end. Tests
  that name it are marked `neo4j`, so `-m "not neo4j"` leaves them out; a parameter that gets it by
  `request.getfixturevalue` carries the mark itself. Without a server these tests are skipped, and with
  GRAPH_SERVICE_STRICT=1 (`make test`, `.ci/run`) they fail: a run that claims Neo4j never skips it.
* `chromium` (session): a real browser, started when the first test asks for it; absent, it is a skip or a failure as
  Neo4j is. Tests that name it are marked `browser`.

Tests that start the service or the command many times over are marked `processes`. Those that take seconds, and find
what shorter ones mostly find too, are marked `slow`. What is none of these is marked `core`.

Under pytest-xdist a test runs in the process of its group. The tests on Neo4j are two groups, and each process that
needs Neo4j starts a server of its own. All else that use the browser are one group; the rest go file by file. The
longest groups begin, so that none of them is left for the end.

The fixtures of one part of the code lie in the `conftest.py` of its folder.
"""

import os
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.chromium import NoChromium, chromium_for_tests
from tests.neo4j_server import Neo4jServer, NoNeo4j, neo4j_for_tests

# How long an example takes depends on what else the machine does. In CI Hypothesis takes fixed examples by itself.
settings.register_profile("any machine", settings(), deadline=None)
# For a look in between (`make test-fast`): the examples of one run in ten.
settings.register_profile("fast", settings(), deadline=None, max_examples=10)
settings.load_profile("any machine")

SERVERS = {"neo4j": "neo4j_server", "browser": "chromium"}
"""The marks of what a test needs, each with the fixture that brings it."""
NOT_CORE = [*SERVERS, "processes", "slow"]
LONGEST_FIRST = ["neo4j", "agreement", "browser", "processes"]


@pytest.hookimpl(wrapper=True)  # marks come before pytest's own hook, which deselects by them
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    for item in items:
        for mark, fixture in SERVERS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)
        if not any(item.get_closest_marker(mark) for mark in NOT_CORE):
            item.add_marker("core")
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
    yield
    if hasattr(config, "workerinput"):  # in one process, the quick ones come first as they lie
        items.sort(key=turn_of)


def group_of(item: pytest.Item) -> str:
    """Who shares a process with this test."""
    if item.get_closest_marker("neo4j"):
        # A server that was given is one for all processes, and each would empty it under the other.
        is_alone = item.path.stem == "test_agreement" and "NEO4J_TEST_URI" not in os.environ
        return "agreement" if is_alone else "neo4j"
    return "browser" if item.get_closest_marker("browser") else item.nodeid.partition("::")[0]


def turn_of(item: pytest.Item) -> int:
    """When the group of this test begins, counted from the longest."""
    kinds = [group_of(item), *("processes" for _ in item.iter_markers("processes"))]
    return min((LONGEST_FIRST.index(kind) for kind in kinds if kind in LONGEST_FIRST), default=len(LONGEST_FIRST))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Give a test its own name back: pytest-xdist calls it `name@group`, which no shell could run it by."""
    worker = getattr(report, "node", None)
    if worker and worker.config.getoption("dist") == "loadgroup":
        report.nodeid, at, _ = report.nodeid.rpartition("@")
        assert at, "pytest-xdist lost the groups, so each worker would start a Neo4j: see pytest in pyproject.toml"


@pytest.fixture(scope="session", autouse=True)
def shell() -> Iterator[Mapping[str, str]]:
    ours = {name: value for name, value in os.environ.items() if name.startswith(("GRAPH_SERVICE_", "NEO4J_"))}
    with pytest.MonkeyPatch.context() as environment:
        for name in ours:
            if not name.startswith("NEO4J_LOCAL_"):
                environment.delenv(name)
        if "NEO4J_LOCAL_JAVA_ARGS" not in ours:
            # Java's second compiler pays off in hours; here it took nearly half of the server's time.
            environment.setenv("NEO4J_LOCAL_JAVA_ARGS", "-XX:TieredStopAtLevel=1")
        yield ours


@pytest.fixture(scope="session")
def neo4j_server(shell: Mapping[str, str]) -> Iterator[Neo4jServer]:
    reason = ""
    try:
        with neo4j_for_tests(shell) as server:
            yield server
    except NoNeo4j as why:
        reason = f"no Neo4j for the tests: {why}"
    if reason and (shell.get("GRAPH_SERVICE_STRICT") or "NEO4J_TEST_URI" in shell):
        pytest.fail(reason, pytrace=False)
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium(shell: Mapping[str, str]) -> Iterator[Browser]:
    reason = ""
    try:
        with chromium_for_tests() as browser:
            yield browser
    except NoChromium as why:
        reason = f"no browser for the tests: {why}"
    if reason and shell.get("GRAPH_SERVICE_STRICT"):
        pytest.fail(reason, pytrace=False)
    if reason:
        pytest.skip(reason)
