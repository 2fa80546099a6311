"""The server that `serve` runs, by itself or in each of its workers."""

import uvicorn

from graph_service.api import create_app
from graph_service.graph import Graph
from graph_service.settings import Settings
from graph_service.support.gc_pause import search_seldom


def server(graph: Graph, settings: Settings) -> uvicorn.Server:
    """Made to answer from now on: what has been imported and opened stays."""
    config = uvicorn.Config(create_app(graph, settings), log_level="warning", access_log=False)
    search_seldom()
    return uvicorn.Server(config)
