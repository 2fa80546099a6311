"""How the service stands in its OpenAPI document, so that clients can be generated from it."""

import inspect
from typing import Any, TypeVar

from fastapi import FastAPI
from pydantic import BaseModel, create_model

M = TypeVar("M", bound=BaseModel)

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457 problem details.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "parameter": {"type": "string"},
        "suggestions": {"type": "array", "items": {"type": "string"}},
    },
}
_PROBLEMS = {
    400: "The request can't be used.",
    404: "Not found; `suggestions` has the nearest.",
    406: "Accept-Encoding takes neither gzip nor plain bytes.",
    422: "A parameter is wrong.",
    503: "The graph can't be reached; try again.",
}
_SHARED = "#/components/schemas/Problem"

TAGS = [
    {"name": "questions", "description": "Named queries: rows, each with its evidence, and a certificate."},
    {"name": "records", "description": "What the graph is made of: entities, relationships, claims, sources, figures."},
    {"name": "operations", "description": "For those who run the service."},
]


class DocumentedApp(FastAPI):
    """An app whose problems have one schema, and which says that nobody has to show who they are."""

    def openapi(self) -> dict[str, Any]:
        """The document."""
        if self.openapi_schema is None:
            document = self.openapi_schema = super().openapi()
            # In another application, which doesn't know of it, the routes carry the whole schema each.
            document["components"]["schemas"]["Problem"] = PROBLEM
            for methods in document["paths"].values():
                for operation in methods.values():
                    for parameter in operation.get("parameters", ()):
                        # Swagger UI fills its form from here alone.
                        if examples := parameter["schema"].pop("examples", None):
                            parameter["example"] = examples[0]
                    for response in operation["responses"].values():
                        if (content := response.get("content", {}).get("application/problem+json")) is not None:
                            content["schema"] = {"$ref": _SHARED}
            document["security"] = []
        return self.openapi_schema


def named(name: str, generic: type[M]) -> type[M]:
    """The model under a name that a generated client can keep: `SharedVendorsAnswer` for `Answer[SharedVendor]`."""
    return create_model(name, __base__=generic, __doc__=inspect.getdoc(generic))


def problems(*statuses: int, of_graph: bool = True) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may answer with; any may, and what reads the graph may not reach it."""
    return {
        status: {
            "description": _PROBLEMS[status],
            "content": {"application/problem+json": {"schema": PROBLEM}},
        }
        for status in sorted({*statuses, 406, *([503] if of_graph else [])})
    }
