"""JSON as the service writes it: no spaces, Arabic as it is, models field by field."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec.json import Encoder
from pydantic import BaseModel


def _fields(value: Any) -> Mapping[str, Any]:
    """The fields of a model, for msgspec: what lies in them it writes by itself, without asking pydantic again."""
    if not isinstance(value, BaseModel):
        raise TypeError(f"a {type(value).__name__} has no JSON")
    aliases = _aliases(type(value))
    if aliases is None:
        said: Mapping[str, Any] = value.model_dump(mode="json", by_alias=True)
        return said
    fields = value.__dict__
    return {aliases[name]: each for name, each in fields.items()} if aliases else fields


@cache
def _aliases(model: type[BaseModel]) -> Mapping[str, str] | None:
    """What each field is called in JSON: empty where all go by their own names, None where the model writes itself."""
    decorators = model.__pydantic_decorators__
    if decorators.model_serializers or decorators.field_serializers or decorators.computed_fields:
        return None
    names = {name: field.serialization_alias or name for name, field in model.model_fields.items()}
    return names if any(name != alias for name, alias in names.items()) else {}


as_json = Encoder(enc_hook=_fields).encode
"""The bytes of a value made of models, dataclasses, lists, mappings and what they hold."""
