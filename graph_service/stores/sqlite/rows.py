"""Between table rows and what they stand for."""

from collections.abc import Iterable
from typing import Any

from msgspec import convert
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import astuple

from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TYPE_NAMES, TypeName

NUMBER: dict[TypeName, int] = {name: number for number, name in enumerate(TYPE_NAMES)}
"""The number by which a relationship type goes in the file. Another order of the types is another schema."""

AS_SUBJECT = {name: 2 * number for name, number in NUMBER.items()}
"""The slot of the relationships of which an entity is the subject."""

AS_OBJECT = {name: 2 * number + 1 for name, number in NUMBER.items()}
"""The slot of the relationships of which an entity is the object: an odd number."""

FIGURE = Figure.__struct_fields__
"""The columns of `figure`: the fields of the class, in their order."""

from_version = Encoder().encode
"""The bytes of a version."""

to_version = Decoder(RelationshipVersion).decode
"""The version of some bytes; each field is checked."""


def to_figure(row: Iterable[Any]) -> Figure:
    """The figure of a row with the columns FIGURE."""
    fields = dict(zip(FIGURE, row, strict=True))
    fields["claims"] = fields["claims"].split()
    return convert(list(fields.values()), Figure, strict=False)  # flags are kept as 0 and 1


def from_figure(figure: Figure) -> tuple[Any, ...]:
    """The row of a figure."""
    return tuple(" ".join(value) if isinstance(value, tuple) else value for value in astuple(figure))
