"""The JSON Schema of each kind of record, for editors and for programs that write facts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from graph_service.domain.claim import CLAIM
from graph_service.domain.entity import Entity
from graph_service.domain.facts import RecordKind
from graph_service.domain.retraction import Retraction
from graph_service.domain.source import Source

RECORDS: Mapping[RecordKind, TypeAdapter[Any]] = MappingProxyType(
    {
        "source": TypeAdapter(Source),
        "entity": TypeAdapter(Entity),
        "claim": CLAIM,
        "retraction": TypeAdapter(Retraction),
    }
)
"""The validator of each kind of record, in the order in which a folder is read."""

_BEYOND = (
    "Rules between fields, and between records, are beyond this schema: "
    "`graph-service check FOLDER` tells what breaks them."
)


def json_schema(kind: RecordKind) -> dict[str, Any]:
    """The schema of one record, that is of one line of JSON Lines, in draft 2020-12."""
    schema = _standardise(RECORDS[kind].json_schema())
    description = "\n\n".join(filter(None, (schema.get("description"), _BEYOND)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": kind.capitalize(),
        "description": description,
    }


_BOUNDS = {"gt": "exclusiveMinimum", "ge": "minimum", "le": "maximum"}


def _standardise(schema: Any) -> Any:
    """The schema in the standard's own words, and as strict as the records are.

    pydantic leaves a bound on `int | float` under its own name, and doesn't forbid other keys in a mapping.
    """
    if isinstance(schema, list):
        return [_standardise(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("anyOf") == [{"type": "integer"}, {"type": "number"}]:
        schema = {"type": "number", **{key: value for key, value in schema.items() if key != "anyOf"}}
    if "patternProperties" in schema:
        schema = {**schema, "additionalProperties": False}
    return {_BOUNDS.get(key, key): _standardise(value) for key, value in schema.items()}
