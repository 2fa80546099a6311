"""Every error of ours is a problem with a status of its own kind."""

import inspect
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from graph_service import errors
from graph_service.api import create_app
from graph_service.api.problems import MEDIA_TYPE, STATUSES, problem
from graph_service.errors import BadParameter, GraphServiceError, MissingPackage, NotFound, StoreError, UnknownEntity
from graph_service.graph import Graph
from graph_service.settings import Settings
from tests.api.client import Client, problem_of
from tests.api.conftest import article_graph

ERRORS = [
    found
    for _, found in inspect.getmembers(errors, inspect.isclass)
    if issubclass(found, GraphServiceError) and found.__module__ == errors.__name__
]


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_an_error_has_a_status(kind: type[GraphServiceError]) -> None:
    assert kind in STATUSES


def test_a_status_is_of_the_caller_s_or_of_the_service_s_kind() -> None:
    for kind, (status, title) in STATUSES.items():
        ours = issubclass(kind, StoreError) or kind in (GraphServiceError, MissingPackage)
        assert (500 if ours else 400) <= status < (600 if ours else 500), kind
        assert (status == 404) == issubclass(kind, NotFound), kind
        assert title
        assert not title.endswith(".")


def test_an_error_of_an_unlisted_kind_is_what_its_parent_is() -> None:
    class Stranger(UnknownEntity):
        """A kind that the table doesn't have."""

    response = problem(Stranger("openia", suggestions=["openai"]), "/v1/x")
    assert (response.status_code, response.media_type) == (404, MEDIA_TYPE)
    assert json.loads(bytes(response.body)) == {
        "type": "urn:graph-service:Stranger",
        "title": "Unknown entity",
        "status": 404,
        "detail": "no entity is called 'openia' (did you mean openai?)",
        "instance": "/v1/x",
        "suggestions": ["openai"],
    }


def test_an_instance_is_a_uri_reference() -> None:
    body = json.loads(bytes(problem(BadParameter("a", "b"), "/v1/entities/غوغل و%/a:b").body))
    assert body["instance"] == "/v1/entities/%D8%BA%D9%88%D8%BA%D9%84%20%D9%88%25/a:b"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Graph]:
    with article_graph(tmp_path / "graph.db") as graph:
        yield graph


def test_a_fault_of_ours_is_a_problem_that_keeps_its_reasons_to_itself(
    own: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(create_app(own, Settings()))
    monkeypatch.setattr(own.store, "look", lambda *_: 1 / 0)
    response = client.get("/v1/queries/shared-vendors")
    assert response.status_code == 500
    assert "zero" not in problem_of(response)["detail"]


def test_a_fault_of_the_store_is_told(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise StoreError("the file is damaged")

    client = Client(create_app(own, Settings()))
    monkeypatch.setattr(own.store, "look", damaged)
    response = client.get("/v1/queries/shared-vendors")
    assert (response.status_code, problem_of(response)["detail"]) == (500, "the file is damaged")


def test_a_graph_that_moves_on_while_it_is_read_is_read_again(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(create_app(own, Settings()))
    page, moves = own.store.page, iter([True, True, False])

    def moving(*given: object) -> object:
        if next(moves):
            raise errors.GraphMoved("the graph was written to")
        return page(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(own.store, "page", moving)
    assert client.get("/v1/entities").status_code == 200


def test_a_graph_that_never_stands_still_is_told(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def moving(*_: object) -> object:
        raise errors.GraphMoved("the graph was written to")

    client = Client(create_app(own, Settings()))
    monkeypatch.setattr(own.store, "page", moving)
    response = client.get("/v1/entities")
    assert (response.status_code, "try again" in problem_of(response)["detail"]) == (503, True)


def test_errors_are_problems_in_another_application_too(own: Graph) -> None:
    from graph_service.api import router

    app = FastAPI()
    app.include_router(router(own, prefix="/graph"))
    client = Client(app)
    for path, status in (("entities/nobody", 404), ("queries/nothing", 404), ("queries/search", 422)):
        response = client.get(f"/graph/{path}")
        assert (response.status_code, problem_of(response)["instance"]) == (status, f"/graph/{path}")
