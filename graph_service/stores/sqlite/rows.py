"""Between table rows and what they stand for."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import relationship_id

_LISTS = ("pending", "claims", "services", "segments")
"""Kept as words with a space between; flags are kept as 0 and 1, which the models read as they are."""

VERSION = tuple(name for name in RelationshipVersion.model_fields if name != "id")
"""The columns of `version`: the fields of the class, but for the id that follows from the ends."""

FIGURE = tuple(Figure.model_fields)
"""The columns of `figure`."""


def to_version(row: Iterable[Any]) -> RelationshipVersion:
    """The version of a row with the columns VERSION."""
    fields: dict[str, Any] = dict(zip(VERSION, row, strict=True))
    for name in _LISTS:
        fields[name] = tuple(fields[name].split())
    fields["id"] = relationship_id(fields["subject"], fields["type"], fields["object"])
    return RelationshipVersion.model_validate(fields)


def to_figure(row: Iterable[Any]) -> Figure:
    """The figure of a row with the columns FIGURE."""
    fields: dict[str, Any] = dict(zip(FIGURE, row, strict=True))
    fields["claims"] = tuple(fields["claims"].split())
    return Figure.model_validate(fields)


def from_derived(derived: RelationshipVersion | Figure, columns: tuple[str, ...]) -> tuple[Any, ...]:
    """The row of a version or figure."""
    return tuple(" ".join(value) if isinstance(value, tuple) else value for value in attrgetter(*columns)(derived))
