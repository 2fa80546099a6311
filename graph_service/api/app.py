"""Makes the app over an open graph."""

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

from graph_service.api import browser_kit, operations, pages
from graph_service.api.code import package_version
from graph_service.api.negotiation import Negotiation
from graph_service.api.openapi import TAGS, DocumentedApp
from graph_service.api.problems import http_problem, unexpected_problem
from graph_service.api.reply_cache import CachedReplies
from graph_service.api.router import router
from graph_service.api.service import Service
from graph_service.graph import Graph
from graph_service.settings import Settings
from graph_service.stores.open import read_settings

DESCRIPTION = """
Who invests in whom, who is whose client, who competes with whom in the AI industry, and who says so.
Start with [which clients share a vendor with a competitor's investment](/v1/queries/shared-vendors).
"""


def create_app(graph: Graph, settings: Settings | None = None) -> FastAPI:
    """Make the service over an open graph. The caller closes the graph after the app has ended."""
    settings = settings or read_settings()
    app = DocumentedApp(
        title="Graph service",
        summary="A knowledge graph of the AI industry",
        description=DESCRIPTION,
        version=package_version(),
        license_info={"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        servers=[{"url": "/", "description": "The service that gives this document"}],
        openapi_tags=TAGS,
        docs_url=None,  # `pages` has one, with our own scripts in place of another host's
        redoc_url=None,
    )
    service = Service(graph.store, settings.answers_kept)
    app.add_middleware(Negotiation)
    if service.store.is_quick:
        app.add_middleware(CachedReplies, replies=service.replies, store=service.store, metrics=service.metrics)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_headers=["If-None-Match"],
            expose_headers=["ETag", "Content-Disposition"],
        )
    app.include_router(router(service))
    operations.add_routes(app, service)
    browser_kit.add_routes(app, service)
    pages.add_routes(app)
    app.add_exception_handler(HTTPException, http_problem)
    app.add_exception_handler(Exception, unexpected_problem)
    return app
