"""The REST service: `create_app` makes it, `router` mounts its routes in another FastAPI app."""

from graph_service.api.app import create_app
from graph_service.api.router import router

__all__ = ["create_app", "router"]
