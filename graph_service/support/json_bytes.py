"""JSON: written as the service does (without spaces, Arabic unescaped), and read strictly from a caller."""

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec.json import Encoder
from pydantic import BaseModel

from graph_service.errors import shorten


def _fields_of(value: Any) -> Mapping[str, Any]:
    """The fields of a model, for msgspec, which writes what they hold without asking pydantic again."""
    if not isinstance(value, BaseModel):
        raise TypeError(f"a {type(value).__name__} has no JSON")
    aliases = _aliases(type(value))
    if aliases is None:
        dumped: Mapping[str, Any] = value.model_dump(mode="json", by_alias=True)
        return dumped
    fields = value.__dict__
    return {aliases[name]: each for name, each in fields.items()} if aliases else fields


@cache
def _aliases(model: type[BaseModel]) -> Mapping[str, str] | None:
    """The JSON name of each field; empty if all have their own names, None if the model has serializers of its own."""
    decorators = model.__pydantic_decorators__
    if decorators.model_serializers or decorators.field_serializers or decorators.computed_fields:
        return None
    names = {name: field.serialization_alias or name for name, field in model.model_fields.items()}
    return names if any(name != alias for name, alias in names.items()) else {}


class DuplicateKey(ValueError):
    """An object has a key twice, and only its writer knows which one counts."""


def read_json(text: str) -> Any:
    """The value of the JSON text. Raises ValueError if it isn't JSON, DuplicateKey if an object has a key twice."""
    try:
        value = json.loads(text, object_pairs_hook=_object_without_duplicates, parse_constant=_refuse_constant)
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("its brackets are nested too deeply") from error
    except UnicodeEncodeError as error:
        raise ValueError("a \\u escape stands for half a character only") from error
    return value


def _object_without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        ((key, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise DuplicateKey(f"{shorten(key)!r} is given twice in one object")
    return fields


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not a JSON number")


encode_json = Encoder(enc_hook=_fields_of).encode
"""The JSON bytes of a value: models, dataclasses, lists and mappings, and what they hold."""
