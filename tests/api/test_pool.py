"""Nobody waits for who asks much: answers are worked out beside the event loop, by a few threads, in two lanes."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_service.api import create_app, queries, service
from graph_service.api.pool import Pool
from graph_service.errors import StoreBusy
from graph_service.graph import Graph
from graph_service.settings import Settings
from tests.api.client import awaited, problem_of
from tests.api.conftest import article_graph

PATIENCE = 30.0
HEALTH = ["/healthz", "/metrics", "/readyz", "/v1/vocabulary", "/v1/queries"]
CHEAP = ["/v1/queries/profile?entity=google", "/v1/entities/google", "/v1/claims?limit=3"]

Get = Callable[[str], Awaitable[httpx.Response]]


class Gate:
    """Holds the store's answers to one question until it is opened."""

    def __init__(self, graph: Graph, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.waiting = 0
        self.threads: set[str] = set()
        look = graph.store.look

        def looking(query: Any, *given: Any) -> Any:
            self.threads.add(threading.current_thread().name)
            if query.name == question:
                self.waiting += 1
                assert self.open.wait(PATIENCE)
            return look(query, *given)

        monkeypatch.setattr(graph.store, "look", looking)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Graph]:
    with article_graph(tmp_path / "graph.db") as graph:
        yield graph


def ask(graph: Graph, asking: Callable[[Get], Awaitable[None]]) -> None:
    """Ask an app of the graph's own, several requests at a time."""

    async def asked() -> None:
        transport = httpx.ASGITransport(create_app(graph, Settings()), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://service", timeout=PATIENCE) as client:
            await asyncio.wait_for(asking(client.get), PATIENCE)

    awaited(asked())


async def until(so: Callable[[], bool]) -> None:
    while not so():
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("asked", ["vendor-exposure?vendor=scale-ai", "shared-vendors?depth=3", "search?q=goo"])
def test_health_never_waits_for_a_question(own: Graph, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    gate = Gate(own, asked.partition("?")[0].replace("-", "_"), monkeypatch)

    async def asking(get: Get) -> None:
        questions = [asyncio.ensure_future(get(f"/v1/queries/{asked}&limit={n}")) for n in range(1, 11)]
        await until(lambda: gate.waiting >= 2)
        for path in HEALTH:
            assert (await get(path)).status_code == 200
        assert not any(question.done() for question in questions)
        gate.open.set()
        assert {answer.status_code for answer in await asyncio.gather(*questions)} == {200}

    ask(own, asking)


def test_cheap_questions_do_not_wait_for_those_about_the_whole_graph(
    own: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(own, "shared_vendors", monkeypatch)

    async def asking(get: Get) -> None:
        questions = [asyncio.ensure_future(get(f"/v1/queries/shared-vendors?limit={n}")) for n in range(1, 21)]
        await until(lambda: gate.waiting == service.LONG[0])
        for path in CHEAP:
            assert (await get(path)).status_code == 200
        gate.open.set()
        assert {answer.status_code for answer in await asyncio.gather(*questions)} == {200}

    ask(own, asking)


def test_what_took_long_about_somebody_is_no_cheap_question_from_then_on(
    own: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(own, "vendor_exposure", monkeypatch)
    path = "/v1/queries/vendor-exposure?vendor=scale-ai"

    async def asking(get: Get) -> None:
        gate.open.set()
        with monkeypatch.context() as slow:
            slow.setattr(queries, "LONG_SECONDS", 0)
            await get(path)
        gate.open.clear()
        gate.waiting = 0
        questions = [asyncio.ensure_future(get(f"{path}&limit={n}&as_of=2026-01-01")) for n in range(1, 11)]
        await until(lambda: gate.waiting == service.LONG[0])
        for cheap in [*CHEAP, "/v1/queries/search?q=goo"]:
            assert (await get(cheap)).status_code == 200
        gate.open.set()
        assert {answer.status_code for answer in await asyncio.gather(*questions)} == {200}

    ask(own, asking)


def test_a_few_threads_answer_and_never_the_event_loops(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(own, "nothing", monkeypatch)

    async def asking(get: Get) -> None:
        loop = threading.current_thread().name
        paths = [
            f"/v1/queries/{name}&limit={n}" for n in range(1, 30) for name in ("search?q=goo", "rankings?by=degree")
        ]
        await asyncio.gather(*map(get, paths))
        assert loop not in gate.threads
        assert len(gate.threads) <= service.SHORT[0] + service.LONG[0]

    ask(own, asking)


def test_an_answer_that_is_kept_waits_for_nobody(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(own, "vendor_exposure", monkeypatch)

    async def asking(get: Get) -> None:
        kept = await get(CHEAP[0])
        questions = [
            asyncio.ensure_future(get(f"/v1/queries/vendor-exposure?vendor=scale-ai&limit={n}")) for n in range(1, 11)
        ]
        await until(lambda: gate.waiting == service.SHORT[0])
        assert (await get(CHEAP[0])).content == kept.content
        gate.open.set()
        await asyncio.gather(*questions)

    ask(own, asking)


def test_who_would_wait_too_long_is_told_to_come_again(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "SHORT", (1, 2))
    gate = Gate(own, "vendor_exposure", monkeypatch)

    async def asking(get: Get) -> None:
        path = "/v1/queries/vendor-exposure?vendor=scale-ai"
        questions = [asyncio.ensure_future(get(f"{path}&limit={n}")) for n in range(1, 4)]
        await until(lambda: gate.waiting == 1)
        refused = await get(f"{path}&limit=9")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert problem_of(refused)["type"] == "urn:graph-service:StoreBusy"
        gate.open.set()
        assert {answer.status_code for answer in await asyncio.gather(*questions)} == {200}
        assert (await get(f"{path}&limit=9")).status_code == 200

    ask(own, asking)


def test_a_pool_has_room_again_after_an_error() -> None:
    async def asking() -> None:
        pool = Pool(1, 0)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await pool.run(lambda: 1 / 0)
        gate = threading.Event()
        first = asyncio.ensure_future(pool.run(gate.wait))
        await asyncio.sleep(0)
        with pytest.raises(StoreBusy):
            await pool.run(gate.wait)
        gate.set()
        assert await first

    awaited(asking())
