"""Cypher queries as text: with literals instead of parameters, for pasting; and the columns that they return.

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


def returned_columns(cypher: str) -> list[str]:
    """The names of the columns that the query returns, in order."""
    depth, clause = 0, ""
    found: list[str] = []
    for kind, text in tokens(cypher):
        depth += (text in "([{") - (text in ")]}") if kind == "other" else 0
        if depth or kind == "comment":
            continue
        if kind == "word" and text in ("RETURN", "ORDER", "SKIP", "LIMIT", "UNION"):
            clause = text
            found = [""] if text == "RETURN" else found
        elif clause == "RETURN" and text == ",":
            found.append("")
        elif clause == "RETURN" and kind in ("word", "quoted"):
            found[-1] = text
    return found


def _written(value: Any) -> str:
    return value.text if isinstance(value, Expression) else literal(value)
