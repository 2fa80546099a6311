"""Between table rows and what they stand for."""

from collections.abc import Iterable
from typing import Any

from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import relationship_id

_LISTS = frozenset({"pending", "claims", "services", "segments"})
_FLAGS = frozenset({"disputed", "partial", "voting", "amount_approximate", "approximate"})

VERSION = tuple(name for name in RelationshipVersion.model_fields if name != "id")
"""The columns of `version`: the fields of the class, but for the id that follows from the ends."""

FIGURE = tuple(Figure.model_fields)
"""The columns of `figure`."""


def to_version(row: Iterable[Any]) -> RelationshipVersion:
    """The version of a row with the columns VERSION."""
    fields = _read(VERSION, row)
    fields["id"] = relationship_id(fields["subject"], fields["type"], fields["object"])
    return RelationshipVersion.model_validate(fields)


def to_figure(row: Iterable[Any]) -> Figure:
    """The figure of a row with the columns FIGURE."""
    return Figure.model_validate(_read(FIGURE, row))


def from_derived(derived: RelationshipVersion | Figure, columns: tuple[str, ...]) -> tuple[Any, ...]:
    """The row of a version or figure."""
    return tuple(
        " ".join(value) if isinstance(value, tuple) else value
        for value in (getattr(derived, column) for column in columns)
    )


def _read(columns: tuple[str, ...], row: Iterable[Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in zip(columns, row, strict=True)}


def _value(name: str, value: Any) -> Any:
    if name in _LISTS:
        return tuple(value.split())
    return bool(value) if name in _FLAGS and value is not None else value
