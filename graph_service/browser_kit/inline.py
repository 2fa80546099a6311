"""Queries as text: literals in place of parameters, for what is pasted where none can be set; and their columns.

The service itself never does this: it passes parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph_service.support.cypher_literals import literal
from graph_service.support.cypher_text import tokens


@dataclass(frozen=True)
class Expression:
    """Cypher to stand for a parameter as it is, such as `toString(date())`."""

    text: str


def bound(cypher: str, parameters: Mapping[str, Any]) -> str:
    """The query with a literal for each parameter; comments and quoted text stay as they are."""
    return "".join(
        _written(parameters[text[1:].strip("`")]) if kind == "parameter" else text for kind, text in tokens(cypher)
    )


def columns(cypher: str) -> list[str]:
    """The names of the columns that a query returns, in their order."""
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
