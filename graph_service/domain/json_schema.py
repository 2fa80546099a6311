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
"""What each kind of record is validated by, in the order in which a folder is read."""

_BEYOND = (
    "Rules between fields, and between records, are beyond this schema: "
    "`graph-service check FOLDER` tells what breaks them."
)


def json_schema(kind: RecordKind) -> dict[str, Any]:
    """The schema of one record, in draft 2020-12: what a line of JSON Lines has to be."""
    schema = _standard(RECORDS[kind].json_schema())
    description = "\n\n".join(filter(None, (schema.get("description"), _BEYOND)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": kind.capitalize(),
        "description": description,
    }


_BOUNDS = {"gt": "exclusiveMinimum", "ge": "minimum", "le": "maximum"}


def _standard(schema: Any) -> Any:
    """The schema in the standard's words alone, and as strict as the records are.

    Of a bound on `int | float` pydantic leaves its own word, and of a mapping it says only how its keys are spelt.
    """
    if isinstance(schema, list):
        return [_standard(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("anyOf") == [{"type": "integer"}, {"type": "number"}]:
        schema = {"type": "number", **{key: value for key, value in schema.items() if key != "anyOf"}}
    if "patternProperties" in schema:
        schema = {**schema, "additionalProperties": False}
    return {_BOUNDS.get(key, key): _standard(value) for key, value in schema.items()}
