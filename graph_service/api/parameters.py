"""The parameters of a route. FastAPI reads and describes them by the model that Python and the CLI use too."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import Field, WithJsonSchema, create_model
from starlette.datastructures import QueryParams

from graph_service.errors import BadParameter, shorten
from graph_service.queries.base import RequestParameters
from graph_service.use_cases.ask import bad_parameter

M = TypeVar("M", bound=RequestParameters)


MOST_UNKNOWN = 20
"""FastAPI makes an error for each unknown parameter, while everybody waits. More of them are refused before that."""


def check_query_string(given: QueryParams, model: type[RequestParameters]) -> None:
    """Refuse a parameter that is given more than once and isn't a list: FastAPI would use the last one."""
    seen: dict[str, None] = {}
    for name, _ in given.multi_items():
        if name in seen and name not in model.list_fields():
            raise BadParameter(shorten(name), "it is given more than once")
        seen[name] = None
    unknown = [name for name in seen if name not in model.model_fields]
    if len(unknown) > MOST_UNKNOWN:
        raise bad_parameter({"type": "extra_forbidden", "loc": unknown[:1]}, list(model.model_fields))


def describe_parameters(example: Mapping[str, Any] = MappingProxyType({})) -> Callable[[type[M]], type[M]]:
    """Change how the document shows a model: with an example, and without null, which no query string can express."""

    def describe(model: type[M]) -> type[M]:
        fields: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            known = info.asdict()
            annotation, metadata, attributes = known["annotation"], known["metadata"], {**known["attributes"]}
            extra = attributes.get("json_schema_extra") or {}
            if own := next((each for each in metadata if isinstance(each, WithJsonSchema)), None):
                # Its validator makes other objects. The document would have an unused schema for these.
                annotation, metadata, extra = list[Any], [each for each in metadata if each is not own], own.json_schema
            attributes["json_schema_extra"] = partial(_leave_null_out, extra)
            if name in example:
                attributes["examples"] = [example[name]]
            fields[name] = Annotated[(annotation, *metadata, Field(**attributes))]
        as_shown: type[M] = create_model(model.__name__, __base__=model, __doc__=model.__doc__, **fields)
        return as_shown

    return describe


def _leave_null_out(extra: dict[str, Any], schema: dict[str, Any]) -> None:
    options = [option for option in schema.pop("anyOf", ()) if option != {"type": "null"}]
    schema.update(options[0] if len(options) == 1 else {"anyOf": options} if options else {}, **extra)
    if "default" in schema and schema["default"] is None:
        del schema["default"]
