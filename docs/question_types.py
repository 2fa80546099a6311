"""What questions take and give, in words: for the methods and the pages that are written from the registry.

It imports nothing of the package, so that what the package imports can be written with it.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo


def parameters(query: Any) -> dict[str, FieldInfo]:
    """The question's own parameters, then those that all take."""
    own, fields_ = query.parameters.own_parameters(), query.parameters.model_fields
    return {name: fields_[name] for name in [*own, *(name for name in fields_ if name not in own)]}


# --- how types are written ----------------------------------------------------


def taken(info: FieldInfo) -> str:
    """What a caller may give for a parameter: more than what it becomes, and no text where a list is meant."""
    if get_origin(info.annotation) is not list:
        return shown(info.annotation)
    (each,) = get_args(info.annotation)
    if isinstance(each, type) and issubclass(each, BaseModel):
        return "Sequence[str | Mapping[str, Any]]"
    # A text is a sequence of texts to a type checker, and a mistake here.
    return "list[str] | tuple[str, ...]" if shown(each) == "str" else f"Sequence[{shown(each)}]"


def default(info: FieldInfo) -> Any:
    """What a parameter is if it isn't given."""
    value = info.get_default(call_default_factory=True)
    return tuple(value) if isinstance(value, list) else value


def shown(annotation: Any) -> str:
    """A type as one writes it, without what pydantic is told beside it."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return shown(arguments[0])
    if origin is Literal:
        return f"Literal[{', '.join(map(_quoted, arguments))}]"
    if origin in (Union, UnionType):
        return " | ".join(map(shown, arguments))
    if arguments:
        return f"{origin.__name__}[{', '.join('...' if each is Ellipsis else shown(each) for each in arguments)}]"
    return "None" if annotation is NoneType else str(annotation.__name__)


def _quoted(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


# --- what a row is made of ----------------------------------------------------


def members(kind: type[Any]) -> Iterator[tuple[str, Any, str]]:
    """The name, the type and the description of each field of a row, or of a value in it."""
    if issubclass(kind, BaseModel):
        for name, info in kind.model_fields.items():
            yield name, info.annotation, info.description or ""
    else:
        hints = get_type_hints(kind, include_extras=True)
        for field in fields(kind):
            said = [each.description for each in get_args(hints[field.name])[1:] if isinstance(each, FieldInfo)]
            yield field.name, hints[field.name], next((each for each in said if each), "")


def parts_of(kind: type[Any]) -> list[type[Any]]:
    """The classes of the values that a row holds directly, each once."""
    return list(dict.fromkeys(part for _, type_, _ in members(kind) for part in _classes_in(type_)))


def _classes_in(annotation: Any) -> Iterator[type[Any]]:
    if isinstance(annotation, type) and (is_dataclass(annotation) or issubclass(annotation, BaseModel)):
        yield annotation
    for argument in get_args(annotation):
        yield from _classes_in(argument)
