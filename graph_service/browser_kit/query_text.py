"""Cypher queries as text, with literals instead of parameters, for pasting.

The service itself always passes parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph_service.support.cypher_literals import literal
from graph_service.support.cypher_text import tokens


@dataclass(frozen=True)
class Expression:
    """Cypher that replaces a parameter as it is, such as `toString(date())`."""

    text: str


def inline_parameters(cypher: str, parameters: Mapping[str, Any]) -> str:
    """The query with a literal for each parameter. Comments and quoted text stay as they are."""
    return "".join(
        _written(parameters[text[1:].strip("`")]) if kind == "parameter" else text for kind, text in tokens(cypher)
    )


def _written(value: Any) -> str:
    return value.text if isinstance(value, Expression) else literal(value)
