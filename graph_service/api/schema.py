"""The JSON Schema of the facts' records over REST."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.openapi import problem_responses
from graph_service.api.replies import Form
from graph_service.api.service import Service
from graph_service.domain.json_schema import RECORDS, json_schema
from graph_service.domain.suggestions import nearest_words
from graph_service.errors import UnknownRecord
from graph_service.support.json_bytes import encode_json

AS_SCHEMA = Form("application/schema+json")


class SchemaResponse(Response):
    """FastAPI's document takes the media type from the class of a response."""

    media_type = AS_SCHEMA.media_type


def add_routes(routes: APIRouter, service: Service) -> None:
    """Put the schemas on a router."""

    async def schema(request: Request, record: Annotated[str, Path(examples=["claim"])]) -> Response:
        return await service.respond_constant(request, lambda: encode_json(_schema(record)), of=record, form=AS_SCHEMA)

    routes.add_api_route(
        "/schema/{record}",
        schema,
        name="schema",
        operation_id="get_schema",
        response_class=SchemaResponse,
        tags=["records"],
        summary="The JSON Schema of a record as facts have it: source, entity, claim or retraction",
        responses={
            200: {
                "description": "The schema.",
                "content": {AS_SCHEMA.media_type: {"schema": {"type": "object"}}},
            },
            **problem_responses(404, 422, of_graph=False),
        },
    )


def _schema(record: str) -> dict[str, Any]:
    kind = next((kind for kind in RECORDS if kind == record), None)
    if kind is None:
        raise UnknownRecord("schema", record, suggestions=nearest_words(record, RECORDS))
    return json_schema(kind)
