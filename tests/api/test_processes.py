"""Four services on one store, while another process writes: nobody answers from an old version, or from half a one."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import httpx
import pytest

from graph_service.domain.facts import Facts
from graph_service.graph import Graph
from graph_service.settings import Settings
from graph_service.stores.open import open_store
from tests.api.served import PATIENCE_S, Served, serving
from tests.cases import article, claim, facts
from tests.neo4j_server import Neo4jServer
from tests.stores.conftest import settings_of

pytestmark = pytest.mark.processes

SERVICES = 4
NEWCOMERS = 3
SHARED = "/v1/queries/shared-vendors?investor=meta&limit=100"


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    if request.param == "embedded":
        return Settings(store=str(tmp_path / "graph.db"))
    server: Neo4jServer = request.getfixturevalue("neo4j_server")
    return settings_of(server)


@pytest.fixture
def graph(settings: Settings) -> Iterator[Graph]:
    """The writer's own."""
    with Graph(open_store(settings)) as opened:
        opened.load_facts(article(), replace=True)
        yield opened


@pytest.fixture
def services(settings: Settings, graph: Graph) -> Iterator[list[Served]]:
    env: Mapping[str, str] = {
        "GRAPH_SERVICE_STORE": settings.store,
        "NEO4J_USERNAME": settings.neo4j_username,
        "NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        "NEO4J_DATABASE": settings.neo4j_database or "",
    }
    with ExitStack() as running, ThreadPoolExecutor(SERVICES) as starting:
        started = [starting.submit(running.enter_context, serving(env=env)) for _ in range(SERVICES)]
        yield [each.result() for each in started]


def newcomer(number: int) -> Facts:
    """A new client of Scale AI, and a competitor of Meta's: one more row of the headline question."""
    name = f"newcomer-{number}"
    given = facts(claim(name, "CLIENT_OF", "scale-ai"), claim(name, "COMPETES_WITH", "meta"))
    del given.entities["scale-ai"], given.entities["meta"]
    return given


def test_each_of_four_services_answers_from_the_newest_version(services: list[Served], graph: Graph) -> None:
    rows_of = {graph.state().digest: 4}
    written = [4]
    done = Event()

    def ask_all_the_while(service: Served) -> list[tuple[int, int, str, int]]:
        """For each answer: how many rows there had to be when it was asked for; its status, digest and rows."""
        answers = []
        with httpx.Client(base_url=service.address, timeout=PATIENCE_S) as client:
            while not done.is_set():
                least = written[0]
                response = client.get(SHARED)
                body = response.json()
                digest = body.get("certificate", {}).get("digest", "")
                answers.append((least, response.status_code, digest, len(body.get("rows", ()))))
        return answers

    with ThreadPoolExecutor(SERVICES) as asking:
        asked = [asking.submit(ask_all_the_while, service) for service in services]
        try:
            for number in range(NEWCOMERS):
                report = graph.load_facts(newcomer(number))
                rows_of[report.digest] = written[0] + 1
                written[0] += 1
                for service in services:
                    body = service.get(SHARED).json()
                    assert (body["certificate"]["digest"], len(body["rows"])) == (report.digest, written[0])
        finally:
            done.set()
        answers = [answer for each in asked for answer in each.result()]

    assert len(rows_of) == NEWCOMERS + 1
    answered = [(least, digest, rows) for least, status, digest, rows in answers if status == 200]
    # A graph that has no snapshots may say that it is being written to; it may not say anything wrong.
    assert {status for _, status, _, _ in answers} <= {200, 503}
    assert len(answered) > len(answers) / 2
    assert [answer for answer in answered if answer[2] < answer[0]] == [], "answered from an old version"
    assert [answer for answer in answered if rows_of[answer[1]] != answer[2]] == [], "answered from half a version"
