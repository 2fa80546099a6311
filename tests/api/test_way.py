"""How far it is from a request to the question that answers it, counted while one is answered."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import Any

import httpx
import pytest

import graph_service
from graph_service import Graph
from graph_service.api import create_app

PACKAGE = f"{Path(graph_service.__file__).parent}/"
QUESTION = "queries/shared_vendors.py"


class Way:
    """The files of the package that a request goes through before its question begins, and all calls in the package."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.calls = 0
        self.is_counting = False

    def watch(self, frame: FrameType, event: str, _: Any) -> None:
        file = frame.f_code.co_filename
        if not self.is_counting or event != "call" or not file.startswith(PACKAGE):
            return
        # Python 3.12 has no calls for most comprehensions.
        self.calls += not frame.f_code.co_name.startswith("<")
        if file.endswith(QUESTION) and frame.f_code.co_name == "find" and not self.files:
            around: FrameType | None = frame
            while around is not None:
                if (name := around.f_code.co_filename).startswith(PACKAGE):
                    self.files.append(name.removeprefix(PACKAGE))
                around = around.f_back


async def ask_twice(graph: Graph, way: Way) -> None:
    """What is made once is made for the first question, and the second is counted."""
    transport = httpx.ASGITransport(create_app(graph))
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        await client.get("/v1/queries/shared-vendors?client=microsoft")
        way.is_counting = True
        response = await client.get("/v1/queries/shared-vendors?client=google")
        way.is_counting = False
    assert response.json()["rows"]


@pytest.fixture(scope="module")
def way(graph: Graph) -> Way:
    counted = Way()
    threading.setprofile(counted.watch)  # for the threads that start from now on: the loop's, and those of the pool
    try:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, ask_twice(graph, counted)).result()
    finally:
        threading.setprofile(None)
    return counted


def test_from_the_route_to_the_question_it_is_six_files(way: Way) -> None:
    assert list(dict.fromkeys(reversed(way.files))) == [
        "api/service.py",
        "api/queries.py",
        "use_cases/ask.py",
        "support/retry.py",
        "stores/sqlite/store.py",
        "queries/shared_vendors.py",
    ]


def test_a_request_makes_no_more_calls_than_it_did(way: Way) -> None:
    assert 0 < way.calls <= 200
