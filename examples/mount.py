"""Mount the graph's routes in an app of your own, beside your own routes.

    uvicorn --app-dir examples mount:app
    curl http://127.0.0.1:8000/graph/queries/shared-vendors

GRAPH_SERVICE_STORE says which graph; without it, it is graph.db.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from graph_service import open_graph
from graph_service.api import router

graph = open_graph(make=False)


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Close the graph when the app ends."""
    with graph:
        yield


app = FastAPI(title="Ours", lifespan=lifespan)
app.include_router(router(graph, prefix="/graph"))


@app.get("/hello")
async def hello() -> str:
    """One of your own routes."""
    return "hello"
