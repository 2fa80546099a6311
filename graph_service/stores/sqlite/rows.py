"""Turns versions and figures into table rows, and rows into versions and figures."""

from collections.abc import Iterable
from typing import Any

from msgspec import convert
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import astuple

from graph_service.domain.relationship import Figure, RelationshipVersion
from graph_service.domain.relationship_types import TYPE_NAMES, TypeName

NUMBER: dict[TypeName, int] = {name: number for number, name in enumerate(TYPE_NAMES)}
"""The number of each relationship type in the file. Another order of the types would be another schema."""

AS_SUBJECT = {name: 2 * number for name, number in NUMBER.items()}
"""The slot of the relationships of which an entity is the subject."""

AS_OBJECT = {name: 2 * number + 1 for name, number in NUMBER.items()}
"""The slot of the relationships of which an entity is the object: an odd number."""

FIGURE = Figure.__struct_fields__
"""The columns of `figure`: the fields of the class, in their order."""

encode_version = Encoder().encode
"""Encodes a version as bytes."""

decode_version = Decoder(RelationshipVersion).decode
"""Decodes a version from bytes, and checks each field."""


def read_figure(row: Iterable[Any]) -> Figure:
    """Read a figure from a row with the columns FIGURE."""
    fields = dict(zip(FIGURE, row, strict=True))
    fields["claims"] = fields["claims"].split()
    return convert(list(fields.values()), Figure, strict=False)  # flags are stored as 0 and 1


def figure_row(figure: Figure) -> tuple[Any, ...]:
    """The row of a figure."""
    return tuple(" ".join(value) if isinstance(value, tuple) else value for value in astuple(figure))
