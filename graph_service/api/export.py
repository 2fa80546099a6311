"""Exports a part of the graph as a file, over REST."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import field_validator
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.openapi import problem_responses
from graph_service.api.parameters import describe_parameters
from graph_service.api.replies import AS_JSON, Form
from graph_service.api.service import Service
from graph_service.export import FORMATS, REST_LIMIT, ExportParameters
from graph_service.export.cytoscape import CytoscapeGraph
from graph_service.export.subgraph import read_subgraph
from graph_service.stores.port import Store

DESCRIPTION = f"""
As graphml (Gephi, yEd, igraph), gexf (Gephi), cytoscape (the JSON of Cytoscape and Cytoscape.js) or cypher (a script
that makes it in a Neo4j database). With relationships named: these, their ends, and the entities named. With entities
only: these, and all relationships among them that hold. With neither: the whole graph. Values of a list have commas
between them, or the parameter is given once for each; an entity whose name holds a comma goes by its id.

At most {REST_LIMIT:,} relationships and {REST_LIMIT:,} entities; the command `graph-service export` has no such limit.
"""


@describe_parameters({"format": "cytoscape", "entities": ["google", "scale-ai", "meta"]})
class GivenParameters(ExportParameters):
    """The parameters. A list has commas between its values, or comes value by value."""

    @field_validator("entities", "relationships", mode="before")
    @classmethod
    def split(cls, given: list[str]) -> list[str]:
        """Split values at their commas."""
        return [part for each in given for part in each.split(",")]


def add_routes(routes: APIRouter, service: Service) -> None:
    """Put the export on a router."""

    async def endpoint(request: Request, parameters: Annotated[GivenParameters, Query()]) -> Response:
        file = FORMATS[parameters.format]

        def work(store: Store) -> tuple[str, bytes]:
            part = read_subgraph(store, parameters, REST_LIMIT)
            return part.digest, file.write(part)

        # Files are rarely asked for twice, and a large one would push all other replies out of the cache.
        form = Form(file.media_type, file.filename, is_cached=False)
        return await service.respond(request, work, long=True, form=form)

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
            **problem_responses(404, 422),
        },
    )
