"""A part of the graph as a file, over REST."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.openapi import problems, query_parameters
from graph_service.api.service import AS_JSON, Form, Service, given
from graph_service.export import FORMATS, REST_LIMIT, ExportParameters, export
from graph_service.export.cytoscape import CytoscapeGraph
from graph_service.stores.port import Store
from graph_service.use_cases.ask import read_as

DESCRIPTION = f"""
As graphml (Gephi, yEd, igraph), gexf (Gephi), cytoscape (the JSON of Cytoscape and Cytoscape.js) or cypher (a script
that makes it in a Neo4j database). With relationships named: these, their ends, and the entities named. With entities
only: these, and all relationships among them that hold. With neither: the whole graph. Values of a list have commas
between them, or the parameter is given once for each; an entity whose name holds a comma goes by its id.

At most {REST_LIMIT:,} relationships and {REST_LIMIT:,} entities; the command `graph-service export` has no such limit.
"""
EXAMPLE = {"format": "cytoscape", "entities": ["google", "scale-ai", "meta"]}


def add_routes(routes: APIRouter, service: Service) -> None:
    """Put the export on a router."""

    async def endpoint(request: Request) -> Response:
        def work(store: Store) -> bytes:
            return export(store, read_as(ExportParameters, _given(request)), REST_LIMIT)

        return await service.respond(request, "export", work, long=True, form=_form(request))

    routes.add_api_route(
        "/export",
        endpoint,
        name="export",
        operation_id="export_graph",
        tags=["records"],
        summary="A part of the graph as a file for other programs",
        description=DESCRIPTION,
        responses={
            200: {
                "model": CytoscapeGraph,
                "description": "The file, in the format asked for.",
                "content": {
                    file.media_type: {"schema": {"type": "string"}}
                    for file in FORMATS.values()
                    if file.media_type != AS_JSON.media_type
                },
            },
            **problems(404, 422),
        },
        openapi_extra=_parameters(),
    )


def _form(request: Request) -> Form:
    """What is given back; where no such format is asked for, that is an error, and errors have a form of their own."""
    asked = request.query_params.get("format")
    return next(
        # Few ask for the same file twice, and a large one would push all other answers out.
        (Form(file.media_type, file.filename, kept=False) for name, file in FORMATS.items() if name == asked),
        AS_JSON,
    )


def _given(request: Request) -> dict[str, Any]:
    lists = ExportParameters.lists()
    return {
        name: [part for each in value for part in each.split(",")] if name in lists else value
        for name, value in given(request.query_params, lists).items()
    }


def _parameters() -> dict[str, Any]:
    """The parameters, their lists with commas between."""
    extra = query_parameters(ExportParameters, EXAMPLE)
    for parameter in extra["parameters"]:
        if parameter["name"] in ExportParameters.lists():
            parameter |= {"style": "form", "explode": False}
    return extra
