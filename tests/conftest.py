"""Fixtures: the strategy.

* `shell` (session, always on): the variables that would set our settings, taken out of the environment, so that no test
  depends on the shell it was started from. Only the search for a server reads them.
* `neo4j_server` (session): a real Neo4j, found or started when the first test asks for it, stopped at the end. Tests
  that name it are marked `neo4j`, so `-m "not neo4j"` leaves them out; a parameter that gets it by
  `request.getfixturevalue` carries the mark itself. Without a server these tests are skipped, and with
  GRAPH_SERVICE_STRICT=1 (`make test`, `.ci/run`) they fail: a run that claims Neo4j never skips it.
* `chromium` (session): a real browser, started when the first test asks for it; absent, it is a skip or a failure as
  Neo4j is. Tests that name it are marked `browser`.

Tests that start the service or the command many times over are marked `processes`. What needs none of these is marked
`core`. Under pytest-xdist a test runs in the process of its group: all that use Neo4j are
one group, since there is one server; all else that use the browser are another; the rest go file by file.

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


@pytest.hookimpl(tryfirst=True)  # before pytest's own, which deselects by mark
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark, fixture in SERVERS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)
        needed = [mark for mark in SERVERS if item.get_closest_marker(mark)]
        if not needed and not item.get_closest_marker("processes"):
            item.add_marker("core")
        item.add_marker(pytest.mark.xdist_group(needed[0] if needed else item.nodeid.partition("::")[0]))


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
