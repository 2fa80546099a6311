"""The REST service in this process, over the embedded store.

* `graph` (module): an open graph that holds the article's facts; a test that changes it makes one of its own
  with `article_graph`.
* `client` (module): asks the service over that graph.
* `ask` (module): the JSON of a question that is answered.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service import Graph, open_graph
from graph_service.api import create_app
from graph_service.settings import Settings
from graph_service.support.resources import shipped_folder
from tests.api.client import Client

ARTICLE = shipped_folder("seed_data") / "article"

Ask = Callable[..., dict[str, Any]]


def article_graph(path: Path) -> Graph:
    graph = open_graph(path)
    graph.load(ARTICLE)
    return graph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with article_graph(tmp_path_factory.mktemp("api") / "graph.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def client(graph: Graph) -> Client:
    return Client(create_app(graph, Settings()))


@pytest.fixture(scope="module")
def ask(client: Client) -> Ask:
    def asked(question: str, **parameters: Any) -> dict[str, Any]:
        response = client.get(f"/v1/queries/{question}", params=parameters)
        assert response.status_code == 200, response.text
        body: dict[str, Any] = response.json()
        return body

    return asked
