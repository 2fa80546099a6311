"""Makes an OpenAPI document from which clients can be generated."""

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
    """An app whose document has one schema for all problems, and says that no authentication is needed."""

    def openapi(self) -> dict[str, Any]:
        """The document."""
        if self.openapi_schema is None:
            document = self.openapi_schema = super().openapi()
            # In another application, which lacks this schema, each route carries the whole of it.
            document["components"]["schemas"]["Problem"] = PROBLEM
            for methods in document["paths"].values():
                for operation in methods.values():
                    for parameter in operation.get("parameters", ()):
                        # Swagger UI fills its form only from here.
                        if examples := parameter["schema"].pop("examples", None):
                            parameter["example"] = examples[0]
                    for response in operation["responses"].values():
                        if (content := response.get("content", {}).get("application/problem+json")) is not None:
                            content["schema"] = {"$ref": _SHARED}
            document["security"] = []
        return self.openapi_schema


def name_model(name: str, generic: type[M]) -> type[M]:
    """Give the model a name for generated clients: `SharedVendorsAnswer` for `Answer[SharedVendor]`."""
    return create_model(name, __base__=generic, __doc__=inspect.getdoc(generic))


def problem_responses(*statuses: int, of_graph: bool = True) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may answer with: these, 406, and 503 if it reads the graph."""
    return {
        status: {
            "description": _PROBLEMS[status],
            "content": {"application/problem+json": {"schema": PROBLEM}},
        }
        for status in sorted({*statuses, 406, *([503] if of_graph else [])})
    }
