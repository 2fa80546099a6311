"""Rows as data frames of pandas and polars, which whoever asks for them installs.

A row is a tree, and a frame has columns. So each field of a model or dataclass within a row is a column of its own,
`client.id` or `window.from`, also where all rows leave it null and where there are no rows. A mapping has a column for
each key that occurs, `client.names.en`. Lists stay lists, in one cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from graph_service.errors import MissingPackage

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True, slots=True)
class Column:
    """One field of all rows; `type` is str, int, float or bool, or None where a library has to look at the values."""

    values: list[Any]
    type: type | None


def to_pandas(row: type[BaseModel], rows: list[dict[str, Any]]) -> "pandas.DataFrame":
    """The rows, given as JSON has them, as a frame of pandas; MissingPackage where it isn't installed."""
    library = _import("pandas")
    # Of these types only float has a value for what is unknown, unless they are those of pandas' own.
    dtypes: dict[type | None, str] = {str: "string", int: "Int64", bool: "boolean", float: "float64", None: "object"}
    columns = {
        name: library.Series(column.values, dtype=dtypes[column.type]) for name, column in spread(row, rows).items()
    }
    frame: pandas.DataFrame = library.DataFrame(columns)
    return frame


def to_polars(row: type[BaseModel], rows: list[dict[str, Any]]) -> "polars.DataFrame":
    """The rows, given as JSON has them, as a frame of polars; MissingPackage where it isn't installed."""
    library = _import("polars")
    dtypes: dict[type | None, Any] = {
        str: library.String,
        int: library.Int64,
        bool: library.Boolean,
        float: library.Float64,
        None: None,
    }
    columns = [
        library.Series(name, column.values, dtype=dtypes[column.type], strict=False)
        for name, column in spread(row, rows).items()
    ]
    frame: polars.DataFrame = library.DataFrame(columns)
    return frame


def _import(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        raise MissingPackage(library) from error


# --- from trees to columns ----------------------------------------------------


def spread(row: type[BaseModel], rows: list[dict[str, Any]]) -> dict[str, Column]:
    """The columns of the rows, by name, in the order of the fields."""
    return dict(_columns("", row, list(rows)))


def _columns(name: str, annotation: Any, values: list[Any]) -> Iterator[tuple[str, Column]]:
    kind = _without_null(annotation)
    prefix = f"{name}." if name else ""
    if get_origin(kind) is dict:
        keys = dict.fromkeys(key for value in values if value for key in value)
        inside = {key: get_args(kind)[1] for key in keys}
    elif isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, BaseModel)):
        inside = _fields(kind)
    else:
        yield name, Column(values, _scalar(kind))
        return
    for key, type_ in inside.items():
        yield from _columns(f"{prefix}{key}", type_, [None if value is None else value.get(key) for value in values])


@cache
def _fields(kind: type[Any]) -> dict[str, Any]:
    """The type of each field, by its name in JSON."""
    if issubclass(kind, BaseModel):
        return {info.serialization_alias or name: info.annotation for name, info in kind.model_fields.items()}
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _without_null(annotation: Any) -> Any:
    if get_origin(annotation) is Annotated:
        return _without_null(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        there = [each for each in get_args(annotation) if each is not NoneType]
        return _without_null(there[0]) if len(there) == 1 else annotation
    return annotation


def _scalar(kind: Any) -> type | None:
    """The type that all values have, if it is one that a column may have; a number may be an int or a float."""
    origin = get_origin(kind)
    if origin is Literal:
        types = {type(each) for each in get_args(kind)}
    else:
        types = {_without_null(each) for each in get_args(kind)} if origin in (Union, UnionType) else {kind}
    if types <= {int, float}:
        return float if float in types else int
    return next(iter(types)) if len(types) == 1 and types <= {str, bool} else None
