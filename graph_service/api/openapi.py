"""How a parameters model stands in the OpenAPI document: the routes read requests themselves."""

from typing import Any

from pydantic import BaseModel

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
    422: "A parameter is wrong.",
    503: "The graph can't be reached; try again.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may answer with."""
    return {
        status: {
            "description": _PROBLEMS[status],
            "content": {"application/problem+json": {"schema": PROBLEM}},
        }
        for status in (*statuses, 503)
    }


def query_parameters(model: type[BaseModel], example: dict[str, Any] | None = None) -> dict[str, Any]:
    """The model's fields as parameters of the query string."""
    schema = model.model_json_schema()
    required = schema.get("required", [])
    return {
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": name in required,
                "description": field.get("description", ""),
                "schema": {key: value for key, value in field.items() if key not in ("title", "description")},
                **({"example": example[name]} if example and name in example else {}),
            }
            for name, field in schema["properties"].items()
        ]
    }
