"""Describes what questions take and give, for the methods and pages that are written from the registry.

It imports nothing of the package, as it helps to write a file that the package imports.
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


def accepted_type(info: FieldInfo) -> str:
    """The type that a caller may give for a parameter. It is wider than the model's type, but no text for a list."""
    if get_origin(info.annotation) is not list:
        return type_text(info.annotation)
    (each,) = get_args(info.annotation)
    if isinstance(each, type) and issubclass(each, BaseModel):
        return "Sequence[str | Mapping[str, Any]]"
    # To a type checker a text is a sequence of texts. Here it would be a mistake.
    return "list[str] | tuple[str, ...]" if type_text(each) == "str" else f"Sequence[{type_text(each)}]"


def default(info: FieldInfo) -> Any:
    """The value of a parameter that isn't given."""
    value = info.get_default(call_default_factory=True)
    return tuple(value) if isinstance(value, list) else value


def type_text(annotation: Any) -> str:
    """A type as code, without pydantic's annotations."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return type_text(arguments[0])
    if origin is Literal:
        return f"Literal[{', '.join(map(_quoted, arguments))}]"
    if origin in (Union, UnionType):
        return " | ".join(map(type_text, arguments))
    if arguments:
        return f"{origin.__name__}[{', '.join('...' if each is Ellipsis else type_text(each) for each in arguments)}]"
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
