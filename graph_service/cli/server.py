"""The server that `serve` runs, by itself or in each of its workers."""

import uvicorn

from graph_service.api import create_app
from graph_service.graph import Graph
from graph_service.settings import Settings
from graph_service.support.gc_pause import reduce_gc


def make_server(graph: Graph, settings: Settings) -> uvicorn.Server:
    """A server for the graph. What is imported and open now is never garbage-collected."""
    config = uvicorn.Config(create_app(graph, settings), log_level="warning", access_log=False)
    reduce_gc()
    return uvicorn.Server(config)
